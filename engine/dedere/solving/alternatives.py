"""Many sets of facts looked at in one ground program, each for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dedere.schema.answer import Verdict
from dedere.solving.ground import Grounded


class Alternatives(Grounded):
    """One ground program in which exactly one of many sets of facts is added; each set is asked about for itself.

    `sets` gives for each its facts and the patterns of the norms that answer the question asked of it.
    """

    def __init__(self, law: str, facts: Iterable[str], sets: Sequence[tuple[Sequence[str], Sequence[str]]]) -> None:
        lines = [f"1 {{ _supposed(0..{len(sets) - 1}) }} 1."]
        for index, (added, sought) in enumerate(sets):
            lines += [f"{atom} :- _supposed({index})." for atom in added]
            lines += [f"_yes({index},D) :- _supposed({index}), effective({pattern},_,D)." for pattern in sought]
        super().__init__(f"{law}\n{' '.join(lines)}", facts)
        self._size = len(sets)
        self._days = [(symbol.arguments[0].number, str(symbol)) for symbol, _ in self._control.literals("_yes", 2)]
        # That a day is without a duty can be said only of days that are known now.
        no = " ".join(f"{_no(yes)} :- _supposed({index}), not {yes}." for index, yes in self._days)
        self._control.add("without", f"{no}\n#show _yes/2. #show _no/2.")

    def verdicts(self, positions: Mapping[str, str]) -> list[Verdict]:
        """The verdict for each set on these positions, all from one solve."""
        found = self.ever(positions)
        verdicts: list[Verdict] = ["not_obliged"] * self._size
        for index, yes in self._days:
            if yes in found and verdicts[index] != "obliged":
                verdicts[index] = "contested" if _no(yes) in found else "obliged"
        return verdicts


def _no(yes: str) -> str:
    return f"_no{yes.removeprefix('_yes')}"
