"""A sample of the mutants, and the machine that makes them; `make mutants` tries all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import examples
import mutants
from dedere.engine import default_engine

SAMPLE = ("RS-89-3A", "RS-101", "IP-RED")
"""Rules whose own cases kill all their mutants; they are tried every time."""

OPTIONS = {'"ISS-IMM"': ["court", "council"]}


def _made(rule: str) -> list[mutants.Mutant]:
    clauses = [it for it in default_engine().corpus.clauses if it.rule_id == rule]
    return list(mutants.mutants(clauses, OPTIONS, default_engine().corpus.vocabulary))


def test_each_kind_of_change_is_made() -> None:
    found = {(it.kind, it.text) for it in _made("IM-COUNCIL")}
    head = 'unopposable(P,S,K,H,"IM-COUNCIL",D) :- '
    assert ("omit", "") in found
    assert any(kind == "drop" and text.startswith(head) and 'adopt("ISS-IMM"' not in text for kind, text in found)
    assert any(kind == "swap" and text.endswith('adopt("ISS-IMM",court).') for kind, text in found)
    assert any(kind == "negate" and text.endswith('not adopt("ISS-IMM",council).') for kind, text in found)
    found = {(it.kind, it.text.partition(" :- ")[2]) for it in _made("VT-54")}
    assert any(kind == "flip" and re.search(r"\w < D\b", text) for kind, text in found)
    # A day is moved by the calendar: the day after 31 December is 1 January.
    assert any(kind == "shift" and re.search(r"_next\(D,_L\); \w+ <= _L", text) for kind, text in found)
    # Dropping what alone gives a variable its value makes no legal rule.
    assert not any(kind == "drop" and text.startswith("adopt") for kind, text in found)


def test_what_stands_in_a_clause_is_exchanged_for_what_could_stand_there() -> None:
    made = _made("RS-89-3A")
    heads = {it.to for it in made if it.kind == "head"}
    assert "carried(P,H,H,D)" in heads
    assert all(it.text.startswith(it.to) for it in made if it.kind == "head")
    others = {(it.clause.body[it.at].text, it.to) for it in made if it.kind == "other"}
    assert others
    assert all(old != new for old, new in others)
    # What says nothing, or never holds, is another mutant: the condition dropped, or the clause left out.
    assert not any(re.fullmatch(r"(\w+) \W+ \1", new) for _, new in others)
    beside = [it for it in _made("EA-4-1") if it.kind == "sibling"]
    assert {it.to for it in beside} >= {"eaw_refusable(W,H,art_4_2,D)"}
    assert len({it.name for it in made}) == len({(it.name, it.text) for it in made})


def test_the_days_of_a_trial_follow_one_another_by_the_calendar() -> None:
    found = mutants.steps(["died(putin,20240228)."], (20241231, 20241231))
    assert {"_next(20241231,20250101).", "_next(20240228,20240229).", "_next(20240227,20240228)."} <= {*found.split()}


def test_what_became_of_a_mutant_is_kept_until_something_it_was_tried_on_changes(tmp_path: Path) -> None:
    first, second, *_ = _made("RS-101")
    cases = list(examples.read(next(iter(examples.files()))).cases)[:3]
    book = mutants.Book(tmp_path / "book", cases)
    assert book.known(first) is None
    book.write([first, second], {first: cases[0].name})
    again = mutants.Book(tmp_path / "book", cases)
    assert (again.known(first), again.known(second)) == (cases[0].name, "")
    fewer = mutants.Book(tmp_path / "book", cases[:2])
    assert (fewer.known(first), fewer.known(second)) == (None, None)
    assert (fewer.likely(first), fewer.likely(second)) == (cases[0].name, None)
    assert mutants.Book(tmp_path / "book", cases[1:]).likely(first) is None


def test_what_is_alive_is_counted_as_alive_unless_it_is_the_same_law(capsys: pytest.CaptureFixture[str]) -> None:
    found = mutants.chosen(only="RS-58-1")
    equal = [it for it in found if mutants.proved(it)]
    assert 0 < len(equal) < len(found)
    killers = {it: "a case" for it in found if it not in equal}
    killers.pop(next(it for it in killers if not mutants.explained(it, mutants.allowed())))
    assert mutants._told(found, killers) == 1
    told = capsys.readouterr().out
    counted = len(found) - len(equal)
    assert f"{counted - 1} of {counted} mutants killed" in told
    assert f"and 1 that are not; {len(equal)} more are the same law" in told


def test_a_sample_of_mutants_is_killed() -> None:
    found = [mutant for rule in SAMPLE for mutant in mutants.chosen(only=rule)]
    assert len(found) > 50
    every = [case for path in examples.files() for case in examples.read(path).cases]
    listed = [it for it in every if {it.rule, *mutants._IDS.findall(it.name)} & {*SAMPLE}]
    killers = mutants.killed(found, cases=listed, random_worlds=0)
    patterns = mutants.allowed()
    assert [it.name for it in found if it not in killers and not mutants.explained(it, patterns)] == []


def test_every_explanation_has_a_reason_and_is_needed() -> None:
    found = mutants.allowed()
    assert all(reason.strip() for reason in found.values())
    names = [it.name for it in mutants.chosen()]
    assert [it for it in found if not any(mutants._pattern(it).fullmatch(name) for name in names)] == []


def test_a_mutant_has_a_name_of_its_own() -> None:
    found = mutants.chosen(only="PARTY")
    assert len({it.name for it in found}) == len({(it.name, it.text) for it in found})
