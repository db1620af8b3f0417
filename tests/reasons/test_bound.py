"""What a proof says of the variables of a rule: by declared arguments, whatever the rule calls them."""

from __future__ import annotations

from collections.abc import Iterator

import dedere
from dedere.engine import default_engine
from dedere.reasons.bound import Arguments
from dedere.schema.answer import Proof
from small_law import SOUGHT, law

ANSWER = dedere.assess("putin", "Mongolia", on="2024-09-02")


def steps(proofs: tuple[Proof, ...]) -> Iterator[Proof]:
    for proof in proofs:
        yield proof
        yield from steps(proof.children)


def test_bindings_go_by_the_declared_arguments() -> None:
    party = next(it for it in steps(ANSWER.why) if it.atom == "party(mng,rome,20240902)")
    assert party.bindings["State"] == "MNG"
    assert party.bindings["Treaty"] == "rome"
    assert party.bindings["Day"] == "2024-09-02"


def test_states_stand_in_capitals_and_days_in_iso_form_but_in_atoms_as_in_the_facts() -> None:
    told = [(key, it) for step in steps(ANSWER.why) for key, it in step.bindings.items()]
    alone = {it for _, it in told}
    assert {"MNG", "RUS"} <= alone
    assert not alone & default_engine().corpus.named_as("state")
    assert not [it for it in alone if isinstance(it, int) and it > 16000000]
    assert all("MNG" not in (step.atom or "") for step in steps(ANSWER.why))


def test_arguments_of_one_name_are_numbered_and_variables_of_no_argument_left_out() -> None:
    corpus = default_engine().corpus
    arguments = Arguments(corpus)
    for clause in corpus.clauses:
        named = arguments.of(clause)
        assert len(set(named.values())) == len(named)
        assert set(named) <= set(clause.variables)
    numbered = [it for clause in corpus.clauses for it in arguments.of(clause).values() if "_" in it]
    assert "Day_2" in numbered
    inner = next(it for it in corpus.clauses if it.head_name == "applicable" and "Host" in arguments.of(it).values())
    assert "Norm" not in arguments.of(inner).values()


def test_a_step_says_of_what_it_is_by_the_arguments_of_what_it_concludes_and_rests_on() -> None:
    answer = dedere.assess("ada", "bbb", on="2005-06-01", engine=law(record=SOUGHT))
    told = {(it.atom or "").partition("(")[0]: it.bindings for it in steps(answer.why) if it.kind == "derived"}
    assert told["here"] == {"Person": "ada", "Host": "bbb", "Day": "2005-06-01", "Visit": "asked"}
    assert told["applicable"] == {
        "Day": "2005-06-01",
        "Person": "ada",
        "Host": "bbb",
        "From": "2005-01-01",
        "To": "2008-01-01",
        "Day_2": "2005-04-01",
    }
