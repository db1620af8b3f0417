"""A sample of the mutants, and the machine that makes them; `make mutants` tries all."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import bench
import examples
import laboratory
import mutants
import pages_kept
import slips
from dedere.cases.files import Example
from dedere.engine import default_engine
from slips import Mutant

SAMPLE = ("RS-89-3A", "RS-101", "IP-RED")
"""Rules whose own cases kill all their mutants; they are tried every time."""

OPTIONS = {'"ISS-IMM"': ["court", "council"]}


def _made(rule: str) -> list[Mutant]:
    clauses = [it for it in default_engine().corpus.clauses if it.rule_id == rule]
    return slips.mutants(clauses, OPTIONS, default_engine().corpus.vocabulary)


def _chosen(rule: str | None = None, seed: int = 0) -> list[Mutant]:
    return slips.chosen(default_engine().corpus, rule, seed)


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
    found = bench.steps(["died(putin,20240228)."], (20241231, 20241231))
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
    every = _chosen("RS-58-1")
    equal = [it for it in every if mutants.proved(it)]
    found = [it for it in every if it not in equal]
    assert 0 < len(equal) < len(every)
    killers = dict.fromkeys(found, "a case")
    killers.pop(next(it for it in killers if not mutants.explained(it, mutants.allowed())))
    assert mutants._told(found, equal, killers) == 1
    told = capsys.readouterr().out
    assert f"{len(found) - 1} of {len(found)} mutants killed" in told
    assert f"and 1 that are not; {len(equal)} more are the same law" in told


def test_a_sample_of_mutants_is_killed() -> None:
    found = [mutant for rule in SAMPLE for mutant in _chosen(rule)]
    assert len(found) > 50
    killers = mutants.killed(found, _trials(*SAMPLE), random_worlds=0)
    patterns = mutants.allowed()
    assert [it.name for it in found if it not in killers and not mutants.explained(it, patterns)] == []


@cache
def _cases() -> list[Example]:
    return mutants.every_case()


@cache
def _trials(*rules: str) -> list[laboratory.Trial]:
    """The cases that are about some rules."""
    about = [it for it in _cases() if {it.rule, *laboratory.IDS.findall(it.name)} & {*rules}]
    return list(laboratory.trials_of(about, default_engine()))


def test_every_explanation_has_a_reason_and_is_needed() -> None:
    found = mutants.allowed()
    assert all(reason.strip() for reason in found.values())
    names = [it.name for it in _chosen()]
    assert [it for it in found if not any(mutants._pattern(it).fullmatch(name) for name in names)] == []


def test_a_mutant_has_a_name_of_its_own() -> None:
    found = _chosen("PARTY")
    assert len({it.name for it in found}) == len({(it.name, it.text) for it in found})


def test_as_many_of_the_first_as_one_likes_are_a_sample_of_all() -> None:
    every = _chosen()
    first = every[: len(every) // 8]
    for kind in {it.kind for it in every}:
        of_all, of_first = (sum(it.kind == kind for it in them) / len(them) for them in (every, first))
        assert of_first == pytest.approx(of_all, abs=0.03)
    assert _chosen("RS-101") == [it for it in every if it.clause.rule_id == "RS-101"]
    assert _chosen("RS-101") != _chosen("RS-101", seed=1)
    assert {*_chosen("RS-101")} == {*_chosen("RS-101", seed=1)}


def test_a_mutant_is_tried_only_where_it_concludes_something_else() -> None:
    found = _chosen("RS-89-3A")
    trials = _trials("RS-89-3A", "RS-101")
    lab = laboratory.Laboratory(default_engine())
    touched = lab.touched(trials, found)
    about = [it.changing for trial, it in zip(trials, touched, strict=True) if "RS-89-3A" in trial.about]
    other = [it.changing for trial, it in zip(trials, touched, strict=True) if "RS-89-3A" not in trial.about]
    left_out = {at for at, it in enumerate(found) if it.kind == "omit"}
    assert left_out <= frozenset().union(*about)
    assert sum(map(len, other)) < sum(map(len, about))
    # What does not touch a case changes nothing in it; what does is not always seen.
    for trial, those in zip(trials[:3], touched, strict=False):
        rest = [(it, trial) for at, it in enumerate(found) if at not in those.changing]
        assert {fate for _, fate in lab._tried(rest)} <= {"same"}


def test_what_hangs_on_a_position_is_tried_too() -> None:
    found = [it for it in _chosen("IM-ORDERED") if it.kind == "omit"]
    trials = _trials("IM-ORDERED", "CQ-REFER")
    assert any(it.changing for it in laboratory.Laboratory(default_engine()).touched(trials, found))


def test_a_mutant_is_tried_on_pages_and_on_the_pack() -> None:
    (omitted,) = [it for it in _chosen("RS-86") if it.kind == "omit" and "cooperate" in it.clause.text]
    engine = default_engine()
    pages = [it for it in pages_kept.every_page(engine) if it.name == "golden/bashir-chad.txt"]
    assert pages_kept.Pages(engine).killers_of([omitted], pages) == {omitted: "golden/bashir-chad.txt"}
    told = [it for it in _chosen("VT-11") if it.kind == "omit" and "never_signed" in it.clause.text]
    assert {*mutants._by_pack(told, mutants._Work([], [], 0), laboratory.Laboratory(engine))} == {*told}


def test_a_mutant_that_leaves_no_answer_is_killed_and_takes_none_with_it() -> None:
    engine = default_engine()
    trial, *_ = _trials("RS-101")
    clause = next(it for it in engine.corpus.clauses if it.rule_id == "RS-101")
    wrong = Mutant(clause, "omit", -1, "duty(x) :- host(P,H,D); not duty(x).")
    assert [fate for _, fate in _fates(trial, wrong, Mutant(clause, "omit", -1, clause.text))] == ["killed", "same"]


def test_a_mutant_that_looks_at_what_is_no_day_is_killed() -> None:
    (unbounded,) = [it for it in _chosen("DAY-1") if it.kind == "drop" and it.clause.body[it.at].text == "E < T"]
    fates = [fate for trial in _trials("RS-98-2")[:3] for _, fate in _fates(trial, unbounded)]
    assert "killed" in fates


def test_a_clause_that_rests_on_nothing_asked_is_left_out_of_its_own_pair_alone() -> None:
    found = [it for it in _chosen("ML-FORCE") if it.kind == "omit" and "barred_before" in it.clause.head_name]
    (trial,) = [it for it in _trials("ML-FORCE") if "minister of defence" in it.name]
    killed = [it.clause.text for (it, _), fate in _fates(trial, *found) if fate == "killed"]
    assert killed == ["barred_before_african_court(O) :- O = defence_minister."]


def test_what_no_fact_has_a_part_in_differs_between_mutants_too() -> None:
    lasting = [it for it in _chosen("EX-IMM") if it.kind == "omit" and it.clause.head == "lasting(K)"]
    trial = next(it for it in _trials("EX-IMM") if "delegate to a meeting of the United Nations" in it.name)
    told = [mutant.clause.body[0].text for (mutant, _), fate in _fates(trial, *lasting) if fate == "killed"]
    assert told == ["K = un_delegate"]


def _fates(trial: laboratory.Trial, *found: Mutant) -> list[tuple[tuple[Mutant, laboratory.Trial], str]]:
    lab = laboratory.Laboratory(default_engine())
    lab.touched([trial], found)
    return list(lab._tried([(it, trial) for it in found]))
