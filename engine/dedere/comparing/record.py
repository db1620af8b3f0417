"""What changed between two versions of the record, and which verdicts on its visits that turns.

>>> from dedere.loading import load
>>> found = diff(load(), load())
>>> found.added, found.verdicts
((), ())
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dedere import dates
from dedere.answers.solution import solve
from dedere.asking.query import Posed
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, ready
from dedere.errors import Unanswered, UsageError
from dedere.given import quoted, texts
from dedere.language.records import Fact
from dedere.program.question import Declared, slot_of, slots
from dedere.schema.answer import IN_WORDS, Verdict
from dedere.schema.diff import Entry, Exchange, RecordDiff, Resourced, Turned
from dedere.terms.values import Value, split


def diff(old: Corpus | Engine, new: Corpus | Engine, question: str | None = None) -> RecordDiff:
    """What changed from `old` to `new`, and which verdicts on the visits in both that turns.

    The visits are instances of the plan of a question, by default of the one that is meant where none is named, and
    what the rules say has once put it (`once_put`): journeys that were made, not those that were only planned.

    Raises `UsageError` for what is neither a corpus nor an engine, and for a question that is not declared.
    """
    texts("give its id as a text", question=question)
    for name, given in (("old", old), ("new", new)):
        if not isinstance(given, (Corpus, Engine)):
            raise UsageError(f"`{name}` is {quoted(given)}", "give a corpus, as `load` makes it, or an engine")
    before, after = ready(old), ready(new)
    removed = [fact for fact in before.corpus.facts if fact.atom not in after.corpus.by_atom]
    added = [fact for fact in after.corpus.facts if fact.atom not in before.corpus.by_atom]
    pairs = _pairs(after.corpus, removed, added)
    exchanged = {id(fact) for pair in pairs for fact in pair}
    turning = _Turning(before, after, question)
    verdicts = tuple(turning.turned())
    of = [it for corpus in (before.corpus, after.corpus) for it in (corpus.rules_fingerprint, corpus.facts_fingerprint)]
    return RecordDiff(
        id=identify("dedere.diff/1", question or "", *of),
        added=tuple(_entry(after, it) for it in added if id(it) not in exchanged),
        removed=tuple(_entry(before, it) for it in removed if id(it) not in exchanged),
        changed=tuple(Exchange(old=_entry(before, was), new=_entry(after, now)) for was, now in pairs),
        resourced=tuple(_resourced(before, after)),
        verdicts=verdicts,
        visits=turning.visits,
        answered=turning.answered,
        unanswered=tuple(turning.unanswered),
        old_facts=before.corpus.facts_fingerprint,
        new_facts=after.corpus.facts_fingerprint,
    )


def _entry(engine: Engine, fact: Fact) -> Entry:
    sentence = engine.reasoner.phrases.atom(fact.atom)
    return Entry(fact=str(fact.atom), sentence=sentence, file=fact.file, line=fact.line)


def _pairs(corpus: Corpus, removed: Iterable[Fact], added: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
    """The facts that went and came which are about the same thing, as the rules say what identifies a fact."""
    gone: dict[tuple[Value, ...], Fact] = {}
    pairs = []
    for fact in removed:
        if (about := corpus.key(fact.atom)) is not None:
            gone[about] = fact
    for fact in added:
        about = corpus.key(fact.atom)
        if about is not None and about in gone:
            pairs.append((gone.pop(about), fact))
    return pairs


def _resourced(before: Engine, after: Engine) -> Iterator[Resourced]:
    for fact in after.corpus.facts:
        old = before.corpus.by_atom.get(fact.atom)
        if old is not None and not fact.law and (was := _rests(before, old)) != (now := _rests(after, fact)):
            yield Resourced(new=_entry(after, fact), was=was, now=now)


def _rests(engine: Engine, fact: Fact) -> str:
    cited = "; ".join(engine.corpus.sources[it].citation for it in fact.sources)
    checked = f", checked {dates.iso(fact.checked)}" if fact.checked else ""
    known = f", known {dates.iso(fact.known)}" if fact.known else ""
    return f"{cited} ({fact.confidence.replace('_', ' ')}{checked}{known})"


class Answer(NamedTuple):
    """The verdict of an answer, and that of each school."""

    verdict: Verdict
    schools: Mapping[str, Verdict]


class _Turning:
    """Answers the question of every visit under both versions, where anything about it differs."""

    def __init__(self, before: Engine, after: Engine, question: str | None) -> None:
        self._engines = before, after
        self._question = question
        self.visits = 0
        self.answered = 0
        self.unanswered: list[str] = []

    def _declared(self, engine: Engine) -> Declared:
        found, _ = engine.leading if self._question is None else engine.question(self._question)
        return found

    def turned(self) -> Iterator[Turned]:
        """The visits whose verdict turns."""
        before, after = self._engines
        old = dict(_planned(before.corpus, self._declared(before)))
        for id_, given in _planned(after.corpus, self._declared(after)):
            if id_ not in old:
                continue
            self.visits += 1
            if old[id_] == given and self._facts(before, given) == self._facts(after, given):
                continue
            self.answered += 1
            try:
                was, now = self._answer(before, old[id_]), self._answer(after, given)
            except Unanswered:
                self.unanswered.append(id_)
                continue
            if was != now:
                declared = self._declared(after)
                person, host = given[declared.slot("person")], given[declared.slot("host")]
                yield turned(after, id_, person, host, _days(declared, given), was, now)

    def _facts(self, engine: Engine, given: Mapping[str, Value]) -> frozenset[str]:
        declared, slicer = engine.question(self._declared(engine).id)
        return frozenset(slicer.select(declared.facts(given), (), ()))

    def _answer(self, engine: Engine, given: Mapping[str, Value]) -> Answer:
        declared = self._declared(engine)
        found = solve(Posed(engine, declared, given, *_days(declared, given)))
        return Answer(
            found.verdict(found.fixed), {school.id: found.verdict(school.positions) for school in engine.schools}
        )


def turned(
    engine: Engine, visit: str, person: Value, host: Value, days: tuple[int, int], was: Answer, now: Answer
) -> Turned:
    """What is told of a verdict that turns, on a visit of the record or on none (an empty `visit`)."""
    phrases = engine.reasoner.phrases
    first, last = days
    when = dates.words(first) if first == last else f"{dates.words(first)} to {dates.words(last)}"
    parts = [f"{IN_WORDS[was.verdict]} -> {IN_WORDS[now.verdict]}"] if was.verdict != now.verdict else []
    schools = {it.id: it.name for it in engine.schools}
    for school, verdict in now.schools.items():
        old = was.schools.get(school)
        if old is not None and old != verdict:
            parts.append(f"{schools[school]}: {IN_WORDS[old]} -> {IN_WORDS[verdict]}")
    return Turned(
        visit=visit,
        person=phrases.code(person),
        host=phrases.code(host),
        first_day=dates.as_date(first),
        last_day=dates.as_date(last),
        from_verdict=was.verdict,
        to_verdict=now.verdict,
        from_schools=dict(was.schools),
        to_schools=dict(now.schools),
        sentence=f"{phrases.name(person)} in {phrases.name(host)}, {when}: {'; '.join(parts)}",
    )


def _days(declared: Declared, given: Mapping[str, Value]) -> tuple[int, int]:
    return int(given[declared.slot("first")]), dates.previous_day(int(given[declared.slot("after")]))


def _planned(corpus: Corpus, declared: Declared) -> Iterator[tuple[str, dict[str, Value]]]:
    """The instances of a question's plan in the record, each with its id and the slots that it fills.

    The plan of a question is a template of facts; the facts of the record that have its form are questions that were
    once put by events, and so are those of which the rules say so.
    """
    of: dict[Value, dict[str, Value]] = {}
    for template in declared.put:
        for fact in corpus.by_predicate.get(split(template)[0], ()):
            if found := slots(template, fact.atom):
                of[found.pop("id", fact.atom.args[0])] = found
    for template in declared.plan:
        predicate, places = split(template)
        for fact in corpus.by_predicate.get(predicate, ()):
            values = of.setdefault(fact.atom.args[0], {})
            for place, value in zip(places[1:], fact.atom.args[1:], strict=True):
                if name := slot_of(place):
                    values[name] = value
    for id_, values in of.items():
        first, after, last = declared.slot("first"), declared.slot("after"), declared.slots.get("last")
        if last in values:
            values[after] = dates.next_day(int(values.pop(last)))
        given: dict[str, Value] = {**declared.presets, **values}
        if given.get(after) == "#sup" and isinstance(given.get(first), int):
            given[after] = dates.next_day(int(given[first]))
        if set(declared.needed) <= given.keys() and isinstance(given.get(first), int):
            yield str(id_), given
