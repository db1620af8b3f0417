"""Fixtures for all tests, and what is a test beside the functions in `tests/`: pages, and examples in docstrings."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

import order
import pages
import profiles
from corpora import Lab
from dedere import engine

profiles.load()
# The record is many objects that stay: looking through them again and again took an eighth of the time.
gc.set_threshold(200_000, 50, 1_000)

BEGAN = pytest.StashKey[float]()

pytest_collect_file = SybilCollection(
    [
        Sybil([pages.examples], filenames=["README.md"], setup=pages.in_checkout, fixtures=["own_cache"]),
        Sybil(
            [pages.examples],
            path="docs",
            pattern="*.md",
            excludes=["reference/*.md", "reference/**/*.md"],  # made when the site is built
            setup=pages.in_empty_folder,
            teardown=pages.leave_folder,
            fixtures=["own_cache"],
        ),
        Sybil([DocTestParser()], path="engine", pattern="*.py", fixtures=["own_cache"]),
    ]
).pytest()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out the files that take long")
    parser.addoption("--part", metavar="2/4", help="of what takes long, the tests of one of several parts")
    parser.addoption("--seconds", type=Path, help="write what each test function takes into this file")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    left_out = order.takes_long if config.getoption("quick") else order.all_long
    unwanted = config.getoption("quick") or "not long" in str(config.getoption("markexpr"))
    return True if unwanted and left_out(collection_path) else None


# Before xdist, which takes the groups from what it finds then.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    order.arrange(items)
    if part := config.getoption("part"):
        long = [it for it in items if it.get_closest_marker("long")]
        others = {*long}.difference(order.part_of(long, str(part)))
        items[:] = [it for it in items if it not in others]
        config.hook.pytest_deselected(items=[*others])


def pytest_sessionfinish(session: pytest.Session) -> None:
    into = session.config.getoption("seconds")
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # A worker of xdist has none: what all took comes together where they were started.
    if into and isinstance(reporter, pytest.TerminalReporter):
        reports = (it for them in reporter.stats.values() for it in them if isinstance(it, pytest.TestReport))
        last = (it for it in reports if it.when == "teardown")
        took = [(it.nodeid, float(str(dict(it.user_properties)["processor"]))) for it in last]
        into.write_text(order.measured(took), encoding="utf-8")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    item.stash[BEGAN] = _processor()
    return (yield)


# Of the three reports of a test the last tells what all of it took, of itself and of the commands it started.
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    if call.when == "teardown":
        item.user_properties.append(("processor", _processor() - item.stash[BEGAN]))
    return (yield)


def _processor() -> float:
    """Seconds of processor until now: other than those of a clock they don't tell what else the machine does."""
    return sum(os.times()[:4])


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the run and all its workers: without it each command would parse the whole record again."""
    home = tmp_path_factory.getbasetemp()
    folder = (home.parent if "PYTEST_XDIST_WORKER" in os.environ else home) / "cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def own_cache(request: pytest.FixtureRequest, cache_folder: Path) -> Iterator[None]:
    """No test reads or leaves anything in the user's own cache; one that may change Dedere is answered anew."""
    changing = "monkeypatch" in request.fixturenames
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEDERE_CACHE", str(cache_folder))
        if changing or os.environ.get("DEDERE_ANEW"):
            _forget()
        yield
        if changing:
            _forget()


def _forget() -> None:
    for it in engine._DEFAULT:  # Where it was not asked for, it is not loaded for this.
        it.given.clear()


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A place to write small corpora in."""
    return Lab(tmp_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The tally of the case files: how many cases passed, failed and were left out, with the reasons."""
    tally: dict[str, dict[str, list[str]]] = {}
    for outcome in ("passed", "failed", "xfailed", "xpassed"):
        for report in terminalreporter.stats.get(outcome, ()):
            told = dict(getattr(report, "user_properties", ()))
            if "case_file" in told:
                # A strict xfail that passes is reported as failed.
                reason = getattr(report, "wasxfail", "") if outcome == "xfailed" else ""
                tally.setdefault(str(told["case_file"]), {}).setdefault(outcome, []).append(
                    f"{told['case_name']}: {reason}" if reason else str(told["case_name"])
                )
    if not tally:
        return
    from examples import HOME, read

    write = terminalreporter.write_line
    terminalreporter.section("case files")
    for name, outcomes in sorted(tally.items()):
        left_out = [f"{who}: {why}" for who, why in read(HOME / name).left_out]
        passed, failed, expected = (len(outcomes.get(it, ())) for it in ("passed", "failed", "xfailed"))
        write(f"{name}: {passed} passed, {failed} failed, {expected} left open, {len(left_out)} left out")
        for outcome, lines in (("failed", outcomes.get("failed", [])), ("open", outcomes.get("xfailed", []))):
            for line in lines:
                write(f"    {outcome}: {line}")
        for line in left_out:
            write(f"    left out: {line}")
    total = {
        it: sum(len(outcomes.get(it, ())) for outcomes in tally.values()) for it in ("passed", "failed", "xfailed")
    }
    write(f"all case files: {total['passed']} passed, {total['failed']} failed, {total['xfailed']} left open")
