"""What the columns of a table stand for: the arguments of a predicate, by their own or another name, or said apart.

What is wrong with a header is said of it once, and not of every row below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.exchange.days import read_day
from dedere.exchange.reading import Line, Row
from dedere.exchange.tables import REMARKS, columns_of, own_id
from dedere.language.vocabulary import Predicate, nearest
from dedere.terms.values import text

NEEDED = ("source", "confidence")
"""The remarks that no fact is without."""

_MOST_NEAR = 3
"""How many predicates are offered in the place of a kind."""

FIRST_DAY = ("from", "first", "first_day", "start", "start_date", "begin", "arrival", "on", "day", "date")
LAST_DAY = ("until", "last", "last_day", "end", "end_date", "departure", "to")
"""How lists of stays call the first and the last day, both of which belong to the stay."""


class Header:
    """The columns of one table.

    `as_` is the predicate of all rows, the kind of the predicates that they name, or None. `mapped` gives columns the
    names of arguments, or none where they are to be left out; `constant` the cells that are the same in all rows.
    Raises `UsageError` for an argument that is none, and for a predicate or kind that is none.
    """

    def __init__(
        self, corpus: Corpus, as_: str | None, mapped: Mapping[str, str] | None, constant: Mapping[str, str] | None
    ) -> None:
        self._corpus = corpus
        self._as = as_
        declared = [it for it in corpus.vocabulary.predicates.values() if it.kind == "fact"]
        self._predicates = [it for it in declared if as_ in (None, it.name, it.group)]
        if not self._predicates:
            near = nearest(str(as_), {it for one in declared for it in (one.name, one.group) if it})
            hint = f"did you mean `{near}`?" if near else "`dedere facts kinds` shows the predicates and the kinds"
            raise UsageError(f"there is no predicate and no kind of fact `{as_}`", hint)
        self._one = next((it for it in declared if it.name == as_), None)
        self._known = {"predicate", *REMARKS, *(it.lower() for one in self._predicates for it in columns_of(one))}
        days = {*FIRST_DAY, *LAST_DAY} if self._one and _stay(self._one) else set()
        self._kinds = _kinds(self._one, self._known | days) if self._one else {}
        self._mapped = {plain(column): self._argument(name) for column, name in (mapped or {}).items()}
        self._constant = {self._argument(name): cell for name, cell in (constant or {}).items()}
        for name in (*self._mapped.values(), *self._constant):
            if name and name not in self._known | days:
                near = nearest(name, self._known)
                hint = f"did you mean `{near}`?" if near else f"the arguments are {', '.join(sorted(self._known))}"
                raise UsageError(f"`{name}` is no argument of {f'`{as_}`' if as_ else 'a fact'}", hint)
        self._ids: dict[str, str] = {}
        self.wanted = frozenset(self._known | self._mapped.keys() | self._kinds.keys() | days)
        """The names by which the header is found below titles."""

    def _argument(self, name: str) -> str:
        """The argument that a name means: its own, or that of its kind where no other argument is of it."""
        return self._kinds.get(plain(name), plain(name))

    def rows(self, lines: Sequence[Line]) -> list[Line]:
        """The lines with their cells under the names of arguments. Raises `UsageError` for a header that is wrong."""
        given = {column for line in lines for column in line.row}
        said = given | {*self._mapped.values()} | self._constant.keys()
        self._kinds = {
            kind: name for kind, name in self._kinds.items() if kind not in self._mapped and name not in said
        }
        for column in self._mapped:
            if column not in given and any(it.row for it in lines):
                near = nearest(column, given)
                hint = f"did you mean `{near}`?" if near else f"its columns are {_listed(given)}"
                raise UsageError(f"the table has no column `{column}`", hint)
        for name in set(self._mapped.values()) - {""}:
            twice = sorted(it for it in given if self._mapped.get(it, it) == name)
            if len(twice) > 1:
                hint = "leave one of them out with --map COLUMN="
                raise UsageError(f"the columns {' and '.join(f'`{it}`' for it in twice)} are both `{name}`", hint)
        self._ids = {it: _id(it) for it in (str(line.entity.get("id")) for line in lines if line.entity is not None)}
        named = [made for line in lines for made in self._line(line)]
        flat = [it for it in named if it.entity is None and it.row]
        if self._one and flat:
            self._check(self._one, flat)
        elif flat and not any("predicate" in it.row for it in flat):
            self._refuse_unnamed({column for it in flat for column in it.row})
        return named

    def _refuse_unnamed(self, given: Collection[str]) -> None:
        """Of a kind, or of any kind, each row names its predicate: say which one the columns are those of."""
        what = f"`{self._as}` is a kind of {len(self._predicates)} facts, and" if self._as else "no predicate is named:"
        fitting = {it.name: self._fitting(it, given) for it in self._predicates}
        best = max(fitting.values(), default=0)
        near = [f"`--as {name}`" for name, fits in fitting.items() if fits == best > 0]
        one = " or ".join(near) if 0 < len(near) <= _MOST_NEAR else "`--as`"
        raise UsageError(
            f"{what} the table has no column `predicate`", f"name it with {one}, or that of each row in such a column"
        )

    @staticmethod
    def _fitting(predicate: Predicate, given: Collection[str]) -> int:
        """How many of the columns are its own, less those that it lacks."""
        own = {it.lower() for it in columns_of(predicate)}
        stay = _stay(predicate)
        have = own.intersection(given)
        if stay is not None:
            begin, end, *_ = stay
            have |= {begin} if {*FIRST_DAY}.intersection(given) else set()
            have |= {end} if {*LAST_DAY}.intersection(given) else set()
        return 2 * len(have) - len(own)

    def _line(self, line: Line) -> Iterator[Line]:
        if line.entity is not None:
            found = False
            for row in self._of_entity(line.entity):
                if any(it.name == row["predicate"] for it in self._predicates):
                    found = True
                    yield Line(line.at, self._filled(row), line.wrong)
            if not found:
                yield self._untaken(line.at, str(line.entity["schema"]))
            return
        named = self._kinds | self._mapped
        row = {named.get(column, column): cell for column, cell in line.row.items()}
        row.pop("", None)
        yield line._replace(row=self._filled(row)) if row else line

    def _untaken(self, at: int, schema: str) -> Line:
        """The line of an entity that gives no row: of its schema nothing is taken, or it has nothing of what is."""
        declared = [it.atom.args for it in self._corpus.by_predicate.get("taken_from", ())]
        own = dict.fromkeys(text(property_) for of, property_, *_ in declared if text(of) == schema)
        if own:
            what = f"the entity has none of the properties that are taken from the schema `{schema}`"
            return Line(at, {}, what, hint=f"leave it out, or give it one of them: {', '.join(own)}")
        taken = ", ".join(sorted({text(of) for of, *_ in declared})) or "nothing"
        what = f"nothing is taken from an entity of the schema `{schema}`"
        return Line(at, {}, what, hint=f"leave it out: what is taken is {taken}")

    def _filled(self, row: Row) -> Row:
        filled = {**row, **{name: cell for name, cell in self._constant.items() if not row.get(name, "").strip()}}
        return _days(self._one, filled) if self._one else filled

    def _check(self, predicate: Predicate, lines: Sequence[Line]) -> None:
        given = {column: any(it.row.get(column, "").strip() for it in lines) for it in lines for column in it.row}
        columns = columns_of(predicate)
        # What has an id of its own is given one where the table has none.
        needed = columns[1:] if own_id(self._corpus, predicate) else columns
        missing = [it for it in (*needed, *NEEDED) if it.lower() not in given]
        surplus = [it for it, used in given.items() if used and it not in self._known]
        if not missing and not surplus:
            return
        said = [f"no column for {_listed(missing, ordered=True)}"] if missing else []
        one = "a column {} that is" if len(surplus) == 1 else "columns {} that are"
        said += [f"{one.format(_listed(surplus, ordered=True))} none of `{predicate.name}`"] if surplus else []
        near = [(it, nearest(it, [name.lower() for name in missing])) for it in surplus]
        meant = [f"--map {column}={name}" for column, name in near if name]
        hint = f"the columns are {', '.join((*columns, *REMARKS))}; "
        hint += f"did you mean {' '.join(meant)}?" if meant else "give another one its name with --map COLUMN=NAME"
        if missing and not meant:
            hint += ", or what is the same in all rows with --set NAME=VALUE"
        if surplus and not meant:
            hint += ", and leave one out with --map COLUMN="
        raise UsageError(f"the table has {' and '.join(said)}", hint)

    def _of_entity(self, entity: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        """The rows that an entity gives, by what is declared of its schema (`taken_from`)."""
        own = _id(str(entity.get("id", "")))
        properties = {
            name: [self._ids.get(it, it) for it in _values(value)] for name, value in entity["properties"].items()
        }
        wanted: dict[str, list[tuple[str, str, str]]] = {}
        for fact in self._corpus.by_predicate.get("taken_from", ()):
            schema, property_, predicate, argument, self_ = fact.atom.args
            if text(schema) == entity["schema"]:
                wanted.setdefault(str(predicate), []).append((text(property_), text(argument), text(self_)))
        naming = self._corpus.vocabulary.naming_predicates()
        told: set[str] = set()
        for name, parts in wanted.items():
            if len({argument for _, argument, _ in parts}) > 1:
                cells = {argument.lower(): properties.get(it, [""])[0] for it, argument, _ in parts}
                yield {"predicate": name, parts[0][2].lower(): own, **cells}
                continue
            for property_, argument, self_ in parts:
                for value in properties.get(property_, [])[: 1 if name in naming else None]:
                    if value not in told:
                        told.add(value)
                        yield {"predicate": name, self_.lower(): own, argument.lower(): value}


def _id(given: str) -> str:
    """An id as facts write it."""
    own = re.sub(r"\W+", "_", given).strip("_").lower()
    return own if own[:1].isalpha() else f"id_{own}"


def _values(given: object) -> list[str]:
    """The values of a property; an entity within an entity stands for its name."""
    values = given if isinstance(given, list) else [given]
    return [_value(it) for it in values] or [""]


def _value(given: object) -> str:
    if isinstance(given, dict):
        names = given.get("properties", {}).get("name") or [given.get("caption") or given.get("id") or ""]
        return str(names[0])
    return str(given)


def _kinds(predicate: Predicate, taken: Collection[str]) -> dict[str, str]:
    """The one argument of each kind of thing, by its name: a list of stays has a column `State`, not `Host`."""
    types = [it.type for it in predicate.arguments]
    pairs = zip(types, columns_of(predicate), strict=True)
    return {kind: name.lower() for kind, name in pairs if types.count(kind) == 1 and kind.lower() not in taken}


def _stay(predicate: Predicate) -> tuple[str, str, bool, bool] | None:
    """The columns of the first day and of the end, whether that is the day after, and whether one day is a stay."""
    columns = columns_of(predicate)
    for at, (one, two) in enumerate(zip(predicate.arguments, predicate.arguments[1:], strict=False)):
        after = one.type in ("date", "since") and two.type == "until"
        if after or (one.type == two.type == "date" and (one.name, two.name) == ("First", "Last")):
            return columns[at].lower(), columns[at + 1].lower(), after, one.name == "First"
    return None


def _days(predicate: Predicate, row: dict[str, str]) -> dict[str, str]:
    """A row with the first day and the end in their columns, where a list of stays calls them otherwise."""
    stay = _stay(predicate)
    if stay is None:
        return row
    begin, end, after, one_day = stay
    own = {it.lower() for it in columns_of(predicate)}
    if begin not in row:
        spelt = next((it for it in FIRST_DAY if it in row and it not in own), None)
        if spelt:
            row[begin] = row.pop(spelt)
    if end in row or not row.get(begin, "").strip():
        return row
    spelt = next((it for it in LAST_DAY if it in row and it not in own), None)
    if spelt is None and not one_day:
        return row
    cell = row.pop(spelt).strip() if spelt else ""
    last = cell or (row[begin] if one_day else "")
    try:
        row[end] = dates.iso(dates.next_day(read_day(last))) if after and last else last
    except UsageError:
        row[end] = last  # It is told of the row.
    return row


def plain(name: str) -> str:
    """The name of a column, or what stands for one, as columns are compared."""
    return "_".join(name.split()).lower()


def _listed(names: Iterable[str], *, ordered: bool = False) -> str:
    return ", ".join(f"`{it}`" for it in (names if ordered else sorted(names)) if it)
