"""Rules of one's own at the command: a made-up court on top of the law, with its own record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

PACK = Path(__file__).parents[1] / "packs" / "regional_court"
OWN = ("--rules", str(PACK / "rules"), "--facts", str(PACK / "facts"))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("assess", "rita_roe", "ind", "--on", "2024-01-01"), 0, "a party to the charter, must arrest Rita Roe"),
        (
            ("whatif", "Rita Roe", "ind", "--on", "2024-01-01", "--suppose", "amnesty(ind,rita_roe,20230101)"),
            0,
            "- India granted Rita Roe an amnesty on 1 January 2023",
        ),
        (
            ("flip", "rita_roe", "ind", "--on", "2024-01-01"),
            0,
            "India grants Rita Roe an amnesty by 1 January 2024. --suppose 'amnesty(India, rita_roe, 2024-01-01)'",
        ),
        (
            ("flip", "rita_roe", "xco", "--on", "2024-01-01"),
            0,
            "Cordonia deposits its instrument of ratification or accession to the Regional Charter by 1 January 2024.",
        ),
        (
            ("assess", "rita_roe", "xco", "--on", "2024-01-01"),
            0,
            "Cordonia is no party to the charter, which binds its parties alone: it owes the Regional Court nothing.",
        ),
        (
            ("assess", "pia_pine", "ind", "--on", "2024-01-01"),
            0,
            "what India owes Borduria, which is outside the charter, goes before its duty to the Regional Court (on",
        ),
        (
            ("assess", "pia_pine", "ind", "--on", "2024-01-01", "--school", "regional_bench"),
            0,
            "Obliged: India must arrest and transfer Pia Pine",
        ),
        (("test", str(PACK / "cases")), 0, " passed, 0 failed"),
        (("check", "--no-notes"), 0, "0 findings"),
        (("lint", "--no-notes"), 0, "0 findings"),
        (("rules", "show", "RC-AMNESTY"), 0, "An amnesty of the host itself bars the transfer"),
        (("facts", "show", "warrant(rc_1,regional,rita_roe,20200101)"), 0, "A made-up charter"),
        (("rules", "list", "--regime", "regional_court"), 0, "12 rules"),
        (("facts", "export", "--predicate", "treaty"), 0, "the Regional Charter"),
        (("measures", "ind", "--on", "2025-11-12"), 0, "Goods of India bear additional duties"),
    ],
)
def test_every_command_takes_rules_of_ones_own(args: tuple[str, ...], code: int, told: str) -> None:
    result = run(*args, *OWN)
    assert result.exit_code == code, result.output
    assert told in " ".join(result.output.split())


def test_every_clause_of_the_court_is_tried() -> None:
    covered = json.loads(run("test", str(PACK / "cases"), "--coverage", "--json", *OWN).output)["coverage"]
    own = [it for it in covered["each"] if it["rule"].startswith("RC-") and it["counted"]]
    assert {it["rule"] for it in own} >= {"RC-SEEK", "RC-GRAVE", "RC-OUTSIDE", "RC-EXTRADITE"}
    assert [it["clause"] for it in own if not it["fired"]] == []


def test_what_is_worth_knowing_is_told_of_ones_own_alone(tmp_path: Path) -> None:
    assert run("lint", *OWN).output.startswith("0 findings in ")
    checked = run("check", "--notes", *OWN).output
    assert "0 findings, 4 notes in" in checked
    assert all("regional_court" in it for it in checked.splitlines() if ": note:" in it)
    own = tmp_path / "own.lp"
    own.write_text("%@ under CLASH\nhanding(A) :- A = hand_in, visit(_,P,_,_,_).\n", encoding="utf-8")
    told = run("lint", "--notes", *OWN, "--rules", str(own)).output
    assert "own.lp:2: note: the variable `P` occurs once" in told
    assert ", 1 note in" in told


def test_without_them_nobody_is_sought() -> None:
    result = run("assess", "rita_roe", "ind", "--on", "2024-01-01")
    assert result.exit_code == 2


def test_what_brings_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("x", encoding="utf-8")
    question = ("assess", "putin", "ind", "--on", "2025-12-05")
    for folder, said in ((tmp_path, "ignored: rules.txt"), (tmp_path / "rules.txt", "must end in .lp")):
        result = run(*question, "--rules", str(folder))
        assert (result.exit_code, said in " ".join(result.output.split())) == (2, True), result.output
    assert "stands without rules or facts" in run(*question, "--alone").output


def test_the_flag_of_old_says_where_it_has_gone() -> None:
    result = run("check", "--rules")
    assert result.exit_code == 2
    assert "`dedere lint`" in " ".join(result.output.split())


@pytest.mark.parametrize("name", ["truce", "truces"])
def test_facts_of_a_kind_of_ones_own_are_told_and_written(name: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack.lp"
    pack.write_text(
        '%@ fact truce(Host: state, From: since, To: until) of truces\n%@ says "{Host} has a truce from {From}"\n',
        encoding="utf-8",
    )
    told = run("facts", "kinds", name, "--rules", str(pack))
    assert told.exit_code == 0, told.output
    assert "truce(Host: state, From: since, To: until)" in told.output
    assert "dedere facts new truce --rules" in " ".join(told.output.split())
    written = run("facts", "new", name, "--rules", str(pack))
    assert written.exit_code == 0, written.output
    assert "\ntruce(" in written.output
    assert " truce " in run("facts", "kinds", "--rules", str(pack)).output


def test_where_only_days_differ_no_other_view_is_told_of() -> None:
    days = ("--from", "2024-01-01", "--until", "2024-01-20")
    told = run("assess", "rita_roe", "ind", *days, "--suppose", "amnesty(ind,rita_roe,20240110)", *OWN)
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "on the other views" not in said
    assert "Why India need not on the other days - 10 to 20 January 2024: India granted Rita Roe an amnesty" in said
    assert "Why not on the other days" not in said
    memo = run("dossier", "rita_roe", "ind", *days, "--suppose", "amnesty(ind,rita_roe,20240110)", *OWN)
    assert "The law: why India need not on the other days" in " ".join(memo.output.split())


def test_what_stands_in_the_way_on_other_days_than_those_of_the_duty_is_told_with_its_day() -> None:
    days = ("--from", "2024-09-02", "--until", "2024-09-03")
    told = run("assess", "putin", "mng", *days, "--suppose", "waiver(rus,putin,icc,20240903,open)")
    said = " ".join(told.output.split())
    # On the third it must on every view.
    assert "must arrest Vladimir Putin. [Rome Statute, arts 59(1), 89(1)]" in said
    assert "need not, on the other views - 2 September 2024: Mongolia owes Russia the personal immunity" in said
