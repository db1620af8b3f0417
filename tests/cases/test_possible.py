"""What the law could conclude in answer to a question, whatever the record says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dedere import load
from dedere.cases.possible import LINE, Law, meant
from dedere.engine import Engine, default_engine
from dedere.terms.values import Atom

PACK = Path(__file__).parents[1] / "packs" / "regional_court"


@cache
def shipped() -> Law:
    return Law(default_engine(), ())


@cache
def packed() -> Law:
    return Law(Engine(load([PACK / "rules"], [PACK / "facts"])), ())


def test_a_pack_brings_its_own_rules_and_names() -> None:
    assert packed().rule("RC-DUTY") is None
    assert packed().norm("duty(ind,arrest_and_transfer,rita_roe,regional)", "RC-DUTY") is None
    unknown = shipped().rule("RC-DUTY")
    assert unknown is not None
    assert unknown.message == "there is no rule `RC-DUTY`"
    assert shipped().norm("duty(ind,arrest_and_transfer,rita_roe,icty)") is not None


def test_what_is_supposed_is_named_beside_what_is_recorded() -> None:
    law = Law(default_engine(), [Atom("person", ("x1", '"X One"'))])
    assert law.norm("forbidden(ind,arrest,x1,rus)") is None
    assert law.norm("forbidden(ind,arrest,putin,rus)") is None
    assert law.norm("forbidden(ind,arrest,x2,rus)") is not None


@pytest.mark.parametrize(
    ("norm", "rule", "possible"),
    [
        ("_", None, True),
        ("forbidden(_,arrest,_,_)", None, True),
        ("forbidden(_,arrest,_,_)", "IM-RP", True),
        ("forbidden(_,arrest,_,_)", "RS-86", False),
        ("status(icc,created_by_agreement,none,none)", None, True),
        ("status(icc,created_by_agreement,icc,none)", None, False),
        ("forbidden", None, False),
        ("forbidden(arrest)", None, False),
    ],
)
def test_norms(norm: str, rule: str | None, possible: bool) -> None:
    assert (shipped().norm(norm, rule) is None) is possible


def test_windows_are_of_what_is_sought() -> None:
    assert shipped().sought("arrest_and_surrender", "RS-89-1") is None
    assert shipped().sought(None, None) is None
    assert shipped().sought("cooperate", None) is not None
    assert shipped().sought(None, "RS-86") is not None


def test_a_rule_defeats_what_its_clauses_say() -> None:
    def wrong(line: str) -> str | None:
        found = LINE.fullmatch(line)
        assert found is not None
        complaint = packed().conclusion(found)
        return complaint and complaint.message

    line = "duty(ind,arrest_and_transfer,rita_roe,regional) by RC-DUTY is defeated by"
    assert wrong(f"{line} RC-AMNESTY") is None
    assert wrong(f"{line} RC-0") == "there is no rule `RC-0`"
    assert wrong(f"{line.replace('RC-DUTY', 'RC-AMNESTY')} RC-AMNESTY") is not None


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("duty(a,b,c,d) by RS-86", {"norm": "duty(a,b,c,d)", "rule": "RS-86"}),
        (
            "duty(a,b,c,d) by RS-86, certain, 2024-01-01 to 2024-01-02",
            {"norm": "duty(a,b,c,d)", "rule": "RS-86", "standing": "certain", "days": "2024-01-01 to 2024-01-02"},
        ),
        (
            "duty(a,b,c,d) by RS-86 is defeated by X-1, 2024-01-01 to 2024-01-02",
            {"norm": "duty(a,b,c,d)", "rule": "RS-86", "by": "X-1", "days": "2024-01-01 to 2024-01-02"},
        ),
        ("doubt office(a,b,c)", {"doubt": "office(a,b,c)"}),
        ("doubt x, 2024-01-01 to 2024-01-02", {"doubt": "x", "days": "2024-01-01 to 2024-01-02"}),
    ],
)
def test_lines_are_taken_apart(line: str, groups: dict[str, str]) -> None:
    found = LINE.fullmatch(line)
    assert found is not None
    assert {key: value for key, value in found.groupdict().items() if value is not None} == groups


def test_hints_name_the_nearest_or_all_of_a_few() -> None:
    assert meant("COURT", ["court", "council"]) == "did you mean `court`?"
    assert meant("x", ["court", "council"]) == "there are court, council"
    assert meant("x", ["court"]) == "there is court"
    assert meant("x", []) is None
    assert meant("x", [f"court{it}" for it in range(20)]) is None
