"""What is told of the packs that installed packages bring: what is in each, and why one cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dedere.cases.files import read
from dedere.cases.gathering import files
from dedere.engine import default_engine
from dedere.errors import DedereError
from dedere.loading import load
from dedere.packs import Pack
from dedere.reporting.document import Block, Document, Fields, Heading
from dedere.reporting.record import counted


class Looked(NamedTuple):
    """A pack that was looked into: how much of each it brings, or why it cannot be used and what to do about it."""

    pack: Pack
    brings: dict[str, int]
    wrong: str | None = None
    hint: str | None = None


def look(packs: Iterable[Pack]) -> tuple[Looked, ...]:
    """What is in each pack that loads on top of what comes with Dedere; else why it does not."""
    return tuple(map(_look, packs))


def _look(pack: Pack) -> Looked:
    if pack.wrong is not None:
        return Looked(pack, {}, pack.wrong)
    try:
        corpus = load(packs=pack.name)
        rules = corpus.rules.keys() - default_engine().corpus.rules.keys()
        cases = [len(read(it).cases) for it in files([pack.cases])] if pack.cases else []
    except DedereError as error:
        return Looked(pack, {}, error.message, error.hint)
    return Looked(pack, {"rule": len(rules), "fact": len(corpus.laid_over), "case": sum(cases)})


def listed(found: Sequence[Looked]) -> Document:
    """The packs, each with what it brings."""
    blocks: list[Block] = []
    for it in found:
        blocks += [Heading(it.pack.name), Fields(tuple(_fields(it)))]
    begin = "" if found else " is installed; `dedere new-pack NAME` begins one"
    return Document(f"{counted(len(found), 'pack') if found else 'no pack'}{begin}", tuple(blocks), last=True)


def _fields(it: Looked) -> Iterator[tuple[str, str]]:
    if it.wrong is None:
        yield "brings", ", ".join(counted(number, what) for what, number in it.brings.items())
    else:
        yield "broken", it.wrong
    if it.hint:
        yield "hint", it.hint
    yield "package", f"{it.pack.distribution} {it.pack.version}"
    if it.pack.where:
        yield "in", str(it.pack.where)


def data(it: Looked) -> dict[str, Any]:
    """The same as values, for JSON."""
    return {
        "name": it.pack.name,
        "distribution": it.pack.distribution,
        "version": it.pack.version,
        "where": str(it.pack.where) if it.pack.where else None,
        "rules": it.brings.get("rule"),
        "facts": it.brings.get("fact"),
        "cases": it.brings.get("case"),
        "wrong": it.wrong,
        "hint": it.hint,
    }
