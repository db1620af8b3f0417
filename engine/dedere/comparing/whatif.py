"""What if: the same question of a changed record, and what the change does to the answer.

>>> found = compare("putin", "India", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"])
>>> found.verdict_before, found.verdict_after
('not_obliged', 'contested')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, Unpack

from dedere import dates
from dedere.answers.solution import Held, Solution, effective, solve
from dedere.asking.period import Day
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.checks.contradictions import contradictions
from dedere.comparing import declared
from dedere.program.question import matches
from dedere.reasons.proofs import World
from dedere.schema.answer import IN_WORDS, Proof, Verdict
from dedere.schema.difference import Difference, Level, Parting, Shift
from dedere.terms.values import Atom, split

_RANK: Mapping[Level, int] = {"absent": 0, "contested": 1, "certain": 2}

MOST_PARTINGS = 3
"""How many steps are told at which two proofs part."""


def compare(
    person: str | Query,
    host: str = "",
    *,
    change: str | int | Sequence[str | int] = (),
    by: Day | None = None,
    **asked: Unpack[Asking],
) -> Difference:
    """What supposing and withdrawing facts changes in the answer, and at which step the reasons part.

    `change` names changes that the rules declare, by the number that `changes` gives them or by words of their
    sentence; one that counts until a day may be made `by` another. The other arguments are those of `ask`, or a query
    that `ask` has read. Raises `UsageError` for what is wrong with the question.
    """
    query = query_of(person, host, asked)
    wanted = declared.wanted(change)
    after = declared.made(query, wanted, by) if wanted or by is not None else declared.Made(query, ())
    found = Comparison(query.unchanged(), after.query).difference()
    against = contradictions(query.engine, after.query.supposed, after.query.withdrawn)
    told = {"made": after.sentences, "warnings": tuple(it.sentence for it in against)}
    return found.model_copy(update=told).making(query.engine)


class _State(NamedTuple):
    """How a norm stands on some days: its level, and the schools under which it holds in any case."""

    level: Level
    schools: tuple[str, ...]


_ABSENT = _State("absent", ())


class Comparison:
    """Two answers to one question, held against each other."""

    def __init__(self, before: Query, after: Query) -> None:
        self.engine = after.engine
        self.asked = before, after
        self.found = solve(before), solve(after)
        self._phrases = after.engine.reasoner.phrases.calling((*before.supposed, *after.supposed))
        self._one_day: dict[tuple[int, int], Solution] = {}

    def difference(self) -> Difference:
        """What is gained and what is lost, and why."""
        before, after = self.found
        was, is_ = before.verdict(before.fixed), after.verdict(after.fixed)
        shifts = list(self.shifts())
        asked = self.asked[1]
        return Difference(
            id=answer_id("dedere.difference/1", self.engine.corpus, asked.question, asked.school),
            question=asked.question,
            summary=_summary(was, is_),
            verdict_before=was,
            verdict_after=is_,
            schools_before={school.id: before.verdict(school.positions) for school in self.engine.schools},
            schools_after={school.id: after.verdict(school.positions) for school in self.engine.schools},
            gained=tuple(it for it in shifts if _gains(it)),
            lost=tuple(it for it in shifts if _loses(it)),
            regimes=tuple(sorted(self._regimes())),
        )

    def _regimes(self) -> set[str]:
        """The regimes of the rules by which what is sought holds in one of the answers, on some view."""
        rules = self.engine.corpus.rules
        founding = (rules[it.rule].regime for found in self.found for it in found.held() if found.sought(it.norm))
        return {it for it in founding if it is not None}

    # ----------------------------------------------------------------------------------------------- what has shifted

    def shifts(self, only: Callable[[str], bool] = lambda norm: True) -> Iterator[Shift]:
        """The norms that stand differently, over the longest days on which they do; what is asked for comes first."""
        held = [_by_norm(it for it in found.held() if only(it.norm)) for found in self.found]
        keys = sorted(held[0].keys() | held[1].keys(), key=lambda key: (not self.found[1].sought(key[0]), key))
        for norm, rule in keys:
            for first, last, before, after in _pieces(*(it.get((norm, rule), []) for it in held)):
                if before != after:
                    yield self._shift(norm, rule, first, last, before, after)

    def _shift(self, norm: str, rule: str, first: int, last: int, before: _State, after: _State) -> Shift:
        kind, args = split(norm)
        bearer, act, object_, toward = map(self._phrases.code, args, self._phrases.types_of(args[1]))
        gained = _RANK[after.level] > _RANK[before.level] or (
            after.level == before.level and set(after.schools) > set(before.schools)
        )
        sentence, parts = self._parts(norm, rule, first, gained, after if gained else before)
        return Shift(
            kind=kind,
            bearer=bearer,
            act=act,
            object=object_,
            toward=toward,
            sought=self.found[0].sought(norm) or self.found[1].sought(norm),
            rule=rule,
            authority=self._phrases.authority(rule),
            sentence=sentence,
            first_day=dates.as_date(first),
            last_day=dates.as_date(last),
            before=before.level,
            after=after.level,
            schools_before=before.schools,
            schools_after=after.schools,
            parts=parts,
        )

    # ---------------------------------------------------------------------------------------- where the proofs part

    def _parts(self, norm: str, rule: str, day: int, gained: bool, having: _State) -> tuple[str, tuple[Parting, ...]]:
        """The sentence of a norm, and the steps at which its proof parts from what the other record gives."""
        here, there = (1, 0) if gained else (0, 1)
        if all(day in found.days for found in self.found):
            one, other = self.found[here], self.found[there]
        else:
            # A day that only one of the two looks at is asked about for itself.
            one, other = self._on(here, day), self._on(there, day)
        atom = effective(norm, rule, day)
        with_it, without = _worlds(one, other, atom)
        with_it.forget()
        without.forget()
        proof = with_it.why(atom)
        told = next((it for it in proof.children if (it.atom or "").startswith("applicable(")), proof)
        others = [it for it in proof.children if it is not told]
        unlike = {step.atom: step for step in _parting([*told.children, *others], with_it, without)}
        return told.sentence, tuple(
            Parting(sentence=step.sentence, step=step, instead=_instead(step, without))
            for step in list(unlike.values())[:MOST_PARTINGS]
        )

    def _on(self, side: int, day: int) -> Solution:
        if (side, day) not in self._one_day:
            self._one_day[side, day] = solve(self.asked[side].on_day(day))
        return self._one_day[side, day]


def _gains(shift: Shift) -> bool:
    more = set(shift.schools_after) - set(shift.schools_before)
    return _RANK[shift.after] > _RANK[shift.before] or (shift.after == shift.before and bool(more))


def _loses(shift: Shift) -> bool:
    fewer = set(shift.schools_before) - set(shift.schools_after)
    return _RANK[shift.after] < _RANK[shift.before] or (shift.after == shift.before and bool(fewer))


def _by_norm(held: Iterable[Held]) -> dict[tuple[str, str], list[Held]]:
    found: dict[tuple[str, str], list[Held]] = {}
    for it in held:
        found.setdefault((it.norm, it.rule), []).append(it)
    return found


def _pieces(before: Sequence[Held], after: Sequence[Held]) -> Iterator[tuple[int, int, _State, _State]]:
    """The days on which a norm stands somehow, cut wherever either answer changes, and joined where neither does."""
    cuts = sorted({it.first for it in (*before, *after)} | {dates.next_day(it.last) for it in (*before, *after)})
    joined: list[tuple[int, int, _State, _State]] = []
    for first, end in pairwise(cuts):
        states = _standing(before, first), _standing(after, first)
        last = dates.previous_day(end)
        if joined and joined[-1][2:] == states and dates.next_day(joined[-1][1]) == first:
            joined[-1] = (joined[-1][0], last, *states)
        elif states != (_ABSENT, _ABSENT):
            joined.append((first, last, *states))
    yield from joined


def _standing(held: Sequence[Held], day: int) -> _State:
    return next((_State(it.standing, it.schools) for it in held if it.first <= day <= it.last), _ABSENT)


def _summary(before: Verdict, after: Verdict) -> str:
    if before == after:
        return f"The verdict stays: {IN_WORDS[before]}."
    return f"The verdict changes from {IN_WORDS[before]} to {IN_WORDS[after]}."


def _worlds(one: Solution, other: Solution, atom: str) -> tuple[World, World]:
    """An answer set that has the atom and one of the other record that lacks it, on the same positions if possible."""
    base = one.court_base
    without = other.world(base)
    if without.holds(atom):
        without = next(
            (
                it
                for held in (base, {})
                if (it := other.world(held, lacking=atom)).answer_set.texts and not it.holds(atom)
            ),
            without,
        )
    with_it = one.world(base)
    if not with_it.holds(atom):
        held = {str(issue): str(option) for issue, option in without.answer_set.rows("adopt")}
        with_it = one.world(held, having=atom)
    return with_it if with_it.holds(atom) else one.world_with(atom), without


def _parting(steps: Iterable[Proof], here: World, there: World) -> list[Proof]:
    """The highest of some steps and those below them that do not hold in the other answer set.

    Technical steps are looked through, and told only where nothing else parts the proofs.
    """
    told: list[Proof] = []
    folded: list[Proof] = []
    for step in steps:
        if _holds(step, there):
            continue
        below: list[Proof] = []
        if step.folded and step.kind == "derived":
            children = step.children
            if step.ref:
                here.forget()
                children = here.why(step.atom or "").children
            below = _parting(children, here, there)
        if below:
            (folded if all(it.folded for it in below) else told).extend(below)
        else:
            (folded if step.folded else told).append(step)
    return told or folded


def _holds(step: Proof, world: World) -> bool:
    atom = step.atom or ""
    if step.kind == "absent":
        return not _rows(atom, world)
    if step.kind in ("compared", "counted"):
        return True
    return world.holds(atom)


def _rows(negated: str, world: World) -> list[str]:
    """The atoms of an answer set that an absence speaks of."""
    name, args = split(negated.removeprefix("not "))
    rows = world.answer_set.rows(name)
    return sorted(str(Atom(name, row)) for row in rows if all(map(matches, args, row)))


def _instead(step: Proof, world: World) -> Proof:
    """Why a step does not hold in an answer set."""
    atom = step.atom or ""
    if step.kind == "absent":
        proof = world.why(_rows(atom, world)[0])
        below = [it for it in proof.children if it.kind == "derived" and not it.folded]
        if proof.folded and below:
            proof = below[0]
        return proof.model_copy(update={"kind": "defeated"})
    return world.absence(atom)
