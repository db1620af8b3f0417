"""One question solved: what holds on which days, and what depends on a position."""

from __future__ import annotations

import dedere
from dedere.answers.solution import Held, effective, norm_of, solve, windows

GREET, BOW = "duty(aaa,greet,pat,none)", "duty(aaa,bow,pat,none)"
DAYS = (20240110, 20240112, 20240120)
LAST = 20240125


def on(norm: str, *days: int) -> set[str]:
    return {effective(norm, "R-1", day) for day in days}


def test_an_atom_speaks_of_its_norm() -> None:
    atom = effective(GREET, 'R "1"', 20240101)
    assert atom == 'effective(duty(aaa,greet,pat,none),"R \\"1\\"",20240101)'
    assert norm_of(atom) == GREET


def test_a_norm_holds_until_the_day_before_the_next_that_was_looked_at() -> None:
    certain = on(GREET, *DAYS[:2])
    assert windows(certain, certain, {"court": certain}, DAYS, LAST) == [
        Held(GREET, "R-1", DAYS[:2], 20240110, 20240119, "certain", ("court",))
    ]
    last = on(GREET, DAYS[2])
    assert windows(last, last, {}, DAYS, LAST) == [Held(GREET, "R-1", DAYS[2:], 20240120, LAST, "certain", ())]


def test_it_is_cut_where_it_stops_and_where_its_standing_or_its_schools_change() -> None:
    possible = on(GREET, *DAYS)
    certain = on(GREET, DAYS[0])
    found = windows(possible, certain, {"court": on(GREET, *DAYS), "council": on(GREET, *DAYS[:2])}, DAYS, LAST)
    assert [(it.first, it.last, it.standing, it.schools) for it in found] == [
        (20240110, 20240111, "certain", ("court", "council")),
        (20240112, 20240119, "contested", ("court", "council")),
        (20240120, LAST, "contested", ("court",)),
    ]
    gap = on(GREET, DAYS[0], DAYS[2])
    assert [(it.first, it.last) for it in windows(gap, gap, {}, DAYS, LAST)] == [
        (20240110, 20240111),
        (20240120, LAST),
    ]


def test_norms_stand_in_the_order_of_their_days() -> None:
    held = on(GREET, DAYS[1]) | on(BOW, DAYS[0]) | on(BOW, DAYS[2])
    assert [(it.first, it.norm) for it in windows(held, held, {}, DAYS, LAST)] == [
        (20240110, BOW),
        (20240112, GREET),
        (20240120, BOW),
    ]


def test_a_question_is_solved_once_for_each_thing_asked_beside_the_norms() -> None:
    query = dedere.ask("putin", "mng", on="2024-09-02")
    found = solve(query)
    assert solve(query) is found
    beside = solve(query, also=["defeated/4"])
    assert beside is not found
    assert any(atom.startswith("defeated(") for atom in beside.ever)
    assert not any(atom.startswith("defeated(") for atom in found.ever)


def test_the_verdict_depends_on_the_positions_taken() -> None:
    found = solve(dedere.ask("putin", "mng", on="2024-09-02"))
    assert found.verdict({}) == "contested"
    assert {it.id: found.verdict(it.positions) for it in found.engine.schools} == {
        "court": "obliged",
        "council": "not_obliged",
        "horizontal": "not_obliged",
    }
    assert found.certain < found.possible
    sought = {it.norm for it in found.held() if found.sought(it.norm)}
    assert sought == {"duty(mng,arrest,putin,icc)"}


def test_with_a_school_its_positions_are_fixed_and_nothing_is_left_of_the_court() -> None:
    query = dedere.ask("putin", "mng", on="2024-09-02", school="council")
    found = solve(query)
    assert query.school is not None
    assert found.fixed == dict(query.school.positions)
    assert not set(found.court_base) & set(found.fixed)
    assert found.verdict(found.fixed) == "not_obliged"


def test_an_answer_set_is_kept_and_has_what_was_asked_of_it() -> None:
    found = solve(dedere.ask("putin", "mng", on="2024-09-02"))
    atom = effective("duty(mng,arrest,putin,icc)", "RS-89-1", 20240902)
    assert found.world({}, lacking=atom).holds(atom) is False
    world = found.world_with(atom)
    assert world.holds(atom)
    assert found.world_with(atom) is world
    # What is taken on a question that the case does not raise makes no other answer set.
    assert found.world({"no such issue": "any"}) is found.world({})
