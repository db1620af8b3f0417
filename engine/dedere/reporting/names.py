"""What an answer has by id and a reader by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dedere.reporting import phrases
from dedere.terms.reader import parse_fact
from dedere.terms.values import text

if TYPE_CHECKING:
    from dedere.engine import Engine


class School(NamedTuple):
    """A school as it is shown: its id, its name, the position it takes on each issue, whether the court holds it."""

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool


class Names(NamedTuple):
    """The host and the schools."""

    host: str
    schools: tuple[School, ...]
    only: str | None = None
    """The one school in whose view the question was answered, if it was put so."""
    accounts: frozenset[str] = frozenset()
    """The statuses that are a reason why a host has no duty, as the rules declare them."""

    def school(self, id_: str) -> str:
        """The name of a school."""
        return next((it.name for it in self.schools if it.id == id_), id_)

    def of_schools(self, ids: Iterable[str]) -> str:
        """The names of schools, as one reads them."""
        return phrases.listed(map(self.school, ids))

    def view(self, ids: Iterable[str]) -> str:
        """In whose view something holds."""
        held = self.of_schools(ids)
        return f"in the view of {held}" if held else "on some positions only"


def named(engine: Engine, host: str | None = None, only: str | None = None, supposed: Iterable[str] = ()) -> Names:
    """The names that the record of an engine, and what is supposed beside it, have for a host; and its schools."""
    schools = tuple(
        School(it.id, it.name, {text(issue): option for issue, option in it.positions.items()}, it.court)
        for it in engine.schools
    )
    accounts = frozenset(text(it.atom.args[1]) for it in engine.corpus.by_predicate.get("accounts", ()))
    name = engine.reasoner.phrases.calling(map(parse_fact, supposed)).name(host.lower()) if host else ""
    return Names(name, schools, only, accounts)
