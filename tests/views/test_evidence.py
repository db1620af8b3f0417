"""What stands behind sentences."""

from __future__ import annotations

from typing import Any

import dedere
from dedere.schema.answer import Proof
from dedere.views.evidence import SUPPOSED, Evidence, Proved, facts, steps, unknown


def fact(sentence: str, atom: str, **more: Any) -> Proof:
    return Proof(kind="fact", sentence=sentence, atom=atom, confidence="seen_once", **more)


def test_a_proof_is_told_in_full_however_often_it_is_asked_for() -> None:
    proved = Proved(dedere.ask("putin", "mng", on="2024-09-02"))
    first, again = (proved.why(proved.windows[0]) for _ in range(2))
    assert first == again
    assert not any(it.ref for it in first.children)


def test_what_is_concluded_by_name_is_proved() -> None:
    proved = Proved(dedere.ask("putin", "ind", on="2025-12-05"))
    (it,) = proved.saying(["outstanding"])
    assert "warrant" in it.sentence


def test_a_source_keeps_the_number_of_its_first_appearance() -> None:
    evidence = Evidence()
    one = evidence.said(fact("a", "a(x)", source=("One <https://one.example>", "Two")))
    two = evidence.said(fact("b", "b(x)", source=("Two", "Three")))
    assert (one.sources, two.sources) == ((1, 2), (2, 3))
    assert [(it.number, it.citation, it.address) for it in evidence.cited] == [
        (1, "One", "https://one.example"),
        (2, "Two", None),
        (3, "Three", None),
    ]


def test_what_was_asked_or_supposed_has_no_source() -> None:
    evidence = Evidence()
    supposed = Proof(kind="fact", sentence="a", atom="a(x)", source=(SUPPOSED,))
    said = evidence.said(supposed)
    assert (said.supposed, said.sources, evidence.cited) == (True, (), ())
    asked = Proof(kind="fact", sentence="b", atom="b(x)", source=("the question",))
    assert [it.sentence for it in facts([supposed, asked])] == ["a"]


def test_facts_stand_by_their_days_and_one_without_behind_what_it_is_about() -> None:
    warrant, other = fact("issued", "warrant(w,icc,p,20230317)"), fact("older", "deposited(mng,rome,20020411)")
    charged, undated = fact("alleges", "charged(w,murder)"), fact("alone", "covers(z)")
    found = facts([undated, charged, warrant, other, warrant])
    assert [it.sentence for it in found] == ["older", "issued", "alleges", "alone"]


def test_steps_rest_on_an_authority_and_do_not_repeat_the_question() -> None:
    proved = Proved(dedere.ask("putin", "mng", on="2024-09-02"))
    told = [it.sentence for it in steps(proved.why(proved.windows[0]))]
    assert "Mongolia has been a party to the Rome Statute since 1 July 2002" in told
    assert not any("is on the territory of" in it for it in told)


def test_what_is_not_known_is_told_once() -> None:
    absent = Proof(kind="absent", sentence="no end is known", atom="not ended(w)")
    spent = Proof(kind="absent", sentence="nothing else", atom="not other(w)", children=(absent,))
    assert unknown([spent, absent, spent]) == ("no end is known",)
