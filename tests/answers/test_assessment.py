"""The answer to the question the project started from, and the forms that questions and answers take."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.answers.assessment import founded
from dedere.answers.builder import walk
from dedere.answers.solution import solve
from dedere.engine import Engine
from dedere.schema.answer import Assessment, Proof
from small_law import SOUGHT, law

SCHOOLS = ("court", "council", "horizontal")


def verdicts(*of: str) -> dict[str, str]:
    """The verdicts of the schools, in their order."""
    return dict(zip(SCHOOLS, of, strict=True))


NONE = verdicts("not_obliged", "not_obliged", "not_obliged")
COURT_ALONE = verdicts("obliged", "not_obliged", "not_obliged")
ALL_BUT_HORIZONTAL = verdicts("obliged", "obliged", "not_obliged")
FUNCTIONAL = verdicts("obliged", "contested", "contested")


ARREST = ("arrest", "arrest_and_surrender")


def windows(answer: Assessment, acts: tuple[str, ...] = ARREST) -> list[tuple[str, str, str, str]]:
    """The windows of some acts: first and last day, standing, rule."""
    return [(str(it.first_day), str(it.last_day), it.standing, it.rule) for it in answer.windows if it.act in acts]


def sentences(answer: Assessment) -> str:
    """All that the reasons say, in one text."""

    def told(proof: Proof) -> list[str]:
        return [proof.sentence, *(it for child in proof.children for it in told(child))]

    said = [it for proof in answer.why for it in told(proof)]
    said += [it for miss in answer.why_not for it in told(miss.missing)]
    said += [it.sentence for it in answer.windows]
    return " / ".join([*said, *(it.sentence for it in answer.conclusions)])


def held(answer: Assessment) -> set[tuple[str, str, str]]:
    """The other conclusions: kind, bearer, act."""
    return {(it.kind, it.bearer, it.act) for it in answer.conclusions}


def missing(answer: Assessment, rule: str) -> str:
    """What a rule misses, in words."""
    return next(it.missing.sentence for it in answer.why_not if it.rule == rule)


# -------------------------------------------------------------------------------------------------- the seven questions


@pytest.mark.parametrize(
    ("person", "host", "first", "last", "status"),
    [
        ("putin", "India", "2025-12-05", "2025-12-05", "never_signed"),
        ("Lvova-Belova", "India", "2025-12-05", "2025-12-05", "never_signed"),
        ("putin", "China", "2025-08-31", "2025-09-03", "never_signed"),
        ("Lvova-Belova", "China", "2025-08-31", "2025-09-03", "never_signed"),
    ],
)
def test_who_is_no_party_owes_nothing(person: str, host: str, first: str, last: str, status: str) -> None:
    answer = dedere.assess(person, host, first=first, last=last)
    assert (answer.verdict, answer.schools) == ("not_obliged", NONE)
    assert answer.windows == ()
    assert answer.why == ()
    state = answer.question.host
    assert {("status", state, status), ("status", state, "not_bound"), ("permitted", state, "assist")} <= held(answer)
    assert "is not a State Party to the Rome Statute" in missing(answer, "RS-89-1")
    assert "has not ordered" in missing(answer, "SC-DUTY")
    assert "has not accepted the jurisdiction" in missing(answer, "RS-12-3-ST")
    assert "agreement" in missing(answer, "RS-87-5B")
    assert "never signed the Rome Statute" in sentences(answer)
    assert answer.summary.startswith("Not obliged: ")


@pytest.mark.parametrize(
    ("person", "host", "first", "last", "schools", "reason"),
    [
        ("putin", "Mongolia", "2024-09-02", "2024-09-03", COURT_ALONE, "personal immunity"),
        ("Lvova-Belova", "Mongolia", "2024-09-02", "2024-09-03", FUNCTIONAL, "functional immunity"),
        ("putin", "Tajikistan", "2025-10-08", "2025-10-10", COURT_ALONE, "personal immunity"),
        ("Lvova-Belova", "Tajikistan", "2025-10-08", "2025-10-10", FUNCTIONAL, "functional immunity"),
        ("netanyahu", "Hungary", "2025-04-03", "2025-04-06", COURT_ALONE, "personal immunity"),
        ("bashir", "Jordan", "2017-03-29", "2017-03-29", ALL_BUT_HORIZONTAL, "personal immunity"),
    ],
)
def test_a_party_owes_arrest_in_the_view_of_the_court(
    person: str, host: str, first: str, last: str, schools: dict[str, str], reason: str
) -> None:
    answer = dedere.assess(person, host, first=first, last=last)
    assert (answer.verdict, answer.schools) == ("contested", schools)
    assert windows(answer) == [(first, last, "contested", "RS-89-1")]
    window = answer.windows[0]
    assert (window.bearer, window.toward, window.regime) == (answer.question.host, "icc", "rome_statute")
    assert window.schools == tuple(it for it, verdict in schools.items() if verdict == "obliged")
    assert "arts 59(1), 89(1)" in window.authority
    assert ("duty", window.bearer, "cooperate") in held(answer)
    assert reason in missing(answer, "RS-89-1")
    why_not = next(it for it in answer.why_not if it.rule == "RS-89-1")
    assert why_not.missing.rule == "RS-98-1"
    assert set(why_not.schools) == {it for it, verdict in schools.items() if verdict != "obliged"}
    issue = next(it for it in answer.issues if it.id == "ISS-IMM")
    assert {it.option: it.court for it in issue.positions}["court"]
    assert issue.turns in ("alone", "together")
    assert "In the view of the Court, it must." in answer.summary


def test_what_the_reasons_of_a_duty_rest_on() -> None:
    answer = dedere.assess("putin", "Mongolia", first="2024-09-02", last="2024-09-03")
    said = sentences(answer)
    for fact in ("11 April 2002", "1 July 2002", "17 March 2023"):
        assert fact in said
    sources = [it for proof in answer.why for it in _leaves(proof)]
    assert sources
    assert all(it.source for it in sources)


def _leaves(proof: Proof) -> list[Proof]:
    if proof.kind == "fact":
        return [proof]
    return [it for child in proof.children for it in _leaves(child)]


# ----------------------------------------------------------------------------------------------------------------- days


def test_of_two_declarations_the_one_that_reaches_further_founds_the_duty() -> None:
    answer = dedere.assess("putin", "ukr", on="2024-12-31")
    assert answer.schools == COURT_ALONE
    shown = answer.to_json()
    assert "by a declaration lodged on 8 September 2015" in shown
    assert "by a declaration lodged on 17 April 2014" not in shown


def test_the_duty_begins_with_membership_in_the_middle_of_a_stay() -> None:
    answer = dedere.assess("putin", "Armenia", first="2024-01-31", last="2024-02-02")
    assert windows(answer) == [("2024-02-01", "2024-02-02", "contested", "RS-89-1")]
    assert dedere.assess("putin", "Armenia", on="2024-01-31").verdict == "not_obliged"
    status = {
        (it.act, str(it.first_day), str(it.last_day))
        for it in answer.conclusions
        if it.bearer == "ARM" and it.kind == "status"
    }
    assert ("contracting_state", "2024-01-31", "2024-01-31") in status
    assert ("state_party", "2024-02-01", "2024-02-02") in status


def test_hungary_did_not_leave() -> None:
    before = dedere.assess("netanyahu", "Hungary", on="2026-06-01")
    after = dedere.assess("netanyahu", "Hungary", on="2026-06-02")
    assert before.schools == after.schools == COURT_ALONE
    assert windows(after) == [("2026-06-02", "2026-06-02", "contested", "RS-89-1")]
    left = dedere.assess("netanyahu", "Hungary", on="2026-06-02", withdraw=["withdrawal_revoked(hun,rome,20260529)"])
    assert [it.rule for it in left.windows if it.act in ARREST] == ["RS-127-2B"]


def test_a_stay_is_cut_where_anything_changes() -> None:
    # In office until 11 April 2019: personal immunity, then functional immunity.
    answer = dedere.assess("bashir", "Jordan", first="2019-04-01", last="2019-04-30")
    # What the schools say for certain does not change with the office, so neither does the window.
    assert windows(answer) == [("2019-04-01", "2019-04-30", "contested", "RS-89-1")]
    banned = [
        (str(it.first_day), str(it.last_day))
        for it in answer.conclusions
        if (it.kind, it.act) == ("forbidden", "arrest")
    ]
    assert banned == [("2019-04-01", "2019-04-10")]
    assert dedere.assess("bashir", "Jordan", on="2019-04-10").schools["horizontal"] == "not_obliged"
    assert dedere.assess("bashir", "Jordan", on="2019-04-11").schools["horizontal"] == "contested"
    # The verdict is the strongest over the days.
    assert answer.schools["horizontal"] == "contested"


def test_the_last_day_belongs_to_the_stay() -> None:
    assert windows(dedere.assess("putin", "Armenia", first="2024-01-20", last="2024-02-01")) == [
        ("2024-02-01", "2024-02-01", "contested", "RS-89-1")
    ]
    assert windows(dedere.assess("putin", "Armenia", first="2024-01-20", last="2024-01-31")) == []


def test_before_the_statute_nothing_was_in_force() -> None:
    for person, host in (("putin", "Germany"), ("bashir", "Jordan"), ("netanyahu", "Hungary")):
        answer = dedere.assess(person, host, on="2002-06-30")
        assert (answer.verdict, answer.schools) == ("not_obliged", NONE)
        assert ("status", answer.question.host, "state_party") not in held(answer)
        assert ("status", answer.question.host, "not_yet_in_force") in held(answer)
    across = dedere.assess("putin", "India", first="2002-06-30", last="2002-07-02")
    told = [it for it in across.conclusions if (it.act, it.bearer) == ("not_yet_in_force", "IND")]
    assert [(str(it.first_day), str(it.last_day)) for it in told] == [("2002-06-30", "2002-06-30")]


@pytest.mark.parametrize("day", ["1998-07-17", "1990-01-01", "1900-01-01"])
def test_long_ago_is_answered_too(day: str) -> None:
    assert dedere.assess("putin", "Germany", on=day).verdict == "not_obliged"


def test_a_day_past_the_record_is_answered_with_a_warning_that_names_the_kind() -> None:
    answer = dedere.assess("putin", "Mongolia", on="2030-01-01")
    assert answer.schools == COURT_ALONE
    assert answer.known_until is not None
    assert answer.known_until < date(2030, 1, 1)
    stale = " ".join(answer.warnings)
    for kind in ("treaty acts", "warrants", "offices"):
        assert f"of {kind}" in stale
    assert "the record is kept" in stale


def test_a_day_within_the_record_has_no_such_warning() -> None:
    answer = dedere.assess("bashir", "Jordan", on="2017-03-29")
    assert not [it for it in answer.warnings if "the record is kept" in it]


# --------------------------------------------------------------------------------------------- suppositions and schools


def test_a_supposition_changes_the_answer() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"])
    assert (answer.verdict, answer.schools) == ("contested", COURT_ALONE)
    assert windows(answer) == [("2025-12-05", "2025-12-05", "contested", "RS-89-1")]
    assert answer.question.suppose == ("deposited(ind,rome,20250901)",)
    supposed = [it for proof in answer.why for it in _leaves(proof) if it.atom == "deposited(ind,rome,20250901)"]
    assert {it.source for it in supposed} == {("supposed for this question",)}


def test_the_same_deposit_a_month_too_late_does_not() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20251010)"])
    assert answer.verdict == "not_obliged"
    assert ("status", "IND", "contracting_state") in held(answer)


def test_what_is_withdrawn_is_gone() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02", withdraw=["deposited(mng,rome,20020411)"])
    assert answer.verdict == "not_obliged"
    assert answer.question.withdraw == ("deposited(mng,rome,20020411)",)
    assert dedere.assess("putin", "mng", on="2024-09-02").verdict == "contested"


def test_a_waiver_settles_it() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02", suppose=["waiver(rus,putin,icc,20240101,#sup)"])
    assert answer.verdict == "obliged"
    assert windows(answer) == [("2024-09-02", "2024-09-02", "certain", "RS-89-1")]


@pytest.mark.parametrize(("school", "verdict"), COURT_ALONE.items())
def test_one_school_alone(school: str, verdict: str) -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02", school=school)
    assert answer.verdict == verdict
    # The other schools are not asked, and say nothing.
    assert answer.schools == {school: verdict}
    assert {it for window in answer.windows for it in window.schools} <= {school}
    assert "ISS-IMM" not in {it.id for it in answer.issues}
    assert {it.standing for it in answer.windows} <= {"certain"}


def test_where_no_school_differs_none_is_named_in_the_first_line() -> None:
    answer = dedere.assess(
        "x1",
        "ITA",
        on="2020-01-01",
        suppose=(
            'person(x1,"X One")',
            "european_arrest_warrant(e1,deu,x1,same,20190101,#sup)",
            "office(x1,minister,ken,20100101,20150101)",
            "accused(x1,cah_murder,20180101)",
        ),
    )
    assert answer.verdict == "contested"
    assert set(answer.schools.values()) == {"contested"}
    assert answer.summary.endswith("on a European Arrest Warrant on 1 January 2020.")
    assert "view" not in answer.summary


def test_a_party_under_every_school() -> None:
    answer = dedere.assess("kony", "Germany", on="2025-01-01")
    assert (answer.verdict, answer.schools) == ("obliged", verdicts("obliged", "obliged", "obliged"))
    assert answer.why_not == ()
    assert [it.schools for it in answer.windows] == [SCHOOLS] * len(answer.windows)


# ---------------------------------------------------------------------------------------------- names and bad questions


@pytest.mark.parametrize("name", ["putin", "PUTIN", "Vladimir Putin", "vladimir putin", "Putin"])
def test_a_person_by_any_name(name: str) -> None:
    assert dedere.assess(name, "ind", on="2025-12-05").question.person == "putin"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("IND", "IND"),
        ("in", "IND"),
        ("India", "IND"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Ivory Coast", "CIV"),
    ],
)
def test_a_state_by_any_name(name: str, state: str) -> None:
    assert dedere.assess("putin", name, on="2025-12-05").question.host == state


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"person": "puttin"}, "puttin", "putin"),
    ({"host": "Indai"}, "Indai", "India"),
    ({"host": "Congo"}, "Congo", "cod"),
    ({"person": "gbagbo"}, "gbagbo", "gbagbo_l"),
    ({"on": "2025-02-30"}, "2025-02-30", ""),
    ({"on": "soon"}, "soon", ""),
    ({"on": "5.12.2025"}, "5.12.2025", ""),
    ({"on": None}, "day", "first"),
    ({"on": None, "first": "2025-12-05", "last": "2025-12-04"}, "2025-12-04", ""),
    ({"first": "2025-12-05"}, "both", ""),
    ({"on": None, "first": "1950-01-01", "last": "2025-01-01"}, "longer", ""),
    ({"presence": "by balloon"}, "by balloon", ""),
    ({"school": "hague"}, "hague", "horizontal"),
    ({"suppose": ["deposited(ind,rome,D)"]}, "D", "YYYY-MM-DD"),
    ({"suppose": ["deposited(ind,rome,20250901) :- true"]}, "deposited", "rule"),
    ({"suppose": ["deposited(ind,rome,1..9)"]}, "deposited", "interval"),
    ({"suppose": ["deposited(ind,rome)"]}, "deposited", "Day"),
    ({"suppose": ["deposited(ind,rome,20250230)"]}, "20250230", ""),
    ({"suppose": ["deposited(atlantis,rome,20250901)"]}, "no state `atlantis`", "facts search"),
    ({"suppose": ["party(ind,rome,20250901)"]}, "party", "derived"),
    ({"suppose": ["depositted(ind,rome,20250901)"]}, "depositted", "deposited"),
    ({"withdraw": ["deposited(mng,rome,20020412)"]}, "20020412", "20020411"),
]


@pytest.mark.parametrize(("changed", "told", "hint"), REFUSED, ids=lambda it: str(it)[:40])
def test_a_bad_question_is_refused_with_what_to_do(changed: dict[str, Any], told: str, hint: str) -> None:
    question: dict[str, Any] = {"person": "putin", "host": "ind", "on": "2025-12-05", **changed}
    with pytest.raises(dedere.UsageError) as refused:
        dedere.assess(**question)
    error = refused.value
    assert told in str(error)
    assert error.exit_code == 2
    assert error.hint
    assert hint in error.hint
    assert "\n" not in str(error)


# ------------------------------------------------------------------------------------------------------------- the form

KEYS = {
    "": "schema question summary verdict schools windows conclusions why why_not issues assumptions warnings"
    " known_until provenance",
    "question": "person host first_day last_day presence suppose withdraw",
    "windows": "act bearer person toward first_day last_day standing schools regime rule authority sentence",
    "conclusions": "kind bearer act object toward first_day last_day standing schools regime rule authority sentence",
    "issues": "id question turns positions",
    "provenance": "id dedere clingo rules facts",
}
"""The keys that the contract names, and those that explain them."""

LATER = {
    "": {"id", "left_open", "by_day", "beside", "unable"},
    "question": {"area", "known_on"},
    "issues": {"with"},
}
"""Keys that were added since: readers of the first contract may leave them aside."""


def _objects(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    if not key:
        return [data]
    found = data[key]
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("key", KEYS)
def test_json_has_the_keys_of_the_contract(key: str) -> None:
    data = json.loads(dedere.assess("netanyahu", "hun", first="2025-04-03", last="2025-04-06").to_json())
    objects = _objects(data, key)
    assert objects
    for it in objects:
        assert set(it) - LATER.get(key, set()) == set(KEYS[key].split())


def test_json_says_states_in_capitals_and_days_in_iso_form() -> None:
    data = json.loads(dedere.assess("netanyahu", "hun", first="2025-04-03", last="2025-04-06").to_json())
    assert data["schema"] == "dedere.assessment/1"
    assert data["question"]["host"] == "HUN"
    assert (data["question"]["first_day"], data["question"]["last_day"]) == ("2025-04-03", "2025-04-06")
    assert list(data["schools"]) == list(SCHOOLS)
    assert {it["standing"] for it in data["windows"]} <= {"certain", "contested"}
    assert all(len(it[day]) == 10 for it in data["windows"] for day in ("first_day", "last_day"))


def test_json_can_be_read_back() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    assert Assessment.model_validate_json(answer.to_json()) == answer


def test_an_answer_cannot_be_changed() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    with pytest.raises(FrozenInstanceError):
        answer.verdict = "obliged"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        answer.windows[0].act = "nothing"  # type: ignore[misc]


def test_the_same_question_gives_the_same_answer_to_the_letter() -> None:
    first = dedere.assess("putin", "mng", on="2024-09-02")
    again = dedere.assess("Vladimir Putin", "Mongolia", first="20240902", last="2024-09-02")
    assert first.to_json() == again.to_json()


def test_the_identifier_of_an_answer_is_that_of_its_question() -> None:
    ids = [
        dedere.assess("putin", "mng", on="2024-09-02").provenance.id,
        dedere.assess("putin", "mng", on="2024-09-03").provenance.id,
        dedere.assess("putin", "mng", on="2024-09-02", school="court").provenance.id,
        dedere.assess("putin", "mng", on="2024-09-02", suppose=["waiver(rus,putin,icc,20240101,#sup)"]).provenance.id,
        dedere.assess("putin", "ind", on="2024-09-02").provenance.id,
        dedere.assess("bashir", "mng", on="2024-09-02").provenance.id,
    ]
    assert len(set(ids)) == len(ids)
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    assert answer.id == answer.provenance.id == ids[0]


def test_what_stands_in_the_way_is_told_of_each_part_of_a_stay_in_which_a_school_answers_otherwise() -> None:
    answer = dedere.assess("bashir", "jor", first="2019-04-09", last="2019-04-13")
    told = [
        (it.day, it.missing.sentence)
        for it in answer.why_not
        if it.missing.kind == "defeated" and "horizontal" in it.schools and it.rule == "RS-89-1"
    ]
    asks = "and Sudan has not given it up: the Court must not proceed with its request"
    assert told == [
        (date(2019, 4, 9), f"Jordan owes Sudan the personal immunity of Omar al-Bashir, {asks}"),
        (date(2019, 4, 11), f"Jordan owes Sudan the functional immunity of Omar al-Bashir, {asks}"),
    ]
    page = answer.to_text(explain="full")
    assert "  - 9 to 10 April 2019: Jordan owes Sudan the personal immunity of Omar" in page
    assert "  - 11 to 13 April 2019: Jordan owes Sudan the functional immunity of Omar" in page


def test_that_nothing_founds_a_duty_is_nobody_s_view() -> None:
    free = dedere.assess("taylor", "gha", on="2003-06-04", school="court")
    assert free.summary == "Not obliged: Ghana has no duty to arrest and surrender Charles Taylor on 4 June 2003."
    held = dedere.assess("putin", "mng", on="2024-09-03", school="horizontal")
    assert held.summary.endswith("in the view of the school of horizontal immunity.")


# ------------------------------------------------------------------------------------------------ what rests on memory

FROM_MEMORY = "%@ by recall recall 20261122\n"
REMEMBERED = {
    # A deposit that awaits entry into force, what explains that nothing is owed, and what is about to change.
    ("deposited(ind,rome,20251201).", "putin ind 2025-12-05"): "India deposited its instrument",
    ("signed(ind,rome,20001201).", "putin ind 2025-12-05"): "India signed the Rome Statute on 1 December 2000",
    ("withdrawal_notified(fra,rome,20251201).", "putin fra 2025-12-05"): "by which France withdraws",
}


@pytest.mark.parametrize(("fact", "asked"), REMEMBERED)
def test_what_is_told_beside_the_duties_says_that_it_rests_on_memory(fact: str, asked: str, tmp_path: Path) -> None:
    (tmp_path / "own.lp").write_text(f"{FROM_MEMORY}{fact}\n", encoding="utf-8")
    person, host, day = asked.split()
    answer = dedere.assess(person, host, on=day, engine=dedere.Engine(dedere.load(facts=[tmp_path])))
    assert REMEMBERED[fact, asked] in " ".join(it for it in answer.warnings if it.startswith("rests on memory"))


@pytest.mark.parametrize(
    ("person", "host", "day"),
    [("putin", "mng", "2024-09-02"), ("putin", "ind", "2025-12-05"), ("bashir", "jor", "2017-03-29")],
)
def test_duties_are_founded_alone_as_they_are_in_the_whole_answer(person: str, host: str, day: str) -> None:
    query = dedere.ask(person, host, on=day)
    alone = founded(query)
    whole = dedere.assess(query)
    assert alone == (whole.windows, whole.why)
    # Nor does the answer become another where that was asked before.
    assert whole == dedere.assess(dedere.ask(person, host, on=day))


SMALL = law(record=SOUGHT)


def _small(first: str, last: str | None = None, host: str = "bbb", **asked: Any) -> Assessment:
    options: dict[str, Any] = {"engine": SMALL, **asked}
    return dedere.assess("ada", host, first=first, last=last or first, **options)


def test_on_days_without_the_duty_it_is_told_what_was_missing_though_it_arises_on_others() -> None:
    answer = _small("2005-03-01", "2005-06-01")
    assert answer.summary == (
        "Obliged: Birchmark must arrest Ada Ash from 1 April to 1 June 2005. "
        "From 1 to 31 March 2005 it has no such duty."
    )
    (reason,) = answer.why_not
    assert (reason.rule, reason.schools, str(reason.day)) == ("DUTY", ("wide", "narrow"), "2005-03-01")
    assert (reason.would, reason.missing.sentence) == ("Birchmark would be bound", "1 April 2005 is after 1 March 2005")
    assert reason.met[:2] == ("Ada Ash is in Birchmark on 1 March 2005", "Ada Ash is sought from 1 January 2005")
    assert _small("2005-04-01", "2005-06-01").why_not == ()


def test_what_is_so_on_every_view_is_proved_before_what_is_so_on_one() -> None:
    answer = _small("2006-06-01", "2007-06-01")
    assert [(str(it.first_day), it.standing, it.schools) for it in answer.windows] == [
        ("2006-06-01", "contested", ("wide",)),
        ("2007-01-01", "certain", ("wide", "narrow")),
    ]
    days = [next(step.atom for step in walk([it]) if (step.atom or "").startswith("here(")) for it in answer.why]
    assert days == ["here(ada,bbb,20070101)", "here(ada,bbb,20060601)"]
    (reason,) = answer.why_not
    # Only the school that denies it is told why.
    assert (reason.rule, reason.schools, reason.missing.kind) == ("DUTY", ("narrow",), "defeated")
    assert reason.missing.sentence == "Ada Ash holds an office of Alderland"
    assert reason.would == "Birchmark would be bound"


def test_a_duty_that_ends_and_comes_again_is_proved_once_for_each_view_of_it() -> None:
    answer = _small("2005-06-01", "2007-06-01")
    assert [(it.standing, str(it.first_day), str(it.last_day)) for it in answer.windows] == [
        ("certain", "2005-06-01", "2005-12-31"),
        ("contested", "2006-01-01", "2006-12-31"),
        ("certain", "2007-01-01", "2007-06-01"),
    ]
    assert [it.rule for it in answer.why] == ["EFFECT"] * 2
    assert [(str(it.first_day), it.verdict) for it in answer.by_day] == [
        ("2005-06-01", "obliged"),
        ("2006-01-01", "contested"),
        ("2007-01-01", "obliged"),
    ]


DUTY = 'applicable(duty(H,arrest,P,none),"DUTY",D) :- here(P,H,D), sought(P,F,T), F <= D, D < T, joined(H,E), E <= D.'
OTHER_WAY = """
%@ says "{H} must too"
%@ would "{H} would be bound too"
applicable(duty(H,arrest,P,none),"DUTY",D) :- here(P,H,D), sought(P,F,T), F <= D, D < T, office(P,H,_,_).
"""


def test_of_a_rule_that_could_found_the_duty_in_several_ways_the_nearest_is_told() -> None:
    engine = law(DUTY, f"{DUTY}{OTHER_WAY}", record=f"{SOUGHT}sought(ben,20050101,#sup).\n")
    answer = dedere.assess("ben", "aaa", on="2006-06-01", engine=engine)
    (reason,) = answer.why_not
    assert (reason.rule, reason.would) == ("DUTY", "Alderland would be bound too")
    assert reason.missing.sentence == "Ben Byrd holds no office"
    # The exception is told of a duty that is founded, and that alone: of its rule it is not asked what it lacks.
    beaten = dedere.assess("ada", "bbb", on="2006-06-01", school="narrow", engine=engine)
    assert [(it.rule, it.missing.kind) for it in beaten.why_not] == [("DUTY", "defeated")]


IN_ITS_PLACE = """
%@ rule EXPEL "Whom a State must arrest it may expel"
%@ authority "Small law" "art. 7" checked(convention)
seeks(assess,2,"duty({host},expel,{person},_)","expel {person}").
%@ says "{H} must expel {P}"
%@ would "{H} would have to expel"
applicable(duty(H,expel,P,none),"EXPEL",D) :- applicable(duty(H,arrest,P,none),"DUTY",D), office(P,H,_,_).
"""


def test_what_stands_in_the_place_of_another_norm_is_no_way_of_its_own_to_be_bound() -> None:
    answer = dedere.assess("ben", "bbb", on="2006-06-01", engine=law(more=IN_ITS_PLACE, record=SOUGHT))
    assert [it.rule for it in answer.why_not] == ["DUTY"]


def test_of_days_on_which_some_hold_a_duty_it_is_told_why_there_is_none_before_those_all_agree_on() -> None:
    answer = _small("2006-06-01", "2008-06-01")
    assert sorted((str(it.day), it.missing.kind, it.schools) for it in answer.why_not) == [
        ("2006-06-01", "defeated", ("narrow",)),
        ("2008-01-01", "missing", ("wide",)),
    ]
    before = _small("2004-12-01", "2006-06-01")
    assert [(str(it.day), it.schools) for it in before.why_not if it.missing.kind == "defeated"] == [
        ("2006-01-01", ("narrow",))
    ]


BESIDE = """
%@ rule GREET "Whoever has joined greets its guests"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} greets {P}"
applicable(duty(H,greet,P,none),"GREET",D) :- here(P,H,D), joined(H,E), E <= D.
"""


def test_what_is_not_sought_is_told_beside_the_answer_with_its_days() -> None:
    answer = dedere.assess("ben", "bbb", first="2005-03-01", last="2005-06-01", engine=law(more=BESIDE, record=SOUGHT))
    assert answer.verdict == "not_obliged"
    (told,) = answer.conclusions
    assert (told.kind, told.act, told.bearer, told.sentence) == ("duty", "greet", "bbb", "Birchmark greets Ben Byrd")
    assert (str(told.first_day), str(told.last_day), told.standing) == ("2005-04-01", "2005-06-01", "certain")
    assert answer.windows == answer.why == ()
    assert answer.issues == ()


def test_an_issue_that_turns_nothing_and_one_that_turns_it() -> None:
    (open_,) = _small("2006-06-01").issues
    assert (open_.id, open_.question, open_.turns, open_.with_) == (
        "ISS-OFFICE",
        "Does an office protect?",
        "alone",
        (),
    )
    assert [(it.option, it.meaning, it.held_by, it.authority, it.court, it.verdict) for it in open_.positions] == [
        ("no", "it does not", ("others",), ("a book",), False, "obliged"),
        ("yes", "it protects", ("some",), ("a book",), False, "not_obliged"),
    ]
    (without,) = _small("2006-06-01", "2007-06-01").issues
    assert (without.turns, {it.verdict for it in without.positions}) == ("no", {"obliged"})


TWICE = f'{SOUGHT}office(ada,ccc,20070301,20070601).\nstate(ccc,"Cedarland").\n'


def test_where_a_school_answers_otherwise_twice_each_time_has_its_reason() -> None:
    answer = _small("2005-06-01", "2007-08-01", engine=law(record=TWICE))
    assert [(str(it.day), it.missing.sentence, it.schools) for it in answer.why_not] == [
        ("2006-01-01", "Ada Ash holds an office of Alderland", ("narrow",)),
        ("2007-03-01", "Ada Ash holds an office of Cedarland", ("narrow",)),
    ]


def test_what_is_supposed_against_the_record_is_said_with_it() -> None:
    said = [it for it in _small("2006-06-01", suppose=["joined(bbb,20060101)"]).warnings if "says otherwise" in it]
    assert len(said) == 1
    assert "joined(bbb,20050401)" in said[0]
    gone: dict[str, Any] = {"suppose": ["joined(bbb,20060101)"], "withdraw": ["joined(bbb,20050401)"]}
    assert not [it for it in _small("2006-06-01", **gone).warnings if "says otherwise" in it]


DOUBTED = """
%@ rule DOUBT "What is in doubt"
%@ authority "Small law" "art. 9" checked(convention)
%@ says "whether the office of {P} protects is in doubt"
doubt(shaky(P),D) :- here(P,H,D), office(P,S,F,T), S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "on some positions, whether the office of Ada Ash protects is in doubt"),
        ("of_every_view(shaky).\n", "whether the office of Ada Ash protects is in doubt"),
        ("of_every_view(other).\n", "on some positions, whether the office of Ada Ash protects is in doubt"),
    ],
)
def test_what_is_in_doubt_on_some_positions_says_so_unless_they_differ_on_that(more: str, said: str) -> None:
    engine = law(more=f"{DOUBTED}{more}", record=SOUGHT)
    assert _small("2006-06-01", engine=engine).warnings == (said,)
    plain = "whether the office of Ada Ash protects is in doubt"
    assert _small("2006-06-01", engine=engine, school="narrow").warnings == (plain,)
    assert _small("2006-06-01", engine=engine, school="wide").warnings == ()


LETTERS = """
%@ fact invited(State: state, Person: person) of letters
%@ says "{State} invited {Person}"
%@ rule GREET "Whoever is invited is greeted"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} greets {P}"
applicable(duty(H,greet,P,none),"GREET",D) :- here(P,H,D), invited(H,P).
"""
KEPT = f"{SOUGHT}invited(bbb,ada).\nkept_until(acts,20260101).\nkept_until(letters,20100101).\n"


@pytest.mark.parametrize(
    ("host", "day", "known", "warned"),
    [
        ("bbb", "2006-06-01", "2010-01-01", ()),
        ("aaa", "2006-06-01", "2026-01-01", ()),
        (
            "bbb",
            "2011-01-01",
            "2010-01-01",
            ("the record is kept of letters up to 1 January 2010; the question goes past it",),
        ),
    ],
)
def test_what_is_told_beside_the_duty_has_its_day_up_to_which_it_is_known(
    host: str, day: str, known: str, warned: tuple[str, ...]
) -> None:
    answer = _small(day, host=host, engine=law(more=LETTERS, record=KEPT))
    assert (str(answer.known_until), answer.warnings) == (known, warned)
    assert [it.sentence for it in answer.conclusions] == ["Birchmark greets Ada Ash"] * (host == "bbb")


SETTLED = """
%@ derived settled(Host: state, Day: date)
%@ says "{Host} is settled"
%@ assumption TAKEN "What is not said is taken to be so"
%@ authority "Small law" "art. 9" checked(convention)
%@ says "{H} is taken to be settled"
settled(H,D) :- here(_,H,D).
"""


def test_what_is_taken_for_granted_is_said_where_it_carries_a_duty_or_its_exception() -> None:
    engine = law(DUTY, f"{DUTY[:-1]}, settled(H,D).", SETTLED, SOUGHT)
    taken = ("Birchmark is taken to be settled",)
    assert [_small(it, engine=engine).assumptions for it in ("2005-06-01", "2006-06-01")] == [taken, taken]
    assert _small("2006-06-01", engine=engine, school="narrow").assumptions == taken
    assert _small("2005-06-01", host="aaa", engine=engine).assumptions == ()
    assert _small("2006-06-01").assumptions == ()
    (reason,) = _small("2006-06-01", engine=engine).why_not
    assert (reason.regime, reason.title) == (
        "general",
        "Who has joined must arrest who is sought",
    )


@pytest.mark.parametrize("what", ["DUTY", "OFFICE", "here(_,_,_)"])
@pytest.mark.parametrize("school", [None, "wide", "narrow"])
def test_what_was_told_of_a_question_before_is_told_in_full_again(what: str, school: str | None) -> None:
    asked: dict[str, Any] = {"first": "2006-06-01", "last": "2007-02-01", "school": school}
    alone = dedere.assess("ada", "bbb", engine=Engine(SMALL.corpus), **asked)
    query = dedere.ask("ada", "bbb", engine=Engine(SMALL.corpus), **asked)
    reason = dedere.why(what, query)
    assert dedere.assess(query) == alone
    assert dedere.why(what, query) == reason
    assert [*founded(query)[1]] == [*alone.why]


CALM = """
%@ fact calm(State: state) of acts
%@ says "{State} is calm"
%@ derived settled(Host: state)
%@ says "{Host} is settled"
%@ assumption TAKEN "What is not said is taken to be so"
%@ authority "Small law" "art. 9" checked(convention)
%@ says "{H} is taken to be settled"
settled(H) :- calm(H).
%@ rule STATUS "A State is calm or is not"
%@ authority "Small law" "art. 10" checked(convention)
%@ says "{H} is calm"
applicable(status(WHO,peaceful,none,none),"STATUS",D) :- here(P,H,D), calm(H), settled(H), person(P,_).
"""


@pytest.mark.parametrize(
    ("told", "who", "taken", "remembered"),
    [
        ("", "H", False, False),
        ("accounts(assess,peaceful).", "H", True, True),
        ("accounts(assess,peaceful).", "P", False, False),
        ("accounts(assess,warlike).", "H", False, False),
        ("heralds(assess,peaceful).", "H", False, True),
        ("heralds(assess,peaceful).", "P", False, True),
        ("beside(assess,peaceful).", "H", False, True),
        ("beside(assess,peaceful).", "P", False, False),
    ],
)
def test_what_is_told_of_the_host_beside_the_duty_says_what_it_rests_on(
    told: str, who: str, taken: bool, remembered: bool
) -> None:
    record = f"{SOUGHT}%@ by src recall 20260101\ncalm(bbb).\n"
    engine = law(more=f"{CALM.replace('WHO', who)}{told}\n", record=record)
    answer = dedere.assess("ben", "bbb", on="2006-06-01", engine=engine)
    assert (answer.verdict, [it.act for it in answer.conclusions]) == ("not_obliged", ["peaceful"])
    assert answer.assumptions == (("Birchmark is taken to be settled",) if taken else ())
    memory = "rests on memory, not on a source that was seen: Birchmark is calm"
    assert [*answer.warnings] == [memory] * remembered
    # Where there is a duty, what the host is explains nothing.
    assert dedere.assess("ada", "bbb", on="2005-06-01", engine=engine).assumptions == ()


EITHER_WAY = """
%@ derived ready(Host: state)
%@ says "{Host} is ready"
%@ rule READY "A State is ready one way or the other"
%@ authority "Small law" "art. 9" checked(convention)
issue("ISS-READY","By which law is a State ready?").
option("ISS-READY",common,"by the law of all").
option("ISS-READY",own,"by its own").
held_by("ISS-READY",common,"some","a book").
held_by("ISS-READY",own,"others","a book").
%@ says "it is at issue how {H} is ready"
at_issue("ISS-READY") :- here(_,H,_).
%@ says "{H} is ready by its own law"
ready(H) :- here(_,H,_), adopt("ISS-READY",own).
%@ says "{H} is ready by the law of all"
ready(H) :- here(_,H,_), adopt("ISS-READY",common).
follows_court(wide).
"""


@pytest.mark.parametrize("by", ["takes", "tells"])
@pytest.mark.parametrize(
    ("option", "told"),
    [("own", "Birchmark is ready by its own law"), ("common", "Birchmark is ready by the law of all")],
)
def test_what_is_so_on_every_view_has_the_reasons_of_the_court(by: str, option: str, told: str) -> None:
    engine = law(DUTY, f"{DUTY[:-1]}, ready(H).", f'{EITHER_WAY}{by}(wide,"ISS-READY",{option}).\n', SOUGHT)
    answer = _small("2005-06-01", engine=engine)
    assert answer.verdict == "obliged"
    assert [it.sentence for it in walk(answer.why) if (it.atom or "").startswith("ready(")] == [told]


@pytest.mark.parametrize(
    ("first", "last", "reasons"),
    [
        ("2006-06-01", "2006-07-01", [("2006-06-01", "Ada Ash holds an office of Alderland")]),
        # The stay begins or ends on days on which nobody holds that there is a duty.
        ("2008-06-01", "2008-07-01", [("2008-06-01", "1 June 2008 is on or after 1 January 2008")]),
        ("2004-06-01", "2006-07-01", [("2006-01-01", "Ada Ash holds an office of Alderland")]),
        ("2005-06-01", "2006-07-01", [("2006-01-01", "Ada Ash holds an office of Alderland")]),
    ],
)
def test_a_school_that_is_asked_alone_says_why_it_denies_what_others_hold(
    first: str, last: str, reasons: list[tuple[str, str]]
) -> None:
    answer = _small(first, last, school="narrow")
    assert [(str(it.day), it.missing.sentence) for it in answer.why_not] == reasons
    assert all(it.schools == ("narrow",) for it in answer.why_not)


def test_what_was_founded_is_told_in_full_by_whoever_tells_it_next() -> None:
    query = dedere.ask("ada", "bbb", on="2005-06-01", engine=SMALL)
    _, (proof,) = founded(query)
    atom = proof.atom or ""
    assert solve(query).world_with(atom).why(atom) == proof


@pytest.mark.parametrize(
    ("person", "host", "presence", "day", "rule"),
    [
        ("putin", "BDI", "visit", "2025-05-01", "RS-127-2B"),
        ("netanyahu", "ITA", "overflight", "2025-04-06", "RS-89-1"),
    ],
)
def test_a_school_that_leaves_a_question_open_and_still_sees_no_duty_says_what_stands_in_its_way(
    person: str, host: str, presence: str, day: str, rule: str
) -> None:
    """What another answer to the open question would leave unfounded is no reason of theirs: immunity is."""
    found = dedere.assess(person, host, on=day, presence=presence)
    assert {it: verdict for it, verdict in found.schools.items() if verdict != "contested"} == {
        "council": "not_obliged",
        "horizontal": "not_obliged",
    }
    (told,) = [it for it in found.why_not if it.rule == rule and it.missing.kind == "defeated"]
    assert told.schools == ("council", "horizontal")
    assert "personal immunity" in told.missing.sentence
