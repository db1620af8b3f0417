"""A part of a sentence with a word that no sentence can have is seen."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from casing import INDIA, case_of
from dedere.cases.validating import faults
from dedere.cases.words import OWN, words
from dedere.engine import default_engine
from small_law import law

ENGINE = Path(__file__).parents[2] / "engine" / "dedere"
SAYING = (
    *(ENGINE / "answers" / f"{it}.py" for it in ("headline", "builder", "currency", "inability", "kept", "reason")),
    ENGINE / "corpus" / "sentences.py",
    ENGINE / "reasons" / "proofs.py",
)
"""Where what answers say of themselves is written."""


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("says_not: xyzzy", "can never fail by `says_not`: no sentence has the word `xyzzy`"),
        ("says_not: [India, must surender Putin now]", "can never fail by `says_not`: no sentence has the word `suren"),
        ("says_not: 'Artikel 86'", "can never fail by `says_not`: no sentence has the word `artikel`"),
        ("says_not: 'must arrest ★'", "can never fail by `says_not`: no sentence has a `★`"),
        ("says_not: 'resolution 159300'", "can never fail by `says_not`: no sentence has the word `159300`"),
        ("says: India must arrrest him", "can never hold by `says`: no sentence has the word `arrrest`"),
        ("assumptions: xyzzy", "can never hold by `assumptions`: no sentence has the word `xyzzy`"),
        ("warnings: [memory, xyzzy]", "can never hold by `warnings`: no sentence has the word `xyzzy`"),
        ("why: {RS-86: [cooperate, xyzzy]}", "can never hold by `why`: no sentence has the word `xyzzy`"),
    ],
)
def test_a_word_that_no_sentence_has_is_refused(expect: str, message: str) -> None:
    (wrong,) = faults(case_of(expect, INDIA), default_engine())
    assert wrong.message.startswith(message)
    assert wrong.hint


@pytest.mark.parametrize(
    "part",
    [
        "India must",
        "dia mus",  # It is cut out of a sentence.
        "ndi",
        "MUST  arrest",
        "a serving head of State, a king",
        "art. 98(1)",
        "on 5 December 2025",
        "31 others",
        "—" if "—" in "".join(text for _, text in default_engine().corpus.law_files()) else "-",
    ],
)
def test_what_a_sentence_could_say_is_not(part: str) -> None:
    assert words(default_engine()).never(part, ()) is None


def test_what_a_case_supposes_can_be_said_of_it() -> None:
    assert words(law()).never("Zyx Quux", ()) is not None
    assert words(law()).never("Zyx Quux", ['person(zyx,"Zyx Quux")']) is None


def test_words_that_answers_have_of_themselves_are_among_them() -> None:
    said: set[str] = set()
    for path in SAYING:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # What docstrings and errors say, and patterns, is told in no answer.
        silent = {
            id(inner)
            for it in ast.walk(tree)
            if isinstance(it, (ast.Expr, ast.Raise)) or (isinstance(it, ast.Call) and "Error" in ast.unparse(it.func))
            for inner in ast.walk(it)
        }
        texts = (it for it in ast.walk(tree) if isinstance(it, ast.Constant) and id(it) not in silent)
        spoken = (it.value for it in texts if isinstance(it.value, str) and " " in it.value and "\\" not in it.value)
        said.update(re.findall("[a-z]+", " ".join(spoken).casefold()))
    assert len(said) > 50
    assert said - OWN <= {"arguments", "declared", "predicate", "write"}, "these stand in a hint"
