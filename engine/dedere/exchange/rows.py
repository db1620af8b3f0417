"""A row of a table, read and judged: the fact that it gives with its sources, or why it gives none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple, TypeVar

from dedere.asking import persons
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory
from dedere.engine import Engine
from dedere.errors import DedereError, UsageError
from dedere.exchange import tables
from dedere.exchange.days import read_day
from dedere.exchange.reading import Row
from dedere.language.records import Source
from dedere.language.vocabulary import Predicate, nearest
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom, Value, quote

CONFIDENCES = ("seen_twice", "seen_once", "recall")
"""How well a fact was seen, the best first."""

_ID = re.compile(r'[^\s",|]+')
_LONGEST_CELL = 1500

_Made = TypeVar("_Made")


class Said(NamedTuple):
    """A fact as a row gives it."""

    atom: Atom
    sources: tuple[Source, ...]
    confidence: str
    checked: int | None
    known: int | None
    note: str | None


class RowError(Exception):
    """A row gives no fact; `hint` says what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class Reader:
    """Reads the rows of one table, which may use what its other rows name and the sources they cite.

    `as_` is the predicate of all rows, or the kind of the predicates that they name. Raises `UsageError` where it is
    neither.
    """

    def __init__(self, corpus: Corpus, as_: str | None) -> None:
        self._corpus = corpus
        self._as = as_
        self._engine = Engine(corpus)
        self._directories: dict[str, Directory] = {}
        self._names: dict[str, set[Value]] = {name: set(values) for name, values in corpus.names.items()}
        self._sources = dict(corpus.sources)
        self._columns: set[str] = set()
        self.new_sources: dict[str, Source] = {}
        """The sources that rows cite and the record does not know, by id."""
        vocabulary = corpus.vocabulary.predicates
        known = {it for name, predicate in vocabulary.items() for it in (name, predicate.group) if it}
        if as_ is not None and as_ not in known:
            near = nearest(as_, known)
            hint = f"did you mean `{near}`?" if near else "`dedere facts list` shows the predicates and the kinds"
            raise UsageError(f"there is no predicate and no kind of fact `{as_}`", hint)

    def learn(self, rows: Iterable[Row]) -> None:
        """Take in what the rows name and which columns they have, before any of them is read."""
        for row in rows:
            self._columns |= row.keys()
            self._name(row)

    def cite(self, rows: Iterable[Row]) -> None:
        """Take in the sources that rows cite, whether or not a row can be taken: another may use them."""
        for row in rows:
            with suppress(RowError):
                self._sources_of(row)

    def _name(self, row: Row) -> None:
        try:
            predicate = self._predicate(row)
            if predicate.name in self._names:
                cell = row.get(tables.columns_of(predicate)[0].lower(), "")
                self._names[predicate.name].add(self._value(cell, predicate.arguments[0].type))
        except (RowError, DedereError):
            return  # It is told when the row is read.

    def read(self, row: Row) -> Said:
        """The fact of a row. Raises `RowError` or `UsageError` for a row that gives none."""
        predicate = self._predicate(row)
        columns = tables.columns_of(predicate)
        known = {"predicate", *tables.REMARKS, *(it.lower() for it in columns)}
        for column, cell in row.items():
            if column not in known and cell.strip():
                near = nearest(column, known)
                hint = f"did you mean `{near}`?" if near else f"it is declared as `{predicate.form}`"
                raise RowError(f"the column `{column}` is no argument of `{predicate.name}`", hint)
            if len(cell) > _LONGEST_CELL:
                raise RowError(f"the cell of `{column}` has more than {_LONGEST_CELL} characters", "shorten it")
        types = [it.type for it in predicate.arguments]
        day = self._first_day(zip(columns, types, strict=True), row)
        wrong: list[tuple[str, str | None]] = []

        def tried(make: Callable[..., _Made], *given: object) -> _Made | None:
            try:
                return make(*given)
            except (RowError, UsageError) as error:
                wrong.append((str(error), error.hint))
                return None

        made_of = () if columns[0].lower() in self._columns else tables.own_id(self._corpus, predicate)
        given = list(zip(columns, types, strict=True))
        found = [tried(self._argument, predicate, *it, row, day) for it in (given[1:] if made_of else given)]
        if made_of:
            parts = [found[it - 1] for it in made_of]
            found.insert(0, None if None in parts else "_".join(map(str, parts)))
        args = tuple(it for it in found if it is not None)
        if len(args) == len(found):
            atom = tried(self._fact, Atom(predicate.name, args))
        else:
            atom = None
            said = (
                self._corpus.vocabulary.check_value(it, value, self._names)
                for it, value in zip(types, found, strict=True)
                if value is not None
            )
            wrong += [(it.message, it.hint) for it in said if it]
        confidence = tried(_confidence, row)
        sources = tried(self._sources_of, row)
        checked, since = tried(self._day, row, "checked"), tried(self._day, row, "known")
        if atom is None or confidence is None or sources is None or wrong:
            # All that is wrong with a row is told at once.
            hints = dict.fromkeys(hint for _, hint in wrong if hint)
            raise RowError("; ".join(said for said, _ in wrong), "; ".join(hints) or None)
        return Said(atom, sources, confidence, checked, since, _one_line(row.get("note", "")) or None)

    def _fact(self, atom: Atom) -> Atom:
        """The atom, a fact of its predicate. Raises `RowError` for what is none."""
        wrong = self._corpus.vocabulary.check_fact(_checked(atom), self._names)
        if wrong:
            raise RowError(wrong.message, wrong.hint)
        return atom

    def _predicate(self, row: Row) -> Predicate:
        vocabulary = self._corpus.vocabulary.predicates
        given = row.get("predicate", "").strip() or (self._as if self._as in vocabulary else "")
        if not given:
            hint = "name the predicate with `--as`, or add a column `predicate`"
            raise RowError("the row does not say of which predicate it is", hint)
        predicate = vocabulary.get(given)
        if predicate is None or predicate.kind != "fact":
            raise RowError(f"there is no fact predicate `{given}`", "`dedere facts list` shows them")
        if self._as is not None and self._as not in (predicate.name, predicate.group):
            raise RowError(f"`{given}` is no fact of `{self._as}`", "import it with its own name")
        return predicate

    def _first_day(self, columns: Iterable[tuple[str, str]], row: Row) -> int | None:
        """The first day that a row gives, on which a title is borne or not; None where it gives none."""
        for name, type_name in columns:
            if type_name in ("date", "since"):
                with suppress(UsageError):
                    return read_day(row.get(name.lower(), ""))
        return None

    def _argument(self, predicate: Predicate, name: str, type_name: str, row: Row, day: int | None) -> Value:
        cell = row.get(name.lower())
        if cell is None:
            short = name.lower() in self._columns
            what = f"the row has no cell in the column `{name}`" if short else f"there is no column `{name}`"
            raise RowError(what, f"the predicate is declared as `{predicate.form}`")
        try:
            return self._value(cell, type_name, day)
        except UsageError as error:
            raise RowError(f"{error.message} (column `{name}`)", error.hint) from None
        except ValueError as error:
            raise RowError(f"{error} (column `{name}`)") from None

    def _value(self, cell: str, type_name: str, day: int | None = None) -> Value:
        given = cell.strip()
        if type_name in ("since", "until") and given.lower() in ("", "#inf", "#sup", "open", "unknown"):
            return "#inf" if type_name == "since" else "#sup"
        if not given:
            raise UsageError("the cell is empty", "give the value")
        if type_name == "text":
            return quote(_one_line(cell))
        if type_name in ("date", "since", "until"):
            return read_day(given)
        if type_name == "hundredths":
            if not (found := re.fullmatch(r"(-?)([0-9]{1,7})(?:\.([0-9]{1,2}))?", given)):
                raise UsageError(f"`{given}` is no decimal of two places", "write it as 12.5")
            number = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
            return -number if found[1] else number
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
        if type_name not in self._directories:
            self._directories[type_name] = Directory(self._corpus, [type_name])
        try:
            return self._directories[type_name].find(given)
        except UsageError as error:
            lower = given.lower()
            if error.code != "ambiguous_name" and any(lower in self._names.get(it, ()) for it in type_.named_by):
                return lower  # Another row of the table names it.
            if day is None:
                raise
            return persons.find(self._engine, type_name, given, day)

    def _day(self, row: Row, column: str) -> int | None:
        given = row.get(column, "").strip()
        try:
            return read_day(given) if given else None
        except UsageError as error:
            raise RowError(f"{error.message} (column `{column}`)", error.hint) from None

    def _sources_of(self, row: Row) -> tuple[Source, ...]:
        between = tables.BETWEEN.strip()
        ids = [it.strip() for it in re.split(r"[|,]", row.get("source", "")) if it.strip()]
        citations = [_one_line(it) for it in row.get("citation", "").split(between)]
        urls = [it.strip() for it in row.get("url", "").split(between)]
        if not ids:
            raise RowError("the row has no source", "give its id in the column `source`")
        if len(ids) == 1:
            # A citation may itself hold the sign that stands between several.
            citations, urls = [_one_line(row.get("citation", ""))], [row.get("url", "").strip()]
        if not any(citations):
            citations = []
        if citations and len(citations) != len(ids):
            raise RowError("there are not as many citations as sources", f"write `{between}` between them")
        found = []
        for at, id_ in enumerate(ids):
            if not _ID.fullmatch(id_):
                raise RowError(f"`{id_}` cannot be the id of a source", "use letters, digits and underscores")
            source = Source(id_, citations[at], (urls[at] if at < len(urls) else "") or None) if citations else None
            have = self._sources.get(id_)
            if have is None and (source is None or not source.citation):
                raise RowError(f"the source `{id_}` is not in the record", "give its citation in the column `citation`")
            if have is not None and source is not None and source.citation and source[:2] != have[:2]:
                if id_ in self.new_sources:
                    hint = f"there it is `{have.citation}`: cite it alike, or give one of the two another id"
                    raise RowError(f"the source `{id_}` is cited otherwise in another row", hint)
                raise RowError(f"the source `{id_}` is cited otherwise in the record", f"it is `{have.citation}`")
            if have is None and source is not None:
                have = self._sources[id_] = self.new_sources[id_] = source
            assert have is not None  # noqa: S101  # one of the two is there
            found.append(have)
        return tuple(found)


def _confidence(row: Row) -> str:
    confidence = row.get("confidence", "").strip().lower().replace(" ", "_")
    if confidence not in CONFIDENCES:
        given = f"`{confidence}` is no confidence" if confidence else "the row gives no confidence"
        raise RowError(given, f"it is one of {', '.join(CONFIDENCES)}")
    return confidence


def _checked(atom: Atom) -> Atom:
    """The atom, read again as untrusted text would be: nothing but a ground fact gets through."""
    try:
        return parse_fact(str(atom))
    except ValueError as error:
        raise RowError(str(error)) from None


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
