"""The days of long stays, each as it is asked about alone."""

from __future__ import annotations

from dedere.asking.query import Query, ask
from dedere.engine import default_engine
from dedere.program.known import Known
from dedere.solving.cases import Rewriter, dependent
from dedere.solving.days import Days

ENGINE = default_engine()
DECLARED, SLICER = ENGINE.leading


def _days(*asked: Query, alike: bool) -> Days:
    given = [it.given for it in asked]
    facts = SLICER.select([atom for it in given for atom in DECLARED.facts(it)], (), (), Known(ENGINE.corpus, None).of)
    record = [it for it in facts if it.partition("(")[0] not in DECLARED.planned]
    law = ENGINE.law(facts).splitlines()
    names = Rewriter(dependent(ENGINE.corpus, DECLARED))
    return Days(names, DECLARED, law, record, given, [("day", 2)], alike=alike)


def test_each_stay_has_its_days_and_the_rules_of_each() -> None:
    stays = [
        ask("putin", "Armenia", first="2024-01-30", last="2024-02-02"),
        ask("putin", "India", on="2025-12-05"),
        ask("bashir", "Jordan", on="2017-03-29"),
    ]
    for alike in (False, True):
        days = _days(*stays, alike=alike)
        assert [it[0] for it in days.looked_at] == [20240130, 20251205, 20170329]
        assert 20240201 in days.looked_at[0]
        possible, certain = days.possible({}), days.certain({})
        assert possible[0].days == {it for it in days.looked_at[0] if it >= 20240201}
        assert {rule for _, rule in possible[0].rules[20240201]} == {"RS-89-1"}
        assert (certain[0].days, possible[1].days) == (frozenset(), frozenset())
        court = ENGINE.court
        assert court is not None
        assert days.certain(court.positions)[0].days == possible[0].days
        assert certain[2].days == frozenset()
        assert days.certain(court.positions)[2].days == {20170329}
