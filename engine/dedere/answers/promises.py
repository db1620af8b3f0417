"""Whether what is promised is kept: that under a condition the answer would be a stronger one.

Where a duty does not arise the rules say what would follow if what is missing were there ("would be bound if"). That
the clause lacks this one thing first does not yet make it true: it may lack more, or meet with an exception. So each
such condition is tried: the law is grounded once more with every condition as something that may be supposed, and where
the answer of the day is no stronger with it, nothing is promised. What is supposed is not supposed out of thin air: of
what a clause rests on, facts may be added, and what would be a condition of its own must be there; an exception that
holds stays one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice, product

from dedere import dates
from dedere.answers.builder import walk
from dedere.answers.solution import Solution
from dedere.schema.answer import STRENGTH, Proof, Verdict, WhyNot
from dedere.solving.ground import Grounded, on_each
from dedere.terms.patterns import evaluate, term
from dedere.terms.unify import bindings
from dedere.terms.values import Atom, Value, split
from dedere.terms.variables import stands_open

_Way = tuple[str, ...]
"""The conditions of their own that one way of concluding an atom rests on, and the exceptions that must not hold."""

_UNNAMED = "not_named"
"""What stands for something that a condition speaks of without naming it: a resolution that there is none of yet."""

_MOST = 64
"""How many ways are tried to make one condition true."""

_DEEPEST = 3
"""How far down it is asked what a condition itself rests on."""


def kept(found: Solution, misses: Sequence[WhyNot]) -> tuple[WhyNot, ...]:
    """The reasons why not, without the promises that would not be kept."""
    conditions = list(dict.fromkeys((it.day, proof.atom) for it in misses for proof in promising(it)))
    if not conditions:
        return tuple(misses)
    tried = _tried(found, [(dates.number(day), atom or "") for day, atom in conditions])
    then = dict(zip(conditions, tried, strict=True))
    told = []
    for it in misses:
        of_day = {atom: to for (day, atom), to in then.items() if day == it.day}
        told.append(it.model_copy(update={"missing": _told(it.missing, of_day)}) if it.would else it)
    return tuple(told)


def promising(miss: WhyNot) -> Iterator[Proof]:
    """The steps of a reason why not of which each says under what condition something would follow."""
    return (it for it in walk([miss.missing]) if it.would is not None) if miss.would is not None else iter(())


def _told(proof: Proof, then: Mapping[str | None, Mapping[str, Verdict]]) -> Proof:
    """A step and those below it with what would then be the answer; what would be none stronger is not promised."""
    to = then.get(proof.atom, {}) if proof.would is not None else {}
    below = tuple(_told(it, then) for it in proof.children)
    return proof.model_copy(update={"would": proof.would if to else None, "then": dict(to), "children": below})


def _tried(found: Solution, conditions: Sequence[tuple[int, str]]) -> list[Mapping[str, Verdict]]:
    """Of each condition on a day the answers of that day with it; none where they are no stronger than without it."""
    made = [list(_atoms(found, day, condition)) for day, condition in conditions]
    law = found.engine.law([*found.facts, *(f"{atom}." for atoms in made for atom in atoms)], found.declared.id)
    grounds = _grounder(found)
    guarded = " ".join(
        f"{atom} :- {', '.join((f'_if({at})', *needed))}."
        for at, atoms in enumerate(made)
        for atom in atoms
        for needed in grounds(*split(atom))
    )
    ground = Grounded(f"{law}\n{{ _if(0..{len(made) - 1}) }}. {guarded}", found.facts, found.seeks)
    held = [ground.supposing(f"_if({at})") for at in range(len(made))]
    none = [-it for it in held if it is not None]
    answers: list[Mapping[str, Verdict]] = []
    views = {"": found.fixed, **{it.id: it.positions for it in found.engine.schools}}
    without: dict[int, list[Verdict]] = {}
    for day in dict.fromkeys(day for day, _ in conditions):
        without[day] = on_each(views.values(), partial(ground.verdict_on, day, more=none))
    for (day, _), atoms, literal in zip(conditions, made, held, strict=True):
        if not atoms or literal is None:
            answers.append({})
            continue
        alone = [literal, *(it for it in none if it != -literal)]
        after = dict(zip(views, on_each(views.values(), partial(ground.verdict_on, day, more=alone)), strict=True))
        steps = [STRENGTH[it] - STRENGTH[was] for was, it in zip(without[day], after.values(), strict=True)]
        stronger = steps[0] > 0 or (min(steps) >= 0 and max(steps) > 0)
        answers.append(after if stronger else {})
    return answers


def _grounder(found: Solution) -> Callable[[str, tuple[Value | None, ...]], list[_Way]]:
    """What tells, of an atom, on which conditions of their own each clause that could conclude it rests; none for a
    fact. The same is asked of many atoms, and worked out once.
    """
    vocabulary, reasoner = found.engine.corpus.vocabulary, found.engine.reasoner

    @cache
    def grounds(name: str, args: tuple[Value | None, ...], depth: int = _DEEPEST) -> list[_Way]:
        if depth == 0 or vocabulary.predicates[name].kind == "fact":
            return [()]
        told: list[_Way] = []
        for clause in reasoner.concluding(name, args):
            bound = bindings(reasoner.head(clause), args)
            if bound is None:
                continue
            ways: list[_Way] = [()]
            for literal in clause.body:
                values = tuple(evaluate(term(it), bound) for it in literal.args)
                known = tuple(it for it in values if it is not None)
                if literal.kind == "negative" and len(known) == len(values):
                    # An exception that holds keeps holding: where it stands in the way, the condition cannot come true.
                    ways = [(*one, f"not {Atom(literal.name, known)}") for one in ways]
                if literal.kind == "positive":
                    if vocabulary.predicates[literal.name].would is not None:
                        shown = ",".join("_" if it is None else str(it) for it in values)
                        below: list[_Way] = [(f"{literal.name}({shown})",)]
                    else:
                        below = grounds(literal.name, values, depth - 1)
                    ways = [(*one, *more) for one in ways for more in below][:_MOST]
            told += ways
        return list(dict.fromkeys(tuple(dict.fromkeys(it)) for it in told))[:_MOST]

    return grounds


def _atoms(found: Solution, day: int, condition: str) -> Iterator[str]:
    """Atoms that make a condition true: what it does not name is anything that the case knows, or something new."""
    name, args = split(condition)
    arguments = found.engine.corpus.vocabulary.predicates[name].arguments
    named: dict[str, list[str]] = {}
    for argument, value in zip(arguments, args, strict=True):
        if stands_open(str(value)):
            named.setdefault(str(value), _values(found, argument.type, day))
    for chosen in islice(product(*named.values()), _MOST):
        of = dict(zip(named, chosen, strict=True))
        yield f"{name}({','.join(of.get(str(value), str(value)) for value in args)})"


def _values(found: Solution, type_name: str, day: int) -> list[str]:
    if type_name == "date":
        return [str(day)]
    if type_name == "since":
        return ["#inf"]
    if type_name == "until":
        return ["#sup"]
    type_ = found.engine.corpus.vocabulary.types.get(type_name)
    if type_ is None or not type_.named_by:
        return [_UNNAMED]
    known = (fact.partition("(") for fact in found.facts)
    ids = (rest.rstrip(".)").partition(",")[0] for name, _, rest in known if name in type_.named_by)
    return [*dict.fromkeys(ids), _UNNAMED]
