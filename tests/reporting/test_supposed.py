"""What was understood of suppositions, in words."""

from __future__ import annotations

import pytest

from dedere.engine import default_engine
from dedere.reporting import supposed

UNDERSTOOD = {
    "arrangement(ind,icc,20251205,20260101)": "until 31 December 2025 [arrangement(ind,icc,20251205,20260101)].",
    "arrangement(ind,icc,20251205,#sup)": ", with no end [arrangement(ind,icc,20251205,#sup)].",
    "deposited(ind,rome,20250901)": "to the Rome Statute on 1 September 2025 [deposited(ind,rome,20250901)].",
}


@pytest.mark.parametrize("fact", UNDERSTOOD)
def test_each_fact_is_told_in_words_with_its_last_day(fact: str) -> None:
    (line,) = supposed.lines(default_engine(), [fact], [])
    assert line.startswith("Supposed for this question: India ")
    assert line.endswith(UNDERSTOOD[fact])
    (gone,) = supposed.lines(default_engine(), [], [fact])
    assert gone.startswith("Left out for this question: India ")
