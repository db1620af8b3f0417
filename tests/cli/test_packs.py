"""`--pack` at every command, and `dedere rules packs`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli
from installing import Site

QUESTION = ("rita_roe", "ind", "--on", "2024-01-01")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A folder with the regional court installed."""
    site = Site(tmp_path, monkeypatch)
    site.court()
    site.install("dedere-court", {"regional": "dedere_court"}, "0.3")
    return site


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def test_the_list_says_what_each_brings_and_why_one_is_broken(site: Site) -> None:
    broken = site.court("dedere_broken") / "rules" / "court.lp"
    broken.write_text("duty(.\n", encoding="utf-8")
    site.install("other", {"alpha": "nowhere", "beta": "dedere_broken"})
    result = run("rules", "packs")
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert "alpha broken the package `nowhere` cannot be found package other 1.0" in told
    assert "beta broken dedere_broken/rules/court.lp:1: " in told
    assert "regional brings 12 rules, 25 facts, 87 cases package dedere-court 0.3 in" in told
    assert told.endswith("3 packs")
    found = {it["name"]: it for it in json.loads(run("rules", "packs", "--json").output)["packs"]}
    assert (found["regional"]["rules"], found["regional"]["cases"], found["regional"]["wrong"]) == (12, 87, None)
    assert (found["alpha"]["rules"], found["alpha"]["where"]) == (None, None)


def test_no_pack_is_said_in_so_many_words() -> None:
    assert "`dedere new-pack NAME` begins one" in run("rules", "packs").output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("assess", *QUESTION), "must arrest and transfer Rita Roe"),
        (("whatif", *QUESTION, "--suppose", "amnesty(ind,rita_roe,20230101)"), "from obliged to not obliged"),
        (("flip", *QUESTION), "From obliged to not obliged"),
        (("check", "--no-notes"), "0 findings"),
        (("lint", "--no-notes"), "0 findings"),
        (("rules", "show", "RC-DUTY"), "dedere_court/rules/regional_court/duty.lp"),
        (("facts", "search", "rita"), "Rita Roe"),
        (("facts", "export", "--predicate", "treaty"), "the Regional Charter"),
        (("measures", "ind", "--on", "2025-11-12"), "Goods of India"),
        (("test", "{cases}"), "0 failed"),
    ],
    ids=lambda it: it[0] if isinstance(it, tuple) else "",
)
def test_every_command_takes_a_pack(site: Site, args: tuple[str, ...], told: str) -> None:
    cases = str(site.home / "dedere_court" / "cases")
    result = run(*(it.format(cases=cases) if it == "{cases}" else it for it in args), "--pack", "regional")
    assert result.exit_code == 0, result.output
    assert told in " ".join(result.output.split())


def test_an_unknown_pack_is_a_wrong_question(site: Site) -> None:
    result = run("assess", *QUESTION, "--pack", "regionl")
    assert result.exit_code == 2
    assert "no pack `regionl` is installed" in result.output
    assert "did you mean `regional`?" in result.output


def test_a_table_is_held_against_the_facts_of_a_pack(site: Site, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    cells = "State,Treaty,Day,source,citation,confidence,checked\n"
    table.write_text(f"{cells}IND,charter,2011-01-01,charter,,seen_once,2026-01-01\n", encoding="utf-8")
    args = ("facts", "import", str(table), "--as", "deposited", "--dry-run")
    assert "no treaty `charter` is known" in run(*args).output
    assert "1 there already" in " ".join(run(*args, "--pack", "regional").output.split())
    refused = run(*args, "--facts", str(tmp_path / "none"))
    assert (refused.exit_code, "does not exist" in " ".join(refused.output.split())) == (2, True)
