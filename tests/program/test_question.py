"""What rules say of a question, read off their facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import Lab
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.program.question import as_pattern, declared, fill, leading, matches, slot_of, slots, slots_of
from dedere.terms.patterns import match
from dedere.terms.values import Atom, Value


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return default_engine().corpus


def test_a_template_and_its_slots() -> None:
    template = "staying(visit,{person},{host},{person})"
    assert slots_of(template) == ("person", "host", "person")
    assert fill(template, {"person": "pat", "host": "aaa"}) == "staying(visit,pat,aaa,pat)"
    assert [slot_of(it) for it in ("{person}", "f({person})", "person", 3)] == ["person", None, None, None]


@pytest.mark.parametrize(
    ("fact", "found"),
    [
        (Atom("staying", ("v1", "pat", "aaa")), {"visit": "v1", "person": "pat", "host": "aaa"}),
        (Atom("staying", ("v1", "pat", "f(b,1)")), {"visit": "v1", "person": "pat", "host": "f(b,1)"}),
        (Atom("staying", ("v1", "pat")), None),
        (Atom("leaving", ("v1", "pat", "aaa")), None),
    ],
)
def test_the_slots_that_make_a_template_a_fact(fact: Atom, found: dict[str, Value] | None) -> None:
    assert slots("staying({visit},{person},{host})", fact) == found


def test_a_slot_that_stands_twice_is_one_value() -> None:
    assert slots("p({a},{a})", Atom("p", (1, 2))) is None
    assert slots("p({a},{a})", Atom("p", (2, 2))) == {"a": 2}


VALUES = st.one_of(st.integers(-9, 9), st.sampled_from(["ind", '"a, (b"', "f(a,1)", "#sup"]))


@given(st.fixed_dictionaries({"a": VALUES, "b_c": VALUES}))
def test_filling_and_finding_are_inverse(given_: dict[str, Value]) -> None:
    template = "p(f({a}),{b_c},{a},x)"
    filled = fill(template, given_)
    assert match(as_pattern(template), filled, {})
    atom = Atom("p", (f"f({given_['a']})", given_["b_c"], given_["a"], "x"))
    assert str(atom) == filled
    assert slots(template, atom) == given_


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("_", "f(a)", True),
        ("duty(ind,_,_)", "duty(ind,arrest,toward(icc))", True),
        ("duty(_,arrest,toward(_))", "duty(ind,arrest,toward(icc))", True),
        ("duty(ind,_)", "duty(ind,arrest,toward(icc))", False),
        ("duty(X,arrest)", "duty(ind,arrest)", False),
        ("duty(chn,_,_)", "duty(ind,arrest,toward(icc))", False),
    ],
)
def test_only_the_line_stands_for_anything_in_what_a_user_writes(pattern: str, value: str, fits: bool) -> None:
    assert matches(pattern, value) is fits


def test_a_question_as_it_is_declared(corpus: Corpus) -> None:
    found = declared(corpus, leading(corpus))
    assert set(found.needed) <= {*found.slots.values()}
    assert found.slot("person") in found.needed
    assert found.type_of(found.slot("person")) == "person"
    assert found.type_of("no_such_slot") == "term"
    assert found.planned == {it.partition("(")[0] for it in found.plan}


def test_a_fact_with_a_slot_left_open_is_not_added(corpus: Corpus) -> None:
    found = declared(corpus, leading(corpus))
    some = dict.fromkeys(found.needed, "x")
    added = found.facts(some)
    assert len(added) < len(found.plan)
    every = {slot: "x" for template in found.plan for slot in slots_of(template)}
    assert len(found.facts(every)) == len(found.plan)


def test_a_part_that_no_slot_is_said_of(corpus: Corpus) -> None:
    with pytest.raises(UsageError) as refused:
        declared(corpus, leading(corpus)).slot("weather")
    assert "which slot of the question" in refused.value.message
    assert "fills(" in str(refused.value.hint)


def test_a_question_that_is_not_declared(corpus: Corpus, lab: Lab) -> None:
    with pytest.raises(UsageError, match="the rules declare no question `nonsense`"):
        declared(corpus, "nonsense")
    with pytest.raises(UsageError, match="the rules declare no question"):
        leading(lab.load())
