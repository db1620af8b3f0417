"""The first line of an answer, and what is told by days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

import dedere
import small_law
from dedere.answers import headline
from dedere.schema.answer import Stretch, Verdict


def test_one_day_is_one_stretch() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    (only,) = answer.by_day
    assert (only.verdict, only.schools) == (answer.verdict, answer.schools)
    assert (only.first_day, only.last_day) == (date(2024, 9, 2), date(2024, 9, 2))


def test_schools_are_given_by_day_where_they_differ() -> None:
    """Before the Statute bound Armenia no school knew a duty; a day later they differ."""
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-02")
    before, after = answer.by_day
    assert set(before.schools.values()) == {"not_obliged"}
    assert before.last_day == date(2024, 1, 31)
    assert after.schools == answer.schools
    assert after.schools["court"] == "obliged"
    assert (after.first_day, after.last_day) == (date(2024, 2, 1), date(2024, 2, 2))


def test_what_the_court_holds_is_told_by_its_days() -> None:
    days = [date(2024, 1, it) for it in (1, 2, 3, 4)]
    views: list[Verdict] = ["not_obliged", "obliged", "obliged", "not_obliged"]
    others: list[Verdict] = ["obliged", "obliged", "not_obliged", "obliged"]
    by_day = [
        Stretch(first_day=day, last_day=day, verdict="contested", schools={"court": view, "other": other})
        for day, view, other in zip(days, views, others, strict=True)
    ]
    words: dict[Verdict, str] = {"obliged": "it must", "not_obliged": "it need not", "contested": ""}
    assert headline._court("the Court", "court", by_day[1:3], words) == "In the view of the Court, it must."
    assert headline._court("the Court", "court", by_day, words) == (
        "In the view of the Court, it need not on 1 January 2024 and on 4 January 2024; "
        "it must from 2 to 3 January 2024."
    )


def test_the_first_line_says_no_duty_for_days_without_one() -> None:
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-02")
    assert answer.summary == (
        "Contested: whether Armenia must arrest Vladimir Putin from 1 to 2 February 2024; if it must, "
        "the surrender is owed once the Court asks for it too: Armenia is taken to have received a request for "
        "provisional arrest, like those that are known. In the view of the Court, it must. On 31 January 2024 it has "
        "no such duty."
    )
    answer = dedere.assess("kony", "arm", first="2024-01-31", last="2024-02-01")
    assert answer.summary == (
        "Obliged: Armenia must arrest and surrender Joseph Kony on 1 February 2024. "
        "On 31 January 2024 it has no such duty."
    )


def test_the_end_of_an_office_parts_a_stay() -> None:
    """On the day the office ends personal immunity goes, and with it what the schools differ on."""
    answer = dedere.assess(
        "putin",
        "mng",
        first="2024-09-01",
        last="2024-09-03",
        suppose=["office(putin,head_of_state,rus,20120507,20240902)"],
        withdraw=["office(putin,head_of_state,rus,20120507,#sup)"],
    )
    assert [(it.first_day.day, it.last_day.day) for it in answer.by_day] == [(1, 1), (2, 3)]
    first, second = answer.by_day
    assert first.schools["horizontal"] == "not_obliged"
    assert second.schools["horizontal"] != "not_obliged"


def test_the_view_of_one_school_is_told_by_days_too() -> None:
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-01", school="court")
    assert answer.summary.startswith("Obliged: Armenia must arrest Vladimir Putin on 1 February 2024")
    assert answer.summary.endswith("On 31 January 2024 it has no such duty.")


def test_a_duty_to_prosecute_or_extradite_stands_beside_the_first_line() -> None:
    answer = dedere.assess("habre", "sen", on="2010-06-01")
    assert [it.act for it in answer.beside] == ["detain", "submit_to_prosecution"]
    assert set(answer.beside) <= set(answer.conclusions)
    assert "Senegal has no duty to arrest and surrender" in answer.summary
    text = answer.to_text()
    assert text.index("Beside that, Senegal must submit the case") < text.index("Why Senegal need not")
    assert text.count("must submit the case") == 1
    (search,) = dedere.assess("lvova_belova", "ind", on="2025-12-05").beside
    assert search.act == "prosecute_or_hand_over"
    assert not dedere.assess("putin", "ind", on="2010-06-01").beside


KONY = ("kony", "deu")
EGYPT_ASKS = "extradition_request(r1,egy,deu,kony,same,20250101,#sup)"
TREATY = "extradition_obligation(deu,egy,20000101,#sup)"
ADMISSIBLE = "ruling(kony,icc,admissibility,admissible,20250201)"


@pytest.mark.parametrize(
    ("suppose", "told"),
    [
        pytest.param(
            [EGYPT_ASKS],
            "Germany may deal with the request of Egypt as long as the Court has not ruled on admissibility, and "
            "whether the surrender may wait for that is open",
            id="art. 90(5)",
        ),
        pytest.param(
            [EGYPT_ASKS, TREATY, ADMISSIBLE],
            "whether Joseph Kony is surrendered to the Court or extradited to Egypt, to which a treaty binds Germany, "
            "is for Germany to decide",
            id="art. 90(6)",
        ),
        pytest.param(
            ["challenge(kony,icc,admissibility,20250301,#sup)"],
            "the surrender may be postponed while the challenge to admissibility is pending",
            id="art. 95",
        ),
        pytest.param(
            ["national_proceedings(kony,deu,different,prosecution,20250301,#sup)"],
            "when to surrender is a matter on which Germany consults the Court, because of the prosecution for another "
            "crime",
            id="art. 89(4)",
        ),
        pytest.param(
            ["request(icc,deu,kony,provisional_arrest,20250301)"],
            "the surrender is owed once the Court asks for it too: only a request for provisional arrest is known",
            id="art. 92",
        ),
    ],
)
def test_what_becomes_of_the_surrender_is_told_in_one_breath_with_the_arrest(suppose: list[str], told: str) -> None:
    answer = dedere.assess(*KONY, on="2025-05-01", suppose=suppose)
    assert answer.summary == f"Obliged: Germany must arrest Joseph Kony on 1 May 2025; {told}."
    assert {it.act for it in answer.windows} <= {"arrest", "provisional_arrest", "extradite"}


def test_nothing_becomes_of_a_surrender_that_nothing_parts_from_the_arrest() -> None:
    answer = dedere.assess(*KONY, on="2025-05-01")
    assert answer.summary == "Obliged: Germany must arrest and surrender Joseph Kony on 1 May 2025."


def test_what_becomes_of_the_surrender_is_told_for_its_own_days() -> None:
    answer = dedere.assess(
        *KONY, first="2025-05-01", last="2025-05-05", suppose=["challenge(kony,icc,admissibility,20250503,#sup)"]
    )
    assert answer.summary == (
        "Obliged: Germany must arrest and surrender Joseph Kony from 1 to 5 May 2025; from 3 to 5 May 2025, "
        "the surrender may be postponed while the challenge to admissibility is pending."
    )


def test_where_the_arrest_is_contested_what_becomes_of_the_surrender_hangs_on_it() -> None:
    asked = "extradition_request(x1,rus,bra,putin,same,20250701,#sup)"
    answer = dedere.assess("putin", "bra", on="2025-07-06", suppose=[asked])
    assert answer.summary == (
        "Contested: whether Brazil must arrest Vladimir Putin on 6 July 2025; if it must, Brazil may deal with the "
        "request of Russia as long as the Court has not ruled on admissibility, and whether the surrender may wait for "
        "that is open; the surrender is owed once the Court asks for it too: only a request for provisional arrest is "
        "known. In the view of the Court, it must."
    )
    assert re.search(r"^  the Court +must arrest\b", answer.to_text(), re.MULTILINE)


def test_what_is_owed_on_every_view_is_told_before_what_is_owed_on_one() -> None:
    """The State of a leader asks for him itself: immunity bars the request of the Court alone, on some views."""
    asked = "extradition_request(x1,isr,deu,netanyahu,same,20250501,#sup)"
    answer = dedere.assess("netanyahu", "deu", on="2025-06-01", suppose=[asked])
    assert answer.summary.startswith(
        "Obliged: Germany must extradite Benjamin Netanyahu on 1 June 2025; in the view of the Court, it must arrest "
        "Benjamin Netanyahu; in the view of the Court, Germany may deal with the request of Israel"
    )
    assert "Why Germany must" in (page := answer.to_text())
    assert "  - Israel has asked Germany, which is bound to it by treaty" in page


def test_where_another_act_is_owed_on_each_view_both_are_told() -> None:
    more = """
%@ rule EXPEL "Whom an office protects is to be expelled"
%@ authority "Small law" "art. 7" checked(convention)
seeks(assess,2,"duty({host},expel,{person},_)","expel {person}").
%@ says "{H} must expel {P}"
applicable(duty(H,expel,P,none),"EXPEL",D) :-
    applicable(duty(H,arrest,P,none),"DUTY",D), office(P,S,F,T), S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).
"""
    answer = dedere.assess(
        "ada",
        "bbb",
        on="2024-05-01",
        suppose=["sought(ada,20200101,#sup)", "office(ada,aaa,20200101,#sup)"],
        engine=small_law.law(more=more),
    )
    assert set(answer.schools.values()) == {answer.verdict} == {"obliged"}
    assert answer.summary == (
        "Obliged: Birchmark must arrest Ada Ash on 1 May 2024, in the view of the wide school; in the view of the "
        "narrow school, it must expel Ada Ash."
    )


def test_who_is_only_carried_through_is_told_what_is_owed_instead() -> None:
    suppose = ["carried_to_court(kony,caf,nga,20250501,20250520)", "transit_request(icc,nga,kony,20250430)"]
    answer = dedere.assess("kony", "nga", on="2025-05-01", suppose=suppose)
    assert answer.summary == (
        "Not obliged: Nigeria has no duty to arrest and surrender Joseph Kony on 1 May 2025; Nigeria must let the "
        "Central African Republic carry Joseph Kony through its territory to the Court, as the Court asks."
    )


@pytest.mark.parametrize(
    ("person", "host", "day", "school"),
    [
        ("karadzic", "srb", "2005-01-01", "court"),
        ("kabuga", "fra", "2019-05-01", "horizontal"),
        ("kony", "uga", "2019-05-01", "court"),
        ("netanyahu", "usa", "2025-02-04", "court"),
        ("akhundzada", "phl", "2025-09-01", "court"),
    ],
)
def test_what_a_school_settles_nothing_of_is_no_view_of_it(person: str, host: str, day: str, school: str) -> None:
    """Serbia owes the tribunal the arrest on every view; of the exit of the Philippines no school holds anything."""
    assert "in the view of" not in dedere.assess(person, host, on=day, school=school).summary


@pytest.mark.parametrize(
    ("person", "host", "day", "school", "voice"),
    [
        ("putin", "mng", "2024-09-02", "horizontal", "the school of horizontal immunity"),
        ("taylor", "sle", "2003-06-04", "court", "the Appeals Chamber of the Special Court (31 May 2004)"),
    ],
)
def test_what_a_school_settles_is_its_view(person: str, host: str, day: str, school: str, voice: str) -> None:
    """Sierra Leone must on every view, but that nothing forbids it is what the Appeals Chamber held."""
    assert f"in the view of {voice}" in dedere.assess(person, host, on=day, school=school).summary


def test_what_completes_the_act_is_told_once_over_days_that_differ() -> None:
    waiver = "waiver(rus,putin,icc,20240903,open)"
    answer = dedere.assess("putin", "mongolia", first="2024-09-02", last="2024-09-03", suppose=[waiver])
    assert answer.summary == (
        "Obliged: Mongolia must arrest Vladimir Putin on 3 September 2024; the surrender is owed once the Court asks "
        "for it too: only a request for provisional arrest is known. On 2 September 2024 that is contested."
    )


COURT = 'court_holds("ISS-OFFICE",no,"a judgment").\nfollows_court(wide).\n'


def _line(first: str, last: str | None = None, taken: str = 'adopt("ISS-OFFICE",yes)', **asked: Any) -> str:
    exception = small_law.EXCEPTION
    engine = small_law.law(
        exception, exception.replace('adopt("ISS-OFFICE",yes)', taken), f"{COURT}{small_law.GIFT}", small_law.SOUGHT
    )
    return dedere.assess("ada", "bbb", first=first, last=last or first, engine=engine, **asked).summary


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2005-06-01"], "Obliged: Birchmark must arrest Ada Ash on 1 June 2005."),
        (["2008-06-01"], "Not obliged: Birchmark has no duty to arrest Ada Ash on 1 June 2008."),
        (
            ["2006-06-01"],
            "Contested: whether Birchmark must arrest Ada Ash on 1 June 2006. In the view of the wide school, it must.",
        ),
        (
            ["2005-06-01", "2006-06-01"],
            (
                "Obliged: Birchmark must arrest Ada Ash from 1 June to 31 December 2005. "
                "From 1 January to 1 June 2006 that is contested."
            ),
        ),
        (
            ["2005-03-01", "2008-06-01"],
            (
                "Obliged: Birchmark must arrest Ada Ash from 1 April to 31 December 2005 and from 1 January to "
                "31 December 2007. From 1 to 31 March 2005 and from 1 January to 1 June 2008 it has no such duty. "
                "From 1 January to 31 December 2006 that is contested."
            ),
        ),
    ],
)
def test_the_first_line_tells_each_stretch_of_days(days: list[str], told: str) -> None:
    assert _line(*days) == told


@pytest.mark.parametrize(
    ("school", "days", "told"),
    [
        (
            "wide",
            ["2006-06-01"],
            "Obliged: Birchmark must arrest Ada Ash on 1 June 2006, in the view of the wide school.",
        ),
        (
            "narrow",
            ["2006-06-01"],
            "Not obliged: Birchmark has no duty to arrest Ada Ash on 1 June 2006, in the view of the narrow school.",
        ),
        # Of what is so on every view it is no school's view.
        ("narrow", ["2005-06-01"], "Obliged: Birchmark must arrest Ada Ash on 1 June 2005."),
        (
            "narrow",
            ["2005-12-31", "2008-06-01"],
            (
                "Obliged: Birchmark must arrest Ada Ash on 31 December 2005 and from 1 January to 31 December 2007, in "
                "the view of the narrow school. From 1 January to 31 December 2006 and from 1 January to 1 June 2008 "
                "it has no such duty."
            ),
        ),
    ],
)
def test_the_first_line_of_one_school_says_whose_view_it_is_where_it_settles_something(
    school: str, days: list[str], told: str
) -> None:
    assert _line(*days, school=school) == told


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ('adopt("ISS-OFFICE",yes)', " In the view of the wide school, it must."),
        ('adopt("ISS-OFFICE",no)', " In the view of the wide school, it need not."),
        ('adopt("ISS-OFFICE",yes), adopt("ISS-GIFT",kept)', " In the view of the wide school, it must."),
        ('adopt("ISS-OFFICE",no), adopt("ISS-GIFT",kept)', " In the view of the wide school, that is open too."),
        # Where no school differs from another, what is open is not what they differ on.
        ('adopt("ISS-GIFT",kept)', ""),
    ],
)
def test_what_the_court_holds_is_told_where_the_schools_differ(taken: str, told: str) -> None:
    whether = "Contested: whether Birchmark must arrest Ada Ash on 1 June 2006."
    assert _line("2006-06-01", taken=taken) == f"{whether}{told}"
    assert _line("2006-06-01", taken='adopt("ISS-GIFT",kept)', school="wide") == whether


AFTER = """
completes(assess,hand_over).
%@ fact shipped(Person: person, From: since, To: until) of acts
%@ says "{Person} is shipped from {From}"
%@ rule AFTER "What becomes of whom is arrested"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "the surrender of {P} may wait"
applicable(licence(WHO,hand_over,P,none),"AFTER",D) :- here(P,H,D), shipped(P,F,T), F <= D, D < T, WHERE.
%@ says "something changes on {E}"
change(E) :- shipped(_,E,_).
change(E) :- shipped(_,_,E).
"""
WAITS = "the surrender of Ada Ash may wait"
WHETHER = "Contested: whether Birchmark must arrest Ada Ash"
EVER = "joined(_,_)"


@pytest.mark.parametrize(
    ("days", "who", "where", "told"),
    [
        (["2005-07-01"], "H", EVER, f"Obliged: Birchmark must arrest Ada Ash on 1 July 2005; {WAITS}."),
        (
            ["2005-05-01", "2005-07-01"],
            "H",
            EVER,
            f"Obliged: Birchmark must arrest Ada Ash from 1 May to 1 July 2005; from 1 June to 1 July 2005, {WAITS}.",
        ),
        (
            ["2006-02-01"],
            "H",
            EVER,
            f"{WHETHER} on 1 February 2006; if it must, {WAITS}.",
        ),
        (
            ["2006-02-01"],
            "H",
            'adopt("ISS-OFFICE",no)',
            f"{WHETHER} on 1 February 2006; if it must, {WAITS}.",
        ),
        (
            ["2006-02-01"],
            "H",
            'adopt("ISS-OFFICE",yes)',
            f"{WHETHER} on 1 February 2006; if it must, in the view of the narrow school, {WAITS}.",
        ),
        # What somebody else may do completes nothing, nor does what was over by then.
        (["2005-07-01"], "P", EVER, "Obliged: Birchmark must arrest Ada Ash on 1 July 2005."),
        (["2007-07-01"], "H", EVER, "Obliged: Birchmark must arrest Ada Ash on 1 July 2007."),
    ],
)
def test_what_completes_the_act_is_told_for_its_days_and_whose_view_it_is(
    days: list[str], who: str, where: str, told: str
) -> None:
    more = AFTER.replace("WHO", who).replace("WHERE", where)
    engine = small_law.law(more=more, record=f"{small_law.SOUGHT}shipped(ada,20050601,20060301).\n")
    assert dedere.assess("ada", "bbb", first=days[0], last=days[-1], engine=engine).summary == told
