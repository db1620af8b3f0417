"""What an answer has by id and a reader by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dedere.program.question import fill
from dedere.reporting import phrases
from dedere.terms.reader import parse_fact
from dedere.terms.values import text

if TYPE_CHECKING:
    from dedere.engine import Engine


class School(NamedTuple):
    """A school as it is shown: its id, its name, the position it takes on each issue, whether the court holds it.

    `speaks` gives whose view it is in each regime in which it has one; where that is empty it speaks everywhere.
    `lines` are the issues that it leaves open since its own lines part on them.
    """

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool
    speaks: Mapping[str, str] = MappingProxyType({})
    lines: frozenset[str] = frozenset()


class Names(NamedTuple):
    """The host and the schools."""

    host: str
    schools: tuple[School, ...]
    only: str | None = None
    """The one school in whose view the question was answered, if it was put so."""
    accounts: frozenset[str] = frozenset()
    """The statuses that are a reason why a host has no duty, as the rules declare them."""
    heralds: tuple[str, ...] = ()
    """The statuses that are changes lately come or about to, in the order in which the rules declare them."""
    phases: Mapping[str, str] = MappingProxyType({})
    """The acts that come before or after the days asked about, as the rules declare them."""
    completes: frozenset[str] = frozenset()
    """What says in the first line of an answer what its act leaves open."""
    titles: Mapping[str, str] = MappingProxyType({})
    """The heading under which an act is told beside the first line, where it has one of its own."""

    def within(self, regimes: Collection[str]) -> Names:
        """The schools that speak in a case under these regimes, by the name that they have there; none means any."""
        heard = []
        for it in self.schools:
            if self.only in (None, it.id):
                voice = next((name for regime, name in it.speaks.items() if regime in regimes), None)
                if not it.speaks or not regimes:
                    heard.append(it)
                elif voice is not None:
                    heard.append(it._replace(name=voice))
        return self._replace(schools=tuple(heard))

    def heard(self, ids: Iterable[str]) -> list[str]:
        """Those of some schools that speak here."""
        speaking = {it.id for it in self.schools}
        return [it for it in ids if it in speaking]

    def school(self, id_: str) -> str:
        """The name of a school."""
        return next((it.name for it in self.schools if it.id == id_), id_)

    def of_schools(self, ids: Iterable[str]) -> str:
        """The names of schools, as one reads them."""
        return phrases.listed(map(self.school, ids))

    def view(self, ids: Iterable[str]) -> str:
        """In whose view something holds."""
        held = self.of_schools(self.heard(ids))
        return f"in the view of {held}" if held else "on some positions only"


def named(engine: Engine, host: str | None = None, only: str | None = None, supposed: Iterable[str] = ()) -> Names:
    """The names that the record of an engine, and what is supposed beside it, have for a host; and its schools."""
    schools = tuple(
        School(
            it.id,
            it.name,
            {text(issue): option for issue, option in it.positions.items()},
            it.court,
            it.speaks,
            frozenset(map(text, it.tells)),
        )
        for it in engine.schools
    )
    accounts, heralds, completes = (
        tuple(text(it.atom.args[1]) for it in engine.corpus.by_predicate.get(name, ()))
        for name in ("accounts", "heralds", "completes")
    )
    titled = (it.atom.args for it in engine.corpus.by_predicate.get("titled", ()))
    titles = {text(act): text(title) for _, act, title in titled}
    said = engine.reasoner.phrases.calling(map(parse_fact, supposed)).name(host.lower()) if host else ""
    phases = {text(it.atom.args[1]): str(it.atom.args[2]) for it in engine.corpus.by_predicate.get("told_when", ())}
    return Names(said, schools, only, frozenset(accounts), heralds, phases, frozenset(completes), titles)


def sought(engine: Engine, person: str) -> str:
    """What the leading question asks of a host, as the rules say it, of a person as is given."""
    declared, _ = engine.leading
    return fill(declared.seeks[0].sentence, {declared.slot("person"): person})
