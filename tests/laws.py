"""A small law with a duty, an exception and a contested question, for the tests of what is found in laws."""

from __future__ import annotations

from corpora import VOCABULARY

LAW = """\
%@ derived applicable(Norm: term, Rule: text, Day: date)
%@ says "{Rule} applies"
%@ derived defeated(Norm: term, Rule: text, By: text, Day: date)
%@ says "{By} defeats {Rule}"
%@ derived beaten(Norm: term, Rule: text, Day: date)
%@ says "{Rule} is defeated"
%@ derived effective(Norm: term, Rule: text, Day: date)
%@ says "{Rule} holds"
%@ type issue named by issue
%@ fact issue(Issue: term, Question: text) of issues
%@ says "{Question}"
%@ fact option(Issue: issue, Option: term, Meaning: text) of issues
%@ says "{Meaning}"
%@ fact held_by(Issue: issue, Option: term, Who: text, Authority: text) of issues
%@ says "{Who} hold {Option}"
%@ fact unheld(Issue: issue, Option: term, Why: text) of issues
%@ says "nobody holds {Option}: {Why}"
%@ derived at_issue(Issue: issue)
%@ says "{Issue} is raised"
%@ derived adopt(Issue: issue, Option: term)
%@ says "{Option} is taken"
%@ rule E "Effect"
%@ authority "Dedere" "here" checked(convention)
beaten(N,R,D) :- defeated(N,R,_,D).
effective(N,R,D) :- applicable(N,R,D), not beaten(N,R,D).
{ adopt(I,O) : option(I,O,_) } = 1 :- at_issue(I).
issue("I","Which?"). option("I",one,"the one"). option("I",two,"the other").
held_by("I",one,"some","a book"). held_by("I",two,"others","a book").
%@ rule R-2 "A duty"
%@ authority "Convention" "art. 2" checked(text)
at_issue("I") :- present(_,_,_).
%@ says "{H} must greet {P}"
applicable(duty(H,greet,P,none),"R-2",D) :- present(P,H,D), adopt("I",one).
%@ rule R-3 "An exception"
%@ authority "Convention" "art. 3" checked(text)
%@ says "{P} holds an office of {H}"
defeated(N,R,"R-3",D) :- applicable(N,R,D), N = duty(H,greet,P,none), office(P,_,H,_,_), adopt("I",two).
"""

CLEAN = VOCABULARY.replace('%@ derived duty_on(Norm: term, Day: date) folded\n%@ says "{Norm} on {Day}"\n', "")
