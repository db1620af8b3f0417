"""`dedere test`: what it says of cases, how it rewrites expectations, and what it knows of what was tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

FIRST = """\
# Kept as it is.
- name: first
  question: {person: putin, host: mng, first: 2024-09-02}   # kept too
  expect:
    verdict: VERDICT
    # kept, though it is within what is rewritten
    schools:
      court: COURT
      horizontal: not_obliged
    rules: [RS-89-1, RULE]
    holds_not: ["duty(mng,cooperate,_,_)"]
    windows: [{act: arrest, first_day: 2024-09-02, standing: certain}]
  confidence: seen_twice

"""
SECOND = """\
# Also kept.
- name: second
  question: {person: putin, host: ind, first: 2025-12-05}
  expect: {verdict: not_obliged}
"""


def wrong() -> str:
    return FIRST.replace("VERDICT", "obliged").replace("COURT", "not_obliged").replace("RULE", "RS-127-ANN") + SECOND


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["test", *args], standalone_mode=True)


def write(folder: Path, content: str) -> Path:
    path = folder / "case.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_differences_are_told_and_then_the_exit_code_is_one(tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    result = run(str(path))
    assert result.exit_code == 1
    assert "first: failed" in " ".join(result.output.split())
    assert "the verdict is `contested` and was to be `obliged`" in result.output
    assert "1 file: 1 passed, 1 failed" in result.output
    assert path.read_text(encoding="utf-8") == wrong()


def test_update_rewrites_what_failed_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    result = run(str(path), "--update")
    assert result.exit_code == 1
    assert "rewrote what `first` expects" in " ".join(result.output.split())
    right = FIRST.replace("VERDICT", "contested").replace("COURT", "obliged").replace("RS-89-1, RULE", "RS-89-1")
    right = right.replace('    holds_not: ["duty(mng,cooperate,_,_)"]\n', "").replace("certain", "contested")
    assert path.read_text(encoding="utf-8") == right + SECOND
    assert run(str(path)).exit_code == 0
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content",
    [
        "- name: a\n  question: {person: putin, host: ind, first: 2025-12-05}\n  expect:\n    verdict: VERDICT",
        "[{name: a, question: {person: putin, host: ind, first: 2025-12-05}, expect: {verdict: VERDICT}}]",
        "- {name: a, question: {person: putin, host: ind, first: 2025-12-05}, expect: {verdict: VERDICT}}\r\n",
    ],
)
def test_update_changes_nothing_but_the_expectation(tmp_path: Path, content: str) -> None:
    path = tmp_path / "case.yml"
    path.write_bytes(content.replace("VERDICT", "obliged").encode())
    assert run(str(path), "--update").exit_code == 1
    assert path.read_bytes() == content.replace("VERDICT", "not_obliged").encode()


def test_update_leaves_a_file_alone_that_would_not_hold_the_same_cases(tmp_path: Path) -> None:
    content = SECOND.replace("expect: {verdict: not_obliged}", "expect: &e {verdict: not_obliged}")
    content = content.replace("ind, first: 2025-12-05", "mng, first: 2024-09-02")
    path = write(tmp_path, content + SECOND.replace("second", "third").replace("{verdict: not_obliged}", "*e"))
    before = path.read_bytes()
    result = run(str(path), "--update")
    assert result.exit_code == 1
    assert "stays as it is: written so, it would not hold the same cases" in " ".join(result.output.split())
    assert path.read_bytes() == before


def test_a_case_that_is_said_to_fail_is_not_rewritten(tmp_path: Path) -> None:
    open_case = SECOND.replace("not_obliged", "obliged") + "  xfail: known\n"
    path = write(tmp_path, open_case)
    assert run(str(path), "--update").exit_code == 0
    assert path.read_text(encoding="utf-8") == open_case
    result = run(str(write(tmp_path, SECOND + "  xfail: known\n")))
    assert result.exit_code == 1
    assert "it passes, and is said to fail" in result.output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- [", "is no case file"),
        ("- name: x\n  question: {person: p}\n  expect: {}\n", "has no `question.host`"),
        (SECOND.replace("verdict: not_obliged", "rules_not: [RS-89-l]"), "there is no rule `RS-89-l`"),
        (SECOND.replace("verdict: not_obliged", 'says_not: ""'), "the case `second` can never hold by `says_not`"),
        ("", "no case was found in"),
    ],
)
def test_what_is_no_case_is_refused(tmp_path: Path, content: str, message: str) -> None:
    result = run(str(write(tmp_path, content)))
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_folders_are_walked_and_what_holds_no_case_is_said(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "deep" / "er" / "case.yml").write_text(SECOND, encoding="utf-8")
    assert "1 file: 1 passed, 0 failed" in run(str(tmp_path / "deep")).output
    for path in (tmp_path / "empty", Path("/dev/null")):
        result = run(str(path))
        assert result.exit_code == 2
        assert f"nocasewasfoundin`{path}`" in "".join(result.output.split())


def test_coverage_and_its_threshold(tmp_path: Path) -> None:
    path = write(tmp_path, SECOND)
    page = tmp_path / "rules.html"
    result = run(str(path), "--coverage", "--html", str(page))
    assert result.exit_code == 0
    assert "clauses fired" in result.output
    assert run(str(path), "--fail-under", "90").exit_code == 1
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "://" not in html.split("<h1>", maxsplit=1)[0]
    assert "&lt;" in html
    assert 'class="never"' in html
    assert 'class="partly"' in html


def test_json(tmp_path: Path) -> None:
    told = json.loads(run(str(write(tmp_path, SECOND)), "--json", "--coverage").output)
    assert told["schema"] == "dedere.test/1"
    assert [case["status"] for case in told["files"][0]["cases"]] == ["passed"]
    assert told["coverage"]["schema"] == "dedere.coverage/1"


def test_one_case_is_run_by_its_name_or_a_part_of_it(tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    assert run(str(path), "--run", "second").output.strip() == "1 file: 1 passed, 0 failed"
    assert run(str(path), "--run", "fir").exit_code == 1
    assert "1 passed, 1 failed" in run(str(path), "--run", "fir", "--run", "second").output
    refused = run(str(path), "--run", "secnd")
    assert refused.exit_code == 2
    assert "no case is named `secnd`" in refused.output
    assert run(str(path), "--run", "first", "--update").exit_code == 2
    assert path.read_text(encoding="utf-8") == wrong()


def test_machines_are_told_in_their_forms(tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    told = run(str(path), "--format", "junit")
    assert told.exit_code == 1
    assert 'tests="2" failures="1" errors="0" skipped="0"' in told.output
    told = run(str(path), "--format", "github")
    assert told.output.startswith(f"::error file={path},line=2,title=first::the verdict is `contested`")
    assert run(str(path), "--run", "second", "--format", "github").output == ""


def test_cases_of_rules_that_are_not_named_say_which_lie_beside_them(tmp_path: Path) -> None:
    for folder in ("rules", "facts", "cases"):
        (tmp_path / folder).mkdir()
    cases = tmp_path / "cases" / "own.yaml"
    question = "{person: putin, host: ind, first: 2025-12-05}"
    cases.write_text(f"- name: own\n  rule: OWN-1\n  question: {question}\n  expect: {{verdict: obliged}}\n", "utf-8")
    found = CliRunner().invoke(cli, ["test", str(cases)])
    said = " ".join(found.stderr.split())
    assert found.exit_code == 2
    assert "is an example of `OWN-1`, which is no rule" in said
    assert "add `--rules" in said
    assert "--facts" in said
    (tmp_path / "rules").rmdir()
    (tmp_path / "facts").rmdir()
    alone = CliRunner().invoke(cli, ["test", str(cases)])
    assert "name the rules that the cases are of with `--rules`" in " ".join(alone.stderr.split())
