"""From a table to sourced facts: row by row, each valid row a fact, each other one refused with its reason.

Nothing that is there already is changed silently: a row that says otherwise of something than the record does is
reported, and written only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.errors import Unanswered, UsageError, printable, reason_of
from dedere.exchange import reading
from dedere.exchange.faults import Refusal, faults
from dedere.exchange.header import Header
from dedere.exchange.placing import Placing
from dedere.exchange.rows import Reader
from dedere.exchange.status import Form, Status, forms
from dedere.given import flags, pairs, path, texts
from dedere.language.files import STANDARD_INPUT, File, read_file, write_file
from dedere.loading import Paths, corpus_of, default_folders, own_paths, read
from dedere.schema.diff import Entry
from dedere.schema.exchange import Imported, OfStatus


class Taken(NamedTuple):
    """A table that was taken in: what became of it, and the record before and as a status table has it.

    Where the table is none of a depositary's status, the record as it has it is that before.
    """

    found: Imported
    before: Corpus
    after: Corpus


NOWHERE = "standard_input.lp"
"""What the file is called that would be written for standard input, where none is named and none is written."""


def take(
    table: str | Path,
    as_: str | None = None,
    into: str | Path | None = None,
    *,
    replace: bool = False,
    dry_run: bool = False,
    columns: Mapping[str, str] | None = None,
    constant: Mapping[str, str] | None = None,
    rules: Paths | None = None,
    facts: Paths | None = None,
) -> Taken:
    """Take a table in, as `dedere.import_table` says, which works out beside it what that turns.

    Raises `UsageError` for a table that cannot be read or whose columns are others, and for a folder that is none,
    `CorpusError` for a broken record, `Unanswered` where the file was written by another meanwhile.
    """
    flags(replace=replace, dry_run=dry_run)
    pairs(columns=columns, constant=constant)
    texts("give the name of a predicate or of a kind of fact", as_=as_)
    table = path("table", table)
    if into is None and str(table) == STANDARD_INPUT:
        if not dry_run:
            raise UsageError("a table from standard input has no file beside it", "name the file to write with --into")
        into = NOWHERE
    if into is None and not table.name:
        raise UsageError(f"`{table}` is no table", "name a file")
    into = table.with_suffix(".lp") if into is None else path("file to write", into)
    shipped_rules, shipped_facts = default_folders()
    target = into.absolute()
    files = [*read([shipped_rules] if rules is None else own_paths(rules, "rules"), law=True)]
    of_facts = [shipped_facts] if facts is None else own_paths(facts, "facts")
    record = read(of_facts, law=False)
    folders = [it.absolute() for it in of_facts]
    layer = next((at for at, it in enumerate(folders) if target == it or it in target.parents), len(folders))
    name = _name(target, folders[layer] if layer < len(folders) else None)
    before = _content(target)
    files += [it for it in record if (it.path, it.layer) != (name, layer)]
    corpus = corpus_of([*files, File(name, before, False, layer)])
    status: Status | None = None
    if as_ in forms(corpus):
        if columns:
            raise UsageError("the columns of a status table have names of their own", "leave --map out")
        form = Form(corpus, str(as_))
        status, as_ = Status(form, reading.read(table, form), constant), None
        lines: Sequence[reading.Line] = status.lines
    else:
        header = Header(corpus, as_, columns, constant)
        lines = header.rows(reading.read(table, header.wanted).lines)
    places = {(it.path, it.layer) for it in files}

    def held(refused: Mapping[int, Refusal], *, replacing: bool) -> Placing:
        found = Placing(corpus, Reader(corpus, as_), name, layer, replacing, places, confirming=status is not None)
        found.read(lines, refused)
        return found

    refused: dict[int, Refusal] = {}
    while True:
        importing = held(refused, replacing=replace)
        text = importing.text(before.decode())
        if text.encode() == before:
            break
        # Rows were read one by one; this checks them together, as `check` would, and those it refuses are left out.
        found = faults(corpus_of([*files, File(name, text.encode(), False, layer)]), importing.rows)
        refused |= found.refused
        if not found.refused:
            importing.note(found.notes)
            if not dry_run:
                _write(target, text, before)
            break
    made = Imported(
        table=printable(str(table)),
        into=printable(str(into)),
        dry_run=dry_run,
        rows=importing.rows,
        added=importing.added,
        of_status=None if status is None else _of_status(corpus, status),
    )
    if status is None:
        return Taken(made, corpus, corpus)
    # What the table says is compared whole, whether or not it was written.
    whole = held(refused, replacing=True)
    whole.withdraw(() if status.part else status.gone)
    after = File(name, whole.text(before.decode()).encode(), False, layer)
    return Taken(made, corpus, corpus_of([*files, after]))


def _of_status(corpus: Corpus, status: Status) -> OfStatus:
    phrases = Phrasebook(corpus)
    gone = () if status.part else status.gone
    return OfStatus(
        treaty=status.treaty,
        as_at=dates.as_date(status.as_at),
        source=status.source,
        gone=tuple(Entry(fact=str(it.atom), sentence=phrases.atom(it.atom), file=it.file, line=it.line) for it in gone),
        part=status.part,
        unread=status.unread,
    )


def _name(target: Path, folder: Path | None) -> str:
    """What findings call the file."""
    if folder is None or folder == target:
        return printable(target.name)
    return printable(f"{folder.name}/{target.relative_to(folder).as_posix()}")


def _content(target: Path) -> bytes:
    try:
        return read_file(target)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(f"`{target}` cannot be read: {reason_of(error)}", "name another file") from None


def _write(target: Path, text: str, before: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        written = write_file(target, text.encode(), before=before)
    except OSError as error:
        message = f"`{target}` cannot be written: {reason_of(error)}"
        raise UsageError(message, "name another file with --into") from None
    if not written:
        raise Unanswered(f"`{target}` was written by another while the table was read", "run it again")
