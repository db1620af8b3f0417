"""How long answers take, beside what they cannot do without: `python tests/benchmarks/run.py [--runs N]`.

Prints medians and ratios; nothing is asserted, since clocks differ. What is measured:

- *cold*: the whole process of `dedere assess`, beside one that only imports clingo, click, pydantic and tabulate. The
  two take turns, so that both meet the same machine.
- *warm*: an assessment with reasons in a process that has the record loaded, beside bare clingo that is given the text
  of the rules and the same facts, grounds and solves. As bare solving counts the enumeration of all answer sets; what
  the same facts cost with only the clauses that can fire, and with the whole record, is printed too.
- *reasons*: the proofs of all norms that hold, and the reasons why not, beside the same bare solving.
- *flip*: what would turn each of the seven answers, on the whole record; the longest is printed too.
- *many*: with `--visits N` (10000, say), verdicts and all reasons of that many visits; see `many.py`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
ROOTS = [str(ROOT / "engine"), str(ROOT / "cli")]
sys.path[:0] = ROOTS

import clingo  # noqa: E402  # after the source roots, so that it runs where nothing is installed
from tabulate import tabulate  # noqa: E402

import dedere  # noqa: E402
from dedere.answers.solution import Solution  # noqa: E402
from dedere.asking.query import ask  # noqa: E402
from dedere.comparing.flip import flip  # noqa: E402
from dedere.engine import Engine, default_engine  # noqa: E402

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


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = perf_counter()
    run()
    return (perf_counter() - start) * 1000


def medians(runs: int, of: Iterable[Callable[[], object]]) -> list[float]:
    """The median milliseconds of several things that take turns, after one turn that does not count."""
    things = list(of)
    times: list[list[float]] = [[] for _ in things]
    for turn in range(runs + 1):
        for thing, found in zip(things, times, strict=True):
            spent = timed(thing)
            if turn:
                found.append(spent)
    return [median(it) for it in times]


# ----------------------------------------------------------------------------------------------------------------- cold


def processes(runs: int) -> list[list[object]]:
    """Rows on whole processes."""
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(ROOTS), "DEDERE_CACHE": cache}
        env.pop("PYTHONDONTWRITEBYTECODE", None)

        def process(*arguments: str) -> Callable[[], object]:
            return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=env)

        person, host, first, _ = QUESTIONS[0]
        assess = ("-m", "dedere_cli", "assess", person, host, "--on", first)
        found = medians(
            runs,
            [
                process("-c", "pass"),
                process("-c", "import clingo, click, pydantic, tabulate"),
                process(*assess),
                process(*assess, "--json"),
                process(*assess, "--explain", "full"),
            ],
        )
        without = median(
            timed(
                lambda: subprocess.run(
                    [sys.executable, *assess], check=True, capture_output=True, env={**env, "DEDERE_CACHE": "off"}
                )
            )
            for _ in range(3)
        )
    base = found[1]
    names = ["bare Python", "import clingo, click, pydantic, tabulate", "dedere assess", "dedere assess --json"]
    names += ["dedere assess --explain full", "dedere assess, nothing cached"]
    return [[name, time, time / base] for name, time in zip(names, [*found, without], strict=True)]


# ----------------------------------------------------------------------------------------------------------------- warm


def solve(program: str, models: int = 0) -> None:
    """Bare clingo: read, ground, and enumerate the answer sets."""
    control = clingo.Control(["--warn=none", str(models)])
    control.add("base", [], program)
    control.ground([("base", [])])
    control.solve()


def programs(engine: Engine, question: Question) -> tuple[str, str, str]:
    """What bare clingo is given: the question's facts with all rules and with those that can fire, the whole record."""
    person, host, first, last = question
    asked = ask(person, host, first=first, last=last, engine=engine)
    declared, slicer = engine.question("assess")
    plan = declared.facts(asked.given)
    facts = slicer.select(plan, (), ())
    same = " ".join(facts)
    rules = "\n".join(clause.text for clause in engine.corpus.clauses)
    record = [f"{it.atom}." for it in engine.corpus.facts if it.atom.name not in declared.planned]
    whole = " ".join([*record, *(f"{atom}." for atom in plan)])
    return f"{rules}\n{same}", f"{engine.law(facts)}\n{same}", f"{rules}\n{whole}"


def reasons(engine: Engine, question: Question) -> Callable[[], object]:
    """All proofs and reasons why not of a question that is solved already."""
    person, host, first, last = question
    found = Solution(ask(person, host, first=first, last=last, engine=engine))
    atoms = sorted(found.possible)

    def tell() -> None:
        found._worlds.clear()  # the worlds keep what they have told, which would leave nothing to measure
        for atom in atoms:
            found.world_with(atom).why(atom)
        world = found.world({})
        for pattern in found.seeks:
            world.why_not(("applicable", (pattern, None, None)))

    return tell


def in_process(runs: int) -> list[list[object]]:
    """Rows on answers in a process that has the record loaded: the median over the questions of their medians."""
    engine = default_engine()
    found = []
    for question in QUESTIONS:
        person, host, first, last = question
        same, firing, whole = programs(engine, question)

        def assess(person: str = person, host: str = host, first: str = first, last: str = last) -> object:
            return dedere.assess(person, host, first=first, last=last, engine=engine)

        found.append(
            medians(
                runs,
                [
                    lambda it=same: solve(it),  # type: ignore[misc]
                    lambda it=firing: solve(it),  # type: ignore[misc]
                    lambda it=whole: solve(it),  # type: ignore[misc]
                    assess,
                    reasons(engine, question),
                ],
            )
        )
    middle = [median(column) for column in zip(*found, strict=True)]
    names = [
        "bare clingo: text of the rules, the same facts",
        "bare clingo: only the clauses that can fire",
        "bare clingo: rules and whole record",
        "dedere.assess, warm, with reasons",
        "all proofs and reasons why not, once solved",
    ]
    return [[name, time, time / middle[0]] for name, time in zip(names, middle, strict=True)]


def turning(runs: int) -> list[list[object]]:
    """Rows on what would turn an answer: the median over the questions, and the slowest of them."""
    engine = default_engine()

    def each(question: Question) -> Callable[[], object]:
        person, host, first, last = question
        return lambda: flip(person, host, first=first, last=last, engine=engine)

    times = medians(min(runs, 5), map(each, QUESTIONS))
    return [["dedere.flip, warm", median(times)], ["the slowest of the seven", max(times)]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long answers take.")
    parser.add_argument("--runs", type=int, default=15, help="how often each thing is done")
    parser.add_argument("--visits", type=int, default=0, help="measure that many visits at once instead")
    parser.add_argument("--xclingo", metavar="PYTHON", help="an interpreter that has xclingo")
    options = parser.parse_args()
    runs: int = options.runs
    if options.visits:
        from many import table  # a table of its own, and not wanted by default: it takes minutes

        print(f"Python {sys.version.split()[0]}, clingo {clingo.__version__}; {options.visits} visits\n")
        rows = table(default_engine(), options.visits, options.xclingo)
        print(tabulate(rows, ["time of the processor", "ms per visit", "times bare clingo"], floatfmt=".2f"))
        return
    version = f"Python {sys.version.split()[0]}, clingo {clingo.__version__}, {os.cpu_count()} processors"
    print(f"{version}; medians of {runs} runs\n")
    rows = processes(runs)
    print(tabulate(rows, ["a whole process", "ms", "times the imports"], floatfmt=".2f"), "\n")
    rows = in_process(runs)
    print(tabulate(rows, ["in one process, over seven questions", "ms", "times bare clingo"], floatfmt=".2f"), "\n")
    print(tabulate(turning(runs), ["what would turn them", "ms"], floatfmt=".0f"))


if __name__ == "__main__":
    main()
