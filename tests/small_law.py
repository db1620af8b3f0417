"""A small law that stands by itself, on which worlds are tried in a moment, and ways to put something wrong into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from dedere.engine import Engine
from dedere.loading import load

PROTOCOL = (Path(__file__).parents[1] / "rules" / "protocol.lp").read_text(encoding="utf-8")

LAW = """\
%@ type state named by state
%@ type person named by person
%@ type presence = visit | remote
%@ fact state(State: term, Name: text) of states
%@ says "{State} is a State"
%@ fact person(Person: term, Name: text) of persons
%@ says "{Person} is a person"
%@ fact visit(Visit: term, Person: person, Host: state, First: date, After: until) of questions
%@ says "{Person} is in {Host}"
%@ fact manner(Visit: term, Manner: presence) of questions
%@ says "in this manner: {Manner}"
%@ fact joined(State: state, Day: date) of acts
%@ says "{State} joined on {Day}"
%@ else "{State} has not joined"
%@ would "{State} had joined"
%@ fact sought(Person: person, From: since, To: until) of acts
%@ says "{Person} is sought from {From}"
%@ else "{Person} is not sought"
%@ fact office(Person: person, State: state, From: since, To: until) of acts
%@ says "{Person} holds an office of {State} from {From}"
%@ else "{Person} holds no office"
%@ derived change(Day: until) folded
%@ says "something changes on {Day}"
%@ derived day(Visit: term, Day: date) folded
%@ says "{Day} is looked at"
%@ derived here(Person: person, Host: state, Day: date)
%@ says "{Person} is in {Host} on {Day}"
%@ else "{Person} is not in {Host}"

%@ rule ASKED "What can be asked"
%@ authority "Small law" "art. 1" checked(convention)
question(assess,"Must {host} arrest {person}?").
leads(assess).
plan(assess,"visit(asked,{person},{host},{first},{after})").
plan(assess,"manner(asked,{presence})").
looked_at(assess,day).
focus(assess,person).
around(assess,state).
fills(assess,person,person).
fills(assess,host,host).
fills(assess,first,first).
fills(assess,after,after).
fills(assess,manner,presence).
preset(assess,presence,visit).
seeks(assess,1,"duty({host},arrest,{person},_)","arrest {person}").

%@ rule DAYS "A stay is looked at on its first day and on which something changes"
%@ authority "Small law" "art. 2" checked(convention)
%@ says "{F} is the first day"
day(V,F) :- visit(V,_,_,F,_).
%@ says "something changes on {E}"
day(V,E) :- visit(V,_,_,F,T), change(E), F < E, E < T.
%@ says "something begins or ends on {E}"
change(E) :- visit(_,P,_,_,_), sought(P,E,_).
change(E) :- visit(_,P,_,_,_), sought(P,_,E).
change(E) :- visit(_,_,H,_,_), joined(H,E).
change(E) :- visit(_,P,_,_,_), office(P,_,E,_).
change(E) :- visit(_,P,_,_,_), office(P,_,_,E).
%@ says "{P} is in {H} on {D}"
here(P,H,D) :- day(V,D), visit(V,P,H,_,_), manner(V,visit).

%@ rule DUTY "Who has joined must arrest who is sought"
%@ authority "Small law" "art. 3" checked(convention)
%@ says "{H} must arrest {P}"
%@ would "{H} would be bound"
applicable(duty(H,arrest,P,none),"DUTY",D) :- here(P,H,D), sought(P,F,T), F <= D, D < T, joined(H,E), E <= D.

%@ rule OFFICE "Who holds an office of another State is, as some hold, not to be arrested"
%@ authority "Small law" "art. 4" checked(convention)
issue("ISS-OFFICE","Does an office protect?").
option("ISS-OFFICE",yes,"it protects").
option("ISS-OFFICE",no,"it does not").
held_by("ISS-OFFICE",yes,"some","a book").
held_by("ISS-OFFICE",no,"others","a book").
school(wide,"the wide school").
takes(wide,"ISS-OFFICE",no).
school(narrow,"the narrow school").
takes(narrow,"ISS-OFFICE",yes).
%@ says "the office of {P} is at issue"
at_issue("ISS-OFFICE") :- here(P,H,D), office(P,S,F,T), S != H, F <= D, D < T.
%@ says "{P} holds an office of {S}"
defeated(duty(H,arrest,P,none),"DUTY","OFFICE",D) :-
    applicable(duty(H,arrest,P,none),"DUTY",D), office(P,S,F,T), S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).

%@ rule CHK-END "What has an end ends after it begins"
%@ authority "Small law" "art. 5" checked(convention)
identified_by(joined,1).
%@ says "it ends on {T}, not after {F}"
violation("CHK-END",A,to(F,T)) :- checking, spans(A,_,F,T), T <= F.
%@ rule CHK-KEY "One thing has one value"
%@ authority "Small law" "art. 6" checked(convention)
%@ says "another fact says otherwise"
violation("CHK-KEY",A,B) :- checking, same_key(A,B).
"""

FACTS = """\
%@ source src "A source"
%@ by src seen_once 20260101
state(aaa,"Alderland").
state(bbb,"Birchmark").
person(ada,"Ada Ash").
joined(bbb,20050401).
"""


SOUGHT = """\
person(ben,"Ben Byrd").
sought(ada,20050101,20080101).
office(ada,aaa,20060101,20070101).
"""
"""Birchmark must arrest Ada Ash from April 2005 to the end of 2007; in 2006 her office protects her, as some hold."""

EXCEPTION = 'S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).'
"""The end of the clause by which an office protects, to be put otherwise."""

GIFT = """
issue("ISS-GIFT","May a gift be kept?").
option("ISS-GIFT",kept,"it may").
option("ISS-GIFT",returned,"it may not").
held_by("ISS-GIFT",kept,"some","a book").
held_by("ISS-GIFT",returned,"others","a book").
%@ says "the gift to {P} is at issue"
at_issue("ISS-GIFT") :- here(P,H,D), office(P,S,F,T), S != H, F <= D, D < T.
"""
"""A second issue, raised where the first is."""


def written(home: Path, old: str = "", new: str = "", more: str = "", record: str = "") -> Path:
    """The folders of the small law, in which one text may stand for another, with clauses and facts added."""
    assert old in LAW, old
    for folder, name, content in (
        ("rules", "protocol", PROTOCOL),
        ("rules", "law", LAW.replace(old, new, 1) + more if old else LAW + more),
        ("facts", "facts", FACTS + record),
    ):
        (home / folder).mkdir(parents=True, exist_ok=True)
        (home / folder / f"{name}.lp").write_text(content, encoding="utf-8")
    return home


@cache
def law(old: str = "", new: str = "", more: str = "", record: str = "") -> Engine:
    """The small law, so changed."""
    home = written(Path(mkdtemp()), old, new, more, record)
    return Engine(load(home / "rules", home / "facts", alone=True))
