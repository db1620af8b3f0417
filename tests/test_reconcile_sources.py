"""What stood on memory and was found in sources stands on them now; what they say otherwise is corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from dedere import dates
from dedere.engine import default_engine
from dedere.language.records import Fact
from dedere.terms.reader import parse_fact
from dedere.terms.values import text
from second_look import facts, table

ROWS = {f"{row['predicate']}: {row['arguments']}": row for row in table("sources_found")}

CORRECTED = {
    "finding_referred: Host=jor;Person=bashir;Day=2017-12-11;Body=none": (
        "finding_referred(jor,bashir,20171211,assembly)",
        "finding_referred(jor,bashir,20171211,council)",
        "referral_reversed(jor,bashir,20171211,20190506)",
    ),
    "charged: Crime=cah_murder;Warrant=icc_bemba_2008_05": (
        "charged(icc_bemba_2008_05,cah_torture)",
        "charged(icc_bemba_2008_05,war_crime_torture)",
        "charged(icc_bemba_2008_05,war_crime_outrages_upon_personal_dignity)",
    ),
    "article: Warrant=icc_bemba_2008_05;Article=7(1)(a)": ('article(icc_bemba_2008_05,"7(1)(f)")',),
    "case_number: Number=ICC-01/14-01/18;Warrant=icc_ngaissona_2018": (
        'case_number(icc_ngaissona_2018,"ICC-01/14-02/18")',
    ),
    "request: Host=bel;Person=bemba;Court=icc;Kind=arrest_and_surrender;Received=2008-05-24": (
        "request(icc,bel,bemba,provisional_arrest,20080523)",
    ),
    "office: Person=bemba;From=2023-03-24;To=2024-05-29;State=cod;Office=defence_minister": (
        "office(bemba,defence_minister,cod,20230323,20240612)",
    ),
    "title: Person=bemba;From=2023-03-24;State=cod;Office=defence_minister;"
    "Title=Deputy Prime Minister, Minister of Defence": (
        'title(bemba,defence_minister,cod,20230323,"Deputy Prime Minister, Minister of Defence")',
    ),
    "office: Person=bemba;From=2024-05-29;State=cod;Office=minister": ("office(bemba,minister,cod,20240612,#sup)",),
    "title: Person=bemba;From=2024-05-29;State=cod;Office=minister;"
    "Title=Deputy Prime Minister, Minister of Transport": (
        'title(bemba,minister,cod,20240612,"Deputy Prime Minister, Minister of Transport")',
    ),
    "office: Person=gallant;From=2022-12-29;To=2024-11-05;State=isr;Office=defence_minister": (
        "office(gallant,defence_minister,isr,20221229,20241107)",
    ),
}
"""Rows that a source corrects or contradicts, and the facts that stand in their place."""


@cache
def named(predicate: str) -> tuple[tuple[dict[str, str], Fact], ...]:
    """The facts of a predicate, each with its arguments by name and as a table writes them."""
    declared = default_engine().corpus.vocabulary.predicates[predicate].arguments
    return tuple(
        (
            {
                it.name: ""
                if value in ("#inf", "#sup")
                else dates.iso(int(value))
                if it.type in ("date", "since", "until")
                else text(value)
                for it, value in zip(declared, fact.atom.args, strict=True)
            },
            fact,
        )
        for fact in facts(predicate)
    )


def found(predicate: str, arguments: str) -> Iterator[Fact]:
    """The facts that a row speaks of; an argument that it leaves out is an open end."""
    declared = default_engine().corpus.vocabulary.predicates[predicate].arguments
    pieces = re.split(rf"(?:^|;)({'|'.join(it.name for it in declared)})=", arguments)[1:]
    wanted = dict(zip(pieces[::2], pieces[1::2], strict=True))
    for given, fact in named(predicate):
        if all(wanted.get(name, "") == value for name, value in given.items()):
            yield fact


def test_the_rows_are_all_there() -> None:
    assert len(ROWS) == 411
    assert {name for name, row in ROWS.items() if row["verdict"] != "confirmed"} == CORRECTED.keys()


@pytest.mark.parametrize("name", [name for name in ROWS if name not in CORRECTED])
def test_a_fact_that_was_confirmed_names_its_source(name: str) -> None:
    row = ROWS[name]
    (fact,) = found(row["predicate"], row["arguments"])
    # Another document may have been found since.
    assert fact.confidence in (row["confidence"].replace("-", "_"), "seen_twice")
    assert "recall" not in fact.sources


@pytest.mark.parametrize("name", CORRECTED)
def test_a_fact_that_was_wrong_is_corrected(name: str) -> None:
    row = ROWS[name]
    assert list(found(row["predicate"], row["arguments"])) == []
    for right in CORRECTED[name]:
        assert parse_fact(right) in default_engine().corpus.by_atom, right


def test_less_of_the_record_rests_on_memory() -> None:
    kept = [it for it in default_engine().corpus.facts if not it.law]
    assert sum(it.confidence == "recall" for it in kept) < 1000
