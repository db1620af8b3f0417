"""A fact as a lawyer types it: what is understood, and what is offered instead of being guessed."""

from __future__ import annotations

import pytest

import dedere
from dedere.asking import templates
from dedere.asking.suppositions import suppose, withdraw
from dedere.engine import default_engine
from dedere.errors import UsageError

CORPUS = default_engine().corpus

UNDERSTOOD = {
    "deposited(India, Rome Statute, 2025-09-01)": "deposited(ind,rome,20250901)",
    "Deposited (IND, the Rome Statute, 20250901).": "deposited(ind,rome,20250901)",
    "deposited(in, rome, 2025-09-01)": "deposited(ind,rome,20250901)",
    "arrangement(India, International Criminal Court, 2025-12-05, open)": "arrangement(ind,icc,20251205,#sup)",
    'waiver(Russia, "Putin, Vladimir", ICC, 2024-01-01, #sup)': "waiver(rus,putin,icc,20240101,#sup)",
    "office(Путин, Head of State, Côte d'Ivoire, open, open)": "office(putin,head_of_state,civ,#inf,#sup)",
    "request(ICC, India, Putin, arrest and surrender, 2025-10-01)": (
        "request(icc,ind,putin,arrest_and_surrender,20251001)"
    ),
    "accepted(New declaration, India, ICC, 2025-12-05)": "accepted(new_declaration,ind,icc,20251205)",
    "alias(Vladimir Putin, The Guest)": 'alias(putin,"The Guest")',
    "in_situation(icc_putin_2023, Palestine)": "in_situation(icc_putin_2023,palestine)",
    "rate(section_122, 12.5 percent)": "rate(section_122,1250)",
}


@pytest.mark.parametrize("given", UNDERSTOOD)
def test_what_is_understood(given: str) -> None:
    assert [str(it) for it in suppose(CORPUS, given)] == [UNDERSTOOD[given]]


REFUSED = {
    "deposited(Indai, Rome Statute, 2025-09-01)": ("no state `Indai` is known", "did you mean India (ind)?"),
    "deposited(Congo, Rome Statute, 2025-09-01)": (
        "no state `Congo` is known",
        "Democratic Republic of the Congo (cod)",
    ),
    "deposited(Rome Statute, India, 2025-09-01)": ("no state `Rome Statute` is known", None),
    "deposited(India, Rome Statute, 1.9.2025)": ("`1.9.2025` is not a date", "write the day as YYYY-MM-DD"),
    "deposited(India, Rome Statute, open)": ("`open` is not a date", "write the day as YYYY-MM-DD"),
    "deposited(India, Rome Statute, 2025-02-30)": ("a day that does not exist", None),
    "arrangement(India, ICC, 2025-12-05, never)": ("`never` is not a date", "`open` where there is no end"),
    "deposited(India, Rome Statute)": ("`deposited` has 3 arguments, not 2", "it is declared as"),
    "waiver(Russia, Putin, Vladimir, ICC, 2024-01-01, open)": ("not 6", "a name with a comma stands in double quotes"),
    "wavier(Russia, Putin, ICC, 2024-01-01, open)": ("there is no kind of fact `wavier`", "did you mean `waiver`?"),
    "office(Putin, head of sate, Russia, 2024-01-01, open)": ("no `office`", "did you mean `head of state`?"),
    "charged(icc_putin_2023, Murdre)": ("`Murdre` stands in the place of `Crime`", None),
    "party(India, Rome Statute, 2025-09-01)": ("is not a fact that can be supposed", "it is derived"),
    "rate(section_122, a lot)": ("`a lot` is no number", "write whole digits"),
    "deposited(ind;chn, Rome Statute, 2025-09-01)": ("is not a ground fact", "a pool cannot stand in a fact"),
    "deposited(India, Rome Statute, 2025-09-01) :- x": ("is not a ground fact", "a rule is not a fact"),
    "#include <India, Rome Statute>": ("is not a ground fact", "a directive"),
    "India deposits its instrument": ("is not a ground fact", None),
    "deposited(India": ("is not a ground fact", "a parenthesis is not closed"),
    "deposited(India, , 2025-01-01)": ("is not a ground fact", "an argument is missing"),
    "xyzzy(India)": ("there is no kind of fact `xyzzy`", "`dedere facts kinds` lists them"),
}


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_refused(given: str) -> None:
    with pytest.raises(UsageError) as refused:
        suppose(CORPUS, given)
    message, hint = REFUSED[given]
    assert message in refused.value.message
    assert f"`{given}`" in refused.value.message
    assert hint is None or hint in str(refused.value.hint)


def test_what_one_supposition_names_another_may_use_by_name() -> None:
    facts = ["warrant(w1, ICC, Jane Roe, 2025-01-01)", "person(x1, Jane Roe)", "made_public(w1, 2025-01-01)"]
    assert "warrant(w1,icc,x1,20250101)" in map(str, suppose(CORPUS, facts))


def test_what_is_withdrawn_is_typed_alike() -> None:
    assert str(withdraw(CORPUS, "deposited(Mongolia, Rome Statute, 2002-04-11)")[0]) == "deposited(mng,rome,20020411)"
    with pytest.raises(UsageError, match="no state `Mongolland` is known"):
        withdraw(CORPUS, "deposited(Mongolland, Rome Statute, 2002-04-11)")


def test_the_same_fact_is_the_same_question() -> None:
    asked = [
        dedere.ask("putin", "India", on="2025-12-05", suppose=it).question
        for it in ("deposited(India, Rome Statute, 2025-09-01)", "deposited(ind,rome,20250901)")
    ]
    assert asked[0] == asked[1]


def test_templates_and_lines_are_typed_alike() -> None:
    def made(template: str) -> list[str]:
        return [str(it) for row in templates.fill(CORPUS, templates.parse(CORPUS, template)) for it in row.facts]

    plain = made("deposited(S,rome,20250901) : member(S,eu,_,_)")
    assert plain == made("deposited(S, Rome Statute, 2025-09-01) : member(S, EU, _, _)")
    assert len(plain) > 20
    sets = templates.lines(
        CORPUS, "deposited(India, Rome Statute, 2025-09-01); arrangement(India, ICC, 2025-12-05, open)"
    )
    assert [len(it.facts) for it in sets] == [2]
    with pytest.raises(UsageError, match=r"`D` in `.*` ranges over nothing"):
        templates.parse(CORPUS, "deposited(S, Rome Statute, D) : state(S)")


def test_what_was_understood_is_told_in_words() -> None:
    fact = "arrangement(India, ICC, 2025-12-05, 2026-01-01)"
    told = " ".join(dedere.assess("putin", "India", on="2025-12-05", suppose=fact).to_text().split())
    assert "Supposed for this question: India " in told
    assert "until 31 December 2025 [arrangement(ind,icc,20251205,20260101)]." in told
