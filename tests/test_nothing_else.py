"""A told sentence says nothing that its proof does not hold: read from outside, in the text as it is printed.

Each name, day and number in the sentence of a step belongs to a term of that step or of the steps right below it, or to
the words of a sentence that the rules have for it. Who is who is taken from the naming facts of the record, and how a
word reads from the rules; nothing of how sentences are put together is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

import pytest

import dedere
import test_one_page as one_page
from dedere import dates
from dedere.answers.solution import effective, solve
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.schema.answer import Proof
from dedere.terms.values import text

SEED = 5
SAMPLE = 24

QUESTIONS = (
    ("putin", "mng", "2024-09-02", "visit"),
    ("netanyahu", "hun", "2025-04-03", "visit"),
    ("bashir", "zaf", "2015-06-13", "visit"),
    ("bashir", "sen", "2013-02-01", "stopover"),
    ("gallant", "ita", "2025-03-01", "overflight"),
    ("duterte", "phl", "2025-03-11", "visit"),
    ("kony", "uga", "2010-05-01", "visit"),
    ("habre", "sen", "2010-06-01", "visit"),
    ("taylor", "gha", "2003-06-04", "official_visit"),
    ("putin", "usa", "2025-08-15", "un_meeting"),
    ("lvova_belova", "hun", "2026-03-01", "visit"),
    ("min_aung_hlaing", "tha", "2025-04-03", "visit"),
    ("karadzic", "srb", "2005-01-01", "visit"),
    ("maduro", "arg", "2025-01-01", "visit"),
)

_DAY = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(\d{4})\b"
)
_STRETCH = re.compile(r"\bfrom (\d{1,2})(?: (\w+))?(?: (\d{4}))? to (\d{1,2}) (\w+) (\d{4})\b")
_NUMBER = re.compile(r"\b\d+\b")
_SLOT = re.compile(r"\{[^{}]*\}")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"|[a-z_]\w*|-?\d+')


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    """The ids that each name of the record stands for; of two that hold each other the longer comes first."""
    corpus = default_engine().corpus
    found: dict[str, set[str]] = {}
    for predicate in corpus.vocabulary.naming_predicates():
        for fact in corpus.by_predicate.get(predicate, ()):
            if len(fact.atom.args) == 2:
                found.setdefault(text(fact.atom.args[1]), set()).add(text(str(fact.atom.args[0])))
    offices = corpus.vocabulary.types["office"].constants
    for fact in corpus.by_predicate.get("reads", ()):
        if fact.atom.args[0] in offices:
            found.setdefault(text(fact.atom.args[1]), set()).add(str(fact.atom.args[0]))
    return {name: frozenset(found[name]) for name in sorted(found, key=lambda it: (-len(it), it)) if len(name) > 3}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _names()))})(?!\w)")


def _literals(corpus: Corpus, proof: Proof) -> str:
    """The words that the rules have for a step, without what stands in their slots."""
    said: list[str | None] = []
    # What met with an exception is told by the exception.
    for it in (proof, *(proof.children if proof.kind == "defeated" else ())):
        name = (it.atom or "").removeprefix("not ").partition("(")[0]
        predicate = corpus.vocabulary.predicates.get(name)
        if predicate is not None:
            said += [predicate.says, predicate.otherwise, *(words for _, words in predicate.says_of)]
        if it.rule:
            said += [corpus.clauses[at].says for at in corpus.rules[it.rule].clauses]
    return " / ".join(_SLOT.sub("_", it) for it in said if it)


def _terms(proof: Proof, top: bool = True) -> Iterator[str]:
    """The terms of a step, and of those below it; a step that is not shown stands for what is below it."""
    yield from _TERM.findall(proof.atom or "")
    yield from map(str, proof.bindings.values())
    if top or proof.folded:
        for it in proof.children:
            yield from _terms(it, top=False)


def unfounded(corpus: Corpus, proof: Proof) -> list[str]:
    """The names, days and numbers of a sentence that neither the step nor those below it have."""
    terms = {it.strip('"') for it in _terms(proof)}
    called = [name for name, ids in _names().items() if ids & {it.lower() for it in terms} or ids & terms]
    read = (text(it.atom.args[1]) for it in corpus.by_predicate.get("reads", ()) if str(it.atom.args[0]) in terms)
    allowed = " / ".join([_literals(corpus, proof), *terms, *called, *read])
    held = {it for it in terms if it.isdigit() and len(it) == 8}
    held |= {it.replace("-", "") for it in terms if re.fullmatch(r"\d{4}-\d{2}-\d{2}", it)}
    told = {dates.words(int(it)) for it in held if dates.valid(int(it))}
    # The last day of a stretch of time is the day before its end.
    told |= {dates.words(dates.previous_day(int(it))) for it in held if dates.valid(int(it))}
    rest = proof.sentence
    found = []
    for stretch in _STRETCH.finditer(rest):
        first, month, year, last, until, end = stretch.groups()
        days = (f"{first} {month or until} {year or end}", f"{last} {until} {end}")
        found += [day for day in days if day not in told]
    rest = _STRETCH.sub(" ", rest)
    found += [it[0] for it in _DAY.finditer(rest) if it[0] not in told and it[0] not in allowed]
    rest = _DAY.sub(" ", rest)
    for name in (it[0] for it in _pattern().finditer(rest)):
        if name not in allowed:
            found.append(name)
    rest = _pattern().sub(" ", rest)
    # A number is a value, is counted below, or stands in the words.
    found += [it for it in _NUMBER.findall(rest) if it not in terms and it not in _NUMBER.findall(allowed)]
    return found


def steps(proofs: Iterator[Proof]) -> Iterator[Proof]:
    """All steps that are told, and in full."""
    for it in proofs:
        if not it.ref and not it.folded:
            yield it
        yield from steps(iter(it.children))


def _proofs(person: str, host: str, day: str, presence: str) -> Iterator[Proof]:
    """The proofs of an answer, and of every norm beside it."""
    query = dedere.ask(person, host, on=day, presence=presence)
    answer = dedere.assess(query)
    yield from answer.why
    yield from (it.missing for it in answer.why_not)
    found = solve(query)
    for held in found.held():
        atom = effective(held.norm, held.rule, held.days[0])
        yield found.world_with(atom).why(atom)


def _wrong(asked: tuple[str, str, str, str]) -> dict[str, list[str]]:
    corpus = default_engine().corpus
    return {it.sentence: wrong for it in steps(_proofs(*asked)) if (wrong := unfounded(corpus, it))}


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda it: " ".join(it[:3]))
def test_a_sentence_names_nothing_that_its_proof_does_not_hold(asked: tuple[str, str, str, str]) -> None:
    assert _wrong(asked) == {}


def test_nor_does_a_sentence_of_any_question() -> None:
    for person, host, day, _, presence in one_page.questions(SEED, SAMPLE):
        with suppress(UsageError):
            assert _wrong((person, host, day, presence)) == {}


def _party(sentence: str) -> Proof:
    """A step that India has been a party since a day, and another sentence for it."""
    deposit = Proof(kind="fact", sentence="India deposited", atom="deposited(ind,rome,20250901)")
    return Proof(
        kind="derived",
        sentence=sentence,
        atom="party(ind,rome,20251205)",
        rule="PARTY",
        bindings={"State": "IND", "Entry": "2025-11-01"},
        children=(deposit,),
    )


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("India has been a party to the Rome Statute since 1 November 2025", []),
        ("India deposited on 1 September 2025", []),
        ("it was a party from 1 September to 4 December 2025", []),
        ("Indonesia has been a party to the Rome Statute", ["Indonesia"]),
        ("India has been a party since 2 November 2025", ["2 November 2025"]),
        ("it was a party from 1 September to 2 December 2025", ["2 December 2025"]),
        ("the head of State of India is bound by the Rome Statute", ["head of State"]),
        ("Vladimir Putin may come to India", ["Vladimir Putin"]),
        ("5 Parties to the Rome Statute", ["5"]),
    ],
)
def test_what_a_step_does_not_hold_is_seen(sentence: str, wrong: list[str]) -> None:
    assert unfounded(default_engine().corpus, _party(sentence)) == wrong
