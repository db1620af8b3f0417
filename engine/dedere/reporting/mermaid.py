"""The reasons of an answer as a Mermaid flowchart, for pages and wikis that draw it."""

from __future__ import annotations

from dedere.reporting.graph import Graph
from dedere.reporting.page import clean

_SHAPES = {"answer": ("([", "])"), "fact": ("[/", "/]"), "rule": ("[[", "]]"), "missing": ("{{", "}}")}
_CLASSES = (
    "classDef answer font-weight:bold,stroke-width:3px",
    "classDef fact fill:#dcecf7,color:#0b3a5a",
    "classDef assumed,chosen fill:#fff3cd,color:#5c4300",
    "classDef missing,defeated fill:#f8dcd9,color:#6b130c",
)


def render(graph: Graph) -> str:
    """The flowchart."""
    lines = ["flowchart TD"]
    for name, step in graph.steps.items():
        begin, end = _SHAPES.get(step.kind, ("[", "]"))
        label = _quoted(step.sentence) + (f"<br/><small>{_quoted(step.rests_on)}</small>" if step.rests_on else "")
        lines.append(f'    {name}{begin}"{label}"{end}:::{step.kind}')
    for above, below, word in graph.edges:
        lines.append(f'    {above} -- "{_quoted(word)}" --> {below}' if word else f"    {above} --> {below}")
    return "\n".join([*lines, *(f"    {it}" for it in _CLASSES)])


def _quoted(text: str) -> str:
    """The text as the inside of a label: whatever Mermaid or HTML could take for its own is written as an entity."""
    return "".join(it if it.isalnum() or it in " .,:-()/" else f"#{ord(it)};" for it in clean(text))
