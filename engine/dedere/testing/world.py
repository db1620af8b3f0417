"""A world: a question about made-up people and States, and the facts that are supposed for it on top of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dedere import dates
from dedere.answers.assessment import assess
from dedere.asking.query import Posed, Query, ask
from dedere.asking.suppositions import suppose
from dedere.checks.contradictions import contradictions
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.program.question import Declared
from dedere.schema.answer import Assessment
from dedere.schema.worlds import SAVED_AS
from dedere.terms.values import Atom, Value, split

_ROLES = ("person", "host", "first", "after", "manner")
"""What a question must ask about to be one that `assess` answers."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, eq=False)
class World:
    """A question with its slots filled, and facts that hold in it beside the record.

    `first` and `last` are the days looked at, `withdrawn` the facts of the record that are left out, `known_on` the day
    whose knowledge counts, `strangers` facts that the rules are given although the engine would leave them out. Nothing
    in it is checked: what is drawn is valid, and what is made of that may be anything.
    """

    engine: Engine
    question: Declared
    given: Mapping[str, Value]
    first: int
    last: int
    facts: tuple[Atom, ...]
    withdrawn: tuple[Atom, ...] = ()
    known_on: int | None = None
    strangers: tuple[Atom, ...] = ()

    def __str__(self) -> str:
        listed = "".join(f"\n    {it}." for it in self.facts)
        asked = ", ".join(f"{slot} {value}" for slot, value in self.given.items() if slot not in self._days)
        return f"{self.question.id}: {asked}, {dates.stretch(self.first, self.last)}, given{listed or ' nothing more'}"

    def __repr__(self) -> str:
        return f"\n{self}\n"

    @property
    def _days(self) -> tuple[str, str]:
        return self.question.slot("first"), self.question.slot("after")

    @cached_property
    def posed(self) -> Posed:
        """The question as it is answered."""
        return Posed(
            self.engine,
            self.question,
            self.given,
            self.first,
            self.last,
            self.facts,
            self.withdrawn,
            None,
            self.known_on,
        )

    @property
    def assessed(self) -> bool:
        """Whether the question is the one that `assess` answers: a person, a host, days and a manner."""
        roles = self.question.slots
        leads = self.engine.leading[0].id == self.question.id
        return leads and all(roles.get(it) in self.given for it in _ROLES)

    @cached_property
    def query(self) -> Query:
        """The question as a user would put it to `assess`. Raises `UsageError` where it cannot be put so."""
        value = {role: str(self.given[slot]) for role, slot in self.question.slots.items() if slot in self.given}
        return ask(
            value["person"],
            value.get("area", value["host"]),
            first=dates.iso(self.first),
            last=dates.iso(self.last),
            presence=value["manner"],
            suppose=[str(it) for it in self.facts],
            withdraw=[str(it) for it in self.withdrawn],
            engine=self.engine,
        )

    @cached_property
    def assessment(self) -> Assessment | None:
        """What `assess` answers; None of a question that it does not ask."""
        return assess(self.query) if self.assessed else None

    # ------------------------------------------------------------------------------------------------------- changed

    def but(self, *added: Atom, without: Iterable[Atom] = ()) -> World:
        """The world with facts added and left out, each once."""
        gone = set(without)
        return replace(self, facts=tuple(dict.fromkeys(it for it in (*self.facts, *added) if it not in gone)))

    def during(self, first: int, last: int) -> World:
        """The same question, asked of other days."""
        start, after = self._days
        given = {**self.given, start: first, after: dates.next_day(last)}
        if "last" in self.question.slots and self.question.slots["last"] in given:
            given[self.question.slots["last"]] = last
        return replace(self, given=given, first=first, last=last)

    def renamed(self, names: Mapping[str, str]) -> World:
        """The world in which some ids are others, wherever they stand."""
        given = {slot: _renamed(value, names) for slot, value in self.given.items()}
        return replace(self, given=given, facts=tuple(renamed(it, names) for it in self.facts))

    def invented(self) -> dict[str, str]:
        """The ids that are made up, each with the predicate that names it."""
        vocabulary = self.engine.corpus.vocabulary
        naming = vocabulary.naming_predicates()
        known = self.engine.corpus.names
        return {
            str(it.args[0]): it.name
            for it in self.facts
            if it.name in naming and it.args and it.args[0] not in known.get(it.name, ())
        }

    # -------------------------------------------------------------------------------------------------------- written

    def as_facts(self) -> str:
        """The facts as a file for a folder of `--facts`: they rest on nothing, and say so."""
        lines = [
            '%@ source made_up "made up to try the rules"',
            "%@ by made_up recall",
            *(f"{it}." for it in self.facts),
        ]
        lines[1:1] = [f"%@ withdraw {it}" for it in self.withdrawn]
        return "\n".join(lines)

    def as_question(self) -> str:
        """The command that asks the question of a record in which the facts are, saved as `world.lp`."""
        if not self.assessed:
            asked = ", ".join(f"{slot}={value}" for slot, value in self.given.items() if slot not in self._days)
            return f"question {self.question.id}: {asked}, {dates.iso(self.first)} to {dates.iso(self.last)}"
        roles = self.question.slots
        value = {role: self.given.get(slot) for role, slot in roles.items()}
        days = f"--on {dates.iso(self.first)}"
        if self.first != self.last:
            days = f"--from {dates.iso(self.first)} --until {dates.iso(self.last)}"
        manner = value["manner"]
        preset = self.question.presets.get(self.question.slot("manner"))
        how = "" if manner == preset else f" --presence {manner}"
        return f"dedere assess {value['person']} {value.get('area') or value['host']} {days}{how} --facts {SAVED_AS}"

    def as_case(self, name: str, expect: Mapping[str, str | Sequence[str]], school: str = "") -> str | None:
        """The world as a case of a case file, with what is expected, of a school where one is named.

        None where its question is none of `assess`.
        """
        if not self.assessed:
            return None
        value = {role: self.given.get(slot) for role, slot in self.question.slots.items()}
        asked = [f"person: {value['person']}", f"host: {value.get('area') or value['host']}"]
        asked.append(f"first: {dates.iso(self.first)}")
        if self.last != self.first:
            asked.append(f"last: {dates.iso(self.last)}")
        asked.append(f"presence: {value['manner']}")
        if school:
            asked.append(f"school: {school}")
        lines = [f"- name: {_yaml(name)}", f"  question: {{{', '.join(asked)}}}"]
        for key, facts in (("suppose", self.facts), ("withdraw", self.withdrawn)):
            if facts:
                lines += [f"  {key}:", *(f"    - {_yaml(str(it))}" for it in facts)]
        lines.append("  expect:")
        for key, wanted in expect.items():
            each = [_yaml(it) for it in ([wanted] if isinstance(wanted, str) else wanted)]
            lines += [f"    {key}: {each[0]}"] if len(each) == 1 else [f"    {key}:", *(f"      - {it}" for it in each)]
        return "\n".join(lines)


def _yaml(text: str) -> str:
    return text if _PLAIN.match(text) else "'" + text.replace("'", "''") + "'"


def renamed(atom: Atom, names: Mapping[str, str]) -> Atom:
    """An atom in which some ids are others."""
    return Atom(atom.name, tuple(_renamed(it, names) for it in atom.args))


def _renamed(value: Value, names: Mapping[str, str]) -> Value:
    if not isinstance(value, str) or value[:1] == '"':
        return value
    if value in names:
        return names[value]
    if "(" not in value:
        return value
    name, args = split(value)
    return str(Atom(name, tuple(_renamed(it, names) for it in args)))


def all_renamed(texts: Iterable[str], names: Mapping[str, str]) -> frozenset[str]:
    """Texts of atoms in which some ids are others."""
    return frozenset(str(renamed(Atom(*split(it)), names)) for it in texts)


def valid(world: World) -> bool:
    """Whether a user could suppose the facts of a world, and no check of the pack refuses them."""
    corpus = world.engine.corpus
    try:
        suppose(corpus, [str(it) for it in world.facts])
        for slot, value in world.given.items():
            if not _named(world, world.question.type_of(slot), value):
                return False
        return not contradictions(world.engine, world.facts, world.withdrawn)
    except DedereError:
        return False


def _named(world: World, type_: str, value: Value) -> bool:
    """Whether what a question asks about is there, in the record or in the world."""
    corpus = world.engine.corpus
    declared = corpus.vocabulary.types.get(type_)
    naming = declared.named_by if declared else ()
    names = {
        name: {*corpus.names.get(name, ()), *(it.args[0] for it in world.facts if it.name == name and it.args)}
        for name in naming
    }
    return corpus.vocabulary.check_value(type_, value, names) is None
