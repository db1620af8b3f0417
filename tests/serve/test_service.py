"""The service: the same answers as everywhere, by link and as a document, and every refusal a problem that says why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import dedere
from dedere.reporting import contracts
from dedere_cli.main import cli
from dedere_serve import asks, problems
from services import DOCUMENTS, LINK, client


@pytest.fixture(name="asking", scope="module")
def _asking() -> Iterator[TestClient]:
    with client() as asking:
        yield asking


def query(document: dict[str, Any]) -> Any:
    """A document as the parameters of a link."""
    pairs: list[tuple[str, str]] = []
    for key, value in document.items():
        if isinstance(value, dict):
            pairs += [(f"{key}[{name}]", it) for name, it in value.items()]
        else:
            pairs += [(key, str(it)) for it in (value if isinstance(value, list) else [value])]
    return pairs


@pytest.mark.parametrize("kind", asks.KINDS)
def test_a_link_and_a_document_have_the_same_answer_by_its_contract(asking: TestClient, kind: str) -> None:
    as_document = asking.post("/api/ask", json={"ask": kind, **DOCUMENTS[kind]})
    if kind == "plan":  # it is asked as a document alone
        assert as_document.json()["schema"] == "dedere.plan/1"
        assert asking.get("/api/plan").status_code == 404
        return
    by_link = asking.get(f"/api/{kind}", params=query(DOCUMENTS[kind]))
    assert by_link.status_code == as_document.status_code == 200, by_link.text
    assert by_link.json() == as_document.json()
    assert by_link.json()["schema"] == contracts.contract(asks.KINDS[kind].contract).name
    assert by_link.headers["Cache-Control"] == "no-store"


def test_the_question_of_the_readme_has_the_id_and_the_words_of_the_command(asking: TestClient) -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05")
    told = asking.get(f"{LINK}&format=text")
    assert told.headers["Dedere-Answer"] == answer.id == asking.get(LINK).json()["id"]
    assert told.text == f"{answer.to_text()}\n"
    command = CliRunner().invoke(cli, ["assess", "putin", "ind", "--on", "2025-12-05"])
    assert command.output == told.text
    assert asking.get(f"{LINK}&format=markdown&explain=none").text == f"{answer.to_markdown(explain='none')}\n"


def test_an_answer_that_is_a_page_brings_its_style_and_runs_nothing(asking: TestClient) -> None:
    page = asking.get(f"{LINK}&format=html")
    assert page.text == dedere.assess("putin", "ind", on="2025-12-05").to_html()
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    part = asking.get(f"{LINK}&format=fragment").text
    assert part.startswith("<article>")
    assert "<style" not in part


@pytest.mark.parametrize(
    ("path", "status", "code", "told"),
    [
        ("/api/assess?person=putn&host=ind&on=2025-12-05", 422, "unknown_name", "no person `putn` is known"),
        ("/api/assess?person=putin", 400, "bad_document", "`host`: it is missing"),
        (f"{LINK}&onn=1", 400, "bad_document", "`onn`: there is no such key"),
        (f"{LINK}&person=kony", 422, "wrong_question", "`person` is given twice"),
        (f"{LINK}&ask=flip", 422, "wrong_question", "`ask` is given twice"),
        (f"{LINK}&format=docx", 422, "wrong_question", "there is no format `docx`"),
        (f"{LINK}&explain=more", 422, "wrong_question", "there is no explanation `more`"),
        (f"{LINK}&format=csv", 422, "wrong_question", "there is no table of one answer"),
        (f"{LINK}&format=svg", 422, "wrong_question", "there is no picture of this answer"),
        (f"{LINK}&suppose=party(mng)", 422, "not_supposable", "party"),
        ("/api/facts?words=rome&format=text", 422, "wrong_question", "there is no text of what is found"),
        ("/api/upcoming?days=30", 422, "wrong_question", "nobody is asked about"),
        (f"{LINK}&" + "&".join(f"suppose={it}" for it in range(21)), 400, "bad_document", "`suppose`: tuple"),
        ("/api/schemas/assesment", 404, "unknown_contract", "there is no contract `assesment`"),
        ("/docs", 404, "not_found", "there is nothing at this address"),
        ("/redoc", 404, "not_found", "there is nothing at this address"),
        ("/api/assess/", 404, "not_found", "there is nothing at this address"),
    ],
)
def test_what_is_refused_is_a_problem_that_says_why(
    asking: TestClient, path: str, status: int, code: str, told: str
) -> None:
    refused = asking.get(path)
    assert (refused.status_code, refused.headers["content-type"]) == (status, problems.MEDIA)
    problem = problems.Problem.model_validate_json(refused.content)
    assert (problem.status, problem.code) == (status, code)
    assert told in problem.detail
    assert "Content-Security-Policy" in refused.headers


def test_nothing_can_be_changed(asking: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = asking.request(method, "/api/assess")
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
        assert refused.json()["code"] == "not_allowed"
    assert asking.get("/api/ask").headers["Allow"] == "POST"


@pytest.mark.parametrize(
    ("media", "body", "status", "code"),
    [
        ("application/json", "{", 400, "bad_document"),
        ("application/json", '{"ask": "asess"}', 400, "bad_document"),
        ("text/plain", "{}", 415, "not_json"),
        ("application/json", json.dumps({"ask": "journeys", "about": "x" * 20_000}), 413, "too_large"),
    ],
)
def test_a_document_that_is_none(asking: TestClient, media: str, body: str, status: int, code: str) -> None:
    refused = asking.post("/api/ask", content=body, headers={"Content-Type": media})
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_document_of_no_stated_length_is_bounded_too(asking: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 1000

    refused = asking.post("/api/ask", content=parts(), headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    more = asking.post("/api/ask?persons=x", json={})
    assert more.json()["detail"] == "there is no parameter `persons`"


def test_what_it_says_of_itself(asking: TestClient) -> None:
    assert asking.get("/health").json() == {"health": "here"}
    assert asking.get("/ready").json() == {"ready": True}
    assert asking.get("/api/schemas").json() == list(contracts.names())
    assert asking.get("/api/schemas/proof").json() == contracts.schema("proof")


def test_a_change_is_named_by_its_number_or_its_words(asking: TestClient) -> None:
    link = LINK.replace("assess", "whatif")
    answer = dedere.compare("putin", "ind", on="2025-12-05", change=[1])
    assert asking.get(f"{link}&change=1").json()["id"] == answer.id


def test_a_fault_of_ours_is_told_as_one(asking: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_engine: object) -> None:
        raise RuntimeError("who was asked about")

    monkeypatch.setattr("dedere_serve.choices.of", fails)
    told = asking.get("/api/choices")
    assert (told.status_code, told.json()["code"]) == (500, "bug")
    assert "who was asked about" not in told.text


def test_the_files_of_the_page_are_there(asking: TestClient) -> None:
    for path in ("/", "/page.js", "/page.css", "/answer.css", "/map.json"):
        assert asking.get(path).status_code == 200
    assert ".dedere" in asking.get("/answer.css").text
    assert "IND".lower() in asking.get("/map.json").json()["shapes"]
