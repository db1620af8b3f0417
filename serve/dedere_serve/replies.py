"""What a question comes to over HTTP, worked out where the engine is: a document goes in, bytes come out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from dedere.engine import Engine
from dedere.errors import DedereError, UsageError
from dedere.reporting import shown
from dedere.reporting.page import Page, json_text
from dedere.schema.base import Model
from dedere.schema.told import Told
from dedere_serve import asks, problems
from dedere_serve.logs import LOG

Form = Literal["json", "text", "markdown", "html", "fragment", "mermaid", "dot", "csv", "svg", "caption"]
Explain = Literal["none", "short", "full", "why-not"]

FORMS: tuple[str, ...] = get_args(Form)
EXPLAIN: tuple[str, ...] = get_args(Explain)

MEDIA: Mapping[str, str] = {
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "fragment": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
}


_LINES = ("text", "markdown", "mermaid", "dot", "csv", "caption")
"""What is read as lines, each with its end."""


class Asked(NamedTuple):
    """A question as a document, and in which format it is to be answered with how much of the reasons."""

    document: Mapping[str, Any]
    form: str = "json"
    explain: str | None = None

    def checked(self) -> asks.Ask:
        """The question. Raises `UsageError` for what is none, and for a format that is none."""
        if self.form not in FORMS:
            raise UsageError(f"there is no format `{self.form[:50]}`", f"it is one of {', '.join(FORMS)}")
        if self.explain is not None and self.explain not in EXPLAIN:
            hint = f"it is one of {', '.join(EXPLAIN)}"
            raise UsageError(f"there is no explanation `{self.explain[:50]}`", hint)
        return asks.of(dict(self.document))


class Reply(NamedTuple):
    """A status, what is sent with its kind, and the id of the answer where it is one."""

    status: int
    media: str
    body: bytes
    id: str | None = None


def reply(engine: Engine, asked: Asked) -> Reply:
    """What is answered; a fault is a reply too."""
    try:
        answer = asked.checked().answer(engine)
        body = _written(answer, asked, engine)
    except DedereError as error:
        return of_problem(problems.of_fault(error))
    except Exception as error:  # whoever asks learns that it is a fault of ours, and the log which
        LOG.exception("a fault: %s", type(error).__name__)
        return of_problem(problems.bug())
    return Reply(200, MEDIA.get(asked.form, "text/plain; charset=utf-8"), body.encode(), getattr(answer, "id", None))


def of_problem(told: problems.Problem) -> Reply:
    """A problem as a reply."""
    return Reply(told.status, problems.MEDIA, told.body())


def _written(answer: Model, asked: Asked, engine: Engine) -> str:
    if asked.form == "json":
        return json_text(answer.to_json(), Page())
    if not isinstance(answer, Told):
        raise UsageError(f"there is no {asked.form} of what is found", "ask for json")
    if asked.form == "fragment":
        return shown.article(answer, asked.explain, engine)
    written = shown.show(answer, asked.form, explain=asked.explain, engine=engine)
    return f"{written}\n" if asked.form in _LINES and not written.endswith("\n") else written
