"""What a program concludes of one predicate, without a question and without positions to take."""

from __future__ import annotations

from collections.abc import Sequence

from dedere.errors import Unanswered
from dedere.solving.control import Control


def concluded(program: str, name: str, arity: int) -> list[str]:
    """The atoms of a predicate in one answer set of a program, in their order. Raises `Unanswered` if there is none."""
    found = Control(f"{program}\n#show {name}/{arity}.").gather("auto", ())
    if found is None:
        raise Unanswered("the rules contradict one another on these facts", "take the last change back")
    return [str(symbol) for symbol in sorted(found)]


def concluded_each(program: str, name: str, arity: int, alternatives: Sequence[Sequence[str]]) -> list[list[str]]:
    """The atoms of a predicate for each of some lists of rules that are added to a program one at a time.

    An alternative that contradicts the program has none. Raises `Unanswered` where a search is not done in its bound.
    """
    chosen = " ".join(f"{rule}, _chosen({index})." for index, rules in enumerate(alternatives) for rule in rules)
    one = f"1 {{ _chosen(0..{len(alternatives) - 1}) }} 1."
    control = Control(f"{program}\n{chosen} {one} #show {name}/{arity}. #show _chosen/1.")
    found: list[list[str]] = [[] for _ in alternatives]
    for symbols in control.each():
        index = next(it.arguments[0].number for it in symbols if it.name == "_chosen")
        found[index] = [str(it) for it in symbols if it.name == name]
    return found
