"""What the variables of a clause are bound to, as a proof shows it: by declared argument, and in a text."""

from __future__ import annotations

from collections.abc import Mapping

from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.language.records import Clause
from dedere.terms.patterns import Bindings
from dedere.terms.values import Value
from dedere.terms.variables import pieces


class Arguments:
    """The variables of the clauses of a corpus by the declared arguments at which they stand.

    A variable goes by the argument at which it first stands, in the head or in a condition; of several at arguments of
    one name the later are numbered: `Day`, `Day_2`. One that stands at none has no name, and is left out.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._predicates = corpus.vocabulary.predicates
        self._of: dict[int, dict[str, str]] = {}

    def of(self, clause: Clause) -> Mapping[str, str]:
        """The variables of a clause, each with the name it goes by."""
        if clause.index not in self._of:
            self._of[clause.index] = self._named(clause)
        return self._of[clause.index]

    def _named(self, clause: Clause) -> dict[str, str]:
        atoms = ((it.name, it.args) for it in clause.body if it.kind == "positive")
        first: dict[str, str] = {}
        for predicate, args in ((clause.head_name, clause.head_args), *atoms):
            for argument, arg in zip(self._predicates[predicate].arguments, args, strict=True):
                if arg in clause.variables and not arg.startswith("_"):
                    first.setdefault(arg, argument.name)
        named: dict[str, str] = {}
        seen: dict[str, int] = {}
        for variable, name in first.items():
            seen[name] = seen.get(name, 0) + 1
            named[variable] = name if seen[name] == 1 else f"{name}_{seen[name]}"
        return named

    def shown(self, clause: Clause, bound: Bindings, phrases: Phrasebook) -> dict[str, Value]:
        """The values of a clause by the names they go by, each as where it stands alone."""
        told: dict[str, Value] = {}
        for variable, name in self.of(clause).items():
            value, type_ = bound.get(variable), clause.variable_types.get(variable, "term")
            if value is not None:
                told[name] = phrases.alone(value, type_)
        return told


def substitute(written: str, bound: Mapping[str, Value]) -> str:
    """The text with its bound variables replaced; strings are left as they are."""
    return "".join([str(bound.get(it, it)) if variable else it for it, variable in pieces(written)])
