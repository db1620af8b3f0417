"""The service: the questions of `asks` over HTTP, by link or as a document, and what there is to choose from.

Nothing can be changed by it, nothing is fetched, and whatever goes wrong is a problem of RFC 9457.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from dedere.engine import Engine
from dedere.errors import DedereError, UsageError
from dedere.reporting import contracts, html
from dedere.version import __version__
from dedere_serve import asks, choices, openapi, problems
from dedere_serve.guard import STYLED, Bounds, Guard
from dedere_serve.logs import LOG
from dedere_serve.problems import Problem, Refused, problem
from dedere_serve.replies import Asked
from dedere_serve.waiting import Gone, Limits, Queue
from dedere_serve.workers import Answering

_Endpoint = Callable[[Request], Awaitable[Response]]

API = "/api"

PAGE: Mapping[str, str] = {
    "index.html": "text/html; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
}
"""The files of the front page."""


def create(engine: Engine, answering: Answering, limits: Limits | None = None, bounds: Bounds | None = None) -> ASGIApp:
    """The app, which closes what answers when it ends; `engine` is for what nobody has to wait for."""
    service = _Service(engine, answering, limits or Limits())
    return Guard(service.app(), bounds or Bounds())


class _Service:
    """The endpoints, and what they share."""

    def __init__(self, engine: Engine, answering: Answering, limits: Limits) -> None:
        self._engine, self._answering = engine, answering
        self._queue = Queue(answering, limits)
        self._choices: bytes | None = None

    def app(self) -> FastAPI:
        """The app without its guard."""
        app = FastAPI(
            title="Dedere",
            version=__version__,
            description="What must, may and must not a State do with a wanted person on its territory, and why?",
            # The pages of the framework fetch what they show from elsewhere.
            docs_url=None,
            redoc_url=None,
            openapi_url=None,
            redirect_slashes=False,
            lifespan=self._lifespan,
            exception_handlers={
                DedereError: _fault,
                Refused: _refused,
                Gone: _gone,
                RequestValidationError: _invalid,
                HTTPException: _framework,
                Exception: _bug,
            },
        )
        self._routes(app)
        made: dict[str, Any] = {}

        def described() -> dict[str, Any]:
            if not made:
                made.update(FastAPI.openapi(app))
                made["components"] = {"schemas": openapi.components()}
            return made

        app.openapi = described  # type: ignore[method-assign]  # as FastAPI's own documentation has it
        app.add_middleware(GZipMiddleware, minimum_size=1000)
        return app

    def _routes(self, app: FastAPI) -> None:
        def get(path: str, endpoint: _Endpoint, about: str, responses: openapi.Responses, **more: Any) -> None:
            app.add_api_route(
                path,
                endpoint,
                methods=["GET"],
                operation_id=more.pop("name", None) or endpoint.__name__.strip("_"),
                summary=about,
                responses={**responses, **openapi.errors(*more.pop("errors", openapi.ALWAYS))},
                response_class=Response,
                **more,
            )

        for name, kind in asks.KINDS.items():
            if kind in _NO_LINK:
                continue
            get(
                f"{API}/{name}",
                self._asked(name, kind),
                " ".join((kind.__doc__ or "").split()),
                openapi.answers([kind]),
                name=name,
                errors=openapi.ASKING,
                openapi_extra={"parameters": [*openapi.parameters(kind), *openapi.shown()]},
            )
        app.add_api_route(
            f"{API}/ask",
            self._ask,
            methods=["POST"],
            operation_id="ask",
            summary="A question that is a document: `ask` says of which kind it is.",
            responses={**openapi.answers(asks.KINDS.values()), **openapi.errors(415, *openapi.ASKING)},
            response_class=Response,
            openapi_extra={"parameters": openapi.shown(), "requestBody": openapi.document()},
        )
        get(f"{API}/choices", self._chosen, "What can be chosen in a question.", openapi.json_of("Choices", "By name."))
        get(f"{API}/schemas", _schemas, "The names of the contracts.", openapi.json_of(_NAMES, "Their names."))
        one = openapi.json_of(_OBJECT, "As a JSON Schema.")
        name_ = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
        extra = {"openapi_extra": {"parameters": [name_]}, "errors": (404, *openapi.ALWAYS)}
        get(f"{API}/schemas/{{name}}", _schema, "A contract, with or without its number.", one, **extra)
        state = openapi.json_of(_OBJECT, "It is.")
        get("/health", _health, "Whether the service is there.", state)
        get("/ready", self._ready, "Whether a question would be answered now.", state, errors=(503, *openapi.ALWAYS))
        get("/openapi.json", self._described(app), "This description.", one, name="openapi")
        for path, endpoint in {"/": _file("index.html"), "/map.json": _map, "/answer.css": _style}.items():
            app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False)
        for name in PAGE:
            app.add_api_route(f"/{name}", _file(name), methods=["GET"], include_in_schema=False)

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(self._answering.close)

    def _asked(self, name: str, kind: type[asks.Ask]) -> _Endpoint:
        async def asked(request: Request) -> Response:
            values, form, explain = _read(request, kind)
            return await self._reply(request, Asked({**values, "ask": name}, form, explain))

        return asked

    async def _ask(self, request: Request) -> Response:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise Refused(problem(415, "not_json", "the document is not sent as JSON", "send application/json"))
        _, form, explain = _read(request, None)
        given = asks.read(await request.body()).model_dump(exclude_unset=True)
        return await self._reply(request, Asked(given, form, explain))

    async def _reply(self, request: Request, asked: Asked) -> Response:
        question = asked.checked()
        if isinstance(question, asks.AskUpcoming) and not question.persons:
            raise UsageError("nobody is asked about", "name `persons`, at most ten of them", "wrong_question")
        client = request.client.host if request.client else ""
        found = await self._queue.reply(asked, client, request.is_disconnected)
        headers = {"Cache-Control": "no-store"}
        if found.id is not None:
            headers["Dedere-Answer"] = found.id
        if asked.form in ("html", "svg"):
            headers["Content-Security-Policy"] = STYLED
        return Response(found.body, found.status, headers, found.media)

    async def _chosen(self, _request: Request) -> Response:
        if self._choices is None:
            found = await run_in_threadpool(choices.of, self._engine)
            self._choices = found.model_dump_json().encode()
        return Response(self._choices, media_type="application/json")

    async def _ready(self, _request: Request) -> Response:
        if not self._answering.ready():
            raise Refused(problem(503, "stopping", "nothing is answered any more"), after=5)
        return Response('{"ready": true}', media_type="application/json")

    def _described(self, app: FastAPI) -> _Endpoint:
        async def described(_request: Request) -> Response:
            return Response(json.dumps(app.openapi(), ensure_ascii=False), media_type="application/json")

        return described


_NO_LINK = (asks.AskPlan,)
"""What is too much for a link, and is asked as a document alone."""

_NAMES = {"type": "array", "items": {"type": "string"}}
_OBJECT = {"type": "object"}


def _read(request: Request, kind: type[asks.Ask] | None) -> tuple[dict[str, Any], str, str | None]:
    """What a query gives: the keys of a document, the format, and how much is explained. Raises `UsageError`."""
    values: dict[str, Any] = {}
    many = {name for name, it in kind.model_fields.items() if "tuple" in str(it.annotation)} if kind else set()
    for key, value in request.query_params.multi_items():
        name, bracket, inner = key.partition("[")
        if kind is not None and bracket and inner.endswith("]") and name == "slots":
            values.setdefault(name, {})[inner[:-1]] = value
        elif key in many:
            values.setdefault(key, []).append(int(value) if key == "change" and value.isdecimal() else value)
        elif key in values or key == "ask":
            raise UsageError(f"`{key[:50]}` is given twice", "give it once", "wrong_question")
        else:
            values[key] = value
    form, explain = values.pop("format", "json"), values.pop("explain", None)
    if kind is None and values:
        raise UsageError(f"there is no parameter `{next(iter(values))[:50]}`", "put the question into the document")
    return values, form, explain


async def _schemas(_request: Request) -> Response:
    return Response(json.dumps(contracts.names()), media_type="application/json")


async def _schema(request: Request) -> Response:
    return Response(json.dumps(contracts.schema(request.path_params["name"])), media_type="application/json")


async def _health(_request: Request) -> Response:
    return Response('{"health": "here"}', media_type="application/json")


def _file(name: str) -> _Endpoint:
    async def file(_request: Request) -> Response:
        content = (files("dedere_serve") / "page" / name).read_bytes()
        return Response(content, media_type=PAGE[name], headers={"Cache-Control": "no-cache"})

    return file


async def _map(_request: Request) -> Response:
    content = (files("dedere.reporting.pictures") / "world.json").read_bytes()
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-cache"})


async def _style(_request: Request) -> Response:
    return Response(html.style(), media_type="text/css", headers={"Cache-Control": "no-cache"})


def _told(told: Problem, headers: Mapping[str, str] | None = None) -> Response:
    made = {**(headers or {}), "Cache-Control": "no-store"}
    return Response(told.body(), told.status, made, problems.MEDIA)


async def _fault(_request: Request, error: Exception) -> Response:
    assert isinstance(error, DedereError)  # noqa: S101  # it is what this is the handler of
    return _told(problems.of_fault(error))


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101
    return _told(error.problem, error.headers)


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)


async def _invalid(_request: Request, _error: Exception) -> Response:
    return _told(problem(422, "wrong_question", "the question is wrong", "see openapi.json"))


async def _framework(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _told(problems.of_status(error.status_code), error.headers)


async def _bug(_request: Request, error: Exception) -> Response:
    LOG.error("a fault: %s", type(error).__name__, exc_info=error)
    return _told(problems.bug())
