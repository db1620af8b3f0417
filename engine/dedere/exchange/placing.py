"""The rows of a table held against the record, and what is to be written of them into a file of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.errors import UsageError
from dedere.exchange import reading
from dedere.exchange.faults import Refusal
from dedere.exchange.rows import CONFIDENCES, Reader, RowError, Said
from dedere.language.annotations import parse as parse_annotation
from dedere.language.continuation import continues
from dedere.language.records import Fact
from dedere.schema.exchange import ImportRow
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, quote


class Placing:
    """One table held against the record, and what is to be written of it.

    `name` and `layer` say which file of the record is written, `places` the file and the layer of every other. With
    `confirming` a row that says what the record was seen to say adds nothing to it.
    """

    def __init__(
        self,
        corpus: Corpus,
        reader: Reader,
        name: str,
        layer: int,
        replace: bool,
        places: set[tuple[str, int]],
        *,
        confirming: bool = False,
    ) -> None:
        self._corpus = corpus
        self._reader = reader
        self._file = name
        self._layer = layer
        self._layer_of = dict(places)
        self._replace = replace
        self._confirming = confirming
        self._phrases = Phrasebook(corpus)
        self._by_key: dict[tuple[Value, ...], Atom] = {}
        self._taken: dict[Atom, int] = {}
        self._add: list[Said] = []
        self._withdraw: list[Atom] = []
        self._drop: list[Fact] = []
        self.added = ""
        self.rows: tuple[ImportRow, ...] = ()
        instead: dict[str, list[str]] = {}
        for fact in corpus.by_predicate.get("in_place_of", ()):
            instead.setdefault(str(fact.atom.args[1]), []).append(str(fact.atom.args[0]))
        for fact in corpus.facts:
            if not fact.law and (key := corpus.key(fact.atom)):
                self._by_key.setdefault(key, fact.atom)
        for other, names in instead.items():
            for fact in corpus.by_predicate.get(other, ()):
                for predicate in names:
                    width = len(corpus.key(Atom(predicate, fact.atom.args)) or ())
                    self._by_key.setdefault((predicate, *fact.atom.args[: width - 1]), fact.atom)

    # ---------------------------------------------------------------------------------------------------------- rows

    def read(self, lines: Sequence[reading.Line], refused: Mapping[int, Refusal]) -> None:
        """Find what becomes of each row, where some are refused already."""
        # What a row names, any other row may use, whatever the order.
        self._reader.cite(line.row for line in lines if not line.wrong)
        self._reader.learn(line.row for line in lines if line.at not in refused)
        self.rows = tuple(self._row(line, refused.get(line.at)) for line in lines)

    def note(self, notes: Mapping[int, tuple[str, ...]]) -> None:
        """Add to the rows what a check finds worth knowing of them."""
        self.rows = tuple(
            it.model_copy(update={"notes": (*it.notes, *notes[it.line])}) if it.line in notes else it
            for it in self.rows
        )

    def withdraw(self, gone: Sequence[Fact]) -> None:
        """Take facts of the record out beside what the rows say."""
        for fact in gone:
            if fact.file == self._file:
                self._drop.append(fact)
            else:
                self._withdraw.append(fact.atom)

    def _row(self, line: reading.Line, refused: Refusal | None) -> ImportRow:
        try:
            if line.wrong:
                raise RowError(line.wrong, line.hint or "correct the row")
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
        placed = self._place(line.at, said)
        return placed.model_copy(update={"notes": line.notes}) if line.notes else placed

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
            return row("invalid", False, reason=f"row {self._taken[atom]} says the same", hint="leave one of them out")
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
                    "invalid",
                    False,
                    str(other),
                    f"row {self._taken[other]} says otherwise of the same",
                    "keep one of them",
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
        self._taken[atom] = at
        if key:
            self._by_key[key] = atom
        self._add.append(said)
        return row(status, True, _shown(old) if old else None)

    def _added(self, have: Fact, said: Said) -> Said | None:
        """A fact of the record with what a row adds to what it rests on; None where it adds nothing.

        What the record rests on is never lowered: a source is added, and a better confidence takes its place. A status
        table that says what was seen already adds nothing.
        """
        new = tuple(it for it in said.sources if it.id not in have.sources)
        better = CONFIDENCES.index(said.confidence) < CONFIDENCES.index(have.confidence)
        note = have.note if not said.note or said.note in (have.note or "") else said.note
        if have.note and note != have.note:
            note = f"{have.note}; {said.note}"
        if not better and (self._confirming or (not new and note == have.note)):
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
        if self._add or self._withdraw:
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
