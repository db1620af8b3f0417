"""`dedere serve`: answers over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.own import Own


@click.command("serve", short_help="Answer over HTTP, with a page to look at.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 is any that is free.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that answer.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(1, 600),
    default=60,
    show_default=True,
    help="How long a question may wait, and how long it may take.",
)
@click.option("--waiting", type=click.IntRange(0), default=32, show_default=True, help="Questions that may wait.")
@click.option("--each", type=click.IntRange(1), default=8, show_default=True, help="Questions of one client at once.")
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(100),
    default=768,
    show_default=True,
    help="A process that has grown to this is replaced.",
)
@click.option("--root-path", metavar="PATH", default="", help="Where a proxy puts it, such as /dedere.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name that requests may ask for.")
@click.option(
    "--proxy", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Who may say for whom a request is."
)
@own
def command(
    host: str,
    port: int,
    workers: int,
    timeout: float,
    waiting: int,
    each: int,
    memory: int,
    root_path: str,
    names: tuple[str, ...],
    proxy: str,
    own: Own,
) -> None:
    """Answer over HTTP until it is stopped; needs the extra `serve`. Its front page is a map to ask from.

    It asks what `dedere ask` asks, by a link or by a document, changes nothing, and fetches nothing. Only this machine
    reaches it, unless --host says otherwise. It writes a line of JSON for each request, without what was asked.

    \b
      dedere serve
      dedere serve --host 0.0.0.0 --port 80 --workers 4 --name dedere.example.org
    """
    from dedere_cli.faults import WrongUse

    if root_path and (not root_path.startswith("/") or root_path.endswith("/")):
        raise WrongUse(f"the path is `{root_path}`", "write it as /dedere: it begins with a slash and ends without")
    engine = own.engine()
    from dedere_serve import running

    settings = running.Settings(host, port, workers, timeout, waiting, each, memory, root_path, names, proxies=proxy)
    running.run(
        engine, settings, lambda address: click.echo(f"Dedere answers at {address} until it is stopped (Ctrl-C).")
    )
