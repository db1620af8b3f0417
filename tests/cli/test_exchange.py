"""`dedere facts export`, `import` and `diff`: what they print, and with which code they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere.loading import default_folders
from dedere_cli.main import cli

HEAD = "State,Treaty,Day,source,citation,confidence\n"


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["facts", *args])


def table(home: Path, written: str) -> Path:
    path = home / "table.csv"
    path.write_text(HEAD + written, encoding="utf-8")
    return path


def test_export() -> None:
    result = run("export", "--predicate", "withdrawal_revoked")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert {it["State"] for it in rows} == {"gmb", "hun", "zaf"}
    assert json.loads(run("export", "--kind", "visits", "--format", "json").output)["schema"] == "dedere.table/1"


def test_export_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    result = run("export", "--predicate", "withdrawal_revoked", "--output", str(path))
    assert result.exit_code == 0
    assert "hun" in path.read_text(encoding="utf-8")


def test_export_of_what_is_not_there() -> None:
    result = run("export", "--predicate", "depostied")
    assert result.exit_code == 2
    assert "did you mean `deposited`?" in result.output


def test_export_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("export", "--predicate", "withdrawal_revoked", "--output", str(tmp_path / "none" / "out.csv"))
    assert result.exit_code == 2
    assert "cannot be written: no such file" in " ".join(result.output.split())


def test_import_writes_valid_rows_and_tells_the_others(tmp_path: Path) -> None:
    path = table(tmp_path, "India,rome,2025-09-01,mine,My notes,recall\nIndia,rome,2025-02-30,mine,,recall\n")
    result = run("import", str(path), "--as", "deposited")
    assert result.exit_code == 1
    assert "row 3: `2025-02-30` is a day that does not exist" in result.output
    assert "1 fact written to" in result.output
    written = (tmp_path / "table.lp").read_text(encoding="utf-8")
    assert written.endswith('%@ source mine "My notes"\n\n%@ by mine recall\ndeposited(ind,rome,20250901).\n')


def test_import_from_standard_input() -> None:
    asked = ["facts", "import", "-", "--as", "deposited"]
    rows = f"{HEAD}India,rome,2025-09-01,mine,My notes,recall\n"
    refused = CliRunner().invoke(cli, asked, input=rows)
    assert refused.exit_code == 2
    assert "name the file to write with --into" in refused.output
    # Where nothing is written no file has to be named for it.
    for more in ((), ("--into", "new.lp")):
        result = CliRunner().invoke(cli, [*asked, "--dry-run", *more], input=rows)
        assert result.exit_code == 0
        assert f"1 fact would be written to {more[-1] if more else 'standard_input.lp'}" in result.output


def test_a_dry_run_shows_what_would_be_written(tmp_path: Path) -> None:
    path = table(tmp_path, "India,rome,2025-09-01,mine,My notes,recall\nMNG,rome,2002-04-12,mine,My notes,recall\n")
    result = run("import", str(path), "--as", "deposited", "--dry-run")
    assert result.exit_code == 1
    assert "deposited(ind,rome,20250901)." in result.output
    assert "- deposited(mng,rome,20020411)" in result.output
    assert "would be written" in result.output
    assert not (tmp_path / "table.lp").exists()


def test_import_as_json(tmp_path: Path) -> None:
    path = table(tmp_path, "India,rome,2025-09-01,mine,My notes,recall\n")
    result = run("import", str(path), "--as", "deposited", "--dry-run", "--json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert (found["schema"], found["rows"][0]["status"]) == ("dedere.import/1", "new")


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    result = run("import", str(tmp_path / "none.csv"), "--as", "deposited")
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_diff(tmp_path: Path) -> None:
    record = default_folders()[1]
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, day in ((old, "20300101"), (new, "20250901")):
        folder.mkdir()
        written = f'%@ source mine "Mine"\n%@ by mine recall\ndeposited(ind,rome,{day}).\n'
        (folder / "own.lp").write_text(written, encoding="utf-8")
    result = run("diff", str(old), str(new), "--layered")
    assert result.exit_code == 0
    assert "Verdicts that turn" in result.output
    alone = run("diff", str(old), str(new))
    assert alone.exit_code == 2
    assert "add `--layered`" in alone.output
    assert "Vladimir Putin in India" in result.output
    assert "on 1 September 2025" in result.output
    assert "1 changed" in result.output
    same = run("diff", str(record), str(record), "--json")
    assert json.loads(same.output)["verdicts"] == []
