"""What stands before every request: whom it is for, how large it may be, the headers of the reply, and its line."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import Any, NamedTuple

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dedere_serve import problems
from dedere_serve.logs import LOG
from dedere_serve.problems import Problem, Refused, problem

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _PAGE,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What goes with every reply; an answer that is a page or a picture brings its style, and says so itself."""

STYLED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""The policy of an answer that is a page or a picture of its own: it has a style, and can run and fetch nothing."""


class Bounds(NamedTuple):
    """How much may be asked: bytes of a body and of a query, and for which names of the host; for any where empty."""

    body: int = 16 * 1024
    query: int = 8 * 1024
    hosts: tuple[str, ...] = ()


class Guard:
    """The app behind it is reached only by what is within the bounds; each request is written down."""

    def __init__(self, app: ASGIApp, bounds: Bounds) -> None:
        self._app, self._bounds = app, bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        told: dict[str, Any] = {}
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._bounds.body:
                raise Refused(self._too_large())
            return message

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                told.update(status=message["status"], answer=headers.get("Dedere-Answer"))
            await send(message)

        wrong = self._wrong(Request(scope))
        if wrong is None:
            await self._app(scope, bounded, dressed)
        else:
            await Response(wrong.body(), wrong.status, media_type=problems.MEDIA)(scope, receive, dressed)
        # The route and not the path: whatever stands in a path that is none may be a question.
        route = getattr(scope.get("route"), "path", None)
        ms = round(1000 * (perf_counter() - began))
        LOG.info("request", extra={"told": {"method": scope["method"], "route": route, **told, "ms": ms}})

    def _wrong(self, request: Request) -> Problem | None:
        host = request.headers.get("host", "").rpartition("@")[2].lower()
        name = host[: host.rindex("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        if self._bounds.hosts and name not in self._bounds.hosts:
            return problem(421, "wrong_host", "the service is not known by this name", "start it with `--name`")
        if len(request.scope.get("query_string", b"")) > self._bounds.query:
            return problem(414, "too_large", f"a query has at most {self._bounds.query} bytes", "send a document")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._bounds.body:
            return self._too_large()
        return None

    def _too_large(self) -> Problem:
        return problem(413, "too_large", f"a document has at most {self._bounds.body} bytes", "ask less at once")
