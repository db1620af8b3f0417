"""What changed between two versions of the record: its form."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from dedere.schema.diff import Entry, Exchange, RecordDiff, Resourced, Turned

OLD = Entry(fact="a(1)", sentence="it is one", file="a.lp", line=1)
NEW = Entry(fact="a(2)", sentence="it is two", file="a.lp", line=1)
TURNED = Turned(
    visit="v",
    person="p",
    host="AAA",
    first_day=date(2020, 1, 1),
    last_day=date(2020, 1, 2),
    from_verdict="obliged",
    to_verdict="contested",
    from_schools={"court": "obliged"},
    to_schools={"court": "contested"},
    sentence="p in AAA: obliged -> contested",
)
FOUND = RecordDiff(
    id="0123456789abcdef",
    added=(),
    removed=(),
    changed=(Exchange(old=OLD, new=NEW),),
    resourced=(Resourced(new=NEW, was="a book", now="two books"),),
    verdicts=(TURNED,),
    visits=1,
    answered=1,
    unanswered=(),
    old_facts="f",
    new_facts="g",
)


def test_what_changed_comes_back_and_is_named() -> None:
    assert RecordDiff.model_validate_json(FOUND.to_json()) == FOUND
    assert FOUND.model_dump(by_alias=True)["schema"] == "dedere.diff/1"


def test_a_visit_turns_from_a_verdict_to_a_verdict() -> None:
    with pytest.raises(ValidationError, match="to_verdict"):
        Turned.model_validate({**TURNED.model_dump(), "to_verdict": "perhaps"})
