"""An expectation that cannot fail, or can never hold, is refused with its place and what is nearest to it."""

from __future__ import annotations

import pytest

from casing import ARMENIA, INDIA, case_of, file_of
from dedere.cases.run import run
from dedere.cases.validating import faults, validate
from dedere.engine import default_engine
from dedere.errors import UsageError

MEANINGFUL = """
    schools: {court: obliged, horizontal: {2024-01-31: not_obliged, 2024-02-01: not_obliged}},
    holds: ["duty(arm, cooperate, _, icc)", "_"], holds_not: ["forbidden(_,arrest,putin,rus)"],
    rules: [RS-86, SC-DUTY], rules_not: [SC-DUTY], says: x, says_not: y, issues: [ISS-IMM: alone], issues_not: ISS-FUNC,
    assumptions: x, warnings: y,
    windows: [{act: arrest, first_day: 2024-02-01, standing: certain, rule: RS-89-1}, {rule: SC-DUTY}],
    conclusions: ["duty(arm,cooperate,putin,icc) by RS-86, certain, 2024-02-01 to 2024-02-01",
                  "forbidden(arm,arrest,putin,rus) by IM-RP is defeated by IM-CUSTOM, 2024-01-31 to 2024-02-01",
                  "doubt office(putin,head_of_state,rus), 2024-01-31 to 2024-01-31"],
    conclusions_not: ["duty(arm,cooperate,putin,icc) by RS-86", "doubt office(putin,head_of_state,rus)",
                      "duty(arm,cooperate,putin,icc) by RS-86, contested",
                      "duty(arm,cooperate,putin,icc) by RS-86, certain, 2024-01-31 to 2024-02-01",
                      "forbidden(arm,arrest,putin,rus) by IM-RP is defeated by IM-CUSTOM"]
"""


def test_what_can_hold_and_can_fail_is_not_refused() -> None:
    validate(file_of(MEANINGFUL, ARMENIA), default_engine())


@pytest.mark.parametrize(
    ("expect", "message", "hint"),
    [
        # Rules
        ("rules_not: [RS-89-l]", "can never fail by `rules_not`: there is no rule `RS-89-l`", "`RS-89-1`"),
        ("rules: [RS-86, rs-86]", "can never hold by `rules`: there is no rule `rs-86`", "did you mean `RS-86`"),
        ("rules_not: [CHK-KEY]", "fail by `rules_not`: the rule `CHK-KEY` has no part in this question", "CHK-KEY"),
        ("rules: [HC-JC]", "hold by `rules`: the rule `HC-JC` has no part in this question", "HC-JC"),
        (
            "rules_not: [TREATY-CHANGE]",
            "`TREATY-CHANGE` neither founds nor defeats anything",
            "rules show TREATY-CHANGE",
        ),
        ("rules_not: [RS-58-ASSUMED]", "fail by `rules_not`: the rule `RS-58-ASSUMED` neither founds nor defeats", ""),
        (
            "rules: [DOUBT-NAME]",
            "can never hold by `rules`: the rule `DOUBT-NAME` is never among the reasons",
            "named in",
        ),
        # Norms
        ("holds: ['dooty(ind,arrest,putin,rus)']", "hold by `holds`: no rule concludes a `dooty`", "`duty`"),
        ("holds_not: ['duty(ind,arrest,putin)']", "has 3 parts, and a `duty` has 4", "has the form `duty(_,"),
        (
            "holds_not: ['forbidden(ind,arest,putin,rus)']",
            "fail by `holds_not`: no rule concludes",
            "(ind,arrest,putin,",
        ),
        ("holds_not: ['forbidden(idn2,arrest,putin,_)']", "`idn2` is no state that is known", "did you mean `idn`"),
        ("holds_not: ['forbidden(IND,arrest,putin,_)']", "`IND` is no state that is known", "did you mean `ind`"),
        ("holds_not: ['forbidden(ind,arrest,putine,_)']", "`putine` is no person that is known", "`putin`"),
        ("holds: ['duty(ind']", "`duty(ind` is no norm", "has the form"),
        ("holds_not: ['Duty']", "`Duty` is no norm", "has the form"),
        # Conclusions
        ("conclusions_not: ['duty(ind,cooperate,putin,icc) by RS-86b']", "there is no rule `RS-86b`", "RS-86"),
        (
            "conclusions_not: ['duty(ind,cooperate,putin,icc) by RS-89-1']",
            "no clause of `RS-89-1` concludes",
            "is RS-86",
        ),
        ("conclusions_not: ['duty(ind,cooperate,putin) by RS-86']", "has 3 parts", "form `duty("),
        (
            "conclusions_not: ['duty(ind,cooperat,putin,icc) by RS-86']",
            "no rule concludes",
            "`duty(ind,cooperate,putin,icc)`",
        ),
        ("conclusions_not: ['duty(inx,cooperate,putin,icc) by RS-86']", "`inx` is no state that is known", "`ind`"),
        (
            "conclusions_not: ['duty(ind,arrest_and_surrender,putin,icx) by RS-89-1, certain']",
            "can never fail by `conclusions_not`: `icx` is no court",
            "did you mean `icc`?",
        ),
        (
            "conclusions_not: ['duty(ind,arrest_and_surrender,putin,rus) by RS-89-1']",
            "can never fail by `conclusions_not`",
            "",
        ),
        (
            "conclusions_not: ['status(ind,dilemma,putin,rux) by HC-DIL']",
            "no rule concludes `status(ind,dilemma,putin,rux)`",
            "did you mean `status(ind,dilemma,putin,rus)`?",
        ),
        (
            "conclusions_not: ['duty(ind,arrest_and_surrender,putin,icx) by RS-89-1 is defeated by RS-98-1']",
            "`icx` is no court",
            "`icc`",
        ),
        (
            "conclusions_not: ['permitted(ind,refuse_extradition,putin,frb) by EX-TRT']",
            "`frb` is no state that is known",
            "",
        ),
        (
            "holds_not: ['power(usb,ask_to_lift_immunity,putin,rus)']",
            "no rule concludes `power(usb,",
            "did you mean `power(u",
        ),
        ("conclusions_not: ['duty(ind,cooperate,putin,icc)']", "is no conclusion", "write `NORM by RULE, certain"),
        ("conclusions_not: ['duty(ind,cooperate,putin,icc) by RS-86,']", "is no conclusion", "write `NORM by RULE"),
        (
            "conclusions_not: ['duty(ind,cooperate,putin,icc) by RS-86, 2025-12-05 to 2025-12-05']",
            "is no conclusion",
            "",
        ),
        (
            "conclusions_not: ['duty(ind, cooperate,putin,icc) by RS-86']",
            "stand blanks",
            "write `duty(ind,cooperate,pu",
        ),
        ("conclusions_not: ['duty(_,cooperate,putin,icc) by RS-86']", "stands a variable", "is written out"),
        (
            "conclusions_not: ['forbidden(ind,arrest,putin,rus) by IM-RP is defeated by RS-0']",
            "there is no rule `RS-0`",
            "",
        ),
        (
            "conclusions_not: ['duty(ind,deliver,putin,icc) by RS-59-7 is defeated by RS-98-1x']",
            "there is no rule `RS-98-1x`",
            "RS-98-1",
        ),
        (
            "conclusions_not: ['forbidden(ind,arrest,putin,rus) by IM-RP is defeated by RS-89-1']",
            "no clause of `RS-89-1` defeats `forbidden(ind,arrest,putin,rus)` by `IM-RP`",
            "IM-WAIVE, SC-URGE, SL-IMM",
        ),
        ("conclusions_not: ['doubt offise(putin,head_of_state,rus)']", "no rule concludes `offise(", "`office(_,_,_)`"),
        ("conclusions_not: ['doubt office(putin,head_of_state)']", "no rule concludes `office(", "`office(_,_,_)`"),
        ("conclusions_not: ['doubt office(putin,head_of_stat,rus)']", "`head_of_stat` is no office", "head_of_state"),
        ("conclusions_not: ['doubt office(_,head_of_state,rus)']", "is not written out", "no variables"),
        (
            "conclusions: ['duty(ind,cooperate,putin,icc) by RS-86']",
            "is no conclusion",
            "DAY",
        ),
        ("conclusions: ['doubt office(putin,head_of_state,rus)']", "has no days", "DAY to DAY"),
        (
            "conclusions: ['duty(ind,cooperate,putin,icc) by RS-86, certain, 2025-12-05 to 2025-12-06']",
            "is not within the stay",
            "the question is of 2025-12-05",
        ),
        (
            "conclusions: ['duty(ind,cooperate,putin,icc) by RS-86, certain, 20251205 to 20251205']",
            "is not written as a day is",
            "write `2025-12-05 to 2025-12-05`",
        ),
        # Issues, schools, windows
        ("issues_not: [ISS-IMMM]", "can never fail by `issues_not`: there is no issue `ISS-IMMM`", "`ISS-IMM`"),
        ("issues: [ISS-IMMM: alone]", "can never hold by `issues`: there is no issue `ISS-IMMM`", "`ISS-IMM`"),
        ("schools: {cort: obliged}", "can never hold by `schools`: there is no school `cort`", "`court`"),
        ("schools: {court: {2025-12-06: obliged}}", "`2025-12-06` is not within the stay", "is of 2025-12-05"),
        ("schools: {court: {someday: obliged}}", "`someday` is not a date", "YYYY-MM-DD"),
        (
            "schools: {court: {2025-12-05: obliged, 20251205: not_obliged}}",
            "`20251205` has days of which another verdict is expected",
            "one verdict",
        ),
        ("windows: [{act: arest}]", "no window is of `arest`", "arrest"),
        ("windows: [{rule: IM-RP}]", "no clause of `IM-RP` concludes", "RS-89-1"),
        ("windows: [{rule: RS-0}]", "there is no rule `RS-0`", ""),
        (
            "windows: [{first_day: 2025-12-05, last_day: 2025-12-04}]",
            "`2025-12-04` is not within the stay",
            "2025-12-05",
        ),
        ("windows: [{last_day: 2025-12-06}]", "`2025-12-06` is not within the stay", "2025-12-05"),
    ],
)
def test_what_cannot_fail_or_never_hold_is_refused(expect: str, message: str, hint: str) -> None:
    file = file_of(expect, INDIA)
    with pytest.raises(UsageError) as refused:
        validate(file, default_engine())
    assert refused.value.message.startswith("`some.yaml:3`: the case `a` ")
    assert message in refused.value.message
    assert hint in (refused.value.hint or "")
    assert "Variable" not in (refused.value.hint or "")
    # Whoever runs the case all the same is told, and whatever else the case says of itself.
    doubtful = file.cases[0].model_copy(update={"xfail": "known", "confidence": "recall"})
    assert run(doubtful).status == "failed"


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        ("  rule: RS-O\n", "is an example of `RS-O`, which is no rule", ""),
        ("  positions: {ISS-IM: court}\n", "asks what cannot be asked: there is no issue `ISS-IM`", "`ISS-IMM`"),
        ("  positions: {ISS-IMM: cort}\n", "the issue `ISS-IMM` has no option `cort`", "`court`"),
    ],
)
def test_what_a_case_names_beside_is_there(more: str, message: str, hint: str) -> None:
    file = file_of("conclusions_not: ['duty(ind,cooperate,putin,icc) by RS-86']", INDIA, more)
    with pytest.raises(UsageError, match=rf"`some.yaml:3`: the case `a` .*{message}") as refused:
        validate(file, default_engine())
    assert hint in (refused.value.hint or "")


def test_a_school_that_is_none_is_refused() -> None:
    (fault,) = faults(case_of("verdict: obliged", f"{INDIA}, school: cort"), default_engine())
    assert fault.way == ("question", "school")
    assert "there is no school `cort`" in fault.message


def test_what_is_supposed_is_there() -> None:
    supposed = "  suppose: ['person(x1,\"X One\")', 'state(bbb,\"B-land\")']\n"
    expect = "holds_not: ['forbidden(ind,arrest,putin,bbb)']"
    assert faults(case_of(expect, INDIA, supposed), default_engine()) == []
    assert len(faults(case_of(expect, INDIA), default_engine())) == 1


def test_a_window_does_not_end_before_it_begins() -> None:
    (fault,) = faults(case_of("windows: [{first_day: 2024-02-01, last_day: 2024-01-31}]", ARMENIA), default_engine())
    assert fault.message == "can never hold by `windows`: `2024-01-31` is before `2024-02-01`"


def test_a_question_that_is_refused_has_no_days_to_be_within() -> None:
    nobody = "person: nobody at all, host: ind, first: 2025-12-05"
    assert faults(case_of("windows: [{last_day: 2025-12-06}]", nobody), default_engine()) == []
    assert len(faults(case_of("rules_not: [RS-0]", nobody), default_engine())) == 1


def test_how_many_more_there_are_is_said() -> None:
    with pytest.raises(UsageError, match=r"`rules_not`: there is no rule `RS-0` \(and 2 more\)"):
        validate(file_of("rules_not: [RS-0, RS-00], issues: [ISS-0]"), default_engine())
