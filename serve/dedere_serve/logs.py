"""What a service writes down: a line of JSON for each request, with no more of what was asked than the answer's id."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

LOG = logging.getLogger("dedere.service")
"""What the service has to say."""


class Lines(logging.Formatter):
    """A record as one line of JSON: when, how grave, what happened, and what was told beside it as `told`.

    Of an exception its kind and place are written and not its words, in which what was asked may stand.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": os.getpid(),
            "event": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = [f"{Path(it.filename).name}:{it.lineno}" for it in extract_tb(record.exc_info[2])][-5:]
        return json.dumps(line, ensure_ascii=False)


def begin() -> None:
    """Write what the service and the server below it have to say to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    for name, level in (("dedere", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
