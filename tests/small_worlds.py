"""Worlds of the small law."""

from __future__ import annotations

from dedere.testing.drawing import Source, goals
from dedere.testing.world import World
from small_law import law


def some(many: int) -> list[World]:
    """So many worlds, for each goal in turn."""
    engine = law()
    question = engine.leading[0]
    every = goals(engine, question)
    drawn = (Source(engine, question, every[at % len(every)], at).draw() for at in range(2 * many))
    return [it for it in drawn if it is not None][:many]
