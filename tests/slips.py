"""The small changes of a clause, in the ways in which one slips when writing: each makes a mutant of it.

One thing is changed: a condition dropped or negated, a comparison flipped, a day moved by one (by the calendar) or a
number by one, an option swapped, a constant exchanged for one beside it, a variable for another of its type (in a
condition or in what is concluded), or the clause left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple

import clingo

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.language.vocabulary import DAYS, Vocabulary
from dedere.program.clauses import reach

Kind = Literal["drop", "negate", "flip", "shift", "swap", "omit", "sibling", "other", "head"]


class Mutant(NamedTuple):
    """A clause with one thing changed; `text` is empty where it is left out, `at` the changed condition or -1.

    `to` says what stands there now, where one condition is changed in more than one way.
    """

    clause: Clause
    kind: Kind
    at: int
    text: str
    to: str = ""
    put: tuple[str, ...] = ()
    """The conditions that stand in its place."""

    @property
    def name(self) -> str:
        """What identifies it as long as its clause stays as it is: rule, kind, what was changed, and the clause."""
        changed = self.clause.body[self.at].text if self.at >= 0 else ""
        now = f" to `{self.to}`" if self.to else ""
        return f"{self.clause.rule_id} {self.kind} `{changed}`{now} in `{self.clause.text}`"


_FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}


def mutants(clauses: Iterable[Clause], options: Mapping[str, list[str]], vocabulary: Vocabulary) -> list[Mutant]:
    """Every mutant that is a legal rule."""
    made = [it for clause in clauses if clause.kind == "derive" for it in _made(clause, options, vocabulary)]
    illegal = _illegal([it.text for it in made])
    return [it for at, it in enumerate(made) if at not in illegal]


def _made(clause: Clause, options: Mapping[str, list[str]], vocabulary: Vocabulary) -> Iterator[Mutant]:
    """What can be made of a clause, legal or not."""
    yield Mutant(clause, "omit", -1, "")
    texts = [it.text for it in clause.body]
    for head in _exchanged(clause.head or "", clause):
        yield Mutant(clause, "head", -1, f"{head} :- {'; '.join(texts)}." if texts else f"{head}.", head)
    for at, literal in enumerate(clause.body):
        for kind, new in _changed(clause, at, literal, options):
            text = f"{clause.head} :- {'; '.join([*texts[:at], *new, *texts[at + 1 :]])}."
            if text != clause.text:
                yield Mutant(clause, kind, at, text, new[0] if kind == "swap" else "", new)
        exchanged: Iterator[tuple[Kind, str]] = chain(
            (("other", it) for it in _exchanged(literal.text, clause)),
            (("sibling", it) for it in _siblings(literal, vocabulary)),
        )
        for kind, put in exchanged:
            text = f"{clause.head} :- {'; '.join([*texts[:at], put, *texts[at + 1 :]])}."
            yield Mutant(clause, kind, at, text, put, (put,))


_LINE = re.compile(r"<block>:(\d+):")


def _illegal(texts: list[str]) -> frozenset[int]:
    """The places of those that clingo does not take for a rule."""
    found: frozenset[int] = frozenset()
    said: list[str] = []
    while True:
        said.clear()
        control = clingo.Control(["--warn=none"], lambda _code, text: said.append(text), 1 << 30)
        try:
            control.add("base", [], "\n".join("" if at in found else it for at, it in enumerate(texts)))
            control.ground([])
        except RuntimeError:
            # Where one is not even a text of the language, nothing else is looked at.
            found |= {int(line[1]) - 1 for it in said if (line := _LINE.match(it))}
        else:
            return found


def chosen(corpus: Corpus, only: str | None = None, seed: int = 0) -> list[Mutant]:
    """The mutants of the clauses that the question can reach, of all or those of a rule or file.

    They stand in an order that has nothing to do with what they change, so that as many as one likes of the first are
    a sample of all; by one seed it is the same as long as the rules are.
    """
    options: dict[str, list[str]] = {}
    for fact in corpus.by_predicate.get("option", ()):
        options.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
    within = reach(corpus, "assess")
    clauses = [it for it in corpus.clauses if it.index in within and only in (None, it.rule_id, it.file)]
    made = {(it.name, it.text): it for it in mutants(clauses, options, corpus.vocabulary)}
    return [made[it] for it in sorted(made, key=lambda it: hashlib.sha256(f"{seed} {it}".encode()).digest())]


_SAME = re.compile(r"(\w+) (?:[<>]=?|!?=) \1")
_VARIABLE = re.compile(r'"(?:[^"\\]|\\.)*"|\b[A-Z]\w*')


def _exchanged(text: str, clause: Clause) -> Iterator[str]:
    """A text with one variable exchanged for another of its type; what stands alone there stays."""
    types = {name: type_ for name, type_ in clause.variable_types.items() if not name.startswith("_")}
    for found in _VARIABLE.finditer(text):
        own = types.get(found[0])
        others = [name for name, type_ in types.items() if own is not None and name != found[0] and type_ == own]
        for name in others:
            new = f"{text[: found.start()]}{name}{text[found.end() :]}"
            if not _SAME.fullmatch(new):  # That is the same as to drop the condition, or to leave out the clause.
                yield new


def _siblings(literal: Condition, vocabulary: Vocabulary) -> Iterator[str]:
    """A condition with a constant exchanged for the one that stands beside it among those of its type."""
    declared = vocabulary.predicates.get(literal.name)
    if literal.kind not in ("positive", "negative") or declared is None:
        return
    for at, (written, argument) in enumerate(zip(literal.args, declared.arguments, strict=True)):
        type_ = vocabulary.types.get(argument.type)
        constants = type_.constants if type_ is not None else ()
        if written in constants and len(constants) > 1:
            beside = constants[(constants.index(written) + 1) % len(constants)]
            args = ",".join((*literal.args[:at], beside, *literal.args[at + 1 :]))
            yield f"{'not ' if literal.kind == 'negative' else ''}{literal.name}({args})"


NEXT = "_next"
"""`_next(D,E)` holds in a trial where `E` is the day after `D`: days are no numbers that can be counted with."""


def _changed(
    clause: Clause, at: int, literal: Condition, options: Mapping[str, list[str]]
) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """What can stand in the place of a condition."""
    types = clause.variable_types

    def put(kind: Kind, *new: str) -> tuple[Kind, tuple[str, ...]]:
        return kind, new

    if len(clause.body) > 1:
        yield put("drop")
    if literal.kind == "positive":
        yield put("negate", f"not {literal.text}")
        if literal.name == "adopt" and literal.args[0] in options:
            for other in options[literal.args[0]]:
                if other != literal.args[1]:
                    yield put("swap", f"adopt({literal.args[0]},{other})")
    elif literal.kind == "negative":
        yield put("negate", literal.text.removeprefix("not "))
    elif literal.kind == "comparison" and len(literal.args) == 2 and literal.name in _FLIPPED:
        left, right = literal.args
        yield put("flip", f"{left} {_FLIPPED[literal.name]} {right}")
        if literal.name not in ("<", "<=", ">", ">="):
            return
        low, high = (left, right) if literal.name[0] == "<" else (right, left)
        less = literal.name.replace(">", "<")
        # To flip it moves the bound by a day one way, and this the other way.
        if types.get(high) == "date":
            step = f"{NEXT}({high},_L)" if less == "<=" else f"{NEXT}(_L,{high})"
            yield put("shift", step, f"{low} {less} _L")
        elif types.get(low) == "date":
            step = f"{NEXT}(_L,{low})" if less == "<=" else f"{NEXT}({low},_L)"
            yield put("shift", step, f"_L {less} {high}")
        elif {types.get(low), types.get(high)}.isdisjoint(DAYS):
            yield put("shift", f"{low} {less} {high}{'+' if less == '<=' else '-'}1")
