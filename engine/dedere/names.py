"""Finding the entity that a user means: by id, code, name or alias, whatever the case, the accents and the hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from dedere.corpus import Corpus
from dedere.errors import UsageError
from dedere.values import Atom, text

_MORE_NAMES = ("alias", "code")
"""The predicates of the record that give an entity further names."""


def plain(name: str) -> str:
    """A name without case, accents and punctuation: `Türkiye` as `turkiye`, `Lvova-Belova` as `lvova belova`."""
    letters = "".join(it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
    return " ".join(re.findall(r"\w+", letters.casefold().replace("_", " ").replace("'", "").replace("\u2019", "")))


class Directory:
    """The entities of some types, with all their names."""

    def __init__(self, corpus: Corpus, types: Iterable[str], supposed: Iterable[Atom] = ()) -> None:
        self.types = tuple(types)
        self._shown: dict[str, str] = {}
        self._ids: dict[str, set[str]] = {}
        naming = [name for type_ in self.types for name in corpus.vocabulary.types[type_].named_by]
        extra = list(supposed)
        for predicate in naming:
            facts = [fact.atom for fact in corpus.by_predicate.get(predicate, ())]
            for atom in (*facts, *(it for it in extra if it.name == predicate)):
                id_ = str(atom.args[0])
                self._shown.setdefault(id_, text(atom.args[1]) if len(atom.args) > 1 else id_)
                self._add(id_, id_)
                self._add(self._shown[id_], id_)
        for predicate in _MORE_NAMES:
            facts = [fact.atom for fact in corpus.by_predicate.get(predicate, ())]
            for atom in (*facts, *(it for it in extra if it.name == predicate)):
                if str(atom.args[0]) in self._shown:
                    self._add(text(atom.args[1]), str(atom.args[0]))

    def _add(self, name: str, id_: str) -> None:
        self._ids.setdefault(plain(name), set()).add(id_)

    def find(self, given: str) -> str:
        """The id of the one entity that `given` names.

        A full name, code, alias or id comes before a part of a name. Raises `UsageError`: for a name that several have
        with the candidates, for an unknown one with the closest names.
        """
        wanted = plain(given)
        found = self._ids.get(wanted, set())
        if not found and wanted:
            words = set(wanted.split())
            found = {id_ for name, ids in self._ids.items() if words <= set(name.split()) for id_ in ids}
        kind = " or ".join(self.types)
        if len(found) == 1:
            return next(iter(found))
        if found:
            listed = "; ".join(f"{self._shown[id_]} ({id_})" for id_ in sorted(found))
            raise UsageError(f"`{given}` may be more than one {kind}", f"name one of them by its id: {listed}")
        near = get_close_matches(wanted, list(self._ids), 8, 0.6)
        candidates = list(dict.fromkeys(id_ for name in near for id_ in sorted(self._ids[name])))[:4]
        listed = "; ".join(f"{self._shown[id_]} ({id_})" for id_ in candidates)
        hint = (
            f"did you mean {listed}?" if candidates else "`dedere facts search` looks through the names of the record"
        )
        raise UsageError(f"no {kind} `{given}` is known", hint)

    def shown(self, id_: str) -> str:
        """The name by which an entity is shown."""
        return self._shown[id_]
