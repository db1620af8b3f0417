"""What was understood of suppositions, in words."""

from __future__ import annotations

import pytest

from dedere.asking.suppositions import suppose
from dedere.engine import default_engine
from dedere.reporting import supposed
from dedere.schema.difference import Change

UNDERSTOOD = {
    "arrangement(ind,icc,20251205,20260101)": "until 31 December 2025 [arrangement(ind,icc,20251205,20260101)].",
    "arrangement(ind,icc,20251205,#sup)": ", with no end [arrangement(ind,icc,20251205,open)].",
    "deposited(ind,rome,20250901)": "to the Rome Statute on 1 September 2025 [deposited(ind,rome,20250901)].",
}


@pytest.mark.parametrize("fact", UNDERSTOOD)
def test_each_fact_is_told_in_words_with_its_last_day(fact: str) -> None:
    (line,) = supposed.lines(default_engine(), [fact], [])
    assert line.startswith("Supposed for this question: India ")
    assert line.endswith(UNDERSTOOD[fact])
    (gone,) = supposed.lines(default_engine(), [], [fact])
    assert gone.startswith("Left out for this question: India ")


TYPED = {
    ("deposited(ind,rome,20250901)",): ["deposited(India, Rome Statute, 2025-09-01)"],
    ("arrangement(ind,icc,20251205,#sup)",): ["arrangement(India, icc, 2025-12-05, open)"],
    ("office(putin,head_of_state,rus,#inf,20251001)",): ["office(putin, head of State, Russia, open, 2025-10-01)"],
    ("acceptance_of(new_1,ukraine)", "accepted(new_1,civ,icc,20251205)"): [
        "acceptance_of(new_1, situation in Ukraine)",
        "accepted(new_1, civ, icc, 2025-12-05)",
    ],
}


@pytest.mark.parametrize("written", TYPED)
def test_facts_are_written_as_one_types_them_and_are_understood_so(written: tuple[str, ...]) -> None:
    engine = default_engine()
    typed = supposed.Typing(engine).facts(written)
    assert typed == TYPED[written]
    assert suppose(engine.corpus, typed) == suppose(engine.corpus, written)


def _change(*suppose: str, withdraw: tuple[str, ...] = ()) -> Change:
    return Change(
        kind="add",
        fact=suppose[0],
        sentence="it is otherwise",
        latest_day=None,
        weight=1,
        rule="C",
        suppose=suppose,
        withdraw=withdraw,
    )


OPTIONS = {
    _change("deposited(ind,rome,20250901)"): ["--suppose 'deposited(India, Rome Statute, 2025-09-01)'"],
    _change("manner(asked,remote)", withdraw=("manner(asked,visit)",)): ["--presence remote"],
    _change("visit(asked,putin,ind,20251201,20251202)", withdraw=("visit(asked,putin,ind,20251205,20251206)",)): [
        "--on 2025-12-01"
    ],
    _change("visit(asked,putin,ind,20251201,20251203)"): ["--from 2025-12-01 --until 2025-12-02"],
    _change('resolution(new,"it\'s new")', "adopted(new,20251205)"): [
        """--suppose 'resolution(new, "it'"'"'s new")'""",
        "--suppose 'adopted(new, 2025-12-05)'",
    ],
}


@pytest.mark.parametrize("change", OPTIONS, ids=lambda it: it.fact)
def test_a_change_is_told_by_options_that_a_command_takes(change: Change) -> None:
    assert supposed.Typing(default_engine()).options(change) == OPTIONS[change]
