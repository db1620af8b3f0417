"""How one sentence of a memo or of a plan is told: with its authority, its sources, its days and whose view it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases
from dedere.reporting.disagreement import ANSWERS
from dedere.reporting.document import Block, Heading, Item, Items, Note, Paragraph
from dedere.reporting.joints import VERBS, heading, joint
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedere.reporting.names import Names
    from dedere.schema.answer import Verdict
    from dedere.schema.dossier import Said, Task, Turn

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def item(it: Said) -> Item:
    """A sentence with its authority, or the numbers of its sources."""
    notes = (Note("; ".join(it.authority), "rests"),) if it.authority else ()
    return Item(phrases.sentence(qualified(it)), notes, sources=it.sources)


def rests(it: Said) -> str:
    """The same within one line."""
    said = qualified(it)
    return joint("rests", sentence=said, authority="; ".join(it.authority)) if it.authority else said


def qualified(it: Said) -> str:
    """A sentence with its days, in whose view it holds, and that its source was not seen."""
    said = it.sentence
    if it.first_day is not None and it.last_day is not None:
        said = joint("days", sentence=said, days=dates.span(it.first_day, it.last_day))
    if it.view:
        said = joint("view", sentence=said, view=it.view)
    if it.confidence == "recall":
        said = joint("memory", sentence=said)
    return said


def ordered(tasks: Iterable[Task]) -> list[Task]:
    """What must be done, then what must not and what may, each sentence once."""
    order = list(VERBS)
    each = {it.said.sentence: it for it in tasks}
    return sorted(each.values(), key=lambda it: order.index(it.kind))


def turning(
    some: Sequence[Turn],
    sets: Sequence[Turn],
    nothing: str | None,
    host: str,
    school: str | None,
    called: Names,
    verdict: Verdict,
    most: int | None = None,
) -> Iterator[Block]:
    """What would turn an answer: first what does so on some view, then what does in any case, or why nothing does.

    `verdict` is the answer as it is. Of each kind no more than `most` sets are told.
    """
    for its in (some, sets):
        if its:
            further = its[0].verdict == verdict
            yield Heading(heading("turn_further", host=host) if further else _to(its[0].verdict, host, school, called))
            shown = its if most is None else its[:most]
            left = len(its) - len(shown)
            yield Items(tuple(_turn(it, called) for it in shown), left, "--explain full", style="numbers")
    if nothing is not None and not sets:
        yield Heading(heading("nothing"))
        yield Paragraph(phrases.sentence(joint("nothing", reason=nothing)))


def _to(verdict: Verdict, host: str, school: str | None, called: Names) -> str:
    if school is not None:
        return heading("turn_in_view", host=host, verdict=IN_WORDS[verdict], school=called.school(school))
    return heading(f"turn_{verdict}", host=host)


def _turn(turn: Turn, called: Names) -> Item:
    lines: list[str] = []
    several = any(len(it) > 1 for it in turn.choices)
    for at, choices in enumerate(turn.choices):
        if len(choices) > 1:
            lines.append(joint("and_one_of") if at else joint("one_of"))
            lines += [
                joint("choice", letter=_LETTERS[nth % len(_LETTERS)], sentence=phrases.sentence(it.sentence))
                for nth, it in enumerate(choices)
            ]
        else:
            each = (joint("and", sentence=it.sentence) if at else phrases.sentence(it.sentence) for it in choices)
            lines += [f"{it.rstrip('.')}." for it in each]
    lines.append(phrases.sentence(joint("then_first" if several else "then", sentence=turn.sentence)))
    notes = [Note(it, "more") for it in lines[1:]]
    if len(set(turn.schools.values())) > 1:
        sides = (joint("side", who=called.school(it), answer=ANSWERS[turn.schools[it]]) for it in turn.schools)
        notes.append(Note(phrases.sentence("; ".join(sides)), "beside"))
    return Item(lines[0], tuple(notes))
