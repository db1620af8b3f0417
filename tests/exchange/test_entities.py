"""The record as entities of FollowTheMoney."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.errors import UsageError
from dedere.exchange.entities import entities
from desks import Desk


@pytest.fixture(scope="module")
def made() -> Mapping[str, Any]:
    """The entities of the record by their ids."""
    found = [json.loads(line) for line in entities(dedere.load()).splitlines()]
    by = {it["id"]: it for it in found}
    assert len(by) == len(found), "two entities have one id"
    return by


def test_a_person_is_one_entity_with_names_and_days(made: Mapping[str, Any]) -> None:
    person = made["putin"]
    assert person["schema"] == "Person"
    properties = person["properties"]
    assert (properties["name"], properties["birthDate"], properties["nationality"]) == (
        ["Vladimir Putin"],
        ["1952-10-07"],
        ["ru"],
    )
    assert "Vladimir Vladimirovich Putin" in properties["alias"]
    persons = dedere.load().named_as("person")
    assert sum(it["schema"] == "Person" for it in made.values()) == len(persons), "an alias of a State makes no person"


def test_a_warrant_and_what_it_alleges_are_one_entity_about_the_person(made: Mapping[str, Any]) -> None:
    warrant = made["icc-putin-2023"]["properties"]
    assert warrant["entity"] == ["putin"]
    assert warrant["authority"] == ["the International Criminal Court"]
    assert warrant["startDate"] == ["2023-03-17"]
    assert warrant["reason"] == ["unlawful deportation as a war crime", "unlawful transfer as a war crime"]
    assert all(it.startswith("http") for it in warrant["sourceUrl"])


def test_a_listing_says_what_it_orders_so_that_a_freeze_is_no_ban(made: Mapping[str, Any]) -> None:
    putin, shoigu = (made[it]["properties"] for it in ("putin-eu-ukraine-20220225", "shoigu-eu-ukraine-20220223"))
    assert putin["provisions"] == ["asset freeze only"]
    assert shoigu["provisions"] == ["travel ban and asset freeze"]
    assert shoigu["entity"] == ["shoigu"]
    assert "endDate" not in shoigu, "it is open"
    assert "rests on memory, not on a source that was seen" in shoigu["summary"][0]


def test_the_end_of_a_listing_is_its_last_day(made: Mapping[str, Any]) -> None:
    corpus = dedere.load()
    ended = [it.atom.args for it in corpus.by_predicate["listed"] if isinstance(it.atom.args[3], int)]
    assert ended
    for person, regime, begin, after in ended:
        properties = made[f"{person}-{regime}-{begin}".replace("_", "-")]["properties"]
        last = dedere.dates.iso(dedere.dates.previous_day(int(after)))
        assert last in properties["endDate"]


def test_every_reference_leads_to_an_entity(made: Mapping[str, Any]) -> None:
    for it in made.values():
        assert all(other in made for other in it["properties"].get("entity", ())), it["id"]
        assert it["schema"] == "Person" or it["properties"]["entity"], it["id"]


def test_what_was_exported_is_imported_as_the_same_facts(tmp_path: Path, made: Mapping[str, Any]) -> None:
    table = tmp_path / "record.json"
    table.write_text("".join(f"{json.dumps(made[it])}\n" for it in ("putin", "icc-putin-2023")), encoding="utf-8")
    found = dedere.import_table(
        table, dry_run=True, constant={"source": "icc_20230317", "confidence": "seen_once", "citation": "as exported"}
    )
    facts = {it.fact: it.status for it in found.rows}
    assert facts['person(putin,"Vladimir Putin")'] != "invalid"
    assert facts["warrant(icc_putin_2023,icc,putin,20230317)"] != "invalid"
    assert not any(it.status in ("new", "changed", "invalid") for it in found.rows), found.rows


def test_entities_are_of_many_kinds_of_facts() -> None:
    with pytest.raises(UsageError, match="entities are made of many kinds of facts"):
        dedere.export(dedere.load(), kind="warrants", form="ftm")


def test_rules_that_declare_nothing_give_nothing(desk: Desk) -> None:
    assert entities(desk.corpus()) == ""


def test_the_model_of_followthemoney_takes_every_entity(made: Mapping[str, Any]) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for it in made.values():
        model.get(it["schema"]).validate(it)
        read = model.get_proxy(it)
        for name, values in it["properties"].items():
            assert set(read.get(name)) == set(values), (it["id"], name)
