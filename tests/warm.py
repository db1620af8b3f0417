"""One process that has everything imported and collected, and makes a copy of itself for each mutant.

A module is not imported again: in the copy the code of those of its functions that the mutant changes is exchanged,
which all who have imported the function see. What functions kept is forgotten, then the tests run there one by one. No
other copy sees anything of it, and the cache of each is its own.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import _lru_cache_wrapper
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

Pairs = list[tuple[CodeType, CodeType]]

LONGEST, SLOWER = 20, 3
"""Seconds after which tests have no end, beside so many times those that they are known to take."""


def exchanged(before: CodeType, after: CodeType) -> Pairs | None:
    """The code of functions that differs in two versions of a module; None where what is run on import differs."""
    found: Pairs = []
    return found if _walk(before, after, found) else None


def _walk(before: CodeType, after: CodeType, found: Pairs) -> bool:
    one, two = ([it for it in code.co_consts if isinstance(it, CodeType)] for code in (before, after))
    if len(one) != len(two) or _itself(before) != _itself(after):
        return False
    for was, now in zip(one, two, strict=True):
        if not was.co_flags & CO_OPTIMIZED:  # The body of a class.
            if not _walk(was, now, found):
                return False
        elif was != now:
            found.append((was, now))
    return True


def _itself(code: CodeType) -> tuple[object, ...]:
    consts = [(type(it), repr(it)) for it in code.co_consts if not isinstance(it, CodeType)]
    return code.co_code, code.co_names, code.co_varnames, consts


class Warm:
    """A plugin of pytest that runs no test itself, but has tests run in copies of the process when it is asked."""

    def __init__(self, work: Callable[[Warm], None]) -> None:
        self._work = work
        self._items: dict[str, pytest.Item] = {}
        self._functions: dict[str, list[FunctionType]] = {}
        self._kept: list[_lru_cache_wrapper[Any]] = []
        self._folder = Path(tempfile.mkdtemp(prefix="mutants"))
        self._failed = ""
        self._sound: set[str] = set()

    def pytest_collection(self) -> None:
        """Before the tests are read: an example that fails says enough, however long it is."""
        import hypothesis  # It has to be pytest that does it first.

        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile("warm", parent=hypothesis.settings(), phases=phases)
        hypothesis.settings.load_profile("warm")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests, do the work for which they were collected."""
        from dedere.engine import default_engine

        self._items = {it.nodeid: it for it in session.items}
        os.environ["DEDERE_CACHE"] = str(self._folder / "cache")
        default_engine()
        for it in gc.get_objects():
            if isinstance(it, FunctionType):
                self._functions.setdefault(it.__code__.co_filename, []).append(it)
            elif isinstance(it, _lru_cache_wrapper) and str(it.__module__).startswith("dedere"):
                self._kept.append(it)
        gc.collect()
        gc.freeze()  # What is there now stays, and is not copied only because it was looked through.
        try:
            self._work(self)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What the test that runs has come to."""
        if report.failed:
            self._failed = report.nodeid

    def known(self, test: str) -> bool:
        """Whether a test was collected."""
        return test in self._items

    def run(self, tests: Mapping[str, float], file: str, pairs: Pairs) -> str | None:
        """The first of some tests, by what seconds they are known to take, that fails with this code in a file.

        "no end" if one does not end, None if none fails.

        Raises `LookupError` where the code is that of no function, so that it cannot be exchanged.
        """
        swaps = [(it, now) for was, now in pairs for it in self._functions.get(file, ()) if it.__code__ == was]
        if len({was for was, _ in pairs}) != len({it.__code__ for it, _ in swaps}):
            raise LookupError(file)
        if any(it.__code__.co_freevars != now.co_freevars for it, now in swaps):
            raise LookupError(file)
        reading, writing = os.pipe()
        home = Path(tempfile.mkdtemp(dir=self._folder))
        copy = os.fork()
        if not copy:
            os.setsid()
            self._in_copy(tests, swaps, home, writing)
        os.close(writing)
        os.waitpid(copy, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(copy, signal.SIGKILL)  # What its tests have started and left.
        with os.fdopen(reading) as stream:
            said = stream.read()
        shutil.rmtree(home, ignore_errors=True)
        return said.strip() or None if said else "no end"

    def sound(self, found: str, tests: Mapping[str, float]) -> bool:
        """Whether what was found is found because of the mutant, and not also without any."""
        if found not in self._sound:
            first = [*tests].index(found) + 1 if found in tests else None
            if self.run(dict([*tests.items()][:first]), "", []) == found:
                return False
            if found in tests:
                self._sound.add(found)
        return True

    def _in_copy(
        self, tests: Mapping[str, float], swaps: list[tuple[FunctionType, CodeType]], home: Path, to: int
    ) -> None:
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for it in (0, 1, 2):
                os.dup2(nowhere, it)
            for function, code in swaps:
                function.__code__ = code
            for kept in self._kept:
                kept.cache_clear()
            items = [self._items[it] for it in tests]
            if (self._folder / "cache").exists():
                shutil.copytree(self._folder / "cache", home / "cache")
            items[0].config._tmp_path_factory._basetemp = home  # type: ignore[attr-defined]
            signal.alarm(int(LONGEST + SLOWER * sum(tests.values())))  # It ends the process.
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
                if self._failed:
                    break
            os.write(to, f"{self._failed}\n".encode())
        except BaseException as error:
            os.write(to, f"{type(error).__name__}\n".encode())
        finally:
            os._exit(0)


def collected(tests: Iterable[str], work: Callable[[Warm], None]) -> None:
    """Do some work with tests that are collected, once."""
    plugin = Warm(work)
    options = ["-q", "-s", "-p", "python_mutants", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    if pytest.main([*options, *tests], plugins=[plugin]):
        sys.exit("the tests cannot be collected")
