"""What the page of the site that answers in the browser says is what the engine says: asked of clingo in WebAssembly.

`DEDERE_PAIRS` says of how many persons and places, 60 by default; they are drawn anew with each number.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import dedere
from dedere.batch.answering import Answering, Row
from dedere.batch.deriving import Footing
from dedere.engine import default_engine
from making import trial

ROOT = Path(__file__).parents[2]
PAIRS = int(os.environ.get("DEDERE_PAIRS", "60"))
TOGETHER = 20
"""Places that are looked at of one person on one day: the page answers for all of them at once."""

SUPPOSED = (
    (),
    ("deposited(ind,rome,20200101)",),
    ("withdrawal_notified(hun,rome,20200101)", "deposited(chn,rome,20100101)"),
    ("waiver(rus,putin,icc,20200101,#sup)",),
)

HARNESS = """
const fs = require("fs");
const [clingo, solver, law, told] = process.argv.slice(1);
eval(fs.readFileSync(law, "utf8"));
const { solve } = require(solver);
(async () => {
  const found = [];
  const { run } = require(clingo);
  for (const it of JSON.parse(fs.readFileSync(0, "utf8"))) found.push(await solve(run, globalThis.LAW, it));
  fs.writeFileSync(told, JSON.stringify(found));
})().catch((error) => { fs.writeSync(2, String(error)); process.exit(1); });
"""

pytestmark = pytest.mark.node


class Question(NamedTuple):
    """What the page is asked for all places at once."""

    person: str
    day: date
    suppose: tuple[str, ...]


@pytest.fixture(scope="module")
def made() -> trial.Trial:
    return trial.Trial(default_engine())


@pytest.fixture(scope="module")
def solver(tmp_path_factory: pytest.TempPathFactory, made: trial.Trial) -> Sequence[str]:
    """The command that answers questions as the page does, in node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    built = trial.fetched(ROOT / "build" / "npm")
    if built is None:
        pytest.skip("clingo for browsers could not be fetched with npm")
    law = tmp_path_factory.mktemp("trial") / "law.js"
    law.write_text(f"globalThis.LAW={json.dumps(made.law())}", encoding="utf-8")
    files = (built / "clingo.node.js", trial.SOURCE / "solver.js", law, law.with_name("told.json"))
    return [node, "-e", HARNESS, *map(str, files)]


def solved(solver: Sequence[str], questions: Sequence[Question]) -> list[list[Any]]:
    """What the page comes to for each question, place by place."""
    asked = [
        {"person": it.person, "day": int(it.day.strftime("%Y%m%d")), "suppose": list(it.suppose)} for it in questions
    ]
    done = subprocess.run(solver, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: list[list[Any]] = json.loads(Path(solver[-1]).read_text(encoding="utf-8"))
    return found


def test_verdicts_schools_and_rules_are_those_of_the_engine(made: trial.Trial, solver: Sequence[str]) -> None:
    drawn = random.Random(PAIRS)
    # Of those who travel more is contested than of others, so they are asked about as often as all others together.
    persons = [*made.persons(), *made.travellers() * (len(made.persons()) // len(made.travellers()))]
    questions = [
        Question(drawn.choice(persons), date(2006, 1, 1) + timedelta(drawn.randrange(7_600)), drawn.choice(SUPPOSED))
        for _ in range(-(-PAIRS // TOGETHER))
    ]
    differing: list[Any] = []
    verdicts: set[str] = set()
    for question, answers in zip(questions, solved(solver, questions), strict=True):
        for number in drawn.sample(range(len(made.places)), TOGETHER):
            place = made.places[number]
            host = place.area or place.state
            whole = dedere.assess(question.person, host, on=question.day, suppose=question.suppose)
            verdict, schools, rules = answers[number]
            verdicts.add(verdict)
            if (verdict, schools) != (whole.verdict, [whole.schools[it.id] for it in made.engine.schools]):
                differing.append((question, host, verdict, schools, whole.verdict, whole.schools))
            carried = {it.rule for it in whole.windows}
            if not set(rules) <= carried | {it.rule for it in whole.conclusions}:
                differing.append((question, host, rules, carried))
    assert differing == []
    assert PAIRS < 500 or verdicts == {"obliged", "contested", "not_obliged"}


def test_what_is_looked_up_is_what_tables_are_answered_with(made: trial.Trial) -> None:
    person = made.travellers()[0]
    outcomes, places = made._situations(person)
    answering = Answering(default_engine(), footing=Footing())
    for number, place in enumerate(made.places[::40]):
        changes = places[number * 40]
        for day, at in changes:
            row = answering.answer(Row(person, place.area or place.state, day))
            assert (row.verdict, row.schools) == tuple(outcomes[at][:2])


def test_what_clingo_cannot_read_is_told_and_not_answered(made: trial.Trial, solver: Sequence[str]) -> None:
    question = {"person": "putin", "day": 20240902, "suppose": ["present(_K)"]}
    done = subprocess.run(solver, input=json.dumps([question]), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "the program was not read" in done.stderr
