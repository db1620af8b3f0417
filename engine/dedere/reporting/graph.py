"""The reasons of an answer as a graph: every step once, with an edge to each step that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dedere.schema.answer import Assessment, Proof


class Step(NamedTuple):
    """A node: its kind, its words, and the rule or source that it rests on."""

    kind: str
    sentence: str
    rests_on: str


class Graph(NamedTuple):
    """Steps by their names (`n0` is the answer), and edges from a step to what it rests on, with a word or none."""

    steps: dict[str, Step]
    edges: tuple[tuple[str, str, str], ...]


def build(assessment: Assessment) -> Graph:
    """The graph of the reasons; of the reasons why not where there is no duty. Technical steps are left out."""
    return _Builder(assessment).graph()


class _Builder:
    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._names: dict[str, str] = {}
        self._steps: dict[str, Step] = {"n0": Step("answer", assessment.summary, "")}
        self._edges: dict[tuple[str, str, str], None] = {}

    def graph(self) -> Graph:
        self._below("n0", self._assessment.why, "")
        if not self._assessment.why:
            for miss in self._assessment.why_not:
                word = "stands in its way" if miss.missing.kind == "defeated" else "is missing"
                rule = self._step("rule", miss.rule, miss.title, miss.rule)
                self._edges["n0", rule, "why not"] = None
                self._below(rule, [miss.missing], word)
        return Graph(self._steps, tuple(self._edges))

    def _step(self, kind: str, key: str, sentence: str, rests_on: str) -> str:
        if key not in self._names:
            self._names[key] = f"n{len(self._steps)}"
            self._steps[self._names[key]] = Step(kind, sentence, rests_on)
        return self._names[key]

    def _below(self, above: str, proofs: Iterable[Proof], word: str) -> None:
        for proof in proofs:
            if proof.folded:
                self._below(above, proof.children, word)
                continue
            rests = proof.rule or "; ".join(it.rpartition(" <")[0] or it for it in proof.source)
            name = self._step(proof.kind, f"{proof.kind} {proof.atom or proof.sentence}", proof.sentence, rests)
            # A step that is told again stands in the graph already; an edge to it is all that is new.
            if name != above:
                self._edges[above, name, word] = None
            self._below(name, proof.children, "")
