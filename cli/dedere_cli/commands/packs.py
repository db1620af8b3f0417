"""`dedere rules packs`: the packs that installed packages bring, and what is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats

if TYPE_CHECKING:
    from dedere_cli.options import Show


@click.command("packs", short_help="The packs that installed packages bring.")
@formats(*PAGES)
def packs(show: Show) -> None:
    """List the packs that installed packages bring: what is in each, and why one cannot be used.

    A pack is read only where `--pack NAME` names it. `dedere new-pack` begins one.
    """
    from dedere.packs import installed
    from dedere.reporting import packs as told

    found = told.look(installed())
    if show.form == "json":
        show.records("dedere.packs/1", "packs", [told.data(it) for it in found])
    else:
        show.document(told.listed(found), listed=True)
