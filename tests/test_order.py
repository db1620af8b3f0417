"""The order and the company of the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import order


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process has no company")
def test_the_tests_of_a_file_stay_with_one_worker(request: pytest.FixtureRequest) -> None:
    """Versions of pytest and its plugin that do not fit drop the groups without a word."""
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@test_order.py")


def test_what_takes_long_is_there() -> None:
    files = {name.partition("::")[0] for name in order.costs()} | {*order.SPREAD, *order.LONG_FILES, *order.SHARED}
    assert [it for it in sorted(files) if not (order.HOME / it).is_file()] == []
    slowest = max(order.costs(), key=lambda it: order.costs()[it].seconds)
    assert order.takes_long(order.HOME / slowest.partition("::")[0])
    assert not order.takes_long(Path(__file__))


def test_of_many_cases_some_are_kept_from_first_to_last(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "test_a.py::test_quick": order.Cost(order.SLOW, 100),
        "test_a.py::test_many": order.Cost(100 * order.SLOW, 1000),
        "test_a.py::test_few": order.Cost(10 * order.SLOW, 40),
        "test_a.py::test_slow": order.Cost(3 * order.SLOW, 2),
        f"{order.LONG_FILES[0]}::test_one": order.Cost(0.1, 1),
    }
    monkeypatch.setattr(order, "costs", lambda: told)
    assert order.kept_of("test_a.py::test_new", range(3)) == range(3)
    assert order.kept_of("test_a.py::test_quick", range(100)) == range(100)
    assert order.kept_of("test_a.py::test_many", range(1000)) == [*range(0, 1000, 20)]
    assert order.kept_of("test_a.py::test_few", range(40)) == [0, 10, 20, 30]
    assert order.kept_of("test_a.py::test_slow", range(2)) == ()
    assert order.kept_of(f"{order.LONG_FILES[0]}::test_one", range(1)) == ()


def test_what_was_measured_is_read_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = order.measured(
        [
            ("tests/cli/test_a.py::test_b[x: y]@cli/test_a.py", 1.0),
            ("tests/cli/test_a.py::test_b[x: y]@cli/test_a.py", 0.5),
            ("tests/cli/test_a.py::test_b[z]@cli/test_a.py", 0.5),
            ("tests/cli/test_a.py::test_c", 0.04),
        ]
    )
    (tmp_path / "seconds.txt").write_text(told, encoding="utf-8")
    monkeypatch.setattr(order, "SECONDS", tmp_path / "seconds.txt")
    assert order.costs.__wrapped__() == {"cli/test_a.py::test_b": order.Cost(2.0, 2)}


class Fake:
    """A test, as far as it is looked at."""

    def __init__(self, file: str, name: str, *marks: str) -> None:
        self.path, self.nodeid = order.HOME / file, f"tests/{file}::{name}"
        self.marks: list[Any] = [getattr(pytest.mark, it) for it in marks]

    def add_marker(self, mark: Any) -> None:
        self.marks.append(mark)

    def iter_markers(self, name: str) -> Iterator[Any]:
        return (it for it in self.marks if it.name == name)

    def get_closest_marker(self, name: str) -> Any:
        return next(self.iter_markers(name), None)


def test_what_takes_long_is_marked_and_begins_first(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"test_slow.py::test_a": order.Cost(9.0, 1), "test_many.py::test_b": order.Cost(8.0, 80)}
    monkeypatch.setattr(order, "costs", lambda: told)
    many = [Fake("test_many.py", f"test_b[{at}]") for at in range(80)]
    slow, beside = Fake("test_slow.py", "test_a"), Fake("test_slow.py", "test_c")
    by_hand = [Fake("test_new.py", "test_d[0]"), Fake("test_new.py", "test_d[1]", "long")]
    shared = [Fake(it, "test_e") for it in order.SHARED]
    items: list[Any] = [*many, *by_hand, *shared, slow, beside]
    order.arrange(items)
    assert items[:2] == [slow, beside]
    long = [it for it in items if it.get_closest_marker("long") and it not in shared]
    assert long == [slow, *(it for at, it in enumerate(many) if at % 20), by_hand[1]]
    groups = {it.get_closest_marker("xdist_group").args[0] for it in shared}
    assert groups == {*order.SHARED.values()}


def test_parts_take_about_as_long_and_are_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"test_a.py::test_a": order.Cost(8.0, 2), "test_b.py::test_b": order.Cost(5.0, 1)}
    monkeypatch.setattr(order, "costs", lambda: told)
    items: list[Any] = [Fake("test_a.py", "test_a[1]"), Fake("test_a.py", "test_a[2]"), Fake("test_b.py", "test_b")]
    items += [Fake("test_c.py", "test_c"), Fake("test_d.py", "test_d")]
    for it in items[:2]:
        it.add_marker(pytest.mark.xdist_group("test_a.py"))
    found = [order.part_of(items, f"{part}/3") for part in (1, 2, 3)]
    assert found[0] == items[:2]
    assert found[1] == items[2:3]
    assert found[2] == items[3:]
    assert sorted(map(id, order.part_of(items, "1/1"))) == sorted(map(id, items))
    for wrong in ("0/3", "4/3", "two", "-1/2", ""):
        with pytest.raises(pytest.UsageError, match="is no part"):
            order.part_of(items, wrong)
