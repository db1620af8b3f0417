"""What a memo may say: every sentence of the answers it is made of and of the record, and the joints between them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest

import dedere
from dedere import dates
from dedere.asking.query import Query
from dedere.engine import default_engine
from dedere.reporting import timeline
from dedere.reporting.cautions import cautions
from dedere.reporting.document import Document, Footer, Heading, Items, Lines, Paragraph, Table
from dedere.reporting.joints import ANSWERED, HEADINGS, JOINTS
from dedere.reporting.names import named
from dedere.reporting.survey import counted, views
from dedere.schema.answer import IN_WORDS, Verdict
from dedere.schema.dossier import Dossier
from dedere.views.evidence import Proved

ASKED: dict[str, dict[str, Any]] = {
    "putin ind": {"on": "2025-12-05"},
    "putin mng": {"first": "2024-09-02", "last": "2024-09-03"},
    "duterte phl": {"on": "2025-03-11"},
    "bashir zaf": {"on": "2015-06-13"},
    "putin crimea": {"on": "2025-12-05"},
    "putin arm": {"first": "2024-01-31", "last": "2024-02-02"},
    "bashir jor": {"on": "2017-03-29", "known_on": "2017-04-01"},
    "putin tjk": {"on": "2025-10-08", "school": "horizontal"},
    "putin fra": {"on": "2025-12-05", "suppose": "waiver(Russia, putin, icc, 2025-11-01, open)"},
    "putin kaz": {"on": "2023-03-01"},
}
"""Questions that were asked, and some that were not."""

NAMES = [it if it in ("putin ind", "putin mng") else pytest.param(it, marks=pytest.mark.long) for it in ASKED]
"""Their names; to make a memo takes seconds, so that two of them are looked at every time."""


@cache
def query(name: str) -> Query:
    person, host = name.split()
    return dedere.ask(person, host, **ASKED[name])


@cache
def memo(name: str) -> Dossier:
    return dedere.dossier(query(name), today="2026-11-29")


def strings(told: Any) -> Iterator[str]:
    """Every text in what JSON has."""
    if isinstance(told, str):
        yield told
    elif told is not None:
        for it in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
            yield from strings(it)


def plain(text: str) -> str:
    """A text without the letters and points that make it a sentence of its own."""
    return text.strip().rstrip(".:").lower()


@cache
def _recorded() -> frozenset[str]:
    engine = default_engine()
    said = engine.reasoner.phrases.atom
    return frozenset(plain(said(it.atom)) for it in engine.corpus.facts if not it.law)


def known(name: str) -> frozenset[str]:
    """Every sentence of the answers to a question, of the record, and of what is supposed for it."""
    asked = query(name)
    proved = Proved(asked)
    answers = dedere.assess(asked), dedere.flip(asked, today="2026-11-29"), *map(proved.why, proved.held)
    said = [plain(it) for answer in answers for it in strings(json.loads(answer.to_json()))]
    before = [
        plain(it)
        for phase in memo(name).line.phases
        if phase.first_day is not None
        for back in (0, 1)
        for day in [dates.as_date(dates.later(dates.number(phase.first_day), -back))]
        for it in strings(json.loads(dedere.assess(asked.on_day(dates.number(day))).to_json()))
    ]
    return frozenset([*said, *before, *(f"no longer: {it}" for it in before), *_recorded()])


def parts(text: str, among: Iterable[str]) -> list[tuple[str, ...]]:
    """What stands in the slots of each of some joints that a text may be; answers and verbs are those there are."""
    slots = {"answer": ANSWERED, "verbs": [f"{one}{two}" for one in _SOME for two in _LAST], "sentence": ()}
    found = []
    for it in among:
        pattern = re.escape(it.rstrip(".:"))
        for slot, able in slots.items():
            listed = "|".join(sorted(map(re.escape, able), key=len, reverse=True)) or ".*"
            pattern = pattern.replace(rf"\{{{slot}\}}", f"({listed})")
        pattern = re.sub(r"\\\{[a-z]+\\\}", "(.*?)", pattern)
        if match := re.fullmatch(pattern, text.rstrip(".:"), re.IGNORECASE | re.DOTALL):
            found.append(match.groups())
    return found


_SOME = ("must", "must not", "may", "must, must not", "must, may")
_LAST = ("", " and must not", " and may")


def words(found: Dossier) -> frozenset[str]:
    """Names, days, numbers and verdicts, as they stand in joints, and what other views say of days and counts."""
    called = named(default_engine(), found.question.host, found.school, found.question.suppose)
    its = [*IN_WORDS.values(), *ANSWERED, found.host, found.id, found.assessment, found.flip, found.dedere]
    its += [found.rules_fingerprint[:12], found.facts_fingerprint[:12], str(found.around.states)]
    its += [it.name for it in called.schools] + [called.view([it.id]) for it in called.schools]
    its += [dates.words(it) for it in (found.day, found.question.first_day, found.question.last_day)]
    its += [dates.stretch(found.question.first_day, found.question.last_day)]
    its += [dates.stretch(found.around.day, found.around.day), "", JOINTS["other_views"], JOINTS["other_days"]]
    its += [f", {it.said.view}" for it in found.for_]
    for phase in found.line.phases:
        schools: dict[str, Verdict] = {it: its for it, its in phase.schools.items() if found.school in (None, it)}
        its += [timeline.days(phase), views(schools, called)]
    its += ["; ".join(map(timeline.trip, found.line.journeys))]
    its += [counted(it) for it in found.around.schools.values()]
    its += [f"{label}: {said}" for label, said in cautions(found.taken, found.cautions, found.kept_until)]
    said = [*found.facts, *found.findings, *found.beside, *found.heralds, *found.powers]
    said += [*(it.said for it in found.tasks), *(it.said for it in (*found.for_, *found.against))]
    said += [step for it in (*found.for_, *found.against) for step in it.steps]
    its += [it.view for it in said] + ["; ".join(it.authority) for it in said]
    its += [dates.span(it.first_day, it.last_day) for it in said if it.first_day and it.last_day]
    stands = [it for dispute in found.disputes for it in dispute.stands]
    its += ["; ".join(it.authority) for it in stands] + ["; ".join(it.held_by) for it in stands]
    its += [it.answer for it in found.sides] + [it.who for it in found.sides] + list("abcdefghijklmnopqrstuvwxyz")
    its += [f"{one}{two}" for one in _SOME for two in _LAST]
    its += [it.sentence for it in (*found.supposed, *found.withdrawn)]
    return frozenset(map(plain, its))


def texts(document: Document) -> Iterator[str]:
    """Every text of a document but its title and its table of sources."""
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Items():
                for item in block.items:
                    yield item.text
                    yield from (it.text for it in item.notes)
            case Table():
                yield from (cell for row in block.rows for cell in row if cell)
                yield block.above
            case Lines(lines=lines) | Footer(lines=lines):
                yield from lines
            case _:
                pass


def stands(text: str, known_: frozenset[str], depth: int = 4) -> bool:
    """Whether a text is known, or put together by joints of what is."""
    if plain(text) in known_:
        return True
    joined = parts(text, (*JOINTS.values(), *HEADINGS.values())) if depth else []
    listed = text.split("; ") if "; " in text and depth else []
    return any(all(stands(it, known_, depth - 1) for it in slots) for slots in joined) or bool(
        listed and all(stands(it, known_, depth - 1) for it in listed)
    )
