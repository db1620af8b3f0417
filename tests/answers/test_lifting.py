"""What would take away what stands in the way of a duty, and whether it would."""

from __future__ import annotations

import pytest

import dedere
from dedere.answers.builder import walk
from dedere.engine import Engine
from small_law import SOUGHT, law


def _lifts(answer: dedere.Assessment) -> dict[str, str]:
    """The conditions promised below what stands in the way, with what the answer would then be."""
    return {
        it.would: it.then[""]
        for miss in answer.why_not
        if miss.missing.kind == "defeated"
        for it in walk([miss.missing])
        if it.would is not None
    }


def test_a_waiver_would_settle_what_an_immunity_leaves_contested() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    lifts = _lifts(answer)
    assert lifts["Russia had waived the immunity of Vladimir Putin towards the Court"] == "obliged"
    assert lifts["Russia were a State Party to the Rome Statute"] == "obliged"
    # And so it is where it is supposed.
    waived = dedere.assess("putin", "mng", on="2024-09-02", suppose=["waiver(rus,putin,icc,20240901,#sup)"])
    assert waived.verdict == "obliged"
    assert "if Russia had waived the immunity of Vladimir Putin towards the Court" in " ".join(
        answer.to_text(explain="full").split()
    )


def test_what_would_only_part_the_schools_otherwise_is_not_told_as_certain() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    ordered = "the Security Council had ordered Russia to cooperate with the Court in the situation in Ukraine"
    assert _lifts(answer)[ordered] == "contested"


def test_nothing_lifts_what_does_not_stand_in_the_way() -> None:
    assert _lifts(dedere.assess("kony", "uga", on="2025-12-05")) == {}


WAIVER = """
%@ fact waived(State: state, Person: person) of acts
%@ says "{State} waived the immunity of {Person}"
%@ else "no waiver of {State} is known"
%@ would "{State} had waived the immunity of {Person}"
"""


def test_what_an_exception_rests_on_the_absence_of_would_lift_it() -> None:
    office = "office(P,S,F,T), S != H, F <= D, D < T, adopt"
    engine = law(office, office.replace("adopt", "not waived(S,P), adopt"), WAIVER)
    asked = ["sought(ada,20200101,#sup)", "office(ada,aaa,20200101,#sup)"]
    answer = dedere.assess("ada", "bbb", on="2025-01-01", suppose=asked, engine=engine)
    assert (answer.verdict, answer.schools) == ("contested", {"wide": "obliged", "narrow": "not_obliged"})
    assert _lifts(answer) == {"Alderland had waived the immunity of Ada Ash": "obliged"}
    waived = dedere.assess("ada", "bbb", on="2025-01-01", suppose=[*asked, "waived(aaa,ada)"], engine=engine)
    assert waived.verdict == "obliged"


OFFICE = "office(P,S,F,T), S != H, F <= D, D < T, adopt"


def _lifted_by(steps: int, last: str = "waived(S,P)") -> Engine:
    """A law in which a waiver lifts an immunity, over so many steps of which none says how it would read."""
    names = ["lifted", *(f"step_{it}" for it in range(steps))]
    more = [WAIVER]
    for name in names:
        more.append(f'%@ derived {name}(State: state, Person: person)\n%@ says "{{State}} has done {name}"\n')
        more.append(f'%@ else "nobody has done {name}"\n')
    more.append('%@ rule LIFT "What is waived is lifted"\n%@ authority "Small law" "art. 7" checked(convention)\n')
    for name, below in zip(names, [*(f"{it}(S,P)" for it in names[1:]), last], strict=True):
        more.append(f'%@ says "{{S}} has done {name}"\n{name}(S,P) :- {below}, person(P,_).\n')
    return law(OFFICE, OFFICE.replace("adopt", "not lifted(S,P), adopt"), "".join(more), SOUGHT)


@pytest.mark.parametrize(("steps", "told"), [(0, True), (1, True), (2, True), (3, False)])
def test_what_would_bring_about_what_is_absent_is_looked_for_a_few_clauses_down(steps: int, told: bool) -> None:
    answer = dedere.assess("ada", "bbb", on="2006-06-01", engine=_lifted_by(steps))
    assert answer.verdict == "contested"
    assert _lifts(answer) == ({"Alderland had waived the immunity of Ada Ash": "obliged"} if told else {})
    (defeat,) = [it.missing for it in answer.why_not if it.missing.kind == "defeated"]
    lifting = [it for it in defeat.children if it.kind == "missing"]
    assert [it.sentence for it in lifting] == ["no waiver of Alderland is known"] * told
    # It is told alone, and only once.
    assert all(it.children == () for it in lifting)


def test_what_holds_and_would_have_to_go_lifts_nothing() -> None:
    engine = _lifted_by(1, "office(P,S,_,_), not sought(P,_,_)")
    assert _lifts(dedere.assess("ada", "bbb", on="2006-06-01", engine=engine)) == {}


SICK = """
%@ rule SICK "Who is a guest is, as some hold, not to be arrested"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{P} is a guest"
defeated(duty(H,arrest,P,none),"DUTY","SICK",D) :-
    applicable(duty(H,arrest,P,none),"DUTY",D), office(P,S,_,_), S != H, adopt("ISS-OFFICE",yes).
"""


def test_where_several_exceptions_stand_in_the_way_all_are_told_and_none_is_lifted() -> None:
    engine = law(OFFICE, OFFICE.replace("adopt", "not waived(S,P), adopt"), WAIVER + SICK, SOUGHT)
    (reason,) = dedere.assess("ada", "bbb", on="2006-06-01", engine=engine).why_not
    assert reason.missing.sentence == "Ada Ash holds an office of Alderland"
    assert reason.missing.children[-1].sentence == "Ada Ash is a guest"
    assert "missing" not in {it.kind for it in reason.missing.children}


def test_what_takes_away_one_of_two_grounds_of_an_exception_is_no_promise() -> None:
    record = f'{SOUGHT}office(ada,ccc,20060101,20070101).\nstate(ccc,"Cedarland").\n'
    engine = law(OFFICE, OFFICE.replace("adopt", "not waived(S,P), adopt"), WAIVER, record)
    assert _lifts(dedere.assess("ada", "bbb", on="2006-06-01", engine=engine)) == {}
    waived = dedere.assess("ada", "bbb", on="2006-06-01", suppose=["waived(aaa,ada)"], engine=engine)
    assert _lifts(waived) == {"Cedarland had waived the immunity of Ada Ash": "obliged"}
