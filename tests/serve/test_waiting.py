"""Who is answered next: what waits, whom there is no room for, and what was answered before."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock

import anyio
import pytest
from starlette.testclient import TestClient

from dedere_serve.replies import Asked, Reply
from dedere_serve.waiting import Gone, Limits, Queue
from dedere_serve.workers import TookTooLong
from services import LINK, client


class Slow:
    """Answers one question at a time, when it is told to."""

    many = 1

    def __init__(self) -> None:
        self.go, self.begun = Event(), Event()
        self.asked: list[Asked] = []
        self.at_once = self.most = 0
        self._lock = Lock()

    def answer(self, asked: Asked) -> Reply:
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.asked.append(asked)
        self.begun.set()
        assert self.go.wait(20)
        with self._lock:
            self.at_once -= 1
        return Reply(200, "text/plain", b"an answer", "abc")

    def ready(self) -> bool:
        return not self.go.is_set()

    def close(self) -> None:
        self.go.set()


@contextmanager
def slow(limits: Limits) -> Iterator[tuple[Slow, TestClient, ThreadPoolExecutor]]:
    answering = Slow()
    with client(answering, limits=limits) as asking, ThreadPoolExecutor(8) as threads:
        yield answering, asking, threads


def day(number: int) -> str:
    return LINK.replace("2025-12-05", f"2025-12-{number:02}")


def test_one_question_is_answered_after_the_other() -> None:
    with slow(Limits()) as (answering, asking, threads):
        each = [threads.submit(asking.get, day(it)) for it in range(1, 5)]
        assert answering.begun.wait(20)
        answering.go.set()
        assert [it.result().status_code for it in each] == [200] * 4
        assert answering.most == 1


def test_for_whom_there_is_no_room_is_told_when_to_come_again() -> None:
    with slow(Limits(waiting=0)) as (answering, asking, threads):
        first = threads.submit(asking.get, day(1))
        assert answering.begun.wait(20)
        second = asking.get(day(2))
        assert (second.status_code, second.json()["code"], second.headers["Retry-After"]) == (503, "busy", "5")
        answering.go.set()
        assert first.result().text == "an answer"


def test_who_waits_too_long_is_told_so() -> None:
    with slow(Limits(seconds=0.2)) as (answering, asking, threads):
        first = threads.submit(asking.get, day(1))
        assert answering.begun.wait(20)
        assert asking.get(day(2)).json()["code"] == "busy"
        answering.go.set()
        assert first.result().status_code == 200
        assert asking.get(day(3)).status_code == 200, "a place was lost"


def test_one_client_has_so_many_questions_at_once_and_no_more() -> None:
    with slow(Limits(each=1)) as (answering, asking, threads):
        first = threads.submit(asking.get, day(1))
        assert answering.begun.wait(20)
        second = asking.get(day(2))
        assert (second.status_code, second.json()["code"], second.headers["Retry-After"]) == (429, "too_many", "1")
        answering.go.set()
        first.result()
        assert asking.get(day(2)).status_code == 200


def test_what_was_answered_is_not_asked_again() -> None:
    with slow(Limits()) as (answering, asking, _):
        answering.go.set()
        for _ in range(3):
            assert asking.get(LINK).text == "an answer"
        assert len(answering.asked) == 1
        asking.get(f"{LINK}&format=text")
        asking.get(f"{LINK}&suppose=signed(ind,rome,20250101)")
        assert len(answering.asked) == 3


def test_only_so_many_bytes_are_kept() -> None:
    with slow(Limits(kept=20)) as (answering, asking, _):
        answering.go.set()
        for it in (1, 2, 3, 1):
            asking.get(day(it))
        assert len(answering.asked) == 4
        asking.get(day(3))
        assert len(answering.asked) == 4


def test_what_took_too_long_is_told_so() -> None:
    class Endless(Slow):
        def answer(self, asked: Asked) -> Reply:
            raise TookTooLong

    with client(Endless()) as asking:
        told = asking.get(LINK)
    assert (told.status_code, told.json()["code"], told.headers["Retry-After"]) == (503, "took_too_long", "60")
    assert "fewer days" in told.json()["hint"]


def test_whoever_has_left_loses_the_place_in_the_queue() -> None:
    async def left() -> bool:
        return True

    async def here() -> bool:
        return False

    async def run() -> None:
        answering = Slow()
        queue = Queue(answering, Limits())

        def asked(number: int) -> Asked:
            return Asked({"ask": "assess", "person": "putin", "host": "ind", "on": f"2025-12-{number:02}"})

        async with anyio.create_task_group() as both:
            both.start_soon(queue.reply, asked(1), "one", here)
            while not answering.begun.is_set():
                await anyio.sleep(0.01)
            with pytest.raises(Gone):
                await queue.reply(asked(2), "another", left)
            answering.go.set()
        assert len(answering.asked) == 1

    anyio.run(run)


def test_it_is_ready_as_long_as_what_answers_is() -> None:
    with slow(Limits()) as (answering, asking, _):
        assert asking.get("/ready").status_code == 200
        answering.go.set()
        told = asking.get("/ready")
        assert (told.status_code, told.json()["code"], told.headers["Retry-After"]) == (503, "stopping", "5")
