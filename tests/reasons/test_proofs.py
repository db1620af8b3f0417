"""Every proof is checked by somebody else: clingo, one clause at a time.

A proof must be acyclic and rest on facts of the record and of the question. Each derived step must be an instance of a
clause of the rule it names: clingo is given that one clause, the atoms of the step's children for its positive
conditions and nothing else, the answer set for its negative conditions and sums, and must derive the step from them.

A reason why not must be true as well: no fact of the record fits the condition it names as missing, and once such a
fact is supposed that reason is gone.

In CI a sample of the visits of the record is looked at; `DEDERE_ALL_PROOFS=1` looks at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache

import clingo
import pytest

import dedere
from dedere.answers.solution import Solution, solve
from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.language.records import Clause, Fact
from dedere.schema.answer import Proof, WhyNot
from dedere.terms.values import Atom, Value, quote, split

ALL = bool(os.environ.get("DEDERE_ALL_PROOFS"))
EVERY = 1 if ALL else 12
"""Of so many visits one is looked at."""

POSITIVE = ("fact", "derived", "assumed", "chosen")
"""The kinds of steps that say that something holds."""


def _visits() -> list[Fact]:
    """The journeys of the record that were made."""
    return [it for it in default_engine().corpus.by_predicate["journey"] if "took_place" in it.atom.args]


def _question(index: int) -> tuple[str, str, str, str, str]:
    """A journey of the record as a question."""
    corpus = default_engine().corpus
    id_, person, host, first, last, *_ = _visits()[index].atom.args
    manners = [it.atom.args[1] for it in corpus.by_predicate.get("manner", ()) if it.atom.args[0] == id_]
    return str(person), str(host), str(first), str(last), str(manners[0]) if manners else "visit"


# The number of journeys is that of tests/test_reconcile_journeys.py; an index that does not exist is an error there
# first.
INDICES = range(0, 212, EVERY)


# --------------------------------------------------------------------------------------------------------- the proofs


def _steps(proof: Proof) -> Iterator[Proof]:
    yield proof
    for child in proof.children:
        yield from _steps(child)


def _told(steps: Iterable[Proof]) -> dict[str, Proof]:
    """The steps that hold, by atom; what is only referred to is told elsewhere."""
    return {step.atom: step for step in steps if step.kind in POSITIVE and not step.ref and step.atom}


def _cycle(told: dict[str, Proof]) -> str | None:
    """An atom that rests on itself."""
    done: set[str] = set()
    inside: set[str] = set()

    def visit(atom: str) -> str | None:
        if atom in done or atom not in told:
            return None
        if atom in inside:
            return atom
        inside.add(atom)
        for child in told[atom].children:
            if child.kind in POSITIVE and child.atom and (found := visit(child.atom)):
                return found
        inside.discard(atom)
        done.add(atom)
        return None

    return next((found for atom in told if (found := visit(atom))), None)


_PREDICATE = re.compile(r"\b([a-z_][A-Za-z0-9_]*)\(")


@cache
def _derives(clause: int, children: tuple[str, ...], others: tuple[str, ...], atom: str) -> bool:
    """Whether clingo derives the atom by this clause, its positive conditions meeting the children and nothing else."""
    it = default_engine().corpus.clauses[clause]
    body = [f"p_{literal.text}" if literal.kind == "positive" else literal.text for literal in it.body]
    facts = [f"p_{child}." for child in children] + [f"{other}." for other in others]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], f"{it.head} :- {'; '.join(body)}.\n{' '.join(facts)}")
    control.ground([("base", [])])
    symbol = clingo.parse_term(atom)
    found = control.symbolic_atoms[symbol]
    return found is not None and found.is_fact


def _others(clause: Clause, holding: Iterable[str]) -> tuple[str, ...]:
    """The atoms of the answer set that the negative conditions and the sums of a clause speak of."""
    names = {
        name
        for literal in clause.body
        if literal.kind in ("negative", "aggregate")
        for name in _PREDICATE.findall(literal.text)
    }
    return tuple(sorted(atom for atom in holding if atom.partition("(")[0] in names))


def _wrong(step: Proof, holding: frozenset[str]) -> str | None:
    """What is wrong with one derived step, or None."""
    corpus = default_engine().corpus
    rule = corpus.rules.get(step.rule or "")
    if rule is None:
        return f"{step.atom} names the rule {step.rule}, which is none"
    children = tuple(sorted(child.atom for child in step.children if child.kind in POSITIVE and child.atom))
    name = str(step.atom).partition("(")[0]
    for index in rule.clauses:
        clause = corpus.clauses[index]
        wanted = sorted(literal.name for literal in clause.body if literal.kind == "positive")
        if clause.head_name != name or wanted != sorted(child.partition("(")[0] for child in children):
            continue
        if _derives(index, children, _others(clause, holding), str(step.atom)):
            return None
    return f"{step.atom} does not follow by {step.rule} from {', '.join(children)}"


def _faults(found: Solution) -> Iterator[str]:
    """What is wrong with the proofs of everything that holds in an answer."""
    corpus = found.engine.corpus
    plan = {str(atom) for atom in found.declared.facts(found.given)} | {str(atom) for atom in found.supposed}
    by_world: dict[int, tuple[frozenset[str], list[Proof]]] = {}
    for atom in sorted(found.possible):
        world = found.world_with(atom)
        by_world.setdefault(id(world), (world.answer_set.texts, []))[1].append(world.why(atom))
    for holding, proofs in by_world.values():
        steps = [step for proof in proofs for step in _steps(proof)]
        told = _told(steps)
        for atom in sorted({str(it.atom) for it in steps if it.ref} - set(told)):
            yield f"{atom} is referred to and told nowhere"
        cycle = _cycle(told)
        if cycle:
            yield f"{cycle} rests on itself"
        for step in steps:
            if step.kind in POSITIVE and step.atom not in holding:
                yield f"{step.atom} does not hold"
            if step.kind == "fact" and Atom(*split(str(step.atom))) not in corpus.by_atom and step.atom not in plan:
                yield f"{step.atom} is a fact neither of the record nor of the question"
        for step in told.values():
            if step.kind != "fact" and (wrong := _wrong(step, holding)):
                yield wrong


@pytest.mark.parametrize("index", INDICES)
def test_proofs_of_a_visit(index: int) -> None:
    person, host, first, last, manner = _question(index)
    engine = default_engine()
    found = solve(ask(person, host, first=first, last=last, presence=manner, engine=engine))
    assert found.possible
    assert list(_faults(found)) == []


@pytest.mark.parametrize("index", INDICES)
def test_an_answer_tells_every_step_that_it_refers_to(index: int) -> None:
    person, host, first, last, manner = _question(index)
    answer = dedere.assess(person, host, first=first, last=last, presence=manner)
    proofs = [*answer.why, *(it.missing for it in answer.why_not)]
    steps = [step for proof in proofs for step in _steps(proof)]
    assert {it.atom for it in steps if it.ref} <= {it.atom for it in steps if not it.ref}


def test_the_checker_finds_a_step_that_does_not_follow() -> None:
    engine = default_engine()
    found = solve(ask("putin", "mng", on="20240902", engine=engine))
    atom = next(it for it in sorted(found.possible) if "RS-89-1" in it)
    world = found.world_with(atom)
    steps = [it for it in _steps(world.why(atom)) if it.kind == "derived" and not it.ref and len(it.children) > 1]
    for step in steps:
        assert _wrong(step, world.answer_set.texts) is None
        assert _wrong(step.model_copy(update={"rule": "RS-127-ANN"}), world.answer_set.texts) is not None
        positive = [child for child in step.children if child.kind in POSITIVE]
        fewer = tuple(child for child in step.children if child is not positive[0])
        assert _wrong(step.model_copy(update={"children": fewer}), world.answer_set.texts) is not None
    assert len(steps) > 5


def test_the_checker_finds_a_circle() -> None:
    one = Proof(
        kind="derived", sentence="", atom="a", children=(Proof(kind="derived", sentence="", atom="b", ref=True),)
    )
    two = Proof(
        kind="derived", sentence="", atom="b", children=(Proof(kind="derived", sentence="", atom="a", ref=True),)
    )
    assert _cycle({"a": one, "b": two}) in ("a", "b")
    assert _cycle({"a": one}) is None


# ----------------------------------------------------------------------------------------------------- reasons why not


def _open(arg: Value) -> bool:
    return isinstance(arg, str) and re.match(r"_*[A-Z]|_+\Z", arg) is not None


def _missing_facts(proof: Proof) -> Iterator[Proof]:
    """The conditions on facts at the end of a reason why not."""
    predicates = default_engine().corpus.vocabulary.predicates
    if proof.kind == "missing" and proof.atom:
        predicate = predicates.get(proof.atom.partition("(")[0])
        if predicate is not None and predicate.kind == "fact":
            yield proof
    for child in proof.children:
        if proof.kind == "missing":
            yield from _missing_facts(child)


def _fits(pattern: tuple[Value, ...], args: tuple[Value, ...]) -> bool:
    bound: dict[str, Value] = {}
    for wanted, value in zip(pattern, args, strict=True):
        if not _open(wanted):
            if wanted != value:
                return False
        elif str(wanted).strip("_") and bound.setdefault(str(wanted), value) != value:
            return False
    return True


def _filled(pattern: str) -> str | None:
    """A fact that fits a pattern, its open places filled with something plausible; None where nothing is at hand."""
    corpus = default_engine().corpus
    name, args = split(pattern)
    predicate = corpus.vocabulary.predicates[name]
    values: list[Value] = []
    for argument, arg in zip(predicate.arguments, args, strict=True):
        type_ = corpus.vocabulary.types.get(argument.type)
        if not _open(arg):
            values.append(arg)
        elif argument.type in ("date", "since"):
            values.append(20020801)
        elif argument.type == "until":
            values.append("#sup")
        elif argument.type == "term":
            values.append("supposed_here")
        elif argument.type == "text":
            values.append(quote("supposed here"))
        elif argument.type == "number":
            values.append(1)
        elif type_ is not None and type_.constants:
            values.append(type_.constants[0])
        elif type_ is not None and type_.named_by:
            known = sorted(str(it) for by in type_.named_by for it in corpus.names.get(by, ()))
            if not known:
                return None
            values.append(known[0])
        else:
            return None
    return str(Atom(name, tuple(values)))


def _reasons(found: Iterable[WhyNot]) -> dict[tuple[str, str], set[str]]:
    """The facts named as missing, by rule and school."""
    told: dict[tuple[str, str], set[str]] = {}
    for miss in found:
        for proof in _missing_facts(miss.missing):
            for school in miss.schools:
                told.setdefault((miss.rule, school), set()).add(str(proof.atom))
    return told


WHY_NOT = [
    ("putin", "ind", "20251205", "visit"),
    ("putin", "chn", "20250901", "visit"),
    ("lvova_belova", "ind", "20251205", "visit"),
    ("bashir", "egy", "20120916", "visit"),
    ("duterte", "chn", "20250308", "visit"),
    ("netanyahu", "usa", "20250203", "visit"),
    ("lavrov", "bra", "20250706", "visit"),
    ("assad", "are", "20231130", "visit"),
]


@pytest.mark.parametrize("question", WHY_NOT if ALL else WHY_NOT[::3], ids=lambda it: f"{it[0]} in {it[1]}")
def test_what_a_reason_why_not_names_is_missing_and_is_the_reason(question: tuple[str, str, str, str]) -> None:
    person, host, day, manner = question
    corpus = default_engine().corpus
    answer = dedere.assess(person, host, on=day, presence=manner)
    assert answer.verdict == "not_obliged"
    moved = 0
    supposing: dict[str, dict[tuple[str, str], set[str]] | None] = {}
    """What is missing once a fact is supposed; None for one that cannot be."""
    for (rule, school), patterns in _reasons(answer.why_not).items():
        for pattern in sorted(patterns):
            name, args = split(pattern)
            fitting = [fact.atom for fact in corpus.by_predicate.get(name, ()) if _fits(args, fact.atom.args)]
            assert fitting == [], f"{rule}: `{pattern}` is said to be missing, and is there"
            fact = _filled(pattern)
            if fact is None:
                continue
            if fact not in supposing:
                try:
                    again = dedere.assess(person, host, on=day, presence=manner, suppose=[fact])
                    supposing[fact] = _reasons(again.why_not)
                except UsageError:
                    # The pattern leaves a place open that no single fact can fill well, such as a name of its own.
                    supposing[fact] = None
            reasons = supposing[fact]
            if reasons is None:
                continue
            left = reasons.get((rule, school), set())
            assert pattern not in left, f"{rule}: `{fact}` was supposed, and `{pattern}` is still missing"
            moved += 1
    assert moved > 3


_HOLE = re.compile(r"\bany( \(|$)")
"""Where a sentence ends before the word that was to stand in it."""


def _missed(proof: Proof) -> Iterator[str]:
    yield proof.sentence
    for child in proof.children:
        yield from _missed(child)


@pytest.mark.parametrize(("person", "host", "day"), [("putin", "mng", "20240902"), ("duterte", "hkg", "20250307")])
def test_a_reason_why_not_is_a_whole_sentence(person: str, host: str, day: str) -> None:
    told = [it for miss in dedere.assess(person, host, on=day).why_not for it in _missed(miss.missing)]
    assert told
    assert [it for it in told if _HOLE.search(it)] == []
