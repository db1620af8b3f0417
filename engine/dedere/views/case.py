"""One question with its answer and the proofs of it: what views of a single case are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from dedere.answers.assessment import assess
from dedere.answers.solution import Held
from dedere.asking.query import Query
from dedere.reporting.changes import Group, together
from dedere.reporting.disagreement import rows
from dedere.reporting.names import named
from dedere.reporting.norms import held, spoken_of
from dedere.schema.answer import Conclusion, Proof, Window, regimes
from dedere.schema.difference import Flip
from dedere.schema.dossier import Choice, Said, Side, Task, Turn
from dedere.views.evidence import Proved

Phase = Literal["before", "on", "after"]


class Case:
    """A question, its assessment, and what that says of the host, in sentences with what stands behind them."""

    def __init__(self, query: Query) -> None:
        self.query, self.engine, self.asked = query, query.engine, query.question
        self.answer = assess(query)
        self.proved = Proved(query)
        self.phrases = self.engine.reasoner.phrases.calling(query.supposed)
        only = query.school.id if query.school else None
        self._everywhere = named(self.engine, self.asked.host, only, self.asked.suppose)
        self._regimes = regimes(self.answer.windows, self.answer.why_not)
        self.names = self._everywhere.within(self._regimes)

    # ----------------------------------------------------------------------------------------------------------- proofs

    @cached_property
    def founding(self) -> list[tuple[Window, Proof]]:
        """Each duty asked about with its proof, each rule once for the same views."""
        told: dict[tuple[str, str, tuple[str, ...]], tuple[Window, Proof]] = {}
        for window, it in zip(self.answer.windows, self.proved.windows, strict=True):
            key = it.norm, it.rule, it.schools
            if key not in told:
                told[key] = window, self.proved.why(it)
        return list(told.values())

    @cached_property
    def defeating(self) -> list[Proof]:
        """What stands in the way of a duty that would be founded."""
        found: dict[str, Proof] = {}
        for miss in self.answer.why_not:
            if miss.missing.kind == "defeated" and miss.missing.rule:
                others = (it for it in miss.missing.children if (it.atom or "").startswith("defeated("))
                for it in (miss.missing, *others):
                    found.setdefault(it.sentence, it)
        return list(found.values())

    @cached_property
    def accounts(self) -> list[tuple[Conclusion, Proof]]:
        """What the host is, where that is why it has no duty: what explains it, or if nothing does all that it is."""
        if self.answer.verdict != "not_obliged":
            return []
        host = self.asked.host
        status = [it for it in self.conclusions if it[0].kind == "status" and it[0].bearer == host]
        status = [it for it in status if it[0].standing == "certain"]
        told = [it for it in status if it[0].act in self.names.accounts] or ([] if self.defeating else status)
        return [(it, self.proved.why(norm)) for it, norm in told]

    @property
    def carrying(self) -> list[Proof]:
        """The proofs of what carries the answer."""
        return [*(it for _, it in self.founding), *self.defeating, *(it for _, it in self.accounts)]

    @cached_property
    def conclusions(self) -> list[tuple[Conclusion, Held]]:
        """What is concluded beside the duties asked about, each with the norm that it is made of."""
        return self.proved.of(self.answer.conclusions)

    # -------------------------------------------------------------------------------------------------------- sentences

    def window(self, it: Window) -> Said:
        """A duty asked about."""
        view = "" if it.standing == "certain" else self._everywhere.within({it.regime}).view(it.schools)
        return self._said(it, view)

    def norm(self, it: Conclusion) -> Said:
        """Anything else that is concluded."""
        return self._said(it, held(self.answer, it, self._everywhere.within(spoken_of(it, self._regimes))))

    def _said(self, it: Conclusion | Window, view: str) -> Said:
        """With its days, where these are not all that were asked about."""
        whole = (it.first_day, it.last_day) == (self.asked.first_day, self.asked.last_day)
        return Said(
            sentence=it.sentence,
            rule=it.rule,
            authority=tuple(it.authority.split("; ")) if it.authority else (),
            view=view,
            first_day=None if whole else it.first_day,
            last_day=None if whole else it.last_day,
        )

    def sides(self) -> Iterator[Side]:
        """What each side answers."""
        for it in rows(self.answer, self.names):
            yield Side(
                who=it.who,
                answer=it.answer,
                reason=it.reason,
                decision=it.decision,
                court=it.court,
                school=it.school,
            )

    def heralds(self) -> Iterator[Said]:
        """What has changed or is about to, in the order in which the rules tell it."""
        order = self.names.heralds
        found = [it for it in self.answer.conclusions if it.kind == "status" and it.act in order]
        return once(self.norm(it) for it in sorted(found, key=lambda it: order.index(it.act)))

    def tasks(self) -> Iterator[Task]:
        """The duties asked about, and what else the host must, must not and may do, that of the case first."""
        for window in self.answer.windows:
            yield Task(kind="duty", phase="on", said=self.window(window))
        for it in sorted(self.answer.conclusions, key=lambda it: it.regime not in (*self._regimes, "general")):
            kind = it.kind
            if it.bearer != self.asked.host or it in self.answer.beside or kind == "power" or kind == "status":
                continue
            yield Task(kind=kind, phase=_phase(self.names.phases.get(it.act)), said=self.norm(it))

    def powers(self) -> Iterator[Said]:
        """What somebody may do about the host, or the host about it."""
        host = self.asked.host
        its = (it for it in self.answer.conclusions if it.kind == "power" and host in (it.bearer, it.object, it.toward))
        return once(map(self.norm, its))


def _phase(told_when: str | None) -> Phase:
    return "before" if told_when == "before" else "after" if told_when == "after" else "on"


def once(said: Iterable[Said]) -> Iterator[Said]:
    """Each sentence once."""
    yield from {it.sentence: it for it in said}.values()


def turns(sets: Sequence[Flip]) -> tuple[Turn, ...]:
    """Sets of changes that would turn an answer, those that are alike as one."""
    return tuple(map(_turn, together(sets)))


def _turn(group: Group) -> Turn:
    first = group.sets[0]
    return Turn(
        choices=tuple(
            tuple(Choice(sentence=it.sentence, latest_day=it.latest_day) for it in choices) for choices in group.choices
        ),
        verdict=first.verdict,
        schools=first.schools,
        sentence=first.why.sentence,
    )
