"""Every proof is checked by somebody else: clingo, one clause at a time.

A proof must be acyclic and rest on facts of the record and of the question. Each derived step must be an instance of a
clause of the rule it names: clingo is given that one clause, the atoms of the step's children for its positive
conditions and nothing else, the answer set for its negative conditions and sums, and must derive the step from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dedere.answers.builder import walk
from dedere.answers.solution import Solution
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.schema.answer import Proof
from dedere.solving.conclusions import concluded
from dedere.terms.values import Atom, split

POSITIVE = ("fact", "derived", "assumed", "chosen")
"""The kinds of steps that say that something holds."""

_PREDICATE = re.compile(r"\b([a-z_][A-Za-z0-9_]*)\(")


def told(found: Iterable[Proof]) -> dict[str, Proof]:
    """The steps that hold, by atom; what is only referred to is told elsewhere."""
    return {step.atom: step for step in found if step.kind in POSITIVE and not step.ref and step.atom}


def cycle(of: dict[str, Proof]) -> str | None:
    """An atom that rests on itself."""
    done: set[str] = set()
    inside: set[str] = set()

    def visit(atom: str) -> str | None:
        if atom in done or atom not in of:
            return None
        if atom in inside:
            return atom
        inside.add(atom)
        for child in of[atom].children:
            if child.kind in POSITIVE and child.atom and (found := visit(child.atom)):
                return found
        inside.discard(atom)
        done.add(atom)
        return None

    return next((found for atom in of if (found := visit(atom))), None)


def unfounded(corpus: Corpus, derived: Sequence[Proof], holding: frozenset[str]) -> list[str]:
    """What is wrong with derived steps: those that no clause of their rule gives from their children, in a sentence.

    `holding` are the atoms of the answer set. All steps are tried in one program, each with predicates of its own.
    """
    by_name: dict[str, list[str]] = {}
    for atom in sorted(holding):
        by_name.setdefault(atom.partition("(")[0], []).append(atom)
    lines: list[str] = []
    for number, step in enumerate(derived):
        children = sorted(it.atom for it in step.children if it.kind in POSITIVE and it.atom)
        lines += [f"p{number}_{it}." for it in children]
        others: set[str] = set()
        for clause in _fitting(corpus, step, children):
            body = []
            for literal in clause.body:
                if literal.kind == "positive":
                    body.append(f"p{number}_{literal.text}")
                elif literal.kind == "comparison":
                    body.append(literal.text)
                else:
                    others.update(_PREDICATE.findall(literal.text))
                    body.append(_PREDICATE.sub(rf"n{number}_\1(", _bare(literal.text, number)))
            lines.append(f"_follows({number}) :- {'; '.join([*body, _is(clause, str(step.atom))])}.")
        lines += [f"n{number}_{it}." for name in sorted(others) for it in by_name.get(name, ())]
    proved = set(concluded("\n".join(lines), "_follows", 1)) if lines else set()
    return [
        f"`{step.atom}` does not follow by {step.rule} from its reasons"
        for number, step in enumerate(derived)
        if f"_follows({number})" not in proved
    ]


def _bare(text: str, number: int) -> str:
    """A negated condition without arguments is a name alone."""
    return re.sub(r"^(not )([a-z_][A-Za-z0-9_]*)$", rf"\1n{number}_\2", text)


def _is(clause: Clause, atom: str) -> str:
    """That the head of a clause is this atom."""
    name = clause.head_name
    return (
        f"_is({clause.head.removeprefix(name)[1:-1]}) = _is({atom.removeprefix(name)[1:-1]})"
        if clause.head_args and clause.head
        else "0 = 0"
    )


def _fitting(corpus: Corpus, step: Proof, children: Sequence[str]) -> Iterator[Clause]:
    rule = corpus.rules.get(step.rule or "")
    wanted = sorted(it.partition("(")[0] for it in children)
    for index in rule.clauses if rule else ():
        clause = corpus.clauses[index]
        positive = sorted(it.name for it in clause.body if it.kind == "positive")
        if clause.head_name == str(step.atom).partition("(")[0] and positive == wanted:
            yield clause


def faults(found: Solution) -> Iterator[str]:
    """What is wrong with the proofs of everything that holds in an answer, in a sentence each."""
    corpus = found.engine.corpus
    plan = {str(atom) for atom in found.declared.facts(found.given)} | {str(atom) for atom in found.supposed}
    by_world: dict[int, tuple[frozenset[str], list[Proof]]] = {}
    for atom in sorted(found.possible):
        world = found.world_with(atom)
        by_world.setdefault(id(world), (world.answer_set.texts, []))[1].append(world.why(atom))
    for holding, proofs in by_world.values():
        each = list(walk(proofs))
        of = told(each)
        for missing in sorted({str(it.atom) for it in each if it.ref} - set(of)):
            yield f"`{missing}` is referred to and told nowhere"
        round_ = cycle(of)
        if round_:
            yield f"`{round_}` rests on itself"
        for step in each:
            if step.kind in POSITIVE and step.atom not in holding:
                yield f"`{step.atom}` is told and does not hold"
            if step.kind == "fact" and Atom(*split(str(step.atom))) not in corpus.by_atom and step.atom not in plan:
                yield f"`{step.atom}` is a fact neither of the record nor of the question"
        yield from unfounded(corpus, [it for it in of.values() if it.kind != "fact"], holding)
