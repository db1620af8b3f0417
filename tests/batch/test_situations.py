"""Looking up what days and stays come to, as a user does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.batch import keeping
from dedere.batch import situations as module
from dedere.batch.deriving import Derived, Deriver, Footing
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from small_law import SOUGHT, law


@pytest.fixture(name="of", scope="module")
def _of() -> dedere.Situations:
    return dedere.situations("putin")


def test_a_day_with_the_days_on_which_it_is_the_same(of: dedere.Situations) -> None:
    found = of.on("Mongolia", "2024-09-02")
    assert (found.verdict, found.rules) == ("contested", ("RS-89-1",))
    assert found.schools == {"court": "obliged", "council": "not_obliged", "horizontal": "not_obliged"}
    assert (found.first_day, found.last_day) == (date(2023, 3, 17), None)
    assert found == of.on("mng", date(2030, 1, 1)) == of.on(dedere.Place("mng"), 20300101)
    between = of.on("Crimea", "2024-01-01")
    assert (between.first_day, between.last_day) == (date(2023, 3, 17), date(2024, 12, 31))
    before = of.on("Mongolia", "1650-01-01")
    assert (before.verdict, before.first_day, before.last_day) == ("not_obliged", None, date(2023, 3, 16))


def test_a_stay_has_the_strongest_verdict_and_the_days_on_which_it_has_it(of: dedere.Situations) -> None:
    found = of.over("Armenia", "2024-01-30", "2024-02-20")
    assert (found.verdict, found.schools["court"]) == ("contested", "obliged")
    assert (found.first_day, found.last_day) == (date(2024, 2, 1), date(2024, 2, 20))
    calm = of.over("Armenia", "2024-01-30", "2024-01-31")
    assert (calm.verdict, calm.first_day, calm.last_day) == ("not_obliged", date(2024, 1, 30), date(2024, 1, 31))


def test_changes_follow_one_another_without_a_gap(of: dedere.Situations) -> None:
    found = of.changes("Crimea")
    assert [it.first_day for it in found] == [None, date(2023, 3, 17), date(2025, 1, 1)]
    assert [it.last_day for it in found] == [date(2023, 3, 16), date(2024, 12, 31), None]
    assert [it.rules for it in found] == [(), ("RS-12-3-ST",), ("RS-89-1",)]


def test_outcomes_are_the_same_by_the_day_from_which_on_they_are(of: dedere.Situations) -> None:
    found = of.outcomes(dedere.Place("ukr", "crimea"))
    assert [day for day, _ in found][1:] == [20230317, 20250101]
    assert [it.verdict for _, it in found] == [it.verdict for it in of.changes("Crimea")]
    assert of.outcomes(dedere.Place("nowhere")) == of.outcomes([]) == ()  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no place"):
        of.place([])  # type: ignore[arg-type]


def test_of_a_few_places_or_all(of: dedere.Situations, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {"engine": default_engine()}
    assert len(module.situations_in([], "putin", **few).places) == len(of.places)
    assert len(module.situations_in(["Mongolia"], "putin", **few).places) == len(of.places)  # They are all there.
    monkeypatch.setattr(module, "known", lambda *_: False)
    alone = module.situations_in(["Mongolia", "Crimea"], "President Putin", **few)
    assert alone.places == (dedere.Place("mng"), dedere.Place("ukr", "crimea"))
    assert alone.on("Mongolia", "2024-09-02") == of.on("Mongolia", "2024-09-02")
    with pytest.raises(UsageError, match="no state or area `Atlantis`"):
        module.situations_in(["Atlantis"], "putin", **few)


def test_every_state_and_area_is_there(of: dedere.Situations) -> None:
    assert len(of.places) > 250
    assert {dedere.Place("ind"), dedere.Place("ukr", "crimea")} <= {*of.places}
    assert not of.by_row


@pytest.mark.parametrize(
    ("host", "first", "last"),
    [
        ("Atlantis", "2024-01-01", "2024-01-01"),
        ("mng", "2024-02-30", "2024-03-01"),
        ("mng", "2024-02-02", "2024-02-01"),
    ],
)
def test_what_is_no_stay_is_refused(of: dedere.Situations, host: str, first: str, last: str) -> None:
    with pytest.raises(UsageError):
        of.over(host, first, last)


def test_who_is_no_person_and_what_is_no_manner() -> None:
    with pytest.raises(UsageError, match="no person `nobody`"):
        dedere.situations("nobody")
    with pytest.raises(UsageError, match="no manner"):
        dedere.situations("putin", "in spirit")
    with pytest.raises(UsageError, match="no place"):
        dedere.situations("putin").on(dedere.Place("atlantis"), "2024-01-01")


def test_they_are_derived_once_and_kept_between_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDERE_CACHE", str(tmp_path))
    asked: list[str] = []

    def derive(deriver: Deriver, person: str, manner: str, __: Any) -> Any:
        asked.append(f"{person} {manner}")
        return real(deriver, person, manner, some)

    corpus = dedere.load()
    some = [dedere.Place("mng")]
    real = Deriver.derive
    monkeypatch.setattr(Deriver, "derive", derive)
    for engine in (dedere.Engine(corpus), dedere.Engine(corpus)):  # They know nothing of one another.
        found = [dedere.situations("putin", engine=engine).on("mng", "2024-09-02") for _ in range(2)]
        assert {it.verdict for it in found} == {"contested"}
        assert dedere.situations("President Putin", engine=engine).person == "putin"
    assert asked == ["putin visit"]


def test_some_days_alone_are_of_the_persons_in_their_order(of: dedere.Situations) -> None:
    days = 20240101, 20241231
    (known, new) = module.turning(default_engine(), ["putin", "lubanga"], "visit", *days)
    (again,) = module.turning(default_engine(), ["putin"], "visit", *days)
    for it in (known, again):
        assert it.on("Mongolia", "2024-09-02") == of.on("Mongolia", "2024-09-02")
    assert (known.person, new.person) == ("putin", "lubanga")
    # One day on which something changes is enough: Armenia joined on 1 February 2024.
    assert dedere.Place("arm") in new.places
    assert len(new.places) < 200


def test_places_are_those_that_a_host_may_be_given_as() -> None:
    found = module.every_place(dedere.Engine(dedere.load()))
    assert len({*found}) == len(found)
    assert dedere.Place("ukr", "crimea") in found


@pytest.mark.parametrize("derived", [None, "", [], {"a": 1.0}])
def test_what_is_derived_by_nobody_is_refused(of: dedere.Situations, derived: Any) -> None:
    for deriver in (None, of._deriver):
        with pytest.raises(UsageError, match="the situations are") as refused:
            dedere.Situations(deriver, "putin", "visit", derived)  # type: ignore[arg-type]
        assert refused.value.hint


SMALL = law(record=SOUGHT)
BIRCHMARK = dedere.Place("bbb")
EDGES = [
    # From when on, and until when, what it comes to in Birchmark.
    (None, "2005-03-31", "not_obliged"),
    ("2005-04-01", "2005-12-31", "obliged"),
    ("2006-01-01", "2006-12-31", "contested"),
    ("2007-01-01", "2007-12-31", "obliged"),
    ("2008-01-01", None, "not_obliged"),
]


def _days(found: module.Situation) -> tuple[str | None, str | None, str]:
    first, last = (None if it is None else it.isoformat() for it in (found.first_day, found.last_day))
    return first, last, found.verdict


@pytest.fixture(name="ada", scope="module")
def _ada() -> dedere.Situations:
    return module.situations_of(SMALL, "ada", "visit")


@pytest.fixture(name="apart", scope="module")
def _apart(ada: dedere.Situations) -> dedere.Situations:
    """The same, as if stays in Birchmark had to be asked about by themselves."""
    looked_at = tuple(day for day, _ in ada.outcomes(BIRCHMARK))
    derived = {**ada._derived, BIRCHMARK: Derived((), (*looked_at, 20100101))}
    return dedere.Situations(ada._deriver, "ada", "visit", derived)


def test_a_situation_goes_from_the_day_of_one_change_to_the_day_before_the_next(ada: dedere.Situations) -> None:
    assert list(map(_days, ada.changes("Birchmark"))) == EDGES
    for edge in EDGES:
        for day in filter(None, edge[:2]):
            assert _days(ada.on("bbb", day)) == edge
    assert [it.rules for it in ada.changes("bbb")] == [(), ("DUTY",), ("DUTY",), ("DUTY",), ()]
    assert list(map(_days, ada.changes("aaa"))) == [(None, None, "not_obliged")]
    assert ada.by_row == frozenset()
    assert ada.places == (dedere.Place("aaa"), BIRCHMARK)


STAYS = [
    ("2005-04-01", "2005-12-31", ("2005-04-01", "2005-12-31", "obliged")),
    ("2005-04-01", "2006-01-01", ("2005-04-01", "2005-12-31", "obliged")),
    ("2005-03-31", "2007-06-01", ("2005-04-01", "2005-12-31", "obliged")),
    ("2004-01-01", "2005-03-31", ("2004-01-01", "2005-03-31", "not_obliged")),
    ("2006-01-01", "2006-12-31", ("2006-01-01", "2006-12-31", "contested")),
    ("2006-06-01", "2007-01-01", ("2007-01-01", "2007-01-01", "obliged")),
    ("2007-12-31", "2008-01-01", ("2007-12-31", "2007-12-31", "obliged")),
    ("2008-01-01", "2010-06-01", ("2008-01-01", "2010-06-01", "not_obliged")),
]


@pytest.mark.parametrize(("first", "last", "told"), STAYS)
def test_a_stay_has_the_first_days_on_end_of_its_strongest_verdict_however_it_is_asked_about(
    ada: dedere.Situations, apart: dedere.Situations, first: str, last: str, told: tuple[str, str, str]
) -> None:
    found = ada.over("bbb", first, last)
    assert _days(found) == told
    assert found == apart.over("bbb", first, last)
    assert found.rules == (() if told[2] == "not_obliged" else ("DUTY",))
    answer = dedere.assess("ada", "bbb", first=first, last=last, engine=SMALL)
    assert (found.verdict, dict(found.schools)) == (answer.verdict, answer.schools)


def test_where_a_stay_is_asked_about_by_itself_a_day_is_one_and_changes_are_found_day_by_day(
    ada: dedere.Situations, apart: dedere.Situations
) -> None:
    assert apart.by_row == {BIRCHMARK}
    assert apart.outcomes(BIRCHMARK) == ()
    assert _days(apart.on("bbb", "2006-06-01")) == ("2006-06-01", "2006-06-01", "contested")
    # On the last day that is looked at nothing changes.
    assert apart.changes("bbb") == ada.changes("bbb")
    unknown = dedere.Situations(ada._deriver, "ada", "visit", {BIRCHMARK: Derived(())})
    assert [_days(it) for it in unknown.changes("bbb")] == [(None, None, "not_obliged")]


def test_schools_have_each_their_own_strongest_verdict(ada: dedere.Situations) -> None:
    protected = ada.over("bbb", "2006-02-01", "2006-03-01")
    assert dict(protected.schools) == {"wide": "obliged", "narrow": "not_obliged"}
    after = ada.over("bbb", "2006-02-01", "2007-03-01")
    assert dict(after.schools) == {"wide": "obliged", "narrow": "obliged"}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (20050101, 20050331, {}),
        (20050101, 20050401, {"bbb": [20050101, 20050401]}),
        (20050401, 20050401, {}),
        (20050401, 20051231, {}),
        # Where an office is held something may change anywhere, and does where somebody is bound.
        (20050402, 20060101, {"aaa": [20050402], "bbb": [20050402, 20060101]}),
        (20060101, 20061231, {}),
    ],
)
def test_on_some_days_alone_places_are_those_in_which_something_can_change_after_the_first(
    first: int, last: int, days: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "load", lambda _: None)  # Where those of all days are there, they are taken.
    (found,) = module.turning(Engine(SMALL.corpus), ["ada"], "visit", first, last)
    assert {it.state: [day for day, _ in found.outcomes(it)] for it in found.places} == days


def test_what_is_supposed_by_few_is_worked_out_for_their_places_alone() -> None:
    footing = Footing.read(SMALL, ["joined(aaa,20050101)"])
    found = module.situations_at(SMALL, "ada", "visit", footing, [dedere.Place("aaa")])
    assert found.places == (dedere.Place("aaa"),)
    assert found.on("aaa", "2006-06-01").verdict == "obliged"
    assert module.situations_of(SMALL, "ada", "visit").on("aaa", "2006-06-01").verdict == "not_obliged"


@pytest.mark.parametrize("person", ["", None])
def test_that_nobody_is_named_is_said(person: Any) -> None:
    with pytest.raises(UsageError, match="no person is given"):
        dedere.situations(person, engine=SMALL)
    with pytest.raises(UsageError, match="no person is given"):
        module.situations_in(["bbb"], person, engine=SMALL)


def test_in_some_places_alone_they_are_those_of_all() -> None:
    engine = Engine(law(record=f"{SOUGHT}joined(aaa,20070101).\n").corpus)
    alone = module.situations_in(["Alderland"], "Ada Ash", engine=engine)
    assert (alone.person, alone.manner, alone.places) == ("ada", "visit", (dedere.Place("aaa"),))
    whole = dedere.situations("ada", engine=engine)
    assert alone.changes("aaa") == whole.changes("aaa")
    assert [_days(it) for it in whole.changes("aaa")] == [
        (None, "2006-12-31", "not_obliged"),
        ("2007-01-01", "2007-12-31", "obliged"),
        ("2008-01-01", None, "not_obliged"),
    ]
    # Where all are there, they are taken.
    assert module.situations_in(["aaa"], "ada", engine=engine).places == whole.places
    earlier = dedere.situations("ada", known_on="2006-06-01", engine=engine)
    assert [_days(it) for it in earlier.changes("aaa")] == [(None, None, "not_obliged")]
    assert [it.verdict for it in earlier.changes("bbb")] == ["not_obliged", "obliged", "contested"]
