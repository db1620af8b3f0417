"""What is worked out once for a corpus: schools, questions, directories."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import dedere
from corpora import Lab
from dedere import engine as engine_module
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, default_engine, ready
from dedere.errors import UsageError
from dedere.loading import load
from dedere.terms.reader import parse_fact

ISSUES = """\
%@ fact school(School: term, Name: text) of schools
%@ says "{School} is a school"
%@ fact takes(School: term, Issue: text, Option: term) of schools
%@ says "{School} takes {Option} on {Issue}"
%@ fact follows_court(School: term) of schools
%@ says "{School} follows the court"
"""
HELD = """\
%@ source s "S"
%@ by s recall
school(strict,"the strict").
school(bench,"the bench").
takes(bench,"I",yes).
takes(bench,"J",no).
"""


def test_schools_stand_in_their_order_with_their_positions(lab: Lab) -> None:
    engine = Engine(lab.load(rules__issues=ISSUES, facts__issues=HELD + "follows_court(bench).\n"))
    assert [(it.id, it.name, it.court) for it in engine.schools] == [
        ("strict", "the strict", False),
        ("bench", "the bench", True),
    ]
    assert engine.court is engine.schools[1]
    assert engine.court_positions == {'"I"': "yes", '"J"': "no"}


def test_a_law_without_a_court_takes_no_positions(lab: Lab) -> None:
    engine = Engine(lab.load(rules__issues=ISSUES, facts__issues=HELD))
    assert engine.court is None
    assert engine.court_positions == {}
    assert Engine(lab.load(rules__issues="", facts__issues="")).schools == ()


def test_a_question_and_a_directory_are_made_once() -> None:
    engine = default_engine()
    assert engine.leading[0] is engine.question(engine.leading[0].id)[0]
    assert engine.directory("state") is engine.directory(("state",))
    supposed = [parse_fact('state(xyz,"Xyzland")')]
    assert engine.directory("state", supposed) is not engine.directory("state")
    # What names nothing changes no directory.
    assert engine.directory("state", [parse_fact("signed(ind,rome,20250101)")]) is engine.directory("state")


def test_the_law_of_a_question_is_what_can_fire() -> None:
    engine = default_engine()
    whole = len(engine.corpus.clauses)
    assert engine.law([]).count("\n") < whole / 2


def test_threads_that_come_first_at_once_get_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_DEFAULT", [])
    made: list[object] = []
    everyone = threading.Barrier(16)

    def slowly() -> Corpus:
        made.append(None)
        time.sleep(0.05)
        return load()

    monkeypatch.setattr(engine_module, "load", slowly)

    def first() -> tuple[Engine, str]:
        everyone.wait()
        return default_engine(), dedere.assess("putin", "mng", on="2024-09-02").id

    with ThreadPoolExecutor(16) as pool:
        found = [it.result() for it in [pool.submit(first) for _ in range(16)]]
    assert len(made) == 1
    assert {id(engine) for engine, _ in found} == {id(default_engine())}
    assert {answer for _, answer in found} == {dedere.assess("putin", "mng", on="2024-09-02").id}


def test_what_an_engine_is_made_of() -> None:
    corpus = default_engine().corpus
    assert ready(None) is default_engine()
    assert ready(default_engine()) is default_engine()
    assert ready(corpus).corpus is corpus
    with pytest.raises(UsageError) as refused:
        dedere.Engine("rules")  # type: ignore[arg-type]
    assert refused.value.message == "an engine cannot be made of `rules`"
    assert refused.value.hint == "give it a corpus, as `load` makes it"
