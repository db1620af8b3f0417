"""One reason alone: of a rule, of a fact of the record, and of what is concluded."""

from __future__ import annotations

import pytest

import dedere
from dedere.asking.query import Query
from dedere.errors import UsageError


@pytest.fixture(scope="module")
def india() -> Query:
    return dedere.ask("putin", "India", on="2025-12-05")


@pytest.fixture(scope="module")
def mongolia() -> Query:
    return dedere.ask("putin", "Mongolia", on="2024-09-02")


def test_a_rule_that_does_not_apply_says_what_it_lacks(india: Query) -> None:
    found = dedere.why("rs-89-1", india)
    assert (found.about, found.standing, found.why) == ("RS-89-1", "absent", ())
    assert found.sentence == "RS-89-1 does not apply on 5 December 2025"
    assert found.why_not[0].missing.sentence == "India is not a State Party to the Rome Statute on 5 December 2025"
    assert "met: Vladimir Putin is on the territory of India on 5 December 2025" in found.to_text()


def test_a_rule_that_applies_on_some_views_says_on_whose(mongolia: Query) -> None:
    found = dedere.why("RS-89-1", mongolia)
    assert (found.standing, found.schools) == (
        "contested",
        {"court": "certain", "council": "absent", "horizontal": "absent"},
    )
    assert found.why[0].rule == "RS-89-1"
    assert "the school of horizontal immunity" in found.to_text()
    exception = dedere.why("RS-98-1", mongolia)
    assert exception.schools == {"court": "absent", "council": "certain", "horizontal": "certain"}
    assert exception.why[0].sentence.startswith("Mongolia owes Russia the personal immunity of Vladimir Putin")


def test_a_rule_that_gives_way_says_to_what() -> None:
    found = dedere.why("RS-89-1", "putin", "Mongolia", on="2024-09-02", school="horizontal")
    assert (found.standing, found.schools) == ("gives way", {"horizontal": "gives way"})
    assert found.sentence == "RS-89-1 is founded and gives way on 2 September 2024"
    assert found.why_not[0].missing.rule == "RS-98-1"
    assert "What stands in its way" in found.to_text()


def test_what_gives_way_is_proved_before_what_stands_in_its_way_and_that_is_told_once() -> None:
    found = dedere.why("GV-146", dedere.ask("putin", "India", on="2025-12-05"))
    assert all(it.children and not it.ref for it in found.why)
    assert len(found.why_not) == 1
    told = found.to_text()
    assert told.count("What stands in its way") == 1
    assert "(see above)" not in told.partition("What stands in its way")[0].replace("\n", " ").partition("Why")[2][:300]


def test_what_an_exception_lacks_is_told_of_the_immunity_there_was_and_not_of_places_that_nobody_is_in() -> None:
    waiver = "waiver(rus,putin,icc,20240401,#sup)"
    found = dedere.why("RS-98-1", "putin", "Norway", on="2024-05-01", school="court", suppose=[waiver])
    told = found.to_text(width=200)
    assert found.sentence == "RS-98-1 does not apply on 1 May 2024"
    assert found.why_not[0].missing.sentence == (
        "Norway owes no State an immunity of Vladimir Putin that could be opposed to the Court"
    )
    assert found.why_not[0].missing.children[0].sentence == (
        "the personal immunity of Vladimir Putin cannot be opposed to the Court"
    )
    assert "Russia has waived the immunity of Vladimir Putin towards the Court" in told
    assert "Vladimir Putin is not in Norway on 1 May 2024\n" not in told


def test_what_is_concluded_has_its_proof_and_what_is_not_what_it_lacks(india: Query, mongolia: Query) -> None:
    party = "party(Mongolia, Rome Statute, _)"
    found = dedere.why(party, mongolia)
    assert (found.about, found.standing) == ("party(mng,rome,_)", "certain")
    assert found.why[0].sentence == "Mongolia has been a party to the Rome Statute since 1 July 2002"
    lacking = dedere.why("party(India, Rome Statute, 2025-12-05)", india)
    assert lacking.sentence == "India is not a State Party to the Rome Statute on 5 December 2025"
    assert lacking.why_not
    supposed = dedere.why(
        "party(India, Rome Statute, _)",
        "putin",
        "India",
        on="2025-12-05",
        suppose="deposited(India, Rome Statute, 2025-09-01)",
    )
    assert supposed.standing == "certain"
    assert "Supposed for this question: India deposited" in " ".join(supposed.to_text().split())


def test_a_fact_of_the_record_has_its_source_and_one_that_is_none_is_not_known(india: Query) -> None:
    found = dedere.why("deposited(Mongolia, Rome Statute, _)", india)
    assert found.why[0].source
    assert found.why[0].sentence.endswith("on 11 April 2002")
    absent = dedere.why("deposited(India, Rome Statute, _)", india)
    assert absent.standing == "absent"
    assert "Nothing of the kind is in the record." in absent.to_text()
    gone = dedere.why(
        "deposited(Mongolia, Rome Statute, _)",
        "putin",
        "India",
        on="2025-12-05",
        withdraw="deposited(Mongolia, Rome Statute, 2002-04-11)",
    )
    assert gone.standing == "absent"


REFUSED = {
    "party(France, Rome Statute, 2025-12-05)": "nothing is concluded of `France` in this case",
    "party(India, Rome Statute, 2020-12-05)": "`2020-12-05` is no day that the case looks at",
    "party(India, Rome Statute)": "`party` has 3 arguments, not 2",
    "party(Indai, Rome Statute, _)": "no state `Indai` is known",
    "nothing(x)": "undeclared predicate `nothing/1`",
    "party(India, Rome Statute, _) :- x": "is no fact and no rule",
    "effective(_,_,_)": "`effective` says nothing of a case by itself",
    "HC-JC": "`HC-JC` concludes nothing: it says what is not looked at",
    "RS-89-11": "there is no rule `RS-89-11`",
    "India": "there is no rule `India`",
    " ": "what is asked about is ` `",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_said_is_refused(india: Query, what: str) -> None:
    with pytest.raises(UsageError) as refused:
        dedere.why(what, india)
    assert REFUSED[what] in refused.value.message
    assert refused.value.hint


def test_of_several_conclusions_that_read_differently_each_is_proved_and_an_exception_by_itself() -> None:
    supposed = [
        "extradition_request(r1,egy,sdn,harun,same,20250101,#sup)",
        "extradition_obligation(sdn,egy,20000101,#sup)",
        "ruling(harun,icc,admissibility,admissible,20250201)",
    ]
    found = dedere.why("HC-103", "harun", "Sudan", on="2025-05-01", suppose=supposed)
    said = [it.sentence for it in found.why]
    assert len(said) == len(set(said)) > 1
    assert "a decision of the Security Council leaves Sudan no freedom to extradite to Egypt" in said
    assert not any("may extradite" in it for it in said)
    norms = dedere.why("RS-99-4", "kony", "Uganda", on="2025-05-01", suppose="direct_measures(icc,uga,kony,20250401)")
    assert [it.sentence.partition(",")[0] for it in norms.why] == [
        "measures without compulsion",
        "having consulted Uganda on 1 April 2025",
    ]


def test_what_nobody_at_all_is_or_does_is_not_explained() -> None:
    found = dedere.why("CH7-LAW", "bashir", "South Africa", on="2015-06-13")
    assert found.standing == "absent"
    told = found.to_text(width=200)
    assert "South Africa owes no arrest of Omar al-Bashir to a tribunal of the Security Council" in told
    assert "United States" not in told


def test_a_rule_that_founds_no_norm_is_proved_by_what_it_concludes_of_the_person_and_the_day(
    india: Query, mongolia: Query
) -> None:
    of_a_day = dedere.why("TER-AREA", mongolia)
    assert {it.sentence for it in of_a_day.why} >= {
        "Vladimir Putin is in Mongolia on 2 September 2024",
        "Vladimir Putin is on the territory of Mongolia on 2 September 2024",
    }
    (sought,) = dedere.why("WARRANT", mongolia).why[:1]
    assert sought.sentence.startswith(
        "the International Criminal Court issued a warrant against Vladimir Putin on 17 March 2023, and it has not"
    )
    lacks = dedere.why("IM-VISA", india)
    assert (lacks.standing, lacks.why) == ("absent", ())
    assert "it does not hold that Vladimir Putin lacks the visa that India asks for" in {
        it.missing.sentence for it in lacks.why_not
    }


def test_what_the_question_lays_down_is_its_own(mongolia: Query) -> None:
    found = dedere.why("visit(_,putin,_,_,_)", mongolia)
    (step,) = found.why
    assert (found.standing, step.source) == ("certain", ("the question",))
    assert found.sentence == "Vladimir Putin is in Mongolia from 2 September 2024"
