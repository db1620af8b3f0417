"""`dedere situations`, asked on the real record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["situations", *args])


def test_one_person_in_words_and_as_data() -> None:
    result = run("Putin, Vladimir")
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    assert "Since 1 February 2024 a duty is contested, and owed in the view of the Court: Armenia." in text
    assert max(map(len, result.output.splitlines())) <= 80
    found = json.loads(run("putin", "--json").output)
    assert found["schema"] == "dedere.situations/1"
    assert {it["host"] for it in found["rows"]} > {"IND", "MNG"}


def test_into_files_of_each_form(tmp_path: Path) -> None:
    for ending in ("csv", "json", "parquet"):
        if ending == "parquet":
            pytest.importorskip("pyarrow")
        out = tmp_path / f"out.{ending}"
        result = run("putin", "-o", str(out))
        assert result.exit_code == 0, result.output
        assert out.stat().st_size > 1000
    assert (tmp_path / "out.csv").read_text().startswith("person,host,area,presence,first,after,verdict,school_court,")
    assert (tmp_path / "out.parquet").read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "nobody is named"),
        (("putin", "--all"), "persons are given together with `--all`"),
        (("nobody",), "no person `nobody` is known"),
        (("putin", "--presence", "in spirit"), "`in spirit` is no manner of presence"),
        (("putin", "--format", "parquet"), "not written to a terminal"),
        (("putin", "--jobs", "0"), "`0` is not in the range"),
        (("putin", "--known-on", "never"), "`never` is not a date"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(args: tuple[str, ...], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 2, result.output
    assert said in " ".join(str(result.exception or result.output).split()) or said in " ".join(result.output.split())
