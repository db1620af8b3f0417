"""`dedere schema`: the contracts of what is read and written, as JSON Schemas."""

from __future__ import annotations

from pathlib import Path

import click

from dedere_cli import completing
from dedere_cli.showing import into


@click.command("schema", short_help="What has the JSON of an answer?")
@click.argument("name", required=False, shell_complete=completing.contract)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; by default stdout.")
def command(name: str | None, output: Path | None) -> None:
    """Print the JSON Schema of a contract, such as that of an assessment; without a NAME, which there are.

    What is written bears further fields in later versions; what would break a reader gets the next number.

    \b
      dedere schema
      dedere schema assessment
      dedere schema proof -o proof.schema.json
    """
    import json

    from dedere.reporting import contracts

    if name is None:
        width = max(map(len, contracts.names()))
        lines = (f"{it:{width}}  {contracts.contract(it).about}" for it in contracts.names())
        told = "\n".join(lines)
    else:
        told = json.dumps(contracts.schema(name), indent=2, ensure_ascii=False)
    if output is None:
        click.echo(told)
    else:
        into(output, f"{told}\n")
