"""Tables of stays as columns of Arrow, answered at once: the unit that an engine for large tables can be given.

>>> import pyarrow as pa
>>> stays = pa.table({"person": ["putin", "putin"], "host": ["MNG", "Atlantis"], "from": ["2024-09-02", "2024-09-02"]})
>>> assess_table(stays).select(["verdict", "school_court", "refused"]).to_pylist()[0]
{'verdict': 'contested', 'school_court': 'obliged', 'refused': None}

Every text is read once, days are found by their numbers, and only stays in which the answer changes are looked at one
by one, as are those of which a rule says that they must be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dedere import dates
from dedere.asking.period import Day
from dedere.asking.places import Place
from dedere.batch import arrow
from dedere.batch.answering import Answered, Answering, Row
from dedere.batch.deriving import Footing
from dedere.batch.roles import NAMES, Roles
from dedere.batch.situations import Situations, situations_of
from dedere.engine import Engine, ready
from dedere.errors import DedereError, UsageError
from dedere.given import pairs, quoted

_UNKNOWN = -1
"""What stands for a cell that must be looked at with its row."""

_SLOT = 10**8
"""Days of one person in one place, as numbers: so that all are in one order."""

Asked = tuple[str, str, Footing]
"""Who is there in what manner, and what the record is taken for."""

_LONGEST = 390000
"""Days as numbers between which any stay is a possible one."""


def assess_table(
    table: Any,
    *,
    columns: Mapping[str, str] | None = None,
    presence: str | None = None,
    suppose: str | Sequence[str] = (),
    withdraw: str | Sequence[str] = (),
    known_on: Day | None = None,
    engine: Engine | None = None,
) -> Any:
    """A `pyarrow.Table`, or a record batch, with what each of its stays comes to behind its columns.

    The columns are those of `dedere batch`, and `columns` gives others these names. `refused` says of a row why it has
    no answer, which leaves its other cells empty. The types of what is added are always the same, also for no rows.

    Raises `UsageError` for what is no table of stays, and where pyarrow and numpy are not installed.
    """
    pa = arrow.library()
    if isinstance(table, pa.RecordBatch):
        table = pa.Table.from_batches([table])
    if not isinstance(table, pa.Table):
        raise UsageError(f"the table is {quoted(table)}", "give a `pyarrow.Table`")
    pairs(columns=columns)
    engine = ready(engine)
    footing = Footing.read(engine, suppose, withdraw, known_on)
    return Columns(Answering(engine, presence, footing), Roles(columns)).answered(table)


class Columns:
    """Answers tables of columns; what was read of one is known for the next."""

    def __init__(self, answering: Answering, roles: Roles) -> None:
        self._pa, self._pc, self._np = arrow.library(), arrow.compute(), arrow.numpy()
        self._answering = answering
        self._roles = roles
        schools = [f"school_{it.id}" for it in answering.engine.schools]
        self.added = ("verdict", *schools, "rule", "authority", "first_day", "last_day", "refused")

        self.by_row = 0
        """How many stays were asked about by themselves so far, because a rule there speaks of the whole stay."""

    def needed(self, table: Any) -> list[tuple[str, str]]:
        """Whose situations a table is looked up in, as far as persons are named otherwise than by a title."""
        table = self._readable(table)
        of = self._roles.of(tuple(table.column_names))
        named = [of[it] for it in ("person", "presence", "suppose") if it in of]
        both = table.select(named).group_by(named).aggregate([]).to_pylist() if "person" in of else []
        more = [of.get(it) for it in ("presence", "suppose")]
        rows = (Row(it[of["person"]], None, 20000101, None, *map(it.get, more)) for it in both)
        return list(dict.fromkeys(it for row in rows if (it := self._answering.needs(row)) is not None))

    def answered(self, table: Any) -> Any:
        """A table with its answers. Raises `UsageError` for columns that are missing, there already, or no cells."""
        self._roles.check(table.column_names, self.added)
        table = self._readable(table)
        found = self._found(table)
        kept = table.select(self._roles.kept(table.column_names))
        for name, column in zip(self.added, found, strict=True):
            kept = kept.append_column(name, column)
        return kept

    # ------------------------------------------------------------------------------------------------- what is read

    def _readable(self, table: Any) -> Any:
        """The table, of which the columns that are read are plain ones. Raises `UsageError` for one that is not."""
        pa = self._pa
        for name in self._roles.of(tuple(table.column_names)).values():
            type_ = table.schema.field(name).type
            if pa.types.is_nested(type_.value_type if pa.types.is_dictionary(type_) else type_):
                raise UsageError(
                    f"the cells of the column `{name}` are no texts and no days, but {type_}", "unpack them"
                )
        return arrow.plain_texts(table)

    def _found(self, table: Any) -> list[Any]:
        np, rows = self._np, table.num_rows
        of = self._roles.of(tuple(table.column_names))
        column = {name: table[of[name]] if name in of else None for name in NAMES}
        cells = {it: self._encoded(column[it]) for it in ("person", "host", "presence", "suppose")}
        begin = self._days(column["from"], rows)
        end = self._days(column["until"], rows)
        end = np.where(end == 0, begin, end)
        persons, who = self._read(cells["person"], rows, self._answering.person)
        manners, how = self._read(cells["presence"], rows, self._answering.manner)
        places, where = self._read(cells["host"], rows, self._answering.place)
        footings, what = self._read(cells["suppose"], rows, self._answering.supposed)
        plain = (begin > 0) & (end >= begin) & (end - begin < _LONGEST)
        plain &= (who >= 0) & (how >= 0) & (where >= 0) & (what >= 0)
        width = len(places)
        slots = ((who * len(manners) + how) * len(footings) + what) * width + where
        asked: dict[tuple[int, Asked], list[int]] = {}
        for it in np.unique(slots[plain]).tolist():
            whose, place = divmod(it, width)
            pair, footing = divmod(whose, len(footings))
            person, manner = divmod(pair, len(manners))
            asked.setdefault((whose, (persons[person], manners[manner], footings[footing])), []).append(place)
        keys, codes, outcomes = self._flat(asked, places)
        slots *= _SLOT
        first = np.searchsorted(keys, slots + begin, "right") - 1
        last = np.searchsorted(keys, slots + end, "right") - 1
        known = plain & (first >= 0)
        first[~known] = last[~known] = 0
        # A place that is asked row by row has no days of its own: what is found there is of another.
        known &= (keys[first] // _SLOT == slots // _SLOT) if len(keys) else False
        simple = known & (first == last)
        code = np.where(simple, codes[first], len(outcomes)) if len(codes) else np.full(rows, len(outcomes))
        return self._columns(table, of, simple, code, outcomes, begin, end)

    def _encoded(self, column: Any) -> tuple[list[Any], Any] | None:
        """The distinct cells of a column, None among them, and which of them stands in each row."""
        pa, pc = self._pa, self._pc
        if column is None:
            return None
        array = column.combine_chunks()
        if pa.types.is_null(array.type):
            array = array.cast(pa.string())
        if not pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        distinct = array.dictionary.to_pylist()
        codes = pc.fill_null(array.indices.cast(pa.int64()), len(distinct)).to_numpy()
        return [*distinct, None], codes

    def _read(
        self, cells: tuple[list[Any], Any] | None, rows: int, read: Callable[[Any], Any]
    ) -> tuple[list[Any], Any]:
        """The distinct things that a column names, and which of them each row does; `_UNKNOWN` where it names none."""
        np = self._np
        given, codes = cells or ([None], np.zeros(rows, np.int64))
        found: dict[Any, int] = {}
        numbers = []
        for cell in given:
            try:
                numbers.append(found.setdefault(read(cell), len(found)))
            except DedereError:
                numbers.append(_UNKNOWN)
        return list(found), np.array(numbers, np.int64)[codes]

    def _days(self, column: Any, rows: int) -> Any:
        """The days of a column as numbers, 0 where the cell is empty, `_UNKNOWN` where it is no day."""
        np = self._np
        if column is not None and self._pa.types.is_date(column.type):
            return self._of_dates(column)
        given, codes = self._encoded(column) or ([None], np.zeros(rows, np.int64))
        numbers = []
        for cell in given:
            try:
                numbers.append(0 if cell is None or not str(cell).strip() else self._answering.day(cell))
            except DedereError:
                numbers.append(_UNKNOWN)
        return np.array(numbers, np.int64)[codes]

    def _of_dates(self, column: Any) -> Any:
        """The same of a column of dates, none of which need be looked at by itself."""
        np = self._np
        empty = column.is_null().to_numpy(zero_copy_only=False)
        days = self._pc.fill_null(column.cast(self._pa.date32()).cast(self._pa.int32()), 0).to_numpy()
        day = days.astype("datetime64[D]")
        month, year = day.astype("datetime64[M]"), day.astype("datetime64[Y]").astype(np.int64) + 1970
        of_month = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
        number = year * 10000 + (month.astype(np.int64) % 12 + 1) * 100 + of_month
        fine = (year >= dates.FIRST_YEAR) & (year <= dates.LAST_YEAR)
        return np.where(empty, 0, np.where(fine, number, _UNKNOWN))

    def _flat(self, asked: Mapping[tuple[int, Asked], list[int]], places: list[Place]) -> tuple[Any, Any, list[Any]]:
        """Every day on which an answer changes as one number, in order; which outcome there is from it on; and all."""
        np, answering = self._np, self._answering
        keys: list[int] = []
        codes: list[int] = []
        outcomes: dict[Any, int] = {}
        for (whose, (person, manner, footing)), met in asked.items():
            here = [places[it] for it in met]
            if footing == answering.footing:
                of: Mapping[Place, Situations] = dict.fromkeys(
                    here, situations_of(answering.engine, person, manner, footing)
                )
            else:
                of = answering.at(person, manner, footing, here)
            for number, place in zip(met, here, strict=True):
                slot = (whose * len(places) + number) * _SLOT
                for day, outcome in of[place].outcomes(place):
                    keys.append(slot + day)
                    codes.append(outcomes.setdefault(outcome, len(outcomes)))
        return np.array(keys, np.int64), np.array(codes, np.int64), list(outcomes)

    # ------------------------------------------------------------------------------------------------ what is added

    def _columns(
        self, table: Any, of: Mapping[str, str], simple: Any, code: Any, outcomes: list[Any], begin: Any, end: Any
    ) -> list[Any]:
        """The columns that are added: most rows by what they come to, the others one by one."""
        pa, np = self._pa, self._np
        told: dict[tuple[Any, ...], int] = {}
        # Of several rules that carry a verdict the first is told: two outcomes may look the same in a table.
        shown = [told.setdefault(self._cells(it), len(told)) for it in outcomes]
        code = np.array([*shown, _UNKNOWN], np.int64)[code]
        refused: dict[int, str] = {}
        apart = np.nonzero(~simple)[0]
        others = table.select(list(of.values())).take(apart).to_pylist() if len(apart) else []
        for at, cells in zip(apart.tolist(), others, strict=True):
            try:
                found = self._answering.answer(self._roles.row(cells))
            except DedereError as error:
                refused[at] = error.message
                code[at] = _UNKNOWN
                continue
            self.by_row += found.by_row
            code[at] = told.setdefault(self._of(found), len(told))
            begin[at], end[at] = dates.number(found.first_day), dates.number(found.last_day)
        none = code < 0
        index = pa.array(code, pa.int32(), mask=none)
        words = list(zip(*told, strict=True)) or [()] * (len(self.added) - 3)
        days = (pa.array(self._numbered(it), pa.int32(), mask=none).cast(pa.date32()) for it in (begin, end))
        columns = [*(_dictionary(pa, index, it) for it in words), *days]
        said = np.full(len(code), None, object)
        for at, message in refused.items():
            said[at] = message
        return [*columns, pa.array(said, pa.string())]

    def _cells(self, outcome: Any) -> tuple[Any, ...]:
        rule = outcome.rules[0] if outcome.rules else None
        return outcome.verdict, *outcome.schools, rule, self._answering.authority(rule) if rule else None

    @staticmethod
    def _of(found: Answered) -> tuple[Any, ...]:
        return found.verdict, *found.schools, found.rule, found.authority

    def _numbered(self, days: Any) -> Any:
        """Days as `YYYYMMDD` as days since 1970."""
        np = self._np
        days = np.where(days > 0, days, 19700101)
        months = (days // 10000 - 1970) * 12 + days // 100 % 100 - 1
        return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + days % 100 - 1


def _dictionary(pa: Any, index: Any, words: Sequence[Any]) -> Any:
    """A column of texts, each distinct one written once; None where the index has none, or the text is none."""
    distinct = list(dict.fromkeys(it for it in words if it is not None))
    place = {it: at for at, it in enumerate(distinct)}
    of = pa.array([place.get(it) for it in words], pa.int32())
    return pa.DictionaryArray.from_arrays(of.take(index), pa.array(distinct, pa.string()))
