"""Who is meant by a name."""

from __future__ import annotations

import pytest

from corpora import FACTS, VOCABULARY, Lab
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory, kept_table, table
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
    ("given_", "found"),
    [
        ("TUR", ("state", "tur")),
        ("turkiye", ("state", "tur")),
        ("tr", ("state", "tur")),
        ("Lvova", ("person", "lvova")),
        ("Maria Lvova Belova", ("person", "lvova")),
        ("Lvova-Belova, Maria", ("person", "lvova")),
        ("Мария Львова-Белова", ("person", "lvova")),
        ("the Commissioner", ("person", "lvova")),
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


@pytest.mark.parametrize(
    ("given_", "hint"),
    [
        ("Maria", "did you mean Maria Lvova-Belova (lvova); Maria Ivanova (ivanova)?"),
        ("lvova-belova", "did you mean Maria Lvova-Belova (lvova)?"),
        ("Belova", "did you mean Maria Lvova-Belova (lvova)?"),
        ("Ambassador Ivanova", "did you mean Maria Ivanova (ivanova)?"),
        ("M", "`dedere facts search` looks through the names of the record"),
    ],
)
def test_what_is_shorter_than_a_name_is_offered_and_not_taken(corpus: Corpus, given_: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        Directory(corpus, ["person"]).find(given_)
    assert refused.value.message == f"no person `{given_}` is known"
    assert refused.value.hint == hint


def test_no_more_than_five_are_offered(lab: Lab) -> None:
    many = "".join(f'person(p{it},"Maria Number{it}").\n' for it in range(9))
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + many)
    with pytest.raises(UsageError) as refused:
        Directory(corpus, ["person"]).find("Maria")
    assert (refused.value.hint or "").count("Maria Number") == 5


def test_one_name_of_several_is_told_with_what_tells_them_apart(lab: Lab) -> None:
    apart = '%@ fact told_apart_by(Type: term, Predicate: term) of wording\n%@ says "so"\n'
    twins = 'person(one,"Sam Smith").\nperson(two,"SAM Smith").\ntold_apart_by(person,bound_in).\n'
    kind = '%@ fact bound_in(P: person, S: state) of persons\n%@ says "{P} lives in {S}"\n'
    facts = FACTS + PEOPLE + twins + "bound_in(one,sam).\nbound_in(two,tur).\n"
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE + apart + kind, facts__facts=facts)
    with pytest.raises(UsageError) as refused:
        Directory(corpus, ["person"]).find("Sam SMITH")
    assert refused.value.hint == (
        "name one of them by its id: Sam Smith (one: lives in Samland); SAM Smith (two: lives in Türkiye)"
    )


def test_an_id_comes_before_the_alias_of_another(lab: Lab) -> None:
    facts = FACTS + PEOPLE + 'alias(sam,"TUR").\n'
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=facts)
    assert [Directory(corpus, ["state"]).find(it) for it in ("tur", "TUR", "Türkiye")] == ["tur"] * 3


def test_an_id_typed_as_a_surname_must_be_no_others(lab: Lab) -> None:
    people = 'person(smith,"Sam Smith").\nperson(joan,"Joan Smith").\nperson(jones,"Jo Jones").\n'
    more = 'state(and,"Andland").\nstate(both,"This and That").\n'
    corpus = lab.load(rules__vocabulary=VOCABULARY + MORE, facts__facts=FACTS + people + more)
    directory = Directory(corpus, ["person"])
    assert [directory.find(it) for it in ("smith", "Jones", "JONES")] == ["smith", "jones", "jones"]
    with pytest.raises(UsageError, match="`Smith` may be more than one person") as refused:
        directory.find("Smith")
    assert refused.value.hint == "name one of them by its id: Sam Smith (smith); Joan Smith (joan)"
    assert Directory(corpus, ["state"]).find("AND") == "and"  # A code is no word of the name that it stands for.


@pytest.mark.parametrize(
    ("given_", "hint"),
    [
        ("Türkeye", "did you mean Türkiye (tur)?"),
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


def test_what_is_supposed_is_named_as_if_it_were_recorded(corpus: Corpus) -> None:
    """A person who is new, another name of one who is there, and one whose other name alone is recorded."""
    facts = ('person(nova,"Anna Nova").', 'alias(ivanova,"the Aide").', 'person(ghost,"Gus Host").', 'code(nova,"NO").')
    supposed = [parse_fact(it.removesuffix(".")) for it in facts]
    recorded = Directory(corpus, ("state", "person"))
    found = recorded.supposing(supposed)
    names = ("Anna Nova", "the aide", "Nobody", "gus host", "lvova", "Türkiye")
    assert [found.find(it) for it in names] == ["nova", "ivanova", "ghost", "ghost", "lvova", "tur"]
    assert [found._tables[it] for it in ("state", "person")] == [
        table(corpus, it, supposed) for it in ("state", "person")
    ]
    for name in names[:4]:
        with pytest.raises(UsageError):
            recorded.find(name)
