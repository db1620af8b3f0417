"""The base of answers: frozen dataclasses that pydantic reads, writes and describes, and no process has to import."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

import dedere
from dedere.schema import base
from dedere.schema.answer import Issue, Proof, Question


def _proof(**more: Any) -> Proof:
    inner = Proof(kind="fact", sentence="it is so")
    return Proof(kind="derived", sentence="so be it", children=(inner,), bindings={"D": 20250101, "P": "pat"}, **more)


def test_equal_answers_are_equal_and_have_the_same_hash() -> None:
    turned = _proof().model_copy(update={"bindings": {"P": "pat", "D": 20250101}})
    assert _proof() == turned
    assert hash(_proof()) == hash(turned)
    assert _proof() != _proof(atom="a")
    assert hash(_proof()) != hash(_proof(atom="a"))
    assert len({_proof(), turned, _proof(atom="a")}) == 2


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError, match="`Proof` cannot be changed"):
        _proof().sentence = "it is not so"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="`Proof` cannot be changed"):
        delattr(_proof(), "sentence")


def test_a_model_is_made_of_its_fields_and_no_others() -> None:
    with pytest.raises(TypeError, match="`Proof` is made with other fields: sentence"):
        Proof(kind="fact")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="`Proof` is made with other fields: surprise"):
        Proof(kind="fact", sentence="it is so", surprise=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="surprise"):
        _proof().model_copy(update={"surprise": 1})


def test_what_is_left_out_has_its_default_made_anew() -> None:
    inner = _proof().children[0]
    assert (inner.children, inner.bindings, inner.atom) == ((), {}, None)
    assert inner.bindings is not Proof(kind="fact", sentence="").bindings


def test_a_copy_is_another_of_the_same_model() -> None:
    asked = Question(person="pat", host="IND", first_day=date(2025, 12, 5), last_day=date(2025, 12, 5))
    other = asked.model_copy(update={"host": "CHN"})
    assert (type(other), other.host, asked.host) == (Question, "CHN", "IND")
    assert asked.model_copy() == asked
    assert copy.deepcopy(_proof()) == pickle.loads(pickle.dumps(_proof())) == _proof()  # noqa: S301  # our own


def test_a_name_that_python_keeps_to_itself_is_whole_in_json() -> None:
    issue = Issue(id="i", question="Is it?", turns="together", with_=("j",), positions=())
    assert json.loads(issue.to_json())["with"] == ["j"]
    assert "with" in Issue.model_json_schema()["properties"]
    assert Issue.model_validate_json(issue.to_json()) == Issue.model_validate(issue.model_dump()) == issue


class _Day(base.Model):
    """A model with a day in it."""

    day: date
    """When it is."""


def test_a_day_is_written_as_iso() -> None:
    model = _Day(day=date(2025, 12, 5))
    assert model.to_json(None) == model.model_dump_json() == '{"day":"2025-12-05"}'
    assert _Day.model_validate_json(model.to_json()) == model


def test_what_comes_from_outside_is_checked_and_may_be_an_answer_already() -> None:
    wrong: dict[str, Any]
    for wrong in ({"kind": "perhaps"}, {"surprise": 1}, {"children": [{}]}):
        with pytest.raises(ValidationError):
            Proof.model_validate({**_proof().model_dump(), **wrong})
    assert Proof.model_validate(_proof()) == _proof()


def test_a_model_of_pydantic_may_have_answers_in_it() -> None:
    class Kept(BaseModel):
        proof: Proof

    kept = Kept.model_validate({"proof": _proof().model_dump(by_alias=True)})
    assert kept.proof == _proof()
    assert json.loads(kept.model_dump_json(by_alias=True))["proof"] == json.loads(_proof().to_json())
    assert "Proof" in Kept.model_json_schema()["$defs"]


SITE = """
import os, sys
end = os._exit
def told(code):
    with open(os.environ["MODULES"], "w") as stream:
        stream.write(" ".join(sys.modules))
    end(code)
os._exit = told
"""


def _command(*args: str, home: Path, cache: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """A run of the command, and the modules that it had imported at its end."""
    source = Path(base.__file__).parents[3]
    (home / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    paths = os.pathsep.join([str(home), *(str(source / it) for it in ("engine", "cli"))])
    env = {**os.environ, "PYTHONPATH": paths, "DEDERE_CACHE": str(cache), "MODULES": str(home / "modules")}
    command = [sys.executable, "-m", "dedere_cli", *args]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    return done, set((home / "modules").read_text(encoding="utf-8").split())


SUPPOSED = ("--suppose", "deposited(ind,rome,20250901)")


@pytest.mark.parametrize(
    "asked",
    [
        ("assess", "putin", "ind", "--on", "2025-12-05"),
        ("assess", "putin", "ind", "--on", "2025-12-05", *SUPPOSED),
        ("whatif", "putin", "ind", "--on", "2025-12-05", *SUPPOSED),
        ("flip", "bashir", "jor", "--on", "2017-03-29", "--to", "not_obliged"),
        ("measures", "ind", "--on", "2025-11-12"),
        ("check", "--no-notes"),
        ("lint", "--no-notes"),
        ("facts", "show", "deposited(mng,rome,20020411)"),
        ("rules", "show", "RS-89-1"),
    ],
    ids=lambda asked: asked[0],
)
def test_a_command_that_asks_and_prints_never_imports_what_checks_and_typesets(
    asked: tuple[str, ...], cache_folder: Path, tmp_path: Path
) -> None:
    done, imported = _command(*asked, home=tmp_path, cache=cache_folder)
    assert done.returncode == 0, done.stderr
    assert "dedere.corpus.corpus" in imported
    assert not {it.partition(".")[0] for it in imported} & {"pydantic", "pydantic_core", "jinja2", "markupsafe"}


def test_a_library_user_does_not_wait_for_pydantic_either() -> None:
    script = "import sys, dedere; dedere.assess('putin', 'ind', on='2025-12-05').to_json(); print({*sys.modules})"
    env = {**os.environ, "PYTHONPATH": str(Path(base.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True)
    assert "'dedere.schema.answer'" in done.stdout
    assert "'pydantic" not in done.stdout


def test_what_was_cached_needs_no_parser(tmp_path: Path) -> None:
    asked = ("assess", "putin", "mng", "--from", "2024-09-02", "--until", "2024-09-03", "--json")
    first, _ = _command(*asked, home=tmp_path, cache=tmp_path)
    again, imported = _command(*asked, home=tmp_path, cache=tmp_path)
    assert again.returncode == 0, again.stderr
    assert not imported & {"dedere.language.assemble", "tabulate"}
    expected = dedere.assess("putin", "mng", first="2024-09-02", last="2024-09-03").to_json()
    assert first.stdout.strip() == again.stdout.strip() == expected


def test_a_fault_still_ends_with_its_code(tmp_path: Path, cache_folder: Path) -> None:
    done, _ = _command("assess", "nobody", "mng", "--on", "2024-09-02", home=tmp_path, cache=cache_folder)
    assert done.returncode == 2
    assert "nobody" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_lost_at_the_end(tmp_path: Path, cache_folder: Path) -> None:
    done, _ = _command("facts", "list", "--all", home=tmp_path, cache=cache_folder)
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("facts")
