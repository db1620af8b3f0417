"""What an answer has by id and a reader by name."""

from __future__ import annotations

import samples
from dedere.engine import default_engine
from dedere.reporting.names import named


def test_the_host_and_the_schools_have_their_names_from_the_record_and_the_law() -> None:
    names = named(default_engine(), "MNG", "court")
    assert (names.host, names.only) == ("Mongolia", "court")
    assert [it.id for it in names.schools] == ["court", "council", "horizontal"]
    assert [it.id for it in names.schools if it.court] == ["court"]
    assert names.school("court") == "the Court"
    assert named(default_engine()).host == ""


def test_a_school_that_the_law_does_not_know_keeps_its_id() -> None:
    assert samples.NAMES.of_schools(["court", "unheard_of"]) == "the Court and unheard_of"


def test_in_whose_view() -> None:
    assert samples.NAMES.view(["court", "council"]) == "in the view of the Court and the Council"
    assert samples.NAMES.view([]) == "on some positions only"
