"""How runs end: the exit code, one message, what to do about it, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dedere.errors import CorpusError, Finding, Unanswered
from dedere_cli.faults import MOST_FINDINGS
from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["asess"], "there is no command `asess`", "did you mean `assess`?"),
        (["assess", "putin"], "missing argument `HOST`", "see `dedere assess --help`"),
        (["assess", "putin", "ind"], "no day is given", "give `--on DATE`"),
        (
            ["assess", "putin", "ind", "--until", "2025-12-05"],
            "`--until` is given without `--from`",
            "add `--from DATE`",
        ),
        (
            ["assess", "putin", "ind", "--on", "2025-12-05", "--from", "2025-12-05"],
            "`--on` is given together",
            "one day",
        ),
        (["assess", "putin", "ind", "--onn", "2025-12-05"], "there is no option `--onn`", "did you mean `--on`?"),
        (["assess", "putin", "ind", "--date", "2025-12-05"], "there is no option `--date`", "did you mean `--on`?"),
        (["assess", "putin", "ind", "--since", "2025-12-05"], "there is no option `--since`", "did you mean `--from`?"),
        (
            ["journeys", "putin", "--since", "2025-12-05"],
            "there is no option `--since`",
            "see `dedere journeys --help`",
        ),
        (["assess", "putin", "ind", "--on", "2025-02-30"], "`2025-02-30` is a day that does not exist", "check"),
        (["assess", "putin", "ind", "--on", "soon"], "`soon` is not a date", "YYYY-MM-DD"),
        (
            ["assess", "putin", "ind", "--from", "2025-12-05", "--until", "2025-12-01"],
            "is before the first",
            "exchange",
        ),
        (["assess", "putn", "ind", "--on", "2025-12-05"], "`putn`", "Vladimir Putin (putin: "),
        (["assess", "putin", "indai", "--on", "2025-12-05"], "`indai`", "India (ind)"),
        (["assess", "putin", "korea", "--on", "2025-12-05"], "`korea`", "(kor)"),
        (["assess", "putin", "ind", "--on", "2025-12-05", "--school", "mine"], "`mine`", "court"),
        (["assess", "putin", "ind", "--on", "2025-12-05", "--presence", "swimming"], "`swimming`", "visit"),
        (["assess", "putin", "ind", "--on", "2025-12-05", "--format", "pdf"], "`pdf`", "see `dedere assess --help`"),
        (["assess", "putin", "ind", "--on", "2025-12-05", "--suppose", "a :- b"], "`a :- b`", "one ground fact"),
        (
            ["assess", "putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(ind)"],
            "has 3 arguments, not 1",
            "deposited(State: state",
        ),
        (
            ["assess", "putin", "ind", "--on", "2025-12-05", "--withdraw", "deposited(ind,rome,20250901)"],
            "not in the record",
            "facts list --predicate deposited",
        ),
        (["facts", "show", "deposited(mng,rome,20020412)"], "not in the record", "deposited(mng,rome,20020411)"),
        (["facts", "show", "nothing_of_the_kind"], "`nothing_of_the_kind`", "dedere facts search"),
        (["facts", "list", "--predicate", "depositd"], "there is no predicate `depositd`", "`deposited`"),
        (["rules", "show", "RS-89-11"], "there is no rule `RS-89-11`", "RS-89-1"),
        (["rules", "list", "--kind", "law"], "there is no kind of rule `law`", "assumption"),
    ],
)
def test_a_wrong_question_is_told_and_exits_2(args: Sequence[str], message: str, hint: str) -> None:
    result = run(*args)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    told = " ".join(result.stderr.split())
    assert told.startswith("error: ")
    assert message.lower() in told.lower()
    before, _, after = told.partition(" hint: ")
    assert hint.lower() in after.lower(), told
    assert "Traceback" not in before


def test_a_wrong_question_that_asks_for_json_is_told_in_json() -> None:
    result = run("assess", "putn", "ind", "--on", "2025-12-05", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    told = json.loads(result.stderr)
    assert (told["code"], told["message"]) == ("unknown_name", "no person `putn` is known")
    assert "Vladimir Putin" in told["hint"]


def _broken(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Result:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("dedere_cli.own.Own.engine", fail)
    return run("assess", "putin", "ind", "--on", "2025-12-05")


def test_broken_rules_and_facts_are_told_line_by_line_and_exit_3(tmp_path: Path) -> None:
    (tmp_path / "own.lp").write_text("deposited(ind,rome,20250230).\nsigned(ind).\n", encoding="utf-8")
    result = run("assess", "putin", "ind", "--on", "2025-12-05", "--facts", str(tmp_path))
    assert result.exit_code == 3
    assert "error: the rules or facts are broken; nothing was loaded" in result.stderr
    assert "own.lp:1: " in result.stderr
    assert "own.lp:2: " in result.stderr
    assert "hint: " in result.stderr


def test_many_findings_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _broken(monkeypatch, CorpusError(Finding("f.lp", number, "wrong") for number in range(1, 51)))
    assert result.exit_code == 3
    assert result.stderr.count("f.lp:") == MOST_FINDINGS
    assert f"and {50 - MOST_FINDINGS} more" in result.stderr


def test_no_answer_exits_1(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _broken(monkeypatch, Unanswered("the limit is reached", "ask for less"))
    assert (result.exit_code, result.stderr) == (1, "error: the limit is reached\nhint:  ask for less\n")


def test_a_fault_of_our_own_is_one_message_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEDERE_DEBUG", raising=False)
    result = _broken(monkeypatch, ZeroDivisionError("\x1b[2J"))
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.stderr
    assert "\x1b[2J" not in result.stderr


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    result = _broken(monkeypatch, error)
    assert result.exit_code == 130
    assert result.stderr.strip() == "error: interrupted"


def test_escapes_in_what_was_typed_are_neutralised() -> None:
    result = run("assess", "putin\x1b[2J", "ind", "--on", "2025-12-05")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def _python(code: str) -> str:
    home = Path(__file__).parents[2]
    path = f"import sys; sys.path[:0] = [{str(home / 'engine')!r}, {str(home / 'cli')!r}]\n"
    done = subprocess.run([sys.executable, "-c", path + code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    "args", [["--help"], ["assess", "--help"], ["--version"], ["facts", "--help"], ["assess", "putin"]]
)
def test_what_needs_no_engine_does_not_import_it(args: Sequence[str]) -> None:
    code = (
        "import contextlib, io\n"
        "from dedere_cli.main import cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        f"    try: cli.main({list(args)!r})\n"
        "    except SystemExit: pass\n"
        "print([it for it in ('clingo', 'pydantic', 'tabulate') if it in sys.modules])\n"
    )
    assert _python(code).strip() == "[]"


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    home = Path(__file__).parents[2]
    code = (
        f"import sys; sys.path[:0] = [{str(home / 'engine')!r}, {str(home / 'cli')!r}]\n"
        "from dedere_cli.main import main\nsys.argv = ['dedere', 'facts', 'list', '--all']\nmain()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_help_and_version() -> None:
    help_ = run("--help")
    assert help_.exit_code == 0
    assert all(name in help_.stdout for name in ("assess", "facts", "rules"))
    assert all(len(line) <= 80 for line in help_.stdout.splitlines())
    version = run("--version")
    assert version.exit_code == 0
    assert version.stdout.startswith("dedere 0.")
