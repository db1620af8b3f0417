"""What would take away what stands in the way of a duty, and whether it would."""

from __future__ import annotations

import dedere
from dedere.answers.builder import walk
from small_law import law


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
