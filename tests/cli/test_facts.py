"""`dedere facts`: the record, read from the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from dedere_cli.main import cli

DEPOSIT = "deposited(mng,rome,20020411)"


def run(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, list(args))
    assert result.exit_code == code, result.output
    return result.output if code else result.stdout


def read(*args: str) -> Any:
    return json.loads(run(*args, "--json"))


def test_a_fact_is_shown_with_its_sources() -> None:
    shown = run("facts", "show", f"{DEPOSIT}.")
    assert "Mongolia deposited its instrument" in shown
    assert "seen twice" in shown
    assert "https://" in shown
    assert "facts/treaties/rome_statute.lp:" in shown
    assert "deposited(State: state, Treaty: treaty, Day: date)" in " ".join(shown.split())


def test_a_fact_as_json_has_all_that_is_known_of_it() -> None:
    (fact,) = read("facts", "show", DEPOSIT)["facts"]
    assert fact["fact"] == DEPOSIT
    assert fact["kind"] == "treaty_acts"
    assert {"id", "citation", "url"} == set(fact["sources"][0])
    assert fact["checked"].startswith("20")
    assert fact["line"] > 0


def test_what_is_known_under_an_id() -> None:
    facts = read("facts", "show", "icc_putin_2023")["facts"]
    assert any(it["predicate"] == "warrant" for it in facts)
    assert all(it["fact"].split("(")[1].startswith("icc_putin_2023") for it in facts)


def test_what_is_known_under_a_name() -> None:
    assert read("facts", "show", "Türkiye")["facts"] == read("facts", "show", "tur")["facts"]
    assert "did you mean Mongolia (mng)" in run("facts", "show", "Mongolai", code=2)


@pytest.mark.parametrize("words", [("turkiye", "SIGNED"), ("Türkiye signed",)])
def test_facts_are_found_whatever_the_case_and_accents(words: tuple[str, ...]) -> None:
    found = [it["sentence"] for it in read("facts", "search", *words)["facts"]]
    assert found
    assert all("Türkiye" in it for it in found)


def test_facts_are_listed_by_filter() -> None:
    facts = read("facts", "list", "--predicate", "deposited", "--state", "Mongolia")["facts"]
    assert DEPOSIT in [it["fact"] for it in facts]
    assert all(it["fact"].startswith("deposited(mng,") for it in facts)
    assert read("facts", "list", "--kind", "offices", "--person", "putin")["facts"]
    assert run("facts", "list", "--predicate", "deposited", "--kind", "visits") == "0 facts\n"


def test_without_a_filter_facts_are_counted() -> None:
    shown = run("facts", "list")
    assert "deposited" in shown
    assert "narrow with --predicate" in shown


def test_up_to_which_day_each_kind_is_kept() -> None:
    told = CliRunner().invoke(cli, ["facts", "kept"])
    assert told.exit_code == 0
    assert "12 March 2026" in told.output
    assert "Vladimir Putin" in told.output
    found = json.loads(CliRunner().invoke(cli, ["facts", "kept", "--json"]).output)
    assert found["schema"] == "dedere.kept/1"
    assert {it["kind"] for it in found["parts"]} >= {"visits", "warrants", "situations"}


def test_a_kind_of_fact_and_one_to_fill_in() -> None:
    assert "a day that no longer belongs to it" in " ".join(run("facts", "kinds", "visit").split())
    (kind,) = read("facts", "kinds", "warrant")["kinds"]
    assert kind["beside"][:3] == ["in_situation", "made_public", "charged"]
    assert {it["name"] for it in kind["arguments"]} == {"Warrant", "Court", "Person", "Issued"}
    assert "warrant(my_warrant,icc," in run("facts", "new", "warrant")
    assert "made_public" in run("facts", "kinds")
    run("facts", "new", "wisit", code=2)


@pytest.mark.parametrize("command", ["facts", "rules"])
def test_a_search_for_nothing_is_refused(command: str) -> None:
    assert f"no word is given to search for\nhint:  `dedere {command} list` has them all" in run(
        command, "search", " ", "", code=2
    )


def test_a_file_without_a_name_is_refused() -> None:
    assert "`-o` names no file" in run("facts", "list", "-o", "", code=2)
