"""What goes wrong, told over HTTP: a problem of RFC 9457 with the code and the hint that a fault has everywhere."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dedere.errors import CorpusError, DedereError, UsageError

MEDIA = "application/problem+json"


class Problem(BaseModel):
    """Why there is no answer: `title` is that of the status, `code` stays the same where the words may not.

    `code` is one of those that every fault of Dedere has, or of those that only a service has: `not_found`,
    `not_allowed`, `too_large`, `not_json`, `wrong_host`, `too_many`, `busy`, `took_too_long`, `stopping`, `bug`.
    """

    model_config = ConfigDict(frozen=True)
    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    hint: str | None = None

    def body(self) -> bytes:
        """The same as JSON."""
        return self.model_dump_json().encode()


class Refused(Exception):  # it is told to whoever asked, and no fault of ours
    """A request that is not answered; `after` is in how many seconds it may be made again."""

    def __init__(self, problem: Problem, after: int | None = None, allow: str | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = {"Retry-After": str(after)} if after is not None else {}
        if allow is not None:
            self.headers["Allow"] = allow


def problem(status: int, code: str, detail: str, hint: str | None = None) -> Problem:
    """A problem with the title of its status."""
    return Problem(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, hint=hint)


def of_fault(error: DedereError) -> Problem:
    """The same for a fault: a document that is none is 400, another question that is wrong or has no answer 422."""
    if isinstance(error, CorpusError):
        return bug()
    status = 400 if isinstance(error, UsageError) and error.code == "bad_document" else 422
    return problem(404 if error.code == "unknown_contract" else status, error.code, error.message, error.hint)


def bug() -> Problem:
    """What is said of a fault of ours, of which only the log says more."""
    return problem(500, "bug", "this is a fault of dedere, and not of the question")


def of_status(status: int) -> Problem:
    """What is said of a request that the framework itself refuses."""
    told = {
        404: ("not_found", "there is nothing at this address", "see openapi.json for what there is"),
        405: ("not_allowed", "this is not done with what is at this address", "nothing can be changed here: ask"),
    }
    code, detail, hint = told.get(status, ("wrong_use", HTTPStatus(status).phrase.lower(), None))
    return problem(status, code, detail, hint)
