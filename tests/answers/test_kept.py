"""Answers that were given before: found again as they were, only for the same question of the same record, and few."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.answers import assessment
from dedere.answers.assessment import assess, reassess
from dedere.answers.kept import MOST, between_runs, in_engine
from dedere.answers.solution import Solution
from dedere.answers.solution import solve as solve_query
from dedere.asking.query import Query, ask
from dedere.corpus import cache
from dedere.engine import Engine, School, default_engine
from dedere.loading import load
from dedere.schema.survey import Counts
from small_law import SOUGHT, law

CORPUS = default_engine().corpus


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDERE_CACHE", str(tmp_path / "cache"))


class _Making:
    """Makes answers that differ, and counts them."""

    def __init__(self) -> None:
        self.made: list[Counts] = []

    def __call__(self) -> Counts:
        self.made.append(Counts(obliged=len(self.made), contested=0, not_obliged=0))
        return self.made[-1]


def test_between_runs_an_answer_is_made_once_and_anew_where_what_was_kept_is_none() -> None:
    make = _Making()
    first = between_runs(CORPUS, "one", Counts, make)
    assert between_runs(CORPUS, "one", Counts, make) == first
    assert between_runs(CORPUS, "two", Counts, make) != first
    assert len(make.made) == 2
    for damaged in ("{", '{"%":"answer.Proof"}', '{"%":"survey.Counts","obliged":0}', '{"%day":"2025-01-01"}'):
        cache.store(cache.key(f"one {CORPUS.fingerprint}"), {"answer": {"": damaged}})
        assert between_runs(CORPUS, "one", Counts, make) == make.made[-1] != first


def test_an_engine_keeps_those_asked_for_last() -> None:
    engine, make = Engine(CORPUS), _Making()
    first = in_engine(engine, "0", make)
    for at in range(1, MOST):
        in_engine(engine, str(at), make)
    assert in_engine(engine, "0", make) is first  # and now is the one asked for last
    in_engine(engine, "one more", make)
    assert len(engine.given) == MOST
    assert in_engine(engine, "0", make) is first
    assert in_engine(engine, "1", make) is make.made[-1]


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[Query]:
    """The questions that were not found but answered."""
    asked: list[Query] = []

    def solve(query: Query) -> Solution:
        asked.append(query)
        return real(query)

    real = solve_query
    monkeypatch.setattr(assessment, "solve", solve)
    return asked


WAYS: tuple[dict[str, str], ...] = (
    {"on": "2025-12-05"},
    {"on": "2025-12-06"},
    {"first": "2025-12-05", "last": "2025-12-06"},
    {"on": "2025-12-05", "presence": "overflight"},
    {"on": "2025-12-05", "school": "council"},
    {"on": "2025-12-05", "known_on": "2025-01-01"},
    {"on": "2025-12-05", "suppose": "deposited(ind,rome,20250901)"},
    {"on": "2025-12-05", "withdraw": "national(putin,rus)"},
)


def test_whatever_a_question_has_tells_it_from_others(worked_out: list[Query]) -> None:
    engine = Engine(CORPUS)
    answers = [assess("putin", "ind", engine=engine, **it) for it in WAYS]
    assert len(worked_out) == len(WAYS)
    again = [assess("Vladimir Putin", "India", engine=engine, **it) for it in WAYS]
    assert len(worked_out) == len(WAYS)
    assert [it.to_json() for it in again] == [it.to_json() for it in answers]


def test_a_later_command_finds_what_an_earlier_one_answered(worked_out: list[Query]) -> None:
    first = reassess(ask("putin", "mng", on="2024-09-02", engine=Engine(CORPUS)))
    again = reassess(ask("putin", "mng", on="2024-09-02", engine=Engine(CORPUS)))
    assert len(worked_out) == 1
    assert again == first
    assert again.to_text(explain="full") == first.to_text(explain="full")
    assert reassess(ask("putin", "mng", on="2024-09-02", school="court", engine=Engine(CORPUS))) != first
    assert len(worked_out) == 2


def test_one_day_of_a_stay_is_not_told_for_the_stay(worked_out: list[Query]) -> None:
    stay = ask("netanyahu", "hun", first="2025-04-03", last="2025-04-06", engine=Engine(CORPUS))
    assert assess(stay) != assess(stay.on_day(20250403))
    assert len(worked_out) == 2


def test_a_record_that_was_edited_is_asked_anew(tmp_path: Path, worked_out: list[Query]) -> None:
    own = tmp_path / "own.lp"
    told = []
    for title in ("A note of the ministry", "A letter of the ministry"):
        own.write_text(
            f'%@ source note "{title}" "https://example.org/note"\n%@ by note seen_twice 20250901\n'
            "deposited(ind,rome,20250901).\n"
        )
        told.append(reassess(ask("putin", "ind", on="2025-12-05", engine=Engine(load(facts=own)))).to_json())
    assert "A note of the ministry" in told[0]
    assert "A letter of the ministry" in told[1]
    assert len(worked_out) == 2


def test_an_answer_on_positions_is_that_on_no_others() -> None:
    """Positions that are taken as given make a school of no id."""
    query = ask("putin", "mng", on="2024-09-02", engine=Engine(CORPUS))
    verdicts = [
        assess(query.under(School("", "as given", {'"ISS-IMM"': option}, court=False))).verdict
        for option in ("horizontal", "court")
    ]
    assert verdicts == ["not_obliged", "obliged"]


def test_what_is_found_again_is_told_as_it_was_made_for_all_and_for_one_school() -> None:
    engine = law(record=SOUGHT)
    for school in (None, "narrow", "wide"):
        query = ask("ada", "bbb", on="2006-06-01", school=school, engine=engine)
        made = assess(query)
        for _ in range(2):
            found = reassess(ask("ada", "bbb", on="2006-06-01", school=school, engine=engine))
            assert (found, found.to_text()) == (made, made.to_text())
            assert found.made_with.only == made.made_with.only == school
