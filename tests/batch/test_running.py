"""A table answered into another: rows as they are alone, and the same bytes however often the run was killed."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.batch import rowfiles, running, spread
from dedere.batch.deriving import Footing
from dedere.batch.parts import Asked, Parts
from dedere.batch.running import run
from dedere.engine import default_engine
from dedere.errors import Unanswered, UsageError
from dedere.language import files
from small_law import SOUGHT, law

ENGINE = default_engine()
HOSTS = ["India", "MNG", "Armenia", "Crimea", "Hungary", "Atlantis", "USA"]


def _table(path: Path, rows: int = 200) -> Path:
    drawn = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["n", "person", "host", "from", "until", "note"])
        for number in range(rows):
            first = date(2022, 6, 1) + timedelta(drawn.randrange(1500))
            person = drawn.choice(["putin", "Vladimir Putin", "President Putin"])
            last = first + timedelta(drawn.choice([0, 0, 3, 60]))
            writer.writerow([number, person, drawn.choice(HOSTS), first, last, "a, b"])
    return path


def test_rows_are_answered_as_they_are_alone_and_in_their_order(tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.csv", 40), tmp_path / "out.csv"
    tally = run(ENGINE, table, out, rows=7)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (tmp_path / "out.csv.rejected").open(encoding="utf-8", newline="") as stream:
        refused = list(csv.DictReader(stream))
    assert [*refused[0]] == ["line", "reason", "hint", "n", "person", "host", "from", "until", "note"]
    assert len(rows) + len(refused) == tally.rows == 40
    assert {it["host"] for it in refused} == {"Atlantis"}
    assert {it["reason"] for it in refused} == {"no state or area `Atlantis` is known"}
    assert [int(it["line"]) for it in refused] == [int(it["n"]) + 2 for it in refused]
    assert [int(it["n"]) for it in rows] == sorted(int(it["n"]) for it in rows)
    for row in rows[:12]:
        alone = dedere.assess(row["person"], row["host"], first=row["from"], last=row["until"])
        assert (row["verdict"], row["school_court"]) == (alone.verdict, alone.schools["court"])
        assert row["note"] == "a, b"
    assert not (tmp_path / "out.csv.part").exists()


def _killed_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Let the next run be killed after so many files that it writes."""
    left = [writes]
    real = files.replace

    def replace(*given: Any, **more: Any) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        real(*given, **more)

    monkeypatch.setattr(running, "replace", replace)


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_killed_at_twenty_moments_and_begun_again_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    table = _table(tmp_path / "in.csv")
    run(ENGINE, table, tmp_path / f"whole_{name}", rows=10)
    want = (tmp_path / f"whole_{name}").read_bytes(), (tmp_path / f"whole_{name}.rejected").read_bytes()
    out = tmp_path / name
    drawn = random.Random(5)
    for _ in range(20):
        with monkeypatch.context() as patched:
            _killed_after(patched, drawn.choice([0, 1, 2, 3, 4, 5, 7]))
            with pytest.raises(KeyboardInterrupt):
                run(ENGINE, table, out, rows=10)
        assert not out.exists()
        if drawn.random() < 0.05:
            break
    tally = run(ENGINE, table, out, rows=10)
    assert (out.read_bytes(), Path(f"{out}.rejected").read_bytes()) == want
    assert tally.rows == 200


def test_killed_for_good_and_begun_again(tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.csv", 3000), tmp_path / "out.csv"
    run(ENGINE, table, tmp_path / "whole.csv", rows=5)
    script = (
        "import sys, pathlib; from dedere.batch.running import run; from dedere.engine import default_engine;"
        "run(default_engine(), *map(pathlib.Path, sys.argv[1:]), rows=5)"
    )
    for _ in range(2):
        process = subprocess.Popen([sys.executable, "-c", script, str(table), str(out)], env=_env())
        while process.poll() is None and len(list(Path(f"{out}.part").glob("*.done"))) < 30:
            time.sleep(0.005)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
    run(ENGINE, table, out, rows=5)
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.skipif(sys.platform == "win32", reason="files are not held against others there")
def test_no_other_run_writes_into_the_same_output_meanwhile(tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.csv", 20), tmp_path / "out.csv"
    refused: list[Unanswered] = []

    def meanwhile(_done: int, _of: int | None) -> None:
        with pytest.raises(Unanswered, match="another run writes into") as error:
            run(ENGINE, table, out, Asked(presence="landing"), rows=10)
        refused.append(error.value)

    run(ENGINE, table, out, rows=10, progress=meanwhile)
    assert [it.exit_code for it in refused] == [1, 1]
    first = out.read_bytes()
    assert not list(tmp_path.glob("*.lock"))
    # What a run left that was killed holds nobody up.
    (tmp_path / "out.csv.lock").write_bytes(b"")
    run(ENGINE, table, out, rows=10)
    assert out.read_bytes() == first


@pytest.mark.skipif(sys.platform == "win32", reason="files are not held against others there")
def test_a_lock_that_another_run_took_away_in_between_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    lock, held = tmp_path / "out.csv.lock", fcntl.flock
    between = ["away", "another"]

    def flock(stream: Any, how: int) -> None:
        held(stream, how)
        if between:
            lock.unlink()
            if between.pop(0) == "another":
                lock.write_bytes(b"")

    monkeypatch.setattr(fcntl, "flock", flock)
    with running._alone(tmp_path / "out.csv"):
        assert not between
        with open(lock, "rb") as other, pytest.raises(BlockingIOError):
            held(other, fcntl.LOCK_EX | fcntl.LOCK_NB)  # It is the file that is there that is held.
    assert not lock.exists()
    with running._alone(tmp_path / "out.csv"):
        lock.unlink()  # That somebody tidied up meanwhile is no fault of the run.
    assert not lock.exists()


def test_rows_without_an_answer_are_told_beside_the_output(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    table = tmp_path / "in.csv"
    table.write_text("person,host,from\nputin,India,2025-12-05\nputin,Atlantis,2025-12-05\n", encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    tally = run(ENGINE, table, Path("-"), rows=1, progress=lambda *it: told.append(it))
    assert told == [(1, None), (2, None)]
    assert (tally.rows, tally.refused_in_all) == (2, 1)
    out, err = capsysbinary.readouterr()
    (row,) = csv.DictReader(out.decode().splitlines())
    assert (row["host"], row["verdict"]) == ("India", "not_obliged")
    assert "no state or area `Atlantis` is known" in err.decode()
    table.write_text("person,host,from\nputin,India,2025-12-05\n", encoding="utf-8")
    run(ENGINE, table, Path("-"), rows=1)
    assert capsysbinary.readouterr().err == b""
    with pytest.raises(UsageError, match="Parquet is not written to standard output"):
        run(ENGINE, tmp_path / "in.parquet", Path("-"))


@pytest.mark.parametrize("jobs", [0, -1, True, "2"])
def test_how_many_processes_there_may_be(tmp_path: Path, jobs: Any) -> None:
    with pytest.raises(UsageError, match="`jobs` is") as refused:
        run(ENGINE, _table(tmp_path / "in.csv", 1), tmp_path / "out.csv", jobs=jobs)
    assert refused.value.hint == "give how many processes may work at once, at least 1"
    assert not list(tmp_path.glob("out.csv*"))  # It is refused before anything is begun.


def test_what_came_in_once_is_no_table_that_a_run_can_go_on_with(tmp_path: Path) -> None:
    asked, pipe = Asked(), Path("-")
    assert running._identity(ENGINE, pipe, asked, "csv", 5) != running._identity(ENGINE, pipe, asked, "csv", 5)
    table = _table(tmp_path / "in.csv", 1)
    same = running._identity(ENGINE, table, asked, "csv", 5)
    assert same == running._identity(ENGINE, table, asked, "csv", 5)
    assert same != running._identity(ENGINE, table, asked, "csv", 6)
    assert same != running._identity(ENGINE, table, Asked(presence="landing"), "csv", 5)


def test_another_process_answers_a_part_as_this_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_PARTS", [])
    monkeypatch.setattr(running, "Engine", lambda _: ENGINE)
    monkeypatch.setattr(running, "corpus_of", lambda files: files)
    running._begin_process((), Asked(), "csv")
    part = next(iter(rowfiles.read(_table(tmp_path / "in.csv", 3), "csv", 3)))
    parts = Parts(ENGINE, Asked(), "csv")
    columns = parts.columns(part)
    tally = running._in_process(columns, part, str(tmp_path), 5)
    made = parts.answer(columns, part)
    assert tally == json.loads((tmp_path / "5.done").read_text(encoding="utf-8")) == made.tally.kept()
    assert (tmp_path / "5.rows").read_bytes() == made.rows
    assert (tmp_path / "5.rejected").read_bytes() == made.refused


def test_another_question_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, out = _table(tmp_path / "in.csv", 60), tmp_path / "out.csv"
    with monkeypatch.context() as patched:
        _killed_after(patched, 8)
        with pytest.raises(KeyboardInterrupt):
            run(ENGINE, table, out, rows=10)
    run(ENGINE, table, out, Asked(presence="remote"), rows=10)
    with out.open(encoding="utf-8", newline="") as stream:
        assert {it["verdict"] for it in csv.DictReader(stream)} == {"not_obliged"}


def test_many_processes_write_the_same(tmp_path: Path) -> None:
    table = _table(tmp_path / "in.csv", 60)
    one = run(ENGINE, table, tmp_path / "one.csv", rows=10)
    two = run(ENGINE, table, tmp_path / "two.csv", rows=10, jobs=2)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert one.words() == two.words()


def test_suppositions_hold_for_all_rows_and_reasons_are_told(tmp_path: Path) -> None:
    table, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    table.write_text('{"person": "putin", "host": "ind", "from": "2025-12-05", "more": {"a": 1}}\n', encoding="utf-8")
    fact = ["deposited(ind,rome,20250901)"]
    run(ENGINE, table, out, Asked(footing=Footing.read(ENGINE, fact), reasons=True))
    (row,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (row["verdict"], row["more"]) == ("contested", {"a": 1})
    assert row["reason"].startswith("Why India must, in the view of the Court: India, a State Party")
    assert not (tmp_path / "out.jsonl.rejected").exists()


def test_an_empty_table_is_answered_with_no_rows(tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("person,host,from\n", encoding="utf-8")
    assert run(ENGINE, table, out).words() == ["no journeys"]
    assert out.read_text(encoding="utf-8").startswith("person,host,from,verdict,school_court")


@pytest.mark.parametrize(
    ("out", "said"),
    [("in.csv", "is the table itself"), ("none/out.csv", "cannot be written"), ("out.doc", "no ending")],
)
def test_where_it_cannot_be_written(tmp_path: Path, out: str, said: str) -> None:
    table = _table(tmp_path / "in.csv", 1)
    with pytest.raises(UsageError, match=said):
        run(ENGINE, table, tmp_path / out)


def test_a_table_of_a_code_page_is_read_as_it_is_imported_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "person,host,from,note\nputin,IND,2025-12-05,caf\u00e9\nputin,MNG,2024-09-02,\u201cyes\u201d\n"
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_bytes(text.encode("cp1252"))
    tally = run(ENGINE, table, out, rows=1)
    assert tally.words()[-1] == f"`{table}` is not UTF-8 in line 2, and was read in code page 1252: look at its accents"
    written = out.read_text(encoding="utf-8")
    assert "caf\u00e9" in written
    assert "\u201cyes\u201d" in written
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("cp1252"))))
    tally = run(ENGINE, Path("-"), tmp_path / "piped.csv")
    assert tally.words()[-1].startswith("`-` is not UTF-8")
    assert (tmp_path / "piped.csv").read_text(encoding="utf-8") == written
    content = io.BufferedReader(io.BytesIO(text.encode("utf-16")))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    tally = run(ENGINE, Path("-"), tmp_path / "marked.csv")
    assert not tally.notes
    assert (tmp_path / "marked.csv").read_text(encoding="utf-8") == written


def test_a_table_of_no_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(b"person,host,from\nputin,IND,2025-12-05\n\x81\xe9,IND,2025-12-05\n")
    with pytest.raises(UsageError, match=r"is not UTF-8, in line 3") as refused:
        run(ENGINE, table, tmp_path / "out.csv")
    assert refused.value.hint == "save it as UTF-8"
    assert not (tmp_path / "out.csv").exists()


SMALL = law(record=SOUGHT)
SMALL_TABLE = """\
person,host,from,until,note
ada,bbb,2005-06-01,,"a, b"
x,bbb,2005-06-01,,c
ada,bbb,2005-12-01,2006-02-01,
ada,aaa,2006-06-01,,d
ada,bbb,2006-06-01,2006-05-01,e
"""
SMALL_ANSWERS = """\
person,host,from,until,note,verdict,school_wide,school_narrow,rule,authority,first_day,last_day
ada,bbb,2005-06-01,,"a, b",obliged,obliged,obliged,DUTY,,2005-06-01,2005-06-01
ada,bbb,2005-12-01,2006-02-01,,obliged,obliged,obliged,DUTY,,2005-12-01,2005-12-31
ada,aaa,2006-06-01,,d,not_obliged,not_obliged,not_obliged,,,2006-06-01,2006-06-01
"""
SMALL_REFUSED = """\
line,reason,hint,person,host,from,until,note
3,no person `x` is known,%s,x,bbb,2005-06-01,,c
6,"the last day `2006-05-01` is before the first, `2006-06-01`",exchange the two days,ada,bbb,2006-06-01,2006-05-01,e
"""


@pytest.mark.parametrize("rows", [1, 2, 5, None])
def test_a_small_table_is_answered_to_the_letter_in_parts_of_whatever_size(tmp_path: Path, rows: int | None) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(SMALL_TABLE, encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    tally = run(SMALL, table, out, rows=rows, progress=lambda *it: told.append(it))
    assert out.read_text(encoding="utf-8") == SMALL_ANSWERS
    refused = (tmp_path / "out.csv.rejected").read_text(encoding="utf-8")
    hint = next(csv.DictReader(io.StringIO(refused)))["hint"]
    assert refused == SMALL_REFUSED % next(it for it in (hint, f'"{hint}"') if f",{it},x" in refused)
    assert told == [(min(5, it), None) for it in range(rows or 5, 5 + (rows or 5), rows or 5)]
    assert tally.words() == [
        "5 journeys: 2 to States with a duty, 1 to a State without a duty, 2 not answered (rows 3, 6)"
    ]
    assert sorted(it.name for it in tmp_path.iterdir()) == ["in.csv", "out.csv", "out.csv.rejected"]
    # Where nothing is refused any more, what was refused before is taken away.
    table.write_text("".join(SMALL_TABLE.splitlines(keepends=True)[:2]), encoding="utf-8")
    assert run(SMALL, table, out, rows=rows).refused_in_all == 0
    assert not (tmp_path / "out.csv.rejected").exists()


def test_what_comes_in_is_answered_while_it_does(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SMALL_TABLE.encode())))
    told: list[tuple[int, int | None]] = []
    tally = run(SMALL, Path("-"), Path("-"), rows=2, progress=lambda *it: told.append(it))
    out, err = capsysbinary.readouterr()
    assert out.decode() == SMALL_ANSWERS
    assert [it.partition(",")[0] for it in err.decode().splitlines()] == ["3", "6"]
    assert told == [(2, None), (4, None), (5, None)]
    assert (tally.rows, tally.refused) == (5, [3, 6])


def test_a_run_goes_on_with_the_parts_that_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(SMALL_TABLE, encoding="utf-8")
    with monkeypatch.context() as patched:
        _killed_after(patched, 1 + 3 + 2)  # In the middle of the second part.
        with pytest.raises(KeyboardInterrupt):
            run(SMALL, table, out, rows=2)
    mask = os.umask(0)
    os.umask(mask)
    left = [*Path(f"{out}.part").iterdir()]
    assert {"run", "0.rows", "0.rejected", "0.done", "1.rows"} <= {it.name for it in left}
    if sys.platform != "win32":  # They are files like any other that is written there.
        assert {it.stat().st_mode & 0o777 for it in left} == {0o666 & ~mask}
    answered: list[int] = []
    real = Parts.answer

    def answer(parts: Parts, columns: tuple[str, ...], part: rowfiles.Part) -> Any:
        answered.append(part.rows[0].at)
        return real(parts, columns, part)

    monkeypatch.setattr(Parts, "answer", answer)
    tally = run(SMALL, table, out, rows=2)
    assert answered == [4, 6]
    assert out.read_text(encoding="utf-8") == SMALL_ANSWERS
    assert tally.rows == 5


@pytest.mark.parametrize(
    "asked",
    [
        Asked(mapped={"note": ""}),
        Asked(presence="remote"),
        Asked(footing=Footing(20100101)),
        Asked(footing=Footing.read(SMALL, ["joined(aaa,20050101)"])),
        Asked(footing=Footing.read(SMALL, (), ["joined(bbb,20050401)"])),
        Asked(reasons=True),
        Asked(by="host"),
    ],
)
def test_whatever_is_asked_otherwise_is_another_run(tmp_path: Path, asked: Asked) -> None:
    table = tmp_path / "in.csv"
    table.write_text(SMALL_TABLE, encoding="utf-8")
    one = running._identity(SMALL, table, Asked(), "csv", 5)
    assert running._identity(SMALL, table, asked, "csv", 5) != one
    assert running._identity(law(record=f"{SOUGHT}joined(aaa,20050101).\n"), table, Asked(), "csv", 5) != one
    assert running._identity(SMALL, table, Asked(), "jsonl", 5) != one
    table.write_text(f"{SMALL_TABLE}\n", encoding="utf-8")
    assert running._identity(SMALL, table, Asked(), "csv", 5) != one


def test_where_files_are_not_held_a_run_holds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with running._alone(tmp_path / "out.csv"):
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "rest"), [("csv", "in.csv"), ("jsonl", "in.jsonl")])
def test_what_is_written_has_the_form_of_its_name_or_that_of_what_came_in(
    tmp_path: Path, form: str, rest: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    row = {"person": "ada", "host": "bbb", "from": "2005-06-01"}
    table = tmp_path / rest
    lines = f"{','.join(row)}\n{','.join(row.values())}\n" if form == "csv" else f"{json.dumps(row)}\n"
    table.write_text(lines, encoding="utf-8")
    run(SMALL, table, Path("-"))
    out = capsysbinary.readouterr().out.decode()
    (found,) = csv.DictReader(out.splitlines()) if form == "csv" else map(json.loads, out.splitlines())
    assert (found["verdict"], found["rule"], found["host"]) == ("obliged", "DUTY", "bbb")
    run(SMALL, table, tmp_path / "out.jsonl")
    (line,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert (line["verdict"], line["authority"]) == ("obliged", "")


@pytest.mark.parametrize("out", ["out.csv", "-"])
def test_what_a_part_is_looked_up_in_is_derived_before_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], out: str
) -> None:
    table = tmp_path / "in.csv"
    table.write_text(SMALL_TABLE.replace("ada,aaa", "ben,aaa"), encoding="utf-8")
    asked: list[Any] = []

    def derive(_: object, *given: object) -> list[object]:
        asked.append(given)
        return []

    monkeypatch.setattr(spread, "derive", derive)
    footing = Footing(20100101)
    run(SMALL, table, tmp_path / out if out != "-" else Path("-"), Asked(footing=footing), rows=2)
    assert asked == [
        ([("ada", "visit")], footing, 1),
        ([("ada", "visit"), ("ben", "visit")], footing, 1),
        ([], footing, 1),
    ]


@pytest.mark.parametrize("source", ["-", "in.csv"])
@pytest.mark.parametrize("out", ["-", "out.csv"])
def test_what_is_told_of_a_table_as_a_whole_is_told_wherever_it_goes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    source: str,
    out: str,
) -> None:
    content = "person,host,from,note\nada,bbb,2005-06-01,caf\u00e9\n".encode("cp1252")
    (tmp_path / "in.csv").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    table, to = (Path("-") if it == "-" else tmp_path / it for it in (source, out))
    tally = run(SMALL, table, to)
    where = "" if source == "-" else " in line 2"
    assert tally.words() == [
        "1 journey: 1 to a State with a duty",
        f"`{table}` is not UTF-8{where}, and was read in code page 1252: look at its accents",
    ]
    written = capsysbinary.readouterr().out if out == "-" else to.read_bytes()
    assert "caf\u00e9,obliged" in written.decode("utf-8")
