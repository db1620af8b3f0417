"""What is worked out only where it is asked for, and read where nobody asks: refused when files are loaded."""

from __future__ import annotations

import pytest

from corpora import Lab

LAW = """\
%@ type pact named by pact
%@ fact pact(Pact: term, Name: text) of pacts
%@ says "{{Pact}} is a pact"
%@ fact joined(State: state, Pact: pact) of pacts
%@ says "{{State}} joined {{Pact}}"
%@ fact lent(Pact: pact) of pacts
%@ says "{{Pact}} is lent"
%@ derived heard(Pact: pact)
%@ says "{{Pact}} is heard of"
%@ derived watched(Pact: pact)
%@ says "{{Pact}} is watched"
%@ derived party(State: state, Pact: pact)
%@ says "{{State}} is a party to {{Pact}}"
%@ else "{{State}} is no party to {{Pact}}"
%@ fact worked_out_for(Predicate: term, Place: number, Asking: term) of law
%@ says "{{Predicate}} waits for {{Asking}}"
%@ fact left_to_regime(Asking: term, Value: term) of law
%@ says "{{Asking}} of {{Value}} may be absent"
worked_out_for(party,2,watched).
%@ rule R-2 "Who is a party"
%@ authority "Convention" "art. 2" checked(text)
heard(X) :- joined(_,X).
watched(old).
watched(X) :- X = older.
{watched}
party(S,X) :- joined(S,X), watched(X).
%@ rule R-3 "What follows"
%@ authority "Convention" "art. 3" checked(text)
%@ says "{{H}} does not expect {{P}}"
present(P,H,D) :- visit(P,H,D), {read}.
"""

PACTS = """\
%@ source pacts "A book"
%@ by pacts recall
pact(old,"Old"). pact(older,"Older"). pact(new,"New"). pact(lent_one,"Lent").
joined(aaa,new).
lent(lent_one).
"""


def law(read: str, watched: str = "") -> dict[str, str]:
    return {"rules__law": LAW.format(read=read, watched=watched), "facts__pacts": PACTS}


@pytest.mark.parametrize("read", ["party(H,new)", "not party(H,new)", "party(H,X), X = new", "party(H,X), new = X"])
def test_what_nobody_asks_for_is_refused(lab: Lab, read: str) -> None:
    (found,) = lab.findings(**law(read))
    assert (found.file, found.line) == ("rules/law.lp", 1 + LAW[: LAW.index("present(P")].count("\n"))
    assert "is worked out only where `watched(new)` holds, which nothing concludes" in found.message
    assert found.hint == "write `watched(new).` under a rule, or correct the name"


@pytest.mark.parametrize(
    ("read", "watched"),
    [
        ("party(H,old)", ""),
        ("party(H,older)", ""),
        ("party(H,_)", ""),
        ("party(H,X), X != new", ""),
        ("party(H,new)", "watched(new)."),
        ("party(H,new)", "watched(X) :- heard(X)."),
        ("party(H,new)", "left_to_regime(watched,new)."),
        ("party(H,lent_one)", "watched(X) :- lent(X), joined(_,_)."),
    ],
)
def test_what_is_asked_for_may_be_read(lab: Lab, read: str, watched: str) -> None:
    assert lab.load(**law(read, watched)).rules["R-3"].clauses


def test_a_clause_asks_only_for_what_the_record_names(lab: Lab) -> None:
    (found,) = lab.findings(**law("party(H,new)", "watched(X) :- lent(X), joined(_,_)."))
    assert "`watched(new)`" in found.message
