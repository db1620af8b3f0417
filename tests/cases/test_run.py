"""`dedere test`: what it says of cases, how it rewrites expectations, and what it knows of what was tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere.cases import run as testing
from dedere.cases.coverage import Covering, reach
from dedere.engine import default_engine
from dedere_cli.main import cli

FIRST = """\
# Kept as it is.
- name: first
  question: {person: putin, host: mng, first: 2024-09-02}   # kept too
  expect:
    verdict: VERDICT
    # lost, since it is within what is rewritten
    schools:
      court: COURT
      horizontal: not_obliged
    rules: [RS-89-1, RULE]
    holds_not: ["duty(mng,cooperate,_,_)"]
    windows: [{act: arrest_and_surrender, first_day: 2024-09-02, standing: certain}]
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
    assert run(str(path), "--update").exit_code == 1
    rewritten = path.read_text(encoding="utf-8")
    head, expected = rewritten.split("  expect:\n", 1)
    assert head == FIRST.split("  expect:\n", maxsplit=1)[0]
    assert rewritten.endswith("  confidence: seen_twice\n\n" + SECOND)
    assert "    verdict: contested\n    schools: {court: obliged, horizontal: not_obliged}\n" in expected
    assert "    rules: [RS-89-1]\n" in expected
    assert "holds_not" not in expected
    assert "    windows: [{act: arrest_and_surrender, first_day: 2024-09-02, standing: contested}]\n" in expected
    assert run(str(path)).exit_code == 0
    assert list(tmp_path.iterdir()) == [path]


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
        ("a: b", "is no list of cases"),
        ("- name: x\n  question: {person: p}\n  expect: {}\n", "has a fault: question.host: field required"),
        ('- !!python/object/apply:os.system ["true"]\n', "is no case file"),
        ("- &a [*a]\n", "is no case file"),
        ("\x00", "is no case file"),
    ],
)
def test_what_is_no_case_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    result = run(str(write(tmp_path, content)))
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ('conclusions: ["permitted(ind,assist,putin,icc) by RS-87-5A, certain, 2025-12-05 to 2025-12-05"]', None),
        (
            'conclusions: ["permitted(ind,assist,putin,icc) by RS-86, certain, 2025-12-05 to 2025-12-05"]',
            "there is permitted",
        ),
        (
            'conclusions: ["duty(ind,sing,putin,icc) by RS-86, certain, 2025-12-05 to 2025-12-05"]',
            "there is nothing of the",
        ),
        ('conclusions_not: ["duty(ind,cooperate,putin,icc) by RS-86"]', None),
        ('conclusions_not: ["permitted(ind,assist,putin,icc) by RS-87-5A"]', "is concluded, and must not"),
        (
            'verdict: not_obliged\n    conclusions_not: ["permitted(ind,assist,putin,icc) by RS-87-5A"]',
            "is concluded, and must",
        ),
    ],
)
def test_conclusions_are_held_line_by_line(tmp_path: Path, expect: str, difference: str | None) -> None:
    content = SECOND.replace("  expect: {verdict: not_obliged}\n", f"  expect:\n    {expect}\n")
    outcome = testing.run(testing.read(write(tmp_path, content)).cases[0])
    assert outcome.status == ("failed" if difference else "passed")
    assert any(difference in it for it in outcome.different) if difference else not outcome.different


def test_coverage_and_its_threshold(tmp_path: Path) -> None:
    path = write(tmp_path, SECOND)
    page = tmp_path / "rules.html"
    result = run(str(path), "--coverage", "--html", str(page))
    assert result.exit_code == 0
    assert "clauses fired" in result.output
    assert run(str(path), "--fail-under", "90").exit_code == 1
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "http" not in html.split("<h1>", maxsplit=1)[0]
    assert "&lt;" in html
    assert 'class="never"' in html
    assert 'class="partly"' in html


def test_json(tmp_path: Path) -> None:
    told = json.loads(run(str(write(tmp_path, SECOND)), "--json", "--coverage").output)
    assert told["schema"] == "dedere.test/1"
    assert [case["status"] for case in told["files"][0]["cases"]] == ["passed"]
    assert told["coverage"]["schema"] == "dedere.coverage/1"


def test_what_is_tried_is_what_the_answer_rests_on(tmp_path: Path) -> None:
    engine = default_engine()
    (case,) = testing.read(write(tmp_path, SECOND)).cases
    covering = Covering(engine)
    covering.add(case)
    fired = {it.rule for it in covering.result().each if it.fired}
    answer = testing.ask(case, engine)
    assert testing.founding(answer) - {None} <= fired
    # India is no party: that alone keeps the duty from arising.
    alone = [
        it.condition
        for clause in covering.result().each
        if clause.rule == "RS-89-1"
        for it in clause.conditions
        if it.decisive
    ]
    assert "party(H,rome,D)" in alone


def test_clauses_of_other_questions_are_not_counted() -> None:
    corpus = default_engine().corpus
    within = reach(corpus, "assess")
    outside = [it for it in corpus.clauses if it.index not in within]
    assert outside
    assert all(it.rule_id not in ("RS-89-1", "PARTY") for it in outside)


def test_the_case_in_the_documentation_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
    content = page.rpartition("```yaml\n")[2].partition("```")[0]
    cases = testing.read(write(tmp_path, content)).cases
    assert [testing.run(case).different for case in cases] == [()]
