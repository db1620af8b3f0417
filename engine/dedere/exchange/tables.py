"""Facts as tables, CSV or JSON: one row a fact, its arguments and its source in columns.

>>> from dedere.loading import load
>>> export(load(), predicate="entry_delay").splitlines()[0]
'Treaty,Delay,source,citation,url,confidence,checked,known,note'
"""

from __future__ import annotations

import csv
import errno
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import decimal
from dedere.engine import Engine
from dedere.errors import UsageError, reason_of
from dedere.given import quoted, texts
from dedere.language.files import STANDARD_INPUT, read_given
from dedere.language.records import Fact
from dedere.language.vocabulary import Predicate, nearest
from dedere.terms.values import Value, text

REMARKS = ("source", "citation", "url", "confidence", "checked", "known", "note")
"""The columns beside the arguments."""

MOST_ROWS = 200_000

BETWEEN = " | "
"""What stands between several sources in one cell."""

Row = Mapping[str, str]


class Line(NamedTuple):
    """A row of a table that was read, and where it stands: a line of a CSV file, a number in a JSON one.

    `wrong` is why it can be no row, where it cannot.
    """

    at: int
    row: Row
    wrong: str | None = None


def predicates_of(corpus: Corpus, predicate: str | None, kind: str | None) -> list[Predicate]:
    """The fact predicates of a name or of a kind, all where neither is given. Raises `UsageError` for what is none."""
    declared = [it for it in corpus.vocabulary.predicates.values() if it.kind == "fact"]
    names, kinds = [it.name for it in declared], [it.group for it in declared if it.group]
    for what, given, known in (("predicate", predicate, names), ("kind of fact", kind, kinds)):
        if given is not None and given not in known:
            near = nearest(given, known)
            hint = f"did you mean `{near}`?" if near else "`dedere facts list` shows the predicates and the kinds"
            raise UsageError(f"there is no {what} `{given}`", hint)
    found = [it for it in declared if predicate in (None, it.name) and kind in (None, it.group)]
    if not found:
        raise UsageError(f"`{predicate}` is no fact of the kind `{kind}`", "leave one of the two out")
    return found


def export(corpus: Corpus | Engine, predicate: str | None = None, kind: str | None = None, form: str = "csv") -> str:
    """The facts of a predicate, of a kind, or all, as the text of a table; the law's own facts are none of the record.

    `form` is `csv` or `json`. Raises `UsageError` for an unknown predicate, kind or form.
    """
    corpus = (corpus if isinstance(corpus, Engine) else Engine(corpus)).corpus
    texts(predicate=predicate, kind=kind)
    declared = predicates_of(corpus, predicate, kind)
    names = {it.name for it in declared}
    facts = [fact for fact in corpus.facts if fact.atom.name in names and not fact.law]
    used = {fact.atom.name for fact in facts}
    arguments = dict.fromkeys(column for it in declared if it.name in used or predicate for column in columns_of(it))
    columns = [*(() if predicate else ("predicate",)), *arguments, *REMARKS]
    rows = [_row(corpus, fact) for fact in facts]
    if form == "json":
        # An empty cell of an argument has a meaning, an empty remark has none.
        shown = [{it: row[it] for it in columns if row.get(it) or (it in row and it not in REMARKS)} for row in rows]
        return json.dumps({"schema": "dedere.table/1", "columns": columns, "rows": shown}, ensure_ascii=False, indent=1)
    if form != "csv":
        raise UsageError(f"there is no form {quoted(form)}", "it is one of csv, json")
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def columns_of(predicate: Predicate) -> list[str]:
    """The columns of the arguments of a predicate: their names, with its own before one that a remark has too."""
    return [f"{predicate.name}_{it.name}" if it.name.lower() in REMARKS else it.name for it in predicate.arguments]


def _row(corpus: Corpus, fact: Fact) -> dict[str, str]:
    sources = [corpus.sources[id_] for id_ in fact.sources]
    predicate = corpus.vocabulary.predicates[fact.atom.name]
    cells = (_cell(value, it.type) for it, value in zip(predicate.arguments, fact.atom.args, strict=True))
    return {
        "predicate": fact.atom.name,
        **dict(zip(columns_of(predicate), cells, strict=True)),
        "source": BETWEEN.join(it.id for it in sources),
        "citation": BETWEEN.join(it.citation for it in sources),
        "url": BETWEEN.join(it.url or "" for it in sources).rstrip(BETWEEN) if any(it.url for it in sources) else "",
        "confidence": fact.confidence,
        "checked": dates.iso(fact.checked) if fact.checked else "",
        "known": dates.iso(fact.known) if fact.known else "",
        "note": fact.note or "",
    }


def _cell(value: Value, type_name: str) -> str:
    if type_name in ("date", "since", "until"):
        return dates.iso(value) if isinstance(value, int) else ""
    if type_name == "hundredths":
        return decimal(value)
    return text(value) if type_name == "text" else str(value)


def read(path: Path) -> Iterator[Line]:
    """The rows of a CSV or JSON file, or of standard input where it is `-`.

    Raises `UsageError` where it is no table, or a larger one than is read.
    """
    try:
        content = read_given(path)
    except OSError as error:
        hint = "divide it" if error.errno == errno.EFBIG else "check the path"
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", hint) from None
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"`{path}` is not UTF-8", "save it as UTF-8") from None
    json_ = path.suffix.lower() == ".json" or (str(path) == STANDARD_INPUT and written.lstrip()[:1] in ("[", "{"))
    rows = _json(path, written) if json_ else _csv(path, written)
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise UsageError(f"`{path}` has more than {MOST_ROWS} rows", "divide it")
        yield row


def _csv(path: Path, written: str) -> Iterator[Line]:
    # Where the comma stands in numbers, programs write a semicolon between the cells.
    mark = max(",;\t", key=written.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(written, newline=""), strict=True, delimiter=mark)
    try:
        header = next(reader, None)
        if header is None:
            raise UsageError(f"`{path}` is empty", "its first line names the columns")
        columns = _columns(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                more = any(cell.strip() for cell in cells[len(columns) :])
                wrong = "the row has more cells than there are columns" if more else None
                yield Line(reader.line_num, dict(zip(columns, cells, strict=False)), wrong)
    except csv.Error as error:
        raise UsageError(f"`{path}` is no CSV: {error}", f"look at line {reader.line_num}") from None


def _json(path: Path, written: str) -> Iterator[Line]:
    try:
        found = json.loads(written)
    except ValueError as error:
        raise UsageError(f"`{path}` is no JSON: {error}", "correct it, or save the table as CSV") from None
    except RecursionError:
        raise UsageError(f"`{path}` is nested too deeply", "write one object for each row") from None
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or (rows and not any(isinstance(it, dict) for it in rows)):
        raise UsageError(f"`{path}` is no table", 'write a list of objects, or {"rows": [...]}')
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            yield Line(number, {}, "the row is no object")
            continue
        columns = _columns(path, list(row))
        cells = ["" if it is None else it if isinstance(it, str) else json.dumps(it) for it in row.values()]
        yield Line(number, dict(zip(columns, cells, strict=True)))


def _columns(path: Path, header: Sequence[str]) -> list[str]:
    """The names of the columns in lower case."""
    columns = [it.strip().lower().replace(" ", "_") for it in header]
    for name in columns:
        if columns.count(name) > 1:
            raise UsageError(f"`{path}` has two columns `{name}`", "name every column once")
    return columns
