"""The memo on one question, on the real record."""

from __future__ import annotations

from datetime import date

import pytest

import dedere
import memos
from dedere.schema.dossier import Dossier, Said


def said(found: Dossier) -> list[Said]:
    points = (*found.for_, *found.against)
    every = [*found.beside, *found.findings, *found.facts, *found.heralds, *found.powers]
    every += [it.said for it in points] + [it.said for it in found.tasks] + [step for it in points for step in it.steps]
    return every


@pytest.mark.parametrize("name", memos.NAMES)
def test_no_sentence_stands_without_an_answer_or_a_fact_behind_it(name: str) -> None:
    found, known = memos.memo(name), memos.known(name)
    told = [it.sentence for it in said(found)]
    told += [it.sentence for turn in (*found.some, *found.turns) for choices in turn.choices for it in choices]
    told += [turn.sentence for turn in (*found.some, *found.turns)]
    told += [it.meaning for dispute in found.disputes for it in dispute.stands]
    told += [found.summary, *found.taken, *found.absent, *found.cautions]
    told += [why for phase in found.line.phases for why in phase.because]
    assert [it for it in told if memos.plain(it) not in known] == []


@pytest.mark.parametrize("name", memos.NAMES)
def test_behind_every_sentence_stands_a_rule_or_a_source(name: str) -> None:
    found = memos.memo(name)
    # What rests on memory says so, and no source stands behind it.
    behind = [it for it in said(found) if not (it.rule or it.sources or it.supposed)]
    assert [it.sentence for it in behind if it.confidence != "recall"] == []
    numbers = [it.number for it in found.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {it for each in said(found) for it in each.sources} == set(numbers)
    assert all(it.citation for it in found.sources)


def test_sources_are_numbered_in_the_order_in_which_they_are_first_named() -> None:
    found = memos.memo("putin mng")
    named = [it for each in (*found.findings, *found.facts) for it in each.sources]
    assert list(dict.fromkeys(named)) == list(range(1, len(found.sources) + 1))


def test_india_need_not() -> None:
    found = memos.memo("putin ind")
    assert found.title == "Must India arrest and surrender Vladimir Putin on 5 December 2025?"
    assert (found.verdict, found.for_, found.sides) == ("not_obliged", (), ())
    assert found.against[0].said.rule == "RS-125-1"
    assert found.tasks[0].said.sentence.startswith("India must not arrest")
    assert "Vladimir Putin is head of State of Russia from 7 May 2012" in [it.sentence for it in found.facts]
    assert any("issued a warrant of arrest against Vladimir Putin" in it.sentence for it in found.facts)
    assert {it.verdict for it in found.some} == {"contested"}
    assert found.turns[0].choices[0][0].latest_day == date(2025, 12, 5)


def test_mongolia_is_told_by_both_sides_and_by_days() -> None:
    found = memos.memo("putin mng")
    assert found.title.endswith("from 2 to 3 September 2024?")
    first = found.sides[0]
    assert (first.who, first.answer, first.court) == ("the Court", "must arrest", True)
    assert found.for_[0].said.view == "in the view of the Court"
    assert found.against[0].said.rule == "RS-98-1"
    assert "found on 24 October 2024 that Mongolia had not complied" in found.findings[0].sentence
    phases = {it.phase: it.said.sentence for it in reversed(found.tasks)}
    assert phases["before"].startswith("Mongolia must consult the Court")
    assert "must arrest Vladimir Putin" in phases["on"]
    assert "repair for the breach" in phases["after"]
    assert "the warrant has not been ended by 2 September 2024" in found.absent
    assert found.around.schools["court"].obliged == 125
    assert (found.around.places["IND"], found.around.places["MNG"]) == ("not_obliged", "obliged")
    assert found.around.places["western_sahara"] is None


@pytest.mark.long
def test_the_map_is_that_of_the_survey() -> None:
    found, asked = memos.memo("putin crimea"), dedere.survey("putin", on="2025-12-05")
    assert found.around.schools == asked.schools
    assert found.around.counts == asked.counts
    assert {it.state: it.schools["court"] for it in asked.states}.items() <= found.around.places.items()
    assert {it.area: it.schools.get("court") for it in asked.areas}.items() <= found.around.places.items()


def test_the_line_is_that_of_the_timeline() -> None:
    found, asked = memos.memo("putin mng"), dedere.timeline("putin", "mng")
    assert found.line == asked.bands[0]


@pytest.mark.long
def test_what_is_supposed_runs_through_all_of_it() -> None:
    found, plain = memos.memo("putin fra"), dedere.dossier("putin", "fra", on="2025-12-05")
    assert found.verdict == "obliged" != plain.verdict
    assert found.supposed[0].sentence.startswith("Russia")
    assert any(it.supposed for it in found.facts)
    assert found.line.phases[-1].first_day == date(2025, 11, 1)
    assert found.around.counts.obliged > plain.around.counts.obliged
    assert found.id != plain.id


@pytest.mark.long
def test_what_became_known_later_is_not_told_to_whoever_asks_before() -> None:
    found, later = memos.memo("bashir jor"), dedere.dossier("bashir", "jor", on="2017-03-29")
    assert found.findings == () != later.findings


@pytest.mark.long
def test_a_school_is_asked_alone() -> None:
    found = memos.memo("putin tjk")
    assert found.school == "horizontal"
    assert list(found.schools) == list(found.around.schools) == ["horizontal"]
    assert found.around.counts.obliged == 0


@pytest.mark.long
def test_of_somebody_whom_nobody_looks_for() -> None:
    found = memos.memo("putin kaz")
    assert (found.verdict, found.for_) == ("not_obliged", ())
    assert found.against
    assert not any("alleges" in it.sentence for it in found.facts)


@pytest.mark.long
def test_an_area_in_which_the_host_cannot_act() -> None:
    found = memos.memo("putin crimea")
    assert found.title == "Must Ukraine arrest Vladimir Putin in Crimea on 5 December 2025?"
    assert found.sides[0].answer == "is bound, cannot act"
    assert "Ukraine does not control Crimea from 27 February 2014" in [it.sentence for it in found.facts]
    assert found.line.places == ("crimea",)


@pytest.mark.long
def test_the_day_on_which_it_is_drawn_up_counts_for_what_is_to_come() -> None:
    coming, late = (dedere.dossier("putin", "ind", on="2027-12-05", today=it) for it in ("2026-11-29", "2027-12-04"))
    assert coming.id != late.id
    assert len(coming.turns[0].choices[0]) > len(late.turns[0].choices[0]) if late.turns else coming.turns


@pytest.mark.long
def test_it_is_read_back_from_json() -> None:
    for name in ("putin mng", "putin fra"):
        found = memos.memo(name)
        assert Dossier.model_validate_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("more", "message"),
    [({"on": None}, "no day is given"), ({"on": "2025-12-05", "today": "never"}, "`never` is not a date")],
)
def test_what_is_no_question(more: dict[str, str], message: str) -> None:
    with pytest.raises(dedere.UsageError, match=message):
        dedere.dossier("putin", "ind", **more)  # type: ignore[arg-type]
