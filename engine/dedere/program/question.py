"""What the rules say of a question: what it adds to the record, what it is about, and which norms answer it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.terms.patterns import Bindings, Term, match, term
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, split, text

_SLOT = re.compile(r"\{([a-z_]+)\}")
_PREFIX = "S_"
"""What makes a variable of the name of a slot, since variables begin with a capital."""


def slots_of(template: str) -> tuple[str, ...]:
    """The slots of a template, in order and as often as they stand in it.

    >>> slots_of("staying(visit,{person},{host},{first},{after})")
    ('person', 'host', 'first', 'after')
    """
    return tuple(_SLOT.findall(template))


def slot_of(place: Value) -> str | None:
    """The slot that an argument of a template is; None where it is anything else."""
    found = _SLOT.fullmatch(str(place))
    return found[1] if found else None


class Sought(NamedTuple):
    """A norm that answers a question: its pattern, `_` standing for anything, and the act in words."""

    pattern: str
    sentence: str


class Declared(NamedTuple):
    """A question as the rules declare it. Slots in braces stand for what the user asks about.

    `seeks` are the norms that answer it, in the order in which they are told; the first gives the act where none holds.
    `looked_at` are the predicates whose arguments after the first are the days to answer for. `slots` gives the slot
    for each part of a question as a user puts it (`person`, `host`, `first`, ...), `presets` the value of a slot of
    which nothing is said, `types` the type of each slot, from the declaration of the predicate it stands in. `put` are
    the forms of facts that tell of events by which the question was once put, `recorded` those that tell of journeys,
    under what each is about. `elsewhere_too` are the manners in which a person may be in two places on the same days,
    `of_many` the sentences that stand below the counts of many answers.
    """

    id: str
    sentence: str
    plan: tuple[str, ...]
    focus: tuple[str, ...]
    around: tuple[str, ...]
    whole: tuple[str, ...]
    looked_at: tuple[str, ...]
    seeks: tuple[Sought, ...]
    put: tuple[str, ...]
    recorded: tuple[tuple[str, str], ...]
    slots: Mapping[str, str]
    presets: Mapping[str, str]
    types: Mapping[str, str]
    elsewhere_too: frozenset[str]
    of_many: tuple[str, ...]

    @property
    def planned(self) -> frozenset[str]:
        """The predicates of the plan: a question's own facts of these stand in the place of those of the record."""
        return frozenset(it.partition("(")[0] for it in self.plan)

    def slot(self, role: str) -> str:
        """The slot that a part of a question fills. Raises `UsageError` where the rules say none."""
        if role not in self.slots:
            raise UsageError(
                f"the rules do not say which slot of the question `{self.id}` is the {role}",
                f"add `fills({self.id},{role},SLOT)` beside its plan",
            )
        return self.slots[role]

    def type_of(self, slot: str) -> str:
        """The type of a slot; `term` where nothing says it."""
        return self.types.get(slot, "term")

    @property
    def needed(self) -> tuple[str, ...]:
        """The slots that cannot be left open: those of the sentence."""
        return slots_of(self.sentence)

    def facts(self, given: Mapping[str, Value]) -> list[Atom]:
        """The facts that the question adds, for the values of its slots; one with a slot left open is not added."""
        return [parse_fact(fill(it, given)) for it in self.plan if given.keys() >= set(slots_of(it))]


def those_declared(corpus: Corpus) -> str:
    """Which questions the rules declare, as a hint."""
    ids = dict.fromkeys(str(fact.atom.args[0]) for fact in corpus.by_predicate.get("question", ()))
    return f"those declared are {', '.join(ids)}" if ids else "they declare none"


def declared(corpus: Corpus, question: str) -> Declared:
    """The question of that id. Raises `UsageError` if the rules declare none."""

    def rows(name: str) -> list[tuple[Value, ...]]:
        return [fact.atom.args[1:] for fact in corpus.by_predicate.get(name, ()) if fact.atom.args[0] == question]

    found = rows("question")
    if not found:
        raise UsageError(f"the rules declare no question `{question}`", those_declared(corpus))
    plan = tuple(text(row[0]) for row in rows("plan"))
    return Declared(
        question,
        text(found[0][0]),
        plan,
        tuple(str(row[0]) for row in rows("focus")),
        tuple(str(row[0]) for row in rows("around")),
        tuple(str(row[0]) for row in rows("whole")),
        tuple(str(row[0]) for row in rows("looked_at")),
        tuple(Sought(text(norm), text(act)) for _, norm, act in sorted(rows("seeks"), key=lambda row: int(row[0]))),
        tuple(text(row[0]) for row in rows("once_put")),
        tuple((str(what), text(form)) for what, form in rows("recorded")),
        {str(role): str(slot) for role, slot in rows("fills")},
        {str(slot): str(value) for slot, value in rows("preset")},
        _types(corpus, plan),
        frozenset(str(row[0]) for row in rows("elsewhere_too")),
        tuple(text(row[0]) for row in rows("said_of_many")),
    )


def laid_elsewhere(corpus: Corpus, question: Declared) -> frozenset[str]:
    """The predicates that only other questions lay down: facts of the record of these are no part of this question.

    A question that is of all facts of such a predicate says so with `whole`.
    """
    questions = {str(fact.atom.args[0]) for fact in corpus.by_predicate.get("question", ())} - {question.id}
    laid = frozenset().union(*(declared(corpus, it).planned for it in questions))
    return laid - question.planned - {*question.whole}


def leading(corpus: Corpus) -> str:
    """The id of the question that is meant where none is named. Raises `UsageError` where the rules declare none."""
    named = [fact.atom.args[0] for fact in corpus.by_predicate.get("leads", ())]
    named += [fact.atom.args[0] for fact in corpus.by_predicate.get("question", ())]
    if not named:
        raise UsageError("the rules declare no question", "declare one: `question`, `plan`, `looked_at`, `seeks`")
    return str(named[0])


def _types(corpus: Corpus, plan: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for planned in plan:
        name, places = split(planned)
        for argument, place in zip(corpus.vocabulary.predicates[name].arguments, places, strict=True):
            if slot := slot_of(place):
                found[slot] = argument.type
    return found


def slots(template: str, fact: Atom | str) -> dict[str, Value] | None:
    """The values of the slots that make a template this fact; None where it is none of that form."""
    bound: Bindings = {}
    found = match(as_pattern(template), str(fact), bound)
    return {name[len(_PREFIX) :]: value for name, value in bound.items()} if found else None


def as_pattern(template: str) -> Term:
    """A template as a term, each slot a variable: it may be anything, the same wherever it stands."""
    return term(_SLOT.sub(rf"{_PREFIX}\1", template))


def fill(template: str, given: Mapping[str, Value]) -> str:
    """A template with its slots filled."""
    return _SLOT.sub(lambda found: str(given[found.group(1)]), template)


def matches(pattern: Value, value: Value) -> bool:
    """Whether a term has the form of a pattern in which `_` stands for anything."""
    if pattern == "_":
        return True
    name, args = split(pattern)
    other, others = split(value)
    return name == other and len(args) == len(others) and all(map(matches, args, others))
