"""What is told of kept answers that were asked again: how many are as they were, and what has changed in the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases
from dedere.reporting.document import Block, Document, Heading, Item, Items, Note
from dedere.reporting.names import named
from dedere.reporting.record import counted
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Question
    from dedere.schema.recheck import Ground, Recheck, Rechecked

_HEADINGS = {
    "verdict": "Another verdict",
    "days": "The same verdict, on other days",
    "words": "The same verdict on the same days, and something told otherwise",
    "unanswered": "Could not be asked again",
    "same": "As they were",
}
"""In this order; what is as it was is told in full alone."""

_COUNTED = {
    "verdict": "with another verdict",
    "days": "with the same verdict on other days",
    "words": "told otherwise",
    "unanswered": "not to be asked again",
    "same": "unchanged",
}

_GROUNDS = {
    "gone": "no longer there",
    "left": "rests no more on",
    "new": "rests now on",
    "changed": "has another source or authority now",
}

_ADDRESS = re.compile(r" <[^<>]*>$")

MOST_GROUNDS = 12
"""Facts and rules that are told of one answer, unless all is told."""


def document(found: Rechecked, engine: Engine, explain: str, only: str | None = None) -> Document:
    """Those that have changed first, each with the facts and rules by which."""
    of = {outcome: [it for it in found.answers if it.outcome == outcome] for outcome in _HEADINGS}
    said = [f"{len(of[outcome])} {words}" for outcome, words in _COUNTED.items() if of[outcome]]
    title = f"{counted(len(found.answers), 'kept answer')} asked again{': ' if said else ''}{phrases.listed(said)}."
    blocks: list[Block] = []
    for outcome, heading in _HEADINGS.items():
        if of[outcome] and (outcome != "same" or explain == "full"):
            blocks += [Heading(heading), Items(tuple(_item(it, engine, explain) for it in of[outcome]))]
    return Document(title, tuple(blocks), last=True)


def _item(it: Recheck, engine: Engine, explain: str) -> Item:
    which = f"answer {it.number}" if it.id is None else f"answer {it.number}, {it.id}"
    notes = [] if explain == "none" else list(_notes(it, engine, explain))
    return Item(f"{_asked(it.question, engine)} ({which}): {_became(it, engine)}", tuple(notes))


def _asked(question: Question | None, engine: Engine) -> str:
    if question is None:
        return "What was kept"
    name = engine.reasoner.phrases.name
    first, last = (dates.number(it) for it in (question.first_day, question.last_day))
    days = f"on {dates.words(first)}" if first == last else f"from {dates.words(first)} to {dates.words(last)}"
    manner = "" if question.presence == "visit" else f" ({name(question.presence)})"
    return f"{name(question.person)} in {name(question.area or question.host.lower())} {days}{manner}"


def _became(it: Recheck, engine: Engine) -> str:
    if it.reason is not None:
        return it.reason
    was, now = (IN_WORDS[of] if of else "" for of in (it.verdict_before, it.verdict_after))
    parts = [f"{now}, and was {was}" if was != now else f"{now} as before"]
    names = named(engine)
    for school, before in it.schools_before.items():
        after = it.schools_after.get(school)
        if after is not None and after != before:
            parts.append(f"{names.view([school])} {IN_WORDS[after]}, and was {IN_WORDS[before]}")
    return "; ".join(parts)


def _notes(it: Recheck, engine: Engine, explain: str) -> Iterator[Note]:
    shown = it.grounds if explain == "full" else [it for it in it.grounds if not it.folded][:MOST_GROUNDS]
    for ground in shown:
        yield Note(_said(ground), "more")
    if len(it.grounds) > len(shown):
        more = counted(len(it.grounds) - len(shown), "more step" if shown else "technical step")
        yield Note(f"{'and ' if shown else ''}{more}, told by --explain full", "beside")
    if it.outcome in ("words", "days") and not it.grounds:
        yield Note(f"what differs: {phrases.listed(_called(part) for part in it.parts)}", "beside")


def _said(ground: Ground) -> str:
    # The address of a source stands with the fact: `dedere facts show`.
    by = f" [{'; '.join(_ADDRESS.sub('', it) for it in ground.by)}]" if ground.by else ""
    which = f"rule {ground.id}, " if ground.kind == "rule" else ""
    return f"{_GROUNDS[ground.change]}: {which}{ground.sentence}{by}"


def _called(part: str) -> str:
    return part.replace("_", " ")
