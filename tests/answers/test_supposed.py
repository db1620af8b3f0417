"""A fact that is supposed answers as it does where it stands in a folder: the same but for what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dedere
from dedere.engine import Engine

FACTS = [
    'state(bbb,"Republic of B")',
    "with_article(bbb)",
    'alias(bbb,"Beeland")',
    "signed(bbb,rome,20010101)",
    "deposited(bbb,rome,20020501)",
    "member(bbb,un,20000101,#sup)",
    'person(pat,"Pat Roe")',
    'alias(pat,"The Roe")',
    "national(pat,bbb)",
    "warrant(w_pat,icc,pat,20240101)",
    "warrant(v_pat,icc,pat,20240201)",
    "made_public(w_pat,20240101)",
    "made_public(v_pat,20240201)",
    "in_situation(w_pat,ukraine)",
    "in_situation(v_pat,ukraine)",
    "charged(w_pat,murder)",
    "charged(w_pat,torture)",
    "charged(v_pat,genocide_killing)",
    "office(pat,minister,rus,20230101,#sup)",
]
PAT = ("The Roe", "Beeland", "2025-12-05")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The record with the facts laid over it, in an order of their own."""
    facts = list(FACTS)
    Random(3).shuffle(facts)  # any order will do
    path: Path = tmp_path_factory.mktemp("own") / "own.lp"
    lines = ['%@ source own "A source of our own"', "%@ by own seen_twice 20260101", *(f"{it}." for it in facts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return Engine(dedere.load(facts=path))


RESTS_ON = {"id", "provenance", "suppose", "source", "confidence", "known_until", "warnings"}


def said(answer: Any) -> Any:
    """What an answer says, without what its facts rest on."""

    def bare(it: Any) -> Any:
        if isinstance(it, dict):
            return {key: bare(value) for key, value in it.items() if key not in RESTS_ON}
        return [bare(each) for each in it] if isinstance(it, list) else it

    return bare(json.loads(answer.to_json()))


def lines(answer: Any) -> list[str]:
    """The lines of an answer, without those that tell what its facts rest on."""
    return list(_lines(answer.to_text(width=1000)))


def _lines(told: str) -> Iterator[str]:
    for line in told.splitlines():
        bare = line.replace("[A source of our own]", "").replace("[supposed for this question]", "").rstrip()
        if bare.strip() and not bare.startswith(("Supposed for this question:", "Answer ", "facts ", "Record: ")):
            yield bare


@pytest.mark.parametrize("school", [None, "horizontal"])
def test_an_answer(school: str | None, folder: Engine) -> None:
    person, host, on = PAT
    supposed = dedere.assess(person, host, on=on, school=school, suppose=FACTS)
    laid = dedere.assess(person, host, on=on, school=school, engine=folder)
    assert said(supposed) == said(laid)
    assert lines(supposed) == lines(laid)
    assert "The Republic of B" in supposed.to_text()
    assert "bbb" not in supposed.to_text(explain="none").partition("Supposed")[0]


def test_a_caution_speaks_of_what_is_supposed_by_its_name() -> None:
    person, host, on = PAT
    answer = dedere.assess(person, host, on=on, suppose=[*FACTS, "died(pat,20240101)"])
    assert answer.warnings[0] == (
        "the suppositions contradict the record (CHK-LIFE): Pat Roe died on 1 January 2024, and no end of the office "
        "of minister of Russia is recorded; to mend it, do not suppose `died(pat,20240101)`"
    )


def test_what_a_change_does(folder: Engine) -> None:
    person, host, on = PAT
    change = ["warrant_ended(w_pat,withdrawn,20250601)"]
    supposed = dedere.assess(person, host, on=on, suppose=[*FACTS, *change])
    laid = dedere.assess(person, host, on=on, suppose=change, engine=folder)
    assert said(supposed) == said(laid)


def test_what_would_turn_it(folder: Engine) -> None:
    person, host, on = PAT
    assert said(dedere.flip(person, host, on=on, suppose=FACTS)) == said(
        dedere.flip(person, host, on=on, engine=folder)
    )


def test_a_table(folder: Engine) -> None:
    person, host, on = PAT
    each = "withdrawal_notified(bbb,rome,D) : deposited(S,rome,D)"
    one = dedere.grid(person, host, on=on, suppose=FACTS, suppose_each=each)
    assert said(one) == said(dedere.grid(person, host, on=on, suppose_each=each, engine=folder))


@settings(max_examples=6, deadline=None)
@given(st.permutations(FACTS))
def test_in_any_order(facts: list[str]) -> None:
    person, host, on = PAT
    answer = dedere.assess(person, host, on=on, suppose=facts)
    assert answer == dedere.assess(person, host, on=on, suppose=[*FACTS, FACTS[0]])
    assert answer.to_text(explain="full") == dedere.assess(person, host, on=on, suppose=FACTS).to_text(explain="full")


def test_what_is_supposed_after_a_flip_answers_as_the_flip_says() -> None:
    found = dedere.flip("putin", "ind", on="2025-12-05").sets[0]
    answer = dedere.assess(
        "putin",
        "ind",
        on="2025-12-05",
        suppose=[it for change in found.changes for it in change.suppose],
        withdraw=[it for change in found.changes for it in change.withdraw],
    )
    assert answer.question == found.question
    assert answer.schools == found.schools


def test_a_renewed_membership_contradicts_nothing() -> None:
    """The Philippines left on 17 March 2019, and Burundi on 27 October 2017: each may join again."""
    for fact in ("deposited(phl,rome,20250101)", "deposited(bdi,rome,20250101)"):
        host = fact[10:13]
        renewed = dedere.assess("kony", host, on="2026-06-01", suppose=[fact])
        assert [it for it in renewed.warnings if "contradict" in it] == []
    twice = dedere.assess("kony", "phl", on="2026-06-01", suppose=["deposited(phl,rome,20150101)"])
    assert any("contradict the record (CHK-KEY)" in it for it in twice.warnings)


def test_a_recorded_warrant_that_is_supposed_to_be_anothers_brings_what_is_recorded_of_it() -> None:
    answer = dedere.assess(
        "assad",
        "mng",
        on="2024-09-02",
        suppose=["warrant(icc_putin_2023,icc,assad,20230317)"],
        withdraw=["warrant(icc_putin_2023,icc,putin,20230317)"],
    )
    assert answer.verdict == "contested"
    assert "not recorded whether the warrant" not in answer.to_text(explain="full")
