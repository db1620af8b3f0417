"""A small record and tables beside it, for the tests of what goes in and out."""

from __future__ import annotations

from pathlib import Path

from dedere.batch.taking import import_table
from dedere.corpus.corpus import Corpus
from dedere.loading import load_corpus
from dedere.schema.exchange import Imported

RULES = """\
%@ type state named by state
%@ type person named by person
%@ type office = head_of_state | minister
%@ fact state(State: term, Name: text) of states
%@ says "{State} is a State"
%@ fact alias(State: state, Name: text) of states
%@ says "{State} is also called {Name}"
%@ fact person(Person: term, Name: text) of persons
%@ says "{Person} is a person"
%@ fact deposited(State: state, Treaty: term, Day: date) of treaty_acts
%@ says "{State} deposited its instrument for {Treaty} on {Day}"
%@ fact office(Person: person, Office: office, State: state, From: since, To: until) of offices
%@ says "{Person} is {Office} of {State} from {From}"
%@ fact rate(State: state, Percent: number) of rates
%@ says "{State} has {Percent}"
%@ fact identified_by(Predicate: term, Arguments: number) of checks
%@ says "key"
identified_by(deposited,2). identified_by(rate,1).
"""
RECORD = """\
%@ source reg "Register, \\"the old one\\"" "https://example.org/a"
%@ source book "A book"
%@ by reg seen_once 20260101
state(aaa,"Alphaland").
state(bbb,"Betania").
person(pat,"Pat").
%@ note "a note, with a comma"
deposited(aaa,rome,20200101).  %@ known 20200301
%@ by reg, book seen_twice
office(pat,head_of_state,aaa,#inf,#sup).
office(pat,minister,bbb,20100101,20150101).
"""


class Desk:
    """A small record, and tables beside it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "rules").mkdir()
        (home / "facts").mkdir()
        (home / "rules" / "all.lp").write_text(RULES, encoding="utf-8")
        (home / "facts" / "record.lp").write_text(RECORD, encoding="utf-8")

    def corpus(self, *more: Path) -> Corpus:
        return load_corpus([self.home / "rules"], [self.home / "facts", *more])

    def table(self, written: str, name: str = "table.csv") -> Path:
        path = self.home / name
        path.write_text(written, encoding="utf-8")
        return path

    def take(
        self,
        written: str,
        as_: str | None = None,
        name: str = "table.csv",
        *,
        replace: bool = False,
        dry_run: bool = False,
    ) -> Imported:
        rules, facts = [self.home / "rules"], [self.home / "facts"]
        path = self.table(written, name)
        return import_table(path, as_, replace=replace, dry_run=dry_run, rules=rules, facts=facts)

    @property
    def written(self) -> str:
        return (self.home / "table.lp").read_text(encoding="utf-8")
