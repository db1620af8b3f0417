"""What else the host must, must not and may do."""

from __future__ import annotations

import samples
from dedere.reporting.norms import beside, norms

NAMES = samples.NAMES


def test_each_kind_begins_with_what_all_hold_and_its_first_weighs_least() -> None:
    told = (
        samples.conclusion("permitted", "Mongolia may help"),
        samples.conclusion("duty", "Mongolia must ask", standing="contested", schools=("court",)),
        samples.conclusion("duty", "Mongolia must act"),
        samples.conclusion("duty", "Russia must act", bearer="RUS"),
    )
    title, reasons = norms(samples.answer(conclusions=told), NAMES, ())
    assert title == "What else Mongolia must and may do"
    assert [(it.sentence, it.under, it.weight) for it in reasons] == [
        ("Mongolia must act", "", 1),
        ("Mongolia must ask", "in the view of the Court", 2),
        ("Mongolia may help", "", 1),
    ]


def test_what_the_regime_of_the_duty_asks_comes_before_what_another_does() -> None:
    other = samples.conclusion("duty", "Mongolia must assist another", regime="other")
    own = samples.conclusion("duty", "Mongolia must consult")
    told = norms(samples.answer(conclusions=(other, own)), NAMES, {"rome_statute"})[1]
    assert [it.sentence for it in told] == ["Mongolia must consult", "Mongolia must assist another"]


def test_where_nothing_is_owed_nothing_is_said_to_be_owed_beside_it() -> None:
    told = (samples.conclusion("forbidden", "Mongolia must not"), samples.conclusion("permitted", "Mongolia may"))
    assert norms(samples.refused(conclusions=told), NAMES, ())[0] == "What Mongolia must not and may do"
    assert norms(samples.refused(conclusions=()), NAMES, ()) == ("", [])


def test_the_views_on_which_several_need_not_are_named_by_their_answer() -> None:
    schools = (*NAMES.schools, NAMES.schools[1]._replace(id="third", name="the Third"))
    norm = samples.conclusion("forbidden", "Mongolia must not", standing="contested", schools=("council", "third"))
    answered = {"court": "obliged", "council": "not_obliged", "third": "not_obliged"}
    asked = samples.answer(schools=answered, conclusions=(norm,))
    ((_, _, under, *_),) = norms(asked, NAMES._replace(schools=schools), ())[1]
    assert under == "on the views that it need not"


def test_what_is_told_beside_the_first_line_is_told_with_its_days() -> None:
    duty = samples.conclusion("duty", "Mongolia must act", first_day=samples.LAST)
    (told,) = beside(samples.answer(conclusions=(duty,), beside=(duty,)), NAMES, ())
    assert told.sentence == "beside that, Mongolia must act (3 September 2024)"


def test_what_is_done_before_and_after_is_told_in_its_time() -> None:
    every = (
        samples.conclusion("duty", "Mongolia must repair", act="repair"),
        samples.conclusion("duty", "Mongolia must act"),
        samples.conclusion("forbidden", "Mongolia must not review"),
        samples.conclusion("duty", "Mongolia must consult", act="consult"),
        samples.conclusion("permitted", "Mongolia may invite", act="invite"),
    )
    phases = {"repair": "after", "consult": "before", "invite": "before"}
    title, told = norms(samples.answer(conclusions=every), samples.NAMES._replace(phases=phases), ())
    assert title == "What else Mongolia must, must not and may do"
    assert [(it.when, it.sentence) for it in told] == [
        ("before", "Mongolia must consult"),
        ("before", "Mongolia may invite"),
        ("on these days", "Mongolia must act"),
        ("on these days", "Mongolia must not review"),
        ("after", "Mongolia must repair"),
    ]
    assert {it.weight for it in told} == {1}


def test_no_time_is_told_where_all_is_of_one() -> None:
    (only,) = norms(samples.answer(conclusions=(samples.conclusion("duty", "Mongolia must act"),)), samples.NAMES, ())[
        1
    ]
    assert only.when == ""
