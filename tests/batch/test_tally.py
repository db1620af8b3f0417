"""How many rows came to what, in words."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dedere.asking.places import Place
from dedere.batch.answering import Answered
from dedere.batch.tally import Tally
from dedere.errors import UsageError
from dedere.schema.answer import Verdict


def _answered(verdict: Verdict, host: str = "mng", year: int = 2024, *, by_row: bool = False) -> Answered:
    day = date(year, 1, 1)
    return Answered(verdict, (verdict, "contested"), None, None, day, day, by_row, "putin", Place(host), "visit")


def _tally(by: str | None = None) -> Tally:
    tally = Tally(by, ("court", "council"))
    for it in (_answered("contested"), _answered("not_obliged", "ind", 2025), _answered("not_obliged", by_row=True)):
        tally.count(it)
    tally.refuse(7)
    return tally


def test_in_all() -> None:
    said = "4 journeys: 1 to a State whose duty is contested, 2 to States without a duty, 1 not answered (row 7)"
    assert _tally().words() == [said, "1 of them was asked about by itself: a rule there speaks of the whole stay"]
    assert Tally().words() == ["no journeys"]
    one = Tally()
    one.count(_answered("obliged"))
    assert one.words() == ["1 journey: 1 to a State with a duty"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("host", ["Mongolia: 1 to a State whose duty is contested, 1 to a State without a duty"]),
        ("year", ["2024: 1 to a State whose duty is contested, 1", "2025: 1 to a State without a duty"]),
        ("person", ["putin: 1 to a State whose duty is contested, 2 to States"]),
        ("school", ["council: 3 to States whose duty is contested", "court: 1 to a State whose duty is contested, 2"]),
    ],
)
def test_apart(by: str, said: list[str]) -> None:
    words = [it.strip() for it in _tally(by).words({"mng": "Mongolia"})]
    assert all(any(it.startswith(one) for it in words) for one in said), words


def test_by_what_it_cannot_be() -> None:
    with pytest.raises(UsageError, match="not counted by `colour`"):
        Tally("colour")


def test_what_is_kept_is_found_and_added_up() -> None:
    tally = _tally("host")
    found = tally.found(json.loads(json.dumps(tally.kept())))
    assert found.words() == tally.words()
    found.add(_tally("host"))
    assert found.apart["mng"] == {"contested": 2, "not_obliged": 2}
    assert found.apart["ind"] == {"not_obliged": 2}
    for _ in range(12):
        found.refuse(9)
    assert found.rows == 20
    assert found.words()[0].endswith("14 not answered (rows 7, 7, 9, 9, 9, 9, 9, 9, 9, 9, ...)")
