"""`dedere journeys`, asked on the real record."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["journeys", *args])


def test_of_a_person_and_to_a_state() -> None:
    assert "31 journeys of Vladimir Putin" in " ".join(run("putin").output.split())
    assert "journeys of wanted persons to Chad" in " ".join(run("Chad").output.split())


def test_no_line_is_wider_than_the_page() -> None:
    result = run("putin", "--explain", "full")
    assert result.exit_code == 0
    assert max(len(it) for it in result.output.splitlines() if "://" not in it) <= 80


def test_as_json_and_as_a_table_by_the_ending(tmp_path: Path) -> None:
    found = json.loads(run("mng", "--json").output)
    assert (found["schema"], found["host"]) == ("dedere.journeys/1", "MNG")
    assert run("mng", "-o", str(tmp_path / "it.csv")).exit_code == 0
    assert (tmp_path / "it.csv").read_text(encoding="utf-8").startswith("person,host,areas,")


OWN = """
%@ source file_12 "Our file 12, made up"
%@ by file_12 seen_once 20261101
person(roe,"Rita Roe").
national(roe,bra).
warrant(roe_1,icc,roe,20260301).
in_situation(roe_1,ukraine).
made_public(roe_1,20260301).
charged(roe_1,cah_murder).
circulated(roe_1,all_parties,20260301).
visit(roe_nairobi,roe,ken,20260501,20260504).
visit(roe_again,roe,ken,20260601,20260604).
"""


def test_a_stay_without_what_became_of_it_is_not_counted_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.lp").write_text(OWN, encoding="utf-8")
    for explain in ("none", "short"):
        told = " ".join(run("roe", "--facts", str(tmp_path), "--explain", explain).output.split())
        assert told.startswith("No journey of Rita Roe is known to have taken place since 1 March 2026")
        assert (
            "2 stays of Rita Roe are in the record without what became of them (`visit`): they are not counted. A "
            "journey is told with its outcome: `dedere facts kinds journey`, `dedere facts import TABLE --as journey`."
        ) in told
    found = json.loads(run("Kenya", "--facts", str(tmp_path), "--json").output)
    assert found["passed_over"] == [
        "visit(roe_nairobi,roe,ken,20260501,20260504)",
        "visit(roe_again,roe,ken,20260601,20260604)",
    ]
    assert "without what became of" not in run("putin", "--explain", "none").output


def test_one_journey_is_told_of_one_state(tmp_path: Path) -> None:
    made = 'journey(roe_ken,roe,ken,20260501,20260503,took_place,"private","a wedding").'
    (tmp_path / "own.lp").write_text(OWN + made, encoding="utf-8")
    told = " ".join(run("roe", "--facts", str(tmp_path), "--explain", "none").output.split())
    assert told.startswith(
        "The one journey of Rita Roe that took place since 1 March 2026, when the first warrant was issued, led to a "
        "State obliged on every view to arrest and surrender Rita Roe. 2 stays"
    )
