"""Which facts a question is given: what it is about, and what that names."""

from __future__ import annotations

import pytest

from corpora import FACTS, VOCABULARY, Lab
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.program.facts import Slicer, read_by
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom
from parsed import clauses

ASKING = """\
%@ derived question(Question: term, Sentence: text) folded
%@ says "{Question}"
%@ derived plan(Question: term, Fact: text) folded
%@ says "{Question}"
%@ derived looked_at(Question: term, Predicate: term) folded
%@ says "{Question}"
%@ derived seeks(Question: term, Place: number, Norm: text, Act: text) folded
%@ says "{Question}"
%@ derived focus(Question: term, Type: term) folded
%@ says "{Question}"
%@ derived around(Question: term, Type: term) folded
%@ says "{Question}"
%@ derived whole(Question: term, Predicate: term) folded
%@ says "{Question}"
%@ derived applicable(Norm: term, Rule: text, Day: date)
%@ says "{Norm}"
%@ derived effective(Norm: term, Rule: text, Day: date)
%@ says "{Norm}"
%@ fact staying(Person: person, Host: state) of visits
%@ says "{Person} is in {Host}"
%@ fact friends(State: state, Other: state) of states
%@ says "{State} and {Other} are friends"
%@ fact idle(State: state) of states
%@ says "{State} is not read"
%@ type ship = titan | lusi
%@ fact at_sea(Ship: ship) of ships
%@ says "{Ship} is at sea"
%@ type paper named by paper
%@ fact paper(Paper: term, Person: person, State: state) of papers
%@ says "{State} gave {Person} the paper {Paper}"
%@ fact stamped(Paper: paper) of papers
%@ says "{Paper} is stamped"
%@ type stone named by stone
%@ fact stone(Stone: term, State: state) of papers
%@ says "{Stone} stands in {State}"
%@ fact moved(Stone: stone) of papers
%@ says "{Stone} was moved"
%@ fact carried(Paper: paper, State: state) of papers
%@ says "{Paper} was carried to {State}"
%@ fact leaning(Stone: stone, State: state) of papers
%@ says "{Stone} leans towards {State}"
%@ rule Q-1 "A question"
%@ authority "C" "1" checked(text)
question(stay,"May {person} stay in {host}?").
plan(stay,"staying({person},{host})").
looked_at(stay,present).
seeks(stay,1,"may({person})","stay").
focus(stay,person).
around(stay,state).
WHOLE
effective(may(P),"Q-1",D) :- staying(P,H), visit(P,H,D), office(P,_,S,_,_), friends(S,H), count(H,_),
    at_sea(_), stamped(_), moved(_), carried(_,_), leaning(_,_).
applicable(may(P),"Q-1",D) :- effective(may(P),"Q-1",D), state(_,_), person(P,_).
"""
RECORD = """\
state(ccc,"C").
person(quinn,"Quinn").
office(quinn,minister,ccc,20000101,#sup).
visit(quinn,bbb,20250101).
count(aaa,1). count(ccc,3).
friends(aaa,bbb). friends(ccc,bbb). friends(ccc,aaa).
idle(bbb).
at_sea(titan).
paper(pass,pat,aaa). stamped(pass).
paper(visa,quinn,bbb). stamped(visa).
stone(old,bbb). moved(old).
stone(far,ccc). moved(far).
"""


def slicer(lab: Lab, whole: str = "", record: str = "") -> tuple[Engine, Slicer]:
    rules = VOCABULARY + ASKING.replace("WHOLE", whole)
    engine = Engine(lab.load(rules__vocabulary=rules, facts__facts=FACTS + RECORD + record))
    return engine, engine.question("stay")[1]


def select(
    lab: Lab, plan: str = "staying(pat,bbb)", supposed: str = "", gone: str = "", whole: str = "", record: str = ""
) -> set[str]:
    _, made = slicer(lab, whole, record)

    def atoms(texts: str) -> list[Atom]:
        return [parse_fact(it) for it in texts.split()]

    return set(made.select(atoms(plan), atoms(supposed), atoms(gone)))


def test_facts_about_others_do_not_matter(lab: Lab) -> None:
    found = select(lab)
    assert "visit(pat,bbb,20250101)." in found
    assert "office(pat,head,aaa,20000101,#sup)." in found
    # That somebody is a person at all is known of everybody.
    assert {it for it in found if "quinn" in it} == {'person(quinn,"Quinn").'}


def test_facts_of_the_states_that_the_case_names_matter(lab: Lab) -> None:
    found = select(lab)
    assert {"friends(aaa,bbb).", "count(aaa,1).", "friends(ccc,bbb)."} <= found
    assert "count(ccc,3)." not in found


def test_facts_about_a_thing_matter_where_those_do_that_name_it(lab: Lab) -> None:
    # A paper is one person's, and a stone stands in one State: so what is said of it is about these.
    found = select(lab)
    assert {"stamped(pass).", "moved(old)."} <= found
    assert not {"stamped(visa).", "moved(far)."} & found
    assert {"stamped(visa).", "moved(old)."} <= select(lab, plan="staying(quinn,bbb)")


def test_what_is_recorded_of_a_thing_matters_where_it_is_supposed_to_be_of_another(lab: Lab) -> None:
    moved = {"supposed": "paper(visa,pat,bbb)", "gone": "paper(visa,quinn,bbb)"}
    assert {"paper(visa,pat,bbb).", "stamped(visa)."} <= select(lab, **moved)
    # Of a thing that is said to be two persons' nothing is about one of them alone, as in the record.
    assert "stamped(visa)." not in select(lab, supposed="paper(visa,pat,bbb)")
    both = {"supposed": "paper(visa,pat,bbb) stamped(visa)", "gone": "paper(visa,quinn,bbb) stamped(visa)"}
    assert "stamped(visa)." in select(lab, **both)
    assert "moved(far)." in select(lab, supposed="stone(far,bbb)", gone="stone(far,ccc)")


def test_what_is_around_a_thing_matters_where_it_is_supposed_to_be_of_who_is_asked_about(lab: Lab) -> None:
    record = 'state(ddd,"D"). count(ddd,4).\npaper(lost,quinn,bbb). carried(lost,ddd). stamped(lost).\n'
    record += "paper(lost_too,quinn,bbb). stamped(lost_too). carried(lost_too,ddd).\n"
    record += 'state(eee,"E"). count(eee,5). stone(big,ccc). leaning(big,eee). moved(big).\n'
    moved = {"supposed": "paper(lost,pat,bbb)", "gone": "paper(lost,quinn,bbb)"}
    found = select(lab, record=record, **moved)
    assert {"stamped(lost).", "carried(lost,ddd).", "count(ddd,4)."} <= found
    # Another thing is still whose it was, though its name begins alike.
    assert not {"stamped(lost_too).", "carried(lost_too,ddd)."} & found
    assert "count(ddd,4)." not in select(lab, record=record)
    # What is about States alone matters where they do, and brings no others with it.
    stones = select(lab, record=record, supposed="stone(big,bbb)", gone="stone(big,ccc)")
    assert {"moved(big).", "leaning(big,eee)."} <= stones
    assert "count(eee,5)." not in stones


def test_what_names_nobody_matters_always_and_what_nothing_reads_never(lab: Lab) -> None:
    found = select(lab, plan="")
    assert {it.partition("(")[0] for it in found} == {"at_sea", "person", "state"}
    assert "idle(bbb)." not in select(lab)


def test_a_predicate_may_matter_whole(lab: Lab) -> None:
    assert "count(ccc,3)." in select(lab, whole="whole(stay,count).")


READ = ("state(ccc,", "person(", "office(", "visit(", "count(", "friends(", "at_sea(", "stamped(", "moved(")


@pytest.mark.parametrize("whole", ["", "whole(stay,count)."])
@pytest.mark.parametrize(
    "fact", [it for it in f"{FACTS}{RECORD}".replace("\n", " ").split(". ") if it.startswith(READ)]
)
def test_what_is_supposed_matters_as_if_it_stood_in_the_record(fact: str, whole: str, lab: Lab) -> None:
    fact = fact.removesuffix(".")
    assert select(lab, supposed=fact, gone=fact, whole=whole) == select(lab, whole=whole)


def test_what_is_withdrawn_is_not_there(lab: Lab) -> None:
    assert "friends(aaa,bbb)." not in select(lab, gone="friends(aaa,bbb)")


def test_the_plan_stands_in_the_place_of_facts_of_its_kind(lab: Lab) -> None:
    with pytest.raises(UsageError) as refused:
        select(lab, supposed="staying(quinn,aaa)")
    assert "the question itself says what `staying` there is" in refused.value.message
    assert refused.value.hint == "ask the question about it instead"


def test_facts_of_the_record_are_as_they_are_seen_and_those_of_the_question_as_they_are(lab: Lab) -> None:
    _, made = slicer(lab)
    found = made.select([parse_fact("staying(pat,bbb)")], (), (), lambda texts: [f"seen_{it}" for it in texts])
    assert [it for it in found if not it.startswith("seen_")] == ["staying(pat,bbb)."]


def test_they_come_in_an_order_of_their_own(lab: Lab) -> None:
    _, made = slicer(lab)
    plan, supposed = parse_fact("staying(pat,bbb)"), parse_fact("friends(bbb,ccc)")
    found = made.select([plan], [supposed], ())
    assert found == sorted(found)
    assert {"staying(pat,bbb).", "friends(bbb,ccc).", "at_sea(titan)."} <= set(found)


def test_the_predicates_that_clauses_read() -> None:
    text = "h :- p(X), not q(X), X = #count { Y : r(Y,s(Y)) }, t(Z) : u(Z). h :- v, not not w(1)."
    assert read_by(clauses(text)) >= {"p", "q", "r", "t", "u", "v", "w"}
    assert "h" not in read_by(clauses(text))
