"""The exceptions that users meet."""

from __future__ import annotations

from dedere.errors import CorpusError, DedereError, Finding, Unanswered, UsageError


def test_exit_codes() -> None:
    assert (Unanswered("x").exit_code, UsageError("x").exit_code, CorpusError([]).exit_code) == (1, 2, 3)
    assert issubclass(CorpusError, DedereError)


def test_findings_are_in_order_and_each_stands_once() -> None:
    late, early = Finding("b.lp", 2, "late"), Finding("a.lp", 7, "early", "mend it")
    error = CorpusError([late, early, late])
    assert error.findings == (early, late)
    assert error.message == "a.lp:7: early (and 1 more)"
    assert error.hint == "mend it"


def test_one_finding_is_the_message() -> None:
    assert str(CorpusError([Finding("a.lp", 7, "early")])) == "a.lp:7: early"
