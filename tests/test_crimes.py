"""Every charge of the record belongs to a class of crimes, and no class is given to a charge that nobody faces."""

from __future__ import annotations

import dedere


def test_every_charge_has_a_class_and_every_class_a_charge() -> None:
    facts = dedere.load().by_predicate
    charged = {fact.atom.args[1] for fact in facts["charged"]}
    assert charged == {fact.atom.args[0] for fact in facts["crime_class"]}
