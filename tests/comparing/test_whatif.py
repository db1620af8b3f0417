"""What a change of the record does to an answer: what is gained and lost, and at which step the reasons part."""

from __future__ import annotations

import pytest

import dedere
from dedere.comparing.whatif import compare
from dedere.errors import UsageError
from dedere.reporting.shown import unrepeated
from dedere.schema.answer import Proof
from dedere.schema.difference import Difference, Shift

INDIA = "deposited(ind,rome,20250901)"


def shift(found: Difference, act: str, *, lost: bool = False) -> Shift:
    return next(it for it in (found.lost if lost else found.gained) if it.act == act)


def test_a_deposit_makes_the_duty_arise() -> None:
    found = compare("putin", "India", on="2025-12-05", suppose=[INDIA])
    assert (found.verdict_before, found.verdict_after) == ("not_obliged", "contested")
    assert found.schools_before["court"] == "not_obliged"
    assert found.schools_after == {
        "court": "obliged",
        "council": "not_obliged",
        "horizontal": "not_obliged",
    }
    duty = found.gained[0]
    assert (duty.act, duty.rule, duty.before, duty.after) == ("arrest", "RS-89-1", "absent", "contested")
    assert duty.sought
    assert set(duty.schools_after) == {"court"}


def test_the_proofs_part_at_the_highest_step_below_the_conclusion() -> None:
    duty = compare("putin", "India", on="2025-12-05", suppose=[INDIA]).gained[0]
    (parting,) = duty.parts
    assert parting.step.atom == "party(ind,rome,20251205)"
    assert parting.sentence == "India has been a party to the Rome Statute since 1 November 2025"
    assert parting.instead.kind == "missing"
    assert parting.instead.sentence == "India is not a State Party to the Rome Statute on 5 December 2025"
    # Down to the fact that was never there.
    below = [it.sentence for it in _all(parting.instead)]
    assert any("has deposited no instrument" in it for it in below)


def _all(proof: Proof) -> list[Proof]:
    return [proof, *(it for child in proof.children for it in _all(child))]


def test_what_is_lost_is_told_with_what_stands_in_its_way_now() -> None:
    found = compare("putin", "India", on="2025-12-05", suppose=[INDIA])
    lost = shift(found, "assist", lost=True)
    assert (lost.kind, lost.before, lost.after) == ("permitted", "certain", "absent")
    (parting,) = lost.parts
    assert parting.step.kind == "absent"
    assert parting.instead.kind == "defeated"
    assert parting.instead.sentence == "India is a State Party and must cooperate fully with the Court"


def test_whoever_is_supposed_has_a_name_on_both_sides() -> None:
    supposed = ['person(x1,"Jane Roe")', "european_arrest_warrant(e1,deu,x1,same,20190101,open)"]
    found = compare("x1", "Italy", on="2020-01-01", suppose=supposed)
    told = {part.instead.sentence for it in (*found.gained, *found.lost) for part in it.parts}
    assert "no European Arrest Warrant against Jane Roe is known" in told
    assert not any("x1" in it for it in told)


def test_a_waiver_turns_contested_into_certain() -> None:
    found = compare("putin", "mng", on="2024-09-02", suppose=["waiver(rus,putin,icc,20240101,#sup)"])
    assert (found.verdict_before, found.verdict_after) == ("contested", "obliged")
    duty = shift(found, "arrest")
    assert (duty.before, duty.after) == ("contested", "certain")
    assert set(duty.schools_after) - set(duty.schools_before) == {"council", "horizontal"}
    assert duty.parts[0].instead.kind == "defeated"
    assert "Russia" in duty.parts[0].instead.sentence


def test_withdrawing_a_fact_is_the_mirror() -> None:
    found = compare("putin", "mng", on="2024-09-02", withdraw=["deposited(mng,rome,20020411)"])
    assert found.verdict_after == "not_obliged"
    assert shift(found, "arrest", lost=True).parts[0].step.atom == "party(mng,rome,20240902)"


def test_only_the_days_on_which_something_differs_are_told() -> None:
    found = compare("putin", "ind", first="2025-10-20", last="2025-12-05", suppose=[INDIA])
    duty = shift(found, "arrest")
    assert (str(duty.first_day), str(duty.last_day)) == ("2025-11-01", "2025-12-05")
    signed = shift(found, "contracting_state")
    assert (str(signed.first_day), str(signed.last_day)) == ("2025-10-20", "2025-10-31")


@pytest.mark.parametrize(
    ("supposed", "said"),
    [
        ("deposited(mng,rome,20100101)", "the suppositions contradict the record (CHK-KEY)"),
        ("no_request(icc,mng,putin)", "on 17 March 2023 one went to all States Parties, Mongolia among them"),
    ],
)
def test_what_contradicts_the_record_is_said_and_once_beside_the_answer(supposed: str, said: str) -> None:
    found = compare("putin", "mng", on="2025-09-02", suppose=[supposed])
    assert said in " ".join(found.warnings)
    assert " ".join(found.to_text().split()).count(said[1:]) == 1
    query = dedere.ask("putin", "mng", on="2025-09-02", suppose=[supposed])
    assert "Take care" not in str(unrepeated(found, "short"))
    assert " ".join(dedere.assess(query).to_text().split()).count(said[1:]) == 1


def test_nothing_changes() -> None:
    found = compare("putin", "ind", on="2025-12-05", suppose=["deposited(per,rome,20250901)"])
    assert found.gained == found.lost == ()
    assert found.summary == "The verdict stays: not obliged."


@pytest.mark.parametrize(
    "fact", ["deposited(ind,rome", "p :- q", "deposited(X,rome,20250901)", "party(ind,rome,20250101)"]
)
def test_only_facts_are_supposed(fact: str) -> None:
    with pytest.raises(UsageError):
        compare("putin", "ind", on="2025-12-05", suppose=[fact])


def test_json_has_the_name_of_the_schema() -> None:
    assert '"schema":"dedere.difference/1"' in compare("putin", "ind", on="2025-12-05", suppose=[INDIA]).to_json(None)
