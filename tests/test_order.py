"""The order and the company of the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import order


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process has no company")
def test_the_tests_of_a_file_stay_with_one_worker(request: pytest.FixtureRequest) -> None:
    """Versions of pytest and its plugin that do not fit drop the groups without a word."""
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@test_order.py")


def test_what_takes_long_is_there() -> None:
    assert [it for it in (*order.LONG, *order.SPREAD) if not (order.HOME / it).is_file()] == []
    assert order.takes_long(order.HOME / order.LONG[0])
    assert not order.takes_long(Path(__file__))
