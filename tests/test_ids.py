"""One question, and one id of its answer, from whatever door it comes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import dedere
from dedere.batch.visits import Explained
from dedere.loading import default_folders
from dedere_cli.main import cli

DEPOSIT = "deposited(ind,rome,20250901)"
SIGNED = "signed(ind,rome,20250101)"


def command(*args: str) -> str:
    """The id in what the command prints as JSON."""
    result = CliRunner().invoke(cli, [*args, "--json"])
    assert result.exit_code == 0, result.output
    return str(json.loads(result.output)["id"])


def test_an_assessment_has_one_id_from_every_door() -> None:
    id_ = dedere.assess("putin", "India", on="2025-12-05", known_on="2025-12-01").id
    query = dedere.ask("Vladimir Putin", "IND", first=20251205, last="2025-12-05", presence="visit", known_on=20251201)
    (row,) = dedere.explain([dedere.Visit("putin", "in", on="2025-12-05")], known_on="2025-12-01")
    assert isinstance(row, Explained)
    asked = ("assess", "putin", "ind", "--on", "2025-12-05", "--known-on", "2025-12-01")
    assert {dedere.assess(query).id, row.id, command(*asked)} == {id_}


def test_a_row_of_a_grid_has_the_id_of_its_assessment() -> None:
    found = dedere.grid("putin", "India", on="2025-12-05", suppose=SIGNED, suppose_from=DEPOSIT)
    alone = dedere.assess("putin", "India", on="2025-12-05", suppose=[SIGNED, DEPOSIT])
    assert [it.id for it in found.rows] == [alone.id]
    assert found.id != alone.id
    assert dedere.assess("putin", "India", on="2025-12-05", suppose=[DEPOSIT, SIGNED]).id == alone.id


def test_other_answers_have_one_id_from_every_door() -> None:
    query = dedere.ask("putin", "India", on="2025-12-05", suppose=DEPOSIT)
    asked = ("putin", "ind", "--on", "2025-12-05", "--suppose", DEPOSIT)
    difference, flips = dedere.compare(query), dedere.flip(query, to="not_obliged")
    assert difference.id == command("whatif", *asked)
    assert flips.id == command("flip", *asked, "--to", "not_obliged")
    measures = dedere.inquire("measures", {"origin": "India"}, on="2025-11-12")
    assert measures.id == measures.provenance.id == command("measures", "ind", "--on", "2025-11-12")
    assert len({difference.id, flips.id, measures.id, dedere.assess(query).id}) == 4


@pytest.mark.parametrize(
    "other",
    [
        {"on": "2025-12-06"},
        {"presence": "embassy"},
        {"suppose": DEPOSIT},
        {"withdraw": 'state(ind,"India")'},
        {"school": "court"},
        {"known_on": "2025-12-01"},
    ],
    ids=str,
)
def test_another_question_has_another_id(other: dict[str, str]) -> None:
    one = dedere.ask("putin", "India", on="2025-12-05")
    two = dedere.ask("putin", "India", **{"on": "2025-12-05", **other})  # type: ignore[arg-type]
    assert _id(one) != _id(two)


def _id(query: dedere.Query) -> str:
    from dedere.asking.query import answer_id
    from dedere.schema.answer import ASSESSMENT

    return answer_id(ASSESSMENT, query.engine.corpus, query.question, query.school)


def test_the_place_of_rules_and_facts_does_not_count_and_one_fact_does(tmp_path: Path) -> None:
    rules, facts = default_folders()
    law, record = tmp_path / "the law", tmp_path / "the record"
    shutil.copytree(rules, law)
    for number, path in enumerate(sorted(facts.rglob("*.lp"), reverse=True)):
        moved = record / str(number % 3) / f"{number:03}.lp"
        moved.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, moved)
    engine = dedere.Engine(dedere.load(law, record, alone=True))
    query = dedere.ask("putin", "India", on="2025-12-05")
    assert _id(dedere.ask("putin", "India", on="2025-12-05", engine=engine)) == _id(query)
    shutil.copytree(record, more := tmp_path / "more")
    (more / "one.lp").write_text('%@ source m "Mine"\n%@ by m recall\nsigned(ind,rome,20250101).\n', encoding="utf-8")
    engine = dedere.Engine(dedere.load(law, more, alone=True))
    assert _id(dedere.ask("putin", "India", on="2025-12-05", engine=engine)) != _id(query)
