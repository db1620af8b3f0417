"""The contract of what came of trying rules on worlds."""

from __future__ import annotations

import json

from dedere.schema.worlds import Counterexample, Fired, Idle, Unmade, Worlds

FOUND = Worlds(
    asked=10,
    drawn=8,
    seed=0,
    properties=("one", "two"),
    fired=(Fired(rule="R-1", title="The first", worlds=3),),
    never=(Fired(rule="R-2", title="The second", worlds=0), Fired(rule="R-3", title="The third", worlds=0)),
    unmade=(Unmade(rule="R-3", title="The third", file="rules/mine/duty.lp", line=7),),
    idle=(Idle(issue="ISS-1", worlds=2),),
    counterexamples=(
        Counterexample(
            property="half_open",
            says="what has an end holds no longer on it",
            message="it does",
            rules=("R-1",),
            asks="dedere assess person_a state_a --on 2020-01-01",
            facts='person(person_a,"Person A").',
            case=None,
        ),
    ),
    dedere="0.1.0",
    rules_fingerprint="r",
    facts_fingerprint="f",
)


def test_it_is_written_by_its_contract() -> None:
    told = json.loads(FOUND.to_json())
    assert told["schema"] == "dedere.worlds/1"
    assert told["counterexamples"][0]["facts"] == 'person(person_a,"Person A").'
    assert told["never"][0] == {"rule": "R-2", "title": "The second", "worlds": 0}
    assert told["unmade"] == [{"rule": "R-3", "title": "The third", "file": "rules/mine/duty.lp", "line": 7}]
    assert told["idle"] == [{"issue": "ISS-1", "worlds": 2}]
