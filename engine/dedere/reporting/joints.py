"""The headings and joints of a memo and of a plan: all the words in them that are of no rule and no fact.

What is in braces is filled with what rules, record and answers say: sentences, names, numbers and days.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dedere.reporting.disagreement import ANSWERS, UNABLE
from dedere.reporting.survey import DISCLAIMER

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "short": "Short answer",
        "sides": "Who says what",
        "facts": "The facts",
        "for": "The law: why {host} must{view}",
        "for_unable": "The law: why {host} is bound{view}",
        "against": "The law: why {host} need not{other}",
        "against_unable": "The law: why {host} is not bound{other}",
        "line": "What changed, and what will change",
        "before": "What {host} {verbs} do before {day}",
        "on": "What {host} {verbs} do {day}",
        "after": "What {host} {verbs} do after {day}",
        "powers": "Powers that go with it",
        "unknown": "What is not known",
        "turn_obliged": "What would turn it: {host} would be obliged on every view with any of these",
        "turn_contested": "What would turn it: {host} would be obliged on some views with any of these",
        "turn_further": "What would change the answer of some school on {host}: any of these",
        "turn_not_obliged": "What would turn it: {host} would not be obliged on any view with any of these",
        "turn_in_view": "What would turn it: {host} would be {verdict} in the view of {school} with any of these",
        "nothing": "What would turn it",
        "around": "In every State {day}",
        "plan": "A plan of {number}",
        "due": "What must or may be done before which day",
        "changes": "What would turn a leg, and up to which day",
        "overlaps": "In two places on the same days",
        "leg": "Leg {leg}: {where}",
        "alternative": "{leg}, in the place of leg {of}: {where}",
        "faults": "Not answered",
    }
)
"""The headings."""

JOINTS: Mapping[str, str] = MappingProxyType(
    {
        # of sentences
        "in": " in {area}",
        "rests": "{sentence} [{authority}]",
        "view": "{sentence} ({view})",
        "days": "{sentence} ({days})",
        "memory": "{sentence} (from memory, no source was seen)",
        "supposed": "Supposed for this memo: {sentence}",
        "withdrawn": "Left out for this memo: {sentence}",
        "other_views": ", on the other views",
        "other_days": " on the other days",
        # of positions
        "together": "{question} (Only together with another question.)",
        "stand": "{meaning}: {host} {answer}",
        "held": "Held by {holders}",
        "found": "Found: {sentence}",
        # of days
        "phase": "{days}: {views}",
        "journeys": "Journeys of the record there: {journeys}",
        # of what is not known
        "absent": "Nothing is known to the contrary of this:",
        # of what would turn it
        "nothing": "Nothing turns it: {reason}",
        "one_of": "One of these:",
        "and_one_of": "and one of these:",
        "choice": "{letter}) {sentence}",
        "and": "and {sentence}",
        "then": "then: {sentence}",
        "then_first": "then, with the first: {sentence}",
        "side": "{who} {answer}",
        # of a plan
        "leg_number": "{number} leg",
        "legs_number": "{number} legs",
        "where": "{host}, {days}, {person}",
        "manner": "{where} ({presence})",
        "what_for": "{where}; {said}",
        "on_every_view": "Of the legs, on every view: {counts}",
        "due_before": "Before {day}, leg {leg} ({host}): {sentence}",
        "due_by": "Up to {day}, leg {leg} ({host}): {sentence}",
        "overlap": "{person}, {days}: in {host} (leg {leg}) and in {other} (leg {other_leg})",
        "overlapping": "Each leg is answered as it stands. The last day of one may be the first of the next.",
        "at_before": "Before: {sentence}",
        "at_day": "On the day: {sentence}",
        "at_on": "On these days: {sentence}",
        "at_after": "After: {sentence}",
        "at_line": "line {line}, leg {leg}: {message}",
        "at_leg": "leg {leg}: {message}",
        "at_bare": "line {line}: {message}",
        "legs_drawn": "A row for each leg and view, that of the court first; alternatives stand behind their leg.",
        "plan_made": "Plan {id}, answered on {day}; dedere {version}, rules {rules}, facts {facts}",
        # of the map and at the end
        "count": "In the view of {school}: {counts}",
        "of_states": "Of the {number} States of the record",
        "map": "The answer in every State of the record {day}{view}; {host} is outlined.",
        "bands": "A band for each view; dots are journeys, rings such as were not made.",
        "drawn_up": "Drawn up on {day} from answer {assessment} and what would turn it, {flip}",
        "made": "Memo {id}; dedere {version}, rules {rules}, facts {facts}",
        "advice": DISCLAIMER,
    }
)
"""The joints."""

VERBS: Mapping[str, str] = MappingProxyType({"duty": "must", "forbidden": "must not", "permitted": "may"})
"""How what is owed, forbidden and permitted is called."""

ANSWERED = frozenset({*ANSWERS.values(), *UNABLE.values()})
"""How the answer of a side is called."""


def heading(name: str, **parts: str) -> str:
    """A heading, filled."""
    return HEADINGS[name].format(**parts)


def joint(name: str, **parts: str) -> str:
    """A joint, filled."""
    return JOINTS[name].format(**parts)
