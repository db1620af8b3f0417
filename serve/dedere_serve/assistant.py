"""The tools of assistants, over the Model Context Protocol: each a question of `asks`, with the answer that it has.

An answer goes out twice: as its JSON, which keeps the published contract, and as the words that a person would read.
With each go its id and the day until which that is kept which it rests on. What is wrong with a question is told as the
fault of a tool, with the hint, so that a model can ask better; of a fault of ours that it is one, and nothing more.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from dedere.engine import Engine, ready
from dedere.errors import DedereError, UsageError
from dedere.reporting import contracts
from dedere.schema.told import Told
from dedere.version import __version__
from dedere_serve import asks

_LOG = logging.getLogger("dedere")

MOST_WAITING = 8
"""How many questions wait while one is answered; more are refused."""

HOW_TO_QUOTE = """\
Dedere answers what a State must, may and must not do with a wanted person on its territory, from sourced facts and
rules of law. When you pass an answer on:
- quote its sentences, with the authority in brackets; do not put them in your own words where a date, an act or a State
  is named, and add no law and no fact of your own;
- never settle what is contested: say that it is, name each school and its answer, and mark the Court's own;
- keep what is taken for granted, what to take care of and what rests on memory; they belong to the answer;
- give the answer's id and the day until which the record is kept;
- `not_obliged` means that no duty was found, not that the State may not act; `may` and `must not` are told beside it;
- ask again for another day, another State or another manner of presence: nothing follows for these by itself.
"""

_RESOURCE = "dedere://how-to-quote"


def server(engine: Engine | None = None) -> Any:
    """The server, for a client in the same process or for `serve`. Raises `UsageError` where the extra is missing."""
    types, lowlevel, anyio = _library()
    answering = _Answering(ready(engine), types, anyio)

    async def list_tools(_context: Any, _params: Any) -> Any:
        return types.ListToolsResult(tools=[_tool(name, kind, types) for name, kind in asks.KINDS.items()])

    async def call_tool(_context: Any, params: Any) -> Any:
        return await answering.call(params.name, params.arguments or {})

    async def list_prompts(_context: Any, _params: Any) -> Any:
        return types.ListPromptsResult(prompts=[types.Prompt(name="how_to_quote", description=_ABOUT)])

    async def get_prompt(_context: Any, params: Any) -> Any:
        if params.name != "how_to_quote":
            raise ValueError(f"there is no prompt `{params.name}`; there is how_to_quote")
        text = types.TextContent(type="text", text=HOW_TO_QUOTE)
        return types.GetPromptResult(description=_ABOUT, messages=[types.PromptMessage(role="user", content=text)])

    async def list_resources(_context: Any, _params: Any) -> Any:
        found = types.Resource(name="how_to_quote", uri=_RESOURCE, description=_ABOUT, mime_type="text/plain")
        return types.ListResourcesResult(resources=[found])

    async def read_resource(_context: Any, params: Any) -> Any:
        if str(params.uri) != _RESOURCE:
            raise ValueError(f"there is no resource `{params.uri}`; there is {_RESOURCE}")
        text = types.TextResourceContents(uri=_RESOURCE, mime_type="text/plain", text=HOW_TO_QUOTE)
        return types.ReadResourceResult(contents=[text])

    return lowlevel.Server(
        "dedere",
        version=__version__,
        instructions=HOW_TO_QUOTE,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


_ABOUT = "How to pass an answer on: quote it, and settle nothing that is contested."


def serve(engine: Engine | None = None) -> None:
    """Answer on standard input and output until the client ends. Raises `UsageError` where the extra is missing."""
    made = server(engine)
    stdio, anyio = import_module("mcp.server.stdio"), import_module("anyio")

    async def run() -> None:
        async with stdio.stdio_server() as (reading, writing):
            await made.run(reading, writing, made.create_initialization_options())

    anyio.run(run)


class _Answering:
    """Answers one question at a time: an engine keeps what it has solved, and is no place for two at once."""

    def __init__(self, engine: Engine, types: Any, anyio: Any) -> None:
        self._engine = engine
        self._types = types
        self._thread = anyio.to_thread
        self._one = anyio.CapacityLimiter(1)

    async def call(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """The result of a tool."""
        if name not in asks.KINDS:
            return self._fault(f"there is no tool `{name[:50]}`. The tools are {', '.join(asks.KINDS)}.")
        if self._one.statistics().tasks_waiting >= MOST_WAITING:
            return self._fault("too many questions wait for an answer. Ask again later.")
        return await self._thread.run_sync(self._answered, name, dict(arguments), limiter=self._one)

    def _answered(self, name: str, arguments: dict[str, Any]) -> Any:
        try:
            question = asks.of({**arguments, "ask": name})
            answer = question.answer(self._engine)
            told = answer.to_text(engine=self._engine) if isinstance(answer, Told) else answer.to_json()
            values = json.loads(answer.to_json())
            until = values.get("known_until") or question.known_until(self._engine)
        except DedereError as error:
            return self._fault(f"{error.message}. {_sentence(error.hint)}" if error.hint else f"{error.message}.")
        except Exception as error:  # what is wrong with us is not for the model, which could only invent from it
            _LOG.error("a fault: %r", error)
            return self._fault("this is a fault of dedere, and not of the question. Do not guess the answer.")
        kept = f"The record that this rests on is kept until {until}." if until else ""
        content = [self._types.TextContent(type="text", text=it) for it in (told, kept) if it]
        about = {"id": values.get("id"), "known_until": until}
        return self._types.CallToolResult(content=content, structured_content=values, meta=about)

    def _fault(self, message: str) -> Any:
        text = self._types.TextContent(type="text", text=message)
        return self._types.CallToolResult(content=[text], is_error=True)


def _tool(name: str, kind: type[asks.Ask], types: Any) -> Any:
    schema = kind.model_json_schema()
    properties = {key: it for key, it in schema["properties"].items() if key != "ask"}
    needed = [key for key in schema.get("required", ()) if key != "ask"]
    return types.Tool(
        name=name,
        description=(kind.__doc__ or "").strip(),
        input_schema={**schema, "properties": properties, "required": needed},
        output_schema=dict(contracts.schema(kind.contract)),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")


def _library() -> tuple[Any, Any, Any]:
    try:
        return import_module("mcp_types"), import_module("mcp.server.lowlevel"), import_module("anyio")
    except ImportError:
        hint = "install it with `pip install 'dedere[mcp]'`"
        raise UsageError("the tools of assistants need the extra `mcp`", hint, "not_installed") from None
