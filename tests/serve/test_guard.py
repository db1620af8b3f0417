"""What stands before every request: its bounds, the headers of the reply, and the line that is written."""

from __future__ import annotations

import logging

import pytest

from dedere_serve.guard import HEADERS, Bounds
from services import LINK, client


@pytest.mark.parametrize("path", ["/", "/health", "/nothing", LINK, f"{LINK}&format=html", "/map.json"])
def test_every_reply_has_the_headers(path: str) -> None:
    with client() as asking:
        told = asking.get(path)
    assert all(it in told.headers for it in HEADERS)
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in told.headers["Content-Security-Policy"]
    assert "http" not in told.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("localhost:8765", True),
        ("LOCALHOST", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("localhost@evil.example", False),
        ("", False),
    ],
)
def test_it_answers_to_its_names_alone(host: str, answered: bool) -> None:
    with client(bounds=Bounds(hosts=("localhost", "[::1]"))) as asking:
        told = asking.get("/health", headers={"Host": host})
    assert (told.status_code == 200) is answered
    if not answered:
        assert (told.status_code, told.json()["code"]) == (421, "wrong_host")


def test_a_query_and_a_document_are_bounded() -> None:
    with client(bounds=Bounds(body=100, query=100)) as asking:
        long = asking.get("/api/facts", params={"words": "x" * 101})
        assert (long.status_code, long.json()["code"]) == (414, "too_large")
        large = asking.post("/api/ask", json={"ask": "facts", "words": "x" * 101})
        assert (large.status_code, large.json()["code"]) == (413, "too_large")
        odd = asking.post("/api/ask", content=b"{}", headers={"Content-Length": "9" * 30})
        assert odd.status_code == 413


def test_a_line_says_of_what_was_asked_the_id_of_the_answer_alone(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("dedere"), "propagate", True)
    with caplog.at_level(logging.INFO, logger="dedere.service"), client() as asking:
        id_ = asking.get(LINK).json()["id"]
        asking.get("/api/putin/ind")
    told = [it.__dict__["told"] for it in caplog.records if it.getMessage() == "request"]
    assert [(it["route"], it["status"], it["answer"]) for it in told] == [("/api/assess", 200, id_), (None, 404, None)]
    assert all({*it} == {"method", "route", "status", "answer", "ms"} for it in told)
    assert "putin" not in str(told)
