"""Who is meant by a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import FACTS, VOCABULARY, Lab
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory, kept_table, plain, table
from dedere.errors import UsageError
from dedere.terms.reader import parse_fact

MORE = """\
%@ fact alias(Id: term, Name: text) of persons
%@ says "{Id} is called {Name}"
%@ fact code(Id: term, Code: text) of states
%@ says "{Id} has the code {Code}"
"""
PEOPLE = """\
state(tur,"Türkiye").
state(sam,"Samland").
person(lvova,"Maria Lvova-Belova").
person(ivanova,"Maria Ivanova").
person(sam,"Sam of Samland").
alias(lvova,"The Commissioner").
alias(ghost,"Nobody").
code(tur,"TR").
"""


@pytest.fixture
def corpus(lab: Lab) -> Corpus:
    return lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + PEOPLE)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Türkiye", "turkiye"),
        ("  LVOVA-Belova ", "lvova belova"),
        ("O'Neill", "oneill"),
        ("O\u2019Neill", "oneill"),
        ("not_a_state", "not a state"),
        ("Straße", "strasse"),
        ("---", ""),
    ],
)
def test_a_name_in_plain_letters(name: str, letters: str) -> None:
    assert plain(name) == letters


@given(st.text(max_size=30))
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert plain(name.replace(" ", "_")) == plain(name.replace(" ", "-"))


@pytest.mark.parametrize(
    ("given_", "found"),
    [
        ("TUR", ("state", "tur")),
        ("turkiye", ("state", "tur")),
        ("tr", ("state", "tur")),
        ("lvova-belova", ("person", "lvova")),
        ("Lvova", ("person", "lvova")),
        ("commissioner", ("person", "lvova")),
        ("the Commissioner", ("person", "lvova")),
        ("Belova Maria", ("person", "lvova")),
        ("the Türkiye", ("state", "tur")),
        # A full name in a later type comes before a part of a name in an earlier one; an id is a name.
        ("Sam of Samland", ("person", "sam")),
        ("sam", ("state", "sam")),
    ],
)
def test_who_is_meant(corpus: Corpus, given_: str, found: tuple[str, str]) -> None:
    directory = Directory(corpus, ("state", "person"))
    assert directory.locate(given_) == found
    assert directory.find(given_) == found[1]


def test_several_who_may_be_meant_are_named(corpus: Corpus) -> None:
    with pytest.raises(UsageError) as refused:
        Directory(corpus, ["person"]).find("Maria")
    assert refused.value.message == "`Maria` may be more than one person"
    assert refused.value.hint == "name one of them by its id: Maria Ivanova (ivanova); Maria Lvova-Belova (lvova)"


@pytest.mark.parametrize(
    ("given_", "hint"),
    [
        ("Türkije", "did you mean Türkiye (tur)?"),
        ("Nobody", "`dedere facts search` looks through the names of the record"),
        ("", "`dedere facts search` looks through the names of the record"),
    ],
)
def test_nobody_is_meant(corpus: Corpus, given_: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        Directory(corpus, ("state",)).find(given_)
    assert refused.value.message == f"no state `{given_}` is known"
    assert refused.value.hint == hint


def test_the_hint_names_every_type_that_was_looked_among(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="no state or person `zz` is known"):
        Directory(corpus, ("state", "person")).find("zz")


def test_who_was_only_supposed_is_known_too(corpus: Corpus) -> None:
    supposed = [parse_fact('person(new,"Somebody New")'), parse_fact('alias(lvova,"Masha")')]
    directory = Directory(corpus, ["person"], supposed)
    assert (directory.find("somebody new"), directory.find("masha")) == ("new", "lvova")
    assert directory.shown("new") == "Somebody New"
    with pytest.raises(UsageError, match="no person `Somebody New` is known"):
        Directory(corpus, ["person"]).find("Somebody New")


def test_what_is_kept_with_the_corpus_is_what_it_says(corpus: Corpus) -> None:
    for type_ in ("state", "person", "entity"):
        assert kept_table(corpus, type_) == table(corpus, type_)
    assert "ghost" not in table(corpus, "person").shown
