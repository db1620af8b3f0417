"""What a run of cases tried, and in which shares."""

from __future__ import annotations

from dedere.schema.coverage import ClauseCoverage, ConditionCoverage, Coverage


def _coverage(fired: int, clauses: int, decisive: int, conditions: int) -> Coverage:
    clause = ClauseCoverage(
        rule="R-1",
        file="a.lp",
        line=1,
        clause="a :- b.",
        kind="derive",
        counted=True,
        fired=2,
        conditions=(ConditionCoverage(condition="b", decisive=None),),
    )
    return Coverage(
        cases=3,
        clauses=clauses,
        fired=fired,
        conditions=conditions,
        decisive=decisive,
        exceptions=0,
        defeating=0,
        never_defeating=(),
        each=(clause,),
        dedere="0",
        rules_fingerprint="f",
    )


def test_shares_are_hundredths_to_one_place() -> None:
    found = _coverage(1, 3, 2, 3)
    assert (found.share_fired, found.share_decisive) == (33.3, 66.7)


def test_of_nothing_everything_was_tried() -> None:
    found = _coverage(0, 0, 0, 0)
    assert (found.share_fired, found.share_decisive) == (100.0, 100.0)


def test_what_was_tried_comes_back_and_is_named() -> None:
    found = _coverage(1, 3, 2, 3)
    assert Coverage.model_validate_json(found.to_json()) == found
    assert found.to_json(None) == found.model_dump_json(by_alias=True)
    assert found.model_dump(by_alias=True)["schema"] == "dedere.coverage/1"
