"""The reasons of an answer as a graph for Graphviz."""

from __future__ import annotations

from textwrap import wrap

from dedere.reporting.graph import Graph
from dedere.reporting.page import clean

_LOOK = {
    "answer": 'shape=box, style="bold,rounded"',
    "fact": 'shape=box, style=filled, fillcolor="#dcecf7"',
    "rule": "shape=component",
    "assumed": 'shape=box, style=filled, fillcolor="#fff3cd"',
    "chosen": 'shape=diamond, style=filled, fillcolor="#fff3cd"',
    "missing": 'shape=hexagon, style=filled, fillcolor="#f8dcd9"',
    "defeated": 'shape=octagon, style=filled, fillcolor="#f8dcd9"',
}
WIDTH = 36
"""Letters on a line of a label."""


def render(graph: Graph) -> str:
    """The graph in the language of Graphviz."""
    lines = ["digraph reasons {", "  rankdir=TB;", '  node [fontname="Helvetica", fontsize=10];']
    for name, step in graph.steps.items():
        label = _label(step.sentence) + (f"\\n({_label(step.rests_on)})" if step.rests_on else "")
        lines.append(f'  {name} [label="{label}", {_LOOK.get(step.kind, "shape=box")}];')
    for above, below, word in graph.edges:
        lines.append(f"  {above} -> {below}" + (f' [label="{_label(word)}"];' if word else ";"))
    return "\n".join([*lines, "}"])


def _label(text: str) -> str:
    """The text in short lines, with quotes and backslashes escaped."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return "\\n".join(wrap(escaped, WIDTH, break_long_words=False, break_on_hyphens=False))
