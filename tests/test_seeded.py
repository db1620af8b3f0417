"""Faults put into a copy of our own rules are found in worlds that are made up; `DEDERE_SEEDED=2000` looks so long.

They are of twelve kinds, as one slips when writing a rule. To find them takes minutes each, so that it is done on
demand; that they can still be put in is tried always.
"""

from __future__ import annotations

import os
import shutil
import sys
from itertools import cycle
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from dedere.engine import Engine
from dedere.loading import load
from dedere.testing import PROPERTIES, try_worlds
from dedere.testing.running import DECIDING

HOME = Path(__file__).parents[1]
LOOKED_AT = int(os.environ.get("DEDERE_SEEDED", "0"))
"""Worlds in which each fault is looked for."""

AT_ONCE = 50
RULES_AT_ONCE = 16
"""Rules for which so many worlds are drawn, so that each has its turn within a thousand."""

HEADER = '%@ rule SEED "A fault"\n%@ authority "Dedere" "tests" checked(convention)\n%@ says "a fault"\n'


class Seed(NamedTuple):
    """A fault: the property that is there for it, in which file what stands for what, or what is added to the law."""

    property: str
    file: str = "immunity.lp"
    old: str = ""
    new: str = ""
    more: str = ""


OFFICE = "holds(P,O,S,D) :- host(P,_,D), office(P,O,S,F,T), F <= D, D < T."
IMMUNE = "personally_immune(P,S,H,D) :- host(P,H,D), holds(P,O,S,D), troika(O), S != H, not unrecognised(P,O,S,H,D)."
MISSION = "present(P,H,special_mission,D)"
SEEDS = {
    "the day of a beginning is not looked at": Seed(
        "every_day", "rome_statute/privileges.lp", "change(E) :- visit(_,P,_,_,_), icc_delegate(P,_,_,E,_).\n"
    ),
    "the day of an end is not looked at": Seed(
        "every_day", "rome_statute/privileges.lp", "change(E) :- visit(_,P,_,_,_), court_official(P,_,_,_,E).\n"
    ),
    "the day of an act is not looked at": Seed(
        "every_day",
        "rome_statute/competing_requests.lp",
        "change(E) :- visit(_,P,H,_,_), extradition_refused(H,_,P,E).\n",
    ),
    "a number is added to a day": Seed(
        "every_day", old="not_recognised_by(P,O,S,H,F), F <= D", new="not_recognised_by(P,O,S,H,F), F + 30 <= D"
    ),
    "an end still belongs": Seed("half_open", old=OFFICE, new=OFFICE.replace("D < T", "D <= T")),
    "a beginning does not belong yet": Seed("half_open", old=OFFICE, new=OFFICE.replace("F <= D", "F < D")),
    "the order of ids counts": Seed("other_names", old=IMMUNE, new=IMMUNE.replace("S != H", "S < H")),
    "an act is owed and forbidden": Seed(
        "hidden_conflict",
        more=f'{HEADER}applicable(duty(H,wait,P,none),"SEED",D) :- {MISSION}.\n'
        f'applicable(forbidden(H,wait,P,none),"SEED",D) :- {MISSION}, national(P,H).\n',
    ),
    "what others do counts": Seed(
        "strangers",
        old=IMMUNE,
        new=IMMUNE.replace("troika(O)", "troika(O), not many"),
        more=f'%@ derived many\n%@ says "there are many"\n{HEADER}many :- #count {{ P : office(P,_,_,_,_) }} > 1.\n',
    ),
    "the rules contradict one another": Seed("answered", more=f"{HEADER}:- {MISSION}, national(P,H).\n"),
    "a longer stay frees": Seed(
        "longer_stay",
        more=f'{HEADER}defeated(N,R,"SEED",D) :- applicable(N,R,D), N = duty(H,_,P,_), visit(_,P,H,F,T), T - F > 20.\n',
    ),
    "a check fails of a norm": Seed(
        "checks_of_conclusions",
        more=f'{HEADER}violation("SEED",P,H) :- checking, effective(duty(H,_,P,_),_,_), national(P,H).\n',
    ),
}


def put_into(seed: Seed, home: Path) -> Engine:
    """A copy of our own law with a fault in it."""
    shutil.copytree(HOME / "rules", home / "rules")
    path = home / "rules" / seed.file
    text = path.read_text(encoding="utf-8")
    assert seed.old in text, f"it stands no longer in {seed.file}: {seed.old}"
    path.write_text(text.replace(seed.old, seed.new) if seed.old else text, encoding="utf-8")
    (home / "rules" / "zz_seed.lp").write_text(seed.more, encoding="utf-8")
    return Engine(load(home / "rules", HOME / "facts", alone=True))


def _parts(engine: Engine) -> list[list[str]]:
    """The rules that decide, in an order of no meaning, some at a time."""
    rules = sorted({it.rule_id for it in engine.corpus.clauses if it.head_name in DECIDING})
    Random(0).shuffle(rules)  # it orders rules
    return [rules[at : at + RULES_AT_ONCE] for at in range(0, len(rules), RULES_AT_ONCE)]


def test_each_fault_can_be_put_in() -> None:
    for kind, seed in SEEDS.items():
        assert seed.old in (HOME / "rules" / seed.file).read_text(encoding="utf-8"), kind
        assert seed.old or seed.more, kind
        assert seed.property in {"answered", *(it.name for it in PROPERTIES)}, kind
    assert len(SEEDS) == 12


@pytest.mark.skipif(not LOOKED_AT, reason="it takes long; DEDERE_SEEDED=2000 asks for it")
@pytest.mark.parametrize("kind", SEEDS)
def test_each_fault_is_found(kind: str, tmp_path: Path) -> None:
    seed = SEEDS[kind]
    engine = put_into(seed, tmp_path)
    parts = cycle(_parts(engine))
    # The worlds are the same whatever is held against them: what one property finds in them, all of them do.
    theirs = [it for it in PROPERTIES if it.name == seed.property] or PROPERTIES[:1]
    for at in range(0, LOOKED_AT, AT_ONCE):
        worlds = min(AT_ONCE, LOOKED_AT - at)
        found = try_worlds(engine, worlds, seed=at, properties=theirs, rules=next(parts))
        if found.counterexamples:
            names = sorted({it.property for it in found.counterexamples})
            sys.stderr.write(f"{kind}: within {at + found.drawn} worlds, by {', '.join(names)}\n")
            assert seed.property in names
            return
    raise AssertionError(f"{kind}: not found in {LOOKED_AT} worlds")
