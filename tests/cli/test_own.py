"""Rules of one's own at the command: a made-up court on top of the law, with its own record."""

from __future__ import annotations

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
            "otherwise: India granted Rita Roe an amnesty on 1 January 2023",
        ),
        (("flip", "rita_roe", "ind", "--on", "2024-01-01"), 0, "not obliged"),
        (("test", str(PACK / "cases")), 0, "3 passed, 0 failed"),
        (("check", "--no-notes"), 0, "0 findings"),
        (("lint", "--no-notes"), 0, "0 findings"),
        (("rules", "show", "RC-AMNESTY"), 0, "An amnesty of the host itself bars the transfer"),
        (("facts", "show", "warrant(rc_1,regional,rita_roe,20200101)"), 0, "A made-up charter"),
        (("facts", "export", "--predicate", "treaty"), 0, "the Regional Charter"),
    ],
)
def test_every_command_takes_rules_of_ones_own(args: tuple[str, ...], code: int, told: str) -> None:
    result = run(*args, *OWN)
    assert result.exit_code == code, result.output
    assert told in " ".join(result.output.split())


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
