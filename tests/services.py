"""A service, in the same process or in one of its own, for the tests of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient

from dedere.engine import Engine, default_engine
from dedere_serve import service
from dedere_serve.guard import Bounds
from dedere_serve.waiting import Limits
from dedere_serve.workers import Answering, Here

CASE = {"person": "putin", "host": "India", "on": "2025-12-05"}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "assess": CASE,
    "why": {**CASE, "what": "RS-89-1"},
    "whatif": {**CASE, "suppose": ["deposited(India, Rome Statute, 2025-09-01)"]},
    "changes": CASE,
    "flip": CASE,
    "dossier": {**CASE, "today": "2025-12-01"},
    "plan": {"plan": {"person": "putin", "legs": [{"host": "India", "on": "2025-12-05"}]}, "today": "2025-12-01"},
    "survey": {"host": "Mongolia", "on": "2024-09-02"},
    "situations": {"person": "putin", "on": "2024-09-02", "host": "Mongolia"},
    "timeline": {"person": "putin", "hosts": ["Mongolia"]},
    "upcoming": {"persons": ["putin"], "days": 30, "since": "2025-12-05"},
    "journeys": {"about": "Mongolia"},
    "inquire": {"question": "measures", "slots": {"origin": "India"}, "on": "2025-11-12"},
    "facts": {"words": "mongolia deposited"},
    "rules": {"words": "98(1)"},
}
"""A question of each kind, as a document without the word that it is asked with."""

LINK = "/api/assess?person=putin&host=ind&on=2025-12-05"


@contextmanager
def client(
    answering: Answering | None = None,
    engine: Engine | None = None,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
) -> Iterator[TestClient]:
    """Whoever asks the service; what is a fault of ours is told as it would be, and not raised."""
    engine = engine or default_engine()
    app = service.create(engine, answering or Here(engine), limits, bounds)
    with TestClient(app, raise_server_exceptions=False) as asking:
        yield asking


def start(*options: str, log: int = subprocess.DEVNULL) -> tuple[subprocess.Popen[str], str]:
    """The command, and the address that it says; whoever asks for its log must read it."""
    command = [sys.executable, "-m", "dedere_cli", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": log}
    service = subprocess.Popen(command, env=environment, text=True, **pipes)
    assert service.stdout is not None
    found = re.search(r"http://\S+/", service.stdout.readline())
    assert found, service.communicate()
    return service, found.group().rstrip("/")
