"""Every proof of the record is checked by clingo, one clause at a time (see `dedere.testing.proofs`).

A reason why not must be true as well: no fact of the record fits the condition it names as missing, and once such a
fact is supposed that reason is gone.

In CI a sample of the visits of the record is looked at; `DEDERE_ALL_PROOFS=1` looks at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

import pytest

import dedere
from corpora import Lab
from dedere.answers.builder import walk
from dedere.answers.solution import solve
from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.language.records import Fact
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import Reasoner
from dedere.reasons.derivations import Derivations
from dedere.reasons.proofs import World
from dedere.schema.answer import Proof, WhyNot
from dedere.terms.values import Atom, Value, quote, split
from dedere.testing import proofs
from small_law import SOUGHT, law

ALL = bool(os.environ.get("DEDERE_ALL_PROOFS"))
EVERY = 1 if ALL else 12
"""Of so many visits one is looked at."""


def _visits() -> list[Fact]:
    """The journeys of the record that were made."""
    return [it for it in default_engine().corpus.by_predicate["journey"] if "took_place" in it.atom.args]


def _question(index: int) -> tuple[str, str, str, str, str]:
    """A journey of the record as a question."""
    corpus = default_engine().corpus
    id_, person, host, first, last, *_ = _visits()[index].atom.args
    manners = [it.atom.args[1] for it in corpus.by_predicate.get("manner", ()) if it.atom.args[0] == id_]
    return str(person), str(host), str(first), str(last), str(manners[0]) if manners else "visit"


# The number of journeys is that of tests/test_reconcile_journeys.py; an index that does not exist is an error there
# first.
INDICES = range(0, 212, EVERY)


# --------------------------------------------------------------------------------------------------------- the proofs


@pytest.mark.parametrize("index", INDICES)
def test_proofs_of_a_visit(index: int) -> None:
    person, host, first, last, manner = _question(index)
    engine = default_engine()
    found = solve(ask(person, host, first=first, last=last, presence=manner, engine=engine))
    assert found.possible
    assert list(proofs.faults(found)) == []


@pytest.mark.parametrize("index", INDICES)
def test_an_answer_tells_every_step_that_it_refers_to(index: int) -> None:
    person, host, first, last, manner = _question(index)
    answer = dedere.assess(person, host, first=first, last=last, presence=manner)
    told = [*answer.why, *(it.missing for it in answer.why_not)]
    steps = list(walk(told))
    assert {it.atom for it in steps if it.ref} <= {it.atom for it in steps if not it.ref}


# ----------------------------------------------------------------------------------------------------- reasons why not


def _open(arg: Value) -> bool:
    return isinstance(arg, str) and re.match(r"_*[A-Z]|_+\Z", arg) is not None


def _missing_facts(proof: Proof) -> Iterator[Proof]:
    """The conditions on facts at the end of a reason why not."""
    predicates = default_engine().corpus.vocabulary.predicates
    if proof.kind == "missing" and proof.atom:
        predicate = predicates.get(proof.atom.partition("(")[0])
        if predicate is not None and predicate.kind == "fact":
            yield proof
    for child in proof.children:
        if proof.kind == "missing":
            yield from _missing_facts(child)


def _fits(pattern: tuple[Value, ...], args: tuple[Value, ...]) -> bool:
    bound: dict[str, Value] = {}
    for wanted, value in zip(pattern, args, strict=True):
        if not _open(wanted):
            if wanted != value:
                return False
        elif str(wanted).strip("_") and bound.setdefault(str(wanted), value) != value:
            return False
    return True


def _filled(pattern: str) -> str | None:
    """A fact that fits a pattern, its open places filled with something plausible; None where nothing is at hand."""
    corpus = default_engine().corpus
    name, args = split(pattern)
    predicate = corpus.vocabulary.predicates[name]
    values: list[Value] = []
    for argument, arg in zip(predicate.arguments, args, strict=True):
        type_ = corpus.vocabulary.types.get(argument.type)
        if not _open(arg):
            values.append(arg)
        elif argument.type in ("date", "since"):
            values.append(20020801)
        elif argument.type == "until":
            values.append("#sup")
        elif argument.type == "term":
            values.append("supposed_here")
        elif argument.type == "text":
            values.append(quote("supposed here"))
        elif argument.type == "number":
            values.append(1)
        elif type_ is not None and type_.constants:
            values.append(type_.constants[0])
        elif type_ is not None and type_.named_by:
            known = sorted(str(it) for by in type_.named_by for it in corpus.names.get(by, ()))
            if not known:
                return None
            values.append(known[0])
        else:
            return None
    return str(Atom(name, tuple(values)))


def _reasons(found: Iterable[WhyNot]) -> dict[tuple[str, str], set[str]]:
    """The facts named as missing, by rule and school."""
    told: dict[tuple[str, str], set[str]] = {}
    for miss in found:
        for proof in _missing_facts(miss.missing):
            for school in miss.schools:
                told.setdefault((miss.rule, school), set()).add(str(proof.atom))
    return told


WHY_NOT = [
    ("putin", "ind", "20251205", "visit"),
    ("putin", "chn", "20250901", "visit"),
    ("lvova_belova", "ind", "20251205", "visit"),
    ("bashir", "egy", "20120916", "visit"),
    ("duterte", "chn", "20250308", "visit"),
    ("netanyahu", "usa", "20250203", "visit"),
    ("lavrov", "bra", "20250706", "visit"),
    ("assad", "are", "20231130", "visit"),
]


@pytest.mark.parametrize("question", WHY_NOT if ALL else WHY_NOT[::3], ids=lambda it: f"{it[0]} in {it[1]}")
def test_what_a_reason_why_not_names_is_missing_and_is_the_reason(question: tuple[str, str, str, str]) -> None:
    person, host, day, manner = question
    corpus = default_engine().corpus
    answer = dedere.assess(person, host, on=day, presence=manner)
    assert answer.verdict == "not_obliged"
    moved = 0
    supposing: dict[str, dict[tuple[str, str], set[str]] | None] = {}
    """What is missing once a fact is supposed; None for one that cannot be."""
    for (rule, school), patterns in _reasons(answer.why_not).items():
        for pattern in sorted(patterns):
            name, args = split(pattern)
            fitting = [fact.atom for fact in corpus.by_predicate.get(name, ()) if _fits(args, fact.atom.args)]
            assert fitting == [], f"{rule}: `{pattern}` is said to be missing, and is there"
            fact = _filled(pattern)
            if fact is None:
                continue
            if fact not in supposing:
                try:
                    again = dedere.assess(person, host, on=day, presence=manner, suppose=[fact])
                    supposing[fact] = _reasons(again.why_not)
                except UsageError:
                    # The pattern leaves a place open that no single fact can fill well, such as a name of its own.
                    supposing[fact] = None
            reasons = supposing[fact]
            if reasons is None:
                continue
            left = reasons.get((rule, school), set())
            assert pattern not in left, f"{rule}: `{fact}` was supposed, and `{pattern}` is still missing"
            moved += 1
    assert moved > 3


_HOLE = re.compile(r"\bany( \(|$)")
"""Where a sentence ends before the word that was to stand in it."""


def _missed(proof: Proof) -> Iterator[str]:
    yield proof.sentence
    for child in proof.children:
        yield from _missed(child)


@pytest.mark.parametrize(("person", "host", "day"), [("putin", "mng", "20240902"), ("duterte", "hkg", "20250307")])
def test_a_reason_why_not_is_a_whole_sentence(person: str, host: str, day: str) -> None:
    told = [it for miss in dedere.assess(person, host, on=day).why_not for it in _missed(miss.missing)]
    assert told
    assert [it for it in told if _HOLE.search(it)] == []


def test_a_world_tells_rules_and_what_would_follow_of_what_is_in_it() -> None:
    found = solve(ask("putin", "mng", on="2024-09-02"))
    norm = "duty(mng,arrest,putin,icc)"
    world = found.world_with(f'effective({norm},"RS-89-1",20240902)')
    founded = f'applicable({norm},"RS-89-1",20240902)'
    told = {it.rule for it in walk([world.why(founded)]) if it.rule}
    assert world.rules(founded) == told >= {"RS-89-1", "PARTY"}
    assert world.rule(founded) == "RS-89-1"
    assert world.would_follow(founded) == "Mongolia would be bound"
    # A fact is concluded by no rule, and nothing would follow by one.
    fact = "warrant(icc_putin_2023,icc,putin,20230317)"
    assert (world.rule(fact), world.rules(fact), world.would_follow(fact)) == ("", frozenset(), None)


def test_of_comparisons_a_reader_is_told_those_of_days() -> None:
    found = solve(ask("putin", "mng", on="2024-09-02"))
    world = found.world_with('effective(duty(mng,arrest,putin,icc),"RS-89-1",20240902)')
    steps = [
        it
        for it in walk([world.why('applicable(duty(mng,arrest,putin,icc),"RS-89-1",20240902)')])
        if it.kind == "compared"
    ]
    assert steps
    for atom, folded in [(it.atom or "", it.folded) for it in steps]:
        of_days = " = " not in atom and all(re.fullmatch(r"\d{8}", side) for side in re.split(r" ?[<>!]?=? ", atom))
        assert folded != of_days, atom
    told = {it.atom: it.sentence for it in steps}
    assert told["20230317 <= 20240902"] == "17 March 2023 is on or before 2 September 2024"


@pytest.mark.parametrize(
    ("on", "supposed", "told"),
    [
        (
            "2006-01-01",
            ("sought(ada,20050101,#sup)", "office(ada,bbb,20040101,#sup)"),
            (
                "defeated",
                "not office(ada,bbb,_,_)",
                "Ada Ash holds an office of Birchmark from 1 January 2004",
                ["office(ada,bbb,20040101,#sup)"],
            ),
        ),
        (
            "2005-03-01",
            ("sought(ada,20050101,#sup)",),
            ("missing", "20050401 <= 20050301", "1 April 2005 is after 1 March 2005", []),
        ),
        ("2006-01-01", (), ("missing", "sought(ada,F,T)", "Ada Ash is not sought", [])),
    ],
    ids=["what stands in the way", "a comparison", "a fact"],
)
def test_a_reason_why_not_says_what_stands_in_the_way_or_is_missing(
    on: str, supposed: tuple[str, ...], told: tuple[str, str, str, list[str]]
) -> None:
    engine = law("joined(H,E), E <= D.", "joined(H,E), E <= D, not office(P,H,_,_).")
    answer = dedere.assess("ada", "bbb", on=on, suppose=supposed, engine=engine)
    (reason,) = answer.why_not
    missed = reason.missing
    assert (missed.kind, missed.atom, missed.sentence, [it.atom for it in missed.children]) == told
    assert reason.would == "Birchmark would be bound"


def test_a_fact_whose_end_was_not_known_yet_has_the_source_of_the_record() -> None:
    steps = {}
    for known_on in ("2015-06-14", None):
        answer = dedere.assess("bashir", "zaf", on="2015-06-14", known_on=known_on)
        told = [it for it in walk([*answer.why, *(miss.missing for miss in answer.why_not)]) if it.kind == "fact"]
        (steps[known_on],) = {it for it in told if (it.atom or "").startswith("office(bashir,head_of_state,")}
    before, after = steps["2015-06-14"], steps[None]
    assert (before.atom or "").endswith(",#sup)")
    assert not (after.atom or "").endswith(",#sup)")
    assert (before.source, before.confidence) == (after.source, after.confidence)
    assert before.confidence is not None


# ------------------------------------------------------------------------------------------- in a law made for the test

FREED = """\
%@ fact asked(A: term) of acts
%@ says "{A} is asked"
%@ else "{A} is not asked"
%@ fact able(A: term) of acts
%@ says "{A} is able"
%@ else "{A} is not able"
%@ fact since(A: term, Day: date) of acts
%@ says "{A} is so since {Day}"
%@ else "{A} is so on no day"
%@ fact noted(A: term) of acts folded
%@ says "{A} is noted"
%@ derived willing(A: term)
%@ says "{A} is willing"
%@ else "{A} is not willing"
%@ derived must(A: term, Day: date)
%@ says "{A} must on {Day}"
%@ else "{A} need not"
%@ would "{A} had to"
%@ derived late(Day: date)
%@ says "{Day} is late"
%@ else "no day is late"
%@ derived first(A: term)
%@ says "{A} is the first"
%@ else "{A} is not the first"
%@ derived busy(Day: date)
%@ says "{Day} is busy"
%@ rule B-1 "A day is busy on which anybody must"
%@ authority "C" "9" checked(text)
busy(D) :- since(_,D), must(_,D).
%@ rule A-1 "Who is willing must"
%@ authority "C" "1" checked(text)
must(A,D) :- noted(A), since(A,D), willing(A).
%@ rule A-2 "Who is asked is willing"
%@ authority "C" "2" checked(text)
willing(A) :- asked(A).
%@ rule A-3 "Who is able is willing"
%@ authority "C" "3" checked(text)
willing(A) :- able(A).
%@ rule A-4 "Who was so on the day of another is willing"
%@ authority "C" "4" checked(text)
willing(A) :- since(A,D), late(D).
%@ rule A-5 "Who is the first is willing"
%@ authority "C" "5" checked(text)
willing(A) :- first(A).
%@ rule A-6 "Who is asked is asked again"
%@ authority "C" "6" checked(text)
willing(A) :- asked(A), able(A), not noted(A).
%@ rule L-1 "A day is late"
%@ authority "C" "7" checked(text)
late(D) :- since(_,D), D > 20250101.
%@ rule F-1 "Who is before all others is the first"
%@ authority "C" "8" checked(text)
first(A) :- since(A,D), not since(_,20200101), D < 20250101.
"""


def _world(lab: Lab, atoms: str, facts: str = "") -> World:
    corpus = lab.load(rules__freed=FREED, facts__freed=f"%@ by src recall\n{facts}\n")
    return World(Derivations(Reasoner(corpus), AnswerSet(atoms.split())))


def _below(proof: Proof) -> list[str]:
    return [it.sentence for it in proof.children]


def test_an_absence_is_followed_as_deep_as_it_is_asked(lab: Lab) -> None:
    world = _world(lab, "noted(x) since(x,20240601)")
    told = world.absence("must(x,20240601)", 0)
    assert (told.sentence, told.would, told.children) == ("x need not", "x had to", ())
    one = world.absence("must(x,20240601)", 1)
    assert _below(one) == ["x is not willing"]
    assert one.children[0].children == ()
    world.forget()
    two = world.absence("must(x,20240601)", 2)
    assert len(two.children[0].children) == 3
    assert {it.kind for it in walk([two])} == {"missing"}
    assert world.absence("asked(x)").children == ()  # A fact rests on nothing.


def test_of_an_absence_several_ways_are_told_what_several_lack_once(lab: Lab) -> None:
    world = _world(lab, "noted(x) since(x,20240601)")
    # Two of the clauses lack that x is asked, and of one it is a day that is missing.
    assert _below(world.absence("willing(x)")) == ["no day is late", "x is not asked", "x is not able"]


def test_of_nobody_at_all_it_is_not_told_why_it_is_not_so(lab: Lab) -> None:
    world = _world(lab, "noted(x) since(x,20240601)")
    (of_nobody,) = world.why_not(("busy", (20240601,)))
    assert (world.missing(of_nobody).sentence, world.missing(of_nobody).children) == ("any need not", ())
    assert world.absence("must(x,_)").children
    # What is said of a day alone is said of nobody, and is told.
    assert _below(world.absence("late(20240601)")) == ["1 June 2024 is on or before 1 January 2025"]


def test_what_stands_in_the_way_is_told_by_three_that_do(lab: Lab) -> None:
    atoms = "since(x,20240601) since(a,20200101) since(b,20200101) since(c,20200101) since(d,20200101)"
    world = _world(lab, atoms)
    (miss,) = world.why_not(("first", ("x",)))
    told = world.missing(miss)
    assert (told.kind, told.sentence) == ("defeated", "a is so since 1 January 2020")
    assert _below(told) == [f"{it} is so since 1 January 2020" for it in "abc"]
    assert world.met(miss) == ("x is so since 1 June 2024",)


def test_what_was_met_is_told_without_what_is_technical(lab: Lab) -> None:
    world = _world(lab, "noted(x) since(x,20240601)")
    (miss,) = world.why_not(("must", ("x", None)))
    assert (miss.held, world.met(miss)) == (2, ("x is so since 1 June 2024",))
    (other,) = _world(lab, "since(x,20260601)").why_not(("first", ("x",)))
    assert (other.held, other.first.literal.text) == (2, "D < 20250101")


def test_a_step_is_told_in_full_once_and_referred_to_afterwards(lab: Lab) -> None:
    world = _world(lab, "noted(x) since(x,20240601) willing(x) able(x) must(x,20240601)", "able(x). since(x,20240601).")
    first, again = world.why("must(x,20240601)"), world.why("must(x,20240601)")
    assert (first.ref, again.ref, again.children) == (False, True, ())
    assert _below(first) == ["x is noted", "x is so since 1 June 2024", "x is willing"]
    assert world.sentence("willing(x)") == "x is willing"
    told = {it.atom: it for it in walk([first])}
    assert (told["able(x)"].source, told["able(x)"].confidence) == (("A source <https://example.org>",), "recall")
    # A fact that is neither of the record nor supposed is what the question lays down.
    assert told["noted(x)"].source == ("the question",)
    assert [told[it].folded for it in ("noted(x)", "able(x)")] == [True, False]
    world.forget()
    assert not world.why("must(x,20240601)").ref


def test_a_step_is_derived_or_chosen_or_assumed() -> None:
    settled = """
%@ derived settled(Host: state)
%@ says "{Host} is settled"
%@ assumption TAKEN "What is not said is taken to be so"
%@ authority "Small law" "art. 9" checked(convention)
%@ says "{H} is taken to be settled"
settled(H) :- here(_,H,_).
"""
    engine = law("joined(H,E), E <= D.", "joined(H,E), E <= D, settled(H).", settled, SOUGHT)
    answer = dedere.assess("ada", "bbb", on="2006-06-01", engine=engine)
    kinds = {(it.atom or "").partition("(")[0]: it.kind for it in walk(miss.missing for miss in answer.why_not)}
    assert {it: kinds[it] for it in ("defeated", "applicable", "settled", "adopt", "joined", "here", "at_issue")} == {
        "defeated": "defeated",
        "applicable": "derived",
        "settled": "assumed",
        "adopt": "chosen",
        "joined": "fact",
        "here": "derived",
        "at_issue": "derived",
    }
    # What the law itself lays down is technical, and stands in its files.
    (option,) = {it for it in walk(miss.missing for miss in answer.why_not) if (it.atom or "").startswith("option(")}
    assert (option.kind, option.folded, option.confidence) == ("fact", True, None)
    assert [it.partition(":")[0] for it in option.source] == ["rules/law.lp"]


def test_what_cannot_be_computed_is_told_as_it_stands(lab: Lab) -> None:
    more = """
%@ derived spread(A: state)
%@ says "{A} is spread"
%@ rule C-1 "What many share is spread"
%@ authority "C" "1" checked(text)
spread(A) :- count(A,N), 10 / N > 2.
"""
    corpus = lab.load(rules__spread=more)
    for number, missing in ((0, "10/0 > 2"), (9, "10/9 > 2")):
        world = World(Derivations(Reasoner(corpus), AnswerSet([f"count(aaa,{number})"])))
        (miss,) = world.why_not(("spread", ("aaa",)))
        told = world.missing(miss)
        assert (told.kind, (told.atom or "").replace("(", "").replace(")", "")) == ("missing", missing)
        assert told.sentence == (told.atom if number == 0 else "1 is at most 2")


def test_an_absence_is_technical_where_what_is_absent_is(lab: Lab) -> None:
    more = """
%@ derived free(A: term)
%@ says "{A} is free"
%@ rule D-1 "Who is neither noted nor asked is free"
%@ authority "C" "1" checked(text)
free(A) :- able(A), not noted(A), not asked(A).
"""
    corpus = lab.load(rules__freed=FREED + more, facts__freed="%@ by src recall\nable(x).\n")
    world = World(Derivations(Reasoner(corpus), AnswerSet(["able(x)", "free(x)"])))
    absent = {it.atom: it for it in world.why("free(x)").children if it.kind == "absent"}
    assert {atom: it.folded for atom, it in absent.items()} == {"not noted(x)": True, "not asked(x)": False}
    assert absent["not asked(x)"].sentence == "x is not asked"
