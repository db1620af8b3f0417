"""What was so on a day is told as it was then: what happened later changes nothing, what became known later is told."""

from __future__ import annotations

import re

import pytest

import dedere
from dedere.answers.builder import walk

STAYS = (
    ("netanyahu", "hun", "2026-05-01"),
    ("putin", "hun", "2025-10-30"),
    ("bashir", "mys", "2019-03-15"),
    ("bashir", "gmb", "2016-12-01"),
    ("bashir", "zaf", "2016-12-01"),
    ("putin", "arm", "2024-01-15"),
    ("putin", "ukr", "2024-12-01"),
    ("kony", "mne", "2006-10-23"),
    ("duterte", "phl", "2018-06-01"),
    ("kony", "bfa", "2026-08-01"),
)
"""A notice that was taken back later, an accession that was, one that took effect, a succession, a notice that runs."""


def _status(answer: dedere.Assessment) -> set[str]:
    """The standing of States under the Statute; that a notice was taken back later is told, and changes none of it."""
    return {f"{it.bearer} {it.act}" for it in answer.conclusions if it.kind == "status" and it.object == "rome"}


@pytest.mark.parametrize(("person", "host", "day"), STAYS)
def test_what_happened_later_changes_no_status(person: str, host: str, day: str) -> None:
    plain, then = dedere.assess(person, host, on=day), dedere.assess(person, host, on=day, known_on=day)
    assert (plain.verdict, plain.schools) == (then.verdict, then.schools)
    assert _status(plain) == _status(then)


def test_a_death_that_was_not_established_leaves_the_duty() -> None:
    """The Chamber issued the warrant because it could not determine whether he was alive."""
    then = dedere.assess("deif", "jor", on="2024-12-01", known_on="2024-12-01")
    assert then.verdict == "obliged"
    assert "died" not in then.to_text()
    assert any("the Israeli military said on 1 August 2024" in it for it in then.warnings)
    now = dedere.assess("deif", "jor", on="2024-12-01")
    assert now.verdict == "not_obliged"
    assert any("confirmed only on 30 January 2025" in it for it in now.warnings)
    assert not any("confirmed only" in it for it in dedere.assess("deif", "jor", on="2025-01-30").warnings)


@pytest.mark.parametrize(
    ("person", "host", "day", "ended"),
    [("otti", "cod", "2007-11-15", "2008-01-23"), ("jojic", "srb", "2016-12-01", "")],
)
def test_a_warrant_whose_end_was_not_known_stands(person: str, host: str, day: str, ended: str) -> None:
    """On which day a death or a later warrant ended it is not known, only that nobody could know of it before."""
    assert dedere.assess(person, host, on=day, known_on=day).verdict == "obliged"
    if ended:
        assert dedere.assess(person, host, on=ended, known_on=ended).verdict == "not_obliged"


@pytest.mark.parametrize(
    ("person", "died", "confirmed"),
    [
        ("otti", "2007-10-02", "2008-01-23"),
        ("odhiambo", "2013-10-27", "2015-09-10"),
        ("deif", "2024-07-13", "2025-01-30"),
    ],
)
def test_a_death_counts_from_when_it_was_known(person: str, died: str, confirmed: str) -> None:
    before = dedere.assess(person, "uga", on=died, known_on=died)
    after = dedere.assess(person, "uga", on=confirmed, known_on=confirmed)
    assert not any("died" in it.sentence for it in before.conclusions)
    assert any("died" in it.sentence for it in after.conclusions)


@pytest.mark.parametrize(
    ("person", "host", "day", "later"),
    [
        ("netanyahu", "hun", "2025-05-01", "29 May 2026"),
        ("netanyahu", "hun", "2024-12-01", "29 May 2026"),
        ("bashir", "zaf", "2015-06-14", "7 March 2017"),
        ("bashir", "gmb", "2012-06-14", "February 2017"),
    ],
)
def test_why_a_state_had_not_left_is_not_what_it_did_later(person: str, host: str, day: str, later: str) -> None:
    """Of a notice that could not yet have taken effect nothing is told as the reason that the State was a party."""
    answer = dedere.assess(person, host, on=day)
    steps = {it.sentence for proof in answer.why for it in walk([proof])}
    steps |= {it.sentence for miss in answer.why_not for it in walk([miss.missing])}
    assert [it for it in steps if later in it] == []


def test_a_proof_compares_days_and_no_other_numbers() -> None:
    for person, host, day in (("netanyahu", "hun", "2026-07-01"), ("putin", "mng", "2024-09-02")):
        shown = dedere.assess(person, host, on=day).to_text(explain="full")
        assert re.findall(r"\b\d+ is (?:not|more than|less than|at least|at most) \d+\b", shown) == []
