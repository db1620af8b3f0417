"""Which of the reasons are told first, and what would have to be otherwise."""

from __future__ import annotations

import pytest

import samples
from dedere.reporting import selection
from dedere.schema.answer import Proof, Verdict
from samples import fact, step


def test_the_founding_rule_comes_first_and_what_only_repeats_the_question_is_left_out() -> None:
    told = [it.sentence for it in selection.why(samples.answer())]
    assert told[0] == "Mongolia must arrest Pat"
    assert "Mongolia has been a party since 1 July 2002" in told
    assert "Pat is on the territory of Mongolia" not in told
    assert "nothing stands in the way of RS-89-1" not in told


def test_what_took_an_obstacle_away_is_told_with_the_obstacle() -> None:
    told = [it.sentence for it in selection.why(samples.answer())]
    assert told.index("as serving head of state, Pat is immune") < told.index("custom knows no such immunity")


def test_technical_steps_give_place_to_their_conditions() -> None:
    inner = fact("it was deposited", "a")
    folded = step("sixty days are counted", "b", inner, folded=True)
    assert list(selection.visible([step("outer", "c"), folded])) == [step("outer", "c"), inner]


@pytest.mark.parametrize(
    ("proof", "only"),
    [
        (step("Pat is there", "a", samples.ASKED), True),
        (step("Pat is there", "a", samples.ASKED, samples.DEPOSIT), False),
        (step("a party", "a", samples.DEPOSIT), False),
        (step("nothing", "a"), False),
    ],
    ids=["question", "mixed", "record", "bare"],
)
def test_a_step_that_only_repeats_the_question(proof: Proof, only: bool) -> None:
    assert selection.only_asked(proof) is only


def test_a_reason_names_its_source_or_its_authority() -> None:
    assert selection.reason(fact("so it is", "a")) == selection.Reason("so it is", "A table")
    remembered = fact("so it was", "a", confidence="recall", source="a book")
    assert selection.reason(remembered).rests_on == "from memory: a book"
    two = Proof(kind="fact", sentence="s", source=("one <x>", "two"))
    assert selection.reason(two).rests_on == "one; 1 more source"
    assert selection.reason(step("by rule", "a")).rests_on == "Statute, art. 1"
    assert selection.reason(step("taken so", "a", kind="assumed")).rests_on == "assumed; Statute, art. 1"


def test_what_would_oblige_is_what_the_rules_say_would() -> None:
    told = selection.ways(samples.answer(why_not=samples.MISSES), samples.NAMES)
    assert [it.sentence for it in told] == [
        "Mongolia would be bound if it were a State Party: it has deposited no instrument",
        "Mongolia would be bound if it had an agreement with the Court",
        "Mongolia would be bound if the Security Council had ordered it to cooperate",
    ]


def test_a_rule_of_which_nothing_is_said_turns_nothing() -> None:
    silent = samples.why_not("R-9", samples.missing("Mongolia is not bound", "bound(c)"))
    assert selection.ways(samples.answer(why_not=(silent,)), samples.NAMES) == []


def test_that_a_question_is_open_is_no_reason_for_how_it_is_answered() -> None:
    raised = step("Mongolia owes Russia something", "at_issue(i)")
    choice = step("it is taken that the order stands apart", "adopt(i,apart)", raised, kind="chosen")
    apart = step("on this reading the order stands apart", "apart(mng)", choice, folded=True)
    nothing = Proof(kind="defeated", sentence="nothing stands in the way", children=(apart,))
    root = step("the norm holds", "effective(n)", step("Mongolia must arrest Pat", "applicable(n)"), nothing)
    root = root.model_copy(update={"authority": ()})
    told = [it.sentence for it in selection.why(samples.answer(why=(root,)))]
    assert told == ["Mongolia must arrest Pat", "on this reading the order stands apart"]


@pytest.mark.parametrize(
    ("then", "held"),
    [({"": "obliged"}, ""), ({"": "contested"}, ", on some positions only,"), ({}, "")],
    ids=["on all", "on some", "not tried"],
)
def test_of_one_school_that_is_asked_it_is_said_whether_it_would_hold_on_all_its_positions(
    then: dict[str, Verdict], held: str
) -> None:
    (miss, *_) = samples.MISSES
    miss = miss.model_copy(update={"missing": _promising(miss.missing, then)})
    told = selection.ways(samples.answer(why_not=(miss,)), samples.NAMES._replace(only="court"), causes=False)
    assert [it.sentence for it in told] == [f"Mongolia would be bound{held} if it were a State Party"]


def test_what_stands_in_the_way_is_told_with_who_holds_it() -> None:
    ((held, reason, _, _),) = selection.defeats(samples.answer())
    assert held == ("council",)
    assert reason.sentence == "Mongolia owes Russia the immunity of Pat"


def test_what_would_oblige_says_in_whose_view_and_the_strongest_comes_first() -> None:
    third, second, first = (it.model_copy() for it in samples.MISSES)
    views: tuple[dict[str, Verdict], ...] = (
        {"": "contested", "court": "contested", "council": "not_obliged"},
        {"": "contested", "court": "obliged", "council": "not_obliged"},
        {"": "obliged", "court": "obliged", "council": "obliged"},
    )
    promised = [
        miss.model_copy(update={"missing": _promising(miss.missing, then)})
        for miss, then in zip((third, second, first), views, strict=True)
    ]
    told = selection.ways(samples.answer(why_not=tuple(promised)), samples.NAMES, causes=False)
    assert [it.sentence for it in told] == [
        "Mongolia would be bound on every view if the Security Council had ordered it to cooperate",
        "Mongolia would be bound, in the view of the Court, if it had an agreement with the Court",
        "Mongolia would be bound, on some positions only, if it were a State Party",
    ]


def _promising(missing: Proof, then: dict[str, Verdict]) -> Proof:
    below = tuple(_promising(it, then) for it in missing.children)
    return missing.model_copy(update={"then": then if missing.would else {}, "children": below})


def test_what_would_take_away_what_stands_in_the_way_is_told_together() -> None:
    views: dict[str, dict[str, Verdict]] = {
        "a sign": {"": "contested", "court": "obliged", "council": "not_obliged"},
        "a waiver": {"": "obliged", "court": "obliged", "council": "obliged"},
        "consent": {"": "obliged", "court": "obliged", "council": "obliged"},
    }
    ways = [
        samples.missing(f"no {what}", what, would=f"Russia had given {what}").model_copy(update={"then": then})
        for what, then in views.items()
    ]
    barred = samples.BARRED.model_copy(
        update={
            "would": "Mongolia would be bound",
            "missing": samples.BARRED.missing.model_copy(update={"children": tuple(ways)}),
        }
    )
    told = selection.lifted(samples.answer(why_not=(barred,)), samples.NAMES)
    assert [it.sentence for it in told] == [
        "Mongolia would be bound on every view if Russia had given a waiver, or if Russia had given consent",
        "Mongolia would be bound, in the view of the Court, if Russia had given a sign",
    ]
