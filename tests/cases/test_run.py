"""How a case went: passed, failed, open as it says, or excused since it rests on memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casing import case_of
from dedere.cases.files import Asked, Example, Expected, Status, parse
from dedere.cases.run import run
from dedere.engine import Engine
from dedere.loading import load


@pytest.mark.parametrize(
    ("verdict", "more", "status", "told"),
    [
        ("contested", "", "passed", ""),
        ("obliged", "", "failed", "the verdict is `contested` and was to be `obliged`"),
        ("obliged", "  xfail: known\n", "open", "the verdict is `contested` and was to be `obliged`"),
        ("contested", "  xfail: known\n", "failed", "it passes, and is said to fail: known"),
        ("obliged", "  confidence: recall\n", "excused", "the verdict is `contested` and was to be `obliged`"),
        ("obliged", "  confidence: seen_once\n", "failed", "the verdict is `contested` and was to be `obliged`"),
        ("contested", "  confidence: recall\n", "passed", ""),
    ],
)
def test_how_a_case_went(verdict: str, more: str, status: Status, told: str) -> None:
    outcome = run(case_of(f"verdict: {verdict}", more=more))
    assert outcome.status == status
    assert outcome.different == ((told,) if told else ())


def test_a_question_that_is_refused_has_no_answer_as_expected() -> None:
    outcome = run(case_of("verdict: obliged", "person: nobody at all, host: NO, first: 2024-05-01"))
    assert outcome.status == "failed"
    assert outcome.different == ("the question is refused: no person `nobody at all` is known",)


@pytest.mark.parametrize("more", ["  xfail: known\n", "  confidence: recall\n"])
def test_a_slip_in_a_question_is_neither_open_nor_excused(more: str) -> None:
    for question, suppose in (("person: putn, host: NO", "[]"), ("person: putin, host: NO", "'depositd(nor,rome,1)'")):
        outcome = run(case_of("verdict: obliged", f"{question}, first: 2024-05-01", f"  suppose: {suppose}\n{more}"))
        assert outcome.status == "failed"
        assert outcome.different[0].startswith("the question is refused: ")
    assert run(case_of("why: {'blorb(nor)': Norway}", more=more)).status == "failed"


def test_what_cannot_fail_has_failed() -> None:
    outcome = run(case_of("verdict: contested, rules_not: [RS-0]"))
    assert outcome.status == "failed"
    assert outcome.different == ("it can never fail by `rules_not`: there is no rule `RS-0`",)


def test_another_law_is_asked() -> None:
    pack = Path(__file__).parents[1] / "packs" / "regional_court"
    question = "person: rita_roe, host: ind, first: 2024-01-01"
    case = case_of("verdict: obliged, rules: [RC-DUTY], says: a party to the charter", question)
    assert run(case, Engine(load([pack / "rules"], [pack / "facts"]))).status == "passed"
    assert run(case).different == ("it can never hold by `rules`: there is no rule `RC-DUTY`",)


def _documented() -> Iterator[Example]:
    """The cases on the page that documents them; `pages` runs them."""
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
    for block in page.split("```yaml\n")[1:]:
        yield from parse(Path("format.md"), block.partition("```")[0]).cases


def test_every_key_is_documented_by_a_case() -> None:
    for model, of in ((Example, "case"), (Asked, "question"), (Expected, "expect")):
        there = {key for it in _documented() for key in (it if of == "case" else getattr(it, of)).model_fields_set}
        assert set(model.model_fields) - there <= {"xfail"}
