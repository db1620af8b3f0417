"""What would turn the verdict: the smallest sets of changes, out of those that the rules declare, that do.

The rules say what can change (`changeable`, `adds`, `removes`, `latest`, `variant`); the engine only turns what they
name into facts. Sets are tried by weight. A set has to hold up on every position that somebody may take; the position
on which one failed is kept to find the next, since whatever holds up must do so there as well, and no set is tried
again that shares what it failed by. What a set comes to, and why, is read off the program it was found in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Unpack

from dedere.answers.issues import issues, left_open
from dedere.answers.solution import Solution, effective, solve
from dedere.asking.period import Day, read_day
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.checks.contradictions import contradictory
from dedere.comparing.declared import Declared, declared, facts_of, made_with
from dedere.errors import UsageError
from dedere.given import texts
from dedere.program.known import Known
from dedere.reasons.proofs import World
from dedere.schema.answer import IN_WORDS, STRENGTH, Proof, Verdict
from dedere.schema.difference import Flip, Flips
from dedere.solving.choices import Choices, Options
from dedere.solving.ground import on_each
from dedere.terms.values import Atom, Value, as_constant, split, text

HEAVIEST = 8
"""The weight up to which sets of changes are tried."""

MOST_SETS = 24
"""How many sets are told."""

MOST_TRIED = 3000
"""How many sets are tried before the search is broken off."""

_NO_DAY = 10_000_000
"""A number of this size at most is no day."""

VERDICTS: tuple[Verdict, ...] = ("obliged", "not_obliged", "contested")


def flip(
    person: str | Query, host: str = "", *, to: str | None = None, today: Day | None = None, **asked: Unpack[Asking]
) -> Flips:
    """The smallest sets of changes that turn the verdict into `to` (`obliged`, `not_obliged`, `contested`).

    Where `to` is None, a verdict that is not `obliged` is to become so, and `obliged` to become `not_obliged`. The
    other arguments are those of `ask`, or a query that `ask` has read; with `school` it is the verdict of that school
    that is turned.

    Of a stay that is not over by `today`, by default the day on which it is asked, no change lies before that day:
    nobody can make it any more. Of a stay that is over it is told what would have turned it.

    Raises `UsageError` for what is wrong with the question.
    """
    query = query_of(person, host, asked)
    day = read_day(date.today() if today is None else today)  # noqa: DTZ011  # the day where the user is
    return _Flipping(query, _verdict(to), day).flips().making(query.engine)


def _verdict(to: str | None) -> Verdict | None:
    if to is None:
        return None
    texts(f"it is one of {', '.join(VERDICTS)}", to=to)
    for verdict in VERDICTS:
        if as_constant(to) == verdict:
            return verdict
    raise UsageError(f"`{to}` is no verdict", f"it is one of {', '.join(VERDICTS)}")


class _Made:
    """A set of changes, the lightest first, and the question once they are made."""

    def __init__(self, asked: Query, changes: Sequence[Declared], chosen: frozenset[int]) -> None:
        self.chosen = chosen
        self.changes = [changes[it] for it in sorted(chosen, key=lambda it: (changes[it].weight, it))]
        self.asked = made_with(asked, self.changes)


class _Flipping:
    def __init__(self, asked: Query, to: Verdict | None, today: int) -> None:
        self.engine = asked.engine
        self.asked = asked
        self.found = solve(asked)
        self.today = today if today <= self.found.last else 0
        self.fixed: Mapping[str, str] = self.found.fixed
        self.before: Verdict = self.found.verdict(self.fixed)
        self.to: Verdict = to or ("not_obliged" if self.before == "obliged" else "obliged")
        self.tried = 0
        self.complete = True

    def flips(self) -> Flips:
        """The sets, the lightest first."""
        changes = [] if self.before == self.to else [it for it in declared(self.asked) if not self._over(it)]
        flips, nearer = self._found(changes) if changes else ([], [])
        return Flips(
            id=answer_id("dedere.flip/1", self.engine.corpus, self.asked.question, self.asked.school, self.to),
            question=self.asked.question,
            school=self.asked.school.id if self.asked.school else None,
            from_verdict=self.before,
            to_verdict=self.to,
            nearer=tuple(nearer),
            sets=tuple(flips),
            tried=self.tried,
            heaviest=HEAVIEST,
            complete=self.complete,
            reason=None if flips else self._reason(changes),
        )

    def _found(self, changes: Sequence[Declared]) -> list[list[Flip]]:
        """The sets that turn the verdict, and the single changes that bring some view nearer to it."""
        ground = self._ground(changes)
        nearer = list(self._nearer(ground, len(changes)))
        return self._told(ground, changes, (list(self._sets(ground)), self.to), (nearer, None))

    def _reason(self, changes: Sequence[Declared]) -> str:
        if self.before == self.to:
            return f"the verdict is {IN_WORDS[self.to]} already"
        if not changes:
            return "the rules name nothing in this case that could change"
        return (
            f"none of the {len(changes)} changes that the rules name, alone or with others, makes the verdict "
            f"{IN_WORDS[self.to]}; sets of many were not tried"
        )

    def _over(self, change: Declared) -> bool:
        """Whether a change lies before the day of asking: its last day, or a day of the stay that it would make."""
        days = [arg for it in change.adds if it.name in self.found.declared.planned for arg in it.args]
        return any(it < self.today for it in (change.latest, *days) if isinstance(it, int) and it > _NO_DAY)

    def _nearer(self, ground: Choices, many: int) -> Iterator[frozenset[int]]:
        """The single changes that make no duty certain, but bring some view nearer to one, and none away from it."""
        if self.to != "obliged":
            return
        views = [self.fixed, *(() if self.asked.school else (it.positions for it in self.engine.schools))]
        before = [STRENGTH[self.found.verdict(it)] for it in views]
        for at in range(many):
            chosen = frozenset({at})
            after = [STRENGTH[it] for it in on_each(views, partial(ground.verdict_with, chosen))]
            if after[0] == STRENGTH[self.to]:
                continue
            steps = [now - was for was, now in zip(before, after, strict=True)]
            if min(steps) >= 0 and max(steps) > 0:
                yield chosen

    def _told(
        self, ground: Choices, changes: Sequence[Declared], *found: tuple[Sequence[frozenset[int]], Verdict | None]
    ) -> list[list[Flip]]:
        """The sets as they are told, of each of some lists; those that contradict themselves are left out.

        Those of a list come to the verdict that stands with it; where that is None, to another than the one asked for.
        """
        made_of = [[_Made(self.asked, changes, it) for it in _nearest(sets, changes)] for sets, _ in found]
        every = [it for made in made_of for it in made]
        broken = contradictory(self.engine, [(it.asked.supposed, it.asked.withdrawn) for it in every])
        bad = {it.chosen for it, contradicts in zip(every, broken, strict=True) if contradicts}
        return [
            list(self._answered(ground, [it for it in made if it.chosen not in bad], to))
            for made, (_, to) in zip(made_of, found, strict=True)
        ]

    def _answered(self, ground: Choices, sets: Iterable[_Made], to: Verdict | None) -> Iterator[Flip]:
        told = 0
        for it in sets:
            if told == MOST_SETS:
                self.complete = False
                return
            answer = Solution(it.asked, ground=ground.with_made(it.chosen))
            verdict = answer.verdict(self.fixed)
            if verdict == to or (to is None and verdict != self.to):
                told += 1
                schools: dict[str, Verdict] = {it.id: answer.verdict(it.positions) for it in self.engine.schools}
                leaving = {issue for issues in left_open(answer, schools).values() for issue in issues}
                yield Flip(
                    question=it.asked.question,
                    changes=tuple(change.told() for change in it.changes),
                    weight=sum(change.weight for change in it.changes),
                    verdict=verdict,
                    schools=schools,
                    why=self._why(answer),
                    left_open=tuple(it.question for it in issues(answer) if it.id in leaving) if leaving else (),
                )

    # -------------------------------------------------------------------------------------------------- the search

    def _sets(self, ground: Choices) -> Iterator[frozenset[int]]:
        """The sets of changes that turn the verdict and of which no part does, by weight."""
        answered = self.to == "obliged" or (self.to == "contested" and self.before == "not_obliged")
        everywhere = self.to != "contested"
        positions = dict(self.fixed)
        for weight in range(1, HEAVIEST + 1):
            while (chosen := ground.find(weight, answered, positions)) is not None:
                self.tried += 1
                if self.tried > MOST_TRIED:
                    self.complete = False
                    return
                against = ground.refute(chosen, not answered, self.fixed) if everywhere else None
                if against is not None:
                    ground.rule_out(ground.failing(chosen, answered, against))
                    positions = {**against, **self.fixed}
                elif (verdict := ground.verdict_with(chosen, self.fixed)) == self.to:
                    yield chosen
                    ground.rule_out(dict.fromkeys(chosen, True))
                else:
                    ground.rule_out(ground.failing(chosen, verdict == "not_obliged", self.fixed))

    def _ground(self, changes: Sequence[Declared]) -> Choices:
        declared, slicer = self.engine.question(self.asked.declared.id)
        offered, given_up = facts_of(changes)
        planned = [it for it in offered if it.name in declared.planned]
        facts = slicer.select(
            (*declared.facts(self.asked.given), *planned),
            (*self.asked.supposed, *(it for it in offered if it.name not in declared.planned)),
            self.asked.withdrawn,
            Known(self.engine.corpus, self.asked.known_on).of,
        )
        law = self.engine.law(facts, declared.id)
        removed = {f"{atom}." for atom in given_up}
        own = {f"{atom}." for atom in self.asked.supposed} | {f"{atom}." for atom in self.engine.corpus.by_atom}
        only = {f"{atom}." for atom in offered} - own
        groups: dict[Value, list[int]] = {}
        for index, it in enumerate(changes):
            if it.group is not None:
                groups.setdefault(it.group[0], []).append(index)
        return Choices(
            law,
            [it for it in facts if it not in removed and it not in only],
            self.found.seeks,
            [Options(tuple(map(str, it.adds)), tuple(map(str, it.removes)), it.weight) for it in changes],
            [members for members in groups.values() if len(members) > 1],
            HEAVIEST,
        )

    # --------------------------------------------------------------------------------------------------- the reason

    def _why(self, answer: Solution) -> Proof:
        """The proof of a duty that holds now, or why that which held before does not."""
        world = answer.world(answer.court_base)
        if self.to != "not_obliged":
            held = sorted(atom for atom in answer.possible if answer.sought(str(split(atom)[1][0])))
            atom = next((it for it in held if world.holds(it)), held[0])
            return _unwrapped(answer.world_with(atom).why(atom))
        return self._against(answer, world)

    def _against(self, answer: Solution, world: World) -> Proof:
        """Why the norms that held before do not hold now, on the first day of the stay that is left."""
        possible = (split(atom)[1] for atom in self.found.possible)
        held = sorted({args[:2] for args in possible if self.found.sought(str(args[0]))}, key=str)
        day = answer.days[0]
        for norm, rule in held:
            rows = [row for row in world.answer_set.rows("defeated") if row[:2] == (norm, rule) and row[3] == day]
            if rows:
                return world.why(str(Atom("defeated", min(rows, key=str)))).model_copy(update={"kind": "defeated"})
        norm, rule = held[0]
        misses = [it for it in world.why_not(("applicable", (norm, rule, day))) if it.clause.rule_id == text(rule)]
        return world.missing(misses[0]) if misses else world.absence(effective(str(norm), text(rule), day))


def _unwrapped(proof: Proof) -> Proof:
    """The proof of the rule that applies, where a proof begins with its having effect."""
    return next((it for it in proof.children if (it.atom or "").startswith("applicable(")), proof)


def _nearest(sets: Sequence[frozenset[int]], changes: Sequence[Declared]) -> list[frozenset[int]]:
    """The sets without those in which a nearer variant of a change would do as well, the lightest first.

    Whatever order the search finds them in, it is the same for the reader.
    """
    best: dict[tuple[frozenset[int], Value], int] = {}

    def parts(chosen: frozenset[int]) -> Iterator[tuple[tuple[frozenset[int], Value], int]]:
        for index in chosen:
            group = changes[index].group
            if group is not None:
                yield (chosen - {index}, group[0]), group[1]

    for chosen in sets:
        for key, distance in parts(chosen):
            best[key] = min(distance, best.get(key, distance))
    left = [chosen for chosen in sets if all(distance == best[key] for key, distance in parts(chosen))]
    return sorted(left, key=lambda it: (sum(changes[at].weight for at in it), sorted(it)))
