"""The service while it runs: it takes requests until it is told to stop, and then answers those that it has."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from dedere.engine import Engine
from dedere.errors import Unanswered, UsageError, reason_of
from dedere_serve import logs

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a service that only this machine reaches is known, which no page of elsewhere can take."""

MEGABYTE = 2**20


class Settings(NamedTuple):
    """Where and how a service runs. `names` are those of the host it is known by, `proxies` whom it believes."""

    host: str = "127.0.0.1"
    port: int = 8765
    workers: int = 2
    timeout: float = 60.0
    waiting: int = 32
    each: int = 8
    memory: int = 768
    root_path: str = ""
    names: tuple[str, ...] = ()
    proxies: str = "127.0.0.1"


def run(engine: Engine, settings: Settings, told: Callable[[str], None] = lambda _address: None) -> None:
    """Serve until SIGTERM or SIGINT comes, and answer then what is being asked; `told` is called with the address.

    Raises `UsageError` where the extra is missing or the address cannot be had, and `Unanswered` where the processes
    that answer do not start.
    """
    try:
        uvicorn = import_module("uvicorn")
        import_module("fastapi")
    except ImportError:
        hint = "install it with `pip install 'dedere[serve]'`"
        raise UsageError("a service needs the extra `serve`", hint, "not_installed") from None
    from dedere_serve import service
    from dedere_serve.guard import Bounds
    from dedere_serve.waiting import Limits
    from dedere_serve.workers import Workers

    bound = _bound(settings)
    logs.begin()
    try:
        answering = Workers(
            engine.corpus, settings.workers, timeout=settings.timeout, memory=settings.memory * MEGABYTE
        )
    except (EOFError, OSError):
        bound.close()
        raise Unanswered("the processes that answer do not start", "look at what they wrote above") from None
    local = settings.host in ("127.0.0.1", "localhost", "::1")
    names = tuple(it.lower() for it in settings.names)
    app = service.create(
        engine,
        answering,
        Limits(settings.waiting, settings.each, settings.timeout),
        Bounds(hosts=(*LOOPBACK, *names) if local or names else ()),
    )
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        root_path=settings.root_path,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=int(2 * settings.timeout) + 5,
        lifespan="on",
        ws="none",
    )
    # The server raises the signal again that ended it, which is then no reason to be killed.
    before = {it: signal.signal(it, lambda *_: None) for it in (signal.SIGINT, signal.SIGTERM)}
    try:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{bound.getsockname()[1]}{settings.root_path}/"
        told(address)
        logs.LOG.info("serving", extra={"told": {"address": address, "workers": settings.workers}})
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        for it, handler in before.items():
            signal.signal(it, handler)
    logs.LOG.info("stopped")


def _bound(settings: Settings) -> socket.socket:
    """A socket at the address. Raises `UsageError` where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
        except OSError:
            bound.close()
            raise
    except OSError as error:
        where = f"`{settings.host}` port {settings.port}"
        raise UsageError(f"the service cannot listen on {where}: {reason_of(error)}", "name another `--port`") from None
    bound.set_inheritable(False)
    return bound
