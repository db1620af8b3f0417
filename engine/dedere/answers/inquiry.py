"""Any question that the rules declare, answered: what holds on which days, and why.

`assess` puts its own answer on top of one question, with a verdict; here the rules alone say what is asked, what the
question adds to the record, on which days it is looked at, and which conclusions answer it.

>>> inquire("measures", {"origin": "ind"}, on="2025-11-12").summary[0].partition(", ")[0]
'Goods of India bear additional duties of the United States of 50 percent in all'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from dedere import dates
from dedere.answers.builder import Builder, walk
from dedere.answers.solution import Held, effective, solve
from dedere.asking import suppositions
from dedere.asking.period import Day, period, read_day
from dedere.asking.query import Posed
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import quoted, texts
from dedere.program.question import Declared, declared, fill, matches, those_declared
from dedere.schema.answer import Conclusion, Proof
from dedere.schema.inquiry import Inquired, Inquiry
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, as_constant, quote

Given: TypeAlias = str | int | date
"""What fills a slot: an id, a name or an alias, a number, or a day."""


def inquire(
    question: str,
    given: Mapping[str, Given],
    *,
    on: Day | None = None,
    first: Day | None = None,
    last: Day | None = None,
    suppose: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    known_on: Day | None = None,
    engine: Engine | None = None,
) -> Inquiry:
    """Answer a question that the rules declare.

    `given` has values for the slots of its plan: ids, names, aliases or days, as the fact they stand in wants. The
    slots of its first day and of the day after its last are filled from the days. The slots of the sentence of the
    question are needed; others may be left open, and the facts they stand in are left out then.

    With `known_on` the answer is from what was known on that day.

    Raises `UsageError` for what is wrong with the question, `CorpusError` for broken rules or facts.
    """
    engine = ready(engine)
    if question is None:
        raise UsageError("no question is given", f"give its id; {those_declared(engine.corpus)}")
    texts("give its id as a text", question=question)
    if not isinstance(given, Mapping):
        raise UsageError(f"the slots are given as {quoted(given)}", "give a mapping from slots to values")
    gone = suppositions.withdraw(engine.corpus, withdraw)
    added = suppositions.suppose(engine.corpus, suppose, withdrawn=gone)
    first_day, last_day = period(on, first, last)
    known = None if known_on is None else read_day(known_on)
    asked = declared(engine.corpus, question)
    values = _values(engine, asked, given, added)
    slots = {**values, asked.slot("first"): first_day, asked.slot("after"): dates.next_day(last_day)}
    phrases = engine.reasoner.phrases.calling(added)
    named = {slot: phrases.name(value) for slot, value in slots.items()}
    about = Inquired(
        id=question,
        sentence=fill(asked.sentence, named),
        given={slot: phrases.alone(value, asked.types[slot]) for slot, value in values.items()},
        first_day=dates.as_date(first_day),
        last_day=dates.as_date(last_day),
        suppose=tuple(map(str, added)),
        withdraw=tuple(map(str, gone)),
        known_on=None if known is None else dates.as_date(known),
    )
    posed = Posed(engine, asked, slots, first_day, last_day, tuple(added), tuple(gone), None, known)
    return _Inquiring(solve(posed), about, None).answer().making(engine)


def _values(engine: Engine, asked: Declared, given: Mapping[str, Given], added: Sequence[Atom]) -> dict[str, Value]:
    """The values for the slots of a question, found by name where they name something."""
    period_ = asked.slot("first"), asked.slot("after")
    types = {slot: type_ for slot, type_ in asked.types.items() if slot not in period_}
    for slot in given:
        if slot not in types:
            slots = ", ".join(types)
            raise UsageError(f"the question `{asked.id}` does not ask for a {quoted(slot)}", f"it asks for {slots}")
    for slot in asked.needed:
        if slot not in given:
            raise UsageError(f"the question `{asked.id}` needs a `{slot}`", f"it is: {asked.sentence}")
    return {slot: _value(engine, slot, types[slot], value, added) for slot, value in given.items()}


def _value(engine: Engine, slot: str, type_name: str, value: Given, added: Sequence[Atom]) -> Value:
    if type_name in ("date", "since", "until"):
        return read_day(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise UsageError(f"the {slot} is {quoted(value)}", f"give a {type_name}")
    type_ = engine.corpus.vocabulary.types.get(type_name)
    if type_ is not None and type_.named_by:
        return engine.directory(type_name, added).find(str(value))
    if type_name == "text":
        return quote(str(value))
    try:
        # Nothing but one ground term gets through.
        (plain,) = parse_fact(f"it({as_constant(value) if isinstance(value, str) else value})").args
    except ValueError as error:
        raise UsageError(f"the {slot} is {quoted(value)}: {error}", f"give a {type_name}") from None
    wrong = engine.corpus.vocabulary.check_value(type_name, plain, engine.corpus.names)
    if wrong:
        raise UsageError(wrong.message, wrong.hint or f"give a {type_name}")
    return plain


class _Inquiring(Builder):
    """Puts what was found into the form of an inquiry."""

    def answer(self) -> Inquiry:
        held = self.found.held()
        answers = sorted((it for it in held if self.found.sought(it.norm)), key=self._order)
        # A step is proved where it is told first, so what the rules ask for first is proved in full.
        first = {(it.norm, it.rule): it for it in reversed(answers)}
        why = [self._why(it) for it in answers if first[it.norm, it.rule] is it]
        defeated = self._defeated()
        told = [self._conclusion(it) for it in answers]
        proofs = [*why, *defeated]
        known, stale = self._kept(proofs)
        made = self._provenance("dedere.inquiry/1")
        return Inquiry(
            id=made.id,
            question=self._asked(),
            summary=tuple(map(self._sentence, told)),
            answers=tuple(told),
            conclusions=tuple(self._conclusion(it) for it in held if not self.found.sought(it.norm)),
            why=tuple(why),
            defeated=tuple(defeated),
            sources=tuple(dict.fromkeys(source for it in walk(proofs) if it.confidence for source in it.source)),
            assumptions=tuple(dict.fromkeys(it.sentence for it in walk(proofs) if it.kind == "assumed")),
            warnings=(*self._doubts, *self._remembered(proofs), *stale),
            known_until=dates.as_date(known) if known else None,
            provenance=made,
        )

    def _asked(self) -> Inquired:
        assert isinstance(self.asked, Inquired)  # noqa: S101  # it was made with one
        return self.asked

    def _order(self, held: Held) -> tuple[int, int, str]:
        sought = next(at for at, pattern in enumerate(self.found.seeks) if matches(pattern, held.norm))
        return held.first, sought, held.norm

    def _why(self, held: Held) -> Proof:
        atom = effective(held.norm, held.rule, held.days[0])
        return self.found.world_with(atom).why(atom)

    def _sentence(self, told: Conclusion) -> str:
        sentence = f"{told.sentence[:1].upper()}{told.sentence[1:]}"
        asked = self._asked()
        if (told.first_day, told.last_day) != (asked.first_day, asked.last_day):
            first, last = dates.words(told.first_day), dates.words(told.last_day)
            when = f"On {first}" if first == last else f"From {first} to {last}"
            sentence = f"{when}: {told.sentence}"
        return f"{sentence}." if told.standing == "certain" else f"{sentence} (contested)."

    def _defeated(self) -> list[Proof]:
        """What would hold and meets with an exception, told once for each; what would be an answer comes first."""
        world = self.found.world_with("")
        rows = sorted(
            world.answer_set.rows("defeated"),
            key=lambda row: (not self.found.sought(str(row[0])), int(row[3]), str(row)),
        )
        first: dict[tuple[Value, ...], Atom] = {}
        for row in rows:
            first.setdefault(row[:3], Atom("defeated", row))
        told = []
        for exception_atom in first.values():
            norm, rule, _, day = exception_atom.args
            exception = world.why(str(exception_atom))
            against = world.why(str(Atom("applicable", (norm, rule, day))))
            told.append(against.model_copy(update={"kind": "defeated", "children": (exception, *against.children)}))
        return told
