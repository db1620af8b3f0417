"""Tables taken into a record, and the verdicts that a status table turns.

The acts of a depositary's table touch every person who is wanted. So each is asked about in each State whose acts
differ, under the record as it is and as the table has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dedere import dates
from dedere.asking.period import Day, read_day
from dedere.batch.visits import Explained, Refused, Visit, explain
from dedere.comparing.record import Answer, turned
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.exchange.importing import Taken, take
from dedere.loading import Paths
from dedere.schema.diff import Turned
from dedere.schema.exchange import Imported, OfStatus
from dedere.terms.reader import parse_fact

Answered = Explained | Refused

MOST_STATES = 12
"""States for whose changed acts every person is asked about: more are a table of another day than the record's."""


def import_table(
    table: str | Path,
    as_: str | None = None,
    into: str | Path | None = None,
    *,
    replace: bool = False,
    dry_run: bool = False,
    columns: Mapping[str, str] | None = None,
    constant: Mapping[str, str] | None = None,
    on: Day | None = None,
    rules: Paths | None = None,
    facts: Paths | None = None,
) -> Imported:
    """Write the rows of a table as facts into a file, beside it and named like it where none is given.

    A table `-` is read from standard input, and needs a file to write into. `as_` is a predicate, a kind of fact where
    the table has a column `predicate`, or a form of status tables that the rules declare: such a table is compared
    with the record act by act, and `on` is the day, by default today, for which verdicts that turn are told.
    `columns` gives columns of the table the names of arguments, or an empty one where they are left out, and `constant`
    arguments the value that they have in every row. `facts` are the folders of the record that the rows are held
    against, which may be empty as yet, and `rules` those of the law; where None, those that come with Dedere. With
    `replace` rows that contradict the record are written too: a fact in the file itself is exchanged, one that stands
    elsewhere is withdrawn; what a fact rests on is added to. What a status table does not show is never taken out.

    Raises `UsageError` for a table that cannot be read or whose columns are others, and for a folder that is none,
    `CorpusError` for a broken record, `Unanswered` where the file was written by another meanwhile.
    """
    day = None if on is None else read_day(on)
    taken = take(
        table, as_, into, replace=replace, dry_run=dry_run, columns=columns, constant=constant, rules=rules, facts=facts
    )
    if taken.found.of_status is None:
        if on is not None:
            raise UsageError("a day is given, and the table is no status table", "leave `on` out, or name its form")
        return taken.found
    today = dates.number(datetime.now().astimezone())
    return taken.found.model_copy(update={"of_status": _turning(taken, taken.found.of_status, day or today)})


def _turning(taken: Taken, status: OfStatus, day: int) -> OfStatus:
    """What a status table tells, with the verdicts that turn on a day."""
    before, after = Engine(taken.before), Engine(taken.after)
    declared, _ = before.leading
    hosts, persons = (before.corpus.named_as(declared.type_of(declared.slot(it))) for it in ("host", "person"))
    differ = [
        *(it.fact for it in taken.found.rows if it.fact and it.status in ("new", "changed")),
        *(it.fact for it in status.gone),
    ]
    # Of some participants the record asks no question.
    states = [it for it in dict.fromkeys(parse_fact(fact).args[0] for fact in differ) if it in hosts]
    shown, left = states[:MOST_STATES], states[MOST_STATES:]
    visits = [Visit(str(person), str(host), on=str(day)) for host in shown for person in sorted(persons, key=str)]
    was, now = list(explain(visits, engine=before)), list(explain(visits, engine=after))
    return status.model_copy(
        update={
            "on": dates.as_date(day),
            "verdicts": tuple(_turned(after, was, now)),
            "answered": sum(isinstance(it, Explained) for it in now),
            "unanswered": tuple(before.reasoner.phrases.code(it, "state") for it in left),
        }
    )


def _turned(engine: Engine, was: Sequence[Answered], now: Sequence[Answered]) -> Iterator[Turned]:
    for old, new in zip(was, now, strict=True):
        if isinstance(old, Explained) and isinstance(new, Explained):
            before, after = Answer(old.verdict, old.schools), Answer(new.verdict, new.schools)
            if before != after:
                days = dates.number(new.first), dates.number(new.last)
                yield turned(engine, "", new.visit.person, new.visit.host, days, before, after)
