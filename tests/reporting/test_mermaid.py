"""A graph as a Mermaid flowchart."""

from __future__ import annotations

from dedere.reporting.graph import Graph, Step
from dedere.reporting.mermaid import render

GRAPH = Graph(
    {
        "n0": Step("answer", 'Contested: "so"', ""),
        "n1": Step("fact", "a fact", "a table"),
        "n2": Step("x", "other", ""),
    },
    (("n0", "n1", ""), ("n0", "n2", "why not")),
)


def test_every_step_has_its_shape_and_every_edge_its_word() -> None:
    lines = render(GRAPH).splitlines()
    assert lines[:6] == [
        "flowchart TD",
        '    n0(["Contested: #34;so#34;"]):::answer',
        '    n1[/"a fact<br/><small>a table</small>"/]:::fact',
        '    n2["other"]:::x',
        "    n0 --> n1",
        '    n0 -- "why not" --> n2',
    ]
    assert "    classDef missing,defeated fill:#f8dcd9,color:#6b130c" in lines[6:]
