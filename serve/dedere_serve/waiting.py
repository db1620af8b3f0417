"""Who is answered next: so many questions at once, so many waiting, so many of one client. Answers are kept."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

import anyio
from anyio import to_thread

from dedere_serve.problems import Refused, problem
from dedere_serve.replies import Asked, Reply
from dedere_serve.workers import Answering, TookTooLong


class Limits(NamedTuple):
    """How many questions may wait, how many one client may have, how many seconds one may wait, what bytes are kept."""

    waiting: int = 32
    each: int = 8
    seconds: float = 60.0
    kept: int = 64 * 2**20


class Gone(Exception):  # nobody is there to be told
    """Whoever asked does not wait for the reply any more."""


class Queue:
    """Questions on their way to what answers them."""

    def __init__(self, answering: Answering, limits: Limits) -> None:
        self._answering, self._limits = answering, limits
        self._free = anyio.Semaphore(answering.many)
        self._threads = anyio.CapacityLimiter(answering.many)
        self._clients: Counter[str] = Counter()
        self._kept: OrderedDict[tuple[str, ...], Reply] = OrderedDict()
        self._bytes = 0

    async def reply(self, asked: Asked, client: str, gone: Callable[[], Awaitable[bool]]) -> Reply:
        """The reply to a question that was checked.

        `gone` is whether whoever asked still waits. Raises `Refused` for what cannot be answered now, and `Gone`.
        """
        key = self._key(asked)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if self._clients[client] >= self._limits.each:
            told = problem(429, "too_many", f"{self._limits.each} questions are being answered for you already")
            raise Refused(told, after=1)
        if self._free.value == 0 and self._free.statistics().tasks_waiting >= self._limits.waiting:
            raise Refused(problem(503, "busy", "too many questions wait for an answer", "ask again later"), after=5)
        self._clients[client] += 1
        try:
            await self._turn(gone)
            try:
                found = await to_thread.run_sync(self._answering.answer, asked, limiter=self._threads)
            except TookTooLong:
                told = problem(503, "took_too_long", "no answer was found in the time that there is for one", _LESS)
                raise Refused(told, after=60) from None
            finally:
                self._free.release()
        finally:
            self._clients[client] -= 1
            self._clients += Counter()  # forgets who has nothing more
        if found.status == 200:
            self._keep(key, found)
        return found

    async def _turn(self, gone: Callable[[], Awaitable[bool]]) -> None:
        """Wait until there is something free that answers."""
        left = got = False
        with anyio.move_on_after(self._limits.seconds):
            async with anyio.create_task_group() as both:

                async def watch() -> None:
                    nonlocal left
                    while not await gone():
                        await anyio.sleep(0.2)
                    left = True
                    both.cancel_scope.cancel()

                both.start_soon(watch)
                await self._free.acquire()
                got = True
                both.cancel_scope.cancel()
        if got:
            return
        if left:
            raise Gone
        raise Refused(problem(503, "busy", "too many questions wait for an answer", "ask again later"), after=5)

    def _key(self, asked: Asked) -> tuple[str, ...]:
        # A question may mean another thing tomorrow: who holds an office, and what is yet to come.
        today = datetime.now().astimezone().date().isoformat()
        return asked.checked().model_dump_json(exclude_unset=True), asked.form, asked.explain or "", today

    def _keep(self, key: tuple[str, ...], found: Reply) -> None:
        self._bytes += len(found.body) - len(self._kept[key].body if key in self._kept else b"")
        self._kept[key] = found
        while self._bytes > self._limits.kept:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)


_LESS = "ask about fewer days, persons or places, or suppose less at once"
