"""Situations are what the same stays come to row by row: on every edge, in every manner, under rules of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedere
from dedere import dates
from dedere.asking.places import Place
from dedere.batch import deriving
from dedere.batch.deriving import AFTER, AS_IT_IS, FIRST, Derived, Deriver, Footing, Outcome
from dedere.batch.situations import Situations, every_place
from dedere.batch.visits import Explained, Visit, explain
from dedere.engine import Engine, default_engine
from dedere.errors import Unanswered
from dedere.schema.answer import Verdict
from profiles import few
from small_law import SOUGHT, law

ENGINE = default_engine()
MANNERS = ENGINE.corpus.vocabulary.types["presence"].constants
PEOPLE = sorted({str(it.atom.args[2]) for it in ENGINE.corpus.by_predicate["warrant"]})
PLACES = every_place(ENGINE)
PACK = Path(__file__).parents[1] / "packs" / "regional_court"

FIRST_DAY_READ = """\
%@ rule OWN-1 "A guest is arrested on arrival, or not at all"
%@ authority "Own rules" "art. 1" checked(memory)
%@ says "{P} arrives in {H} on {D}"
applicable(duty(H,arrest_and_surrender,P,icc),"OWN-1",D) :- visit(_,P,H,D,_), present(P,H,stopover,D).
"""
DAY_FORGOTTEN = """\
%@ rule OWN-2 "Since a day that nobody looks at"
%@ authority "Own rules" "art. 2" checked(memory)
%@ fact begun(State: state, Day: date) of states
%@ says "{State} began on {Day}"
%@ says "{H} has begun"
applicable(duty(H,arrest_and_surrender,P,icc),"OWN-2",D) :- present(P,H,K,D), begun(H,E), E <= D.
"""
EXCLUDED = """\
%@ rule OWN-3 "Nobody is there from a day on"
%@ authority "Own rules" "art. 3" checked(memory)
%@ fact begun(State: state, Day: date) of states
%@ says "{State} began on {Day}"
%@ says "nobody is in Mongolia once it has begun"
:- host(P,mng,D), begun(mng,E), E <= D.
%@ says "a State begins"
change(E) :- begun(S,E).
"""


_DERIVERS: dict[tuple[int, Footing], Deriver] = {}


def _derived(engine: Engine, person: str, manner: str, places: list[Place], footing: Footing = AS_IT_IS) -> Situations:
    deriver = _DERIVERS.setdefault((id(engine), footing), Deriver(engine, footing))
    return Situations(deriver, person, manner, deriver.derive(person, manner, places))


def _edges(of: Situations, place: Place) -> list[date]:
    return [it.first_day for it in of.changes(place) if it.first_day]


def _hold(of: Situations, stays: list[tuple[Place, date, date]], engine: Engine, known_on: str | None = None) -> None:
    """Hold what is looked up against what is answered row by row."""
    rows = [
        Visit(of.person, place.area or place.state, first=first, last=last, presence=of.manner)
        for place, first, last in stays
    ]
    for (place, first, last), row in zip(stays, explain(rows, engine=engine, known_on=known_on), strict=True):
        assert isinstance(row, Explained), row
        found = of.over(place, first, last)
        assert (found.verdict, found.schools) == (row.verdict, row.schools), row.visit
        standing = "certain" if row.verdict == "obliged" else "contested"
        carrying = [it for it in row.windows if it.standing == standing]
        if row.verdict == "not_obliged":
            assert (found.first_day, found.last_day, found.rules) == (first, last, ())
        elif carrying:
            assert found.first_day == dates.as_date(min(it.first for it in carrying))
            assert {it.rule for it in carrying if dates.as_date(it.first) == found.first_day} <= {*found.rules}


@st.composite
def _stays(draw: st.DrawFn) -> tuple[str, str, list[Place], list[tuple[int, int, int]]]:
    """A person, a manner, some places, and stays as a place, an edge or days, and a length."""
    person, manner = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(MANNERS))
    some = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=8, unique=True))
    stay = st.tuples(st.integers(0, 7), st.integers(-2, 11000), st.sampled_from([0, 0, 1, 6, 90, 4000]))
    return person, manner, some, draw(st.lists(stay, min_size=4, max_size=12))


@few(12)
@given(_stays())
def test_stays_are_looked_up_as_they_are_answered(
    drawn: tuple[str, str, list[Place], list[tuple[int, int, int]]],
) -> None:
    person, manner, some, picked = drawn
    of = _derived(ENGINE, person, manner, some)
    stays = []
    for index, at, length in picked:
        place = some[index % len(some)]
        edges = _edges(of, place)
        first = date(1996, 1, 1) + timedelta(max(at, 0))
        if edges and at % 3:
            first = edges[at % len(edges)] + timedelta(at % 4 - 2)
        stays.append((place, first, first + timedelta(length)))
    _hold(of, stays, ENGINE)


def _around(of: Situations, places: list[Place]) -> Iterator[tuple[Place, date, date]]:
    for place in places:
        for edge in _edges(of, place):
            for before, length in ((1, 0), (0, 0), (1, 1), (30, 60)):
                first = edge - timedelta(before)
                yield place, first, first + timedelta(length)


@pytest.mark.parametrize(("person", "manner"), [("putin", "visit"), ("bashir", "un_meeting"), ("netanyahu", "landing")])
def test_every_edge_is_where_the_answer_changes(person: str, manner: str) -> None:
    some = [Place(it) for it in ("mng", "hun", "arm", "jor", "bdi", "ind", "usa")] + [Place("ukr", "crimea")]
    of = _derived(ENGINE, person, manner, some)
    stays = list(_around(of, some))
    assert len(stays) > 20
    _hold(of, stays, ENGINE)


def test_what_was_known_on_a_day() -> None:
    some = [Place(it) for it in ("mng", "jor", "ind")]
    of = _derived(ENGINE, "bashir", "visit", some, Footing(20180101))
    assert _derived(ENGINE, "bashir", "visit", some).changes("jor") != of.changes("jor")
    _hold(of, list(_around(of, some)), ENGINE, known_on="2018-01-01")


def test_a_pack_of_ones_own_and_facts_of_ones_own(tmp_path: Path) -> None:
    engine = Engine(dedere.load(PACK / "rules", PACK / "facts"))
    some = [Place(it) for it in ("mng", "ind", "fra")]
    of = _derived(engine, "rita_roe", "visit", some)
    assert _edges(of, Place("ind"))
    assert not of.by_row
    _hold(of, list(_around(of, some)), engine)


def _own(tmp_path: Path, rules: str, facts: str = "") -> Engine:
    (tmp_path / "rules.lp").write_text(rules, encoding="utf-8")
    (tmp_path / "facts.lp").write_text(
        f'%@ source own "Own notes"\n%@ by own seen_once 20260101\nalias(ind,"Bharatland").\n{facts}', encoding="utf-8"
    )
    return Engine(dedere.load(tmp_path / "rules.lp", tmp_path / "facts.lp"))


def test_a_clause_that_reads_the_first_day_is_answered_row_by_row(tmp_path: Path) -> None:
    engine = _own(tmp_path, FIRST_DAY_READ)
    some = [Place("ind"), Place("mng")]
    of = _derived(engine, "putin", "stopover", some)
    assert of.by_row == {*some}
    day = date(2025, 12, 5)
    _hold(of, [(it, day, day + timedelta(days)) for it in some for days in (0, 9)], engine)
    assert {it.verdict for it in of.changes("ind")} == {"obliged"}


@pytest.mark.parametrize("met", ["begun(H,D)", "D = 20240110", "begun(H,E), D != E", "begun(H,E), D - 1 <= E"])
def test_a_day_that_is_met_by_chance_is_answered_row_by_row(tmp_path: Path, met: str) -> None:
    rules = DAY_FORGOTTEN.replace("begun(H,E), E <= D", f"begun(H,_), {met}")
    engine = _own(tmp_path, f'{rules}%@ says "a State begins"\nchange(E) :- begun(_,E).\n', "begun(ind,20240110).\n")
    of = _derived(engine, "putin", "visit", [Place("ind"), Place("mng")])
    assert of.by_row == {Place("ind")}
    days = [date(2024, 1, it) for it in (9, 10, 11, 12)]
    _hold(of, [(Place("ind"), first, last) for first in days for last in days if first <= last], engine)


def test_only_where_the_clause_can_fire(tmp_path: Path) -> None:
    declared = DAY_FORGOTTEN.splitlines()[2:4]
    rules = FIRST_DAY_READ.replace("present(P,H,stopover,D)", "manner(_,landing), begun(H,_)")
    engine = _own(tmp_path, "\n".join([*declared, rules]), "begun(ind,20240110).\n")
    some = [Place("ind"), Place("mng")]
    assert _derived(engine, "putin", "landing", some).by_row == {Place("ind")}
    assert not _derived(engine, "putin", "visit", some).by_row


def test_a_day_that_is_not_looked_at_is_answered_row_by_row(tmp_path: Path) -> None:
    engine = _own(tmp_path, DAY_FORGOTTEN, "begun(ind,20240110).\n")
    some = [Place("ind"), Place("mng")]
    of = _derived(engine, "putin", "visit", some)
    assert of.by_row == {Place("ind")}
    stays = [(Place("ind"), date(2024, 1, 9), date(2024, 1, it)) for it in (9, 10, 20)]
    _hold(of, [*stays, (Place("ind"), date(2024, 1, 10), date(2024, 1, 10))], engine)


def test_a_place_on_which_the_rules_contradict_one_another_costs_no_other_its_answer(tmp_path: Path) -> None:
    engine = _own(tmp_path, EXCLUDED, "begun(mng,20240903).\n")
    some = [Place("ind"), Place("mng"), Place("arm")]
    of = _derived(engine, "putin", "visit", some)
    assert of.by_row == {Place("mng")}
    assert of.on("mng", "2024-09-02").verdict == "contested"
    assert of.on("arm", "2024-09-02").verdict == "contested"
    with pytest.raises(dedere.Unanswered):
        of.on("mng", "2024-09-03")


def test_all_days_are_covered_and_each_place_begins_with_the_first() -> None:
    derived = Deriver(ENGINE).derive("putin", "visit", [Place("mng"), Place("ukr", "crimea")])
    for it in derived.values():
        days = [day for day, _ in it.changes]
        assert days[0] == FIRST
        assert days == sorted({*days})
        assert days[-1] < AFTER


def test_suppositions_are_taken_for_facts() -> None:
    (fact,) = dedere.ask("putin", "India", on="2025-12-05", suppose="deposited(ind,rome,20250901)").supposed
    some = [Place("ind")]
    supposed: Mapping[str, Situations] = {
        "added": _derived(ENGINE, "putin", "visit", some, Footing(None, (fact,))),
        "as it is": _derived(ENGINE, "putin", "visit", some),
    }
    assert supposed["added"].on("ind", "2025-12-05").verdict == "contested"
    assert supposed["added"].on("ind", "2025-10-31").verdict == "not_obliged"
    assert {it.verdict for it in supposed["as it is"].changes("ind")} == {"not_obliged"}


def test_some_days_come_to_what_they_come_to_among_all() -> None:
    """Of everybody in a place that can change on them, and of no other place does anything change."""
    deriver = Deriver(ENGINE)
    first, after = 20230101, 20250601
    found = deriver.turning(["putin", "kony"], "visit", PLACES, first, after)
    assert {person for person, _ in found} == {"putin", "kony"}
    for person in ("putin", "kony"):
        whole = _derived(ENGINE, person, "visit", [*PLACES])
        for place in PLACES:
            its = [(day, it) for day, it in whole.outcomes(place) if first < day < after]
            some = found.get((person, place))
            assert its == (list(some.changes[1:]) if some else []), (person, place)
            if some:
                assert some.changes[0] == (first, [it for day, it in whole.outcomes(place) if day <= first][-1])


SMALL = law(record=SOUGHT)
ALDERLAND, BIRCHMARK = Place("aaa"), Place("bbb")


def _outcome(verdict: Verdict) -> Outcome:
    views: dict[Verdict, tuple[Verdict, Verdict]] = {
        "obliged": ("obliged", "obliged"),
        "contested": ("obliged", "not_obliged"),
        "not_obliged": ("not_obliged", "not_obliged"),
    }
    return Outcome(verdict, views[verdict], () if verdict == "not_obliged" else ("DUTY",))


NONE = (FIRST, _outcome("not_obliged"))
CHANGES = (
    NONE,
    (20050401, _outcome("obliged")),
    (20060101, _outcome("contested")),
    (20070101, _outcome("obliged")),
    (20080101, _outcome("not_obliged")),
)


@pytest.mark.parametrize("together", [1, 2, 90])
def test_the_outcomes_of_every_place_however_many_stand_in_one_program(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "TOGETHER", together)
    found = Deriver(SMALL).derive("ada", "visit", [BIRCHMARK, ALDERLAND])
    assert found == {BIRCHMARK: Derived(CHANGES), ALDERLAND: Derived((NONE,))}
    assert (FIRST, AFTER) == (16000101, 30000101)
    remote = Deriver(SMALL).derive("ada", "remote", [BIRCHMARK])
    assert remote == {BIRCHMARK: Derived((NONE,))}


@pytest.mark.parametrize("together", [1, 2, 3000])
def test_some_days_of_several_persons(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving, "DAYS_TOGETHER", together)
    found = Deriver(SMALL).turning(["ada", "ben"], "visit", [ALDERLAND, BIRCHMARK], 20051201, 20060601)
    # On the days of an office something changes in any place for who holds it, and nothing for anybody else.
    assert found == {
        ("ada", ALDERLAND): Derived(((20051201, _outcome("not_obliged")),)),
        ("ada", BIRCHMARK): Derived(((20051201, _outcome("obliged")), (20060101, _outcome("contested")))),
    }


def test_a_stay_asked_about_by_itself_has_its_own_days_alone() -> None:
    stay = Deriver(SMALL).stay
    assert stay("ada", "visit", BIRCHMARK, 20060601, 20070102) == (
        (20060601, _outcome("contested")),
        (20070101, _outcome("obliged")),
    )
    assert stay("ada", "visit", BIRCHMARK, 20060601, 20070101) == ((20060601, _outcome("contested")),)


def test_another_footing_is_another_record_and_leaves_the_first_as_it_was() -> None:
    deriver = Deriver(SMALL)
    joined = Footing.read(SMALL, ["joined(aaa,20050101)"], ["office(ada,aaa,20060101,20070101)"])
    other = deriver.on(joined)
    assert [day for day, _ in other.derive("ada", "visit", [ALDERLAND])[ALDERLAND].changes] == [
        FIRST,
        20050101,
        20080101,
    ]
    assert deriver.derive("ada", "visit", [ALDERLAND]) == {ALDERLAND: Derived((NONE,))}
    more = joined.supposing(SMALL, ["sought(ben,20100101,#sup)"])
    assert [str(it) for it in more.supposed] == ["joined(aaa,20050101)", "sought(ben,20100101,#sup)"]
    assert (more.withdrawn, more.known_on) == (joined.withdrawn, None)
    assert Footing.read(SMALL, known_on="2010-01-01") == Footing(20100101)


CONTRADICTED = """
%@ rule NOT-HERE "Nobody is in Alderland while an office is held"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "nobody is there"
:- here(P,aaa,D), office(P,_,F,T), F <= D, D < T.
"""


def test_where_the_rules_contradict_one_another_in_a_place_it_alone_is_asked_row_by_row() -> None:
    engine = law(record=SOUGHT, more=CONTRADICTED)
    found = Deriver(engine).derive("ada", "visit", [ALDERLAND, BIRCHMARK])
    assert found == {ALDERLAND: Derived(()), BIRCHMARK: Derived(CHANGES)}
    stay = Deriver(engine).stay
    assert stay("ada", "visit", ALDERLAND, 20050601, 20050602) == ((20050601, _outcome("not_obliged")),)
    with pytest.raises(Unanswered):
        stay("ada", "visit", ALDERLAND, 20060601, 20060602)


HERE = "here(P,H,D) :- day(V,D), visit(V,P,H,_,_), manner(V,visit)."


@pytest.mark.parametrize(
    ("more", "record", "by_row"),
    [
        ("visit(V,_,_,F,_), F <= D", "joined(aaa,20050601).", {ALDERLAND, BIRCHMARK}),
        ("visit(V,_,_,F,_), F <= D", "", {BIRCHMARK}),  # Nobody is bound in Alderland, whatever hangs on the stay.
        ("sought(P,_,_)", "joined(aaa,20050601).", set()),
    ],
)
def test_a_place_in_which_a_rule_speaks_of_the_stay_knows_the_days_that_are_looked_at(
    more: str, record: str, by_row: set[Place]
) -> None:
    engine = law(HERE, f"{HERE}\n{HERE[:-1]}, {more}.", record=f"{SOUGHT}{record}\n")
    found = Deriver(engine).derive("ada", "visit", [ALDERLAND, BIRCHMARK])
    assert {place for place, it in found.items() if not it.changes} == by_row
    days = {BIRCHMARK: tuple(day for day, _ in CHANGES), ALDERLAND: (FIRST, 20050601, 20080101)}
    assert {place: found[place].looked_at for place in by_row} == {place: days[place] for place in by_row}
