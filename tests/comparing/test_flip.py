"""What would turn a verdict: every set is small, turns it, and says by when."""

from __future__ import annotations

import re
from datetime import date

import pytest

import dedere
from dedere.comparing.flip import flip
from dedere.errors import UsageError
from dedere.schema.answer import STRENGTH, Assessment, Proof
from dedere.schema.difference import Flip, Flips


def facts(found: Flips) -> list[set[str]]:
    return [{change.fact for change in it.changes} for it in found.sets]


def with_fact(found: Flips, *wanted: str) -> Flip:
    return next(it for it in found.sets if {change.fact for change in it.changes} == set(wanted))


def answered(found: Flip, school: str | None = None) -> Assessment:
    question = found.question
    return dedere.assess(
        question.person,
        question.host,
        first=question.first_day,
        last=question.last_day,
        presence=question.presence,
        suppose=question.suppose,
        withdraw=question.withdraw,
        school=school,
    )


@pytest.fixture(scope="module")
def india() -> Flips:
    return flip("putin", "India", on="2025-12-05")


def test_india_needs_a_footing_and_russia_to_give_up_the_immunity(india: Flips) -> None:
    assert (india.from_verdict, india.to_verdict) == ("not_obliged", "obliged")
    assert {"deposited(ind,rome,20251001)", "waiver(rus,putin,icc,20251205,#sup)"} in facts(india)
    assert {"arrangement(ind,icc,20251205,#sup)", "deposited(rus,rome,20251001)"} in facts(india)
    assert all(len(it.changes) == 2 for it in india.sets)


def test_a_deposit_says_by_when_it_had_to_be_made(india: Flips) -> None:
    found = with_fact(india, "deposited(ind,rome,20251001)", "waiver(rus,putin,icc,20251205,#sup)")
    deposit = next(it for it in found.changes if it.fact.startswith("deposited"))
    assert deposit.latest_day == date(2025, 10, 1)
    assert deposit.sentence == (
        "India deposits its instrument of ratification or accession to the Rome Statute by 1 October 2025"
    )
    assert deposit.kind == "add"
    waiver = "waiver(rus,putin,icc,20251205,#sup)"
    on_time = dedere.assess("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20251001)", waiver])
    too_late = dedere.assess("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20251002)", waiver])
    assert (on_time.verdict, too_late.verdict) == ("obliged", "not_obliged")


def test_the_effect_is_explained(india: Flips) -> None:
    found = with_fact(india, "deposited(ind,rome,20251001)", "waiver(rus,putin,icc,20251205,#sup)")
    assert found.why.kind == "derived"
    assert found.why.rule == "RS-89-1"
    assert any("20251001" in (it.atom or "") for it in _walk(found.why))


def _walk(proof: Proof) -> list[Proof]:
    return [proof, *(it for child in proof.children for it in _walk(child))]


def test_one_school_asks_less() -> None:
    found = flip("putin", "India", on="2025-12-05", school="court")
    assert {"deposited(ind,rome,20251001)"} in facts(found)
    assert all(it.verdict == "obliged" for it in found.sets)
    assert all(answered(it, "court").verdict == "obliged" for it in found.sets)


@pytest.mark.parametrize(
    ("person", "host", "day", "to"),
    [
        ("putin", "ind", "2025-12-05", "obliged"),
        ("putin", "ind", "2025-12-05", "contested"),
        ("putin", "mng", "2024-09-02", "obliged"),
        ("putin", "mng", "2024-09-02", "not_obliged"),
        ("bashir", "jor", "2017-03-29", "obliged"),
    ],
)
def test_every_set_turns_the_verdict_and_no_part_of_it_does(person: str, host: str, day: str, to: str) -> None:
    found = flip(person, host, on=day, to=to)
    assert found.sets
    assert found.complete
    weights = [it.weight for it in found.sets]
    assert weights == sorted(weights)
    for it in found.sets:
        answer = answered(it)
        assert answer.verdict == to == it.verdict
        assert answer.schools == it.schools
        for left_out in it.changes if len(it.changes) > 1 else ():
            rest = [change for change in it.changes if change is not left_out]
            less = dedere.assess(
                person,
                host,
                on=day,
                suppose=[fact for change in rest for fact in change.suppose],
                withdraw=[fact for change in rest for fact in change.withdraw],
            )
            assert less.verdict != to


def test_sets_are_not_contained_in_one_another() -> None:
    found = [frozenset(it) for it in facts(flip("putin", "mng", on="2024-09-02", to="not_obliged"))]
    assert not any(one < other for one in found for other in found)


def test_the_nearest_other_day_is_told() -> None:
    found = flip("putin", "mng", on="2024-09-02", to="not_obliged")
    moved = [it for it in found.sets if it.changes[0].fact.startswith("visit(")]
    assert [it.question.first_day for it in moved] == [date(2023, 3, 16)]
    assert moved[0].changes[0].sentence == "Vladimir Putin comes to Mongolia earlier, on 16 March 2023"
    remote = next(it for it in found.sets if it.question.presence == "remote")
    assert remote.why.kind == "missing"


def test_a_notice_alone_does_not_end_the_duty_for_what_had_begun() -> None:
    found = flip("putin", "mng", on="2024-09-02", to="not_obliged")
    assert {"withdrawal_notified(mng,rome,20230902)"} not in facts(found)


def test_a_stay_may_be_shortened() -> None:
    found = flip(
        "putin",
        "ind",
        first="2025-10-20",
        last="2025-12-05",
        suppose=["deposited(ind,rome,20250901)"],
        to="not_obliged",
    )
    shorter = next(it for it in found.sets if it.question.last_day == date(2025, 10, 31))
    assert shorter.changes[0].sentence == "Vladimir Putin leaves India before 1 November 2025"


@pytest.mark.parametrize(
    ("person", "host", "day", "to"),
    [("netanyahu", "hun", "2025-04-03", "obliged"), ("karadzic", "srb", "2008-07-21", "contested")],
)
def test_few_sets_are_tried(person: str, host: str, day: str, to: str) -> None:
    found = flip(person, host, on=day, to=to)
    assert found.complete
    assert found.tried < 100


def test_it_is_so_already() -> None:
    found = flip("putin", "ind", on="2025-12-05", to="not_obliged")
    assert found.sets == ()
    assert found.reason == "the verdict is not obliged already"


def test_there_is_none() -> None:
    found = flip("putin", "ind", on="2001-01-01", to="obliged")
    assert found.sets == ()
    assert found.reason is not None
    said = r"none of the \d+ changes that the rules name, alone or with others, makes the verdict obliged; sets .*"
    assert re.fullmatch(said, found.reason)


@pytest.mark.parametrize("to", ["maybe", ""])
def test_what_is_no_verdict(to: str) -> None:
    with pytest.raises(UsageError, match="is no verdict"):
        flip("putin", "ind", on="2025-12-05", to=to)


def test_json(india: Flips) -> None:
    assert '"schema":"dedere.flip/1"' in india.to_json(None)


def test_what_turns_it_on_some_view_alone_leads_and_does(india: Flips) -> None:
    assert {"deposited(ind,rome,20251001)"} in [{change.fact for change in it.changes} for it in india.nearer]
    for it in india.nearer:
        assert len(it.changes) == 1
        made = answered(it)
        assert (made.verdict, made.schools) == ("contested", it.schools)


def test_where_it_is_contested_what_changes_the_answer_of_a_school_leads() -> None:
    found = flip("netanyahu", "fra", on="2026-12-03", today="2026-11-01")
    now = dedere.assess("netanyahu", "fra", on="2026-12-03").schools
    assert found.from_verdict == "contested"
    assert [[change.sentence for change in it.changes] for it in found.nearer] == [
        ["Benjamin Netanyahu leaves the office of head of government of Israel by 3 December 2026"],
        [
            (
                "the Security Council decides by 3 December 2026 that Israel shall cooperate fully with the Court in "
                "the situation in the State of Palestine"
            )
        ],
    ]
    for it in found.nearer:
        assert it.verdict == "contested"
        assert it.schools != now
        assert all(STRENGTH[it.schools[id_]] >= STRENGTH[was] for id_, was in now.items())
        made = answered(it)
        assert (made.verdict, made.schools) == ("contested", it.schools)
    assert "but the answer of some school changes, with any one of these:" in found.to_text()
    # Of one school alone there is nothing between.
    assert not flip("netanyahu", "fra", on="2026-12-03", today="2026-11-01", school="court", to="not_obliged").nearer


def test_nothing_lies_before_the_day_of_asking_while_the_stay_is_not_over() -> None:
    soon = flip("netanyahu", "fra", today="2026-11-29", on="2026-12-03")
    early = flip("netanyahu", "fra", today="2026-09-01", on="2026-12-03")
    over = flip("netanyahu", "fra", today="2026-12-04", on="2026-12-03")
    assert {"deposited(isr,rome,20261001)"} in facts(early)
    assert {"deposited(isr,rome,20261001)"} in facts(over)
    assert soon.sets
    for it in soon.sets:
        assert all(change.latest_day is None or change.latest_day >= date(2026, 11, 29) for change in it.changes)
        assert it.question.first_day >= date(2026, 11, 29)
    with pytest.raises(UsageError, match="is not a date"):
        flip("netanyahu", "fra", today="soon", on="2026-12-03")
