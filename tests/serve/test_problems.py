"""Faults as problems: the status, the code that stays, and what to do."""

from __future__ import annotations

import pytest

from dedere.errors import CorpusError, DedereError, Finding, Unanswered, UsageError
from dedere_serve import problems


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UsageError("no person `x` is known", "name one", "unknown_name"), 422, "unknown_name"),
        (UsageError("the document is no JSON object", None, "bad_document"), 400, "bad_document"),
        (UsageError("there is no contract `x`", None, "unknown_contract"), 404, "unknown_contract"),
        (Unanswered("no answer was found"), 422, "unanswered"),
        (CorpusError([Finding("/home/me/secret.lp", 1, "broken")]), 500, "bug"),
    ],
)
def test_a_fault_has_a_status_and_its_code(error: DedereError, status: int, code: str) -> None:
    told = problems.of_fault(error)
    assert (told.status, told.code) == (status, code)
    assert "secret" not in told.body().decode()
    if status != 500:
        assert (told.detail, told.hint) == (error.message, error.hint)


def test_the_title_is_that_of_the_status() -> None:
    assert problems.of_status(404).title == "Not Found"
    assert problems.of_status(405).code == "not_allowed"
    assert (problems.of_status(400).code, problems.of_status(400).detail) == ("wrong_use", "bad request")


def test_a_refusal_says_when_to_come_again_and_what_is_allowed() -> None:
    refused = problems.Refused(problems.bug(), after=5, allow="GET")
    assert refused.headers == {"Retry-After": "5", "Allow": "GET"}
    assert problems.Refused(problems.bug()).headers == {}
