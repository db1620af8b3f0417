"""How a run that fails is told: one message in lower case, what to do about it, and an exit code."""

from __future__ import annotations

import json

import click
import pytest

from dedere.errors import CorpusError, Finding, Unanswered, UsageError
from dedere_cli.faults import LONGEST_MESSAGE, MOST_FINDINGS, WrongUse, nearest, tell, wants_json


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (UsageError("no state `x` is known", "name one"), 2, "error: no state `x` is known\nhint:  name one\n"),
        (Unanswered("the limit is reached", "ask for less"), 1, "error: the limit is reached\nhint:  ask for less\n"),
        (WrongUse("It's no day: '3'.", "write it"), 2, "error: it's no day: `3`\nhint:  write it\n"),
        (
            click.UsageError("Missing argument 'HOST'."),
            2,
            "error: missing argument `HOST`\nhint:  see `dedere --help`\n",
        ),
        (click.ClickException("Nothing."), 1, "error: nothing\n"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (click.Abort(), 130, "error: interrupted\n"),
        (PermissionError(13, "Permission denied", "a.html"), 1, "error: permission denied: `a.html`\n"),
    ],
    ids=["usage", "unanswered", "wrong", "click", "other", "interrupt", "abort", "system"],
)
def test_a_fault_is_one_message_and_a_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    monkeypatch.delenv("DEDERE_DEBUG", raising=False)
    assert tell(error) == code
    assert capsys.readouterr() == ("", told)


def test_of_many_findings_some_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell(CorpusError(Finding("f.lp", it, "wrong", "mend it") for it in range(1, MOST_FINDINGS + 4))) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[:3] == [
        "error: the rules or facts are broken; nothing was loaded",
        "  f.lp:1: wrong",
        "      hint: mend it",
    ]
    assert lines[-1] == "  and 3 more"


def test_a_fault_of_our_own_says_so_and_is_raised_to_who_looks_for_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEDERE_DEBUG", raising=False)
    assert tell(ZeroDivisionError("by zero")) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith("error: this is a fault of dedere, not yours: ZeroDivisionError: by zero hint: set DEDERE")
    monkeypatch.setenv("DEDERE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        tell(ZeroDivisionError("by zero"))


def test_a_message_is_cut_where_what_was_typed_is_endless(capsys: pytest.CaptureFixture[str]) -> None:
    tell(UsageError("x " * LONGEST_MESSAGE))
    told = " ".join(capsys.readouterr().err.split())
    assert len(told) <= LONGEST_MESSAGE + len("error: ")
    assert told.endswith("...")


def test_the_nearest_name() -> None:
    assert nearest("Assses", ["assess", "flip"]) == "did you mean `assess`?"
    assert nearest("xyz", ["assess", "flip"]) is None


@pytest.mark.parametrize(
    ("error", "code", "exit_code"),
    [
        (UsageError("no state `x` is known", "name one", "unknown_name"), "unknown_name", 2),
        (UsageError("no state `x` is known"), "wrong_question", 2),
        (Unanswered("the limit is reached"), "unanswered", 1),
        (CorpusError([Finding("f.lp", 1, "wrong", "mend it")]), "broken_corpus", 3),
        (click.UsageError("Missing argument 'HOST'."), "wrong_use", 2),
        (PermissionError(13, "Permission denied", "a.html"), "file", 1),
        (ZeroDivisionError(), "bug", 1),
        (KeyboardInterrupt(), "interrupted", 130),
    ],
    ids=["named", "usage", "unanswered", "corpus", "click", "system", "bug", "interrupt"],
)
def test_who_asks_for_json_gets_faults_as_json(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: str,
    exit_code: int,
) -> None:
    monkeypatch.delenv("DEDERE_DEBUG", raising=False)
    assert tell(error, as_json=True) == exit_code
    told = json.loads(capsys.readouterr().err)
    assert (told["schema"], told["code"], told["exit_code"]) == ("dedere.error/1", code, exit_code)
    assert told["message"]
    assert [it["file"] for it in told["findings"]] == (["f.lp"] if code == "broken_corpus" else [])


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        (["assess", "--json"], True),
        (["assess", "--format=json"], True),
        (["assess", "--format", "json"], True),
        (["assess", "--format", "html", "json"], False),
        (["facts", "search", "--", "--json"], False),
    ],
)
def test_json_is_asked_for(args: list[str], wanted: bool) -> None:
    assert wants_json(args) is wanted
