"""`dedere batch`, on small tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

ROWS = """id,who,host,from,until
1,putin,India,2025-12-05,
2,putin,Mongolia,2024-09-02,2024-09-03
3,nobody,India,2025-12-05,
"""


def run(*args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["batch", *args], input=given)


def test_a_table_with_a_row_that_cannot_be_answered(tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(ROWS, encoding="utf-8")
    result = run(str(table), str(out), "--map", "who=person", "--by", "host")
    assert result.exit_code == 1
    assert "3 journeys: 1 to a State whose duty is contested, 1 to a State without a duty, 1 not answered (row 4)" in (
        " ".join(result.output.split())
    )
    assert "Mongolia: 1 to a State whose duty is contested" in result.output
    assert f"{out}.rejected" in result.output
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("1,putin,India,2025-12-05,,not_obliged,")


def test_what_a_row_supposes_holds_for_it_alone(tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    joins = '"deposited(India,Rome Statute,2025-09-01); alias(ind,""a;b"")"'
    rows = [
        "person,host,from,suppose",
        "putin,India,2025-12-05,",
        f"putin,India,2025-12-05,{joins}",
        "putin,India,2025-12-05,x(1)",
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    result = run(str(table), str(out), "--reasons")
    assert result.exit_code == 1
    answered = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(it["verdict"], it["school_court"]) for it in answered] == [
        ("not_obliged", "not_obliged"),
        ("contested", "obliged"),
    ]
    assert answered[1]["reason"].startswith("Why India must, in the view of the Court: India, a State Party that")
    (rejected,) = csv.DictReader((tmp_path / "out.csv.rejected").read_text(encoding="utf-8").splitlines())
    assert (rejected["line"], rejected["reason"]) == ("4", "`x(1)` cannot be taken: there is no kind of fact `x`")
    assert rejected["hint"] == "`dedere facts kinds` lists them"


def test_columns_that_no_row_can_be_read_from_are_said_in_a_line(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table, out = tmp_path / "in.parquet", tmp_path / "out.csv"
    for person, said in (([["putin"]], "no texts and no days, but list<"), (pa.nulls(1), "1 not answered (row 1)")):
        parquet.write_table(pa.table({"person": person, "host": ["IND"], "from": ["2025-12-05"]}), table)
        result = run(str(table), str(out))
        assert result.exit_code in (1, 2)
        assert "fault of dedere" not in result.output
        assert said in " ".join(result.output.split())
    twice = pa.Table.from_arrays([pa.array(["putin"])] * 2, names=["person", "person"])
    parquet.write_table(twice, table)
    assert "the table has two columns `person`" in run(str(table), str(out)).output


def test_a_pipe_gives_rows_as_they_came() -> None:
    line = '{"person": "putin", "host": "MNG", "from": "2024-09-02"}\n'
    result = run("-", "-", given=line)
    assert result.exit_code == 0, result.output
    assert '"host": "MNG", "from": "2024-09-02", "verdict": "contested"' in result.stdout
    assert run("-", "-", "--map", "who=person", given=ROWS).stdout.count("\n") == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("none.csv", "out.csv"), "cannot be read"),
        (("in.csv", "out.csv"), "no column for `person`"),
        (("in.csv", "out.csv", "--map", "who"), "names no two things"),
        (("in.csv", "out.csv", "--map", "who=person", "--presence", "x"), "no manner of presence"),
        (("in.csv", "out.csv", "--map", "who=person", "--suppose", "x"), "x"),
        (("in.csv", "out.csv", "--map", "who=person", "--known-on", "x"), "`x` is not a date"),
        (("in.xlsx", "out.csv"), "has no ending of a table"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(ROWS, encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
