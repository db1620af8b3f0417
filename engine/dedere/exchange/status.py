"""A saved status table of a depositary: a row a participant, a column a kind of act, held against the record.

What the columns and the signs behind their days stand for is declared in the rules (`status_table` and beside it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory
from dedere.corpus.sentences import shown_names
from dedere.errors import UsageError
from dedere.exchange.days import read_day
from dedere.exchange.header import plain
from dedere.exchange.reading import Line, Sheet
from dedere.exchange.tables import REMARKS, columns_of
from dedere.language.records import Fact
from dedere.terms.values import Value, text

_FOOTNOTES = re.compile(r"(?:[\s\d,*\u00b2\u00b3\u00b9\u2070\u2074-\u2079]|\[\d+\]|\(\d+\))+\Z")
_ACT = re.compile(r"(\[)?\s*([^\[\]]*?\d{4})\s*([A-Za-z]{0,2})(?=\s|\]|\Z)\s*\]?")
"""A day, whether it stands in brackets, and the sign behind it."""

_AS_AT = re.compile(
    r"as (?:at|of|on)\b[\s:]*(\d{1,2}-\d{1,2}-\d{4}|\d{1,2} [A-Za-z]+ \d{4}|\d{4}-\d{2}-\d{2})", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_NUMBERED = re.compile(r"\A(?:\d+\s*\.|[a-z]\s*\)|[IVXLC]+-\d+\s*\.?)\s*", re.IGNORECASE)

_PARTICIPANT = ("participant", "state", "country")


def forms(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """The forms of status tables that the rules declare: whose they are, and where they are found."""
    declared = (it.atom.args for it in corpus.by_predicate.get("status_table", ()))
    return {str(form): (text(name), text(address)) for form, name, address in declared}


class Form:
    """What the rules declare of a form of status tables. A name is in it that its columns may have."""

    def __init__(self, corpus: Corpus, name: str) -> None:
        self.corpus = corpus
        self.name = name
        self.columns = [(plain(text(word)), str(act)) for word, act in self._declared("status_column")]
        self.signs = {text(sign): str(kind) for sign, kind in self._declared("status_sign")}
        self.kinds = {str(act): str(other) for act, other in self._declared("status_kind")}
        self.also = {str(act): str(other) for act, other in self._declared("status_also")}
        self.ended = tuple(str(other) for (other,) in self._declared("status_ended"))
        self.called = {plain(text(name)): str(participant) for participant, name in self._declared("called_in")}
        first, second, *_ = corpus.vocabulary.predicates[self.columns[0][1]].arguments
        self.participants, self.treaties = Directory(corpus, [first.type]), Directory(corpus, [second.type])

    def _declared(self, predicate: str) -> Iterator[tuple[Value, ...]]:
        for fact in self.corpus.by_predicate.get(predicate, ()):
            if str(fact.atom.args[0]) == self.name:
                yield fact.atom.args[1:]

    def __contains__(self, column: object) -> bool:
        return isinstance(column, str) and (column.startswith(_PARTICIPANT) or self.act(column) is not None)

    def act(self, column: str) -> str | None:
        """The predicate of whose facts a column has the days."""
        return next((act for word, act in self.columns if column.startswith(word)), None)

    def participant(self, name: str) -> str:
        """The id of a participant as the table calls it. Raises `UsageError` for one whom the record does not know."""
        return self.called.get(plain(name)) or self.participants.find(name)


class Status:
    """A table of a form, read against the record.

    `constant` says what the table does not: `treaty`, `checked` (the day of the status), and the remarks of its facts.
    Raises `UsageError` for what is no such table, and where it tells neither its treaty nor its day.
    """

    def __init__(self, form: Form, sheet: Sheet, constant: Mapping[str, str] | None = None) -> None:
        self._form = form
        self._corpus = form.corpus
        self._sheet = sheet
        said = {plain(name): cell.strip() for name, cell in (constant or {}).items()}
        known = {"treaty", *REMARKS}
        for name in said.keys() - known:
            hint = f"what can be said is {', '.join(sorted(known))}"
            raise UsageError(f"`{name}` is nothing that is said of a table of the form `{form.name}`", hint)
        given = list(dict.fromkeys(column for line in sheet.lines for column in line.row))
        self._who = next((it for it in given if it.startswith(_PARTICIPANT)), "")
        self._acts = {column: act for column in given if (act := form.act(column))}
        if not self._who or not self._acts:
            words = ", ".join(dict.fromkeys(word.replace("_", " ") for word, _ in form.columns))
            listed = ", ".join(f"`{it}`" for it in given if it) or "none"
            raise UsageError(
                f"the table has no column of participants, or none of their acts: its columns are {listed}",
                f"save the whole table: a column `participant`, and columns that begin with one of {words}",
            )
        self.treaty = self._of_treaty(said.get("treaty", ""))
        self.as_at = self._as_at(said.get("checked", ""))
        self._remarks = {**self._rests_on(given_source="source" in said), **said}
        self._shown: set[tuple[str, str]] = set()
        """The acts, each with its participant, of which the table shows something, whether or not it can be read."""
        unread: list[str] = []
        self.lines = tuple(made for line in sheet.lines for made in self._line(line, unread))
        """The rows of facts that the table gives, each at the line of its participant."""
        self.unread = tuple(unread)
        """The participants whom the record does not know, any of whom may be one that seems gone."""

    def _rests_on(self, *, given_source: bool) -> dict[str, str]:
        name, address = forms(self._corpus)[self._form.name]
        called = shown_names(self._corpus).get(self.treaty, self.treaty)
        cited = (
            {}
            if given_source
            else {
                "citation": f"{name}, status of {called} as at {dates.words(self.as_at)}",
                "url": address,
            }
        )
        source = f"{self._form.name}_{self.treaty}_{self.as_at}"
        return {"source": source, "confidence": "seen_once", "checked": dates.iso(self.as_at), **cited}

    @property
    def source(self) -> str:
        """What its facts rest on: the citation, or the id where that is said."""
        return self._remarks.get("citation") or self._remarks["source"]

    def _of_treaty(self, said: str) -> str:
        """The treaty that is said, or else the one that a line above the table names."""
        if said:
            return self._form.treaties.find(said)
        found: dict[str, None] = {}
        for line in self._sheet.above:
            for part in (line, _NUMBERED.sub("", line)):
                with suppress(UsageError):
                    found[self._form.treaties.find(part)] = None
        if len(found) != 1:
            named = f"it names {', '.join(f'`{it}`' for it in found)}" if found else "no line above it is its name"
            raise UsageError(f"the table does not tell of which treaty it is: {named}", "say it with --set treaty=NAME")
        return next(iter(found))

    def _as_at(self, said: str) -> int:
        if said:
            return read_day(said)
        for line in self._sheet.above:
            if found := _AS_AT.search(line):
                numbered = _DAY_FIRST.fullmatch(found[1])  # With hyphens depositaries write the day first.
                return read_day(".".join(numbered.groups()) if numbered else found[1])
        raise UsageError("the table does not tell of which day its status is", "say it with --set checked=YYYY-MM-DD")

    # ---------------------------------------------------------------------------------------------------------- rows

    def _line(self, line: Line, unread: list[str]) -> Iterator[Line]:
        name = _FOOTNOTES.sub("", line.row.get(self._who, "").strip())
        cells = {column: " ".join(line.row.get(column, "").split()) for column in self._acts}
        if not line.wrong and not any(cells.values()):
            return
        wrong, hint, id_ = line.wrong or ("" if name else "the row names no participant"), "", ""
        if not wrong:
            try:
                id_ = self._form.participant(name)
            except UsageError as error:
                wrong, hint = error.message, error.hint or ""
        if wrong:
            unread.append(name or f"line {line.at}")
            yield Line(line.at, {}, wrong, hint=hint or None)
            return
        for column, cell in cells.items():
            if cell:
                self._shown.add((self._acts[column], id_))
                try:
                    yield from self._cell(line.at, column, id_, cell)
                except UsageError as error:
                    yield Line(line.at, {}, f"{name}: {error.message}", hint=error.hint)

    def _cell(self, at: int, column: str, participant: str, cell: str) -> Iterator[Line]:
        """The facts of a cell: the act, and how it was done."""
        act, form = self._acts[column], self._form
        found = [it.groups() for it in _ACT.finditer(cell)]
        if not found or _ACT.sub("", cell).strip():
            raise UsageError(f"`{cell}` is no day with a sign behind it", "correct the cell")
        standing = [it for it in found if not it[0]]
        if len(standing) > 1:
            raise UsageError(f"`{cell}` has more than one day", "keep the one of the act that is in force")
        brackets, written, sign = (standing or found)[-1]
        day, kind = dates.iso(read_day(written)), form.signs.get(sign)
        if kind is None or (sign and act not in form.kinds):
            message = f"`{cell}`: what `{sign}` says of how this was done is not taken from a table"
            raise UsageError(message, "write it as the fact that it is")
        notes: tuple[str, ...] = ()
        if brackets and not any(self._ends(participant)):
            notes = (f"`{cell}` stands in brackets, and the record has no act that ended it: read the footnote",)
        if (also := self._also(act, participant)) is not None:
            third = self._columns(also.atom.name)[2]
            yield Line(at, {**self._row(also.atom.name, *map(str, also.atom.args)), third: day}, notes=notes)
            return
        yield Line(at, self._row(act, participant, self.treaty, day), notes=notes)
        if act in form.kinds and (sign or kind in column):
            yield Line(at, self._row(form.kinds[act], participant, self.treaty, kind))

    def _also(self, act: str, participant: str) -> Fact | None:
        """The fact as which the record has an act otherwise."""
        if any(self._about(act, participant)):
            return None
        return next(self._about(self._form.also.get(act, ""), participant), None)

    def _ends(self, participant: str) -> Iterator[Fact]:
        return (fact for other in self._form.ended for fact in self._about(other, participant))

    def _about(self, predicate: str, participant: str) -> Iterator[Fact]:
        facts = self._corpus.by_predicate.get(predicate, ())
        return (it for it in facts if it.atom.args[:2] == (participant, self.treaty))

    def _columns(self, predicate: str) -> list[str]:
        return [it.lower() for it in columns_of(self._corpus.vocabulary.predicates[predicate])]

    def _row(self, predicate: str, *cells: str) -> dict[str, str]:
        return {"predicate": predicate, **self._remarks, **dict(zip(self._columns(predicate), cells, strict=True))}

    # ---------------------------------------------------------------------------------------------------------- gone

    @cached_property
    def gone(self) -> tuple[Fact, ...]:
        """The acts of the record up to its day that the table does not show, and that no other act explains."""
        return tuple(
            fact
            for fact in self._recorded
            if (fact.atom.name, str(fact.atom.args[0])) not in self._shown
            and not any(self._ends(str(fact.atom.args[0])))
        )

    @property
    def part(self) -> bool:
        """Whether the table can be no more than a part: it leaves out most of what the record has of its treaty."""
        return len(self.gone) > len(self._recorded) / 2

    @cached_property
    def _recorded(self) -> tuple[Fact, ...]:
        facts = (it for act in dict.fromkeys(self._acts.values()) for it in self._corpus.by_predicate.get(act, ()))
        return tuple(it for it in facts if it.atom.args[1] == self.treaty and int(it.atom.args[2]) <= self.as_at)
