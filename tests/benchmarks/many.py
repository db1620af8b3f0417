"""Many visits: verdicts and all reasons, beside bare clingo and beside xclingo; `run.py` prints what is found here.

The visits are drawn with a seed: people who are or were wanted, any State as host, any day since 2003. All that is
measured is time of the processor. What stands beside `explain`:

- *plain rules in chunks*: bare clingo that is given the text of all rules and the facts of a chunk of visits, grounds
  and finds one answer set. All visits in one program cannot be done: each concerned State is looked at on each day of
  each visit, so the atoms grow with the square. The visits of one host stand together, which is what bare clingo does
  best with, and chunks of several sizes are tried. Chunks are drawn, and the time is that of one visit.
- *with cases*: the program that `explain` itself grounds, in which each visit is a case of its own; one answer set.
- *xclingo*: where it is installed beside `--xclingo PYTHON`, on the clauses that can fire; those it cannot read (a
  count, a choice, `_` under a negation) are left out, which is to its advantage, and each clause is annotated.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

import clingo

from dedere import dates
from dedere.batch.visits import Explained, Visit, explain
from dedere.engine import Engine
from dedere.solving.cases import Cases, Rewriter, dependent
from dedere.terms.values import Atom, Value

CHUNKS = (10, 30, 100, 300)
"""Visits in one program of plain rules."""

SAMPLE = 900
"""Visits that plain rules are tried on, for each size of chunk."""

_ANY = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![A-Za-z0-9_])_(?![A-Za-z0-9_])')


def visits(engine: Engine, count: int, seed: int = 1) -> list[Visit]:
    """Synthetic visits, always the same ones."""
    draw = random.Random(seed)  # nothing here is secret
    people = sorted({str(it.atom.args[2]) for it in engine.corpus.by_predicate["warrant"]})
    states = sorted(map(str, engine.corpus.names["state"]))
    start = date(2003, 1, 1)
    return [
        Visit(draw.choice(people), draw.choice(states), on=(start + timedelta(days=draw.randrange(8000))).isoformat())
        for _ in range(count)
    ]


def spent(run: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = process_time()
    run()
    return process_time() - start


def plan(rows: Sequence[Visit]) -> list[Atom]:
    """The facts of some visits, each with an id of its own."""
    atoms = []
    for number, row in enumerate(rows):
        day = dates.parse_date(str(row.on))
        atoms.append(Atom("visit", (f"v{number}", row.person, row.host, day, dates.next_day(day))))
        atoms.append(Atom("manner", (f"v{number}", "visit")))
    return atoms


def solve(program: str) -> None:
    """Bare clingo: read, ground, and find one answer set."""
    control = clingo.Control(["--warn=none", "1"])
    control.add("base", [], program)
    control.ground([("base", [])])
    control.solve()


def plain(engine: Engine, rows: Sequence[Visit], chunk: int) -> float:
    """Seconds per visit of plain rules on chunks of this size."""
    _, slicer = engine.question("assess")
    rules = "\n".join(clause.text for clause in engine.corpus.clauses)
    ordered = sorted(rows, key=lambda it: (it.host, it.person, str(it.on)))
    draw = random.Random(chunk)  # nothing here is secret
    starts = [draw.randrange(max(1, len(ordered) - chunk)) for _ in range(max(1, min(SAMPLE, len(rows)) // chunk))]
    programs = [f"{rules}\n{' '.join(slicer.select(plan(ordered[at : at + chunk]), (), ()))}" for at in starts]

    def run() -> None:
        for program in programs:
            solve(program)

    return spent(run) / (len(starts) * min(chunk, len(rows)))


def with_cases(engine: Engine, rows: Sequence[Visit], together: int = 400) -> float:
    """Seconds per visit to read, ground and find one answer set of the program that has the cases apart."""
    declared, slicer = engine.question("assess")
    rewriter = Rewriter(dependent(engine.corpus, declared))
    chunk = rows[:together]
    given: list[dict[str, Value]] = []
    for row in chunk:
        day = dates.parse_date(str(row.on))
        given.append(
            {"person": row.person, "host": row.host, "first": day, "after": dates.next_day(day), "presence": "visit"}
        )
    facts = slicer.select([atom for it in given for atom in declared.facts(it)], (), ())
    law = engine.law(facts).splitlines()
    record = [it for it in facts if it.partition("(")[0] not in declared.planned]

    def run() -> None:
        Cases(rewriter, declared, law, record, given).satisfiable()

    run()
    return spent(run) / len(chunk)


def reasons(rows: Sequence[Visit], engine: Engine, words: bool) -> float:
    """Seconds per visit for verdicts by school and the proof of every norm that holds; `words` puts each in words."""

    def run() -> None:
        for found in explain(rows, engine=engine):
            if isinstance(found, Explained):
                for atom in found.stay.possible:
                    found.stay.why(atom) if words else found.stay.rules(atom)

    return spent(run) / len(rows)


def _named(text: str) -> str:
    """A clause whose `_` are variables with names, which is all that xclingo reads."""
    return _ANY.sub(lambda found: f"Any{found.start()}" if found.group() == "_" else found.group(), text)


def annotated(engine: Engine, rows: Sequence[Visit]) -> str:
    """The program for xclingo."""
    _, slicer = engine.question("assess")
    facts = slicer.select(plan(rows), (), ())
    by_text = {clause.text: clause for clause in engine.corpus.clauses}
    lines = []
    for text in engine.law(facts).splitlines():
        clause = by_text[text]
        unreadable = clause.kind != "derive" or any(
            it.kind == "aggregate" or (it.kind != "positive" and "_" in _ANY.findall(it.text)) for it in clause.body
        )
        if not unreadable:
            lines += [f'%!trace_rule {{"{clause.rule_id}"}}.', _named(text)]
    return "\n".join([*lines, *facts, "%!show_trace {effective(N,R,D)}."])


def xclingo(engine: Engine, rows: Sequence[Visit], python: str) -> float | None:
    """Seconds per visit of xclingo, the best of two sizes of chunk; None where it is not installed there."""
    if subprocess.run([python, "-c", "import xclingo"], capture_output=True, check=False).returncode:
        return None
    best = []
    ordered = sorted(rows, key=lambda it: (it.host, it.person, str(it.on)))
    for chunk in (10, 50):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "visits.lp"
            file.write_text(annotated(engine, ordered[:chunk]), encoding="utf-8")
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run(
                [python, "-m", "xclingo", "-n", "1", "1", str(file)], check=True, capture_output=True, timeout=1200
            )
            after = getrusage(RUSAGE_CHILDREN)
            best.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / chunk)
    return min(best)


def table(engine: Engine, count: int, python: str | None = None) -> list[list[object]]:
    """Rows of name, milliseconds per visit, and times the best of bare clingo on plain rules."""
    rows = visits(engine, count)
    reasons(rows[:5], engine, words=True)
    found: list[tuple[str, float]] = [
        (f"bare clingo: plain rules, chunks of {chunk}", plain(engine, rows, chunk)) for chunk in CHUNKS
    ]
    bare = min(seconds for _, seconds in found)
    found.append(("bare clingo: rules with cases", with_cases(engine, rows)))
    found.append(("dedere.explain: verdicts and all proofs", reasons(rows, engine, words=False)))
    found.append(("dedere.explain: and all proofs in words", reasons(rows[: min(count, 1000)], engine, words=True)))
    beside = xclingo(engine, rows, python or sys.executable)
    if beside is not None:
        found.append(("xclingo: proofs of one answer set", beside))
    return [[name, seconds * 1000, seconds / bare] for name, seconds in found]
