"""Processes that answer: what takes too long is ended, what has grown is replaced, what was killed is asked again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from threading import Thread

import pytest

import dedere
from dedere.engine import default_engine
from dedere_serve.replies import Asked
from dedere_serve.workers import Here, TookTooLong, Workers
from services import CASE

ASKED = Asked({"ask": "assess", **CASE})
SLOW = Asked({"ask": "flip", "person": "putin", "host": "nor", "on": "2025-12-05"})
"""What takes seconds, and is not kept."""

ID = dedere.assess("putin", "ind", on="2025-12-05").id
PLENTY = 2**40


@pytest.fixture(name="one")
def _one() -> Iterator[Workers]:
    workers = Workers(default_engine().corpus, 1, timeout=60, memory=PLENTY)
    yield workers
    workers.close()


def process(workers: Workers) -> int:
    """The process that is asked next."""
    worker = workers._idle.get()
    workers._idle.put(worker)
    assert worker.id is not None
    return worker.id


def there(id_: int) -> bool:
    try:
        os.kill(id_, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_answer_of_another_process_is_that_of_this_one(one: Workers) -> None:
    assert one.answer(ASKED) == Here(default_engine()).answer(ASKED)
    assert one.answer(ASKED).id == ID
    assert one.answer(Asked({"ask": "assess"})).status == 400


def test_a_process_that_was_killed_is_replaced_and_the_question_asked_again(one: Workers) -> None:
    before = process(one)
    os.kill(before, signal.SIGKILL)
    assert one.answer(ASKED).id == ID
    assert process(one) != before
    found: list[object] = []
    asking = Thread(target=lambda: found.append(one.answer(SLOW)))
    during = process(one)
    asking.start()
    # On a quick machine the answer comes soon: the process is killed as soon as it is asked.
    while not one._idle.empty():
        time.sleep(0.001)
    os.kill(during, signal.SIGKILL)
    asking.join()
    assert [getattr(it, "status", None) for it in found] == [200]
    assert not there(during)


def test_what_takes_too_long_ends_with_its_process(one: Workers) -> None:
    assert one.answer(ASKED).id == ID
    before, one._timeout = process(one), 0.05
    with pytest.raises(TookTooLong):
        one.answer(SLOW)
    assert not there(before)
    one._timeout = 60
    assert one.answer(ASKED).id == ID


def test_a_process_that_has_grown_is_replaced_after_its_answer(one: Workers) -> None:
    before, one._memory = process(one), 1
    assert one.answer(ASKED).id == ID
    assert process(one) != before
    assert not there(before)


def test_whoever_stops_the_service_does_not_end_what_answers() -> None:
    workers = Workers(default_engine().corpus, 1, timeout=60, memory=PLENTY)
    id_ = process(workers)
    for it in (signal.SIGINT, signal.SIGTERM):
        os.kill(id_, it)
    assert workers.answer(ASKED).id == ID
    assert process(workers) == id_
    assert workers.ready()
    workers.close()
    assert not workers.ready()
    assert not there(id_)
