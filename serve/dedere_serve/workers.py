"""Processes that answer, one question at a time each.

A question that takes too long is ended with its process, a process that has grown is replaced between two questions
(what clingo has once named it never forgets), and a question whose process was killed from outside is asked again. So
whoever waits is told something, and never a wrong thing.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from dedere.corpus.corpus import Corpus
from dedere.engine import Engine
from dedere.language.files import File
from dedere.loading import corpus_of
from dedere_serve import logs
from dedere_serve.logs import LOG
from dedere_serve.replies import Asked, Reply, reply

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# A process that is copied from one with threads may hang.
_CONTEXT = get_context("spawn")

STARTING = 60.0
"""Seconds in which a process must be ready."""


class TookTooLong(Exception):  # it is told to whoever asked
    """A question was not answered in time, and is not being answered any more."""


class Answering(Protocol):
    """What answers questions, so many at once."""

    many: int

    def answer(self, asked: Asked) -> Reply:
        """The reply. Raises `TookTooLong`."""
        ...

    def ready(self) -> bool:
        """Whether a question would be answered now."""
        ...

    def close(self) -> None:
        """Answer nothing more."""
        ...


class Here:
    """Answers in this very process, which neither ends what takes too long nor is replaced: for tests and notebooks."""

    many = 1

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._one = Lock()

    def answer(self, asked: Asked) -> Reply:
        """The reply."""
        with self._one:
            return reply(self._engine, asked)

    def ready(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Nothing has to be ended."""


class Workers:
    """So many processes that answer from a corpus.

    `timeout` is how many seconds a question may take, `memory` how many bytes a process may have grown to when its next
    question comes. Raises `EOFError` where they do not start.
    """

    def __init__(self, corpus: Corpus, many: int, *, timeout: float, memory: int) -> None:
        self.many = many
        # Files, not folders: whoever is replaced answers from the very same rules and facts.
        self._files, self._timeout, self._memory = corpus.files, timeout, memory
        self._closed = False
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        workers = [_Worker(self._files) for _ in range(many)]
        for it in workers:
            it.begin()
            self._idle.put(it)

    def answer(self, asked: Asked) -> Reply:
        """The reply. At most `many` threads may ask at once. Raises `TookTooLong`."""
        worker = self._idle.get()
        try:
            for _ in range(2):
                try:
                    found, memory = worker.answer(asked, self._timeout)
                except (EOFError, OSError):
                    worker = self._instead(worker, "gone")
                    continue
                except TookTooLong:
                    worker = self._instead(worker, "took_too_long")
                    raise
                if memory > self._memory:
                    worker = self._instead(worker, "grown")
                return found
        finally:
            self._idle.put(worker)
        # It was asked of two processes, and both of them are gone: it may be what ended them.
        raise TookTooLong

    def ready(self) -> bool:
        """Whether a question would be answered now."""
        return not self._closed

    def close(self) -> None:
        """End the processes, once they have answered what they are asked."""
        self._closed = True
        for _ in range(self.many):
            self._idle.get().end()

    def _instead(self, worker: _Worker, why: str) -> _Worker:
        LOG.info("replaced", extra={"told": {"worker": worker.id, "why": why}})
        worker.end(now=why != "grown")
        return _Worker(self._files)


class _Worker:
    """One process, and the line to it."""

    def __init__(self, files: tuple[File, ...]) -> None:
        self._line, other = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(files, other), name="dedere-worker")
        self._process.start()
        other.close()
        self._ready = False

    @property
    def id(self) -> int | None:
        """The id of the process."""
        return self._process.pid

    def begin(self) -> None:
        """Wait until the process is ready. Raises `EOFError` or `OSError` if it is gone."""
        if not self._ready:
            if not self._line.poll(STARTING):
                raise EOFError
            self._line.recv()
            self._ready = True

    def answer(self, asked: Asked, timeout: float) -> tuple[Reply, int]:
        """The reply, and the bytes that the process has. Raises `TookTooLong`, and `EOFError` or `OSError`."""
        self.begin()
        self._line.send(asked)
        if not self._line.poll(timeout):
            raise TookTooLong
        found: tuple[Reply, int] = self._line.recv()
        return found

    def end(self, *, now: bool = False) -> None:
        """End the process: by itself as soon as it has nothing to do, or now."""
        self._line.close()
        if now and self._process.pid is not None:
            # With all that it has started, which would wait for it for ever.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._process.join(5)


def _work(files: tuple[File, ...], line: Connection) -> None:
    """Answer what comes down the line, until it is closed."""
    # Whoever stops the service stops what takes requests; this process ends when that has closed the line.
    os.setsid()
    for it in (signal.SIGINT, signal.SIGTERM):
        signal.signal(it, signal.SIG_IGN)
    logs.begin()
    engine = Engine(corpus_of(files))
    with contextlib.suppress(EOFError, OSError):
        line.send("ready")
        while True:
            line.send((reply(engine, line.recv()), _bytes()))


def _bytes() -> int:
    """How much memory this process has."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
