"""One reason alone: of a rule, of a fact of the record, and of what is concluded."""

from __future__ import annotations

from typing import Any

import pytest

import dedere
from dedere.answers import reason
from dedere.asking.query import Query
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.schema.reason import Reasoned
from small_law import SOUGHT, law


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


SMALL = law(record=SOUGHT)
SOUGHT_ADA = "sought(ada,20050101,20080101)"


def _why(what: str, host: str = "bbb", person: str = "ada", engine: Engine = SMALL, **asked: Any) -> Reasoned:
    return dedere.why(what, person, host, engine=engine, **asked)


@pytest.mark.parametrize(
    ("what", "asked", "standing", "schools", "sentence"),
    [
        ("DUTY", {"on": "2005-06-01"}, "certain", ("certain", "certain"), "DUTY applies on 1 June 2005"),
        ("duty", {"on": "2006-06-01"}, "contested", ("certain", "absent"), "DUTY applies on some views on 1 June 2006"),
        ("DUTY", {"on": "2008-06-01"}, "absent", ("absent", "absent"), "DUTY does not apply on 1 June 2008"),
        (
            "OFFICE",
            {"on": "2006-06-01"},
            "contested",
            ("absent", "certain"),
            "OFFICE applies on some views on 1 June 2006",
        ),
        (
            "DAYS",
            {"first": "2005-12-01", "last": "2006-06-01"},
            "certain",
            ("certain", "certain"),
            "DAYS applies from 1 December 2005 to 1 June 2006",
        ),
        (
            "here(ada,_,2005-06-01)",
            {"on": "2005-06-01"},
            "certain",
            ("certain", "certain"),
            "Ada Ash is in Birchmark on 1 June 2005",
        ),
        (
            "here(_,_,_)",
            {"on": "2005-06-01", "presence": "remote"},
            "absent",
            ("absent", "absent"),
            "any person is not in any state",
        ),
    ],
)
def test_how_it_stands_on_all_that_is_open_and_under_each_school(
    what: str, asked: dict[str, Any], standing: str, schools: tuple[str, str], sentence: str
) -> None:
    found = _why(what, **asked)
    assert (found.standing, tuple(found.schools.values()), found.sentence) == (standing, schools, sentence)
    assert bool(found.why) == (standing != "absent")
    assert bool(found.why_not) == (standing == "absent")
    assert found.kind == ("fact" if "(" in what else "rule")


def test_what_gives_way_on_one_view_is_asked_of_it_alone() -> None:
    found = _why("DUTY", on="2006-06-01", school="narrow")
    assert (found.standing, found.schools) == ("gives way", {"narrow": "gives way"})
    assert found.sentence == "DUTY is founded and gives way on 1 June 2006"
    (proof,) = found.why
    assert proof.sentence == "Birchmark must arrest Ada Ash"
    assert [it.sentence for it in proof.children][:2] == [
        "Ada Ash is in Birchmark on 1 June 2006",
        "Ada Ash is sought from 1 January 2005",
    ]
    (lack,) = found.why_not
    assert (lack.missing.kind, lack.missing.sentence) == ("defeated", "Ada Ash holds an office of Alderland")
    # What it stands in the way of was told above.
    assert [it.ref for it in lack.missing.children if it.sentence == proof.sentence] == [True]
    assert _why("DUTY", on="2006-06-01", school="wide").schools == {"wide": "certain"}


@pytest.mark.parametrize(
    ("what", "person", "host", "on", "told", "met"),
    [
        ("DUTY", "ben", "bbb", "2006-06-01", "Ben Byrd is not sought", 1),
        ("DUTY", "ada", "aaa", "2006-06-01", "Alderland has not joined", 4),
        ("OFFICE", "ada", "bbb", "2005-06-01", "1 January 2006 is after 1 June 2005", 2),
        ("OFFICE", "ben", "aaa", "2005-06-01", "no such norm applies", 0),
    ],
)
def test_a_rule_that_does_not_apply_says_what_was_missing_behind_what_was_met(
    what: str, person: str, host: str, on: str, told: str, met: int
) -> None:
    (lack,) = _why(what, host, person, on=on).why_not
    assert (lack.rule, lack.missing.sentence, len(lack.met)) == (what, told, met)


def test_each_exception_that_something_gives_way_to_is_told_in_the_order_of_its_days() -> None:
    record = f'{SOUGHT}office(ada,ccc,20070101,20070601).\nstate(ccc,"Cedarland").\n'
    stay: dict[str, Any] = {"first": "2006-06-01", "last": "2007-05-01", "school": "narrow"}
    found = _why("DUTY", engine=law(record=record), **stay)
    assert found.sentence == "DUTY is founded and gives way from 1 June 2006 to 1 May 2007"
    assert [it.missing.sentence for it in found.why_not] == [
        "Ada Ash holds an office of Alderland",
        "Ada Ash holds an office of Cedarland",
    ]
    assert [it.rule for it in found.why_not] == ["DUTY", "DUTY"]


WAYS = """
%@ derived due(Person: person, Host: state)
%@ says "{Person} is due in {Host}"
%@ else "{Person} is not due in {Host}"
%@ rule DUE "Who is due"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{P} is due"
due(P,H) :- here(P,H,D), joined(H,E), D < E, E < 20000101.
due(P,H) :- here(P,H,_), office(P,H,_,_).
due(P,H) :- here(P,H,_), sought(P,#inf,_).
due(P,H) :- office(P,H,_,_), sought(P,_,#sup), joined(H,_).
due(P,H) :- here(P,H,_), office(P,H,20000101,_).
due(P,H) :- here(P,H,D), D < 19900101.
"""


def test_of_many_ways_the_nearest_are_told_and_what_several_lack_once() -> None:
    engine = law(more=WAYS, record=SOUGHT)
    found = _why("due(ben,bbb)", person="ben", engine=engine, on="2006-06-01")
    told = [it.missing.sentence for it in found.why_not]
    assert len(told) == len({*told}) == reason.MOST_LACKS == 3
    assert told[0] == "Ben Byrd holds no office"
    rule = _why("DUE", person="ben", engine=engine, on="2006-06-01")
    # Of a rule the clause that lacks fewest facts is nearest, though a day stands in its way.
    assert rule.why_not[0].missing.sentence == "1 June 2006 is on or after 1 January 1990"
    assert len(rule.why_not) == 3
    # Whatever a rule concludes of a person, it is asked about the person of the case.
    assert "Ben Byrd holds no office" in {it.missing.sentence for it in rule.why_not}
    assert not any("any person" in it.missing.sentence for it in rule.why_not)


def test_of_what_matches_several_are_proved_as_many_as_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    days: dict[str, Any] = {"first": "2005-03-01", "last": "2006-06-01"}
    whole = [it.sentence for it in _why("here(_,_,_)", **days).why]
    assert whole == [f"Ada Ash is in Birchmark on {it}" for it in ("1 March 2005", "1 April 2005", "1 January 2006")]
    monkeypatch.setattr(reason, "MOST_PROOFS", 2)
    assert [it.sentence for it in _why("here(_,_,_)", **days).why] == whole[:2]
    # A norm reads alike on all days, and is proved on the first.
    (duty,) = _why("DUTY", first="2005-12-01", last="2006-06-01").why
    assert (duty.atom or "").endswith(",20051201)")


@pytest.mark.parametrize(
    ("what", "asked", "told"),
    [
        ("sought(ada,_,_)", {}, [("Ada Ash is sought from 1 January 2005", "A source")]),
        ("sought(_,_,_)", {"withdraw": [SOUGHT_ADA]}, []),
        ("sought(ben,_,_)", {}, []),
        (
            "sought(_,_,_)",
            {"suppose": ["sought(ben,20070101,#sup)"]},
            [
                ("Ada Ash is sought from 1 January 2005", "A source"),
                ("Ben Byrd is sought from 1 January 2007", "supposed for this question"),
            ],
        ),
        # What else is supposed is none of its kind.
        (
            "sought(_,_,_)",
            {"suppose": ["joined(aaa,20050101)", "office(ben,aaa,20050101,#sup)"]},
            [("Ada Ash is sought from 1 January 2005", "A source")],
        ),
        ("visit(_,ada,_,_,_)", {}, [("Ada Ash is in Birchmark", "the question")]),
        # On that day it was known, though not how long.
        ("sought(ada,_,_)", {"known_on": "2006-01-01"}, [("Ada Ash is sought from 1 January 2005", "A source")]),
        ("sought(ada,_,#sup)", {"known_on": "2006-01-01"}, [("Ada Ash is sought from 1 January 2005", "A source")]),
        ("sought(ada,_,_)", {"known_on": "2004-12-31"}, []),
        (
            "sought(ada,_,2008-01-01)",
            {"known_on": "2008-01-01"},
            [("Ada Ash is sought from 1 January 2005", "A source")],
        ),
    ],
)
def test_a_fact_is_told_as_it_is_seen_supposed_and_left_out(
    what: str, asked: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    found = _why(what, on="2005-06-01", **asked)
    assert [(it.sentence, *it.source) for it in found.why] == told
    assert found.standing == ("certain" if told else "absent")
    assert {*found.schools.values()} == {found.standing}
    who = "Ben Byrd" if "ben" in what else "Ada Ash" if "ada" in what else "any person"
    assert found.sentence == (told[0][0] if told else f"{who} is not sought")
    assert found.why_not == ()


def test_what_was_known_later_is_counted_once_however_often_the_record_is_looked_at() -> None:
    query = dedere.ask("ada", "bbb", on="2005-06-01", known_on="2005-12-31", engine=SMALL)
    dedere.why("office(_,_,_,_)", query)
    dedere.why("office(_,_,_,_)", query)
    assert any("1 fact about the case became known later" in it for it in dedere.assess(query).warnings)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("here(ben,_,_)", "nothing is concluded of `Ben Byrd` in this case"),
        ("here(ada,aaa,_)", "nothing is concluded of `Alderland` in this case"),
        ("here(ada,bbb,2005-06-02)", "`2005-06-02` is no day that the case looks at"),
    ],
)
def test_what_the_case_does_not_look_at_is_not_said_to_be_absent(what: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        _why(what, on="2005-06-01")
    assert (refused.value.message, refused.value.code) == (said, "not_looked_at")
    assert refused.value.hint is not None
    assert refused.value.hint.startswith("ask about ")


def test_what_tells_one_reason_from_another_is_in_its_id() -> None:
    asked: list[tuple[str, dict[str, Any]]]
    asked = [("DUTY", {}), ("DAYS", {}), ("sought(_,_,_)", {}), ("sought(ada,_,_)", {}), ("DUTY", {"school": "narrow"})]
    found = [_why(what, on="2005-06-01", **more).id for what, more in asked]
    assert len({*found}) == len(asked)
    assert _why("duty", on="2005-06-01").id == found[0]


def test_a_rule_is_asked_about_the_first_day_of_the_stay() -> None:
    quiet = """
%@ derived quiet(Host: state, Day: date)
%@ says "{Host} is quiet on {Day}"
%@ rule QUIET "A State is quiet before the year 2000"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{H} is quiet"
quiet(H,D) :- here(_,H,D), joined(H,_), D < 20000101.
"""
    found = _why("QUIET", engine=law(more=quiet, record=SOUGHT), first="2005-06-01", last="2006-06-01")
    assert [it.missing.sentence for it in found.why_not] == ["1 June 2005 is on or after 1 January 2000"]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        # Of what is neither a State nor a person of the case nothing need have been said.
        ("level(bbb,3)", "Birchmark is at no level"),
        ("level(_,7)", "any state is at no level"),
    ],
)
def test_what_is_neither_looked_at_nor_named_is_absent_and_not_refused(what: str, sentence: str) -> None:
    level = """
%@ derived level(State: state, Level: number)
%@ says "{State} is at level {Level}"
%@ else "{State} is at no level"
%@ rule LEVEL "Where anybody is, the level is one"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{H} is at level one"
level(H,1) :- here(_,H,_), sought(_,#inf,_).
"""
    found = _why(what, engine=law(more=level, record=SOUGHT), on="2006-06-01")
    assert (found.standing, found.sentence) == ("absent", sentence)
    with pytest.raises(UsageError, match="nothing is concluded of `Alderland`"):
        _why("level(aaa,1)", engine=law(more=level, record=SOUGHT), on="2006-06-01")
