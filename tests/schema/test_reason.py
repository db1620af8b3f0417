"""The contract of one reason alone."""

from __future__ import annotations

import samples
from dedere.schema.reason import Lack, Reasoned


def test_it_is_written_and_read() -> None:
    found = Reasoned(
        id="0123",
        question=samples.answer().question,
        kind="fact",
        about="party(mng,rome,_)",
        title=None,
        authority=(),
        standing="contested",
        schools={"court": "certain", "horizontal": "gives way"},
        sentence="Mongolia is a party",
        why=(samples.PARTY,),
        why_not=(Lack(rule="PARTY", missing=samples.missing("it is no party", "p"), met=()),),
    )
    assert found.model_dump(by_alias=True)["schema"] == "dedere.reason/1"
    assert Reasoned.model_validate_json(found.to_json()) == found
