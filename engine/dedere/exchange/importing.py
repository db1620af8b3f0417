"""From a table to sourced facts: row by row, each valid row a fact, each other one refused with its reason.

Nothing that is there already is changed silently: a row that says otherwise of something than the record does is
reported, and written only where that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory
from dedere.corpus.sentences import Phrasebook
from dedere.errors import DedereError, Unanswered, UsageError, reason_of
from dedere.exchange import tables
from dedere.given import flags, path, texts
from dedere.language.annotations import parse as parse_annotation
from dedere.language.continuation import continues
from dedere.language.files import File, read_file, write_file
from dedere.language.records import Fact, Source
from dedere.language.vocabulary import Predicate, nearest
from dedere.loading import Paths, corpus_of, default_folders, own_paths, read
from dedere.schema.exchange import Imported, ImportRow
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, quote

_CONFIDENCES = ("seen_twice", "seen_once", "recall")
_ID = re.compile(r'[^\s",|]+')
_LONGEST_CELL = 1500


class _Said(NamedTuple):
    """A fact as a row gives it."""

    atom: Atom
    sources: tuple[Source, ...]
    confidence: str
    checked: int | None
    known: int | None
    note: str | None


class _RowError(Exception):
    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def import_table(
    table: str | Path,
    as_: str | None = None,
    into: str | Path | None = None,
    *,
    replace: bool = False,
    dry_run: bool = False,
    rules: Paths | None = None,
    facts: Paths | None = None,
) -> Imported:
    """Write the rows of a table as facts into a file, beside it and named like it where none is given.

    `as_` is a predicate, or a kind of fact where the table has a column `predicate`. `facts` are the folders of the
    record that the rows are held against, and `rules` those of the law; where None, those that come with Dedere. With
    `replace` rows that contradict the record are written too: a fact in the file itself is exchanged, one that stands
    elsewhere is withdrawn.

    Raises `UsageError` for a table that cannot be read and for a folder that brings nothing, `CorpusError` for a broken
    record, `Unanswered` where the file was written by another meanwhile.
    """
    flags(replace=replace, dry_run=dry_run)
    texts("give the name of a predicate or of a kind of fact", as_=as_)
    table = path("table", table)
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
    importing = _Importing(corpus, as_, name, layer, replace, {(it.path, it.layer) for it in files})
    rows = importing.rows(tables.read(table))
    text = importing.text(before.decode())
    if text.encode() != before:
        _verify([*files, File(name, text.encode(), False, layer)])
        if not dry_run:
            _write(target, text, before)
    return Imported(table=str(table), into=str(into), dry_run=dry_run, rows=rows, added=importing.added)


def _name(target: Path, folder: Path | None) -> str:
    """What findings call the file."""
    if folder is None or folder == target:
        return target.name
    return f"{folder.name}/{target.relative_to(folder).as_posix()}"


def _content(target: Path) -> bytes:
    try:
        return read_file(target)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(f"`{target}` cannot be read: {reason_of(error)}", "name another file") from None


def _verify(files: Sequence[File]) -> None:
    """The record must load with what was written; rows are checked one by one, this checks them together."""
    from dedere.language.assemble import assemble

    assemble(files)


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
    def __init__(
        self,
        corpus: Corpus,
        as_: str | None,
        name: str,
        layer: int,
        replace: bool,
        places: set[tuple[str, int]],
    ) -> None:
        self._corpus = corpus
        self._file = name
        self._layer = layer
        self._layer_of = dict(places)
        self._replace = replace
        self._as = as_
        self._phrases = Phrasebook(corpus)
        self._directories: dict[str, Directory] = {}
        self._names: dict[str, set[Value]] = {name: set(values) for name, values in corpus.names.items()}
        self._sources = dict(corpus.sources)
        self._new_sources: dict[str, Source] = {}
        self._keys = {it.atom.args[0]: it.atom.args[1] for it in corpus.by_predicate.get("identified_by", ())}
        self._by_key: dict[tuple[Value, ...], Atom] = {}
        self._taken: dict[Atom, _Said] = {}
        self._add: list[_Said] = []
        self._withdraw: list[Atom] = []
        self._drop: list[Fact] = []
        self._columns: set[str] = set()
        self.added = ""
        for fact in corpus.facts:
            if not fact.law and (key := self._key(fact.atom)):
                self._by_key.setdefault(key, fact.atom)
        vocabulary = corpus.vocabulary.predicates
        known = {it for name, predicate in vocabulary.items() for it in (name, predicate.group) if it}
        if as_ is not None and as_ not in known:
            near = nearest(as_, known)
            hint = f"did you mean `{near}`?" if near else "`dedere facts list` shows the predicates and the kinds"
            raise UsageError(f"there is no predicate and no kind of fact `{as_}`", hint)

    def _key(self, atom: Atom) -> tuple[Value, ...] | None:
        width = self._keys.get(atom.name)
        return (atom.name, *atom.args[:width]) if isinstance(width, int) else None

    # ---------------------------------------------------------------------------------------------------------- rows

    def rows(self, lines: Iterable[tables.Line]) -> tuple[ImportRow, ...]:
        """What becomes of each row."""
        waiting = list(lines)
        self._columns = {column for line in waiting for column in line.row}
        # What a row names, any other row may use, whatever the order.
        for line in waiting:
            self._name(line.row)
        return tuple(self._row(line) for line in waiting)

    def _name(self, row: tables.Row) -> None:
        try:
            predicate = self._predicate(row)
            if predicate.name in self._names:
                cell = row.get(tables.columns_of(predicate)[0].lower(), "")
                self._names[predicate.name].add(self._value(cell, predicate.arguments[0].type))
        except (_RowError, DedereError):
            return  # It is told when the row is read.

    def _row(self, line: tables.Line) -> ImportRow:
        try:
            if line.wrong:
                raise _RowError(line.wrong, "correct the row")
            said = self._read(line.row)
        except (_RowError, UsageError) as error:
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

    def _predicate(self, row: tables.Row) -> Predicate:
        vocabulary = self._corpus.vocabulary.predicates
        given = row.get("predicate", "").strip() or (self._as if self._as in vocabulary else "")
        if not given:
            hint = "name the predicate with `--as`, or add a column `predicate`"
            raise _RowError("the row does not say of which predicate it is", hint)
        predicate = vocabulary.get(given)
        if predicate is None or predicate.kind != "fact":
            raise _RowError(f"there is no fact predicate `{given}`", "`dedere facts list` shows them")
        if self._as is not None and self._as not in (predicate.name, predicate.group):
            raise _RowError(f"`{given}` is no fact of `{self._as}`", "import it with its own name")
        return predicate

    def _read(self, row: tables.Row) -> _Said:
        predicate = self._predicate(row)
        columns = tables.columns_of(predicate)
        known = {"predicate", *tables.REMARKS, *(it.lower() for it in columns)}
        for column, cell in row.items():
            if column not in known and cell.strip():
                near = nearest(column, known)
                hint = f"did you mean `{near}`?" if near else f"it is declared as `{predicate.form}`"
                raise _RowError(f"the column `{column}` is no argument of `{predicate.name}`", hint)
            if len(cell) > _LONGEST_CELL:
                raise _RowError(f"the cell of `{column}` has more than {_LONGEST_CELL} characters", "shorten it")
        types = [it.type for it in predicate.arguments]
        args = tuple(self._argument(predicate, *it, row) for it in zip(columns, types, strict=True))
        atom = parse_checked(Atom(predicate.name, args))
        wrong = self._corpus.vocabulary.check_fact(atom, self._names)
        if wrong:
            raise _RowError(wrong.message, wrong.hint)
        confidence = row.get("confidence", "").strip().lower().replace(" ", "_")
        if confidence not in _CONFIDENCES:
            given = f"`{confidence}` is no confidence" if confidence else "the row gives no confidence"
            raise _RowError(given, f"it is one of {', '.join(_CONFIDENCES)}")
        return _Said(
            atom,
            self._sources_of(row),
            confidence,
            self._day(row, "checked"),
            self._day(row, "known"),
            _one_line(row.get("note", "")) or None,
        )

    def _argument(self, predicate: Predicate, name: str, type_name: str, row: tables.Row) -> Value:
        cell = row.get(name.lower())
        if cell is None:
            short = name.lower() in self._columns
            what = f"the row has no cell in the column `{name}`" if short else f"there is no column `{name}`"
            raise _RowError(what, f"the predicate is declared as `{predicate.form}`")
        try:
            return self._value(cell, type_name)
        except UsageError as error:
            raise _RowError(f"{error.message} (column `{name}`)", error.hint) from None
        except ValueError as error:
            raise _RowError(f"{error} (column `{name}`)") from None

    def _value(self, cell: str, type_name: str) -> Value:
        given = cell.strip()
        if type_name in ("since", "until") and given.lower() in ("", "#inf", "#sup", "open", "unknown"):
            return "#inf" if type_name == "since" else "#sup"
        if type_name == "text":
            return quote(_one_line(cell))
        if not given:
            raise UsageError("the cell is empty", "give the value")
        if type_name in ("date", "since", "until"):
            return dates.parse_date(given)
        if type_name == "number":
            if not re.fullmatch(r"-?[0-9]{1,10}", given):
                raise UsageError(f"`{given}` is no number", "write it in digits")
            return int(given)
        type_ = self._corpus.vocabulary.types.get(type_name)
        if type_ is not None and type_.constants:
            plain = given.lower().replace(" ", "_").replace("-", "_")
            return given if given in type_.constants else plain
        if type_ is None or any(given in self._names.get(it, ()) for it in type_.named_by):
            return _term(given)
        lower = given.lower()
        if any(lower in self._names.get(it, ()) for it in type_.named_by):
            return lower
        if type_name not in self._directories:
            self._directories[type_name] = Directory(self._corpus, [type_name])
        return self._directories[type_name].find(given)

    def _day(self, row: tables.Row, column: str) -> int | None:
        given = row.get(column, "").strip()
        try:
            return dates.parse_date(given) if given else None
        except UsageError as error:
            raise _RowError(f"{error.message} (column `{column}`)", error.hint) from None

    def _sources_of(self, row: tables.Row) -> tuple[Source, ...]:
        between = tables.BETWEEN.strip()
        ids = [it.strip() for it in re.split(r"[|,]", row.get("source", "")) if it.strip()]
        citations = [_one_line(it) for it in row.get("citation", "").split(between)]
        urls = [it.strip() for it in row.get("url", "").split(between)]
        if not ids:
            raise _RowError("the row has no source", "give its id in the column `source`")
        if len(ids) == 1:
            # A citation may itself hold the sign that stands between several.
            citations, urls = [_one_line(row.get("citation", ""))], [row.get("url", "").strip()]
        if not any(citations):
            citations = []
        if citations and len(citations) != len(ids):
            raise _RowError("there are not as many citations as sources", f"write `{between}` between them")
        found = []
        for at, id_ in enumerate(ids):
            if not _ID.fullmatch(id_):
                raise _RowError(f"`{id_}` cannot be the id of a source", "use letters, digits and underscores")
            source = Source(id_, citations[at], (urls[at] if at < len(urls) else "") or None) if citations else None
            have = self._sources.get(id_)
            if have is None and (source is None or not source.citation):
                raise _RowError(
                    f"the source `{id_}` is not in the record", "give its citation in the column `citation`"
                )
            if have is not None and source is not None and source.citation and source[:2] != have[:2]:
                raise _RowError(f"the source `{id_}` is cited otherwise in the record", f"it is `{have.citation}`")
            if have is None and source is not None:
                have = self._sources[id_] = self._new_sources[id_] = source
            assert have is not None  # noqa: S101  # one of the two is there
            found.append(have)
        return tuple(found)

    # ------------------------------------------------------------------------------------------------------ the record

    def _place(self, at: int, said: _Said) -> ImportRow:
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
        key = self._key(atom)
        have = self._corpus.by_atom.get(atom)
        other = self._by_key.get(key) if key else None
        if have is not None and have.law:
            return row("invalid", False, reason="the fact is part of the law, not of the record")
        if have is not None and _same(have, said):
            return row("same", False)
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
                why = "the record says otherwise" if status == "changed" else "the record rests it on something else"
                return row(status, False, shown, why, "write it with --replace")
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
        for source in self._new_sources.values():
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


def parse_checked(atom: Atom) -> Atom:
    """The atom, read again as untrusted text would be: nothing but a ground fact gets through."""
    try:
        return parse_fact(str(atom))
    except ValueError as error:
        raise _RowError(str(error)) from None


def _term(given: str) -> Value:
    try:
        (value,) = parse_fact(f"it({given})").args
        return value
    except ValueError as error:
        raise UsageError(
            f"`{given}` cannot be an id: {error}", "ids are lower-case words joined by underscores"
        ) from None


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _same(have: Fact, said: _Said) -> bool:
    mine = (said.confidence, said.checked, said.known, said.note)
    return have.sources == tuple(it.id for it in said.sources) and mine == (
        have.confidence,
        have.checked,
        have.known,
        have.note,
    )


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
