"""Situations of many persons: each is derived once, in whatever process, and is the same."""

from __future__ import annotations

import pytest

from dedere.batch import keeping, situations, spread
from dedere.batch.deriving import AS_IT_IS
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from small_law import SOUGHT, law


def test_other_processes_find_the_same_and_all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "PER_PROCESS", 1)
    monkeypatch.setattr(spread, "HERE", 0)
    monkeypatch.setattr(keeping, "load", lambda _: None)  # Of this process, whatever the others find.
    engine = Engine(default_engine().corpus)
    asked = [("kony", "visit"), ("putin", "visit")]
    assert list(spread.derive(engine, [*asked, asked[0]], AS_IT_IS)) == asked
    assert list(spread.derive(engine, asked, AS_IT_IS)) == asked
    for it in asked:
        found = situations.derived(engine, *it, AS_IT_IS)
        assert found == situations.derived(default_engine(), *it, AS_IT_IS)
        assert any(len(of.changes) > 1 for of in found.values())


@pytest.mark.parametrize("jobs", [1, 2])
def test_more_than_a_process_derives_for_are_derived_by_others(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(spread, "PER_PROCESS", 2)
    monkeypatch.setattr(spread, "HERE", 0)
    engine = Engine(law(record=SOUGHT).corpus)
    asked = [(person, manner) for manner in ("visit", "remote", "overflight") for person in ("ada", "ben")]
    assert list(spread.derive(engine, asked, AS_IT_IS, jobs)) == asked
    assert all(situations.known(engine, *it, AS_IT_IS) for it in asked)


@pytest.mark.parametrize("jobs", [0, -1, True, 1.5])
def test_how_many_processes_there_may_be(jobs: int) -> None:
    with pytest.raises(UsageError, match="`jobs` is"):
        list(spread.derive(default_engine(), [], AS_IT_IS, jobs))


def test_everybody_and_every_manner() -> None:
    engine = default_engine()
    assert {"putin", "bashir"} <= {*spread.everybody(engine)}
    assert spread.manners(engine, ()) == ["visit"]
    assert spread.manners(engine, ["overflight", "un meeting", "overflight"]) == ["overflight", "un_meeting"]


def test_for_a_few_this_process_derives_and_each_is_there_when_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[tuple[str, str]] = []
    pools: list[int] = []

    class Pool:
        def __init__(self, jobs: int, *_: object, **__: object) -> None:
            pools.append(jobs)
            raise InterruptedError

    monkeypatch.setattr(spread, "_HERE", [])
    monkeypatch.setattr(spread, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(situations, "known", lambda _, *it: it[:2] in there)
    monkeypatch.setattr(situations, "derived", lambda _, *it: there.append(it[:2]))
    asked = [(it, "visit") for it in ("kony", "putin", "bashir")]
    found = spread.derive(default_engine(), asked[:2], AS_IT_IS)
    for number, it in enumerate(asked[:2], 1):
        assert next(found) == it
        assert there == asked[:number]
    assert list(found) == []
    assert list(spread.derive(default_engine(), asked[:2], AS_IT_IS)) == asked[:2]
    # Where this one has derived for as many as it may, others do, and so they do where several are to work at once.
    with pytest.raises(InterruptedError):
        list(spread.derive(default_engine(), asked, AS_IT_IS))
    monkeypatch.setattr(spread, "_HERE", [])
    there.clear()
    with pytest.raises(InterruptedError):
        list(spread.derive(default_engine(), asked[:2], AS_IT_IS, jobs=2))
    assert list(spread.derive(default_engine(), asked[:1], AS_IT_IS, jobs=2)) == asked[:1]
    assert pools == [1, 2]


def test_another_process_derives_as_this_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(law(record=SOUGHT).corpus)
    monkeypatch.setattr(spread, "_ENGINE", [])
    spread._begin(engine.corpus.files)
    found = spread._derive(("ada", "visit"), AS_IT_IS)
    assert found == situations.derived(engine, "ada", "visit", AS_IT_IS)
    assert sorted(len(it.changes) for it in found.values()) == [1, 5]
    assert spread.everybody(engine) == ["ada", "ben"]
    assert spread.manners(engine, ["remote", "visit", "remote"]) == ["remote", "visit"]
    # Each process begins with its own.
    spread._begin(law(record=f"{SOUGHT}joined(aaa,20050101).\n").corpus.files)
    assert [len(it.changes) for it in spread._derive(("ada", "visit"), AS_IT_IS).values()] == [3, 5]
