"""A graph in the language of Graphviz."""

from __future__ import annotations

from dedere.reporting.dot import WIDTH, render
from dedere.reporting.graph import Graph, Step


def test_every_step_has_its_look_and_every_edge_its_word() -> None:
    graph = Graph(
        {"n0": Step("answer", 'say "so" \\', ""), "n1": Step("x", "other", "a table")},
        (("n0", "n1", "why not"), ("n1", "n0", "")),
    )
    assert render(graph).splitlines() == [
        "digraph reasons {",
        "  rankdir=TB;",
        '  node [fontname="Helvetica", fontsize=10];',
        '  n0 [label="say \\"so\\" \\\\", shape=box, style="bold,rounded"];',
        '  n1 [label="other\\n(a table)", shape=box];',
        '  n0 -> n1 [label="why not"];',
        "  n1 -> n0;",
        "}",
    ]


def test_long_labels_are_broken_between_words() -> None:
    shown = render(Graph({"n0": Step("answer", "word " * 30, "")}, ()))
    label = shown.split('label="')[1].split('"')[0]
    assert all(len(line) <= WIDTH for line in label.split("\\n"))
    assert label.replace("\\n", " ").split() == ["word"] * 30
