"""Kept answers asked again: what has changed in them is found, and by what."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.batch.rechecking import recheck
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.schema.recheck import Recheck
from small_law import SOUGHT, law

DEPOSIT = "deposited(ind,rome,20250901)"


@cache
def kept(host: str = "India", **asked: Any) -> dedere.Assessment:
    return dedere.assess("putin", host, on="2025-12-05", **asked)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The record in which India has joined, and a fact of the record rests on something else."""
    own = tmp_path_factory.mktemp("own") / "own.lp"
    own.write_text(f'%@ source mine "Mine"\n%@ by mine recall\n{DEPOSIT}.\n', encoding="utf-8")
    return Engine(dedere.load(facts=own))


def of(answers: Any, engine: Engine | None = None) -> Recheck:
    (found,) = recheck(answers, engine=engine).answers
    return found


def test_what_is_as_it_was() -> None:
    for answer in (kept(), kept("Mongolia"), kept(school="court"), kept(suppose=DEPOSIT)):
        found = of(answer)
        assert (found.outcome, found.grounds, found.parts, found.reason) == ("same", (), (), None)
        assert (found.id, found.question) == (answer.id, answer.question)
        assert of(answer.to_json()) == of([answer]) == found


def test_a_fact_that_came_turns_a_verdict_and_is_named(joined: Engine) -> None:
    found = of(kept(), joined)
    assert (found.outcome, found.verdict_before, found.verdict_after) == ("verdict", "not_obliged", "contested")
    assert (found.schools_before["court"], found.schools_after["court"]) == ("not_obliged", "obliged")
    named = {(it.kind, it.id): it for it in found.grounds}
    assert (named["fact", DEPOSIT].change, named["fact", DEPOSIT].by) == ("new", ("Mine",))
    assert named["rule", "RS-89-1"].change == "new"
    assert not any(it.id.startswith("stay(") or it.id.startswith("plan") for it in found.grounds)
    # Facts before rules, technical steps last.
    assert [it.folded for it in found.grounds] == sorted(it.folded for it in found.grounds)
    unfolded = [it.kind for it in found.grounds if not it.folded]
    assert unfolded == sorted(unfolded)


def test_a_fact_that_went_is_named(joined: Engine) -> None:
    now = dedere.assess("putin", "India", on="2025-12-05", engine=joined)
    found = of(now)
    assert (found.outcome, found.verdict_after) == ("verdict", "not_obliged")
    changes = {it.id: it.change for it in found.grounds}
    assert changes[DEPOSIT] == "gone"
    assert changes["RS-89-1"] == "left"


def test_what_is_no_fact_any_more_as_facts_are_written_is_gone(joined: Engine) -> None:
    old = dedere.assess("putin", "India", on="2025-12-05", engine=joined)
    found = of(old.to_json().replace(DEPOSIT, "a deposit of India"), joined)
    assert {it.id: it.change for it in found.grounds} == {"a deposit of India": "gone", DEPOSIT: "new"}


def test_another_source_is_other_words(joined: Engine) -> None:
    old = dedere.assess("putin", "India", on="2025-12-05", engine=joined)
    other = json.loads(old.to_json().replace('"Mine"', '"Another"'))
    found = of([other], joined)
    assert (found.outcome, found.verdict_after) == ("words", "contested")
    assert [(it.id, it.change, it.by) for it in found.grounds] == [(DEPOSIT, "changed", ("Mine",))]
    assert "why" in found.parts


def test_other_days_are_told_apart() -> None:
    old = dedere.assess("putin", "Armenia", first="2024-01-20", last="2024-02-20")
    assert of(old).outcome == "same"
    window = old.windows[0].model_copy(update={"first_day": old.question.first_day})
    found = of(old.model_copy(update={"windows": (window, *old.windows[1:])}))
    assert (found.outcome, found.parts) == ("days", ("windows",))


def test_what_can_no_longer_be_asked_says_why(joined: Engine) -> None:
    old = dedere.assess("putin", "India", on="2025-12-05", withdraw=DEPOSIT, engine=joined)
    found = of(old)
    assert (found.outcome, found.verdict_before, found.verdict_after) == ("unanswered", "not_obliged", None)
    assert found.reason == f"`{DEPOSIT}` is not in the record"


ROW = {"person": "putin", "host": "India", "from": "2025-12-05", "until": "", "verdict": "not_obliged", "rule": None}


def test_rows_that_batch_wrote(joined: Engine) -> None:
    whole = {**ROW, "school_court": "not_obliged", "authority": "", "first_day": "2025-12-05", "last_day": "2025-12-05"}
    assert of([whole]).outcome == "same"
    found = of([whole], joined)
    assert (found.outcome, found.schools_before) == ("verdict", {"court": "not_obliged"})
    assert [(it.kind, it.id, it.change) for it in found.grounds] == [("rule", "RS-89-1", "new")]
    assert found.question is not None
    assert (found.question.host, str(found.question.last_day)) == ("IND", "2025-12-05")
    assert of([{**whole, "last_day": "2025-12-06"}]).outcome == "days"
    none: Any
    for none in ("", None, 3, []):  # A cell that names no rule is none that anything rested on.
        assert [it.id for it in of([{**whole, "rule": none}], joined).grounds] == ["RS-89-1"]
    gone = of([{**whole, "rule": "NO-SUCH-RULE"}])
    assert (gone.outcome, [(it.id, it.change) for it in gone.grounds]) == ("words", [("NO-SUCH-RULE", "gone")])
    supposing = {**ROW, "suppose": DEPOSIT, "verdict": "contested"}
    assert of([{it: cell for it, cell in supposing.items() if it != "rule"}]).outcome == "same"
    assert of([{**ROW, "verdict": "maybe"}]).reason == "there is no verdict `maybe`"
    assert of([{**ROW, "host": "Atlantis"}]).reason == "no state or area `Atlantis` is known"


def test_files_of_many(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    one, other = kept().to_json(), kept("Mongolia").to_json(None)
    path.write_text(f"\ufeff{one}\n{other}\n[{one},\n{json.dumps(ROW)}]\n3\n", encoding="utf-8")
    found = recheck(path).answers
    assert [(it.number, it.outcome) for it in found] == [*((it, "same") for it in (1, 2, 3, 4)), (5, "unanswered")]
    path.write_bytes(b'{"schema": "\xe4"}')
    with pytest.raises(UsageError, match=r"kept.json` is no text"):
        recheck(path)
    path.write_text("[]\n \n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"kept.json` holds no answer"):
        recheck(path)
    assert recheck([]).answers == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('{"a": 1}\n\n{"a"', "the kept answers are no JSON: look at line 3"),
        ("[" * 100_000, "the kept answers are no JSON: look at line 1"),
        ("", "what was given holds no answer"),
        (Path("none.json"), "`none.json` cannot be read: no such file or directory"),
        (3, "kept answers are `3`"),
        ([3], "a kept answer is `3`"),
        (b"{}", "kept answers are"),
    ],
)
def test_what_holds_no_answers_is_refused(given: Any, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        recheck(given)
    assert said in refused.value.message
    assert refused.value.hint


def test_what_is_none_of_this_contract_says_where() -> None:
    broken = json.loads(kept().to_json()) | {"verdict": "maybe"}
    assert of([broken]).reason == "it is no `dedere.assessment/1` as this version has it: look at `verdict`"
    assert of([{"schema": "dedere.flip/1"}]).reason == "it is no `dedere.assessment/1`, and no row that was answered"


OFFICE = "office(ada,aaa,20060101,20070101)"
SMALL = law(record=SOUGHT)
SHORTER = law(record=SOUGHT.replace(OFFICE, "office(ada,aaa,20060101,20060601)"))
FREE = law(record=SOUGHT.replace(f"{OFFICE}.\n", ""))
BOTH = law(record=f"{SOUGHT}joined(aaa,20050101).\n")
OTHERWISE = law(record=f"%@ by src seen_twice 20260101\n{SOUGHT}%@ by src seen_once 20260101\n")

Stay = tuple[str, str, str]
PROTECTED: Stay = ("bbb", "2006-03-01", "2006-03-01")


def _grounds(found: Recheck) -> list[tuple[str, str, str]]:
    return [(it.kind, it.id, it.change) for it in found.grounds if not it.folded]


def _ada(stay: Stay, engine: Engine = SMALL) -> dedere.Assessment:
    host, first, last = stay
    return dedere.assess("ada", host, first=first, last=last, engine=engine)


@pytest.mark.parametrize(
    ("stay", "engine", "outcome", "grounds"),
    [
        (PROTECTED, BOTH, "same", []),
        (PROTECTED, SHORTER, "words", [("fact", OFFICE, "gone"), ("fact", "office(ada,aaa,20060101,20060601)", "new")]),
        (PROTECTED, FREE, "verdict", [("fact", OFFICE, "gone"), ("rule", "OFFICE", "left")]),
        (("bbb", "2005-03-01", "2006-03-01"), FREE, "days", [("fact", OFFICE, "gone"), ("rule", "OFFICE", "left")]),
        (
            ("aaa", *PROTECTED[1:]),
            BOTH,
            "verdict",
            [
                ("fact", "sought(ada,20050101,20080101)", "new"),
                ("fact", "joined(aaa,20050101)", "new"),
                ("rule", "EFFECT", "new"),
                ("rule", "DUTY", "new"),
                ("rule", "DAYS", "new"),
            ],
        ),
    ],
)
def test_facts_that_went_and_came_are_told_before_rules(
    stay: Stay, engine: Engine, outcome: str, grounds: list[tuple[str, str, str]]
) -> None:
    before, after = _ada(stay), _ada(stay, engine)
    found = of(before, engine)
    assert (found.outcome, _grounds(found)) == (outcome, grounds)
    assert [it.folded for it in found.grounds] == sorted(it.folded for it in found.grounds)
    assert (found.verdict_before, found.verdict_after) == (before.verdict, after.verdict)
    assert (found.schools_before, found.schools_after) == (before.schools, after.schools)
    assert bool(found.parts) == (outcome != "same")
    assert not {"id", "provenance", "question", "known_until", "schema_"} & {*found.parts}


def test_what_rests_on_another_confidence_has_changed() -> None:
    found = of(_ada(PROTECTED), OTHERWISE)
    assert found.outcome == "words"
    assert {it.change for it in found.grounds} == {"changed"}
    assert ("fact", OFFICE, "changed") in _grounds(found)


def test_of_one_school_it_is_asked_again_of_that_school() -> None:
    old = dedere.assess("ada", "bbb", on="2006-03-01", school="narrow", engine=SMALL)
    found = of(old, FREE)
    assert (found.schools_before, found.schools_after) == ({"narrow": "not_obliged"}, {"narrow": "obliged"})
    assert (found.verdict_before, found.verdict_after) == ("not_obliged", "obliged")
    assert of(old, SMALL).outcome == "same"


@pytest.mark.parametrize(
    "asked",
    [
        {"suppose": ["joined(aaa,20050101)"]},
        {"withdraw": [OFFICE]},
        {"known_on": "2005-12-31"},
        {"presence": "remote"},
    ],
)
@pytest.mark.parametrize("host", ["aaa", "bbb"])
def test_what_was_asked_is_asked_again_as_it_was(host: str, asked: dict[str, Any]) -> None:
    old = dedere.assess("ada", host, first="2005-12-01", last="2006-03-01", engine=SMALL, **asked)
    found = of(old, SMALL)
    assert (found.outcome, found.question) == ("same", old.question)


SMALL_ROW: dict[str, Any] = {
    "person": "ada",
    "host": "bbb",
    "from": "2006-07-01",
    "until": "2006-08-01",
    "verdict": "contested",
    "school_wide": "obliged",
    "school_narrow": "not_obliged",
    "rule": "DUTY",
    "authority": "",
    "first_day": "2006-07-01",
    "last_day": "2006-08-01",
}
UNBOUND = {"verdict": "not_obliged", "school_wide": "not_obliged", "rule": None}


@pytest.mark.parametrize(
    ("row", "engine", "outcome", "parts", "grounds"),
    [
        ({}, SMALL, "same", (), []),
        ({}, BOTH, "same", (), []),
        ({}, FREE, "verdict", ("verdict", "school_narrow"), []),
        ({"from": "2006-05-01"}, SMALL, "days", ("first_day",), []),
        ({"until": "2006-07-15"}, SMALL, "days", ("last_day",), []),
        ({"authority": "an article"}, SMALL, "words", ("authority",), []),
        ({"rule": "DAYS"}, SMALL, "words", ("rule",), [("rule", "DAYS", "left"), ("rule", "DUTY", "new")]),
        ({"rule": "NO-RULE"}, SMALL, "words", ("rule",), [("rule", "NO-RULE", "gone"), ("rule", "DUTY", "new")]),
        ({"school_wide": "not_obliged"}, SMALL, "verdict", ("school_wide",), []),
        ({"verdict": "obliged"}, SMALL, "verdict", ("verdict",), []),
        (
            {"host": "aaa", **UNBOUND},
            BOTH,
            "verdict",
            ("verdict", "school_wide", "school_narrow", "rule"),
            [("rule", "DUTY", "new")],
        ),
    ],
)
def test_each_cell_of_a_row_is_held_against_what_it_is_now(
    row: dict[str, Any], engine: Engine, outcome: str, parts: tuple[str, ...], grounds: list[tuple[str, str, str]]
) -> None:
    asked = {**SMALL_ROW, **row}
    found = of([asked], engine)
    assert (found.outcome, found.parts, _grounds(found)) == (outcome, parts, grounds)
    assert found.verdict_before == asked["verdict"]
    assert found.question is not None
    assert (found.question.host, found.question.presence) == (asked["host"], "visit")
    assert (str(found.question.first_day), str(found.question.last_day)) == (asked["from"], asked["until"])


def test_a_row_of_one_day_and_one_of_which_less_was_kept() -> None:
    less = {it: SMALL_ROW[it] for it in ("person", "host", "from", "verdict")}
    found = of([less], SMALL)
    assert (found.outcome, found.schools_before) == ("same", {})
    assert found.schools_after == {"wide": "obliged", "narrow": "not_obliged"}
    assert found.question is not None
    assert found.question.last_day == found.question.first_day
    wrong = of([{**less, "person": "x", "school_wide": "obliged"}], SMALL)
    assert (wrong.outcome, wrong.reason) == ("unanswered", "no person `x` is known")
    assert (wrong.verdict_before, wrong.schools_before) == ("contested", {"wide": "obliged"})
    assert (wrong.verdict_after, wrong.schools_after, wrong.question) == (None, {}, None)


def test_what_tells_one_check_from_another_is_in_its_id() -> None:
    rows = [SMALL_ROW, {**SMALL_ROW, "verdict": "obliged"}, {**SMALL_ROW, "until": "2006-07-15"}]
    checks = [recheck([it], engine=SMALL).id for it in rows]
    checks += [recheck([SMALL_ROW], engine=FREE).id, recheck([], engine=SMALL).id]
    assert len({*checks}) == 5
    assert recheck([SMALL_ROW], engine=SMALL).id == checks[0]


def test_what_was_kept_otherwise_says_where_it_differs_and_costs_no_other_its_answer() -> None:
    whole = json.loads(_ada(PROTECTED).to_json())
    broken = {**whole, "verdict": "maybe"}
    less = {it: of_ for it, of_ in whole.items() if it != "windows"}
    inside = {**whole, "question": {**whole["question"], "first_day": "soon"}}
    entries = [broken, less, inside, {}, {"verdict": 3}, whole, SMALL_ROW]
    found = recheck(entries, engine=SMALL).answers
    assert [(it.number, it.outcome) for it in found] == [
        *((number, "unanswered") for number in range(1, 6)),
        (6, "same"),
        (7, "same"),
    ]
    contract = "it is no `dedere.assessment/1` as this version has it: look at "
    assert [it.reason for it in found[:5]] == [
        f"{contract}`verdict`",
        f"{contract}`windows`",
        f"{contract}`question.first_day`",
        *["it is no `dedere.assessment/1`, and no row that was answered"] * 2,
    ]
    assert all((it.id, it.question, it.verdict_before, it.schools_before) == (None, None, None, {}) for it in found[:5])
    assert all((it.verdict_after, it.schools_after, it.grounds) == (None, {}, ()) for it in found[:5])


def test_where_there_is_but_one_school_all_is_asked_of_all() -> None:
    schools = 'school(narrow,"the narrow school").\ntakes(narrow,"ISS-OFFICE",yes).\n'
    engine = law(schools, "", record=SOUGHT)
    old = dedere.assess("ada", "bbb", on="2006-03-01", engine=engine)
    assert (old.verdict, old.schools) == ("contested", {"wide": "obliged"})
    found = of(old, engine)
    assert (found.outcome, found.verdict_after, found.parts) == ("same", "contested", ())
