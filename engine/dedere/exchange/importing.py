"""From a table to sourced facts: row by row, each valid row a fact, each other one refused with its reason.

Nothing that is there already is changed silently: a row that says otherwise of something than the record does is
reported, and written only where that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.errors import Unanswered, UsageError, printable, reason_of
from dedere.exchange import reading
from dedere.exchange.faults import Refusal, faults
from dedere.exchange.header import Header
from dedere.exchange.rows import CONFIDENCES, Reader, RowError, Said
from dedere.given import flags, pairs, path, texts
from dedere.language.annotations import parse as parse_annotation
from dedere.language.continuation import continues
from dedere.language.files import STANDARD_INPUT, File, read_file, write_file
from dedere.language.records import Fact
from dedere.loading import Paths, corpus_of, default_folders, own_paths, read
from dedere.schema.exchange import Imported, ImportRow
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, quote


def import_table(
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
) -> Imported:
    """Write the rows of a table as facts into a file, beside it and named like it where none is given.

    A table `-` is read from standard input, and needs a file to write into. `as_` is a predicate, or a kind of fact
    where the table has a column `predicate`. `columns` gives columns of the table the names of arguments, or an empty
    one where they are left out, and `constant` arguments the value that they have in every row. `facts` are the folders
    of the record that the rows are held against, which may be empty as yet, and `rules` those of the law; where None,
    those that come with Dedere. With `replace` rows that contradict the record are written too: a fact in the file
    itself is exchanged, one that stands elsewhere is withdrawn; what a fact rests on is added to.

    Raises `UsageError` for a table that cannot be read or whose columns are others, and for a folder that is none,
    `CorpusError` for a broken record, `Unanswered` where the file was written by another meanwhile.
    """
    flags(replace=replace, dry_run=dry_run)
    pairs(columns=columns, constant=constant)
    texts("give the name of a predicate or of a kind of fact", as_=as_)
    table = path("table", table)
    if into is None and str(table) == STANDARD_INPUT:
        raise UsageError("a table from standard input has no file beside it", "name the file to write with --into")
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
    header = Header(corpus, as_, columns, constant)
    lines = header.rows(list(reading.read(table, header.wanted)))
    refused: dict[int, Refusal] = {}
    while True:
        importing = _Importing(corpus, Reader(corpus, as_), name, layer, replace, {(it.path, it.layer) for it in files})
        rows = importing.rows(lines, refused)
        text = importing.text(before.decode())
        if text.encode() == before:
            break
        # Rows were read one by one; this checks them together, as `check` would, and those it refuses are left out.
        found = faults(corpus_of([*files, File(name, text.encode(), False, layer)]), rows)
        refused |= found.refused
        if not found.refused:
            rows = tuple(it.model_copy(update={"notes": found.notes.get(it.line, ())}) for it in rows)
            if not dry_run:
                _write(target, text, before)
            break
    return Imported(
        table=printable(str(table)), into=printable(str(into)), dry_run=dry_run, rows=rows, added=importing.added
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


class _Importing:
    """One table held against the record, and what is to be written of it."""

    def __init__(
        self,
        corpus: Corpus,
        reader: Reader,
        name: str,
        layer: int,
        replace: bool,
        places: set[tuple[str, int]],
    ) -> None:
        self._corpus = corpus
        self._reader = reader
        self._file = name
        self._layer = layer
        self._layer_of = dict(places)
        self._replace = replace
        self._phrases = Phrasebook(corpus)
        self._by_key: dict[tuple[Value, ...], Atom] = {}
        self._taken: dict[Atom, Said] = {}
        self._add: list[Said] = []
        self._withdraw: list[Atom] = []
        self._drop: list[Fact] = []
        self.added = ""
        for fact in corpus.facts:
            if not fact.law and (key := corpus.key(fact.atom)):
                self._by_key.setdefault(key, fact.atom)

    # ---------------------------------------------------------------------------------------------------------- rows

    def rows(self, lines: Sequence[reading.Line], refused: Mapping[int, Refusal]) -> tuple[ImportRow, ...]:
        """What becomes of each row, where some are refused already."""
        # What a row names, any other row may use, whatever the order.
        self._reader.cite(line.row for line in lines if not line.wrong)
        self._reader.learn(line.row for line in lines if line.at not in refused)
        return tuple(self._row(line, refused.get(line.at)) for line in lines)

    def _row(self, line: reading.Line, refused: Refusal | None) -> ImportRow:
        try:
            if line.wrong:
                raise RowError(line.wrong, "correct the row")
            if refused:
                raise RowError(*refused)
            said = self._reader.read(line.row)
        except (RowError, UsageError) as error:
            return ImportRow(
                line=line.at,
                status="invalid",
                written=False,
                fact=None,
                sentence=None,
                reason=str(error),
                hint=error.hint,
            )
        return self._place(line.at, said)

    # ------------------------------------------------------------------------------------------------------ the record

    def _place(self, at: int, said: Said) -> ImportRow:
        """What becomes of a valid row, held against the record and the rows before it."""
        atom = said.atom
        sentence = self._phrases.atom(atom)

        def row(
            status: Literal["new", "same", "sourced", "changed", "invalid"],
            written: bool,
            old: str | None = None,
            reason: str | None = None,
            hint: str | None = None,
        ) -> ImportRow:
            return ImportRow(
                line=at,
                status=status,
                written=written,
                fact=str(atom),
                sentence=sentence,
                old=old,
                reason=reason,
                hint=hint,
            )

        if atom in self._taken:
            return row("invalid", False, reason="an earlier row says the same", hint="leave one of them out")
        key = self._corpus.key(atom)
        have = self._corpus.by_atom.get(atom)
        other = self._by_key.get(key) if key else None
        if have is not None and have.law:
            return row("invalid", False, reason="the fact is part of the law, not of the record")
        if have is not None:
            added = self._added(have, said)
            if added is None:
                return row("same", False)
            said = added
        status: Literal["new", "sourced", "changed"] = "new"
        old: Fact | None = None
        if have is not None:
            status, old = "sourced", have
        elif other is not None:
            if other in self._taken:
                return row(
                    "invalid", False, str(other), "an earlier row says otherwise of the same", "keep one of them"
                )
            status, old = "changed", self._corpus.by_atom[other]
        if old is not None:
            shown = _shown(old)
            if not self._replace:
                if status == "changed":
                    return row(status, False, shown, "the record says otherwise", "write it with --replace")
                why = "the record rests it on something else"
                return row(status, False, shown, why, "add to what it rests on with --replace")
            if old.file == self._file:
                self._drop.append(old)
            elif self._layer_of.get(old.file, 0) >= self._layer:
                return row(status, False, shown, f"it stands in {old.file}:{old.line}", "change it there")
            elif status == "changed":
                self._withdraw.append(old.atom)
        self._taken[atom] = said
        if key:
            self._by_key[key] = atom
        self._add.append(said)
        return row(status, True, _shown(old) if old else None)

    def _added(self, have: Fact, said: Said) -> Said | None:
        """A fact of the record with what a row adds to what it rests on; None where it adds nothing.

        What the record rests on is never lowered: a source is added, and a better confidence takes its place.
        """
        new = tuple(it for it in said.sources if it.id not in have.sources)
        better = CONFIDENCES.index(said.confidence) < CONFIDENCES.index(have.confidence)
        note = have.note if not said.note or said.note in (have.note or "") else said.note
        if have.note and note != have.note:
            note = f"{have.note}; {said.note}"
        if not new and not better and note == have.note:
            return None
        return Said(
            said.atom,
            (*(self._corpus.sources[it] for it in have.sources), *new),
            said.confidence if better else have.confidence,
            max(said.checked or 0, have.checked or 0) or None,
            have.known or said.known,
            note,
        )

    # ------------------------------------------------------------------------------------------------------------ text

    def text(self, before: str) -> str:
        """The file as it is to be: what is there, less what is exchanged, and the new facts at its end."""
        kept = _without(before, self._drop)
        if self._add:
            self.added = self._lines()
            kept = f"{kept.rstrip()}\n\n" if kept.strip() else ""
            return f"{kept}{self.added}"
        return kept

    def _lines(self) -> str:
        lines = []
        used = {source.id for said in self._add for source in said.sources}
        for source in self._reader.new_sources.values():
            if source.id in used:
                url = f" {quote(source.url)}" if source.url else ""
                lines.append(f"%@ source {source.id} {quote(source.citation)}{url}")
        lines += [f"%@ withdraw {atom}" for atom in self._withdraw]
        by: str | None = None
        for said in self._add:
            ids = ", ".join(it.id for it in said.sources)
            checked = f" {said.checked}" if said.checked else ""
            now = f"%@ by {ids} {said.confidence}{checked}"
            if now != by:
                lines += ["", now] if lines else [now]
                by = now
            if said.note:
                lines.append(f"%@ note {quote(said.note)}")
            lines.append(f"{said.atom}." + (f"  %@ known {said.known}" if said.known else ""))
        for line in lines:
            if line.startswith("%@"):
                parse_annotation(line)
        return "\n".join(lines) + "\n"


def _shown(fact: Fact) -> str:
    return f"{fact.atom} ({', '.join(fact.sources)}; {fact.confidence})"


def _without(before: str, drop: Sequence[Fact]) -> str:
    """The text of a file without some facts, each of which must have a line to itself."""
    lines = before.split("\n")
    for fact in drop:
        written = lines[fact.line - 1]
        alone = re.fullmatch(r"([^%\"]|\"(?:[^\"\\]|\\.)*\")*?\.\s*(%.*)?", written)
        first = re.sub(r"\s*%@.*", "", written).strip()
        try:
            same = bool(alone) and parse_fact(first) == fact.atom
        except ValueError:
            same = False
        if not same:
            message = f"`{fact.atom}` shares its line with something else"
            raise UsageError(message, f"change it by hand, in line {fact.line}")
    gone = {fact.line - 1 for fact in drop}
    for at in sorted(gone):
        gone.update(_continued(lines, at))
        above = at - 1
        while above >= 0:
            top = above
            while top > 0 and continues(lines[top]):
                top -= 1
            if not re.match(r"\s*%@\s*(note|known)\b", lines[top]):
                break
            gone.update(range(top, above + 1))
            above = top - 1
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def _continued(lines: Sequence[str], at: int) -> range:
    """The lines below one that go on with its annotation."""
    last = at
    while "%@" in lines[at] and last + 1 < len(lines) and continues(lines[last + 1]):
        last += 1
    return range(at, last + 1)
