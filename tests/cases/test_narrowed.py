"""What a question fills its slots with is followed through the rules: of others nothing of the kind is concluded."""

from __future__ import annotations

import pytest

from casing import ARMENIA, INDIA, file_of
from dedere.cases.narrowed import Narrowed
from dedere.cases.validating import validate
from dedere.engine import default_engine
from dedere.errors import UsageError


def narrowed() -> Narrowed:
    engine = default_engine()
    return Narrowed(engine.corpus, engine.corpus.clauses, engine.leading[0])


def test_the_host_and_the_person_are_followed_to_the_duty() -> None:
    clauses = [it for it in default_engine().corpus.clauses if it.rule_id == "RS-89-1"]
    assert clauses
    for clause in clauses:
        assert narrowed().of(clause, "H") == {"host"}
        assert narrowed().of(clause, "P") == {"person"}
        assert not narrowed().of(clause, "W")
        assert narrowed().other(clause, "H", "deu", {"host": "bra"}) == "bra"
        assert narrowed().other(clause, "H", "bra", {"host": "bra"}) is None
        assert narrowed().other(clause, "H", "deu", {}) is None


@pytest.mark.parametrize(
    ("expect", "value"),
    [
        ("holds_not: ['duty(deu,arrest_and_surrender,putin,icc)']", "deu"),
        ("holds_not: ['duty(ind,arrest_and_surrender,kony,icc)']", "kony"),
        ("holds: ['duty(deu,arrest,putin,icc)']", "deu"),
        ("conclusions_not: ['duty(deu,cooperate,putin,icc) by RS-86']", "deu"),
    ],
)
def test_what_is_expected_of_another_host_or_person_is_refused(expect: str, value: str) -> None:
    with pytest.raises(UsageError) as error:
        validate(file_of(expect, INDIA), default_engine())
    assert f"nothing of the kind is concluded of `{value}`" in str(error.value)


def test_of_other_states_of_the_case_much_is_concluded() -> None:
    validate(
        file_of("holds_not: ['status(rus,state_party,rome,none)', 'forbidden(_,arrest,_,rus)']", ARMENIA),
        default_engine(),
    )
