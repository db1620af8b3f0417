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
