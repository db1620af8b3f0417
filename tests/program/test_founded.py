"""What is concluded by a rule that does not exist is refused when files are loaded."""

from __future__ import annotations

import pytest

from corpora import Lab
from laws import CLEAN, LAW

FOUNDS = 'applicable(duty(H,greet,P,none),"R-2",D) :- present(P,H,D), adopt("I",one).'
DEFEATS = 'defeated(N,R,"R-3",D) :- applicable(N,R,D), '


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FOUNDS, FOUNDS.replace("R-2", "R-22")),
        (FOUNDS, FOUNDS.replace('"R-2"', "R").replace(":- ", ':- R = "R-22", ')),
        (FOUNDS, 'applicable(duty(aaa,greet,pat,none),"R-22",20250101).'),
        (DEFEATS, DEFEATS.replace("R-3", "R-22")),
    ],
    ids=["norm", "by a variable", "norm of the law", "defeat"],
)
def test_what_no_rule_concludes_is_refused_with_its_place(lab: Lab, old: str, new: str) -> None:
    assert old in LAW
    law = LAW.replace(old, new)
    if ":-" not in new:
        law = law.replace('%@ says "{H} must greet {P}"\n', "")
    (found,) = lab.findings(rules__vocabulary=CLEAN, rules__law=law)
    assert found.message == "what is concluded by `R-22` has no reason: there is no such rule"
    assert found.line == 1 + law[: law.index(new)].count("\n")
    assert found.hint == "did you mean `R-2`?"


def test_a_rule_that_is_there_is_not(lab: Lab) -> None:
    assert {"R-2", "R-3"} <= {*lab.load(rules__vocabulary=CLEAN, rules__law=LAW).rules}


def test_a_check_is_one_of_the_rules(lab: Lab) -> None:
    check = """\
%@ derived violation(Check: text, About: term, Against: term)
%@ says "{About} is at fault"
%@ rule CHK "A check"
%@ authority "Dedere" "here" checked(convention)
%@ says "{P} is at fault"
violation("CHECK",P,none) :- present(P,_,_).
"""
    (found,) = lab.findings(rules__vocabulary=CLEAN, rules__law=LAW + check)
    assert found.message == "what is concluded by `CHECK` has no reason: there is no such rule"
