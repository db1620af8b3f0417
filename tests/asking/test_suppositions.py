"""What a user may suppose, and what is said where it cannot be."""

from __future__ import annotations

import pytest

import dedere
from corpora import Lab
from dedere.asking import suppositions, templates
from dedere.asking.suppositions import suppose, withdraw
from dedere.errors import UsageError
from dedere.terms.reader import parse_fact

CORPUS = dedere.load()


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(dedere.UsageError) as caught:
        suppose(dedere.load(), [text])
    return caught.value.message, caught.value.hint or ""


def test_a_derived_predicate_is_refused_with_the_facts_it_follows_from() -> None:
    message, hint = refusal("party(ind,rome,20250101)")
    assert message == "`party(ind,rome,20250101)` is not a fact that can be supposed"
    assert "`deposited(State: state, Treaty: treaty, Day: date)`" in hint


def test_a_rule_is_refused_with_the_declared_form() -> None:
    message, hint = refusal("deposited(ind,rome,20250101) :- x")
    assert "is not a ground fact" in message
    assert "deposited(State: state, Treaty: treaty, Day: date)" in hint


def test_an_unknown_predicate_and_an_unknown_id_get_the_nearest() -> None:
    assert "did you mean `deposited`?" in refusal("deposted(ind,rome,20250101)")[1]
    assert "did you mean `rome`?" in refusal("deposited(ind,rme,20250101)")[1]


@pytest.mark.parametrize("text", ["deposited(IND,rome,20250901)", "Deposited(ind,Rome,2025-09-01)"])
def test_capitals_and_dashes_are_refused_with_what_was_meant(text: str) -> None:
    assert refusal(text)[1] == "did you mean `deposited(ind,rome,20250901)`?"


def test_what_one_supposition_names_another_may_use_and_sentences_call_it_so() -> None:
    facts = [
        'person(x1,"Jane Roe")',
        "national(x1,usa)",
        "warrant(w1,icc,x1,20250101)",
        "in_situation(w1,ukraine)",
        "charged(w1,cah_murder)",
        "made_public(w1,20250101)",
    ]
    answer = dedere.assess("Jane Roe", "France", on="2025-12-05", suppose=facts)
    assert answer.summary == "Obliged: France must arrest and surrender Jane Roe on 5 December 2025."
    assert "Jane Roe" in answer.windows[0].sentence


def test_one_fact_need_not_stand_in_a_list() -> None:
    fact = "deposited(ind,rome,20250901)"
    assert dedere.assess("putin", "India", on="2025-12-05", suppose=fact).question.suppose == (fact,)


def test_what_is_not_in_the_record_cannot_be_withdrawn() -> None:
    with pytest.raises(dedere.UsageError) as caught:
        withdraw(dedere.load(), ["deposited(mng,rome,20020412)"])
    assert caught.value.message == "`deposited(mng,rome,20020412)` is not in the record"
    assert "`deposited(mng,rome,20020411)`" in (caught.value.hint or "")


def test_a_fact_of_another_state_is_not_what_was_meant() -> None:
    with pytest.raises(dedere.UsageError) as caught:
        withdraw(dedere.load(), ["deposited(ind,rome,20250901)"])
    assert caught.value.hint == "`dedere facts list --predicate deposited` shows what it has"


def test_an_example_is_a_fact_of_the_record() -> None:
    written = suppositions.example(CORPUS).strip("`")
    assert parse_fact(written) in CORPUS.by_atom
    assert suppositions.suppose(CORPUS, written) == [parse_fact(written)]
    template = suppositions.example(CORPUS, "X").strip("`")
    assert len(templates.fill(CORPUS, templates.parse(CORPUS, template))) > 100


def test_a_pack_of_other_words_gives_examples_of_its_own(lab: Lab) -> None:
    corpus = lab.load()
    assert suppositions.example(corpus) == "`office(pat,head,aaa,20000101,#sup)`"
    assert suppositions.example(corpus, "X") == "`office(X,head,aaa,20000101,#sup) : person(X)`"
    with pytest.raises(UsageError) as refused:
        templates.parse(corpus, "visit(pat,X,20250101)")
    assert "as in `office(X,head," in str(refused.value.hint)
    bare = lab.load(facts__facts='%@ source src "A"\n%@ by src recall\nstate(aaa,"A").\n')
    assert "write one" not in suppositions.example(bare)
