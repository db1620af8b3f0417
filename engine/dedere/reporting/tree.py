"""A proof as a tree to be read: technical steps left out and counted, every step told once, sources numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dedere.schema.answer import Proof

_KINDS = {"absent": "nothing known to the contrary", "assumed": "assumed", "chosen": "a position taken"}


class Node(NamedTuple):
    """A step: its words, what it rests on, the numbers of its sources, whether it was told above."""

    kind: str
    sentence: str
    rests_on: str
    sources: tuple[int, ...]
    again: bool
    children: tuple[Node, ...]


class Grower:
    """Grows trees; remembers what has been told, the sources, and how many technical steps were left out."""

    def __init__(self) -> None:
        self.left_out = 0
        self.sources: dict[str, int] = {}
        self._told: set[str] = set()

    def grow(self, proofs: Iterable[Proof]) -> tuple[Node, ...]:
        """The trees of some proofs."""
        return tuple(self._grow(proofs, lifted=False))

    def _grow(self, proofs: Iterable[Proof], lifted: bool, above: str | None = None) -> Iterator[Node]:
        for proof in proofs:
            key = proof.atom or proof.sentence
            if proof.kind == "missing" and proof.sentence == above:
                # That there is none of a thing, because there is none of it.
                yield from self._grow(proof.children, lifted, above)
                continue
            if proof.folded:
                if not proof.ref:
                    self.left_out += 1
                    yield from self._grow(proof.children, lifted=True)
                continue
            again = proof.ref or key in self._told
            if again and (lifted or proof.kind in ("compared", "counted", "absent")) and not proof.children:
                # Below a step that is not shown a repetition says nothing.
                continue
            if again and lifted:
                continue
            if proof.kind != "missing" or not proof.children:
                self._told.add(key)
            children = () if again else tuple(self._grow(proof.children, lifted=False, above=proof.sentence))
            yield Node(
                proof.kind,
                proof.sentence,
                _rests_on(proof),
                tuple(self.sources.setdefault(it, len(self.sources) + 1) for it in _real(proof)),
                again,
                children,
            )

    def count(self) -> str:
        """How many technical steps were left out, in words; empty if none was."""
        if not self.left_out:
            return ""
        return f"{self.left_out} technical step{'' if self.left_out == 1 else 's'} left out"


def _real(proof: Proof) -> tuple[str, ...]:
    return tuple(it for it in proof.source if it not in _NOT_SOURCES)


_NOT_SOURCES = {"the question": "asked", "supposed for this question": "supposed"}
_CONFIDENCE = {"seen_twice": "seen twice", "seen_once": "seen once", "recall": "from memory"}


def _rests_on(proof: Proof) -> str:
    parts = list(proof.authority)
    if proof.rule:
        parts.insert(0, proof.rule)
    if proof.kind in _KINDS and not (proof.kind == "absent" and proof.children):
        parts.append(_KINDS[proof.kind])
    parts += [_NOT_SOURCES[it] for it in proof.source if it in _NOT_SOURCES]
    if proof.confidence:
        parts.append(_CONFIDENCE.get(proof.confidence, proof.confidence))
    return "; ".join(parts)


def citation(source: str) -> tuple[str, str | None]:
    """A source as its citation and its address."""
    cited, found, rest = source.rpartition(" <")
    return (cited, rest[:-1]) if found and rest.endswith(">") else (source, None)
