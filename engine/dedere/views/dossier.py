"""The memo on one question: what the answers to it say, put together with the sources that they rest on.

>>> memo = dossier("putin", "India", on="2025-12-05")
>>> memo.title
'Must India arrest and surrender Vladimir Putin on 5 December 2025?'
>>> memo.against[0].said.sentence, memo.against[0].said.authority
('India never signed the Rome Statute and has not joined it', ('Rome Statute, art. 125(1), (3)',))

Nothing is said that the assessment, the flips, the survey or the record does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Unpack

from dedere import dates
from dedere.answers.headline import act_sought
from dedere.answers.solution import solve
from dedere.asking.period import Day, read_day
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.comparing.flip import flip
from dedere.program.question import fill
from dedere.reporting import assessment as telling
from dedere.reporting import phrases, supposed
from dedere.reporting.disagreement import turning
from dedere.reporting.joints import joint
from dedere.schema.answer import Proof
from dedere.schema.dossier import Dispute, Dossier, Point, Said, Stand
from dedere.terms.values import Atom
from dedere.version import __version__
from dedere.views.around import around
from dedere.views.case import Case, turns
from dedere.views.evidence import Evidence, facts, steps, unknown
from dedere.views.ground import UNABLE
from dedere.views.timeline import line
from dedere.views.told import Recorded

MANY = 10**6
"""Of so many words one may be new in what repeats another sentence: in no sentence any."""


def dossier(person: str | Query, host: str = "", *, today: Day | None = None, **asked: Unpack[Asking]) -> Dossier:
    """The memo on a question, drawn up on a day, by default today; what would turn it is told as `flip` does.

    The other arguments are those of `ask`, or a query that `ask` has read. Raises `UsageError` for what is wrong with
    the question, and as `assess` does.
    """
    query = query_of(person, host, asked)
    day = read_day(date.today() if today is None else today)  # noqa: DTZ011  # the day where the user is
    return _Memo(query, day).told().making(query.engine, query.school.id if query.school else None)


class _Memo:
    """A memo while it is put together."""

    def __init__(self, query: Query, day: int) -> None:
        self.query, self.day, self.asked = query, day, query.question
        self.case = Case(query)
        self.evidence = Evidence()
        self.recorded = Recorded(query.engine)
        self._told: set[str] = set()

    def told(self) -> Dossier:
        """The whole memo; sources are numbered as it is read."""
        query, case, answer, corpus = self.query, self.case, self.case.answer, self.query.engine.corpus
        flips = flip(query, today=dates.as_date(self.day))
        # Of a stay that is not over the day of asking decides what can still turn it.
        asked_on = [dates.iso(self.day)] if self.day <= query.last else []
        findings, told = tuple(self._findings()), tuple(self._facts())
        return Dossier(
            id=answer_id("dedere.dossier/1", corpus, self.asked, query.school, *asked_on),
            question=self.asked,
            day=dates.as_date(self.day),
            title=self._title(),
            host=case.names.host,
            school=query.school.id if query.school else None,
            summary=answer.summary,
            verdict=answer.verdict,
            schools=answer.schools,
            beside=tuple(map(case.norm, answer.beside)),
            sides=tuple(case.sides()),
            disputes=tuple(self._disputes()),
            findings=findings,
            facts=told,
            for_=tuple(self._for()),
            against=tuple(self._against()),
            line=line(query),
            heralds=tuple(case.heralds()),
            tasks=tuple(case.tasks()),
            powers=tuple(case.powers()),
            taken=answer.assumptions,
            absent=unknown(case.carrying),
            cautions=answer.warnings,
            kept_until=answer.known_until,
            some=turns(flips.nearer),
            turns=turns(flips.sets),
            nothing_turns=flips.reason,
            supposed=tuple(self._changed(query.supposed)),
            withdrawn=tuple(self._changed(query.withdrawn)),
            around=around(query),
            sources=self.evidence.cited,
            assessment=answer.id,
            flip=flips.id,
            dedere=__version__,
            rules_fingerprint=corpus.rules_fingerprint,
            facts_fingerprint=corpus.facts_fingerprint,
        )

    def _title(self) -> str:
        name = self.case.phrases.name
        declared = self.query.declared
        # What is owed is what the first line says: an arrest alone where no more is owed yet.
        owed = declared.sentence.replace(declared.seeks[0].sentence, act_sought(solve(self.query)))
        asked = fill(owed, {key: name(value) for key, value in self.query.given.items()})
        where = joint("in", area=name(self.asked.area)) if self.asked.area else ""
        return f"{asked.removesuffix('?')}{where} {dates.stretch(self.asked.first_day, self.asked.last_day)}?"

    def _changed(self, atoms: Iterable[Atom]) -> Iterator[Said]:
        for it in atoms:
            yield Said(sentence=supposed.in_words(self.query.engine, it, self.case.phrases), supposed=True)

    # ------------------------------------------------------------------------------------------ who says what, and why

    def _disputes(self) -> Iterator[Dispute]:
        for issue in turning(self.case.answer):
            stands = tuple(
                Stand(
                    meaning=it.meaning,
                    held_by=it.held_by,
                    authority=it.authority,
                    court=it.court,
                    verdict=it.verdict,
                )
                for it in issue.positions
            )
            alone = issue.turns == "alone"
            yield Dispute(question=issue.question, turns="alone" if alone else "together", stands=stands)

    def _findings(self) -> Iterator[Said]:
        """What was found of the journeys of the person to the host on the days asked about, where it was known then."""
        known, words = self.query.known_on, self.case.phrases
        host = self.query.given[self.query.declared.slot("host")]
        for row in self.recorded.rows():
            if (row.person, row.host) != (self.asked.person, host):
                continue
            if row.first <= self.query.last and self.query.first <= row.last:
                for fact in self.recorded.found_of(row):
                    if known is None or all(not isinstance(it, int) or it <= known for it in fact.atom.args):
                        yield self.evidence.recorded(fact, words.atom(fact.atom), words.sources(fact))

    def _facts(self) -> Iterable[Said]:
        """The facts of what the person is wanted for, of what carries the answer, and of what bars from acting."""
        case = self.case
        wanted = case.proved.saying(name for name, _ in self.recorded.sought)
        near = (
            case.proved.why(norm)
            for it, norm in case.conclusions
            if it.kind == "forbidden" and it.bearer == self.asked.host and it.regime == "general"
        )
        barred = case.proved.saying([UNABLE] if case.answer.unable else [])
        return map(self.evidence.said, facts([*wanted, *case.carrying, *near, *barred]))

    def _for(self) -> Iterator[Point]:
        for window, proof in self.case.founding:
            self._told.add(window.sentence)
            yield Point(said=self.case.window(window), steps=self._steps(proof))

    def _against(self) -> Iterator[Point]:
        under = {it.sentence: it.under for it in telling.against_it(self.case.answer, self.case.names)}
        for proof in self.case.defeating:
            self._told.add(proof.sentence)
            said = self.evidence.said(proof, under.get(proof.sentence, ""))
            yield Point(said=said, steps=self._steps(proof))
        for it, proof in self.case.accounts:
            if it.sentence not in self._told:
                self._told.add(it.sentence)
                yield Point(said=self.case.norm(it), steps=self._steps(proof))

    def _steps(self, proof: Proof) -> tuple[Said, ...]:
        """What a reason rests on in law, each thing once in the memo."""
        told = []
        for it in steps(proof):
            if not phrases.repeats(it.sentence, self._told, new=MANY):
                self._told.add(it.sentence)
                told.append(self.evidence.said(it))
        return tuple(told)
