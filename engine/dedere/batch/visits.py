"""Verdicts and reasons for many visits at once: a whole table of them in a few ground programs.

>>> found = list(explain([Visit("putin", "India", on="2025-12-05"), Visit("putin", "Mongolia", on="2024-09-02")]))
>>> [it.verdict for it in found]
['not_obliged', 'contested']

Each distinct stay is answered once, many of them in one program in which the cases see nothing of one another (see
`solving.cases`), so that each answer is the one that `assess` gives. Proofs are found with the answer and put into
words when they are asked for. Rows without an answer are handed on with their number and what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from dedere.answers.solution import Held, effective, windows
from dedere.asking.period import Day, read_day
from dedere.asking.query import Query, answer_id, ask, find_school
from dedere.engine import Engine, School, ready
from dedere.errors import Unanswered, UsageError
from dedere.given import quoted
from dedere.program.known import Known
from dedere.program.question import fill, matches
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import ReadyLiteral, Reasoner
from dedere.reasons.derivations import Derivations, Instance
from dedere.reasons.proofs import World
from dedere.schema.answer import ASSESSMENT, Proof, Verdict
from dedere.solving.cases import Cases, Found, Rewriter, alike, dependent
from dedere.terms.values import Value

TOGETHER = 400
"""Visits that are answered in one program: enough to share the cost of the law, few enough to keep little in memory."""

MOST_TOGETHER = 4_000
"""However many are asked for: what is ground, and what one search may take, grows with them."""


class Visit(NamedTuple):
    """A row of the table: who, where and when, as `assess` takes them."""

    person: str
    host: str
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None
    presence: str | None = None


class Refused(NamedTuple):
    """A row without an answer: its number, counted from 0, the row, and why.

    A `UsageError` where it is no question, `Unanswered` where the rules contradict one another on its facts.
    """

    number: int
    visit: Visit
    error: UsageError | Unanswered


@dataclass(frozen=True)
class Explained:
    """The answer to a row: its number, counted from 0, the row, and the verdict in all and by school.

    `id` is that of the assessment of the row alone.
    """

    number: int
    visit: Visit
    id: str
    person: str
    host: str
    first: date
    last: date
    verdict: Verdict
    schools: Mapping[str, Verdict] = field(hash=False)
    stay: Stay = field(compare=False, repr=False)

    @property
    def held(self) -> tuple[Held, ...]:
        """Every norm that holds, with its rule, days, standing and schools."""
        return self.stay.held

    @property
    def windows(self) -> tuple[Held, ...]:
        """Of those the ones that answer the question."""
        return tuple(it for it in self.stay.held if self.stay.sought(it.norm))

    def why(self, held: Held) -> Proof:
        """The proof of a norm on the first of its days, in words; each in full."""
        return self.stay.why(effective(held.norm, held.rule, held.days[0]))

    def rules(self, held: Held) -> frozenset[str]:
        """The ids of all rules that the proof of a norm rests on."""
        return self.stay.rules(effective(held.norm, held.rule, held.days[0]))


def explain(
    visits: Iterable[Visit],
    *,
    school: str | None = None,
    known_on: Day | None = None,
    engine: Engine | None = None,
    together: int = TOGETHER,
) -> Iterator[Explained | Refused]:
    """The answers to many visits, in their order; those that are no question or have no answer are `Refused`.

    `school` and `known_on` are those of `assess`. No more than `together` rows are read ahead, nor than 4,000. Raises
    `UsageError` for a school or a day of knowledge that is none, `CorpusError` for broken rules or facts.
    """
    engine = ready(engine)
    if not isinstance(visits, Iterable) or isinstance(visits, (str, bytes, Mapping, Visit)):
        raise UsageError(f"the visits are given as {quoted(visits)}", "give a list of `Visit`")
    if isinstance(together, bool) or not isinstance(together, int) or together < 1:
        raise UsageError(f"`together` is {quoted(together)}", "give how many rows are answered at once, at least 1")
    known = None if known_on is None else read_day(known_on)
    return _explain(_Bulk(engine, find_school(engine, school), known), iter(visits), min(together, MOST_TOGETHER))


def _explain(bulk: _Bulk, rows: Iterator[Visit], together: int) -> Iterator[Explained | Refused]:
    at = 0
    while chunk := list(islice(rows, together)):
        asked: list[Query | UsageError] = []
        for row in chunk:
            try:
                if not isinstance(row, Visit):
                    raise UsageError(f"the row is {quoted(row)}", "give a `Visit`")
                asked.append(
                    ask(
                        row.person,
                        row.host,
                        on=row.on,
                        first=row.first,
                        last=row.last,
                        presence=row.presence,
                        school=bulk.school.id if bulk.school else None,
                        known_on=bulk.known_on,
                        engine=bulk.engine,
                    )
                )
            except UsageError as error:
                asked.append(error)
        stays = bulk.solve([it for it in asked if isinstance(it, Query)])
        for number, (row, found) in enumerate(zip(chunk, asked, strict=True), at):
            if isinstance(found, UsageError):
                yield Refused(number, row, found)
                continue
            stay = stays[slots(found)]
            if isinstance(stay, Unanswered):
                yield Refused(number, row, stay)
                continue
            yield Explained(
                number,
                row,
                answer_id(ASSESSMENT, bulk.engine.corpus, found.question, found.school),
                found.question.person,
                found.question.host,
                found.question.first_day,
                found.question.last_day,
                stay.verdict,
                stay.schools,
                stay,
            )
        at += len(chunk)


Slots = frozenset[tuple[str, Value]]
"""The values of the slots of a question: what tells one stay from another."""


def slots(asked: Query) -> Slots:
    """What tells the stay of a question from others."""
    return frozenset(asked.given.items())


def _verdict(possible: Found, certain: Found) -> Verdict:
    return "obliged" if certain.answered else "contested" if possible.answered else "not_obliged"


class Stay:
    """What holds in one stay: verdicts, norms, and the answer sets from which their reasons are read."""

    def __init__(
        self,
        asked: Query,
        seeks: Sequence[str],
        overall: tuple[Found, Found],
        by_school: Mapping[str, tuple[Found, Found]],
        looked_at: Sequence[str],
    ) -> None:
        self._asked = asked
        self._seeks = seeks
        self._overall = overall
        self._by_school = by_school
        self._looked_at = looked_at
        self.worlds: list[World] = []
        self.verdict: Verdict = _verdict(*overall)
        self.schools: dict[str, Verdict] = {id_: _verdict(*found) for id_, found in by_school.items()}

    def sought(self, norm: str) -> bool:
        """Whether a norm is one that answers the question."""
        return any(matches(pattern, norm) for pattern in self._seeks)

    @property
    def possible(self) -> frozenset[str]:
        """The atoms of `effective/3` that hold on some position."""
        return self._overall[0].effective

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every norm that holds, over the longest days on which nothing changes."""
        rows = self.worlds[0].answer_set.rows
        days = {int(day) for name in self._looked_at for row in rows(name) for day in row[1:]}
        return tuple(
            windows(
                self._overall[0].effective,
                self._overall[1].effective,
                {id_: certain.effective for id_, (_, certain) in self._by_school.items()},
                sorted(days | {self._asked.first}),
                self._asked.last,
            )
        )

    def _world(self, atom: str) -> World:
        return next(it for it in self.worlds if it.holds(atom))

    def why(self, atom: str) -> Proof:
        """The proof of an atom that holds, in words."""
        world = self._world(atom)
        world.forget()
        return world.why(atom)

    def rules(self, atom: str) -> frozenset[str]:
        """The rules that the proof of an atom rests on."""
        return self._world(atom).rules(atom)


class _Either:
    """What is in one of two sets."""

    def __init__(self, own: frozenset[str], shared: frozenset[str]) -> None:
        self._own, self._shared = own, shared

    def __contains__(self, atom: object) -> bool:
        return atom in self._own or atom in self._shared


class _StayAnswerSet(AnswerSet):
    """The atoms of a stay laid on those of the record, which many stays share."""

    def __init__(self, atoms: Sequence[str], shared: AnswerSet, names: frozenset[str]) -> None:
        super().__init__(atoms)
        self._shared = shared
        self._names = names
        self.has = _Either(self.texts, shared.texts)

    @cached_property
    def names(self) -> frozenset[str]:
        return super().names | self._shared.names

    def rows(self, name: str) -> list[tuple[Value, ...]]:
        return super().rows(name) if name in self._names else self._shared.rows(name)

    def candidates(self, condition: ReadyLiteral, bound: Mapping[str, Value]) -> list[tuple[Value, ...]]:
        if condition.name in self._names:
            return super().candidates(condition, bound)
        return self._shared.candidates(condition, bound)


class _StayDerivations(Derivations):
    """What follows in one stay; proofs from the record alone are shared with the other stays."""

    def __init__(
        self,
        reasoner: Reasoner,
        atoms: Sequence[str],
        shared: Derivations,
        names: frozenset[str],
        taken: Mapping[str, str],
    ) -> None:
        super().__init__(reasoner, _StayAnswerSet(atoms, shared.answer_set, names), taken)
        self._shared = shared
        self._names = names

    def lowest(self, atom: str, above: frozenset[str] = frozenset()) -> Instance | None:
        if atom.partition("(")[0] in self._names:
            return super().lowest(atom, above)
        return self._shared.lowest(atom)


class _Bulk:
    """Answers stays, many in one program."""

    def __init__(self, engine: Engine, school: School | None, known_on: int | None) -> None:
        self.engine = engine
        self.school = school
        self.known_on = known_on
        self._fixed = dict(school.positions) if school else {}
        self._schools = engine.schools if school is None else (school,)
        self._base = {**(engine.court_positions if school is None else school.tells), **self._fixed}
        self._declared, self._slicer = engine.leading
        self._names = dependent(engine.corpus, self._declared)
        self._rewriter = Rewriter(self._names)
        self._alike = alike(engine.corpus.clauses, self._names)

    def solve(self, asked: Iterable[Query]) -> dict[Slots, Stay | Unanswered]:
        """The answer of each distinct stay, or why it has none."""
        return self._solve({slots(it): it for it in asked})

    def _solve(self, queries: Mapping[Slots, Query]) -> dict[Slots, Stay | Unanswered]:
        """One stay without an answer leaves the program of all without one: so they are tried in halves."""
        if not queries:
            return {}
        try:
            return dict(zip(queries, self._together(list(queries.values())), strict=True))
        except Unanswered as fault:
            if len(queries) == 1:
                return dict.fromkeys(queries, fault)
        every = list(queries.items())
        middle = len(every) // 2
        return self._solve(dict(every[:middle])) | self._solve(dict(every[middle:]))

    def _together(self, queries: Sequence[Query]) -> list[Stay]:
        """The answers of some stays from one program. Raises `Unanswered` where one of them has none."""
        given = [it.given for it in queries]
        known = Known(self.engine.corpus, self.known_on)
        plan = [atom for it in given for atom in self._declared.facts(it)]
        facts = self._slicer.select(plan, (), (), known.of)
        law = self.engine.law(facts).splitlines()
        record = [it for it in facts if it.partition("(")[0] not in self._declared.planned]
        ground = Cases(self._rewriter, self._declared, law, record, given, alike=self._alike)
        overall = self._found(ground, self._fixed)
        by_school = {
            it.id: overall if not ground.contested else self._found(ground, it.positions) for it in self._schools
        }
        stays = [
            Stay(
                it,
                [fill(sought.pattern, it.given) for sought in self._declared.seeks],
                overall[index],
                {id_: found[index] for id_, found in by_school.items()},
                self._declared.looked_at,
            )
            for index, it in enumerate(queries)
        ]
        self._find_worlds(ground, stays, known)
        return stays

    def _found(self, ground: Cases, positions: Mapping[str, str]) -> list[tuple[Found, Found]]:
        possible = ground.possible(positions)
        return list(zip(possible, ground.certain(positions) if ground.contested else possible, strict=True))

    def _find_worlds(self, ground: Cases, stays: Sequence[Stay], known: Known) -> None:
        """Answer sets in which all that is possible holds; those of the court's positions first, as `assess` does."""
        reasoner = self.engine.reasoner
        atoms, of_record = ground.world(self._base, {}, None)
        shared = Derivations(reasoner, AnswerSet(of_record))

        def world(index: int, taken: Mapping[str, str]) -> World:
            return World(_StayDerivations(reasoner, atoms[index], shared, self._names, taken), (), known.ended)

        for index, stay in enumerate(stays):
            stay.worlds.append(world(index, self._base))
        while True:
            having = {
                index: min(left)
                for index, stay in enumerate(stays)
                if (left := [it for it in stay.possible if not any(world.holds(it) for world in stay.worlds)])
            }
            if not having:
                return
            # The stays see nothing of one another, so what each of them can have they can have at once.
            atoms, _ = ground.world(self._fixed, having, frozenset(having))
            for index in having:
                stays[index].worlds.append(world(index, self._fixed))
