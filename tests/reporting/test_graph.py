"""The reasons as a graph, for Mermaid and for Graphviz."""

from __future__ import annotations

import re

import dedere
import samples
from dedere.engine import default_engine
from dedere.reporting import dot, graph, mermaid
from dedere.schema.told import Told

EVIL = 'x\x1b[31m "]; n0 --> end\n<script>alert(1)</script> \\" #quot; click n0 href'


def _built(answer: Told) -> graph.Graph:
    return graph.build(answer, default_engine())


def _evil() -> graph.Graph:
    proof = samples.step(EVIL, "a", samples.fact(EVIL, "b", source=f"{EVIL} <javascript:alert(1)>"))
    return _built(samples.answer(summary=EVIL, why=(proof,)))


def test_every_step_stands_once_and_edges_lead_to_what_it_rests_on() -> None:
    made = _built(dedere.assess("putin", "mng", on="2024-09-02"))
    assert made.steps["n0"].sentence.startswith("Contested")
    sentences = [(it.kind, it.sentence, it.rests_on) for it in made.steps.values()]
    assert any("Mongolia has been a party to the Rome Statute since 1 July 2002" in it[1] for it in sentences)
    assert len(made.edges) == len(set(made.edges))
    reached = {"n0"}
    for _ in made.steps:
        reached |= {below for above, below, _ in made.edges if above in reached}
    assert reached == made.steps.keys()


def test_what_is_missing_is_drawn_where_there_is_no_duty() -> None:
    made = _built(dedere.assess("putin", "ind", on="2025-12-05"))
    assert ("n0", "n1", "why not") in made.edges
    assert any(it.kind == "missing" and "State Party" in it.sentence for it in made.steps.values())


def test_nothing_in_a_text_is_markup() -> None:
    shown = mermaid.render(_evil())
    assert "<script" not in shown
    assert "\x1b" not in shown
    for line in shown.splitlines()[1:]:
        assert line.count('"') in (0, 2)
    for line in dot.render(_evil()).splitlines():
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert '"' not in bare
        assert "script" not in bare
