"""Who is asked about: an id, a name or an alias, or a title borne on the day with one of these behind it.

By which facts somebody bears a title is declared (`addressed_by`), so nothing here knows what an office is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from dedere import dates
from dedere.corpus.names import Directory
from dedere.corpus.spelling import heard
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.terms.values import Atom, text

Borne: TypeAlias = tuple[str, str, Atom]
"""Whoever bears a title, the title as it is spelt alike everywhere, and the fact that says how long."""


def find(engine: Engine, type_: str, given: str, day: int, supposed: Sequence[Atom] = ()) -> str:
    """The id of whom a name means on a day, `President Putin` among others.

    Raises `UsageError` for a name that is not known or not clear, and for a title that is not borne on the day.
    """
    directory = engine.directory(type_, supposed)
    try:
        return directory.find(given)
    except UsageError:
        found = addressed(directory, given, day, titles(engine, type_, supposed))
        if found is None:
            raise
        return found


def titles(engine: Engine, type_: str, supposed: Sequence[Atom] = ()) -> list[Borne]:
    """The titles by which those of a type may be addressed, on whatever days they are borne."""
    ways = (it.atom.args for it in engine.corpus.by_predicate.get("addressed_by", ()))
    return [it for of, *by in ways if of == type_ for it in _borne(engine, str(by[0]), str(by[1]), supposed)]


def namesakes(engine: Engine, type_: str, id_: str, supposed: Sequence[Atom] = ()) -> tuple[str, ...]:
    """What is to be said of others who bear the same name: an answer about one of them is none about the other."""
    directory = engine.directory(type_, supposed)
    others = directory.alike(id_)
    if not others:
        return ()
    say = f"another {type_} of the record bears the same name, and this answer is not about that one"
    if len(others) > 1:
        say = f"others of the record bear the name of this {type_}, and this answer is about none of them"
    return (f"{say}: {directory.apart(others)}",)


def _borne(engine: Engine, title: str, office: str, supposed: Sequence[Atom]) -> Iterator[Borne]:
    atoms = [it.atom for name in (title, office) for it in engine.corpus.by_predicate.get(name, ())]
    atoms += [it for it in supposed if it.name in (title, office)]
    for named in (it for it in atoms if it.name == title):
        for held in (it for it in atoms if it.name == office and it.args[:-1] == named.args[:-1]):
            # What stands in brackets explains a title, and one person may bear several.
            for part in re.split(r"[,;/(]", text(named.args[-1])):
                # A minister of something is a minister: the beginning of a title is borne with it.
                words = part.split()
                for at in range(1, len(words) + 1):
                    yield str(named.args[0]), heard(" ".join(words[:at])), held


def addressed(directory: Directory, given: str, day: int, borne: Sequence[Borne]) -> str | None:
    """The one who bears the title at the beginning and the name behind it; None where neither is there.

    Raises `UsageError` where several are meant, or nobody on that day.
    """
    words = given.split()
    for at in range(1, len(words)):
        title, name = heard(" ".join(words[:at])), " ".join(words[at:])
        spells = [(id_, held) for id_, it, held in borne if it == title]
        called = {id_ for _, ids in directory.named(name) for id_ in ids}
        if not spells or not called:
            continue
        now = {id_ for id_, held in spells if id_ in called and _lasts(held, day)}
        if len(now) == 1:
            return now.pop()
        listed = "; ".join(f"{directory.shown(it)} ({it})" for it in sorted(now or called))
        message = f"nobody of that name is recorded as `{' '.join(words[:at])}` on {dates.iso(day)}"
        raise UsageError(f"`{given}` may be more than one" if now else message, f"did you mean {listed}?")
    return None


def _lasts(held: Atom, day: int) -> bool:
    first, after = held.args[-2:]
    return not (isinstance(first, int) and day < first) and not (isinstance(after, int) and after <= day)
