"""What is told of differences, tables and what would turn an answer, from answers made by hand."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest

import samples
from dedere.errors import UsageError
from dedere.reporting.changes import alike, together, turning
from dedere.reporting.shown import show
from dedere.schema.answer import Verdict
from dedere.schema.difference import Change, Changeable, Changes, Difference, Flip, Flips, Grid, Parting, Row, Shift

QUESTION = samples.answer().question
BOTH = ("court", "horizontal")


def _shift(number: int) -> Shift:
    return Shift(
        kind="duty",
        bearer="MNG",
        act="arrest",
        object="pat",
        toward="icc",
        sought=True,
        rule="RS-89-1",
        authority=(),
        sentence=f"Mongolia must do {number}",
        first_day=date(2024, 9, 2),
        last_day=date(2024, 9, 3),
        before="absent",
        after="contested",
        schools_before=(),
        schools_after=("court",),
        parts=(
            Parting(sentence="it is a party", step=samples.PARTY, instead=samples.missing("it is no party", "p")),
            Parting(sentence="it was asked", step=samples.PARTY, instead=samples.missing("it was not asked", "q")),
        ),
    )


def _difference(*gained: Shift) -> Difference:
    return Difference(
        id="0123",
        question=QUESTION,
        summary="The verdict changes from not obliged to contested.",
        verdict_before="not_obliged",
        verdict_after="contested",
        schools_before=dict.fromkeys(BOTH, "not_obliged"),
        schools_after={"court": "obliged", "horizontal": "not_obliged"},
        gained=gained,
        lost=(),
    )


def test_a_difference_says_whose_answer_changes_and_where_the_reasons_part() -> None:
    assert _difference(_shift(1)).to_text().splitlines() == [
        "What that changes: the verdict changes from not obliged to contested.",
        "",
        "  Who                                Before    Now",
        "  ---------------------------------  --------  --------",
        "  the Court                          need not  must",
        "  the school of horizontal immunity  need not  need not",
        "",
        "Where the reasons part",
        "  - It is a party.",
        "    before: it is no party",
        "",
        "Gained under must",
        "  - Mongolia must do 1 (on some views).",
        "",
        "All of it: --explain full.",
    ]
    assert "it was asked" in _difference(_shift(1)).to_text(explain="full")


def test_what_is_so_now_stands_before_what_was_so_of_what_is_lost_too() -> None:
    lost = _difference(_shift(1)).model_copy(update={"gained": (), "lost": (_shift(1),)})
    assert "  - It is no party.\n    before: it is a party\n" in lost.to_text()
    told = lost.to_text(explain="full")
    assert "now: it is no party" in told
    assert "before: it is a party" in told
    now = _difference(_shift(1)).to_text(explain="full")
    assert "now: it is a party" in now
    assert "before: it is no party" in now


def test_many_shifts_are_cut_and_counted_unless_all_are_wanted() -> None:
    many = _difference(*map(_shift, range(10)))
    assert "Gained under must (5 of 10)" in many.to_text()
    assert many.to_text().count("it is no party") == 1
    assert "Mongolia must do 9." in many.to_text(explain="full")
    assert "Nothing is gained and nothing lost." in _difference().to_text()


SHIFTS: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], str] = {
    ("absent", "contested", (), ("court",)): "(on some views)",
    ("certain", "contested", BOTH, ("court",)): "(on every view before, on some views now)",
    ("contested", "contested", ("horizontal",), ("court", "horizontal")): "(in the view of the school of horizontal "
    "immunity before, in the view of the Court and the school of horizontal immunity now)",
    ("contested", "contested", (), ("court",)): "(on some positions only before, in the view of the Court now)",
    ("contested", "contested", (), ()): "(on some positions only, and on other ones than before)",
}


@pytest.mark.parametrize("standing", SHIFTS)
def test_in_whose_view_a_thing_holds_before_and_now(
    standing: tuple[str, str, tuple[str, ...], tuple[str, ...]],
) -> None:
    before, after, held, holds = standing
    update = {"before": before, "after": after, "schools_before": held, "schools_after": holds}
    told = _difference(_shift(1).model_copy(update=update)).to_text(width=200)
    assert f"Mongolia must do 1 {SHIFTS[standing]}." in told


def test_a_day_after_the_stay_is_said_to_be_the_reason_that_nothing_changes() -> None:
    def told(*facts: str) -> str:
        question = QUESTION.model_copy(update={"suppose": facts})
        return _difference().model_copy(update={"question": question}).to_text()

    late = "It is of 1 January 2025, after the stay, which ends on 3 September 2024."
    assert late in told("deposited(rus,rome,20250101)")
    assert "after the stay" not in told("deposited(rus,rome,20240101)", "deposited(ind,rome,20250101)")
    assert "after the stay" not in told("national(putin,ukr)")


def _grid(*rows: tuple[str, Verdict]) -> Grid:
    made = [
        Row(id=host, host=host, suppose=(f"f({host.lower()})",), verdict=verdict, schools={"court": verdict})
        for host, verdict in rows
    ]
    return Grid(
        id="0123",
        person="pat",
        host=None,
        first_day=date(2024, 9, 2),
        last_day=date(2024, 9, 2),
        presence="visit",
        suppose=(),
        withdraw=(),
        rows=tuple(made),
    )


def test_suppositions_with_the_same_answer_stand_together_the_most_common_last() -> None:
    table = _grid(("NOR", "obliged"), ("MNG", "obliged"), ("IND", "not_obliged"))
    told = [(answer, [row.host for row in its]) for answer, its in alike(table)]
    assert told == [(("not obliged", "need not"), ["IND"]), (("obliged", "must"), ["NOR", "MNG"])]
    assert table.to_text().splitlines() == [
        "3 suppositions, answered one at a time",
        "",
        "Not obliged. (1)",
        "  the Court  need not",
        "  India.",
        "",
        "Obliged. (2)",
        "  the Court  must",
        "  Norway, Mongolia.",
    ]
    assert _grid().to_text() == "0 suppositions, answered one at a time"


def test_as_a_table_each_supposition_is_a_row_in_words() -> None:
    rows = [("IND", "not_obliged"), ("NOR", "obliged")]
    table = _grid(*rows)  # type: ignore[arg-type]
    made = [row.model_copy(update={"suppose": (f"deposited({row.host.lower()},rome,20240101)",)}) for row in table.rows]
    written = table.model_copy(update={"rows": tuple(made)}).to_csv()
    assert list(csv.DictReader(written.splitlines())) == [
        {
            "answer": answer,
            "the Court": view,
            "host": host,
            "supposed": f"{name} deposited its instrument of ratification or accession to the Rome Statute on "
            "1 January 2024.",
            "facts": f"deposited({host.lower()},rome,20240101).",
        }
        for host, name, answer, view in (
            ("IND", "India", "not obliged", "need not"),
            ("NOR", "Norway", "obliged", "must"),
        )
    ]
    with pytest.raises(UsageError, match="there is no table of one answer"):
        show(_difference(), "csv")


def test_what_is_gained_stands_under_must_may_and_must_not() -> None:
    kinds = ("status", "power", "permitted", "forbidden", "duty")
    shifts = (_shift(at).model_copy(update={"kind": kind}) for at, kind in enumerate(kinds))
    told = _difference(*shifts).to_text().splitlines()
    at = [told.index(it) for it in ("Gained under must", "Gained under must not", "Gained under may", "Gained besides")]
    assert at == sorted(at)
    assert told[at[2] + 1 : at[2] + 3] == [f"  - Mongolia must do {it} (on some views)." for it in (1, 2)]


def test_changes_have_numbers_and_say_how_one_is_made() -> None:
    each = (_change("Mongolia leaves", "f(a)"), _change("it comes by ship", "g(b)"))
    listed = [Changeable(number=at, sentence=it.sentence, change=it) for at, it in enumerate(each, 1)]
    assert Changes(id="0123", question=QUESTION, changes=tuple(listed)).to_text().splitlines() == [
        "What could change, as the rules declare it: 2 changes",
        "",
        "  1  Mongolia leaves.",
        "  2  It comes by ship.",
        "",
        "dedere whatif makes one: --change NUMBER, or words of it; --by DATE on another",
        "day.",
    ]
    assert Changes(id="0123", question=QUESTION, changes=()).to_text() == "The rules declare no change here."


def _flips(*changes: Change, **more: Any) -> Flips:
    flip = Flip(
        question=QUESTION.model_copy(update={"suppose": ("f(a)",)}),
        changes=changes,
        weight=1,
        verdict="not_obliged",
        schools={"court": "not_obliged", "horizontal": "contested"},
        why=samples.missing("Mongolia is no party", "p"),
    )
    values: dict[str, Any] = {
        "id": "0123",
        "question": QUESTION,
        "school": None,
        "from_verdict": "contested",
        "to_verdict": "not_obliged",
        "sets": (flip,) if changes else (),
        "tried": 1,
        "heaviest": 3,
        "complete": True,
        "reason": None,
    }
    return Flips(**{**values, **more})


def _change(sentence: str, fact: str) -> Change:
    return Change(
        kind="add", fact=fact, sentence=sentence, latest_day=None, weight=1, rule="C", suppose=(fact,), withdraw=()
    )


def test_a_set_of_changes_has_the_options_that_make_it_and_what_follows() -> None:
    found = _flips(_change("Mongolia leaves", "f(a)"), _change("it comes by ship", "g(b)"), complete=False)
    assert found.to_text().splitlines() == [
        "From contested to not obliged, with any of these:",
        "",
        "1. Mongolia leaves.",
        "     --suppose 'f(a)'",
        "   and it comes by ship.",
        "     --suppose 'g(b)'",
        "   then: Mongolia is no party",
        "   Need not: the Court; open: horizontal immunity.",
        "",
        "There may be more: the search was broken off.",
    ]
    assert "1. Mongolia leaves.\n   - `--suppose 'f(a)'`\n   - and it comes by ship." in found.to_markdown()


def test_what_leaves_a_view_open_is_told_with_it() -> None:
    found = _flips(_change("Mongolia leaves", "f(a)"))
    asked = found.sets[0].model_copy(update={"left_open": ("Is it?", "Why?")})
    told = " ".join(found.model_copy(update={"sets": (asked,)}).to_text().split())
    assert told.endswith("Need not: the Court; open: horizontal immunity. The open questions: Is it? Why?")


def _of(*facts: str, schools: dict[str, Verdict] | None = None) -> Flip:
    """A set of changes, one for each fact."""
    (flip,) = _flips(*(_change(f"it does {fact}", fact) for fact in facts)).sets
    return flip.model_copy(update={"schools": schools or flip.schools})


def test_sets_that_take_one_of_the_same_changes_and_one_of_the_same_others_are_told_as_one() -> None:
    sets = [_of("a", "x"), _of("a", "y"), _of("b", "x"), _of("b", "y"), _of("c", "x"), _of("d")]
    groups = together(sets)
    told = [tuple(tuple(change.fact for change in its) for its in it.choices) for it in groups]
    assert told == [(("a", "b", "c"), ("x",)), (("a", "b"), ("y",)), (("d",),)]
    assert sorted(map(id, sets)) == sorted(id(it) for group in groups for it in group.sets)
    told = [
        tuple(tuple(change.fact for change in its) for its in it.choices)
        for it in together([_of("a", "x"), _of("a", "y"), _of("b", "x"), _of("b", "y")])
    ]
    assert told == [(("a", "b"), ("x", "y"))]


def test_sets_with_other_answers_stand_apart() -> None:
    both = (_of("a"), _of("b", schools={"court": "obliged"}))
    assert [len(it.sets) for it in together(both)] == [1, 1]


def test_several_choices_are_lettered_and_the_reason_is_said_to_be_that_of_the_first() -> None:
    shown = _flips(sets=(_of("a"), _of("b"))).to_text()
    assert "1. One of these:\n   a) It does a.\n     --suppose a\n   b) It does b.\n     --suppose b\n" in shown
    assert "then, with the first: Mongolia is no party" in shown


def test_what_turns_it_on_some_view_leads() -> None:
    found = _flips(nearer=(_of("a"),), sets=(_of("b"),), from_verdict="not_obliged", to_verdict="obliged")
    shown = found.to_text()
    assert shown.startswith("From not obliged to contested, with any one of these:\n\n1. It does a.")
    assert shown.index("From not obliged to obliged, with any of these:") < shown.index("It does b.")
    alone = _flips(nearer=(_of("a"),), from_verdict="not_obliged", to_verdict="obliged", reason="no set does")
    assert "Nothing makes it certain: no set does." in alone.to_text()


def test_nothing_turns_it() -> None:
    found = _flips(school="court", reason="the verdict is not obliged already")
    assert (
        turning(found, samples.NAMES)
        == "Nothing turns it in the view of the Court: the verdict is not obliged already."
    )
    assert found.to_text() == turning(found, samples.NAMES)
    assert found.to_dot().count("label=") == 1
