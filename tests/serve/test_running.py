"""The service while it runs: a real process on a free port that answers, and ends well when it is told to."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

import dedere
from dedere.engine import default_engine
from dedere.errors import Unanswered, UsageError
from dedere_serve import running
from services import LINK, start


def test_it_answers_as_the_command_does_and_what_is_asked_when_it_is_stopped_is_answered() -> None:
    service, address = start("--workers", "1", log=subprocess.PIPE)
    try:
        answer = dedere.assess("putin", "ind", on="2025-12-05")
        told = httpx2.get(f"{address}{LINK}&format=text")
        assert (told.headers["Dedere-Answer"], told.text) == (answer.id, f"{answer.to_text()}\n")
        assert "server" not in told.headers
        slow = f"{address}{LINK}".replace("assess", "flip")
        with ThreadPoolExecutor(1) as threads:
            asked = threads.submit(httpx2.get, slow, timeout=60)
            with pytest.raises(subprocess.TimeoutExpired):
                service.wait(0.3)
            service.send_signal(signal.SIGTERM)
            assert asked.result().json()["schema"] == "dedere.flip/1"
        _, written = service.communicate(timeout=60)
    finally:
        service.kill()
    assert service.returncode == 0
    lines = [json.loads(it) for it in written.splitlines()]
    assert [it["event"] for it in lines] == ["serving", "request", "request", "stopped"]
    assert lines[1]["answer"] == answer.id
    assert "putin" not in written
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(address)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(UsageError, match="needs the extra `serve`") as refused:
        running.run(default_engine(), running.Settings())
    assert refused.value.code == "not_installed"


def test_an_address_that_cannot_be_had_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen on `127.0.0.1` port {port}: address already in use"):
            running.run(default_engine(), running.Settings(port=port))
    with pytest.raises(UsageError, match="cannot listen on `no such host`"):
        running.run(default_engine(), running.Settings(host="no such host"))


def test_processes_that_do_not_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise EOFError

    monkeypatch.setattr("dedere_serve.workers.Workers", fails)
    monkeypatch.setattr("dedere_serve.logs.begin", lambda: None)
    with pytest.raises(Unanswered, match="do not start"):
        running.run(default_engine(), running.Settings(port=0))
