"""Up to which day the record is kept."""

from __future__ import annotations

from datetime import date

import dedere
from dedere.answers.currency import Keeping
from dedere.engine import default_engine
from dedere.schema.answer import Proof


def _keeping() -> Keeping:
    engine = default_engine()
    return Keeping(engine.corpus, engine.reasoner.phrases)


def _fact(atom: str) -> Proof:
    return Proof(kind="fact", sentence="", atom=atom, confidence="seen_once")


def test_a_kind_is_kept_up_to_a_day() -> None:
    known, stale = _keeping().told([_fact("national(putin,rus)")], 20270101)
    assert known == 20260822
    assert stale == ["the record of persons is kept up to 22 August 2026; the question goes past it"]


def test_each_treaty_is_kept_up_to_a_day_of_its_own() -> None:
    keeping = _keeping()
    known, stale = keeping.told(
        [_fact("deposited(mng,rome,20020411)"), _fact("deposited(mng,vcdr,19670105)")], 20260101
    )
    assert known == 20150127
    (said,) = stale
    assert said.startswith("the record of treaty acts concerning the Vienna Convention on Diplomatic Relations is kept")
    assert "27 January 2015" in said


def test_that_there_is_none_rests_on_the_record_too() -> None:
    absent = Proof(kind="absent", sentence="", atom="not deposited(ind,rome,_)")
    assert _keeping().told([absent], 20270101)[0] == 20261001


def test_the_question_and_the_law_are_no_part_of_the_record() -> None:
    own = Proof(kind="fact", sentence="", atom="visit(asked,putin,ind,20251205,20251206)")
    assert _keeping().told([own], 20270101) == (None, [])


def test_an_answer_past_a_day_names_the_kind() -> None:
    answer = dedere.assess("putin", "India", on="2027-06-01")
    assert any("the record of treaty acts concerning the Rome Statute is kept up to" in it for it in answer.warnings)
    assert answer.known_until is not None
    assert answer.known_until < date(2027, 6, 1)
