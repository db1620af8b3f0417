"""What is told of an inquiry, from answers made by hand."""

from __future__ import annotations

from datetime import date

import samples
from dedere.schema.answer import Proof, Provenance
from dedere.schema.inquiry import Inquired, Inquiry


def _inquiry(**more: object) -> Inquiry:
    rate = samples.conclusion("duty", "goods bear 50 percent", rule="R-1")
    counted = Proof(
        kind="counted",
        sentence="50 is the sum of 25 and 25",
        children=(samples.fact("one order adds 25", "a"), samples.fact("another adds 25", "b")),
    )
    values: dict[str, object] = {
        "id": "0123",
        "question": Inquired(
            id="q", sentence="What do goods bear?", given={}, first_day=date(2024, 9, 2), last_day=date(2024, 9, 3)
        ),
        "summary": ("Goods bear 50 percent.",),
        "answers": (rate,),
        "conclusions": tuple(
            samples.conclusion("duty", f"they bear {it}", first_day=date(2024, 9, 3)) for it in range(8)
        ),
        "why": (samples.step("goods bear 50 percent", "w", counted),),
        "defeated": (samples.step("a third adds 10", "c", samples.step("it was repealed", "d", rule="R-9")),),
        "sources": (),
        "assumptions": ("it is taken that they arrived",),
        "warnings": ("rests on memory",),
        "known_until": "2025-10-01",
        "provenance": Provenance(id="abc", dedere="0", clingo="5", rules="r" * 32, facts="f" * 32),
    }
    return Inquiry.model_validate({**values, **more})


def test_the_question_its_answer_and_what_it_adds_up_come_first() -> None:
    assert _inquiry().to_text(explain="none").splitlines() == [
        "What do goods bear? (2 to 3 September 2024)",
        "Goods bear 50 percent (50 is the sum of 25 and 25).",
        "  [Statute, art. 2]",
        "",
        "Taken for granted: that they arrived.",
        "Take care: Rests on memory.",
        "Record: kept until 1 October 2025.",
        "Answer abc; dedere 0, rules rrrrrrrrrrrr, facts ffffffffffff.",
    ]


def test_what_gives_way_and_what_else_follows() -> None:
    shown = _inquiry().to_text()
    assert "What gives way\n  - Otherwise a third adds 10; but it was repealed. [Statute, art. 1]" in shown
    assert "  - They bear 5 (3 September 2024). [Statute, art. 2]\n  and 2 more (--explain full)" in shown
    assert "The proof, down to the record" not in shown
    full = _inquiry().to_text(explain="full")
    assert "They bear 7" in full
    assert "├─ one order adds 25" in full
    assert "[1] A table" in full


def test_nothing_to_say_is_said() -> None:
    nothing = _inquiry(summary=(), answers=(), why=(), defeated=(), conclusions=())
    assert nothing.to_text(explain="full").splitlines()[1] == "The record has no such duty."
