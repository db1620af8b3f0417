"""Questions as documents: what is asked, in JSON, the same at the command line and from an assistant.

>>> ask = read('{"ask": "assess", "person": "putin", "host": "India", "on": "2025-12-05"}')
>>> ask.answer().verdict
'not_obliged'

A document names what it asks with `ask`; its other keys are the arguments of the function of that name. How long a text
and how many facts there may be is bounded, since a document may come from anywhere.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

import dedere
from dedere.batch import listing
from dedere.corpus import finding
from dedere.corpus.sentences import Phrasebook
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.exchange import itineraries
from dedere.given import quoted
from dedere.reporting import facts as told_facts
from dedere.reporting import rules as told_rules
from dedere.schema.base import Model
from dedere.schema.difference import Changes, Difference, Flips
from dedere.schema.dossier import Dossier
from dedere.schema.found import FactsFound, RulesFound
from dedere.schema.inquiry import Inquiry
from dedere.schema.journeys import Journeys
from dedere.schema.plan import Plan
from dedere.schema.reason import Reasoned
from dedere.schema.situations import Situated
from dedere.schema.survey import Survey
from dedere.schema.timeline import Changing, Timeline

MOST_FOUND = 50
"""How many facts or rules are given at once."""

MOST_LEGS = 30
"""How many legs a plan may have, with what may be done instead of them."""

Name = Annotated[str, Field(max_length=200, description="An id, a name or an alias, as `putin` or `South Africa`.")]
Day = Annotated[str, Field(max_length=10, description="A day, as 2025-12-05.")]
Text = Annotated[str, Field(max_length=500)]
Facts = Annotated[
    tuple[Text, ...],
    Field(max_length=20, description="Facts, as `deposited(India, Rome Statute, 2025-09-01)`."),
]


class Ask(BaseModel):
    """A question of any kind: `contract` names what its answer is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    contract: ClassVar[str]

    def answer(self, engine: Engine | None = None) -> Model:
        """The answer. Raises `DedereError` as the function does that is asked."""
        raise NotImplementedError

    def known_until(self, engine: Engine | None = None) -> str | None:
        """The day, as 2026-08-22, until which that is kept on which the answer rests; None where none can be told."""
        return None

    def given(self, *but: str) -> dict[str, Any]:
        """The arguments that were given, without those named."""
        values = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in values.items() if value is not None and name not in ("ask", *but)}


class Case(Ask):
    """A person, a host and a day, or the days from `first` to `last`."""

    person: Name
    host: Name
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None
    presence: Annotated[str, Field(max_length=50, description="The manner of presence, as `visit`.")] | None = None
    suppose: Facts = ()
    withdraw: Facts = ()
    school: Annotated[str, Field(max_length=50, description="Answer in the view of one school alone.")] | None = None
    known_on: Day | None = None

    def known_until(self, engine: Engine | None = None) -> str | None:
        """That of the answer to the same question, which whatever is asked of it rests on."""
        until = dedere.assess(engine=engine, **self.given(*self._further())).known_until
        return until.isoformat() if until else None

    def _further(self) -> set[str]:
        return {*type(self).model_fields} - {*Case.model_fields}


class Assess(Case):
    """What must, may and must not the host do with the person, why, and who disagrees?"""

    contract = "assessment"
    ask: Literal["assess"]

    def answer(self, engine: Engine | None = None) -> dedere.Assessment:
        return dedere.assess(engine=engine, **self.given())


class Why(Case):
    """Why one rule applies in a case or one fact holds, or why not."""

    contract = "reason"
    ask: Literal["why"]
    what: Annotated[Text, Field(description="The id of a rule, or a fact.")]

    def answer(self, engine: Engine | None = None) -> Reasoned:
        return dedere.why(self.what, engine=engine, **self.given("what"))


class WhatIf(Case):
    """What supposing or withdrawing facts, or making a declared change, does to the answer."""

    contract = "difference"
    ask: Literal["whatif"]
    change: Annotated[tuple[Text | int, ...], Field(max_length=20)] = ()
    by: Day | None = None

    def answer(self, engine: Engine | None = None) -> Difference:
        return dedere.compare(engine=engine, **self.given())


class AskChanges(Case):
    """Which changes the rules declare in a case, each with its number."""

    contract = "changes"
    ask: Literal["changes"]

    def answer(self, engine: Engine | None = None) -> Changes:
        return dedere.changes(engine=engine, **self.given())


class Flip(Case):
    """Which smallest changes would turn the answer."""

    contract = "flip"
    ask: Literal["flip"]
    to: Literal["obliged", "not_obliged"] | None = None
    today: Day | None = None

    def answer(self, engine: Engine | None = None) -> Flips:
        return dedere.flip(engine=engine, **self.given())


class AskDossier(Case):
    """The memo on a question: short answer, who says what, facts and law, what changes and what would turn it."""

    contract = "dossier"
    ask: Literal["dossier"]
    today: Day | None = None

    def answer(self, engine: Engine | None = None) -> Dossier:
        return dedere.dossier(engine=engine, **self.given())


class AskPlan(Ask):
    """What a plan of visits comes to, leg by leg: `plan` is one as `dedere.itinerary/1` has it, of 30 legs at most."""

    contract = "plan"
    ask: Literal["plan"]
    plan: Annotated[dict[str, Any], Field(description="`title`, `person` and `legs`, each with `host` and `on`.")]
    person: Name | None = None
    suppose: Facts = ()
    withdraw: Facts = ()
    school: Annotated[str, Field(max_length=50)] | None = None
    known_on: Day | None = None
    today: Day | None = None

    def answer(self, engine: Engine | None = None) -> Plan:
        if len(itineraries.of_data(self.plan).legs) > MOST_LEGS:
            raise UsageError(f"the plan has more than {MOST_LEGS} legs", "ask of a part of it")
        return dedere.plan(self.plan, engine=engine, **self.given("plan"))


class AskSurvey(Ask):
    """What every State comes to on a day for one person or several; or, with `host`, for all who are wanted."""

    contract = "survey"
    ask: Literal["survey"]
    persons: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    host: Name | None = None
    on: Day
    suppose: Facts = ()
    withdraw: Facts = ()
    school: Annotated[str, Field(max_length=50)] | None = None
    known_on: Day | None = None

    def answer(self, engine: Engine | None = None) -> Survey:
        return dedere.survey(*self.persons, engine=engine, **self.given("persons"))


class AskSituations(Ask):
    """What a day comes to for a person in every place, or in one: the verdicts alone, worked out before."""

    contract = "situations"
    ask: Literal["situations"]
    person: Name
    on: Day
    host: Name | None = None
    presence: Annotated[str, Field(max_length=50)] | None = None
    known_on: Day | None = None

    def answer(self, engine: Engine | None = None) -> Situated:
        return listing.on(ready(engine), self.person, self.on, self.host, self.presence, known_on=self.known_on)


class AskTimeline(Ask):
    """How the duty about a person runs in the hosts named, with what changed it and the journeys on it."""

    contract = "timeline"
    ask: Literal["timeline"]
    person: Name
    hosts: Annotated[tuple[Name, ...], Field(max_length=20)] = ()

    def answer(self, engine: Engine | None = None) -> Timeline:
        return dedere.timeline(self.person, *self.hosts, engine=engine)


class AskUpcoming(Ask):
    """What in the record will change an answer about some persons, or all, in days to come."""

    contract = "upcoming"
    ask: Literal["upcoming"]
    persons: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    days: Annotated[int, Field(ge=1, le=3660)] = 90
    since: Day | None = None

    def answer(self, engine: Engine | None = None) -> Changing:
        return dedere.upcoming(*self.persons, engine=engine, **self.given("persons"))


class AskJourneys(Ask):
    """Where a wanted person went, or who went to a State, and with what duty of the hosts."""

    contract = "journeys"
    ask: Literal["journeys"]
    about: Name

    def answer(self, engine: Engine | None = None) -> Journeys:
        return dedere.journeys(self.about, engine=engine)


class Inquire(Ask):
    """Any other question that the rules declare, as `measures` with `{"origin": "India"}`."""

    contract = "inquiry"
    ask: Literal["inquire"]
    question: Annotated[str, Field(max_length=50)]
    slots: Annotated[dict[str, Text], Field(max_length=10)]
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None
    suppose: Facts = ()
    withdraw: Facts = ()
    known_on: Day | None = None

    def answer(self, engine: Engine | None = None) -> Inquiry:
        return dedere.inquire(self.question, self.slots, engine=engine, **self.given("question", "slots"))


class AskFacts(Ask):
    """The facts of the record in which all words occur, with their sources; at most fifty of them."""

    contract = "facts"
    ask: Literal["facts"]
    words: Annotated[str, Field(min_length=1, max_length=200)]

    def answer(self, engine: Engine | None = None) -> FactsFound:
        corpus = ready(engine).corpus
        phrases = Phrasebook(corpus)
        return told_facts.data(corpus, finding.facts(corpus, [self.words], phrases)[:MOST_FOUND], phrases)


class AskRules(Ask):
    """The rules of the law in which all words occur, with their authorities and clauses; at most fifty of them."""

    contract = "rules"
    ask: Literal["rules"]
    words: Annotated[str, Field(min_length=1, max_length=200)]

    def answer(self, engine: Engine | None = None) -> RulesFound:
        corpus = ready(engine).corpus
        return told_rules.data(corpus, finding.rules(corpus, [self.words])[:MOST_FOUND])


KINDS: dict[str, type[Ask]] = {
    "assess": Assess,
    "why": Why,
    "whatif": WhatIf,
    "changes": AskChanges,
    "flip": Flip,
    "dossier": AskDossier,
    "plan": AskPlan,
    "survey": AskSurvey,
    "situations": AskSituations,
    "timeline": AskTimeline,
    "upcoming": AskUpcoming,
    "journeys": AskJourneys,
    "inquire": Inquire,
    "facts": AskFacts,
    "rules": AskRules,
}
"""What can be asked, by the word that a document asks it with."""


def read(document: str | bytes) -> Ask:
    """The question of a document. Raises `UsageError` for what is none, naming what is wrong first."""
    try:
        found = TypeAdapter(dict[str, Any]).validate_json(document)
    except ValidationError as error:
        raise UsageError(f"the document is no JSON object: {_short(error)}", _EXAMPLE, "bad_document") from None
    with suppress(ValueError, RecursionError):  # what is no JSON was told above
        json.loads(document, object_pairs_hook=_each_key_once)
    return of(found)


def _each_key_once(pairs: list[tuple[str, Any]]) -> None:
    """Refuse an object with a key twice, of which a reader of JSON takes the last without a word."""
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise UsageError(f"the key {quoted(name)} stands twice in the document", "keep one of them", "bad_document")
        names.add(name)


def of(document: dict[str, Any]) -> Ask:
    """The same of a document that was read already."""
    kind = document.get("ask")
    if not isinstance(kind, str) or kind not in KINDS:
        given = quoted(kind) if "ask" in document else "nothing"
        raise UsageError(f"what is asked is {given}", f"`ask` is one of {', '.join(KINDS)}", "bad_document")
    try:
        return KINDS[kind].model_validate(document)
    except ValidationError as error:
        raise UsageError(f"the document asks wrongly: {_short(error)}", _keys(KINDS[kind]), "bad_document") from None


_EXAMPLE = 'give one such as {"ask": "assess", "person": "putin", "host": "India", "on": "2025-12-05"}'


def _short(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"]))
    what = {"extra_forbidden": "there is no such key", "missing": "it is missing"}.get(
        first["type"], f"{first['msg'][:1].lower()}{first['msg'][1:]}"
    )
    return f"`{where}`: {what}" if where else what


def _keys(kind: type[Ask]) -> str:
    needed = [name for name, it in kind.model_fields.items() if it.is_required()]
    others = [name for name in kind.model_fields if name not in needed]
    return f"it needs {', '.join(needed)}" + (f", and may have {', '.join(others)}" if others else "")
