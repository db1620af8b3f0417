"""What is told of the kinds of facts: which there are, and of each what its arguments are and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dedere.reporting.document import Block, Document, Fields, Heading, Table
from dedere.reporting.record import counted

if TYPE_CHECKING:
    from dedere.corpus.sentences import Phrasebook
    from dedere.exchange.kinds import Kind


def listed(found: Sequence[Kind]) -> Document:
    """The kinds of facts, each with what a fact of it says."""
    rows = tuple(sorted((it.predicate.group or "", it.predicate.name, it.predicate.says or "") for it in found))
    title = f"{counted(len(found), 'predicate')}; `dedere facts kinds PREDICATE` tells how one is written"
    return Document(title, (Table(("kind", "predicate", "says"), rows),), last=True)


def whole(found: Sequence[Kind], phrases: Phrasebook, own: str = "") -> Document:
    """Some kinds of facts with all that is to be known to write one; `own` names the rules and facts read beside."""
    first, *others = found
    blocks: list[Block] = [Fields(tuple(_fields(first, phrases, own)))]
    for it in others:
        blocks += [Heading(it.predicate.name), Fields(tuple(_fields(it, phrases, own)))]
    return Document(first.predicate.name, tuple(blocks))


def _fields(kind: Kind, phrases: Phrasebook, own: str) -> Iterator[tuple[str, str]]:
    predicate = kind.predicate
    yield "form", predicate.form
    yield "kind", predicate.group or "none"
    yield "says", predicate.says or "nothing"
    label = "arguments"
    for name, meant in kind.arguments:
        yield label, f"{name}: {meant}"
        label = ""
    if kind.example is not None:
        yield "example", f"{kind.example.atom}."
        yield "", phrases.atom(kind.example.atom)
    label = "beside it"
    for other in kind.beside:
        yield label, f"{other.form}: {other.says}"
        label = ""
    yield "template", f"dedere facts new {predicate.name}{own}"


def data(kind: Kind) -> dict[str, Any]:
    """The same as values, for JSON."""
    return {
        "predicate": kind.predicate.name,
        "kind": kind.predicate.group,
        "form": kind.predicate.form,
        "says": kind.predicate.says,
        "arguments": [{"name": name, "meaning": meant} for name, meant in kind.arguments],
        "example": str(kind.example.atom) if kind.example else None,
        "beside": [it.name for it in kind.beside],
    }
