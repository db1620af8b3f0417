"""A "would be bound if" is a promise: with the condition made true the answer is at least one step stronger."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import dedere
from dedere import dates
from dedere.answers.builder import walk
from dedere.engine import default_engine
from dedere.schema.answer import Assessment, Proof
from dedere.terms.values import split
from small_law import SOUGHT, law

STRENGTH = {"not_obliged": 0, "contested": 1, "obliged": 2}


def promised(answer: Assessment) -> Iterator[str]:
    """The conditions under which an answer says that the host would be bound."""
    for miss in answer.why_not:
        if miss.would is not None:
            for proof in walk([miss.missing]):
                if proof.would is not None:
                    yield proof.atom or ""


def made_true(condition: str, day: int) -> list[str] | None:
    """Facts that make a condition true, written here from what the conditions mean; None where none are known."""
    name, args = split(condition)
    told = {
        "party": [f"deposited({{0}},{{1}},{day - 10000})"],
        "accepting": ["accepted(new,{0},icc,{2})", "acceptance_of(new,{1})"],
        "ordered": ['resolution(new,"a resolution")', "adopted(new,{3})", "council_obliges(new,{0},{1},icc)"],
        "arrangement": ["arrangement({0},{1},19990101,#sup)"],
        "asked": ["request(icc,{0},{1},arrest_and_surrender,{3})"],
    }
    if name not in told:
        return None
    return [it.format(*args) for it in told[name]]


def broken(person: str, host: str, day: int, **changes: list[str]) -> list[str]:
    """The promises of an answer that are not kept."""
    on = dates.as_date(day).isoformat()
    answer = dedere.assess(person, host, on=on, **changes)  # type: ignore[arg-type]
    found = []
    for condition in dict.fromkeys(promised(answer)):
        facts = made_true(condition, day)
        if facts is None:
            continue
        suppose = [*changes.get("suppose", []), *facts]
        withdraw = [it for it in changes.get("withdraw", []) if it not in facts]
        if condition.startswith("asked("):
            suppose = [it for it in suppose if not it.startswith("no_request(")]
        then = dedere.assess(person, host, on=on, suppose=suppose, withdraw=withdraw)
        steps = [STRENGTH[then.schools[it]] - STRENGTH[answer.schools[it]] for it in answer.schools]
        if STRENGTH[then.verdict] <= STRENGTH[answer.verdict] and not (min(steps) >= 0 and max(steps) > 0):
            found.append(f"{person} in {host} on {on}: {condition}")
    return found


def not_asked() -> Assessment:
    """The answer to a question about a Party that the Court has not asked."""
    return dedere.assess(
        "putin",
        "bra",
        on="2025-05-01",
        suppose=["no_request(icc,bra,putin)"],
        withdraw=["circulated(icc_putin_2023,all_parties,20230317)"],
    )


def test_a_party_that_was_not_asked_is_promised_nothing_by_what_it_has_already() -> None:
    text = " ".join(not_asked().to_text().split())
    assert "Brazil would be bound, in the view of the Court, if it had received a request of the Court" in text
    assert "if it had accepted" not in text
    assert "if the Security Council" not in text


def test_no_party_is_promised_what_would_bind_it() -> None:
    text = dedere.assess("putin", "ind", on="2025-12-05").to_text(explain="full")
    for view, condition in (
        ("in the view of the Court", "it were a State Party to the Rome Statute"),
        ("in the view of the Court", "it had accepted the jurisdiction of the Court"),
        ("on some positions only", "the Security Council had ordered it to cooperate"),
        ("on some positions only", "it had an agreement or ad hoc arrangement"),
    ):
        assert f"India would be bound, {view}, if {condition}" in " ".join(text.split())


def test_a_promise_says_what_each_school_would_then_answer() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05")
    (party,) = {it for miss in answer.why_not for it in map(_of_party, walk([miss.missing])) if it}
    then = dedere.assess("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20241205)"])
    assert dict(party) == {"": then.verdict, **then.schools}


def _of_party(proof: Proof) -> tuple[tuple[str, str], ...]:
    return tuple(proof.then.items()) if proof.atom == "party(ind,rome,20251205)" else ()


def test_after_the_warrant_has_ended_nothing_else_is_promised() -> None:
    answer = dedere.assess("duterte", "ind", on="2025-06-01")
    assert not [it for it in promised(answer) if it.startswith(("party(", "accepting("))]


@pytest.mark.parametrize("seed", range(3))
def test_the_promises_of_the_record_are_kept(seed: int) -> None:
    """Persons, hosts and days by chance, of the journeys of the record and beside them."""
    chance = random.Random(seed)  # it picks examples
    facts = default_engine().corpus.by_predicate
    visits = [it.atom.args for it in facts["journey"]]
    states = [it.atom.args[0] for it in facts["state"]]
    wanted = sorted({it.atom.args[2] for it in facts["warrant"] if it.atom.args[1] == "icc"}, key=str)
    drawn = [(v[1], v[2], v[3]) for v in chance.sample(visits, 2)]
    drawn += [(chance.choice(wanted), chance.choice(states), 20240601 + chance.randrange(28)) for _ in range(3)]
    assert [it for who, where, day in drawn for it in broken(str(who), str(where), int(day))] == []


@pytest.mark.parametrize("host", ["ind", "bra", "bdi"])
def test_the_promises_of_worlds_with_something_missing_are_kept(host: str) -> None:
    """What is taken out leaves a world in which other things are missing too."""
    assert broken("putin", host, 20250501, suppose=[f"no_request(icc,{host},putin)"]) == []
    assert broken("putin", host, 20250501, withdraw=["charged(icc_putin_2023,war_crime_unlawful_deportation)"]) == []
    assert broken("putin", host, 20230101) == []


@pytest.mark.parametrize(
    ("person", "host", "day"),
    [
        ("habre", "sen", "2010-06-01"),
        ("karadzic", "srb", "2009-06-01"),
        ("pinochet", "gbr", "2005-06-01"),
        ("taylor", "nga", "2005-06-01"),
    ],
)
def test_no_warrant_is_promised_for_what_was_done_before_the_statute(person: str, host: str, day: str) -> None:
    assert not [it for it in promised(dedere.assess(person, host, on=day)) if it.startswith("in_force(")]


def test_a_request_of_whatever_kind_is_promised_once_and_with_what_it_brings() -> None:
    assert [it.split("(")[0] for it in dict.fromkeys(promised(not_asked())) if "asked(" in it] == ["asked"]


def test_nothing_is_promised_that_an_exception_keeps_from_coming_true() -> None:
    answer = dedere.assess("deif", "jor", on="2024-12-01")
    assert answer.verdict == "not_obliged"
    assert list(promised(answer)) == []
    elsewhere = set(promised(dedere.assess("putin", "zaf", on="2023-08-22", presence="remote")))
    assert elsewhere
    assert all(it.startswith("present(putin,zaf,") for it in elsewhere)


STEPS = """
%@ derived ready(State: state, Day: date)
%@ says "{State} is ready on {Day}"
%@ else "{State} is not ready"
%@ would "{State} were ready"
%@ derived first_step(State: state, Day: date)
%@ says "{State} has taken the first step"
%@ else "{State} has not taken the first step"
%@ derived second_step(State: state, Day: date)
%@ says "{State} has taken the second step"
%@ else "{State} has not taken the second step"

%@ rule READY "Who is ready must arrest too"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{H} must arrest {P}"
%@ would "{H} would be bound"
applicable(duty(H,arrest,P,none),"READY",D) :- here(P,H,D), sought(P,F,T), F <= D, D < T, ready(H,D).
%@ says "{H} is ready on {D}"
ready(H,D) :- here(_,H,D), first_step(H,D).
%@ says "{H} has taken the first step"
first_step(H,D) :- here(_,H,D), second_step(H,D).
%@ says "{H} has taken the second step"
second_step(H,D) :- here(_,H,D), LAST.
"""


@pytest.mark.parametrize(
    ("last", "would"),
    [
        # Three steps down there is a condition of its own, which does not come true by itself.
        ("joined(H,E), E <= D", {"Alderland had joined"}),
        ("office(_,H,F,T), F <= D, D < T", {"Alderland had joined", "Alderland were ready"}),
    ],
)
def test_a_condition_that_rests_on_another_is_no_promise_alone(last: str, would: set[str]) -> None:
    engine = law(more=STEPS.replace("LAST", last))
    answer = dedere.assess("ada", "aaa", on="2025-01-01", suppose=["sought(ada,20200101,#sup)"], engine=engine)
    proofs = [it for miss in answer.why_not for it in walk([miss.missing])]
    assert {it.would for it in proofs if it.would is not None} == would
    assert all(it.then == {"": "obliged", "wide": "obliged", "narrow": "obliged"} for it in proofs if it.would)


CLUB = """
%@ type club named by club
%@ fact club(Club: term, Name: text) of clubs
%@ says "{Club} is a club"
%@ fact member(State: state, Club: club) of acts
%@ says "{State} is a member of {Club}"
%@ else "{State} is a member of no club"
%@ would "{State} were a member of a club"
%@ rule CLUB "Members of a club arrest"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{H} must arrest {P}"
%@ would "{H} would be bound"
applicable(duty(H,arrest,P,none),"CLUB",D) :- here(P,H,D), sought(P,F,T), F <= D, D < T, member(H,C), club(C,_).
"""


@pytest.mark.parametrize(
    ("clubs", "would"), [([], set()), (['club(rotary,"Rotary")'], {"Alderland were a member of a club"})]
)
def test_what_a_condition_leaves_open_may_be_anything_of_its_type_that_the_case_knows(
    clubs: list[str], would: set[str]
) -> None:
    asked = ["sought(ada,20200101,#sup)", *clubs]
    answer = dedere.assess("ada", "aaa", on="2025-01-01", suppose=asked, engine=law(more=CLUB))
    proofs = [it for miss in answer.why_not if miss.rule == "CLUB" for it in walk([miss.missing])]
    assert {it.would for it in proofs if it.would is not None} == would


SWAPPED = """
%@ fact swapped(State: state, Person: person) of acts
%@ says "{State} exchanged {Person}"
%@ else "{State} has exchanged nobody"
%@ would "{State} had exchanged {Person}"
%@ rule SWAP "Who was exchanged is, as others hold, free"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{P} was exchanged"
defeated(duty(H,arrest,P,none),"DUTY","SWAP",D) :-
    applicable(duty(H,arrest,P,none),"DUTY",D), swapped(_,P), FREE.
"""
OFFICE = "office(P,S,F,T), S != H, F <= D, D < T, adopt"


@pytest.mark.parametrize(
    ("free", "then"),
    [
        # Nobody is freed by it: then whoever it protected must be arrested on every view.
        ("office(P,_,#inf,_)", {"": "obliged", "wide": "obliged", "narrow": "obliged"}),
        # What one school gains another loses: that is no stronger answer.
        ('adopt("ISS-OFFICE",no)', None),
    ],
)
def test_what_only_exchanges_the_views_is_no_promise(free: str, then: dict[str, str] | None) -> None:
    engine = law(OFFICE, OFFICE.replace("adopt", "not swapped(S,P), adopt"), SWAPPED.replace("FREE", free), SOUGHT)
    answer = dedere.assess("ada", "bbb", on="2006-06-01", engine=engine)
    assert answer.schools == {"wide": "obliged", "narrow": "not_obliged"}
    told = [it for miss in answer.why_not for it in walk([miss.missing]) if it.would is not None]
    assert [(it.would, dict(it.then)) for it in told] == (
        [("Alderland had exchanged Ada Ash", then)] if then is not None else []
    )
    swapped = dedere.assess("ada", "bbb", on="2006-06-01", suppose=["swapped(aaa,ada)"], engine=engine)
    assert {"": swapped.verdict, **swapped.schools} == (
        then or {"": "contested", "wide": "not_obliged", "narrow": "obliged"}
    )


GUESTS = """
%@ fact hosted(State: state, Person: person, From: since, To: until) of acts
%@ says "{State} hosted {Person} from {From}"
%@ else "{State} hosts nobody"
%@ would "{State} were the host of {Person}"
%@ rule HOST "Who hosts a person who is sought arrests"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{H} must arrest {P}"
%@ would "{H} would be bound"
applicable(duty(H,arrest,P,none),"HOST",D) :- here(P,H,D), sought(P,_,_), hosted(H,P,F,T), F <= D, D < T.
"""


def test_days_that_a_condition_leaves_open_are_such_that_it_holds() -> None:
    answer = dedere.assess("ada", "aaa", on="2008-06-01", engine=law(more=GUESTS, record=SOUGHT))
    (reason,) = [it for it in answer.why_not if it.rule == "HOST"]
    assert (reason.would, reason.missing.would) == ("Alderland would be bound", "Alderland were the host of Ada Ash")
    assert reason.missing.then == {"": "obliged", "wide": "obliged", "narrow": "obliged"}
    # Nobody seeks her any more, and that she were is not enough in a State that has not joined.
    (other,) = [it for it in answer.why_not if it.rule == "DUTY"]
    assert other.missing.would is None


def test_each_day_has_its_own_promises() -> None:
    engine = law(more=GUESTS, record=f"{SOUGHT}hosted(aaa,ada,20060601,20060701).\n")
    answer = dedere.assess("ada", "aaa", first="2006-05-01", last="2006-08-01", engine=engine)
    told = {str(it.day): it.missing.then for it in answer.why_not if it.missing.would is not None}
    assert told == {"2006-05-01": {"": "obliged", "wide": "obliged", "narrow": "obliged"}}
