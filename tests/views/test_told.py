"""What the record tells of journeys, by the forms that the rules declare."""

from __future__ import annotations

from dedere.engine import default_engine
from dedere.views.told import Recorded, Span, covered

RECORDED = Recorded(default_engine())


def _span(first: int, last: int, complete: bool = True) -> Span:
    fact = RECORDED.spans("putin")[0].fact
    return Span("p", first, last, complete, "", fact)


def test_every_journey_of_the_record_is_a_row() -> None:
    rows = RECORDED.rows()
    facts = default_engine().corpus.by_predicate["journey"]
    assert len(rows) == len(facts) == len({it.id for it in rows})
    assert [it.first for it in rows] == sorted(it.first for it in rows)
    assert sum(it.made for it in rows) == sum("took_place" in it.atom.args for it in facts)


def test_places_and_manners_go_with_their_journey() -> None:
    rows = {it.id: it for it in RECORDED.rows()}
    assert rows["put_003"].areas == ("crimea", "mariupol")
    assert rows["net_007"].manner == "overflight"
    assert rows["put_020"].manner is None


def test_the_first_of_several_warrants_counts() -> None:
    assert RECORDED.wanted_since()["putin"] == 20230317
    assert RECORDED.wanted_since()["bashir"] == 20090304
    assert "lavrov" not in RECORDED.wanted_since()


def test_a_gap_of_one_day_is_seen() -> None:
    assert covered([_span(20220101, 20221231), _span(20230101, 20230331)], 20220101, 20230316)
    assert not covered([_span(20220101, 20221230), _span(20230101, 20230331)], 20220101, 20230316)
    assert not covered([_span(20220102, 20230331)], 20220101, 20230316)
    assert not covered([_span(20220101, 20230331, complete=False)], 20220101, 20230316)
    assert not covered([], 20220101, 20220101)


def test_findings_are_those_about_the_days_of_the_journey() -> None:
    rows = {it.id: it for it in RECORDED.rows()}
    assert len(RECORDED.found_of(rows["put_020"])) == 1
    later = rows["put_020"]._replace(first=20240905, last=20240906)
    assert RECORDED.found_of(later) == []
    assert RECORDED.found_of(rows["put_020"]._replace(made=False)) == []
