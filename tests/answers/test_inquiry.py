"""A question that the rules declare, in whatever words they declare it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import dedere
from corpora import Lab
from dedere.answers.inquiry import inquire
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.loading import load
from small_law import SOUGHT, law

PACK = """\
%@ fact spell(Query: term, Office: state, Begin: date, End: until) of questions
%@ says "the question is about {Office}"
%@ fact motto(Query: term, Motto: text) of questions
%@ says "its motto is {Motto}"
%@ fact size(Query: term, Size: number) of questions
%@ says "its size is {Size}"
%@ derived spell_day(Query: term, Day: date) folded
%@ says "{Day} is looked at"

question(spells,"What befalls {land}?").
plan(spells,"spell(asked,{land},{begin},{end})").
plan(spells,"motto(asked,{motto})").
plan(spells,"size(asked,{size})").
looked_at(spells,spell_day).
focus(spells,person).
around(spells,state).
seeks(spells,1,"status({land},under_a_spell,_,_)","the spell").
%@ rule SP-DAY "The first day is looked at"
%@ authority "Dedere" "rules speak of a day" checked(convention)
%@ says "{D} is looked at"
spell_day(Q,D) :- spell(Q,_,D,_).
%@ rule SP-1 "Who is asked about is under a spell"
%@ authority "Book of spells" "p. 1" checked(text)
%@ says "{L} is under a spell"
applicable(status(L,under_a_spell,none,none),"SP-1",D) :- spell(_,L,F,T), spell_day(_,D), F <= D, D < T.
"""
FIFTY = (
    "oods of India bear additional duties of the United States of 50 percent in all, on top of ordinary duty: "
    "all of it is collected, and none of it is lawfully due as far as is known, since the Supreme Court of the "
    "United States in Learning Resources v. Trump held on 20 February 2026 that no power for it existed."
)
FILLS = "fills(spells,first,begin).\nfills(spells,after,end).\n"


def engine(lab: Lab, pack: str) -> Engine:
    lab.write(own__pack=pack)
    return Engine(load(rules=[lab.home / "own"]))


def test_the_slots_of_the_days_are_those_that_the_rules_name(lab: Lab) -> None:
    found = inquire(
        "spells", {"land": "India", "motto": 'so "be" it', "size": 3}, on="2025-01-01", engine=engine(lab, PACK + FILLS)
    )
    assert found.summary == ("India is under a spell.",)
    assert found.question.given == {"land": "IND", "motto": r'"so \"be\" it"', "size": 3}
    assert found.question.first_day == date(2025, 1, 1)
    with pytest.raises(UsageError) as refused:
        inquire("spells", {"land": "India", "begin": "2025-01-01"}, on="2025-01-01", engine=engine(lab, PACK + FILLS))
    assert refused.value.message == "the question `spells` does not ask for a `begin`"
    assert refused.value.hint == "it asks for land, motto, size"


def test_where_the_rules_name_none_it_is_said_how_to(lab: Lab) -> None:
    with pytest.raises(UsageError) as refused:
        inquire("spells", {"land": "India"}, on="2025-01-01", engine=engine(lab, PACK))
    assert refused.value.hint == "add `fills(spells,first,SLOT)` beside its plan"


def test_what_other_questions_lay_down_is_no_part_of_one_of_its_own(lab: Lab) -> None:
    unfocused = PACK.replace("focus(spells,person).\n", "")
    assert unfocused != PACK
    found = inquire(
        "spells",
        {"land": "India", "motto": "m", "size": 3},
        first="2025-01-01",
        last="2025-01-02",
        engine=engine(lab, unfocused + FILLS),
    )
    assert found.summary == ("India is under a spell.",)
    assert [(it.first_day, it.last_day) for it in found.answers] == [(date(2025, 1, 1), date(2025, 1, 2))]


@pytest.mark.parametrize(
    ("slot", "value", "told"),
    [
        ("land", None, "the land is `None`"),
        ("land", True, "the land is `True`"),
        ("size", "3). bad(1", "the size is `3). bad(1`"),
        ("size", 10**12, "the size is `1000000000000`"),
        ("size", "many", "`many`"),
        ("motto", ["x"], "the motto is `['x']`"),
    ],
)
def test_what_fits_no_slot_is_refused(lab: Lab, slot: str, value: Any, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        inquire("spells", {"land": "India", slot: value}, on="2025-01-01", engine=engine(lab, PACK + FILLS))
    assert told in refused.value.message
    assert refused.value.hint


def test_every_question_of_the_law_says_which_slots_its_days_fill() -> None:
    corpus = load()
    asked = {str(it.atom.args[0]) for it in corpus.by_predicate["question"]}
    for role in ("first", "after"):
        assert asked == {str(it.atom.args[0]) for it in corpus.by_predicate["fills"] if it.atom.args[1] == role}


def test_slots_are_filled_by_name_and_the_sentence_is_told_with_them() -> None:
    found = dedere.inquire("measures", {"origin": "India"}, on="2025-11-12")
    assert found.question.given == {"origin": "IND"}
    assert found.question.sentence == "Which additional duties do goods of India bear, and why?"
    assert (found.question.first_day, found.question.last_day) == (date(2025, 11, 12), date(2025, 11, 12))
    assert found == dedere.inquire("measures", {"origin": "ind"}, on=date(2025, 11, 12))


def test_what_holds_on_all_days_is_told_without_them_and_comes_in_the_order_of_its_days() -> None:
    assert dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12").summary[0] == f"G{FIFTY}"
    found = dedere.inquire("measures", {"origin": "ind"}, first="2025-08-25", last="2025-08-29")
    assert f"From 27 August 2025 to 29 August 2025: g{FIFTY}" in found.summary
    days = [it.first_day for it in found.answers]
    assert days == sorted(days)
    assert len(found.summary) == len(found.answers)


def test_every_answer_is_proved_and_its_sources_are_named() -> None:
    found = dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12")
    assert [it.rule is not None for it in found.why] == [True] * len(found.why)
    assert found.sources
    assert len(found.sources) == len(set(found.sources))


def test_what_would_be_an_answer_is_told_with_what_stood_in_its_way() -> None:
    found = dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12")
    assert found.defeated
    for it in found.defeated:
        assert it.kind == "defeated"
        assert (it.children[0].atom or "").startswith("defeated(")


def test_that_nothing_holds_is_an_answer_too() -> None:
    found = dedere.inquire("measures", {"origin": "ind"}, on="2020-01-01")
    assert found.summary == ("Goods of India bear no additional duty of the United States that is on record.",)
    assert found.defeated == ()


@pytest.mark.parametrize(
    ("question", "given", "message", "hint"),
    [
        (
            "mesures",
            {"origin": "ind"},
            "the rules declare no question `mesures`",
            "those declared are assess, measures",
        ),
        ("measures", {}, "the question `measures` needs a `origin`", "it is: Which additional duties"),
        (
            "measures",
            {"origin": "ind", "host": "usa"},
            "the question `measures` does not ask for a `host`",
            "it asks for origin, product, loaded",
        ),
        ("measures", {"origin": "indiaa"}, "no state `indiaa` is known", "did you mean India (ind)?"),
        ("measures", {"origin": "ind", "loaded": "2025-02-30"}, "`2025-02-30`", None),
    ],
    ids=["no-question", "needed", "not-asked", "no-state", "no-day"],
)
def test_a_wrong_question_is_refused(question: str, given: dict[str, Any], message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        dedere.inquire(question, given, on="2025-11-12")
    assert str(refused.value).startswith(message)
    assert hint is None or (refused.value.hint or "").startswith(hint)


def test_slots_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(UsageError, match="the slots are given as `ind`") as refused:
        dedere.inquire("measures", "ind", on="2025-11-12")  # type: ignore[arg-type]
    assert refused.value.hint == "give a mapping from slots to values"


def test_no_question_at_all_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no question is given") as refused:
        dedere.inquire(None, {}, on="2025-11-12")  # type: ignore[arg-type]
    assert refused.value.hint == "give its id; those declared are assess, measures"


SMALL = law(record=SOUGHT)
ADA: dict[str, Any] = {"person": "Ada Ash", "host": "bbb", "presence": "visit"}


def test_what_answers_comes_by_its_days_with_what_is_so_on_some_views_only() -> None:
    found = inquire("assess", ADA, first="2005-03-01", last="2006-06-01", engine=SMALL)
    assert found.summary == (
        "From 1 April 2005 to 31 December 2005: Birchmark must arrest Ada Ash.",
        "From 1 January 2006 to 1 June 2006: Birchmark must arrest Ada Ash (contested).",
    )
    assert [(it.act, str(it.first_day), str(it.last_day), it.standing, it.schools) for it in found.answers] == [
        ("arrest", "2005-04-01", "2005-12-31", "certain", ("wide", "narrow")),
        ("arrest", "2006-01-01", "2006-06-01", "contested", ("wide",)),
    ]
    # A norm is proved once, on the first of its days.
    (proof,) = found.why
    assert (proof.atom or "").endswith(",20050401)")
    assert (found.sources, found.assumptions, found.conclusions, found.defeated) == (("A source",), (), (), ())
    asked = found.question
    assert (asked.sentence, asked.given) == (
        "Must Birchmark arrest Ada Ash?",
        {"person": "ada", "host": "bbb", "presence": "visit"},
    )
    assert (str(asked.first_day), str(asked.last_day), asked.known_on) == ("2005-03-01", "2006-06-01", None)


@pytest.mark.parametrize(
    ("asked", "summary"),
    [
        ({"on": "2005-06-01"}, "Birchmark must arrest Ada Ash."),
        ({"on": "2006-06-01"}, "Birchmark must arrest Ada Ash (contested)."),
        ({"first": "2005-04-01", "last": "2005-12-31"}, "Birchmark must arrest Ada Ash."),
        ({"first": "2007-12-31", "last": "2008-01-01"}, "On 31 December 2007: Birchmark must arrest Ada Ash."),
        ({"on": "2006-06-01", "known_on": "2005-12-31"}, "Birchmark must arrest Ada Ash."),
        ({"on": "2006-06-01", "withdraw": ["office(ada,aaa,20060101,20070101)"]}, "Birchmark must arrest Ada Ash."),
        ({"on": "2009-06-01", "suppose": ["sought(ada,20090101,#sup)"]}, "Birchmark must arrest Ada Ash."),
        ({"on": "2009-06-01"}, None),
    ],
)
def test_the_days_are_told_where_they_are_not_all_that_are_asked_about(
    asked: dict[str, Any], summary: str | None
) -> None:
    found = inquire("assess", ADA, engine=SMALL, **asked)
    assert found.summary == ((summary,) if summary else ())
    assert [*found.question.suppose] == asked.get("suppose", [])
    assert [*found.question.withdraw] == asked.get("withdraw", [])
    # Without the manner the fact that says it is left out, and nobody is there.
    assert inquire("assess", {"person": "ada", "host": "bbb"}, engine=SMALL, **asked).summary == ()


@pytest.mark.parametrize(
    ("given", "said", "hint"),
    [
        ({"person": "ada"}, "the question `assess` needs a `host`", "it is: Must {host} arrest {person}?"),
        (
            {**ADA, "ship": "x"},
            "the question `assess` does not ask for a `ship`",
            "it asks for person, host, presence",
        ),
        ({**ADA, "first": 20050101}, "the question `assess` does not ask for a `first`", None),
        ({**ADA, "presence": "fly"}, "`fly` is no `presence`", "it is one of visit, remote"),
        ({**ADA, "presence": 3}, "`3` is no `presence`", "it is one of visit, remote"),
        ({**ADA, "presence": True}, "the presence is `True`", "give a presence"),
        ({**ADA, "presence": "a,b"}, "the presence is `a,b`: ", "give a presence"),
        ({**ADA, "person": "x"}, "no person `x` is known", None),
    ],
)
def test_what_a_slot_cannot_be_filled_with_is_said(given: dict[str, Any], said: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        inquire("assess", given, on="2005-06-01", engine=SMALL)
    assert refused.value.message.startswith(said)
    assert refused.value.hint
    if hint is not None:
        assert refused.value.hint == hint


BANNED = """
%@ rule BAN "Who is banned is, on every view, not to be arrested"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{P} is banned"
defeated(duty(H,arrest,P,none),"DUTY","BAN",D) :- applicable(duty(H,arrest,P,none),"DUTY",D), office(P,_,_,_).
%@ rule GREET "Who has joined greets its guests"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} greets {P}"
applicable(duty(H,greet,P,none),"GREET",D) :- here(P,H,D), joined(H,E), E <= D.
%@ says "{P} is not greeted"
defeated(duty(H,greet,P,none),"GREET","BAN",D) :- applicable(duty(H,greet,P,none),"GREET",D), office(P,_,_,_).
"""


def test_what_would_hold_on_every_view_is_told_once_with_its_exception_and_first_what_would_answer() -> None:
    found = inquire("assess", ADA, first="2005-06-01", last="2006-06-01", engine=law(more=BANNED, record=SOUGHT))
    assert found.summary == ()
    told = [(it.kind, it.sentence, it.children[0].sentence) for it in found.defeated]
    assert told == [
        ("defeated", "Birchmark must arrest Ada Ash", "Ada Ash is banned"),
        ("defeated", "Birchmark greets Ada Ash", "Ada Ash is not greeted"),
    ]
    # On the first day on which it is so.
    assert all(",20050601)" in (it.atom or "") for it in found.defeated)
    assert found.sources == ("A source",)
