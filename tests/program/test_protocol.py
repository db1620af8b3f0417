"""What passes between rules and engine: that the table is whole, and that a pack need not have all of it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dedere.version
from corpora import Lab
from dedere.answers.assessment import assess
from dedere.asking.query import ask
from dedere.checks.law import lint
from dedere.checks.record import check
from dedere.comparing.flip import flip
from dedere.comparing.whatif import compare
from dedere.engine import Engine, default_engine
from dedere.errors import CorpusError, UsageError
from dedere.language.vocabulary import Vocabulary
from dedere.loading import load_corpus
from dedere.program.protocol import PROTOCOL, complaints, page

ENGINE = Path(dedere.version.__file__).parent
ROOT = Path(__file__).parents[2]

# One statement a line, so that leaving a predicate out leaves out the lines that name it.
PACK = """\
%@ type place named by place
%@ type guest named by guest
%@ type question_id named by question
%@ type issue named by issue
%@ type school named by school
%@ type manner = stay | transit
%@ fact place(Place: term, Name: text) of places / "{Place} is a place"
%@ fact guest(Guest: term, Name: text) of guests / "{Guest} is a guest"
%@ fact asked_for(Guest: guest, Day: date) of guests / "{Guest} is asked for from {Day}"
%@ fact sheltered(Guest: guest) of guests / "{Guest} is sheltered"
%@ fact trip(Trip: term, Guest: guest, Place: place, From: date, To: until) of trips / "{Guest} is in {Place}"
%@ fact manner_of(Trip: term, Manner: manner) of trips / "the manner is {Manner}"
%@ fact question(Question: term, Sentence: text) of law / "{Question} is asked"
%@ fact plan(Question: question_id, Fact: text) of law / "{Question} adds {Fact}"
%@ fact looked_at(Question: question_id, Predicate: term) of law / "{Question} looks at {Predicate}"
%@ fact seeks(Question: question_id, Place: number, Norm: text, Sentence: text) of law / "{Question} seeks {Norm}"
%@ fact focus(Question: question_id, Type: term) of law / "{Question} is about {Type}"
%@ fact around(Question: question_id, Type: term) of law / "{Question} is around {Type}"
%@ fact whole(Question: question_id, Predicate: term) of law / "{Question} has all of {Predicate}"
%@ fact leads(Question: question_id) of law / "{Question} leads"
%@ fact fills(Question: question_id, Role: term, Slot: term) of law / "{Slot} is the {Role}"
%@ fact preset(Question: question_id, Slot: term, Value: term) of law / "{Slot} is {Value}"
%@ fact in_capitals(Type: term) of law / "{Type} is in capitals"
%@ fact issue(Issue: term, Question: text) of law / "the question is {Question}"
%@ fact option(Issue: issue, Option: term, Meaning: text) of law / "one option is {Meaning}"
%@ fact held_by(Issue: issue, Option: term, Who: text, Authority: text) of law / "{Who} hold {Option}"
%@ fact court_holds(Issue: issue, Option: term, Authority: text) of law / "the court holds {Option}"
%@ fact school(School: term, Name: text) of law / "{School} is a school"
%@ fact takes(School: school, Issue: issue, Option: term) of law / "{School} takes {Option}"
%@ fact follows_court(School: school) of law / "{School} follows the court"
%@ fact reads(Constant: term, Words: text) of law / "{Constant} reads {Words}"
%@ fact kept_until(Kind: term, Day: date) of law / "{Kind} is kept until {Day}"
%@ fact identified_by(Predicate: term, Number: number) of law / "{Predicate} has a key"
%@ fact alias(Place: place, Name: text) of places / "{Place} is also {Name}"
%@ fact changing of law / "changes are asked for"
%@ fact checking of law / "the record is checked"
%@ derived at_issue(Issue: issue) / "{Issue} is raised"
%@ derived adopt(Issue: issue, Option: term) / "{Option} is taken"
%@ derived day(Trip: term, Day: date) / "{Day} is looked at"
%@ derived applicable(Norm: term, Rule: text, Day: date) / "{Rule} applies"
%@ derived defeated(Norm: term, Rule: text, By: text, Day: date) / "{By} defeats {Rule}"
%@ derived beaten(Norm: term, Rule: text, Day: date) / "{Rule} is beaten"
%@ derived effective(Norm: term, Rule: text, Day: date) / "{Rule} holds"
%@ derived doubt(About: term, Day: date) / "{About} is in doubt"
%@ derived changeable(Change: term, Weight: number) / "{Change} could be made"
%@ derived adds(Change: term, Fact: term) / "{Change} adds {Fact}"
%@ derived removes(Change: term, Fact: term) / "{Change} removes {Fact}"
%@ derived violation(Check: text, Fact: term, Against: term) / "{Fact} fails"
question(must,"Must {place} hand {guest} over?").
plan(must,"trip(asked,{guest},{place},{from},{to})").
plan(must,"manner_of(asked,{way})").
looked_at(must,day).
seeks(must,1,"duty({place},hand_over,{guest},_)","hand {guest} over").
focus(must,guest).
around(must,place).
whole(must,sheltered).
leads(must).
fills(must,person,guest).
fills(must,host,place).
fills(must,first,from).
fills(must,after,to).
fills(must,manner,way).
preset(must,way,stay).
in_capitals(place).
issue("I-1","Does shelter count?").
option("I-1",yes,"it counts").
option("I-1",no,"it does not").
held_by("I-1",yes,"some","a book").
court_holds("I-1",no,"a ruling").
school(bench,"the bench").
takes(bench,"I-1",no).
follows_court(bench).
reads(hand_over,"hand over").
kept_until(guests,20300101).
identified_by(guest,1).
%@ rule R-DAY "The days of a stay are looked at" / day
day(V,F) :- trip(V,_,_,F,_).
%@ rule R-1 "Who is asked for is handed over" / duty
applicable(duty(H,hand_over,P,none),"R-1",D) :- trip(V,P,H,_,_), day(V,D), asked_for(P,F), F <= D.
%@ rule R-2 "Shelter bars that" / bar
defeated(duty(H,hand_over,P,none),"R-1","R-2",D) :- applicable(duty(H,hand_over,P,none),"R-1",D), P = nobody.
at_issue("I-1") :- sheltered(_).
{ adopt(I,O) : option(I,O,_) } = 1 :- at_issue(I).
defeated(N,"R-1","R-2",D) :- applicable(N,"R-1",D), N = duty(_,_,P,_), sheltered(P), adopt("I-1",yes).
%@ rule R-EFF "What is not beaten holds" / holds
beaten(N,R,D) :- defeated(N,R,_,D).
effective(N,R,D) :- applicable(N,R,D), not beaten(N,R,D).
effective(N,R,D) :- applicable(N,R,D), @nobeaten.
doubt(shelter(P),D) :- sheltered(P), applicable(duty(_,hand_over,P,_),_,D).
changeable(ask(P),1) :- changing, trip(_,P,_,_,_).
adds(ask(P),asked_for(P,F)) :- changing, trip(_,P,_,F,_).
removes(hide(P),sheltered(P)) :- changing, sheltered(P).
violation("R-1",asked_for(P,D),none) :- checking, asked_for(P,D), D < 19000101.
"""
FACTS = """\
%@ source src "A source" "https://example.org"
%@ by src seen_twice 20260101
place(aaa,"Aland").
place(bbb,"Bland").
alias(bbb,"Blandia").
guest(gus,"Gus").
asked_for(gus,20200101).
sheltered(gus).
trip(old,gus,aaa,20190101,20190102).
manner_of(old,transit).
"""
CONTESTED = frozenset({"issue", "option", "adopt", "at_issue", "held_by", "court_holds", "takes"})
# What has no meaning without another is left out with it.
WITH = {"issue": CONTESTED, "option": CONTESTED, "adopt": CONTESTED, "at_issue": CONTESTED}
WITH["school"] = frozenset({"school", "takes", "follows_court"})
OPTIONAL = sorted(name for name, it in PROTOCOL.items() if it.absent is not None and f" {name}(" in PACK)


def without(gone: frozenset[str]) -> tuple[str, str]:
    """The pack and its facts without what names some predicates."""

    def names(line: str) -> set[str]:
        return set(re.findall(r"\b([a-z_]+)\b", re.sub(r'"[^"]*"', "", line)))

    lines = []
    for line in PACK.splitlines():
        head, _, says = line.partition(" / ")
        if head.startswith(("%@ fact", "%@ derived")):
            name = re.match(r"%@ \w+ (\w+)", head)
            assert name is not None
            if name.group(1) in gone:
                continue
            lines += [head, f"%@ says {says}"]
        elif head.startswith("%@ type"):
            naming = re.search(r" named by (\w+)$", head)
            if naming is None or naming.group(1) not in gone:
                lines.append(head)
        elif head.startswith("%@ rule"):
            lines += [head, '%@ authority "Pack" "art. 1" checked(text)', '%@ says "it is so"']
        elif "@nobeaten" in line:
            if "beaten" in gone:
                lines.append(line.replace(", @nobeaten", ""))
        elif not names(line) & gone:
            lines.append(line)
    facts = [it for it in FACTS.splitlines() if it.startswith("%@") or it.partition("(")[0] not in gone]
    return "\n".join(_told(lines)) + "\n", "\n".join(facts) + "\n"


def _told(lines: list[str]) -> list[str]:
    """Each clause with a sentence of its own."""
    return [it for line in lines for it in (['%@ says "it is so"', line] if " :- " in line else [line])]


def exercise(gone: frozenset[str]) -> str:
    """Load the pack without some predicates and put it to all uses, or be told what is missing, with file and hint."""
    gone = gone.union(*(WITH.get(it, frozenset()) for it in gone))
    rules, facts = without(gone)
    with tempfile.TemporaryDirectory() as name:
        lab = Lab(Path(name)).write(rules__pack=rules, facts__facts=facts)
        try:
            corpus = load_corpus([lab.home / "rules"], [lab.home / "facts"])
        except CorpusError as error:
            told = all(it.file.startswith(("rules/", "facts/")) and it.hint for it in error.findings)
            return "broken" if told else f"without hint: {error}"
        engine = Engine(corpus)
        lint(corpus)
        check(corpus)
        manner = {"presence": "stay"} if "preset" in gone else {}
        try:
            query = ask("Gus", "Bland", on="2025-01-01", engine=engine, **manner)
        except UsageError as error:
            return "refused" if error.hint and gone & {"fills", "question"} else f"{error}"
        answer = assess(query)
        assert [it.rule for it in answer.windows] == ["R-1"]
        compare(ask("gus", "bbb", on=20250101, withdraw=["asked_for(gus,20200101)"], engine=engine, **manner))
        flip("gus", "bbb", on="2019-01-01", engine=engine, **manner)
        return answer.verdict


def test_the_whole_pack_is_contested_by_shelter() -> None:
    rules, facts = without(frozenset())
    with tempfile.TemporaryDirectory() as name:
        lab = Lab(Path(name)).write(rules__pack=rules, facts__facts=facts)
        engine = Engine(load_corpus([lab.home / "rules"], [lab.home / "facts"]))
        answer = assess("Gus", "Blandia", on="2025-01-01", engine=engine)
        assert (answer.verdict, answer.schools, answer.question.host) == ("contested", {"bench": "obliged"}, "BBB")
        assert answer.warnings[0] == "it is so"


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_pack_works_without_any_optional_predicate(name: str) -> None:
    expected = {"question": "broken", "fills": "refused", "defeated": "obliged", "beaten": "obliged"}
    expected |= dict.fromkeys(("issue", "option", "adopt", "at_issue"), "obliged")
    assert exercise(frozenset({name})) == expected.get(name, "contested")


@settings(max_examples=15, deadline=None)
@given(st.frozensets(st.sampled_from(OPTIONAL), min_size=2, max_size=12))
def test_and_without_several(gone: frozenset[str]) -> None:
    assert exercise(gone) in ("broken", "refused", "obliged", "contested")


@pytest.mark.parametrize("name", sorted(name for name, it in PROTOCOL.items() if it.absent is None))
def test_what_a_question_needs_is_asked_for_with_file_and_hint(name: str) -> None:
    whole = default_engine().corpus.vocabulary
    left = {key: it for key, it in whole.predicates.items() if key != name}
    (told,) = complaints(Vocabulary(whole.types, left))
    assert told.message == f"questions are declared, and `{name}/{PROTOCOL[name].arity}` is not"
    assert told.file.startswith("rules/")
    assert told.hint == f"declare it: {PROTOCOL[name].meaning}"


def test_other_arguments_are_refused(lab: Lab) -> None:
    found = lab.findings(rules__more='%@ derived doubt(About: term)\n%@ says "{About}"\n')
    assert "`doubt` has 1 arguments, and the engine knows it with 2" in found[0].message


def test_every_predicate_that_the_engine_names_is_in_the_table() -> None:
    source = "".join(path.read_text("utf-8") for path in ENGINE.rglob("*.py") if path.name != "protocol.py")
    reads = (r'(?:\.get|rows|_heads|Atom)\("([a-z_]+)"', r'by_predicate\["([a-z_]+)"', r'"([a-z_]+)/[0-9]"')
    named = {it for form in (*reads, r'startswith\("([a-z_]+)\(') for it in re.findall(form, source)}
    assert {"issue", "effective", "defeated", "changing"} <= named
    # What a predicate of the rules and a field, slot or column of the engine's own share by chance.
    assert (named & set(default_engine().corpus.vocabulary.predicates)) - {
        "area",
        "host",
        "person",
        "title",
        "treaty",
    } <= set(PROTOCOL)


def test_no_entry_is_idle() -> None:
    """An entry that neither the engine names nor the shipped rules declare stands for nothing."""
    source = "".join(path.read_text("utf-8") for path in ENGINE.rglob("*.py") if path.name != "protocol.py")
    declared = default_engine().corpus.vocabulary.predicates
    for name in PROTOCOL:
        assert name in declared
        assert re.search(rf'"{name}["/(]', source) or name in ("unheld", "only_asks", "accounts"), name


def test_arguments_are_as_the_rules_declare_them() -> None:
    for name, predicate in default_engine().corpus.vocabulary.predicates.items():
        if name in PROTOCOL:
            assert len(predicate.arguments) == PROTOCOL[name].arity


def test_the_page_is_made_from_the_table() -> None:
    assert page() in (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def test_one_file_of_the_rules_declares_what_every_law_needs() -> None:
    """It loads by itself, and has no fault; how entities are called is declared with them."""
    law = load_corpus([ROOT / "rules" / "protocol.lp"], [])
    named_with_their_entities = {"alias", "called_in", "code", "with_article"}
    of_adopt = {"held"}
    assert law.vocabulary.predicates.keys() == PROTOCOL.keys() - named_with_their_entities | of_adopt
    assert lint(law).findings == ()
