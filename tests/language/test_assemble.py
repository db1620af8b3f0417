"""A record of one's own on top of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import FACTS, RULES, VOCABULARY, Lab
from dedere.corpus.corpus import Corpus
from dedere.errors import CorpusError
from dedere.loading import load_corpus

OWN = '%@ source mine "My notes"\n%@ by mine recall\n'


def layered(lab: Lab, own: str) -> Corpus:
    lab.write(rules__vocabulary=VOCABULARY, rules__rules=RULES, facts__facts=FACTS)
    folder = lab.home / "own"
    folder.mkdir(exist_ok=True)
    (folder / "mine.lp").write_text(OWN + own, encoding="utf-8")
    return load_corpus([lab.home / "rules"], [lab.home / "facts", folder])


def messages(lab: Lab, own: str) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        layered(lab, own)
    return [str(it) for it in caught.value.findings]


def test_facts_are_added(lab: Lab) -> None:
    corpus = layered(lab, "visit(pat,bbb,20260101).\n")
    fact = corpus.by_predicate["visit"][-1]
    assert (str(fact.atom), fact.file, fact.sources) == ("visit(pat,bbb,20260101)", "own/mine.lp", ("mine",))
    assert len(corpus.by_predicate["visit"]) == 2


def test_a_fact_of_both_is_known_from_the_higher(lab: Lab) -> None:
    corpus = layered(lab, "visit(pat,bbb,20250101).\n")
    (fact,) = corpus.by_predicate["visit"]
    assert (fact.file, fact.sources, fact.confidence) == ("own/mine.lp", ("mine",), "recall")


def test_a_fact_can_be_withdrawn(lab: Lab) -> None:
    corpus = layered(lab, "%@ withdraw visit(pat, bbb, 20250101)\n")
    assert "visit" not in corpus.by_predicate


def test_and_replaced(lab: Lab) -> None:
    corpus = layered(lab, "%@ withdraw visit(pat,bbb,20250101)\nvisit(pat,bbb,20250102).\n")
    assert [str(it.atom) for it in corpus.by_predicate["visit"]] == ["visit(pat,bbb,20250102)"]


def test_only_what_stands_below_can_be_withdrawn(lab: Lab) -> None:
    (message,) = messages(lab, "%@ withdraw visit(pat,bbb,20250102)\n")
    assert message == "own/mine.lp:3: `visit(pat,bbb,20250102)` does not stand below, so it cannot be withdrawn"
    assert "does not stand below" in messages(lab, "visit(pat,bbb,20260101).\n%@ withdraw visit(pat,bbb,20260101)\n")[0]


def test_what_is_withdrawn_names_nothing(lab: Lab) -> None:
    found = messages(lab, '%@ withdraw person(pat,"Pat")\n')
    assert any("`pat` is named as no `person`" in it for it in found)


def test_twice_in_one_layer_is_still_a_fault(lab: Lab) -> None:
    assert "stands twice" in messages(lab, "visit(pat,bbb,20260101).\nvisit(pat,bbb,20260101).\n")[0]


def test_a_malformed_withdrawal(lab: Lab) -> None:
    assert "a variable cannot stand in a fact" in messages(lab, "%@ withdraw visit(P,bbb,20250101)\n")[0]


def test_a_rule_file_withdraws_nothing(lab: Lab) -> None:
    findings = lab.findings(rules__more="%@ withdraw visit(pat,bbb,20250101)\n")
    assert any("a rule file withdraws no fact" in it.message for it in findings)


def test_the_order_of_layers_matters(lab: Lab, tmp_path: Path) -> None:
    first = layered(lab, "visit(pat,bbb,20250101).\n")
    rules, facts, own = lab.home / "rules", lab.home / "facts", lab.home / "own"
    second = load_corpus([rules], [own, facts])
    assert first.facts_fingerprint != second.facts_fingerprint
    assert [it.file for it in second.by_predicate["visit"]] == ["facts/facts.lp"]


WOULD = """\
%@ derived near(Person: person, Day: date)
%@ says "{Person} is near"
%@ would "{Person} were near"
%@ rule R-8 "Who is near is met"
%@ authority "Convention" "art. 8" checked(text)
%@ says "{P} is met"
%@ would "{P} would be met"
present(P,H,D) :- visit(P,H,D), near(P,D).
near(P,D) :- visit(P,_,D).
"""


def test_what_would_be_is_said_of_a_predicate_and_of_the_one_clause_below(lab: Lab) -> None:
    corpus = lab.load(rules__near=WOULD)
    assert corpus.vocabulary.predicates["near"].would == "{Person} were near"
    assert corpus.vocabulary.predicates["visit"].would is None
    said = [(corpus.clauses[it].says, corpus.clauses[it].would) for it in corpus.rules["R-8"].clauses]
    assert said == [("{P} is met", "{P} would be met"), ("{P} is met", None)]


OF_CONSTANT = """\
%@ type ending = went | stayed
%@ fact plan(Person: person, How: ending) of plans
%@ says "{Person} was there"
%@ says stayed "{Person} was not there"
"""


def test_a_constant_among_the_arguments_has_a_sentence_of_its_own(lab: Lab) -> None:
    assert lab.load(rules__plan=OF_CONSTANT).vocabulary.predicates["plan"].says_of == (
        ("stayed", "{Person} was not there"),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("says stayed", "says staid", "no argument of `plan` can be `staid`, which has a sentence"),
        ("{Person} was not", "{Whoever} was not", "the sentence of `plan` names `{Whoever}`"),
    ],
)
def test_the_sentence_of_a_constant_is_held_against_the_arguments(lab: Lab, old: str, new: str, message: str) -> None:
    found = [it.message for it in lab.findings(rules__plan=OF_CONSTANT.replace(old, new))]
    assert any(it.startswith(message) for it in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('would "{Person} were', 'would "{Whoever} were', "the sentence of `near` names `{Whoever}`"),
        ('would "{P} would', 'would "{Z} would', "the sentence names `{Z}`, which the clause does not bind"),
    ],
)
def test_what_would_be_names_what_is_known(lab: Lab, old: str, new: str, message: str) -> None:
    found = [it.message for it in lab.findings(rules__near=WOULD.replace(old, new))]
    assert any(it.startswith(message) for it in found), found
