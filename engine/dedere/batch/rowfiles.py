"""Tables of any size, read and written a part at a time: CSV, JSON lines, Parquet and Arrow.

A row is a mapping of the names of its columns to its cells, as they stand there; what is said of it is put behind.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, TypeAlias

from dedere.batch import arrow
from dedere.errors import UsageError, reason_of
from dedere.exchange.reading import ELSEWHERE, UTF16_MARKS, encoding_of, noted
from dedere.language.files import STANDARD_INPUT

Form: TypeAlias = Literal["csv", "jsonl", "parquet", "arrow", "arrows"]
Cells: TypeAlias = Mapping[str, Any]

_ENDINGS: Mapping[str, Form] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".ipc": "arrow",
    ".arrows": "arrows",
}
_WORDS: Mapping[Form, str] = {"parquet": "Parquet", "arrow": "Arrow", "arrows": "Arrow"}
_READ = 1 << 20
"""Bytes of a text that are looked at together, to see how it is encoded."""
TEXTS = ("csv", "jsonl")
"""The forms that are texts, and that the plain install reads and writes."""


_MEND = "correct the row"
_QUOTED = "put a cell that holds a comma, such as a fact, in double quotes"


class Read(NamedTuple):
    """A row that was read: the line or the number at which it stands, its cells, and why it can be none, where so.

    `hint` says how that is mended.
    """

    at: int
    cells: Cells
    wrong: str | None = None
    hint: str = _MEND


class Part(NamedTuple):
    """Rows one after the other, and the names of all columns; `table` has the rows where they came as columns.

    Before them there were `behind` rows.
    """

    columns: tuple[str, ...]
    rows: Sequence[Read]
    table: Any = None
    behind: int = 0

    def as_rows(self) -> Part:
        """The same with its rows as rows."""
        if self.table is None:
            return self
        rows = [Read(at, row) for at, row in enumerate(self.table.to_pylist(), self.behind + 1)]
        return Part(self.columns, rows)


def form_of(path: Path, like: Form | None = None) -> Form:
    """The form of a file by its ending; of standard input or output `like`, or CSV. Raises `UsageError`."""
    if str(path) == STANDARD_INPUT:
        return like or "csv"
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"`{path}` has no ending of a table", f"it is one of {', '.join(_ENDINGS)}")
    return form


def read(path: Path, form: Form, rows: int, notes: list[str] | None = None) -> Iterator[Part]:
    """The rows of a file, so many at a time; at least one part, maybe empty.

    Into `notes` comes what is told of the table as a whole. Raises `UsageError` for what cannot be read or is no table.
    """
    try:
        if form in TEXTS:
            with _opened(path, [] if notes is None else notes) as stream:
                yield from (_csv(path, stream, rows) if form == "csv" else _json_lines(stream, rows))
        else:
            yield from _columnar(path, form, rows)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", "check the path") from None
    except UnicodeDecodeError:
        raise UsageError(f"`{path}` is not UTF-8", "save it as UTF-8") from None


def piped(rows: int, notes: list[str] | None = None) -> tuple[Form, Iterator[Part]]:
    """The form of what comes in on standard input, by how it begins, and its rows; with `notes` as in `read`.

    It is answered while it comes in: what is no UTF-8 in it is of the code page that a file would be of.
    """

    def elsewhere(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        letters = error.object[error.start : error.end].decode(ELSEWHERE)
        if notes is not None and not notes:
            notes.append(noted(Path(STANDARD_INPUT)))
        return letters, error.end

    codecs.register_error("dedere.code_page", elsewhere)
    stream = sys.stdin.buffer
    marked = isinstance(stream, io.BufferedReader) and stream.peek(2)[:2] in UTF16_MARKS
    encoding = "utf-16" if marked else "utf-8-sig"
    text = io.TextIOWrapper(stream, encoding=encoding, errors="dedere.code_page", newline="")
    first = text.readline()
    form: Form = "jsonl" if first.lstrip()[:1] == "{" else "csv"
    whole = _Behind(first, text)
    return form, (_csv(Path("-"), whole, rows) if form == "csv" else _json_lines(whole, rows))


class _Behind(io.TextIOBase):
    """A text of which the first line was read already."""

    def __init__(self, first: str, rest: IO[str]) -> None:
        self._first = first
        self._rest = rest

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # as the class above has it
        line, self._first = self._first, ""
        return line or self._rest.readline(-1 if size is None else size)


@contextmanager
def _opened(path: Path, notes: list[str]) -> Iterator[IO[str]]:
    with open(path, "rb") as content:
        encoding = "utf-8-sig"
        if content.seekable():
            encoding, odd = encoding_of(path, iter(partial(content.read, _READ), b""))
            content.seek(0)
            if odd:
                notes.append(noted(path, odd))
        with io.TextIOWrapper(content, encoding=encoding, newline="") as text:
            yield text


def _csv(path: Path, stream: IO[str] | io.TextIOBase, rows: int) -> Iterator[Part]:
    header = stream.readline()
    while header and not header.strip():
        header = stream.readline()
    mark = max(",;\t", key=header.count)
    reader = csv.reader(_Behind(header, stream), strict=True, delimiter=mark)  # type: ignore[arg-type]
    try:
        names = next(reader, None)
        if not names:
            raise UsageError(f"`{path}` is empty", "its first line names the columns")
        columns = tuple(it.strip() for it in names)
        for name in columns:
            if columns.count(name) > 1:
                raise UsageError(f"`{path}` has two columns `{name}`", "name every column once")
        yield from _parts(columns, _rows_of_csv(columns, reader), rows)
    except csv.Error as error:
        raise UsageError(f"`{path}` is no CSV: {error}", f"look at line {reader.line_num}") from None


def _rows_of_csv(columns: Sequence[str], reader: Any) -> Iterator[Read]:
    at = reader.line_num + 1
    for cells in reader:
        if any(cells):
            wrong = "the row has more cells than there are columns" if any(cells[len(columns) :]) else None
            filled = [*cells, *[""] * (len(columns) - len(cells))]
            yield Read(at, dict(zip(columns, filled, strict=False)), wrong, _QUOTED if wrong else _MEND)
        at = reader.line_num + 1


def _json_lines(stream: IO[str] | io.TextIOBase, rows: int) -> Iterator[Part]:
    yield from _parts((), _rows_of_lines(stream), rows)


def _rows_of_lines(stream: IO[str] | io.TextIOBase) -> Iterator[Read]:
    for at, line in enumerate(iter(stream.readline, ""), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            yield Read(at, {}, "the line is no JSON")
            continue
        yield Read(at, found) if isinstance(found, dict) else Read(at, {}, "the row is no object")


def _columnar(path: Path, form: Form, rows: int) -> Iterator[Part]:
    pa = arrow.library()
    try:
        if form == "parquet":
            file = arrow.parquet().ParquetFile(path)
            schema, batches = file.schema_arrow, file.iter_batches(rows)
        else:
            with open(path, "rb") as content:
                kept = content.read(6) == b"ARROW1"
            opened = pa.ipc.open_file(path) if kept else pa.ipc.open_stream(path)
            schema = opened.schema
            batches = map(opened.get_batch, range(opened.num_record_batches)) if kept else iter(opened)
        columns, behind = tuple(schema.names), 0
        for batch in batches:
            for at in range(0, batch.num_rows, rows):
                table = arrow.plain_texts(pa.Table.from_batches([batch.slice(at, rows)]))
                yield Part(columns, (), table, behind)
                behind += table.num_rows
        if not behind:
            yield Part(columns, (), arrow.plain_texts(schema.empty_table()))
    except pa.ArrowInvalid as error:
        said = str(error).splitlines()[0]
        raise UsageError(f"`{path}` is no {_WORDS[form]}: {said}", "check what the file holds") from None


def _parts(columns: tuple[str, ...], found: Iterator[Read], rows: int) -> Iterator[Part]:
    part = list(islice(found, rows))
    yield Part(columns, part)
    while part := list(islice(found, rows)):
        yield Part(columns, part)


# ------------------------------------------------------------------------------------------------------------- written


def written(form: Form, columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """Some rows as they stand in a file of that form, below its header; of Parquet and Arrow as a file of Arrow."""
    if form == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([_text(row.get(name)) for name in columns] for row in rows)
        return stream.getvalue().encode()
    if form == "jsonl":
        return "".join(f"{json.dumps(row, ensure_ascii=False, default=str)}\n" for row in rows).encode()
    pa = arrow.library()
    cells = [{name: _text(row.get(name)) or None for name in columns} for row in rows]
    return of_table(pa.Table.from_pylist(cells, pa.schema([(name, pa.string()) for name in columns])))


def of_table(table: Any, *, plain: bool = True) -> bytes:
    """A table as a file of Arrow; where it is `plain` with its texts written out, not as numbers that stand for them.

    What numbers stand for differs from part to part, and Arrow's own files know it but once.
    """
    pa = arrow.library()
    if plain:
        types = ((it.name, it.type.value_type if pa.types.is_dictionary(it.type) else it.type) for it in table.schema)
        table = table.cast(pa.schema(list(types)))
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, table.schema) as out:
        out.write_table(table)
    return sink.getvalue()


def header(form: Form, columns: Sequence[str]) -> bytes:
    """What stands above the rows."""
    return written(form, columns, [dict(zip(columns, columns, strict=True))]) if form == "csv" else b""


def together(form: Form, columns: Sequence[str], parts: Iterable[Path], out: IO[bytes]) -> None:
    """Write the file that some written parts make."""
    if form in TEXTS:
        out.write(header(form, columns))
        for part in parts:
            out.write(part.read_bytes())
        return
    pa = arrow.library()
    writer: Any = None
    for part in parts:
        with pa.memory_map(str(part)) as content:
            table = pa.ipc.open_file(content).read_all()
            if writer is None:
                made = {"parquet": arrow.parquet().ParquetWriter, "arrow": pa.ipc.new_file, "arrows": pa.ipc.new_stream}
                writer = made[form](out, table.schema)
            writer.write_table(table)
            del table
    if writer is not None:
        writer.close()


def _text(cell: Any) -> str:
    """A cell as a text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second or cell.microsecond):
        cell = cell.date()
    return cell if isinstance(cell, str) else cell.isoformat() if isinstance(cell, date) else str(cell)
