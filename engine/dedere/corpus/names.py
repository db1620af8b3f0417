"""Finding the entity that a user means: by its id, its code, its whole name or a declared alias, however that is spelt.

Whatever is shorter, or merely like a name, is offered and never taken: an answer about another person is worse than
none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.corpus.spelling import heard, plain, turned
from dedere.errors import UsageError
from dedere.terms.values import Atom, Value, text

MORE_NAMES = ("alias", "code")
"""The predicates of the record that give an entity further names."""

MOST_OFFERED = 5


class Table(NamedTuple):
    """The names of the entities of one type: how each is shown, whom each plain name may mean, and each as `heard`."""

    shown: dict[str, str]
    ids: dict[str, list[str]]
    heard: dict[str, list[str]]


def table(corpus: Corpus, type_name: str, supposed: Iterable[Atom] = ()) -> Table:
    """The names that the record, and what is supposed beside it, give the entities of a type."""
    naming = corpus.vocabulary.types[type_name].named_by
    record = [it.atom for name in naming for it in corpus.by_predicate.get(name, ())]
    return with_more(corpus, type_name, Table({}, {}, {}), (*record, *supposed))


def kept_table(corpus: Corpus, type_name: str) -> Table:
    """The names that the record alone gives the entities of a type, as they were worked out with it."""
    return Table(*json.loads(corpus.index("names")[type_name]))


def with_more(corpus: Corpus, type_name: str, them: Table, supposed: Iterable[Atom]) -> Table:
    """The names of a table with those that further facts give; the table itself where they give none.

    To work out how each name of the record is heard takes longer than to answer many a question.
    """
    naming = corpus.vocabulary.types[type_name].named_by
    extra = {name: [it for it in supposed if it.name == name] for name in (*naming, *MORE_NAMES)}
    if not any(extra.values()):
        return them
    made = Table({**them.shown}, {**them.ids}, {**them.heard})

    def add(name: str, id_: str) -> None:
        for by, key in ((made.ids, plain(name)), (made.heard, heard(name))):
            ids = by.get(key, []) if key else []
            if key and id_ not in ids:
                by[key] = [*ids, id_]

    for predicate in naming:
        for atom in extra[predicate]:
            id_ = str(atom.args[0])
            made.shown.setdefault(id_, text(atom.args[1]) if len(atom.args) > 1 else id_)
            add(id_, id_)
            add(made.shown[id_], id_)
    for predicate in MORE_NAMES:
        # The record may have further names of what is only supposed to be there.
        recorded = (it.atom for it in corpus.by_predicate.get(predicate, ()))
        for atom in (*(it for it in recorded if str(it.args[0]) not in them.shown), *extra[predicate]):
            if str(atom.args[0]) in made.shown:
                add(text(atom.args[1]), str(atom.args[0]))
    return made


_DOUBLED = re.compile(r"(\w)\1")


class Directory:
    """The entities of some types, with all their names; the types that stand first come first."""

    def __init__(self, corpus: Corpus, types: Iterable[str], supposed: Sequence[Atom] = ()) -> None:
        self._corpus = corpus
        self._supposed = supposed
        self._tables = {it: with_more(corpus, it, kept_table(corpus, it), supposed) for it in types}

    def supposing(self, supposed: Sequence[Atom]) -> Directory:
        """The same entities and names of the record, with those that are supposed."""
        made = Directory(self._corpus, (), supposed)
        made._tables = {it: with_more(self._corpus, it, them, supposed) for it, them in self._tables.items()}
        return made

    def locate(self, given: str) -> tuple[str, str]:
        """The type and the id of the one entity that `given` names.

        An id comes before any name, a name as it is written before one whose words are turned or spelt otherwise. What
        is typed as a surname and not as the id that it is must be no other's.
        Raises `UsageError`: for a name that several have with what tells them apart, for any other with those it may
        be meant for.
        """
        exact = given.strip().lower()
        for type_name, them in self._tables.items():
            if exact in them.shown:
                others = [] if exact == given.strip() else self._sharing(them, exact)
                if others:
                    raise self._unclear(given, type_name, [exact, *others])
                return type_name, exact
        for type_name, ids in self.named(given):
            if len(ids) > 1:
                raise self._unclear(given, type_name, ids)
            return type_name, ids[0]
        meant = self.offered(given)
        hint = "`dedere facts search` looks through the names of the record"
        if meant:
            hint = f"did you mean {self.apart(meant)}?"
        raise UsageError(f"no {' or '.join(self._tables)} `{given}` is known", hint, "unknown_name")

    def _unclear(self, given: str, type_name: str, ids: Collection[str]) -> UsageError:
        hint = f"name one of them by its id: {self.apart(ids)}"
        return UsageError(f"`{given}` may be more than one {type_name}", hint, "ambiguous_name")

    @staticmethod
    def _sharing(them: Table, id_: str) -> list[str]:
        """The others in whose names an id stands that is a word of its own, longer name: a surname, not one's alone."""
        word, name = plain(id_), plain(them.shown[id_])
        if word == name or word not in name.split():
            return []
        return sorted({it for name, ids in them.ids.items() if word in name.split() for it in ids} - {id_})

    def named(self, given: str) -> Iterator[tuple[str, list[str]]]:
        """Each type with the ids of those of it that `given` is a whole name of, as it is written or otherwise."""
        wanted = plain(given)
        bare = wanted.removeprefix("the ")
        for type_name, them in self._tables.items():
            found = them.ids.get(wanted) or them.ids.get(bare, [])
            if found:
                yield type_name, sorted(found)
        key = turned(bare)
        for type_name, them in self._tables.items():
            within = {id_ for name, ids in them.ids.items() if key and turned(name) == key for id_ in ids}
            if within:
                yield type_name, sorted(within)
        if " " not in bare and _DOUBLED.search(bare):
            return  # Of one word a letter that stands twice may as well be a slip.
        for type_name, them in self._tables.items():
            found = them.heard.get(heard(bare), [])
            if found:
                yield type_name, sorted(found)

    def alike(self, id_: str) -> list[str]:
        """The ids of the others that bear a name of this one, as it is written or spelt otherwise."""
        borne = (ids for them in self._tables.values() for by in (them.ids, them.heard) for ids in by.values())
        return sorted({it for ids in borne if len(ids) > 1 and id_ in ids for it in ids} - {id_})

    def offered(self, given: str) -> list[str]:
        """The ids of those whom `given` may be meant for, the likeliest first: it is a part of a name or like one."""
        wanted = plain(given)
        words, run = set(heard(given).split()) or set(wanted.split()), "".join(wanted.split())
        if not any(len(it) > 1 for it in words):
            return []
        known: dict[str, list[str]] = {}
        for them in self._tables.values():
            for name, ids in them.ids.items():
                known.setdefault(name, []).extend(ids)
        parts = [it for it in known if words <= set(heard(it).split()) or words <= set(it.split())]
        if len(run) > 2:
            parts += [it for it in known if run in it.replace(" ", "")]
        from difflib import get_close_matches  # only where a name is none

        near = parts or get_close_matches(wanted, known, 8, 0.7)
        if not near:  # A word that few bear may be the name among others that are no part of it.
            borne = {it: [name for name in known if it in heard(name).split()] for it in sorted(words) if len(it) > 3}
            few = (them for them in borne.values() if len({it for name in them for it in known[name]}) <= MOST_OFFERED)
            near = [name for them in few for name in them]
        return list(dict.fromkeys(id_ for name in near for id_ in sorted(known[name])))[:MOST_OFFERED]

    def apart(self, ids: Collection[str]) -> str:
        """The entities by name and id, each with the last that is recorded of what tells those of its type apart."""
        from dedere.corpus.sentences import Phrasebook  # Most names are found.

        phrases = Phrasebook(self._corpus).calling(self._supposed)
        telling = {it.atom.args for it in self._corpus.by_predicate.get("told_apart_by", ())}
        described = []
        for id_ in ids:
            type_name = next(it for it, them in self._tables.items() if id_ in them.shown)
            last: dict[Value, Atom] = {}
            for of, predicate in sorted(telling, key=str):
                atoms = (it.atom for it in self._corpus.by_predicate.get(str(predicate), ()))
                about = [it for it in (*atoms, *self._supposed) if it.name == predicate and id_ in it.args]
                if of == type_name and about:
                    last[predicate] = max(about, key=_latest)
            said = "; ".join(phrases.atom(it).removeprefix(f"{self.shown(id_)} ") for it in last.values())
            described.append(f"{self.shown(id_)} ({id_}{f': {said}' if said else ''})")
        return "; ".join(described)

    def find(self, given: str) -> str:
        """The id of the one entity that `given` names, as `locate` finds it."""
        return self.locate(given)[1]

    def shown(self, id_: str) -> str:
        """The name by which an entity is shown."""
        return next(them.shown[id_] for them in self._tables.values() if id_ in them.shown)


def _latest(atom: Atom) -> tuple[int, str]:
    return max((it for it in atom.args if isinstance(it, int)), default=0), str(atom)
