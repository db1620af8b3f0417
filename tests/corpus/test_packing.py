"""What is packed comes back as it was."""

from __future__ import annotations

import gc
import json

from hypothesis import given
from hypothesis import strategies as st

from corpora import Lab
from dedere.corpus import packing
from dedere.language.assemble import assemble
from dedere.language.files import File
from dedere.language.records import Fact
from dedere.language.vocabulary import Vocabulary
from dedere.terms.values import Atom
from strategies import atoms

FACTS = st.builds(
    Fact,
    atoms,
    st.sampled_from(["a.lp", "b.lp"]),
    st.integers(1, 9999),
    st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
    st.sampled_from(["", "recall", "seen_twice"]),
    st.none() | st.integers(16000101, 29991231),
    st.none() | st.text(max_size=20),
    st.none() | st.integers(16000101, 29991231),
    st.none() | st.sampled_from(["R-1", "R-2"]),
    st.booleans(),
)


def _of_one_arity(facts: list[Fact]) -> list[Fact]:
    """A predicate has one number of arguments; the loader sees to it."""
    arity: dict[str, int] = {}
    return [it for it in facts if arity.setdefault(it.atom.name, len(it.atom.args)) == len(it.atom.args)]


@given(st.lists(FACTS, max_size=20, unique_by=lambda it: it.atom).map(_of_one_arity))
def test_facts_come_back_in_their_order_with_all_that_was_said_of_them(facts: list[Fact]) -> None:
    parts = packing.pack({}, Vocabulary({}, {}), {}, (), tuple(facts))
    found = packing.Facts(parts)
    assert found.all() == tuple(facts)
    for name in {it.atom.name for it in facts}:
        assert found.by_predicate[name] == tuple(it for it in facts if it.atom.name == name)


def test_every_line_is_one_line_of_json(lab: Lab) -> None:
    corpus = lab.load()
    for lines in corpus._parts.values():
        for line in lines.values():
            assert "\n" not in line
            json.loads(line)


def test_rules_and_clauses_come_back(lab: Lab) -> None:
    lab.load()
    paths = sorted((lab.home / "rules").iterdir())
    records = assemble([File(f"rules/{it.name}", it.read_bytes(), True) for it in paths])
    parts = packing.pack(*records)
    assert dict(packing.rules(parts)) == records.rules
    assert packing.clauses(parts) == records.clauses
    assert packing.clause(parts, 0) == records.clauses[0]
    assert dict(packing.sources(parts)) == records.sources
    found = packing.vocabulary(parts)
    assert dict(found.types) == records.vocabulary.types
    assert dict(found.predicates) == records.vocabulary.predicates
    assert packing.heads(parts) == {"present": [0]}


def test_the_collector_is_as_it_was_before() -> None:
    parts = packing.pack(
        {}, Vocabulary({}, {}), {}, (), (Fact(Atom("p"), "a", 1, (), "", None, None, None, None, True),)
    )
    assert gc.isenabled()
    packing.Facts(parts).all()
    assert gc.isenabled()
    gc.disable()
    try:
        packing.Facts(parts).all()
        assert not gc.isenabled()
    finally:
        gc.enable()
