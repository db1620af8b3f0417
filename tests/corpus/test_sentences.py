"""How atoms, values and comparisons read."""

from __future__ import annotations

import pytest

import dedere
from corpora import FACTS, VOCABULARY, Lab
from dedere.corpus.sentences import Phrasebook, from_memory, shown_names
from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from dedere.terms.values import Value

MORE = """\
%@ fact reads(Constant: term, Words: text) of words
%@ says "{Constant} reads {Words}"
%@ fact with_article(Entity: term) of words
%@ says "the {Entity}"
%@ derived aboard(Person: person, Host: state, Craft: term, Day: date)
%@ says "{Person} is aboard in {Host}"
%@ else "{Person} is not aboard (a {Craft}) in {Host} on {Day}"
%@ would "{Person} were aboard (a {Craft}) by {Day}"
"""
WORDS = 'reads(head,"head of State").\nreads(bbb,"the letter b").\nwith_article(bbb).\n'
LAW = """\
%@ rule R-2 "Two"
%@ authority "Convention" "art. 2" checked(memory)
%@ authority "Dedere" "a step" checked(convention)
%@ says "{P} of {H} stays"
present(P,H,D) :- visit(P,H,D).
%@ rule R-3 "Three"
%@ authority "Convention" "art. 3" checked(text)
duty_on(stay(P,H),D) :- visit(P,H,D).
"""


@pytest.fixture
def phrases(lab: Lab) -> Phrasebook:
    return Phrasebook(lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + WORDS, rules__more=LAW))


@pytest.mark.parametrize(
    ("value", "type_name", "words"),
    [
        (20250101, "date", "1 January 2025"),
        (20250101, "number", "20250101"),
        (20250101, "term", "20250101"),
        (20251301, "date", "20251301"),
        (1250, "hundredths", "12.5"),
        (2500, "hundredths", "25"),
        ("#sup", "until", "an open end"),
        ("#inf", "since", "a day not known"),
        ("aaa", "state", "A"),
        ("bbb", "state", "the B"),
        ("bbb", "term", "the letter b"),
        ("head", "office", "head of State"),
        ("minister", "office", "minister"),
        ("not_named", "term", "not named"),
        ('"as it (is)"', "text", "as it (is)"),
        ("stay_in(pat,aaa)", "term", "stay in of Pat, A"),
    ],
)
def test_a_value_in_words(phrases: Phrasebook, value: Value, type_name: str, words: str) -> None:
    assert phrases.word(value, type_name) == words


def test_an_atom_says_what_is_declared(phrases: Phrasebook) -> None:
    atom = parse_fact("office(pat,head,aaa,20000101,#sup)")
    assert phrases.atom(atom) == "Pat is head of State of A from 1 January 2000"
    assert phrases.atom(parse_fact("present(pat,bbb,20250101)")) == "present(pat,bbb,20250101)"


@pytest.mark.parametrize(
    ("name", "args", "words"),
    [
        ("office", ("pat", None, "aaa", None, None), "Pat holds no office of A"),
        ("office", (None, None, None, None, None), "any person holds no office of any state"),
        ("visit", ("pat", None, 20250101), "it does not hold that Pat is in any state on 1 January 2025"),
        ("count", ("aaa", None), "it does not hold that A has any"),
        ("visit", ("pat", "aaa", None), "it does not hold that Pat is in A"),
        ("present", ("pat", None, None), "it does not hold that present"),
        ("aboard", ("pat", "aaa", "head", 20250101), "Pat is not aboard (a head of State) in A on 1 January 2025"),
        ("aboard", ("pat", "aaa", None, None), "Pat is not aboard in A"),
        ("aboard", ("pat", None, "head", None), "Pat is not aboard (a head of State) in any state"),
    ],
)
def test_what_it_means_that_nothing_holds(
    phrases: Phrasebook, name: str, args: tuple[Value | None, ...], words: str
) -> None:
    assert phrases.absent(name, args) == words


def test_what_would_have_to_hold_says_nothing_beside_of_what_is_open(phrases: Phrasebook) -> None:
    assert phrases.would("aboard", ("pat", "aaa", None, None)) == "Pat were aboard"
    assert phrases.would("aboard", ("pat", None, "head", 20250101)) == (
        "Pat were aboard (a head of State) by 1 January 2025"
    )


@pytest.mark.parametrize(
    ("operator", "left", "right", "holds", "words"),
    [
        ("<", 20250101, 20250102, True, "1 January 2025 is before 2 January 2025"),
        ("<", 20250101, 20250102, False, "1 January 2025 is on or after 2 January 2025"),
        (">=", 20250101, "#sup", False, "1 January 2025 is before an open end"),
        ("<", 3, 4, True, "3 is less than 4"),
        ("<=", 3, 4, False, "3 is more than 4"),
        ("=", "aaa", "aaa", True, "A is A"),
        ("!=", "aaa", "pat", False, "A is Pat"),
        ("=", 20250101, 5, True, "20250101 is 5"),
    ],
)
def test_a_comparison_in_words(
    phrases: Phrasebook, operator: str, left: Value, right: Value, holds: bool, words: str
) -> None:
    assert phrases.comparison(operator, left, right, holds) == words


def test_a_clause_says_its_own_sentence_or_nothing(lab: Lab, phrases: Phrasebook) -> None:
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + WORDS, rules__more=LAW)
    (own,) = (it for it in corpus.by_head["present"] if it.rule_id == "R-2")
    assert phrases.clause(own, {"P": "pat", "H": "bbb", "D": 20250101}) == "Pat of the B stays"
    assert phrases.clause(own, {"P": "pat"}) == "Pat of any stays"
    assert phrases.clause(corpus.by_head["duty_on"][0], {"P": "pat"}) == ""


def test_authorities_and_sources(lab: Lab, phrases: Phrasebook) -> None:
    assert phrases.authority("R-2") == ("Convention, art. 2 (from memory)",)
    assert phrases.authority("R-3") == ("Convention, art. 3",)
    fact = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS).by_predicate["visit"][0]
    assert phrases.sources(fact) == ("A source <https://example.org>",)


def test_who_was_supposed_is_called_by_name_and_the_book_stays_as_it_is(phrases: Phrasebook) -> None:
    supposed = [parse_fact('person(new,"Somebody New")'), parse_fact("visit(new,aaa,20250101)")]
    assert phrases.calling(supposed).name("new") == "Somebody New"
    assert phrases.name("new") == "new"
    assert phrases.calling([parse_fact("visit(pat,aaa,20250101)")]) is phrases


def test_the_names_that_are_shown(lab: Lab) -> None:
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + WORDS)
    assert shown_names(corpus) == {"aaa": "A", "bbb": "the B", "pat": "Pat", "head": "head of State"}


def test_what_rests_on_memory() -> None:
    assert from_memory("Pat is ill") == "rests on memory, not on a source that was seen: Pat is ill"


# ------------------------------------------------------------------------------------------ of the record

PHRASES = default_engine().reasoner.phrases


@pytest.mark.parametrize(
    ("value", "type_", "said"),
    [
        ("ind", "state", "IND"),
        ("ind", "term", "IND"),
        ("ind", "actor", "IND"),
        ("xyz", "state", "XYZ"),
        ("xyz", "term", "xyz"),
        ("rome", "treaty", "rome"),
        ("icc", "term", "icc"),
        ("putin", "person", "putin"),
        (20020701, "date", "2002-07-01"),
        (20020701, "term", 20020701),
        ("#sup", "until", "#sup"),
        (60, "number", 60),
        ("unsc_referral(ind)", "term", "unsc_referral(ind)"),
    ],
)
def test_a_value_that_stands_alone(value: Value, type_: str, said: Value) -> None:
    assert PHRASES.alone(value, type_) == said
    assert PHRASES.code(value, type_) == str(said)


def test_a_state_that_was_only_supposed_stands_in_capitals_too() -> None:
    calling = PHRASES.calling([parse_fact('state(xyz,"Xyzland")')])
    assert calling.code("xyz") == "XYZ"
    assert PHRASES.code("xyz") == "xyz"
    answer = dedere.assess("putin", "xyz", on="2025-12-05", suppose='state(xyz,"Xyzland")')
    assert answer.question.host == "XYZ"
    assert {it.bearer for it in answer.conclusions} & {"XYZ", "xyz"} == {"XYZ"}


def test_a_text_loses_its_quotes_where_it_is_shown() -> None:
    assert PHRASES.code('"ISS-IMM"') == "ISS-IMM"
    assert PHRASES.alone('"ISS-IMM"') == '"ISS-IMM"'


JOURNEYS = """\
%@ type ending = went | stayed
%@ fact outing(Person: person, How: ending, First: date, Last: date) of plans
%@ says "{Person} was there {First..Last}"
%@ says stayed "{Person} was not there {First..Last}"
%@ fact stay(Person: person, From: since, To: until) of plans
%@ says "{Person} stays {From..To}"
"""


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("outing(pat,went,20240902,20240903)", "Pat was there from 2 to 3 September 2024"),
        ("outing(pat,stayed,20240902,20240902)", "Pat was not there on 2 September 2024"),
        ("stay(pat,20240902,20240904)", "Pat stays from 2 to 3 September 2024"),
        ("stay(pat,20240902,20240903)", "Pat stays on 2 September 2024"),
        ("stay(pat,20240902,#sup)", "Pat stays from 2 September 2024"),
        ("stay(pat,#inf,20240902)", "Pat stays until 1 September 2024"),
        ("stay(pat,#inf,#sup)", "Pat stays on days not known"),
    ],
)
def test_the_sentence_of_a_constant_and_stretches_of_time(lab: Lab, fact: str, sentence: str) -> None:
    phrases = Phrasebook(lab.load(rules__vocabulary=VOCABULARY, facts__facts=FACTS, rules__more=LAW + JOURNEYS))
    assert phrases.atom(parse_fact(fact)) == sentence
