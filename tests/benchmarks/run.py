"""How long answers take, beside what they cannot do without: the table of `docs/speed.md`, printed.

    python tests/benchmarks/run.py              # some minutes, on a machine that does nothing else
    python tests/benchmarks/run.py --short      # less than one
    python tests/benchmarks/run.py --write      # and into `docs/speed.md`, with the chart
    python tests/benchmarks/run.py --long       # memory too: 20,000 questions, 10,000,000 rows
    python tests/benchmarks/run.py --visits 1000 [--xclingo PYTHON]

All that is measured is time of the processor, that of processes that are started included: what else the machine does
changes it less than the time on the wall. Each thing is held against a floor that is measured in the same run, in turn
with it, so that the ratios can be held against those of another machine; the times cannot. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
ROOTS = [str(ROOT / "engine"), str(ROOT / "serve"), str(ROOT / "cli")]
sys.path[:0] = ROOTS

import clingo  # noqa: E402  # after the source roots, so that it runs where nothing is installed
from tabulate import tabulate  # noqa: E402

import dedere  # noqa: E402
from dedere.answers import promises, solution  # noqa: E402
from dedere.asking.query import ask  # noqa: E402
from dedere.batch.arrow import library, numpy, parquet  # noqa: E402
from dedere.batch.deriving import Deriver  # noqa: E402
from dedere.batch.situations import every_place, situations  # noqa: E402
from dedere.batch.spread import everybody  # noqa: E402
from dedere.comparing.flip import flip  # noqa: E402
from dedere.engine import Engine, default_engine  # noqa: E402
from dedere.loading import compiled  # noqa: E402

QUESTIONS = [
    ("putin", "ind", "2025-12-05", "2025-12-05"),
    ("lvova_belova", "ind", "2025-12-05", "2025-12-05"),
    ("putin", "chn", "2025-08-31", "2025-09-03"),
    ("putin", "mng", "2024-09-02", "2024-09-03"),
    ("putin", "tjk", "2025-10-08", "2025-10-10"),
    ("netanyahu", "hun", "2025-04-03", "2025-04-06"),
    ("bashir", "jor", "2017-03-29", "2017-03-29"),
]
"""The seven questions that the project started from."""

Question = tuple[str, str, str, str]

BARE = "bare clingo, only clauses that can fire"


class Measured(NamedTuple):
    """A thing and its floor, each with its milliseconds of the processor; no floor where it is only reported."""

    what: str
    took: float
    floor: str = ""
    least: float = 0.0
    aim: float | None = None
    """The ratio that is aimed at."""

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes."""
        return self.took / self.least if self.least else None


def spent(run: Callable[[], object]) -> float:
    """Milliseconds of the processor of one run, here and in the processes that it starts and waits for."""

    def now() -> float:
        return sum(it.ru_utime + it.ru_stime for it in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))

    start = now()
    run()
    return (now() - start) * 1000


def medians(runs: int, of: Iterable[Callable[[], object]]) -> list[float]:
    """The median milliseconds of several things that take turns, after one turn that does not count."""
    things = list(of)
    times: list[list[float]] = [[] for _ in things]
    for turn in range(runs + 1):
        for thing, found in zip(things, times, strict=True):
            took = spent(thing)
            if turn:
                found.append(took)
    return [median(it) for it in times]


# ----------------------------------------------------------------------------------------------------- whole processes

IMPORTS = "import clingo, click, pydantic, tabulate"
OWN_IMPORTS = "import dedere_cli.commands.assess, dedere.answers.assessment, dedere.reporting.text"


def processes(runs: int) -> Iterator[Measured]:
    """What a command takes, the start of Python included."""
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS), "DEDERE_CACHE": cache}
        env.pop("PYTHONDONTWRITEBYTECODE", None)

        def process(*arguments: str, **more: str) -> Callable[[], object]:
            return lambda: subprocess.run(
                [sys.executable, *arguments], check=True, capture_output=True, env={**env, **more}
            )

        person, host, first, _ = QUESTIONS[0]
        assess = ("-m", "dedere_cli", "assess", person, host, "--on", first)
        days = (date.fromisoformat(first) + timedelta(days=it) for it in count(1))

        def new() -> object:
            """A question that was not asked before, so that its answer is not found but worked out."""
            return process(*assess[:-1], next(days).isoformat())()

        survey = ("-m", "dedere_cli", "survey", person, "--on", first)
        coming = ("-m", "dedere_cli", "timeline", "--all", "--next", "90", "--since", "2026-11-29")
        own = process("-c", OWN_IMPORTS)
        floor, cold, again, surveyed, imported = medians(
            runs, [process("-c", IMPORTS), new, process(*assess), process(*survey), own]
        )
        yield Measured("a cold `dedere assess`", cold, IMPORTS, floor, 1.15)
        yield Measured("- of it: all modules that it needs imported", imported, "a cold `dedere assess`", cold)
        yield Measured("the same `dedere assess`, asked again", again, IMPORTS, floor)
        home = Path(cache) / "installed"
        install(home)
        caches = (str(Path(cache) / str(it)) for it in count(1))

        def first_of_all() -> object:
            """It finds no cache, whatever ran before it."""
            return process(*assess, PYTHONPATH=str(home), DEDERE_CACHE=next(caches))()

        later, fresh = medians(max(2, runs // 3), [new, first_of_all])
        yield Measured("the first answer of a fresh install", fresh, "a cold `dedere assess`", later, 1.3)
        edited = median(spent(process(*assess, DEDERE_CACHE=next(caches))) for _ in range(max(1, runs // 5)))
        yield Measured("the same where all rules and facts are read anew", edited, "a cold `dedere assess`", later)
        yield Measured("`dedere survey` of 199 States, asked again", surveyed, "a cold `dedere assess`", cold, 2.0)
        yield Measured("`dedere timeline --all --next 90`, first", spent(process(*coming)))
        again = median(spent(process(*coming)) for _ in range(max(1, runs // 5)))
        yield Measured("`dedere timeline --all --next 90`, asked again", again, "a cold `dedere assess`", cold)


def install(home: Path) -> None:
    """What is in the wheel, as an installer leaves it."""
    for package in ("engine/dedere", "cli/dedere_cli"):
        shutil.copytree(ROOT / package, home / Path(package).name, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("rules", "facts"):
        shutil.copytree(ROOT / folder, home / "dedere" / folder)
    (home / "dedere" / "compiled").mkdir()
    for name, content in compiled().items():
        (home / "dedere" / "compiled" / name).write_bytes(content)
    compileall.compile_dir(home, quiet=1)


# ---------------------------------------------------------------------------------------------------------- one process


def solve(program: str) -> None:
    """Bare clingo: read, ground, and enumerate the answer sets."""
    control = clingo.Control(["--warn=none", "0"])
    control.add("base", [], program)
    control.ground([("base", [])])
    control.solve()


def bare(engine: Engine, question: Question) -> str:
    """What bare clingo is given: the question's facts, and the clauses that can fire on them."""
    person, host, first, last = question
    asked = ask(person, host, first=first, last=last, engine=engine)
    declared, slicer = engine.question("assess")
    facts = slicer.select(declared.facts(asked.given), (), ())
    return f"{engine.law(facts)}\n{' '.join(facts)}"


def in_process(runs: int, engine: Engine) -> Iterator[Measured]:
    """What answers take in a process that has the record loaded: the medians over the questions of their medians."""
    found = []
    for question in QUESTIONS:
        person, host, first, last = question

        def assess(person: str = person, host: str = host, first: str = first, last: str = last) -> object:
            engine.given.clear()  # What was answered is not to be found again.
            return dedere.assess(person, host, first=first, last=last, engine=engine)

        program = bare(engine, question)
        found.append(medians(runs, [lambda it=program: solve(it), assess]))  # type: ignore[misc]
    floor, warm = (median(column) for column in zip(*found, strict=True))
    yield Measured("a warm `assess`, with reasons", warm, BARE, floor, 1.1)
    yield from parts(runs, engine, warm)
    (again,) = medians(runs, [lambda: assess_all(engine)])
    yield Measured("the same question, asked again", again / len(QUESTIONS), BARE, floor, 0.3)
    turning = medians(max(1, runs // 5), [lambda it=it: _flip(engine, it) for it in QUESTIONS])  # type: ignore[misc]
    yield Measured("`flip`: what would turn an answer", median(turning), "a warm `assess`", warm, 3.0)
    os.environ["DEDERE_CACHE"] = "off"
    surveyed = median(
        spent(lambda: dedere.survey("putin", on="2025-12-05", engine=engine)) for _ in range(max(1, runs // 5))
    )
    del os.environ["DEDERE_CACHE"]
    yield Measured("`survey` of 199 States and 68 areas, not kept", surveyed, "a warm `assess`", warm, 4.0)
    deriver, places = Deriver(engine), every_place(engine)
    some = ("putin", "netanyahu", "kony")[: 1 if runs < 5 else 3]
    derived = median(spent(lambda it=it: deriver.derive(it, "visit", places)) for it in some)  # type: ignore[misc]
    yield Measured("situations of a person, on all days everywhere", derived)
    yield Measured(f"the same of all {len(everybody(engine))} persons, by that", derived * len(everybody(engine)))


PARTS = {
    "the law parsed and grounded": (solution, "Grounded"),
    "promises tried, for which the law is grounded again": (promises, "_tried"),
}
"""The parts of an answer that are measured by themselves, each with the function that does it."""


def parts(runs: int, engine: Engine, warm: float) -> Iterator[Measured]:
    """What of a warm answer goes into its parts, as shares of the whole."""
    shares: dict[str, list[float]] = {it: [] for it in PARTS}
    for person, host, first, last in QUESTIONS:
        taken = dict.fromkeys(PARTS, 0.0)
        with ExitStack() as patched:
            for name, (module, function) in PARTS.items():
                patched.enter_context(patch.object(module, function, _timed(getattr(module, function), taken, name)))

            def assess(person: str = person, host: str = host, first: str = first, last: str = last) -> object:
                engine.given.clear()
                return dedere.assess(person, host, first=first, last=last, engine=engine)

            whole = sum(spent(assess) for _ in range(runs))
        for name, took in taken.items():
            shares[name].append(took / whole)
    rest = 1.0
    for name, its in shares.items():
        rest -= median(its)
        yield Measured(f"- of it: {name}", median(its) * warm, "a warm `assess`", warm)
    yield Measured("- of it: searched, read off and told", rest * warm, "a warm `assess`", warm)


def _timed(function: Callable[..., object], taken: dict[str, float], name: str) -> Callable[..., object]:
    def timed(*args: object, **more: object) -> object:
        result: list[object] = []
        taken[name] += spent(lambda: result.append(function(*args, **more)))
        return result[0]

    return timed


def assess_all(engine: Engine) -> None:
    """Ask all the questions, of which the engine has the answers."""
    for person, host, first, last in QUESTIONS:
        dedere.assess(person, host, first=first, last=last, engine=engine)


def _flip(engine: Engine, question: Question) -> object:
    person, host, first, last = question
    return flip(person, host, first=first, last=last, engine=engine)


# ----------------------------------------------------------------------------------------------------------- a table


def tables(engine: Engine, rows: int) -> Iterator[Measured]:
    """What a table takes once the situations are there, beside reading and writing it alone."""
    from dedere.batch.parts import Asked
    from dedere.batch.running import run

    pq = parquet()

    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "stays.parquet", Path(folder) / "answers.parquet"
        write_stays(engine, source, rows)
        for it in WHO:
            situations(it, engine=engine)
        run(engine, source, out, Asked())

        def alone() -> None:
            pq.write_table(pq.read_table(out), Path(folder) / "copy.parquet", compression="zstd")

        floor, took = medians(3, [alone, lambda: run(engine, source, out, Asked())])
    named = f"{rows:,} rows, Parquet, situations kept"
    yield Measured(named, took, "reading and writing the answers alone", floor, 3.0)
    yield Measured(f"rows a second of one core: {rows / took * 1000:,.0f}", took)


WHO = ("putin", "netanyahu", "kony")


def write_stays(engine: Engine, to: Path, rows: int) -> None:
    """Stays drawn with a seed, always the same ones, a part at a time."""
    pa, np, pq = library(), numpy(), parquet()
    draw = np.random.default_rng(1)
    hosts = np.array([it.state.upper() for it in every_place(engine) if it.area is None])
    writer = None
    for at in range(0, rows, 1 << 20):
        many = min(1 << 20, rows - at)
        first = np.datetime64("2003-01-01") + draw.integers(0, 8000, many)
        columns = {
            "person": np.array(WHO)[draw.integers(0, len(WHO), many)],
            "host": hosts[draw.integers(0, len(hosts), many)],
            "from": first,
            "until": first + draw.integers(0, 10, many),
        }
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(to, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


# -------------------------------------------------------------------------------------------------------------- memory


def memory(questions: int, rows: int) -> Iterator[tuple[str, float]]:
    """The most memory, in MB, of one process asked many different questions, and of one that answers a long table."""
    with tempfile.TemporaryDirectory() as folder:
        for what, many in (("questions", questions), ("stays", rows), ("rows", rows)):
            env = {**os.environ, "PYTHONPATH": os.pathsep.join([*ROOTS, str(Path(__file__).parent)])}
            code = f"import remembering; remembering.{what}({many}, {folder!r})"
            done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env)
            for count, size in json.loads(done.stdout):
                yield f"{count:,} {what}", size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long answers take.")
    parser.add_argument("--runs", type=int, default=15, help="how often each thing is done")
    parser.add_argument("--short", action="store_true", help="less often, and fewer rows")
    parser.add_argument("--long", action="store_true", help="memory too: takes an hour")
    parser.add_argument("--write", action="store_true", help="write what is found into docs/speed.md")
    parser.add_argument("--visits", type=int, default=0, help="measure that many visits at once instead")
    parser.add_argument("--xclingo", metavar="PYTHON", help="an interpreter that has xclingo")
    options = parser.parse_args()
    engine = default_engine()
    version = f"Python {sys.version.split()[0]}, clingo {clingo.__version__}, {os.cpu_count()} processors"
    if options.visits:
        from many import table  # a table of its own, and not wanted by default: it takes minutes

        print(f"{version}; {options.visits} visits\n")
        rows = table(engine, options.visits, options.xclingo)
        print(tabulate(rows, ["time of the processor", "ms per visit", "times bare clingo"], floatfmt=".2f"))
        return
    runs = 2 if options.short else options.runs
    print(f"{version}; medians of {runs} runs\n")
    found = [*processes(runs), *in_process(runs, engine), *tables(engine, 100_000 if options.short else 1_000_000)]
    lines = [
        [it.what, f"{it.took:,.0f}", it.floor or "-", "-" if it.ratio is None else f"{it.ratio:.2f}", it.aim or "-"]
        for it in found
    ]
    told = tabulate(
        lines, ["what", "ms", "its floor", "times the floor", "aim"], tablefmt="github", disable_numparse=True
    )
    if options.long:
        sizes = [[what, f"{size:,.0f}"] for what, size in memory(20_000, 10_000_000)]
        told += "\n\n" + tabulate(
            sizes, ["asked of one process", "MB at most"], tablefmt="github", disable_numparse=True
        )
    print(told)
    if options.write:
        from writing import write

        write(ROOT / "docs", version, runs, told, found)


if __name__ == "__main__":
    main()
