"""Situations as a table that any program can join with its own: a row for days on which the answer is the same.

>>> from dedere.engine import default_engine
>>> found = listed(default_engine(), ["putin"])
>>> [(str(it.first), str(it.after), it.verdict) for it in found.rows if it.host == "ARM"]
[('1600-01-01', '2024-02-01', 'not_obliged'), ('2024-02-01', '3000-01-01', 'contested')]
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from dedere import dates
from dedere.asking.period import Day, read_day
from dedere.asking.persons import find
from dedere.asking.places import Place
from dedere.batch import spread
from dedere.batch.deriving import AFTER, AS_IT_IS, FIRST, Footing
from dedere.batch.situations import situations_of
from dedere.corpus.content import identify
from dedere.engine import Engine
from dedere.schema.situations import Situated, SituationRow
from dedere.version import __version__

SITUATIONS = "dedere.situations/1"


def table(
    engine: Engine,
    persons: Sequence[str] = (),
    presences: Iterable[str] = (),
    *,
    known_on: Day | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Situated:
    """The situations of persons, by id, name or alias; of all of the record where none is named.

    Raises `UsageError` for a person, a manner or a day that is none.
    """
    declared, _ = engine.leading
    type_ = declared.type_of(declared.slot("person"))
    known = None if known_on is None else read_day(known_on)
    day = known or dates.number(datetime.now().astimezone())
    ids = dict.fromkeys(find(engine, type_, it, day) for it in persons) or spread.everybody(engine)
    return listed(engine, list(ids), presences, Footing(known), jobs=jobs, progress=progress)


def on(
    engine: Engine,
    person: str,
    day: Day,
    host: str | None = None,
    presence: str | None = None,
    *,
    known_on: Day | None = None,
) -> Situated:
    """What one day comes to for a person in every place, or in the one that is named: the rows that have this day.

    Raises `UsageError` for a person, a day, a place or a manner that is none.
    """
    at = dates.as_date(read_day(day))
    whole = table(engine, [person], () if presence is None else [presence], known_on=known_on)
    known = None if known_on is None else read_day(known_on)
    of = situations_of(engine, whole.persons[0], whole.presences[0], Footing(known))
    only = None if host is None else of.place(host)
    code = _coded(engine)
    asked_alone = {(code(it), it.area): it for it in of.by_row}

    def told(row: SituationRow) -> SituationRow:
        place = asked_alone.get((row.host, row.area))
        if place is None:
            return row
        found = of.on(place, day)
        days = {"first": at, "after": dates.as_date(dates.next_day(read_day(day)))}
        return row.model_copy(update={**days, "verdict": found.verdict, "schools": dict(found.schools)})

    rows = (it for it in whole.rows if it.first <= at < it.after)
    if only is not None:
        rows = (it for it in rows if (it.host, it.area) == (code(only), only.area))
    said = json.dumps([whole.id, at.isoformat(), None if only is None else [only.state, only.area]])
    id_ = identify(SITUATIONS, said, whole.rules_fingerprint, whole.facts_fingerprint)
    return whole.model_copy(update={"id": id_, "rows": tuple(map(told, rows))})


def listed(
    engine: Engine,
    persons: Sequence[str],
    presences: Iterable[str] = (),
    footing: Footing = AS_IT_IS,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Situated:
    """The situations of persons, given by their ids, in manners of presence, by default that which comes first.

    `progress` is told how many of how many are derived. Raises `UsageError` for a manner that is none.
    """
    manners = spread.manners(engine, presences)
    asked = [(person, manner) for person in persons for manner in manners]
    for done, _ in enumerate(spread.derive(engine, asked, footing, jobs), 1):
        progress(done, len(asked))
    corpus = engine.corpus
    said = json.dumps([*persons, *manners, footing.known_on, *map(str, footing.supposed), *map(str, footing.withdrawn)])
    return Situated(
        id=identify(SITUATIONS, said, corpus.rules_fingerprint, corpus.facts_fingerprint),
        persons=tuple(persons),
        presences=tuple(manners),
        known_on=None if footing.known_on is None else dates.as_date(footing.known_on),
        schools=tuple(it.id for it in engine.schools),
        rows=tuple(row for it in asked for row in _rows(engine, *it, footing)),
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
        facts_fingerprint=corpus.facts_fingerprint,
    ).making(engine)


def _rows(engine: Engine, person: str, manner: str, footing: Footing) -> Iterator[SituationRow]:
    of = situations_of(engine, person, manner, footing)
    phrases, code = engine.reasoner.phrases, _coded(engine)

    first, last = dates.as_date(FIRST), dates.as_date(AFTER)
    authority = cache(lambda rule: "; ".join(phrases.authority(rule)))
    for place in of.places:
        here = SituationRow(
            person=person,
            host=code(place),
            area=place.area,
            presence=manner,
            first=first,
            after=last,
            verdict=None,
            schools={},
            rule=None,
            authority=None,
        )
        found = () if place in of.by_row else of.changes(place)
        if not found:
            yield here
        for it, end in zip(found, [*(it.first_day or last for it in found[1:]), last], strict=bool(found)):
            said: dict[str, Any] = {"first": it.first_day or first, "after": end, "verdict": it.verdict}
            if it.rules:
                said |= {"rule": it.rules[0], "authority": authority(it.rules[0])}
            yield here.model_copy(update={**said, "schools": dict(it.schools)})


def _coded(engine: Engine) -> Callable[[Place], str]:
    """How the State of a place is written in a row."""
    declared, _ = engine.leading
    host, phrases = declared.type_of(declared.slot("host")), engine.reasoner.phrases
    return lambda place: phrases.code(place.state, host)


def columns(found: Situated) -> list[str]:
    """The names of the columns of the table."""
    schools = (f"school_{it}" for it in found.schools)
    return ["person", "host", "area", "presence", "first", "after", "verdict", *schools, "rule", "authority"]


def cells(found: Situated, row: SituationRow) -> list[Any]:
    """The cells of a row, under the columns."""
    schools = (row.schools.get(it) for it in found.schools)
    ends = row.first, row.after
    return [row.person, row.host, row.area, row.presence, *ends, row.verdict, *schools, row.rule, row.authority]


def as_csv(found: Situated) -> str:
    """The table as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns(found))
    writer.writerows(["" if it is None else str(it) for it in cells(found, row)] for row in found.rows)
    return stream.getvalue()


def as_parquet(found: Situated) -> bytes:
    """The table as Parquet. Raises `UsageError` where pyarrow is not installed."""
    from dedere.batch import arrow

    pa, parquet = arrow.library(), arrow.parquet()
    names = columns(found)
    by_column = list(zip(*(cells(found, row) for row in found.rows), strict=True)) or [()] * len(names)
    days, words = pa.date32(), pa.dictionary(pa.int32(), pa.string())
    arrays = [
        pa.array(it, days) if name in ("first", "after") else pa.array(it, pa.string()).cast(words)
        for name, it in zip(names, by_column, strict=True)
    ]
    said = {"schema": SITUATIONS, "id": found.id, "dedere": found.dedere}
    said |= {"rules": found.rules_fingerprint, "facts": found.facts_fingerprint}
    table = pa.Table.from_arrays(arrays, names=names).replace_schema_metadata({"dedere": json.dumps(said)})
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()
