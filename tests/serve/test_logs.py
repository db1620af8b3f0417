"""The lines that a service writes: JSON, without the words of an exception."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from dedere_serve import logs


@pytest.fixture(name="as_before")
def _as_before() -> Iterator[None]:
    loggers = [logging.getLogger(it) for it in ("dedere", "uvicorn")]
    before = [(it.handlers, it.propagate, it.level) for it in loggers]
    yield
    for it, (handlers, propagate, level) in zip(loggers, before, strict=True):
        it.handlers, it.propagate = handlers, propagate
        it.setLevel(level)


@pytest.mark.usefixtures("as_before")
def test_each_line_is_json_with_what_was_told_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    logs.begin()
    logs.LOG.info("request", extra={"told": {"status": 200, "answer": "abc"}})
    logs.LOG.debug("not written")
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request\nreceived.")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["level"], first["event"], first["status"], first["answer"]) == ("info", "request", 200, "abc")
    assert second["event"] == "Invalid HTTP request\nreceived."


def test_of_an_exception_its_kind_and_place_are_written_and_not_its_words() -> None:
    try:
        raise ValueError("no person `putin` is known")
    except ValueError:
        record = logging.LogRecord("dedere", logging.ERROR, "", 1, "a fault: %s", ("ValueError",), sys.exc_info())
    line = logs.Lines().format(record)
    assert "putin" not in line
    assert json.loads(line)["exception"] == "ValueError"
    assert json.loads(line)["where"][-1].startswith("test_logs.py:")
