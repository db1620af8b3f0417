"""`dedere new-pack`: begin a pack of rules, facts and cases."""

from __future__ import annotations

import click


@click.command("new-pack", short_help="Begin a pack: rules, facts and cases of your own.")
@click.argument("name")
@click.option("--into", metavar="DIR", help="The folder to write it in; by default one of that name.")
def command(name: str, into: str | None) -> None:
    """Write a pack that works: rules, facts, cases, tests, and a page that explains them. NAME is what --pack takes.

    \b
      dedere new-pack riverlands
    """
    from dedere.reporting import page as terminal
    from dedere.scaffold import new_pack

    written = new_pack(name, into)
    page = terminal.output()
    home = written[0].parent
    lines = [f"  {it}" for it in written]
    lines += ["", *page.wrap(f"{len(written)} files. {home / 'README.md'} explains them. It works as it is:"), ""]
    lines += [
        f"  pip install --editable '{home}[test]' && pytest {home}",
        f"  dedere assess ada_ash xaa --on 2024-01-01 --pack {name}",
    ]
    terminal.write("\n".join(map(page.letters, lines)))
