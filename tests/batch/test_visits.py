"""Many visits at once give what `assess` gives one by one: verdicts, windows by school, and the rules they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedere
from dedere import dates
from dedere.answers.builder import walk
from dedere.answers.solution import effective, solve
from dedere.asking.query import ask
from dedere.batch import visits as module
from dedere.batch.visits import Explained, Refused, Visit, explain
from dedere.engine import Engine, default_engine
from dedere.errors import Unanswered, UsageError
from dedere.schema.answer import Proof
from dedere.solving import control
from dedere.terms.values import split
from profiles import few
from small_law import SOUGHT, law

ENGINE = default_engine()
PEOPLE = sorted({str(it.atom.args[2]) for it in ENGINE.corpus.by_predicate["warrant"]})
STATES = sorted(map(str, ENGINE.corpus.names["state"]))
KNOWN = (
    ("putin", "ind"),
    ("putin", "mng"),
    ("putin", "zaf"),
    ("netanyahu", "hun"),
    ("bashir", "jor"),
    ("bashir", "tcd"),
    ("kony", "caf"),
)
"""Pairs on which more is concluded than on most."""


def _visit(pair: tuple[str, str], start: date, days: int, presence: str) -> Visit:
    last = start + timedelta(days=days)
    return Visit(*pair, first=start.isoformat(), last=last.isoformat(), presence=presence)


visits = st.builds(
    _visit,
    st.one_of(st.sampled_from(KNOWN), st.tuples(st.sampled_from(PEOPLE), st.sampled_from(STATES))),
    st.dates(date(2002, 6, 1), date(2026, 6, 1)),
    st.sampled_from([0, 0, 1, 6, 90, 800]),
    st.sampled_from(["visit", "visit", "landing", "overflight", "remote"]),
)


def rules_in(proofs: Iterable[Proof]) -> set[str]:
    return {it.rule for it in walk(proofs) if it.rule is not None}


def compare(visit: Visit, found: Explained | Refused) -> None:
    """Hold an answer against that to the same question asked alone."""
    assert isinstance(found, Explained)
    alone = dedere.assess(visit.person, visit.host, first=visit.first, last=visit.last, presence=visit.presence)
    assert (found.verdict, found.schools) == (alone.verdict, alone.schools)
    one = [(it.act, it.rule, str(it.first_day), str(it.last_day), it.standing, it.schools) for it in alone.windows]
    many = [
        (str(split(it.norm)[1][1]), it.rule, dates.iso(it.first), dates.iso(it.last), it.standing, it.schools)
        for it in found.windows
    ]
    assert many == one
    answering = solve(
        ask(visit.person, visit.host, first=visit.first, last=visit.last, presence=visit.presence, engine=ENGINE)
    )
    first_world = answering.world(answering.court_base)
    assert list(found.held) == answering.held()
    for held in found.held:
        proof = found.why(held)
        assert proof.rule == "EFFECT"
        assert rules_in([proof]) >= found.rules(held) >= {held.rule}
        atom = effective(held.norm, held.rule, held.days[0])
        # What does not hold on the court's positions may rest on either of two others.
        if first_world.holds(atom):
            assert found.rules(held) == first_world.rules(atom)


@few(10)
@given(st.lists(visits, min_size=1, max_size=8))
def test_many_visits_are_answered_like_each_alone(rows: list[Visit]) -> None:
    for visit, found in zip(rows, explain(rows, together=5), strict=True):
        compare(visit, found)


def test_overlapping_and_repeated_stays_see_nothing_of_one_another() -> None:
    stays = [("2024-09-01", "2024-09-03"), ("2024-09-02", "2024-09-05"), ("2024-09-01", "2024-09-03")]
    rows = [
        Visit("putin", host, first=first, last=last, presence=presence)
        for first, last in stays
        for host in ("Mongolia", "Armenia")
        for presence in ("landing", "visit", "overflight")
    ]
    for visit, found in zip(rows, explain(rows), strict=True):
        compare(visit, found)


def test_a_norm_of_one_school_only_is_proved_where_it_holds() -> None:
    [found] = explain([Visit("putin", "Mongolia", on="2024-09-02")])
    assert isinstance(found, Explained)
    assert found.schools["court"] == "obliged"
    assert found.schools["horizontal"] == "not_obliged"
    against = [it for it in found.held if it.schools == ("horizontal",)]
    assert against
    assert all(found.why(it).children for it in against)


def test_rows_that_are_no_question_are_handed_on_and_the_others_answered() -> None:
    rows = [
        Visit("nobody at all", "India", on="2025-12-05"),
        Visit("putin", "India", on="2025-12-05"),
        Visit("putin", "India", on="2025-02-30"),
        Visit("putin", "Atlantis", on="2025-12-05"),
        Visit("putin", "India"),
        Visit("putin", "Mongolia", on="2024-09-02", presence="in spirit"),
        Visit("Putin", "IND", on=20251205),
    ]
    found = list(explain(rows, together=2))
    assert [it.number for it in found] == list(range(len(rows)))
    assert [it.visit for it in found] == rows
    assert [it.number for it in found if isinstance(it, Refused)] == [0, 2, 3, 4, 5]
    assert "nobody at all" in str(found[0].error) if isinstance(found[0], Refused) else False
    assert {it.verdict for it in found if isinstance(it, Explained)} == {"not_obliged"}


@pytest.mark.parametrize("given_", ["putin", b"putin", {"person": "putin"}, 3, Visit("putin", "India")])
def test_what_are_no_visits_is_told(given_: Any) -> None:
    with pytest.raises(UsageError, match="the visits are given as") as refused:
        explain(given_)
    assert refused.value.hint == "give a list of `Visit`"
    if not isinstance(given_, Visit):
        (row,) = explain([given_])
        assert isinstance(row, Refused)
        assert (row.error.message.startswith("the row is `"), row.error.hint) == (True, "give a `Visit`")


def test_one_at_a_time_is_as_many_as_all_at_once() -> None:
    rows = [Visit("putin", "India", on="2025-12-05"), Visit("putin", "Mongolia", on="2024-09-02")]
    found = [it for it in explain(rows, together=1) if isinstance(it, Explained)]
    assert [(it.number, it.verdict) for it in found] == [(0, "not_obliged"), (1, "contested")]
    for none in (0, -1, True, "2"):
        with pytest.raises(UsageError, match="`together` is") as error:
            explain(rows, together=none)  # type: ignore[arg-type]
        assert error.value.hint == "give how many rows are answered at once, at least 1"


def test_however_many_are_asked_for_at_once_no_more_are_read_ahead_than_a_program_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def rows() -> Iterator[Visit]:
        for number in range(9):
            read.append(number)
            yield Visit("putin", "India", on="2025-12-05")

    monkeypatch.setattr(module, "MOST_TOGETHER", 4)
    found = explain(rows(), together=10**40)
    next(found)
    assert read == [0, 1, 2, 3]
    assert len(list(found)) == 8


@pytest.mark.long
def test_the_answer_of_one_school_and_of_an_earlier_day() -> None:
    rows = [Visit("putin", "Mongolia", on="2024-09-02"), Visit("bashir", "Jordan", on="2017-03-29")]
    for school in ("court", "horizontal"):
        for visit, found in zip(rows, explain(rows, school=school), strict=True):
            assert isinstance(found, Explained)
            assert found.verdict == dedere.assess(visit.person, visit.host, on=visit.on, school=school).verdict
    for visit, found in zip(rows, explain(rows, known_on="2018-01-01"), strict=True):
        assert isinstance(found, Explained)
        alone = dedere.assess(visit.person, visit.host, on=visit.on, known_on="2018-01-01")
        assert (found.verdict, found.schools) == (alone.verdict, alone.schools)


def test_no_rows_no_answers() -> None:
    assert list(explain([])) == []
    assert all(isinstance(it, Refused) for it in explain([Visit("nobody at all", "India", on="2025-12-05")]))


@pytest.mark.long
def test_a_visit_that_the_rules_contradict_costs_no_other_its_answer(tmp_path: Path) -> None:
    own = tmp_path / "own.lp"
    own.write_text(
        '%@ rule OWN "None is there"\n%@ authority "Nobody" "2024" checked(memory)\n'
        '%@ says "nobody is there on that day"\n:- host(putin,mng,20240902).\n'
    )
    engine = Engine(dedere.load(own))
    rows = [
        Visit("putin", "India", first="2025-12-05", last="2025-12-05"),
        Visit("putin", "Mongolia", first="2024-09-02", last="2024-09-02"),
        Visit("netanyahu", "Hungary", first="2025-04-03", last="2025-04-03"),
        Visit("putin", "Mongolia", first="2024-09-01", last="2024-09-03"),
        Visit("putin", "Mongolia", first="2024-09-03", last="2024-09-03"),
    ]
    found = list(explain(rows, engine=engine))
    assert [isinstance(it, Refused) for it in found] == [False, True, False, True, False]
    refused = found[1]
    assert isinstance(refused, Refused)
    assert isinstance(refused.error, dedere.Unanswered)
    assert refused.error.message == "the rules contradict one another on these facts"
    for row in (rows[0], rows[2], rows[4]):
        compare(row, next(it for it in found if it.visit is row))


@pytest.mark.long
def test_a_search_past_its_bound_is_told_of_the_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "own.lp"
    own.write_text(
        '%@ rule OWN "Nine pigeons for eight holes"\n%@ authority "Dirichlet" "1834" checked(memory)\n'
        '%@ derived pigeon(Number: number) folded\n%@ says "there is a pigeon"\n'
        '%@ derived hole(Number: number) folded\n%@ says "there is a hole"\n'
        '%@ derived in_hole(Pigeon: number, Hole: number) folded\n%@ says "a pigeon is in a hole"\n'
        + "".join(f"pigeon({it}) :- host(putin,mng,_).\n" for it in range(9))
        + "".join(f"hole({it}) :- host(putin,mng,_).\n" for it in range(8))
        + "1 { in_hole(P,H) : hole(H) } 1 :- pigeon(P).\n"
        '%@ says "no two are in one"\n:- in_hole(P,H), in_hole(Q,H), P < Q.\n'
    )
    monkeypatch.setattr(control, "MOST_CONFLICTS", 50)
    rows = [
        Visit("putin", "Mongolia", first="2024-09-02", last="2024-09-02"),
        Visit("netanyahu", "Hungary", first="2025-04-03", last="2025-04-03"),
    ]
    found = list(explain(rows, engine=Engine(dedere.load(own))))
    assert isinstance(found[0], Refused)
    assert found[0].error.message == "no answer was found within 50 conflicts of the search"
    assert isinstance(found[1], Explained)


def test_an_answer_can_be_kept_in_a_set_and_has_days() -> None:
    visit = Visit("putin", "Mongolia", first="2024-09-02", last="2024-09-03")
    (one,), (other,) = explain([visit]), explain([visit])
    assert isinstance(one, Explained)
    assert {one, other} == {one}
    assert (one.first, one.last) == (date(2024, 9, 2), date(2024, 9, 3))


SMALL = law(record=SOUGHT)
DUTY = "duty(bbb,arrest,ada,none)"


def _explained(rows: list[Visit], engine: Engine = SMALL, **asked: Any) -> list[Explained]:
    found = [it for it in explain(rows, engine=engine, **asked) if isinstance(it, Explained)]
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("together", [1, 2, 400])
def test_small_visits_are_answered_as_each_is_alone(together: int) -> None:
    rows = [
        Visit("ada", "bbb", first="2005-03-01", last="2006-02-01"),
        Visit("ada", "aaa", on="2006-02-01"),
        Visit("ada", "bbb", on="2006-02-01"),
        Visit("ada", "bbb", on="2006-02-01", presence="remote"),
        Visit("ben", "bbb", on="2005-06-01"),
        Visit("Ada Ash", "Birchmark", first="2006-02-01", last="2006-02-01"),
    ]
    found = _explained(rows, together=together)
    for row, it in zip(rows, found, strict=True):
        alone = dedere.assess(
            row.person, row.host, on=row.on, first=row.first, last=row.last, presence=row.presence, engine=SMALL
        )
        assert (it.id, it.verdict, it.schools) == (alone.id, alone.verdict, alone.schools)
        asked = alone.question
        assert (it.person, it.host, it.first, it.last) == (
            asked.person,
            asked.host,
            asked.first_day,
            asked.last_day,
        )
        assert [(one.rule, one.standing, one.schools) for one in it.windows] == [
            (one.rule, one.standing, one.schools) for one in alone.windows
        ]
    assert [it.number for it in found] == list(range(6))
    assert [(it.norm, it.days, it.first, it.last) for it in found[0].windows] == [
        (DUTY, (20050401,), 20050401, 20051231),
        (DUTY, (20060101,), 20060101, 20060201),
    ]
    assert [it.verdict for it in found] == [
        "obliged",
        "not_obliged",
        "contested",
        "not_obliged",
        "not_obliged",
        "contested",
    ]


def test_the_proof_of_a_norm_is_told_in_full_each_time() -> None:
    (found,) = _explained([Visit("ada", "bbb", first="2005-03-01", last="2006-02-01")])
    certain, contested = found.held
    for _ in range(2):
        steps = list(walk([found.why(certain)]))
        assert steps[1].sentence == "Birchmark must arrest Ada Ash"
        assert {it.sentence for it in steps} >= {
            "Ada Ash is in Birchmark on 1 April 2005",
            "Ada Ash is sought from 1 January 2005",
        }
        again = {it.atom for it in steps if it.ref}
        assert again <= {it.atom for it in steps if not it.ref}
    assert found.rules(certain) == {"EFFECT", "DUTY", "DAYS"}
    assert "Ada Ash is in Birchmark on 1 January 2006" in {it.sentence for it in walk([found.why(contested)])}


def test_one_school_and_one_day_of_knowledge_hold_for_all_rows() -> None:
    rows = [Visit("ada", "bbb", on="2006-02-01"), Visit("ada", "bbb", on="2005-06-01")]
    assert [it.schools for it in _explained(rows, school="narrow")] == [
        {"narrow": "not_obliged"},
        {"narrow": "obliged"},
    ]
    assert [it.verdict for it in _explained(rows, school="wide")] == ["obliged", "obliged"]
    # Before the office began nobody knew of it.
    assert [it.verdict for it in _explained(rows, known_on="2005-12-31")] == ["obliged", "obliged"]
    assert [it.verdict for it in _explained(rows, known_on="2006-01-01")] == ["contested", "obliged"]


CONTRADICTED = """
%@ rule NOT-HERE "Nobody is in Alderland while an office is held"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "nobody is there"
:- here(P,aaa,D), office(P,_,F,T), F <= D, D < T.
"""


def test_stays_that_the_rules_contradict_are_found_in_halves_and_refused_alone() -> None:
    hosts = ["bbb", "aaa", "bbb", "aaa", "bbb"]
    days = ["2006-02-01", "2006-02-01", "2005-06-01", "2005-06-01", "2008-06-01"]
    rows = [Visit("ada", host, on=day) for host, day in zip(hosts, days, strict=True)]
    found = list(explain(rows, engine=law(more=CONTRADICTED, record=SOUGHT)))
    assert [it.verdict if isinstance(it, Explained) else None for it in found] == [
        "contested",
        None,
        "obliged",
        "not_obliged",
        "not_obliged",
    ]
    assert isinstance(found[1], Refused)
    assert isinstance(found[1].error, Unanswered)
    assert (found[1].number, found[1].visit) == (1, rows[1])


def test_rows_are_numbered_through_whatever_they_come_to() -> None:
    rows = [Visit("x", "bbb", on="2006-02-01"), Visit("ada", "bbb", on="2006-02-01"), Visit("ada", "bbb")] * 3
    found = list(explain(iter(rows), engine=SMALL, together=2))
    assert [(it.number, it.visit) for it in found] == list(enumerate(rows))
    assert [isinstance(it, Explained) for it in found] == [False, True, False] * 3
    assert isinstance(found[2], Refused)
    assert found[2].error.message == "no day is given"
