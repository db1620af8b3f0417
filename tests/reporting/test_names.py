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


def test_a_school_is_named_only_where_it_has_a_view() -> None:
    names = named(default_engine(), "SLE")
    special = names.within({"special_court"})
    assert special.school("court") == "the Appeals Chamber of the Special Court (31 May 2004)"
    assert [it.id for it in special.schools] == ["court", "horizontal"]
    assert special.view(["council"]) == "on some positions only"
    assert names.within({"european_arrest_warrant"}).schools == ()
    assert names.within(()).schools == names.schools
    assert [it.id for it in names._replace(only="council").within({"rome_statute"}).schools] == ["council"]
