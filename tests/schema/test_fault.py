"""What went wrong, told to a program."""

from __future__ import annotations

import json

from dedere.schema.fault import Fault, FaultFinding


def test_a_fault_says_what_and_where() -> None:
    made = Fault(
        code="broken_corpus", exit_code=3, message="m", findings=(FaultFinding(file="f.lp", line=2, message="x"),)
    )
    assert json.loads(made.to_json()) == {
        "schema": "dedere.error/1",
        "code": "broken_corpus",
        "exit_code": 3,
        "message": "m",
        "hint": None,
        "findings": [{"file": "f.lp", "line": 2, "message": "x", "hint": None}],
    }
