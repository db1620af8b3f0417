"""What was found in the record and in the law, as values."""

from __future__ import annotations

import json
from datetime import date

from dedere.schema.found import Cited, FactFound, FactsFound, RulesFound


def test_facts_are_written_with_their_sources_and_days() -> None:
    fact = FactFound(
        fact="f(a)",
        sentence="a is f",
        predicate="f",
        kind=None,
        sources=(Cited(id="s", citation="a book"),),
        confidence="seen_once",
        checked=date(2026, 11, 22),
        known=None,
        note=None,
        file="f.lp",
        line=3,
    )
    told = json.loads(FactsFound(facts=(fact,)).to_json())
    assert told["schema"] == "dedere.facts/1"
    assert told["facts"][0]["sources"] == [{"id": "s", "citation": "a book", "url": None}]
    assert told["facts"][0]["checked"] == "2026-11-22"


def test_no_rules_are_an_empty_list() -> None:
    assert json.loads(RulesFound(rules=()).to_json()) == {"schema": "dedere.rules/1", "rules": []}
