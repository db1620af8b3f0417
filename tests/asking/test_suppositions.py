"""What a user may suppose, and what is said where it cannot be."""

from __future__ import annotations

import pytest

import dedere
from corpora import Lab
from dedere.asking import suppositions, templates
from dedere.asking.suppositions import suppose, withdraw
from dedere.errors import UsageError
from dedere.program.protocol import PROTOCOL
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom

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
    assert "did you mean the Rome Statute (rome)?" in refusal("deposited(ind,rme,20250101)")[1]


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


TO_THE_LAW = {
    'takes(court,"ISS-IMM",horizontal)': "ask in the view of a school with --school, or put it in a folder of rules",
    'school(mine,"My school")': "ask in the view of a school with --school, or put it in a folder of rules",
    'option("ISS-IMM",mine,"My view")': "ask in the view of a school with --school, or put it in a folder of rules",
    'reads(head_of_state,"chief")': "put it in a folder of rules and name that with --rules",
    "identified_by(deposited,1)": "put it in a folder of rules and name that with --rules",
}


@pytest.mark.parametrize("text", TO_THE_LAW)
def test_what_belongs_to_the_law_cannot_be_supposed(text: str) -> None:
    message, hint = refusal(text)
    assert message == f"`{text}` cannot be supposed: it belongs to the law"
    assert hint.startswith(TO_THE_LAW[text])


def test_of_what_class_a_crime_is_can_be_supposed() -> None:
    """The engine reads nothing of it, and a question may be about acts of which the law says nothing yet."""
    supposed = suppose(CORPUS, ["crime_class(murder,genocide)"])
    assert [str(it) for it in supposed] == ["crime_class(murder,genocide)"]


@pytest.mark.parametrize("text", ["kept_until(visits,20300101)", "treaty_kept_until(rome,20300101)"])
def test_how_the_record_is_kept_cannot_be_supposed(text: str) -> None:
    message, hint = refusal(text)
    assert message == f"`{text}` cannot be supposed: it says how the record is kept"
    assert hint == "put it in a folder of facts and name that with --facts"


def test_what_the_engine_says_cannot_be_supposed() -> None:
    assert refusal("changing")[0] == "`changing` cannot be supposed: only the engine itself says `changing`"


def test_whatever_the_engine_reads_by_name_is_told_apart() -> None:
    for name, passed in PROTOCOL.items():
        predicate = CORPUS.vocabulary.predicates.get(name)
        if predicate is None or predicate.kind != "fact":
            continue
        text = str(Atom(name, tuple("x" for _ in predicate.arguments)))
        with pytest.raises(UsageError) as refused:
            suppose(CORPUS, f"{text[:-1]},x)" if passed.supposed else text)
        assert ("cannot be supposed" in refused.value.message) is not passed.supposed


def test_nor_can_the_law_be_withdrawn() -> None:
    with pytest.raises(UsageError) as refused:
        withdraw(CORPUS, 'school(court,"the Court")')
    assert refused.value.message == '`school(court,"the Court")` cannot be left out: it belongs to the law'
    assert "with --rules and --alone" in (refused.value.hint or "")


def test_a_template_cannot_suppose_the_law() -> None:
    with pytest.raises(UsageError) as refused:
        templates.fill(CORPUS, templates.parse(CORPUS, 'takes(X,"ISS-IMM",court) : school(X)'))
    assert "cannot be supposed: it belongs to the law" in refused.value.message


@pytest.mark.parametrize(
    ("texts", "there"),
    [
        (['person(putin,"Xi")'], 'person(putin,"Vladimir Putin")'),
        (['state(ind,"Bharat")'], 'state(ind,"India")'),
        (['person(x1,"Jane Roe")', 'person(x1,"Jill Roe")'], 'person(x1,"Jill Roe")'),
    ],
)
def test_a_second_name_is_refused(texts: list[str], there: str) -> None:
    with pytest.raises(UsageError) as refused:
        suppose(CORPUS, texts)
    assert refused.value.message == f"`{texts[0]}` is a second name: there is `{there}`"
    alias = f"alias({texts[0].partition('(')[2]}"
    assert refused.value.hint == f"suppose `{alias}` instead, or withdraw `{there}`"


def test_another_name_may_be_supposed_and_one_that_is_withdrawn_replaced() -> None:
    query = dedere.ask("Volodya", "India", on="2025-12-05", suppose='alias(putin,"Volodya")')
    assert query.question.person == "putin"
    name, other = 'person(putin,"Vladimir Putin")', 'person(putin,"V. Putin")'
    renamed = dedere.assess("putin", "India", on="2025-12-05", suppose=other, withdraw=name)
    assert "V. Putin" in renamed.summary
