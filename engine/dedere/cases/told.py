"""The question of a case, and what is told in answer: norms, rules, sentences, verdicts of days, lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from dedere import dates
from dedere.answers.assessment import assess
from dedere.answers.assessment import founded as duties
from dedere.answers.builder import walk
from dedere.answers.promises import promising
from dedere.answers.reason import why
from dedere.answers.solution import solve, windows
from dedere.asking.query import Query, ask
from dedere.cases.files import Example
from dedere.cases.together import Concluded, concluded
from dedere.engine import Engine, School
from dedere.program.question import matches
from dedere.schema.answer import Assessment, Proof, Verdict, Window
from dedere.terms.values import Atom, quote, split, text


def asked(case: Example, engine: Engine) -> Query:
    """The question of a case, read, on the positions that the case takes.

    Raises `UsageError` for what is wrong with the question.
    """
    question = case.question
    read = ask(
        question.person,
        question.host,
        first=question.first,
        last=question.last or question.first,
        presence=question.presence,
        suppose=case.suppose,
        withdraw=case.withdraw,
        school=question.school,
        engine=engine,
    )
    if not case.positions:
        return read
    positions = {quote(issue): option for issue, option in case.positions.items()}
    taken = {**(read.school.positions if read.school else {}), **positions}
    return read.under(School("", "the positions of the case", taken, court=False))


class Norm(NamedTuple):
    """A norm that holds, without the quotes of its texts, and the rule that founds it."""

    text: str
    rule: str


class Told:
    """What is told in answer to a question, each kind of it worked out when a case first names something of it."""

    def __init__(self, query: Query, concluded: Concluded | None = None, *, reasoned: bool = True) -> None:
        self.query = query
        self.engine = query.engine
        self._given = concluded
        self._reasoned = reasoned
        """Whether reasons are asked for too: they are read off the answer first, and verdicts are then read off it."""

    @cached_property
    def answer(self) -> Assessment:
        """The answer itself."""
        return assess(self.query)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict of the stay."""
        if self._given:
            return self._given.verdict
        if self._reasoned:
            return self.answer.verdict
        found = solve(self.query)
        return found.verdict(found.fixed)

    @cached_property
    def schools(self) -> Mapping[str, Verdict]:
        """The verdict of the stay under each school that is heard."""
        if self._given:
            return self._given.schools
        if self._reasoned:
            return self.answer.schools
        found = solve(self.query)
        return {it.id: found.verdict(it.positions) for it in found.schools}

    @cached_property
    def _concluded(self) -> Concluded:
        return self._given or concluded(self.query)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Every norm in force on some day under some position."""
        found = self._concluded
        held = windows(filter(_effective, found.ever), found.certain, {}, found.days, found.last)
        return tuple(dict.fromkeys(Norm(plain(it.norm), it.rule) for it in held))

    @cached_property
    def founding(self) -> frozenset[str]:
        """The rules that found what holds, with those in its proofs."""
        return self._founding(technical=True)

    @cached_property
    def plainly_founding(self) -> frozenset[str]:
        """The same without technical steps of proofs."""
        return self._founding(technical=False)

    @cached_property
    def _founded(self) -> tuple[tuple[Window, ...], tuple[Proof, ...]]:
        # Both are in the answer, which takes thrice as long where nothing else of it is asked for.
        return (self.answer.windows, self.answer.why) if "answer" in self.__dict__ else duties(self.query)

    @property
    def windows(self) -> tuple[Window, ...]:
        """The duties with their days."""
        return self._founded[0]

    def _founding(self, technical: bool) -> frozenset[str]:
        proved = (it.rule for it in walk(self._founded[1]) if it.rule and (technical or not it.folded))
        return frozenset({it.rule for it in self.norms}.union(proved))

    @cached_property
    def missing(self) -> frozenset[str]:
        """The rules that the reasons why not name."""
        named = {it.rule for miss in self.answer.why_not for it in walk([miss.missing]) if it.rule}
        return frozenset(named | {miss.rule for miss in self.answer.why_not})

    @cached_property
    def defeating(self) -> frozenset[str]:
        """The rules that defeat a norm on some day under some position, read off the solver and not off the reasons."""
        return frozenset(text(split(it)[1][2]) for it in self._concluded.ever if it.startswith("defeated("))

    @cached_property
    def lines(self) -> frozenset[str]:
        """Every conclusion, defeat and doubt, a line each (see `lines`)."""
        found = self._concluded
        return frozenset(lines(found.ever, found.certain, found.days, found.last))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """All that the answer says in words, each once: sentences, questions, positions, titles and authorities."""
        answer = self.answer
        said = [answer.summary]
        said += [part for it in answer.windows for part in (it.sentence, it.authority)]
        said += [part for it in answer.conclusions for part in (it.sentence, it.authority)]
        said += _in(answer.why)
        for miss in answer.why_not:
            said += [miss.title, *miss.authority, *miss.met, *_in([miss.missing])]
            said += [f"{miss.would} if {it.would}" for it in promising(miss)]
        for issue in answer.issues:
            said.append(issue.question)
            for position in issue.positions:
                said += [position.meaning, *position.held_by, *position.authority]
        return tuple(dict.fromkeys(filter(None, [*said, *answer.assumptions, *answer.warnings])))

    def reason(self, what: str) -> tuple[str, ...]:
        """What is told of one rule or fact alone: its sentence, the proofs, and what was lacking.

        Raises `UsageError` where nothing can be.
        """
        found = why(what, self.query)
        lacks = [part for it in found.why_not for part in (*_in([it.missing]), *it.met)]
        return tuple(dict.fromkeys(filter(None, [found.sentence, *_in(found.why), *lacks])))

    @property
    def days(self) -> list[int]:
        """The days that were looked at: those on which something may change."""
        return self._concluded.days

    def verdict_on(self, day: int, school: str) -> Verdict:
        """The verdict of one day of the stay under a school."""
        positions = next(it.positions for it in self.engine.schools if it.id == school)
        if self._reasoned:
            # The answer is made first: what is asked of the same program before could give it other reasons.
            _ = self.answer
        return solve(self.query).ground.verdict_on(max(it for it in self.days if it <= day), positions)


def _effective(atom: str) -> bool:
    return atom.startswith("effective(")


def _in(proofs: Iterable[Proof]) -> Iterator[str]:
    for it in walk(proofs):
        yield from (it.sentence, it.title or "", *it.authority)


def holds(pattern: str, norm: str) -> bool:
    """Whether a norm is of a form in which `_` stands for anything."""
    return matches(plain(pattern), norm)


def plain(norm: str) -> str:
    """A norm, or a form of norms, without the blanks that a writer may have left and without the quotes of its texts.

    Raises `ValueError` where it is not the text of one term.
    """
    name, args = split(close(norm))
    return str(Atom(name, tuple(text(arg) for arg in args)))


def close(term: str) -> str:
    """A term without the blanks that stand outside its texts."""
    return re.sub(r"\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", "", term)


def lines(possible: Iterable[str], certain: Set[str], days: Sequence[int], last: int) -> Iterator[str]:
    """What a case can name among its conclusions, over the longest days on which nothing changes.

    A norm in force with the rule that founds it and its standing; a norm that is defeated, by which rule; what is in
    doubt. The latter two on some position at least. `days` are those that were looked at, `last` the last of the stay.
    """
    atoms = list(possible)
    for it in windows(filter(_effective, atoms), certain, {}, days, last):
        yield f"{it.norm} by {it.rule}, {it.standing}, {dates.iso(it.first)} to {dates.iso(it.last)}"
    beside: dict[str, set[int]] = {}
    for atom in atoms:
        if atom.startswith(("defeated(", "doubt(")):
            name, (*args, day) = split(atom)
            what = (
                f"doubt {args[0]}"
                if name == "doubt"
                else f"{args[0]} by {text(args[1])} is defeated by {text(args[2])}"
            )
            beside.setdefault(what, set()).add(days.index(int(day)))
    ends = [dates.previous_day(day) for day in days[1:]] + [last]
    for what, looked in beside.items():
        for first in sorted(at for at in looked if at - 1 not in looked):
            end = next(at for at in range(first, len(days)) if at + 1 not in looked)
            yield f"{what}, {dates.iso(days[first])} to {dates.iso(ends[end])}"


def founded(line: str) -> str:
    """A line of `lines` without its standing and its days: the norm and the rules, or what is in doubt."""
    return _BESIDE.sub("", line)


_BESIDE = re.compile(r"(?:, (?:certain|contested))?(?:, \S+ to \S+)?$")
