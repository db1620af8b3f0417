"""A sample of the mutants, and the machine that makes them; `make mutants` tries all."""

from __future__ import annotations

import re

import examples
import mutants
from dedere.engine import default_engine

SAMPLE = ("RS-89-3A", "RS-101", "IP-RED")
"""Rules whose own cases kill all their mutants; they are tried every time."""

OPTIONS = {'"ISS-IMM"': ["court", "council"]}


def _made(rule: str) -> list[mutants.Mutant]:
    clauses = [it for it in default_engine().corpus.clauses if it.rule_id == rule]
    return list(mutants.mutants(clauses, OPTIONS))


def test_each_kind_of_change_is_made() -> None:
    found = {(it.kind, it.text) for it in _made("IM-COUNCIL")}
    head = 'unopposable(P,S,K,H,"IM-COUNCIL",D) :- '
    assert ("omit", "") in found
    assert any(kind == "drop" and text.startswith(head) and 'adopt("ISS-IMM"' not in text for kind, text in found)
    assert any(kind == "swap" and text.endswith('adopt("ISS-IMM",court).') for kind, text in found)
    assert any(kind == "negate" and text.endswith('not adopt("ISS-IMM",council).') for kind, text in found)
    found = {(it.kind, it.text.partition(" :- ")[2]) for it in _made("VT-54")}
    assert any(kind == "flip" and re.search(r"\w < D\b", text) for kind, text in found)
    assert any(kind == "shift" and re.search(r"\w <= D\+1", text) for kind, text in found)
    # Dropping what alone gives a variable its value makes no legal rule.
    assert not any(kind == "drop" and text.startswith("adopt") for kind, text in found)


def test_a_sample_of_mutants_is_killed() -> None:
    found = [mutant for rule in SAMPLE for mutant in mutants.chosen(only=rule)]
    assert len(found) > 50
    listed = [case for path in examples.files() for case in examples.read(path).cases if case.rule in SAMPLE]
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
