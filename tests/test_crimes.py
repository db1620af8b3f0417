"""Every charge of the record belongs to a class of crimes, and no class is given to a charge that nobody faces."""

from __future__ import annotations

from pathlib import Path

import dedere

ROOT = Path(__file__).parents[1]


def test_every_charge_has_a_class_and_every_class_a_charge() -> None:
    """Nobody in the record is charged with aggression (art. 8bis), nor with all grave breaches of the conventions."""
    corpus = dedere.load()
    charged = {fact.atom.args[1] for fact in corpus.by_predicate["charged"]}
    classed = {fact.atom.args[0] for fact in corpus.by_predicate["crime_class"]}
    listed = {
        text.partition("(")[2].rstrip(").")
        for text in (ROOT / "rules" / "prosecute_or_extradite" / "grave_breaches.lp").read_text("utf-8").splitlines()
        if text.startswith(("grave_breach(", "protocol_breach("))
    }
    assert charged <= classed
    assert classed - charged <= {"aggression", *listed}
