"""Templates of facts: what they range over, and that nothing but facts comes out of them."""

from __future__ import annotations

import pytest

from dedere.asking import templates
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import UsageError


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return default_engine().corpus


def facts(corpus: Corpus, source: str) -> list[str]:
    return [str(fact) for it in templates.fill(corpus, templates.parse(corpus, source)) for fact in it.facts]


def test_over_all_states(corpus: Corpus) -> None:
    found = facts(corpus, "deposited(S,rome,20250901) : state(S)")
    assert len(found) == len(corpus.by_predicate["state"])
    assert "deposited(ind,rome,20250901)" in found


def test_over_facts_with_constants_and_joined(corpus: Corpus) -> None:
    found = facts(corpus, "waiver(S,putin,icc,20240101,#sup) : office(putin,head_of_state,S,_,_), state(S,_).")
    assert found == ["waiver(rus,putin,icc,20240101,#sup)"]


def test_over_the_constants_of_a_type(corpus: Corpus) -> None:
    found = facts(corpus, "request(icc,ind,putin,K,20250101) : request_kind(K)")
    assert sorted(found) == [
        "request(icc,ind,putin,arrest_and_surrender,20250101)",
        "request(icc,ind,putin,provisional_arrest,20250101)",
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("deposited(S,rome,20250901)", "nothing says"),
        ("deposited(S,rome,20250901) : ", "begins with the name"),
        (": state(S)", "cannot be taken"),
        ("deposited(S,rome,D) : state(S)", "ranges over nothing"),
        ("deposited(S,rome,20250901) : party(S,rome,20250901)", "derived"),
        ("deposited(S,rome,20250901) : not state(S)", "begins with the name"),
        ("deposited(S,rome,20250901) : state(S), S != ind", "arithmetic"),
        ("deposited(S,rome,20250901+1) : state(S)", "arithmetic"),
        ("deposited(S,rome,@f()) : state(S)", "external"),
        ("deposited(S,rome,20250901..20250903) : state(S)", "interval"),
        ("deposited(S,rome,20250901) : state(S). #script(lua)", "directive"),
        ("deposited(S,rome,20250901), p : state(S)", "one fact"),
        ("deposited(S,rome) : state(S)", "3 arguments"),
        ("deposited(S,rome,20250901) : nostate(S)", "undeclared"),
        ("deposited(S,rome,20250901) : person(S)", "no state `"),
        ("deposited(S,rome,20250901) : visit(_,_,S,19000101,_)", "makes no fact"),
    ],
)
def test_what_is_no_template(corpus: Corpus, source: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        facts(corpus, source)
    assert said in refused.value.message
    assert "\n" not in refused.value.message


def test_lines(corpus: Corpus) -> None:
    deposit, waiver = "deposited(ind,rome,20250901)", "waiver(rus,putin,icc,20240101,#sup)"
    content = f"% a remark\n\n{deposit}.\n{deposit}; {waiver}\n"
    assert [len(it.facts) for it in templates.lines(corpus, content)] == [1, 2]


def test_a_wrong_line_is_named(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="line 2: "):
        templates.lines(corpus, "deposited(ind,rome,20250901).\np :- q.\n")
    with pytest.raises(UsageError, match="no fact"):
        templates.lines(corpus, "% nothing\n")
