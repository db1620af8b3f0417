"""The static checks of rules: nothing against the rules of Dedere, and each check finds what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpora import RULES, Lab
from dedere.checks.law import lint
from dedere.loading import default_folders, load_corpus
from laws import CLEAN, LAW


def found(lab: Lab, old: str, new: str) -> list[str]:
    """What is found in small rules with one thing changed, as `check: message`."""
    assert old in LAW
    corpus = lab.load(rules__vocabulary=CLEAN, rules__law=LAW.replace(old, new))
    linted = lint(corpus)
    return [f"{it.check}: {it.message}" for it in (*linted.findings, *linted.notes) if it.check != "lonely-variable"]


def test_nothing_is_wrong_with_the_rules_of_dedere() -> None:
    assert [f"{it.file}:{it.line}: {it.message}" for it in lint().findings] == []


def test_a_duty_that_is_asked_about_says_what_it_would_mean(tmp_path: Path) -> None:
    """Every one of the rules of Dedere does; one that does not is told."""
    law = """\
%@ rule T-1 "Whoever is there is extradited"
%@ authority "Treaty" "art. 1" checked(text)
%@ says "{H} must extradite {P}"
applicable(duty(H,extradite,P,none),"T-1",D) :- within_reach(P,H,_,D).
"""
    (tmp_path / "law.lp").write_text(law, encoding="utf-8")
    rules, facts = default_folders()
    told = [it for it in lint(load_corpus([rules, tmp_path], [facts])).notes if it.check == "no-would"]
    assert [it.line for it in told] == [4]


def test_nothing_is_wrong_with_the_small_rules(lab: Lab) -> None:
    unread = {"dead-predicate: no rule reads `count`"}
    assert set(found(lab, "R-2", "R-2")) <= unread


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "present(P,H,D), adopt",
            "applicable(duty(H,gret,P,none),_,D), present(P,H,D), adopt",
            "never-fires: the clause",
        ),
        (
            "present(P,H,D), adopt",
            "applicable(duty(P,greet,H,none),_,D), present(P,H,D), adopt",
            "never-fires: the clause",
        ),
        ("present(P,H,D), adopt", "present(P,H,D), D < D, adopt", "never-fires: `D < D` never holds"),
        ("present(P,H,D), adopt", "present(P,H,D), D <= D, adopt", "never-fails: `D <= D` always holds"),
        ("N = duty(H,greet,P,none),", "not applicable(duty(H,gret,P,none),_,D),", "never-fails: `not applicable("),
        (
            "applicable(N,R,D), N = duty",
            'applicable(N,"R-9",D), R = "R-9", N = duty',
            "unknown-rule: `applicable` names",
        ),
        ('defeated(N,R,"R-3",D)', 'defeated(N,R,"R-2",D)', "other-rule: the clause stands under `R-3`"),
        ('adopt("I",two)', 'adopt("I",three)', "unknown-option: `adopt` names the option `three`"),
        (', option("I",two,"the other")', "", "options: the issue"),
        (' held_by("I",two,"others","a book").', "", "unheld: nobody holds the option `two`"),
        (
            'held_by("I",one,"some","a book").',
            'held_by("I",one,"some","a book"). unheld("I",three,"none seen").',
            "unknown-option: `unheld` names the option `three`",
        ),
        ('adopt("I",one).', 'not beaten(duty(H,greet,P,none),"R-2",D).', "loop: `not beaten"),
        ('adopt("I",one).', 'not applicable(duty(H,greet,P,none),"R-2",D).', "loop: `not applicable"),
        ('defeated(N,R,"R-3",D)', 'defeated(N,"R-3","R-3",D)', "never-defeats: `defeated(N,"),
        ("beaten(N,R,D) :- defeated(N,R,_,D)", "{ beaten(N,R,D) } :- defeated(N,R,_,D)", "free-choice: `beaten(N,R,D)"),
        (
            'held_by("I",one,"some","a book").',
            'held_by("I",one,"some","a book"). issue("J","?"). option("J",a,"a"). option("J",b,"b").',
            "unraised: no rule raises the issue",
        ),
        (
            "beaten(N,R,D) :-",
            '%@ derived idle(Day: date)\n%@ says "{Day}"\nbeaten(N,R,D) :-',
            "dead-predicate: nothing",
        ),
        (
            '%@ rule R-3 "An',
            '%@ says "beaten"\ndefeated(N,"R-3","R-2",D) :- applicable(N,"R-3",D).\n%@ rule R-3 "An',
            "never-fires: the clause",
        ),
    ],
)
def test_what_is_wrong_is_found(lab: Lab, old: str, new: str, message: str) -> None:
    if "option(" in old:
        old, new = ' option("I",two,"the other").', ""
    told = found(lab, old, new)
    assert any(it.startswith(message) for it in told), told


def test_that_nobody_holds_a_position_may_be_said(lab: Lab) -> None:
    old = 'held_by("I",two,"others","a book").'
    told = found(lab, old, 'unheld("I",two,"none was seen").')
    assert not [it for it in told if it.startswith("unheld")], told


def test_a_loop_is_told_once_with_the_way_it_takes(lab: Lab) -> None:
    told = lint(
        lab.load(
            rules__vocabulary=CLEAN,
            rules__law=LAW.replace('adopt("I",one).', 'not beaten(duty(H,greet,P,none),"R-2",D).'),
        )
    ).findings
    loops = [it for it in told if it.check == "loop"]
    assert len(loops) == 1
    places = dict(enumerate(LAW.splitlines(), 1))
    named = {int(it) for it in re.findall(r"rules/law\.lp:(\d+)", loops[0].hint or "")} | {loops[0].line}
    assert sorted(places[it].partition("(")[0] for it in named) == ["applicable", "beaten", "defeated"]


def test_circles_of_priority_are_found(lab: Lab) -> None:
    more = '%@ rule R-4 "More"\n%@ authority "C" "4" checked(text)\n'
    more += 'defeated(N,"R-2","R-4",D) :- applicable(N,"R-2",D).\ndefeated(N,"R-4","R-2",D) :- applicable(N,"R-2",D).\n'
    told = lint(lab.load(rules__vocabulary=CLEAN, rules__law=LAW, rules__more=more)).findings
    circles = [it for it in told if it.check == "circular-priority"]
    assert [it.file for it in circles] == ["rules/more.lp", "rules/more.lp"]


def test_it_needs_no_law_in_particular(lab: Lab) -> None:
    assert lint(lab.load(rules__vocabulary=CLEAN, rules__rules=RULES)).clauses == 1
    rules, facts = default_folders()
    assert lint(load_corpus([rules], [facts])).findings == ()
