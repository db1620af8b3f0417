"""What an answer has not as a case expects it: what was expected, what is told, and what is nearest."""

from __future__ import annotations

import pytest

from casing import ARMENIA, INDIA, NORWAY, case_of, told_of
from dedere.cases.differences import conclusion_differences, differences, nearest_windows

MET = {
    NORWAY: """
        verdict: contested, schools: {court: obliged, horizontal: not_obliged, council: {2024-05-01: not_obliged}},
        holds: ["duty(nor, cooperate, _, icc)", "status(nor,state_party,rome,none)"],
        holds_not: ["permitted(nor,assist,_,_)"], rules: [RS-89-1, IM-STATUTE, RS-98-1, SC-DUTY],
        rules_not: [SC-DUTY, IM-COUNCIL],
        says: [as a serving head of State of Russia is inviolable, "Rome Statute, art. 86"],
        says_not: never signed, issues: [ISS-IMM: alone, ISS-WHODEC], issues_not: ISS-FUNC,
        warnings: The request for arrest  went out on 17 March 2023,
        why: {IM-STATUTE: [is outranked, applies on some views], "party(nor,rome,_)": since 1 July 2002},
        windows: [{act: arrest, first_day: 2024-05-01, rule: RS-89-1}]
    """,
    ARMENIA: """
        schools: {court: {2024-01-31: not_obliged, 2024-02-01: obliged},
                  horizontal: {2024-01-31 to 2024-02-01: not_obliged}},
        assumptions: requests are mostly confidential, issues: {ISS-IMM: alone, ISS-WHODEC: no},
        conclusions: ["duty(arm,cooperate,putin,icc) by RS-86, certain, 2024-02-01 to 2024-02-01"],
        conclusions_not: ["duty(arm,cooperate,putin,icc) by RS-86, contested"]
    """,
}


@pytest.mark.parametrize("question", list(MET))
def test_what_is_met(question: str) -> None:
    assert differences(case_of(MET[question], question).expect, told_of(question)) == []


@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("verdict: obliged", "the verdict is `contested` and was to be `obliged`"),
        ("schools: {court: not_obliged}", "under court the verdict is `obliged` and was to be `not_obliged`"),
        (
            "schools: {court: {2024-05-01: not_obliged}}",
            "under court the verdict on 2024-05-01 is `obliged` and was to be `not_obliged`",
        ),
        (
            "holds: ['duty(swe,cooperate,_,icc)']",
            "`duty(swe,cooperate,_,icc)` does not hold; what does, nearest first: `duty(nor,cooperate,putin,icc)`; ",
        ),
        (
            "holds_not: ['duty(_,cooperate,_,_)']",
            "`duty(nor,cooperate,putin,icc)` holds by RS-86, and must not: `duty(_,cooperate,_,_)` was to",
        ),
        ("rules: [RS-127-ANN]", "RS-127-ANN is not among the reasons; the nearest is RS-127-"),
        ("rules_not: [RS-86]", "RS-86 founds something, and must not: `duty(nor,cooperate,putin,icc)`"),
        ("rules_not: [RS-126-1]", "RS-126-1 founds something, and must not: it stands in a proof"),
        ("rules_not: [EX-IMM]", "EX-IMM defeats something, and must not: `"),
        (
            "says: a serving head of State of France is inviolable",
            (
                "`a serving head of State of France is inviolable` is not said; "
                "the nearest is `Norway must not arrest Vladimir Putin, who as a serving head of State of Russia is "
                "inviolable before other States`"
            ),
        ),
        (
            "says_not: MUST NOT  arrest",
            "`MUST NOT  arrest` is said, and must not be: `Norway must not arrest Vladimir Putin, who as",
        ),
        (
            "issues: [ISS-FUNC]",
            "the issue ISS-FUNC does not bear on the answer; those that do, and how they turn it: ISS-IMM (alone), ",
        ),
        ("issues: [ISS-IMM: no]", "the issue ISS-IMM turns the answer `alone` and was to turn it `no`"),
        ("issues_not: ISS-IMM", "the issue ISS-IMM bears on the answer, and must not: `"),
        ("assumptions: confidential", "`confidential` is not assumed; there is nothing of the kind"),
        (
            "warnings: the request went out in April",
            "`the request went out in April` is not warned of; the nearest is `rests on memory, not on a source",
        ),
        (
            "windows: [{first_day: 2024-05-01, standing: certain}]",
            (
                "there is no window `first_day: 2024-05-01, standing: certain`; there is `act: arrest, "
                "first_day: 2024-05-01, last_day: 2024-05-01, standing: contested, rule: RS-89-1`"
            ),
        ),
        (
            'conclusions: ["duty(nor,cooperate,putin,icc) by RS-86, contested, 2024-05-01 to 2024-05-01"]',
            (
                "`duty(nor,cooperate,putin,icc) by RS-86, contested, 2024-05-01 to 2024-05-01` is not concluded; "
                "there is `duty(nor,cooperate,putin,icc) by RS-86, certain, 2024-05-01 to 2024-05-01`"
            ),
        ),
        (
            'conclusions_not: ["duty(nor,cooperate,putin,icc) by RS-86"]',
            "`duty(nor,cooperate,putin,icc) by RS-86, certain, 2024-05-01 to 2024-05-01` is concluded, and must not be",
        ),
    ],
)
def test_what_is_not_met(expect: str, difference: str) -> None:
    (told,) = differences(case_of(expect, NORWAY).expect, told_of(NORWAY))
    assert told.startswith(difference)


def test_the_first_day_on_which_a_school_has_it_otherwise_is_told() -> None:
    (told,) = differences(
        case_of("schools: {court: {2024-01-31 to 2024-02-01: not_obliged}}", ARMENIA).expect, told_of(ARMENIA)
    )
    assert told == (
        "under court the verdict on 2024-02-01 is `obliged` and was to be `not_obliged`, "
        "as from 2024-01-31 to 2024-02-01"
    )


def test_where_nothing_is_there_that_is_said() -> None:
    (window,) = differences(case_of("windows: [{standing: certain}]", INDIA).expect, told_of(INDIA))
    assert window == "there is no window `standing: certain`; there is none"
    assert nearest_windows({"standing": "certain"}, told_of(INDIA)) == []


def test_conclusions_are_held_against_lines_whoever_made_them() -> None:
    expect = case_of('conclusions: ["doubt x, 2024-05-01 to 2024-05-01"], conclusions_not: ["doubt y"]').expect
    assert list(conclusion_differences(expect, {"doubt x, 2024-05-01 to 2024-05-01"})) == []
    assert list(conclusion_differences(expect, {"doubt y, 2024-05-01 to 2024-05-01"})) == [
        "`doubt x, 2024-05-01 to 2024-05-01` is not concluded; there is `doubt y, 2024-05-01 to 2024-05-01`",
        "`doubt y, 2024-05-01 to 2024-05-01` is concluded, and must not be",
    ]
    assert next(iter(conclusion_differences(expect, frozenset()))).endswith("there is nothing of the kind")
