"""Which contested questions turn an answer, alone or together: the rows of the decision table of the catalogue."""

from __future__ import annotations

from itertools import product

import pytest

import dedere
from dedere.answers import issues as module
from dedere.answers.issues import issues
from dedere.answers.solution import solve
from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.schema.answer import Assessment, Issue, Verdict
from small_law import EXCEPTION, GIFT, SOUGHT, law

NON_PARTY = "office(kat,{office},rus,20200101,{until})"
"""A made-up person of a State that is no party; row 2 and row 3 States differ in what is supposed beside it."""

WANTED = (
    'person(kat,"Kat")',
    "national(kat,rus)",
    "warrant(w_kat,icc,kat,20230317)",
    "made_public(w_kat,20230317)",
    "in_situation(w_kat,{situation})",
    "charged(w_kat,cah_murder)",
)


def answered(
    office: str, until: str = "#sup", state: str = "rus", *more: str, situation: str = "ukraine"
) -> Assessment:
    facts = [*WANTED, NON_PARTY.replace("rus", state), *more]
    filled = [
        it.replace("{situation}", situation).replace("{office}", office).replace("{until}", until) for it in facts
    ]
    return dedere.assess(
        "kat",
        "mng",
        on="2024-09-02",
        suppose=[it.replace("national(kat,rus)", f"national(kat,{state})") for it in filled],
    )


def turning(answer: Assessment) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {it.id: (it.turns, it.with_) for it in answer.issues if it.turns != "no"}


def issue(answer: Assessment, id_: str) -> Issue:
    return next(it for it in answer.issues if it.id == id_)


def test_each_position_tells_who_holds_it_and_where() -> None:
    of = {it.option: it for it in issue(dedere.assess("putin", "mng", on="2024-09-02"), "ISS-IMM").positions}
    assert of["horizontal"].held_by[:2] == ("the African Union", "Jordan and the League of Arab States")
    assert of["horizontal"].authority[0] == "Assembly of the African Union, January 2012"
    assert not of["horizontal"].court
    assert of["court"].court
    assert of["court"].held_by == ("the chambers of the International Criminal Court in 2011 and since 2019",)
    # What the Court itself rests on comes first.
    assert "Appeals Chamber, Jordan, 6 May 2019" in of["court"].authority[0]
    assert {it.beyond for it in of.values()} == {""}


def test_how_a_case_lies_beyond_what_was_held_is_told_of_the_position() -> None:
    agreed = dedere.assess("putin", "chn", on="2025-09-01", suppose="arrangement(chn,icc,20250101,#sup)")
    of = {it.option: it.beyond for it in issue(agreed, "ISS-LINE").positions}
    assert of["statute"] == "China is no Party, and Pre-Trial Chamber II spoke in 2024 of what a Party owes"
    assert {it for option, it in of.items() if option != "statute"} == {""}
    of = {it.option: it.beyond for it in issue(dedere.assess("putin", "mng", on="2024-09-02"), "ISS-LINE").positions}
    assert set(of.values()) == {""}


def test_row_4_the_immunity_of_a_leader_turns_it_alone() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    assert turning(answer) == {"ISS-IMM": ("alone", ())}
    assert {it.option: it.verdict for it in issue(answer, "ISS-IMM").positions} == {
        "court": "obliged",
        "council": "not_obliged",
        "horizontal": "not_obliged",
    }


def test_row_2_acceptance_and_immunity_turn_it_together() -> None:
    answer = answered(
        "head_of_state", "#sup", "ukr", "accepted(decl_kat,ukr,icc,20140101)", "acceptance_of(decl_kat,ukraine)"
    )
    assert turning(answer) == {
        "ISS-IMM": ("together", ("ISS-ACC123",)),
        "ISS-ACC123": ("together", ("ISS-IMM",)),
    }


def test_row_5_three_issues_turn_it_together() -> None:
    answer = answered("defence_minister")
    assert turning(answer) == {
        "ISS-IMM": ("together", ("ISS-TROIKA", "ISS-FUNC")),
        "ISS-TROIKA": ("together", ("ISS-IMM", "ISS-FUNC")),
        "ISS-FUNC": ("together", ("ISS-IMM", "ISS-TROIKA")),
    }


def test_row_6_a_former_official() -> None:
    answer = answered("head_of_state", "20240101")
    assert turning(answer) == {"ISS-IMM": ("together", ("ISS-FUNC",)), "ISS-FUNC": ("together", ("ISS-IMM",))}


def test_row_7_a_diplomat() -> None:
    answer = answered("ambassador", "#sup", "rus", "accredited(kat,rus,mng,20240101,#sup)")
    assert answer.verdict == "contested"
    found = turning(answer)
    assert found["ISS-DIPL"] == ("together", ("ISS-IMM",))
    assert found["ISS-IMM"] == ("together", ("ISS-DIPL",))


def test_the_position_of_the_court_is_marked() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    assert [it.option for it in issue(answer, "ISS-IMM").positions if it.court] == ["court"]
    assert '"with":' in answer.to_json()


@pytest.mark.parametrize("office", ["defence_minister", "head_of_state", "head_of_agency"])
@pytest.mark.parametrize("until", ["#sup", "20240101"])
def test_turning_agrees_with_all_combinations(office: str, until: str) -> None:
    facts = [*WANTED, NON_PARTY, "accredited(kat,rus,mng,20240101,#sup)"]
    filled = [
        it.replace("{situation}", "ukraine").replace("{office}", office).replace("{until}", until) for it in facts
    ]
    engine = default_engine()
    found = solve(ask("kat", "mng", on="2024-09-02", suppose=filled, engine=engine))
    ids = list(found.issues)
    table = {
        combination: found.verdict(dict(zip(ids, combination, strict=True)))
        for combination in product(*(found.issues[id_] for id_ in ids))
    }
    told = {it.id: it for it in issues(found)}
    for at, id_ in enumerate(ids):
        turns = any(
            table[one] != table[other]
            for one, other in product(table, table)
            if one[at] != other[at] and one[:at] + one[at + 1 :] == other[:at] + other[at + 1 :]
        )
        assert (told[id_.strip('"')].turns != "no") == turns, id_


def test_an_open_school_names_the_issue_on_which_it_takes_no_position() -> None:
    answer = dedere.assess("netanyahu", "fra", on="2025-07-01", presence="overflight")
    assert answer.left_open == {"court": ("ISS-AIR",)}
    told = " ".join(answer.to_text().split())
    assert "takes no position on question 2" in told
    assert told.partition("Take care")[0].count("Must a Party act against a wanted person who only flies over it?") == 1


def test_where_the_lines_of_the_court_part_both_are_named() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05", suppose=["arrangement(ind,icc,20250901,#sup)"])
    assert answer.schools == {"court": "contested", "council": "not_obliged", "horizontal": "not_obliged"}
    assert answer.left_open == {"court": ("ISS-LINE",)}
    assert {it.option: it.verdict for it in issue(answer, "ISS-LINE").positions} == {
        "statute": "not_obliged",
        "custom": "contested",
    }
    assert "its own lines part on question 2" in " ".join(answer.to_text().split())


def test_parts_are_made_until_there_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond that the verdict is left undecided, and so no issue is said to turn it."""
    found = solve(ask("ada", "bbb", on="2006-06-01", engine=law(record=SOUGHT)))
    verdicts: dict[str, dict[str, Verdict]] = {
        '"ISS-OFFICE"': {it: found.verdict({'"ISS-OFFICE"': it}) for it in ("yes", "no")}
    }
    assert verdicts == {'"ISS-OFFICE"': {"yes": "not_obliged", "no": "obliged"}}
    for most in (0, 1, 2, 3):
        monkeypatch.setattr(module, "MOST_PARTS", most)
        parts = list(module._parts(found, verdicts))
        assert len(parts) == min(most, 2)
        assert all(verdicts['"ISS-OFFICE"'][part['"ISS-OFFICE"']] == verdict for part, verdict in parts)


def test_a_position_has_its_holders_and_where_they_said_so() -> None:
    more = 'held_by("ISS-OFFICE",yes,"a third","a letter").\ncourt_holds("ISS-OFFICE",no,"a judgment").\n'
    (told,) = dedere.assess("ada", "bbb", on="2006-06-01", engine=law(more=more, record=SOUGHT)).issues
    of = {it.option: it for it in told.positions}
    assert (of["yes"].held_by, of["yes"].authority, of["yes"].court) == (
        ("some", "a third"),
        ("a book", "a letter"),
        False,
    )
    assert (of["no"].held_by, of["no"].authority, of["no"].court) == (("others",), ("a judgment", "a book"), True)
    assert (of["no"].meaning, of["yes"].meaning) == ("it does not", "it protects")


def test_two_issues_turn_it_together_and_what_is_decided_is_parted_no_further() -> None:
    engine = law(EXCEPTION, f'{EXCEPTION[:-1]}, adopt("ISS-GIFT",kept).', GIFT, SOUGHT)
    query = ask("ada", "bbb", on="2006-06-01", engine=engine)
    answer = dedere.assess(query)
    assert turning(answer) == {
        "ISS-OFFICE": ("together", ("ISS-GIFT",)),
        "ISS-GIFT": ("together", ("ISS-OFFICE",)),
    }
    office, gift = '"ISS-OFFICE"', '"ISS-GIFT"'
    verdicts: dict[str, dict[str, Verdict]] = {
        id_: {it.option: it.verdict for it in issue(answer, id_.strip('"')).positions} for id_ in (office, gift)
    }
    assert verdicts[office] == {"no": "obliged", "yes": "contested"}
    assert verdicts[gift] == {"kept": "contested", "returned": "obliged"}
    for first in ([office, gift], [gift, office]):
        parts = list(module._parts(solve(query), {it: verdicts[it] for it in first}))
        assert len(parts) == 3
        assert [part for part, verdict in parts if verdict == "not_obliged"] == [{office: "yes", gift: "kept"}]
        assert sorted(len(part) for part, _ in parts) == [1, 2, 2]
