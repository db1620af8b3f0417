"""The tools of assistants, tried by the client of the protocol in the same process and over standard input."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import dedere
from dedere.errors import UsageError
from dedere_serve import asks, assistant

CASE = {"person": "putin", "host": "India", "on": "2025-12-05"}


def talk(what: Callable[[Any], Awaitable[Any]], target: Any = None) -> Any:
    """What comes of talking to the server."""
    mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

    async def run() -> Any:
        async with mcp.Client(target or assistant.server()) as client:
            return await what(client)

    return asyncio.run(run())


def call(name: str, **arguments: Any) -> Any:
    return talk(lambda client: client.call_tool(name, arguments))


def test_each_question_is_a_tool_that_says_what_it_takes_and_gives() -> None:
    tools = {it.name: it for it in talk(lambda client: client.list_tools()).tools}
    assert {*tools} == {*asks.KINDS}
    assert tools["assess"].output_schema["$id"] == "dedere.assessment/1"
    assert "ask" not in tools["assess"].input_schema["properties"]
    assert tools["assess"].input_schema["required"] == ["person", "host"]
    assert all(it.annotations.read_only_hint for it in tools.values())


def test_an_answer_has_its_words_its_values_its_id_and_until_when_it_is_kept() -> None:
    answer = dedere.assess("putin", "India", on="2025-12-05")
    result = call("assess", **CASE)
    assert not result.is_error
    assert result.content[0].text == answer.to_text()
    assert result.structured_content == json.loads(answer.to_json())
    assert (result.meta["id"], result.meta["known_until"]) == (answer.id, "2026-08-22")
    assert result.content[1].text == "The record that this rests on is kept until 2026-08-22."
    assert call("why", what="RS-89-1", **CASE).meta["known_until"] == "2026-08-22"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("assess", {**CASE, "person": "putn"}, "no person `putn` is known. Did you mean Vladimir Putin"),
        ("assess", {"person": "putin"}, "`host`: it is missing. It needs person, host"),
        ("assess", {**CASE, "onn": "x"}, "`onn`: there is no such key"),
        ("nosuch", {}, "there is no tool `nosuch`. The tools are assess, why"),
        ("survey", {"on": "2025-12-05"}, "nobody is asked about. Name one person or more"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(name: str, arguments: dict[str, Any], told: str) -> None:
    result = call(name, **arguments)
    assert result.is_error
    assert told in result.content[0].text


# What a model says by itself, and what the tool gives it to say: each is asked with the words a model would use.
OFTEN_WRONG: dict[str, tuple[str, dict[str, Any], str | None, str]] = {
    "India signed and did not ratify": (
        "why",
        {"what": "signed(India, Rome Statute, _)", **CASE},
        None,
        "India never signed the Rome Statute.",
    ),
    "a notice of withdrawal ends the duty at once": (
        "assess",
        {"person": "Netanyahu", "host": "Hungary", "on": "2025-04-03", "school": "court"},
        "obliged",
        "Hungary, a State Party that the International Criminal Court has asked, must arrest Benjamin Netanyahu",
    ),
    "whoever deposits is bound from that day": (
        "assess",
        {"person": "putin", "host": "Armenia", "on": "2024-01-31"},
        "not_obliged",
        "the Rome Statute enters into force for it only on 1 February 2024",
    ),
    "Malaysia acceded in 2019": (
        "assess",
        {"person": "putin", "host": "Malaysia", "on": "2025-08-06"},
        "not_obliged",
        "Malaysia deposited an instrument on 4 March 2019 and took it back on 29 April 2019",
    ),
    "no State that is no party owes anything": (
        "assess",
        {"person": "Omar al-Bashir", "host": "Sudan", "on": "2024-06-01"},
        "obliged",
        "Security Council resolution 1593 (2005) orders Sudan to cooperate fully with the Court",
    ),
    "the finding on Mongolia settled it": (
        "assess",
        {"person": "putin", "host": "Mongolia", "first": "2024-09-02", "last": "2024-09-03"},
        "contested",
        "In the view of the Court, it must.",
    ),
    "South Africa should have arrested whoever spoke by video": (
        "assess",
        {"person": "putin", "host": "South Africa", "on": "2023-08-23", "presence": "remote"},
        "not_obliged",
        "an arrest on the territory of South Africa is out of the question",
    ),
    "a warrant stands against the dead": (
        "assess",
        {"person": "Mohammed Deif", "host": "Jordan", "on": "2025-06-01"},
        "not_obliged",
        "Mohammed Deif died on 13 July 2024: there is nobody to arrest.",
    ),
    "Crimea is as Russia would have it": (
        "assess",
        {"person": "putin", "host": "Crimea", "on": "2023-03-18"},
        "contested",
        "whether Ukraine is bound to arrest Vladimir Putin on 18 March 2023; it cannot act in Crimea",
    ),
    "all of the 50 percent was for Russian oil, and lawful": (
        "inquire",
        {"question": "measures", "slots": {"origin": "India"}, "on": "2025-11-12"},
        None,
        "none of it is lawfully due as far as is known",
    ),
}


@pytest.mark.parametrize("said", OFTEN_WRONG)
def test_what_assistants_often_get_wrong(said: str) -> None:
    name, arguments, verdict, words = OFTEN_WRONG[said]
    result = call(name, **arguments)
    assert not result.is_error, result.content[0].text
    assert result.structured_content.get("verdict") == verdict
    assert words in " ".join(result.content[0].text.split())
    assert result.meta["known_until"] is not None


def test_a_fault_of_ours_is_told_as_one_and_no_more(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: Any, **_named: Any) -> Any:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(dedere, "journeys", broken)
    result = call("journeys", about="Mongolia")
    assert result.is_error
    assert result.content[0].text == "this is a fault of dedere, and not of the question. Do not guess the answer."
    assert "ZeroDivisionError" in caplog.text


def test_a_model_is_told_to_quote_and_not_to_settle_what_is_contested() -> None:
    async def read(client: Any) -> tuple[str, str]:
        prompt = await client.get_prompt("how_to_quote")
        resource = await client.read_resource("dedere://how-to-quote")
        return prompt.messages[0].content.text, resource.contents[0].text

    prompt, resource = talk(read)
    assert prompt == resource == assistant.HOW_TO_QUOTE
    assert "never settle what is contested" in prompt


def test_the_command_answers_over_standard_input() -> None:
    mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    target = mcp.StdioServerParameters(command=sys.executable, args=["-m", "dedere_cli", "mcp"])
    result = talk(lambda client: client.call_tool("assess", CASE), target)
    assert result.structured_content["verdict"] == "not_obliged"


def test_without_the_extra_it_says_which_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    with pytest.raises(UsageError, match="need the extra `mcp`") as refused:
        assistant.serve()
    assert refused.value.hint == "install it with `pip install 'dedere[mcp]'`"
