"""The person of a question in every place."""

from __future__ import annotations

import dedere
import memos
from dedere.views.around import around


def test_every_place_has_the_answer_of_assess() -> None:
    found = around(memos.query("putin ind"))
    assert found.school == "court"
    assert found.states == 199
    for place in ("IND", "MNG", "FRA", "crimea", "greenland"):
        assert found.places[place] == dedere.assess("putin", place, on="2025-12-05").schools["court"]
    assert found.places["western_sahara"] is None


def test_of_one_school_its_own_answer_is_told() -> None:
    found = around(dedere.ask("putin", "ind", on="2025-12-05", school="council"))
    assert (found.school, list(found.schools)) == ("council", ["council"])
    assert set(found.places.values()) == {"not_obliged", None}
