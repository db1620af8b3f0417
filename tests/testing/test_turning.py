"""An issue on which nothing turns where it is raised is told."""

from __future__ import annotations

from dedere.testing import try_worlds
from small_law import law


def test_an_issue_that_turns_nothing_is_told() -> None:
    old = 'F <= D, D < T, adopt("ISS-OFFICE",yes).'
    found = try_worlds(law(old, "F <= D, D < T."), 12)
    assert [it.issue for it in found.idle] == ["ISS-OFFICE"]
    assert found.idle[0].worlds > 1
    assert "1 issue that turned nothing where raised" in found.to_text()


def test_an_issue_of_other_rules_than_those_tried_is_not_told() -> None:
    old = 'F <= D, D < T, adopt("ISS-OFFICE",yes).'
    assert try_worlds(law(old, "F <= D, D < T."), 4, rules=["DUTY"]).idle == ()
