"""Tables as people have them, read into rows: CSV of any program, a saved page, JSON, and JSON lines.

What a program or an office puts around a table is passed over: the mark of byte order, `sep=;`, titles above the
header, columns without a name or a cell. What it puts into cells is read by `rows`.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import re
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dedere.errors import UsageError, printable, reason_of
from dedere.exchange import pages
from dedere.language.files import STANDARD_INPUT, read_given

MOST_ROWS = 200_000

CODE_PAGE = 1252
ELSEWHERE = f"cp{CODE_PAGE}"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

MOST_TITLES = 20
"""Rows above the header in which it is looked for."""

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would work out; such a cell is written and read with a `'` before it."""

Row = Mapping[str, str]


class Line(NamedTuple):
    """A row of a table that was read, and where it stands: a line of a text, a number in JSON.

    `wrong` is why it can be no row, where it cannot, and `hint` what to do about it. `entity` is what a row of JSON is
    that is no flat one, `notes` what is worth knowing of the row.
    """

    at: int
    row: Row
    wrong: str | None = None
    entity: Mapping[str, Any] | None = None
    hint: str | None = None
    notes: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """What a file holds: the lines of text that stand above its table, and the rows."""

    above: tuple[str, ...]
    lines: tuple[Line, ...]


WORKBOOKS = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "a workbook", b"%PDF": "a page to be printed"}
"""What begins as these does is no text, and what it is."""


def read(path: Path, wanted: Container[str] = ()) -> Sheet:
    """What a file holds, or standard input where it is `-`; `wanted` are names by which its header is known.

    Raises `UsageError` where it is no table, or a larger one than is read.
    """
    try:
        content = read_given(path)
    except OSError as error:
        hint = "divide it" if error.errno == errno.EFBIG else "check the path"
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", hint) from None
    if content[:4] in WORKBOOKS:
        raise UsageError(f"`{path}` is {WORKBOOKS[content[:4]]} and no text", "save the table as CSV")
    encoding = encoding_of(path, [content])
    written = content.decode(encoding.name)
    piped = str(path) == STANDARD_INPUT and written.lstrip()[:1] in ("[", "{")
    above: tuple[str, ...] = ()
    rows: Iterable[Line]
    if path.suffix.lower() in (".jsonl", ".ndjson", ".ijson"):
        rows = _json_lines(path, written)
    elif path.suffix.lower() == ".json" or piped:
        rows = _json(path, written)
    elif re.match(r"\s*<[!?a-zA-Z]", written):
        above, rows = _page(path, written, wanted)
    else:
        above, rows = _csv(path, written, wanted)
    lines: list[Line] = []
    for row in rows:
        if len(lines) >= MOST_ROWS:
            raise UsageError(f"`{path}` has more than {MOST_ROWS} rows", "divide it")
        lines.append(row._replace(wrong=row.wrong or _unseen(row.row)))
    if encoding.odd and lines:
        lines[0] = lines[0]._replace(notes=(*lines[0].notes, noted(path, encoding.odd)))
    return Sheet(above, tuple(lines))


class Encoding(NamedTuple):
    """How a table is encoded; for one in the code page also the first line that is no UTF-8, counted from 1."""

    name: str
    odd: int = 0


def encoding_of(path: Path, content: Iterable[bytes]) -> Encoding:
    """How a table is encoded: UTF-8 or UTF-16, or else the code page that spreadsheets write in the West.

    The content may come in parts, which are read to the end. Raises `UsageError` where it is none of them.
    """
    decoders = {it: getincrementaldecoder(it)() for it in ("utf-8", ELSEWHERE)}
    failed: dict[str, int] = {}
    lines = 1
    for number, part in enumerate(content):
        if number == 0 and part[:2] in UTF16_MARKS:
            decoders = {"utf-16": getincrementaldecoder("utf-16")()}
        for name, decoder in decoders.items():
            if name not in failed:
                try:
                    decoder.decode(part)
                except UnicodeDecodeError as error:
                    failed[name] = lines + part.count(b"\n", 0, error.start)
        lines += part.count(b"\n")
    for name, decoder in decoders.items():
        if name not in failed:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                failed[name] = lines
    found = next((it for it in decoders if it not in failed), None)
    if found is None:
        raise UsageError(f"`{path}` is not UTF-8, in line {max(failed.values())}", "save it as UTF-8")
    return Encoding("utf-8-sig" if found == "utf-8" else found, failed.get("utf-8", 0) if found == ELSEWHERE else 0)


def noted(path: Path, line: int = 0) -> str:
    """What is told of a table that is in the code page: in another one the same bytes are other letters.

    `line` is the first line that is no UTF-8, where it is known.
    """
    where = f"is not UTF-8 in line {line}" if line else "is not UTF-8"
    return f"`{printable(str(path))}` {where}, and was read in code page {CODE_PAGE}: look at its accents"


def _unseen(row: Row) -> str | None:
    """What is wrong with a row that has letters nobody sees: they turn what is read, or end it."""
    for column, cell in row.items():
        for letter in cell:
            if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in "\t\r\n\u200c\u200d\u00ad":
                return f"the cell of `{column}` has the control character `{printable(letter)}`"
    return None


def _csv(path: Path, written: str, wanted: Container[str]) -> tuple[tuple[str, ...], Iterable[Line]]:
    mark, skipped = None, 0
    said = re.match(r"sep=(.)\r?\n", written, re.IGNORECASE)
    if said:
        mark, skipped, written = said[1], 1, written[said.end() :]
    top = written.split("\n", MOST_TITLES)[:MOST_TITLES]
    # Where the comma stands in numbers, programs write a semicolon between the cells; what parts them is in all rows.
    mark = mark or max(",;\t", key=lambda it: (sum(it in line for line in top), max(line.count(it) for line in top)))
    reader = csv.reader(io.StringIO(written, newline=""), strict=True, delimiter=mark)
    try:
        cells = [(reader.line_num + skipped, row) for row in reader if any(it.strip() for it in row)]
    except csv.Error as error:
        raise UsageError(f"`{path}` is no CSV: {error}", f"look at line {reader.line_num + skipped}") from None
    if not cells:
        raise UsageError(f"`{path}` is empty", "its first line names the columns")
    head, _ = _head(cells, wanted)
    titles = (" ".join(it.strip() for it in row if it.strip()) for _, row in cells[:head])
    return tuple(titles), _below(path, cells, head)


def _page(path: Path, written: str, wanted: Container[str]) -> tuple[tuple[str, ...], Iterable[Line]]:
    """The table of a page whose header has most of the names, or the longest one."""
    found = pages.tables(written)
    filled = [(number, [it for it in rows if any(it[1])]) for number, rows in enumerate(found.tables)]
    if not any(rows for _, rows in filled):
        raise UsageError(f"`{path}` is a page without a table", "save the page that shows the table")
    number, cells = max(filled, key=lambda it: (_head(it[1], wanted)[1], len(it[1])) if it[1] else (0, 0))
    head, _ = _head(cells, wanted)
    return found.above(number), _below(path, cells, head)


def _head(cells: Sequence[tuple[int, list[str]]], wanted: Container[str]) -> tuple[int, int]:
    """Which row is the header, and how many names it is known by.

    A title has none of the names in it, or one by chance; where nothing has them, it is shorter than a header.
    """
    known = [sum(_named(it) in wanted for it in row) for _, row in cells[: MOST_TITLES + 1]]
    full = [sum(bool(it.strip()) for it in row) for _, row in cells[: MOST_TITLES + 1]]
    return known.index(max(known)) if max(known) > 1 else full.index(max(full)), max(known)


def _below(path: Path, cells: Sequence[tuple[int, list[str]]], head: int) -> Iterator[Line]:
    """The rows below the header."""
    columns = _columns(path, cells[head][1])
    for at, row in cells[head + 1 :]:
        more = any(it.strip() for it in row[len(columns) :])
        nameless = any(it.strip() and not name for name, it in zip(columns, row, strict=False))
        wrong = "the row has more cells than there are columns" if more else None
        wrong = wrong or ("a cell stands in a column without a name" if nameless else None)
        taken = {name: _unquoted(it) for name, it in zip(columns, row, strict=False) if name}
        yield Line(at, taken, wrong)


def _unquoted(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


def _json(path: Path, written: str) -> Iterator[Line]:
    try:
        found = json.loads(written)
    except ValueError as error:
        lines = written.split("\n")
        if len(lines) > 1 and lines[0].strip()[:1] == "{" and lines[0].strip()[-1:] == "}":
            yield from _json_lines(path, written)
            return
        raise UsageError(f"`{path}` is no JSON: {why_no_json(error)}", "correct it, or save the table as CSV") from None
    except RecursionError:
        raise UsageError(f"`{path}` is nested too deeply", "write one object for each row") from None
    rows = found.get("rows") if isinstance(found, dict) and "rows" in found else found
    if isinstance(rows, dict) and _is_entity(rows):
        rows = [rows]
    if not isinstance(rows, list) or (rows and not any(isinstance(it, dict) for it in rows)):
        raise UsageError(f"`{path}` is no table", 'write a list of objects, or {"rows": [...]}')
    for number, row in enumerate(rows, 1):
        yield _object(path, number, row)


def why_no_json(error: ValueError | RecursionError) -> str:
    """What is wrong with a text that was to be JSON, and where, as it stands in a sentence.

    >>> try: _ = json.loads("{")
    ... except ValueError as error: why_no_json(error)
    'expecting property name enclosed in double quotes, at line 1, column 2'
    """
    if not isinstance(error, json.JSONDecodeError):
        return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    said = error.msg.removesuffix(" at")
    return f"{said[0].lower()}{said[1:]}, at line {error.lineno}, column {error.colno}"


def _json_lines(path: Path, written: str) -> Iterator[Line]:
    for number, line in enumerate(written.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Line(number, {}, f"the line is no JSON: {why_no_json(error)}")
                continue
            yield _object(path, number, row)


def _object(path: Path, number: int, row: object) -> Line:
    if not isinstance(row, dict):
        return Line(number, {}, "the row is no object")
    if _is_entity(row):
        return Line(number, {}, entity=row)
    columns = _columns(path, list(row))
    cells = ["" if it is None else it if isinstance(it, str) else json.dumps(it) for it in row.values()]
    return Line(number, dict(zip(columns, cells, strict=True)))


def _is_entity(row: Mapping[str, Any]) -> bool:
    """Whether an object says of something what it is, and what is said of it: an entity of FollowTheMoney."""
    return isinstance(row.get("schema"), str) and isinstance(row.get("properties"), dict)


def _named(cell: str) -> str:
    return "_".join(cell.split()).lower()


def _columns(path: Path, header: Sequence[str]) -> list[str]:
    """The names of the columns in lower case; empty ones stand for columns without a name."""
    columns = [_named(it) for it in header]
    for name in columns:
        if name and columns.count(name) > 1:
            raise UsageError(f"`{path}` has two columns `{name}`", "name every column once")
    return columns
