"""Dedere: must a State arrest and surrender a wanted person, why, who disagrees, and what would change the answer?

    >>> import dedere
    >>> answer = dedere.assess("putin", "India", on="2025-12-05")
    >>> answer.verdict
    'not_obliged'

A question is read once with `ask` and handed to whatever answers it, or its parts are given to that itself:

    >>> query = dedere.ask("putin", "India", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"])
    >>> dedere.assess(query).verdict, dedere.compare(query).verdict_before
    ('contested', 'not_obliged')

Whatever answers has an `id`, can be hashed, and is JSON by `to_json`; its days are `datetime.date`.

`assess`, `compare`, `flip`, `grid` and `explain` answer from the record and the law that come with the package. `load`
reads others, and they take them as `engine=Engine(load(rules, facts))`. Everything that can go wrong with a question or
a file is a `DedereError`: `UsageError` (the question is wrong), `CorpusError` (rules or facts are), `Unanswered`.
"""

from typing import TYPE_CHECKING, Any

from dedere.errors import CorpusError, DedereError, Finding, Unanswered, UsageError
from dedere.version import __version__

if TYPE_CHECKING:
    from dedere.answers.assessment import assess
    from dedere.answers.currency import kept
    from dedere.answers.inquiry import inquire
    from dedere.answers.reason import why
    from dedere.answers.solution import Held
    from dedere.asking.period import Day
    from dedere.asking.places import Place
    from dedere.asking.query import Query, ask
    from dedere.batch.grid import grid
    from dedere.batch.rechecking import recheck
    from dedere.batch.situations import Situation, Situations, situations
    from dedere.batch.taking import import_table
    from dedere.batch.visits import Explained, Refused, Visit, explain
    from dedere.checks.record import check
    from dedere.comparing.declared import changes
    from dedere.comparing.flip import flip
    from dedere.comparing.record import diff
    from dedere.comparing.whatif import compare
    from dedere.corpus.corpus import Corpus
    from dedere.engine import Engine, School
    from dedere.exchange.tables import export
    from dedere.loading import load
    from dedere.schema.answer import (
        Assessment,
        Conclusion,
        Inability,
        Issue,
        Position,
        Proof,
        Provenance,
        Question,
        Standing,
        Stretch,
        Verdict,
        WhyNot,
        Window,
    )
    from dedere.schema.checks import Checked, CheckFinding
    from dedere.schema.diff import Entry, Exchange, RecordDiff, Resourced, Turned
    from dedere.schema.difference import (
        Change,
        Changeable,
        Changes,
        Difference,
        Flip,
        Flips,
        Grid,
        Level,
        Parting,
        Row,
        Shift,
    )
    from dedere.schema.dossier import Around, Choice, Cited, Dispute, Dossier, Point, Said, Side, Stand, Task, Turn
    from dedere.schema.exchange import Imported, ImportRow, OfStatus
    from dedere.schema.inquiry import Inquired, Inquiry
    from dedere.schema.itinerary import Itinerary, ItineraryAlternative, ItineraryLeg
    from dedere.schema.journeys import Journey, Journeys, Reach, Share, Tally
    from dedere.schema.kept import Kept, KeptPart
    from dedere.schema.plan import Plan, PlanDue, PlanFault, PlanLeg, PlanOverlap
    from dedere.schema.reason import Lack, Reasoned
    from dedere.schema.recheck import Ground, Recheck, Rechecked
    from dedere.schema.survey import Answered, Counts, Survey, SurveyArea, SurveyPerson, SurveyState, SurveyTurn
    from dedere.schema.timeline import Band, Changing, Phase, Timeline, Trip, Upcoming
    from dedere.views.dossier import dossier
    from dedere.views.journeys import journeys
    from dedere.views.plan import plan
    from dedere.views.survey import survey
    from dedere.views.timeline import timeline, upcoming

__all__ = [
    "Answered",
    "Around",
    "Assessment",
    "Band",
    "Change",
    "Changeable",
    "Changes",
    "Changing",
    "CheckFinding",
    "Checked",
    "Choice",
    "Cited",
    "Conclusion",
    "Corpus",
    "CorpusError",
    "Counts",
    "Day",
    "DedereError",
    "Difference",
    "Dispute",
    "Dossier",
    "Engine",
    "Entry",
    "Exchange",
    "Explained",
    "Finding",
    "Flip",
    "Flips",
    "Grid",
    "Ground",
    "Held",
    "ImportRow",
    "Imported",
    "Inability",
    "Inquired",
    "Inquiry",
    "Issue",
    "Itinerary",
    "ItineraryAlternative",
    "ItineraryLeg",
    "Journey",
    "Journeys",
    "Kept",
    "KeptPart",
    "Lack",
    "Level",
    "OfStatus",
    "Parting",
    "Phase",
    "Place",
    "Plan",
    "PlanDue",
    "PlanFault",
    "PlanLeg",
    "PlanOverlap",
    "Point",
    "Position",
    "Proof",
    "Provenance",
    "Query",
    "Question",
    "Reach",
    "Reasoned",
    "Recheck",
    "Rechecked",
    "RecordDiff",
    "Refused",
    "Resourced",
    "Row",
    "Said",
    "School",
    "Share",
    "Shift",
    "Side",
    "Situation",
    "Situations",
    "Stand",
    "Standing",
    "Stretch",
    "Survey",
    "SurveyArea",
    "SurveyPerson",
    "SurveyState",
    "SurveyTurn",
    "Tally",
    "Task",
    "Timeline",
    "Trip",
    "Turn",
    "Turned",
    "Unanswered",
    "Upcoming",
    "UsageError",
    "Verdict",
    "Visit",
    "WhyNot",
    "Window",
    "__version__",
    "ask",
    "assess",
    "changes",
    "check",
    "compare",
    "diff",
    "dossier",
    "explain",
    "export",
    "flip",
    "grid",
    "import_table",
    "inquire",
    "journeys",
    "kept",
    "load",
    "plan",
    "recheck",
    "situations",
    "survey",
    "timeline",
    "upcoming",
    "why",
]

_HOMES = {
    "dedere.answers.assessment": ("assess",),
    "dedere.answers.currency": ("kept",),
    "dedere.answers.inquiry": ("inquire",),
    "dedere.answers.reason": ("why",),
    "dedere.answers.solution": ("Held",),
    "dedere.asking.period": ("Day",),
    "dedere.asking.places": ("Place",),
    "dedere.asking.query": ("Query", "ask"),
    "dedere.batch.grid": ("grid",),
    "dedere.batch.rechecking": ("recheck",),
    "dedere.batch.situations": ("Situation", "Situations", "situations"),
    "dedere.batch.taking": ("import_table",),
    "dedere.batch.visits": ("Explained", "Refused", "Visit", "explain"),
    "dedere.checks.record": ("check",),
    "dedere.comparing.declared": ("changes",),
    "dedere.comparing.flip": ("flip",),
    "dedere.comparing.record": ("diff",),
    "dedere.comparing.whatif": ("compare",),
    "dedere.corpus.corpus": ("Corpus",),
    "dedere.engine": ("Engine", "School"),
    "dedere.exchange.tables": ("export",),
    "dedere.loading": ("load",),
    "dedere.schema.answer": (
        "Assessment",
        "Conclusion",
        "Inability",
        "Issue",
        "Position",
        "Proof",
        "Provenance",
        "Question",
        "Standing",
        "Stretch",
        "Verdict",
        "WhyNot",
        "Window",
    ),
    "dedere.schema.dossier": (
        "Around",
        "Choice",
        "Cited",
        "Dispute",
        "Dossier",
        "Point",
        "Said",
        "Side",
        "Stand",
        "Task",
        "Turn",
    ),
    "dedere.schema.inquiry": ("Inquired", "Inquiry"),
    "dedere.schema.journeys": ("Journey", "Journeys", "Reach", "Share", "Tally"),
    "dedere.schema.kept": ("Kept", "KeptPart"),
    "dedere.schema.reason": ("Lack", "Reasoned"),
    "dedere.schema.recheck": ("Ground", "Recheck", "Rechecked"),
    "dedere.schema.survey": (
        "Answered",
        "Counts",
        "Survey",
        "SurveyArea",
        "SurveyPerson",
        "SurveyState",
        "SurveyTurn",
    ),
    "dedere.views.dossier": ("dossier",),
    "dedere.views.plan": ("plan",),
    "dedere.schema.itinerary": ("Itinerary", "ItineraryAlternative", "ItineraryLeg"),
    "dedere.schema.plan": ("Plan", "PlanDue", "PlanFault", "PlanLeg", "PlanOverlap"),
    "dedere.views.journeys": ("journeys",),
    "dedere.schema.timeline": ("Band", "Changing", "Phase", "Timeline", "Trip", "Upcoming"),
    "dedere.views.survey": ("survey",),
    "dedere.views.timeline": ("timeline", "upcoming"),
    "dedere.schema.checks": ("CheckFinding", "Checked"),
    "dedere.schema.diff": ("Entry", "Exchange", "RecordDiff", "Resourced", "Turned"),
    "dedere.schema.exchange": ("ImportRow", "Imported", "OfStatus"),
    "dedere.schema.difference": (
        "Change",
        "Changeable",
        "Changes",
        "Difference",
        "Flip",
        "Flips",
        "Grid",
        "Level",
        "Parting",
        "Row",
        "Shift",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    # Lazy, so that reading a name or an error does not bring in clingo.
    if name not in _HOME:
        raise AttributeError(f"module 'dedere' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*__all__, *(it for it in globals() if not it.startswith("_"))})
