"""Where a person is to be: a State, or an area with a status of its own that is part of one.

How a host may be given is declared with the question (`host_given_as`), so nothing here knows what an area is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dedere.corpus.sentences import from_memory
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.program.question import Declared
from dedere.terms.values import Atom


class Place(NamedTuple):
    """The host State, the area within it that was named or None, and what is to be said of that area."""

    state: str
    area: str | None = None
    said: tuple[str, ...] = ()


def find(engine: Engine, question: Declared, given: str, supposed: Sequence[Atom] = ()) -> Place:
    """The place that a name means: a full name before a part of one, and a State before an area.

    Raises `UsageError` for a name that is not known or not clear, and for an area that is part of no State.
    """
    ways = {
        str(kind): str(by)
        for asked, kind, by in (it.atom.args for it in engine.corpus.by_predicate.get("host_given_as", ()))
        if asked == question.id
    }
    host = question.type_of(question.slot("host"))
    kind, id_ = engine.directory((host, *ways), supposed).locate(given)
    if kind == host:
        return Place(id_)
    recorded = (it.atom for them in engine.corpus.by_predicate.values() for it in them)
    facts = sorted({it for it in (*recorded, *supposed) if id_ in it.args}, key=str)
    sentence = engine.reasoner.phrases.calling(supposed).atom
    owners = [it for it in facts if it.name == ways[kind]]
    if len(owners) != 1:
        told = (
            "; ".join(sentence(it) for it in facts if _names(engine, host, it)) or f"suppose a fact of `{ways[kind]}`"
        )
        many = "several States" if owners else "no State"
        raise UsageError(f"`{given}` is part of {many} in the record", f"ask about a State itself: {told}")
    state = str(owners[0].args[1])
    whose, held = sentence(owners[0]), engine.corpus.by_atom.get(owners[0])
    if held is not None and held.confidence == "recall":
        whose = from_memory(whose)
    # Who claims or holds it on the day is for the rules to tell.
    return Place(state, id_, (whose,))


def _names(engine: Engine, type_: str, atom: Atom) -> bool:
    """Whether an atom is of a predicate that names something of this type."""
    return any(it.type == type_ for it in engine.corpus.vocabulary.predicates[atom.name].arguments)
