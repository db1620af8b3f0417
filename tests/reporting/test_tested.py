"""What is told of cases that were run."""

from __future__ import annotations

import pytest

from casing import file_of
from dedere.cases.run import Outcome
from dedere.reporting import tested
from dedere.reporting.page import Page
from dedere.reporting.shown import written

FILE = file_of("verdict: obliged")
FAILED = Outcome(FILE.cases[0], "failed", ("the verdict is `contested` and was to be `obliged`",))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_case_that_failed_is_told_with_what_is_otherwise(form: str) -> None:
    shown = written(tested.document([FILE], [[FAILED, Outcome(FILE.cases[0], "open", ("x",))]]), form, Page())
    for part in ("some.yaml: a: failed", "contested", "a: open, as it says", "1 file: 0 passed, 1 failed, 1 open"):
        assert part in shown


def test_a_case_that_passed_is_counted_only() -> None:
    passed = tested.document([FILE], [[Outcome(FILE.cases[0], "passed", ())]])
    assert (passed.title, passed.blocks, passed.tone) == ("1 file: 1 passed, 0 failed", (), "good")
    assert tested.document([FILE], [[FAILED]]).tone == "bad"
    assert tested.document([FILE], [[]], "too little").tone == "bad"


def test_as_values_every_case_is_there() -> None:
    (told,) = tested.data([FILE], [[FAILED]])
    assert told["file"] == "some.yaml"
    assert told["cases"] == [{"name": "a", "status": "failed", "different": FAILED.different}]
