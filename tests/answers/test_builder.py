"""What every answer has: conclusions with their days, whence it was looked at, what rests on memory, provenance."""

from __future__ import annotations

from datetime import date

import dedere
import samples
from dedere.answers.builder import Builder, proved, walk, whole
from dedere.answers.solution import solve
from dedere.asking.query import Query
from dedere.schema.answer import Proof
from small_law import SOUGHT, law


def built(query: Query, *said: str) -> Builder:
    return Builder(solve(query), query.question, query.school, said)


def test_steps_are_walked_before_those_they_rest_on() -> None:
    told = [it.sentence for it in walk([samples.PARTY, samples.DEPOSIT])]
    assert told == [
        "Mongolia has been a party since 1 July 2002",
        "sixty days are counted",
        "Mongolia deposited its instrument on 11 April 2002",
        "1 July 2002 is on or before 2 September 2024",
        "Mongolia deposited its instrument on 11 April 2002",
    ]


def test_a_conclusion_has_its_parties_days_and_authority() -> None:
    query = dedere.ask("putin", "mng", first="2024-09-02", last="2024-09-03")
    builder = built(query)
    (held,) = (it for it in builder.found.held() if it.norm == "duty(mng,consult,putin,icc)")
    told = builder._conclusion(held)
    assert (told.kind, told.bearer, told.act, told.object, told.toward) == ("duty", "MNG", "consult", "putin", "icc")
    assert (told.first_day, told.last_day) == (date(2024, 9, 2), date(2024, 9, 3))
    assert (told.rule, told.regime, told.standing) == ("RS-97", "rome_statute", "certain")
    assert told.authority.startswith("Rome Statute, art. 97")
    assert told.sentence.startswith("Mongolia must consult ")


def test_whence_it_was_looked_at_is_said() -> None:
    query = dedere.ask("putin", "mng", on="2024-09-02", known_on="2023-01-01")
    first, second = built(query, "it is asked of a place")._seen()
    assert first == "it is asked of a place"
    assert second.startswith("this rests on what was known on 1 January 2023; ")
    assert second.endswith(" facts about the case became known later")
    assert built(dedere.ask("putin", "mng", on="2024-09-02"))._seen() == []


def test_facts_from_memory_are_told_once() -> None:
    builder = built(dedere.ask("putin", "mng", on="2024-09-02"))
    (told,) = builder._remembered([samples.REQUEST, samples.DEPOSIT, samples.REQUEST])
    assert "the request was sent on 17 March 2023" in told


def test_the_day_up_to_which_it_is_known_is_no_later_than_what_was_to_be_known() -> None:
    query = dedere.ask("putin", "mng", on="2024-09-02")
    proofs = dedere.assess(query).why
    known, stale = built(query)._kept(proofs)
    assert known is not None
    assert stale == []
    earlier = dedere.ask("putin", "mng", on="2024-09-02", known_on="2024-01-01")
    assert built(earlier)._kept(proofs)[0] == 20240101


def test_the_same_question_has_the_same_id_and_another_has_not() -> None:
    query = dedere.ask("putin", "mng", on="2024-09-02")
    one, again = (
        built(query)._provenance("dedere.assessment/1"),
        built(dedere.ask("Putin", "Mongolia", on=20240902))._provenance("dedere.assessment/1"),
    )
    assert one == again
    assert one.dedere == dedere.__version__
    assert one.rules == query.engine.corpus.rules_fingerprint
    others = [
        dedere.ask("putin", "mng", on="2024-09-03"),
        dedere.ask("putin", "mng", on="2024-09-02", school="court"),
        dedere.ask("putin", "mng", on="2024-09-02", suppose=["deposited(ind,rome,20250901)"]),
    ]
    assert len({one.id, *(built(it)._provenance("dedere.assessment/1").id for it in others)}) == 4


def test_what_is_in_doubt_is_told_where_it_is_and_nothing_else_is() -> None:
    first, *others = dedere.assess("putin", "bdi", on="2025-05-01").warnings
    assert first.startswith(
        "who is known to have said whether a preliminary examination is enough for cooperation after an exit spoke"
    )
    taken = "the charge of unlawful deportation as a war crime is taken, without proof, to be one of a grave breach"
    # When it went out decides that Burundi, which had left, was not among those asked.
    memory = "rests on memory, not on a source that was seen: the request for arrest went out on 17 March 2023"
    kept = "the record is kept until "
    assert [it.startswith(told) for it, told in zip(others, (taken, memory, kept), strict=True)] == [True] * 3
    elsewhere = dedere.assess("putin", "mng", on="2024-09-02").warnings
    assert [it.startswith(told) for it, told in zip(elsewhere, (taken, memory, kept), strict=True)] == [True] * 3


def test_a_step_that_is_referred_to_is_found_where_it_is_proved() -> None:
    fact = Proof(kind="fact", sentence="b", atom="b")
    proof = Proof(kind="derived", sentence="a", atom="a", children=(fact,))
    again = Proof(kind="derived", sentence="a", atom="a", ref=True)
    nothing = Proof(kind="counted", sentence="c")
    top = Proof(kind="derived", sentence="d", atom="d", children=(again, nothing))
    assert proved([top, proof]) == {"a": proof, "b": fact, "d": top}
    assert [it.sentence for it in whole([top], proved([proof]))] == ["d", "a", "b", "c"]
    # What is proved nowhere is told as it is, and nothing twice.
    assert list(whole([again, again], {})) == [again]
    assert list(whole([top, proof], proved([proof]))) == [top, proof, fact, nothing]
    assert list(whole([again, nothing], {"a": proof, "": top})) == [proof, fact, nothing]


def test_each_party_of_a_conclusion_is_written_as_its_type_is() -> None:
    more = """
in_capitals(state).
object_read_as(thank,date).
%@ rule THANK "Who has joined thanks its guests for the day"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} thanks {S} for {E}"
applicable(duty(H,thank,E,S),"THANK",D) :- here(P,H,D), office(P,S,_,_), joined(H,E).
"""
    answer = dedere.assess("ada", "bbb", on="2008-06-01", engine=law(more=more, record=SOUGHT))
    (told,) = answer.conclusions
    assert (told.kind, told.bearer, told.act, told.object, told.toward) == ("duty", "BBB", "thank", "2005-04-01", "AAA")
    assert (told.rule, told.regime) == ("THANK", "general")
    assert told.sentence == "Birchmark thanks Alderland for 1 April 2005"
