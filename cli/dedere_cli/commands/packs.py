"""`dedere rules packs`: the packs that installed packages bring, and what is in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from dedere.packs import Pack
    from dedere.reporting.page import Page


class _Looked(NamedTuple):
    """A pack that was looked into: how much of each it brings, or why it cannot be used and what to do about it."""

    pack: Pack
    brings: dict[str, int]
    wrong: str | None = None
    hint: str | None = None


@click.command("packs", short_help="The packs that installed packages bring.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def packs(as_json: bool) -> None:
    """List the packs that installed packages bring: what is in each, and why one cannot be used.

    A pack is read only where `--pack NAME` names it. `dedere new-pack` begins one.
    """
    from dedere.packs import installed
    from dedere.reporting import page as terminal
    from dedere_cli import record

    found = [_look(it) for it in installed()]
    if as_json:
        record.as_json("dedere.packs/1", "packs", [_data(it) for it in found])
        return
    page = terminal.output()
    lines = [line for it in found for line in _told(it, page)]
    begin = "" if found else " is installed; `dedere new-pack NAME` begins one"
    lines += page.wrap(f"{record.counted(len(found), 'pack') if found else 'no pack'}{begin}", styles=("bold",))
    terminal.write("\n".join(lines))


def _look(pack: Pack) -> _Looked:
    """What is in a pack that loads on top of what comes with Dedere; else why it does not."""
    from dedere.cases.files import files, read
    from dedere.engine import default_engine
    from dedere.errors import DedereError
    from dedere.loading import load

    if pack.wrong is not None:
        return _Looked(pack, {}, pack.wrong)
    try:
        corpus = load(packs=pack.name)
        rules = corpus.rules.keys() - default_engine().corpus.rules.keys()
        cases = [len(read(it).cases) for it in files([pack.cases])] if pack.cases else []
    except DedereError as error:
        return _Looked(pack, {}, error.message, error.hint)
    return _Looked(pack, {"rule": len(rules), "fact": len(corpus.laid_over), "case": sum(cases)})


def _told(it: _Looked, page: Page) -> Iterator[str]:
    from dedere_cli.record import counted, field

    yield from page.wrap(it.pack.name, styles=("bold",))
    if it.wrong is None:
        yield from field("brings", ", ".join(counted(number, what) for what, number in it.brings.items()), page)
    else:
        yield from field("broken", it.wrong, page)
    if it.hint:
        yield from field("hint", it.hint, page)
    yield from field("package", f"{it.pack.distribution} {it.pack.version}", page)
    if it.pack.where:
        yield from field("in", str(it.pack.where), page)


def _data(it: _Looked) -> dict[str, object]:
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
