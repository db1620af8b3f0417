"""Finding the entity that a user means: by id, code, name or alias, whatever the case, the accents and the hyphens."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.terms.values import Atom, text

MORE_NAMES = ("alias", "code")
"""The predicates of the record that give an entity further names."""


@lru_cache(maxsize=1 << 14)  # The names of the record come back with every question that supposes a person.
def plain(name: str) -> str:
    """A name without case, accents and punctuation: `Türkiye` as `turkiye`, `Lvova-Belova` as `lvova belova`."""
    letters = "".join(it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
    return " ".join(re.findall(r"\w+", letters.casefold().replace("_", " ").replace("'", "").replace("\u2019", "")))


class Table(NamedTuple):
    """The names of the entities of one type: how each is shown, and whom each plain name may mean."""

    shown: dict[str, str]
    ids: dict[str, list[str]]


def table(corpus: Corpus, type_name: str, supposed: Iterable[Atom] = ()) -> Table:
    """The names that the record, and what is supposed beside it, give the entities of a type."""
    made = Table({}, {})
    extra = list(supposed)

    def atoms(predicate: str) -> Iterator[Atom]:
        yield from (fact.atom for fact in corpus.by_predicate.get(predicate, ()))
        yield from (it for it in extra if it.name == predicate)

    def add(name: str, id_: str) -> None:
        ids = made.ids.setdefault(plain(name), [])
        if id_ not in ids:
            ids.append(id_)

    for predicate in corpus.vocabulary.types[type_name].named_by:
        for atom in atoms(predicate):
            id_ = str(atom.args[0])
            made.shown.setdefault(id_, text(atom.args[1]) if len(atom.args) > 1 else id_)
            add(id_, id_)
            add(made.shown[id_], id_)
    for predicate in MORE_NAMES:
        for atom in atoms(predicate):
            if str(atom.args[0]) in made.shown:
                add(text(atom.args[1]), str(atom.args[0]))
    return made


def kept_table(corpus: Corpus, type_name: str) -> Table:
    """The names that the record alone gives the entities of a type, as they were worked out with it."""
    return Table(*json.loads(corpus.index("names")[type_name]))


class Directory:
    """The entities of some types, with all their names; the types that stand first come first."""

    def __init__(self, corpus: Corpus, types: Iterable[str], supposed: Sequence[Atom] = ()) -> None:
        self._tables = {it: table(corpus, it, supposed) if supposed else kept_table(corpus, it) for it in types}

    def locate(self, given: str) -> tuple[str, str]:
        """The type and the id of the one entity that `given` names.

        A full name, code, alias or id comes before a part of a name. Raises `UsageError`: for a name that several have
        with the candidates, for an unknown one with the closest names.
        """
        wanted = plain(given)
        bare = wanted.removeprefix("the ")
        words = set(bare.split())
        for type_name, them in self._tables.items():
            found = them.ids.get(wanted) or them.ids.get(bare, [])
            if found:
                return type_name, self._one(given, type_name, found)
        for type_name, them in self._tables.items():
            within = {id_ for name, ids in them.ids.items() if words and words <= set(name.split()) for id_ in ids}
            if within:
                return type_name, self._one(given, type_name, within)
        shown = {id_: name for them in self._tables.values() for id_, name in them.shown.items()}
        known = {name: ids for them in self._tables.values() for name, ids in them.ids.items()}
        near = get_close_matches(wanted, known, 8, 0.7)
        candidates = list(dict.fromkeys(id_ for name in near for id_ in sorted(known[name])))[:4]
        listed = "; ".join(f"{shown[id_]} ({id_})" for id_ in candidates)
        hint = (
            f"did you mean {listed}?" if candidates else "`dedere facts search` looks through the names of the record"
        )
        raise UsageError(f"no {' or '.join(self._tables)} `{given}` is known", hint)

    def _one(self, given: str, type_name: str, found: Collection[str]) -> str:
        if len(found) > 1:
            shown = self._tables[type_name].shown
            listed = "; ".join(f"{shown[id_]} ({id_})" for id_ in sorted(found))
            raise UsageError(f"`{given}` may be more than one {type_name}", f"name one of them by its id: {listed}")
        return next(iter(found))

    def find(self, given: str) -> str:
        """The id of the one entity that `given` names, as `locate` finds it."""
        return self.locate(given)[1]

    def shown(self, id_: str) -> str:
        """The name by which an entity is shown."""
        return next(them.shown[id_] for them in self._tables.values() if id_ in them.shown)
