"""What is told of an inquiry: what answers the question first, what else follows, what to take care of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import supposed
from dedere.reporting.cautions import cautions
from dedere.reporting.document import (
    Block,
    Document,
    Footer,
    Heading,
    Items,
    Paragraph,
    Remarks,
    Tree,
    gathered,
    of_reason,
)
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Conclusion, Proof
    from dedere.schema.inquiry import Inquiry

MOST_OTHERS = 6
"""How many conclusions beside the answer a short answer has."""

NOTHING = "The record has no such duty."


def document(answer: Inquiry, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What is told of an inquiry. Names stand in its sentences already."""
    asked = answer.question
    first, *others = [*_answers(answer)] or [Reason(NOTHING)]
    blocks: list[Block] = [Paragraph(f"[{first.rests_on}]", soft=True)] if first.rests_on else []
    if explain != "none":
        blocks += _sections(answer, others, full=explain != "short")
    told = cautions(answer.assumptions, answer.warnings, answer.known_until)
    blocks += [Remarks(told)] if told else []
    grower = Grower()
    if explain == "full" and answer.why:
        blocks += [Heading("The proof, down to the record"), Tree(grower.grow(answer.why)), *gathered(grower)]
    blocks.append(Footer(tuple(_footer(answer, engine))))
    days = dates.span(asked.first_day, asked.last_day)
    return Document(first.sentence, tuple(blocks), asked=f"{asked.sentence} ({days})")


def _answers(answer: Inquiry) -> Iterator[Reason]:
    """The sentences of the answer, each with what it adds up and what it rests on."""
    proofs = iter(answer.why)
    seen: set[tuple[str, ...]] = set()
    for sentence, it in zip(answer.summary, answer.answers, strict=True):
        counted = ""
        if _norm(it) not in seen:
            seen.add(_norm(it))
            counted = "; ".join(step.sentence for step in _counted(next(proofs)) if len(step.children) > 1)
        yield Reason(f"{sentence.rstrip('.')} ({counted})." if counted else sentence, it.authority)


def _norm(it: Conclusion) -> tuple[str, ...]:
    return it.kind, it.bearer, it.act, it.object, it.toward, it.rule


def _counted(proof: Proof) -> Iterator[Proof]:
    """What the founding rule counts or adds up itself, not what the steps below it do."""
    for step in proof.children:
        if step.kind == "counted":
            yield step
        elif step.folded or not proof.authority:
            yield from _counted(step)


def _sections(answer: Inquiry, told: list[Reason], *, full: bool) -> Iterator[Block]:
    also = [Reason(it.sentence + _when(answer, it), it.authority) for it in answer.conclusions]
    shown = also if full else also[:MOST_OTHERS]
    for title, reasons, more in (
        ("In detail", told, 0),
        ("What gives way", [*map(_given_way, answer.defeated)], 0),
        ("What else follows", shown, len(also) - len(shown)),
    ):
        if reasons:
            yield Heading(title)
            yield Items(tuple(map(of_reason, reasons)), more, "--explain full")


def _given_way(proof: Proof) -> Reason:
    exception = proof.children[0]
    return Reason(f"otherwise {proof.sentence}; but {exception.sentence}", "; ".join(exception.authority))


def _when(answer: Inquiry, it: Conclusion) -> str:
    asked = answer.question
    if (it.first_day, it.last_day) == (asked.first_day, asked.last_day):
        return ""
    return f" ({dates.span(it.first_day, it.last_day)})"


def _footer(answer: Inquiry, engine: Engine) -> Iterator[str]:
    asked, made = answer.question, answer.provenance
    yield from supposed.lines(engine, asked.suppose, asked.withdraw)
    if asked.known_on:
        yield f"Answered with what was known on {dates.words(asked.known_on)}."
    yield f"Answer {made.id}; dedere {made.dedere}, rules {made.rules[:12]}, facts {made.facts[:12]}."
