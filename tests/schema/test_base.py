"""The base of answers: pydantic models, and the plain objects that a run of the command makes of the same fields."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import dedere
from dedere.schema import answer as answers
from dedere.schema import base as models
from dedere.schema import process


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The answers as a process has them that has settled on plain objects."""
    monkeypatch.setattr(process, "PLAIN", True)
    loaded = []
    for module in (models, answers):
        spec = importlib.util.spec_from_file_location(module.__name__, str(module.__file__))
        assert spec is not None
        assert spec.loader is not None
        made = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, module.__name__, made)
        spec.loader.exec_module(made)
        loaded.append(made)
    return loaded[1]


def test_they_have_the_same_fields(plain: ModuleType) -> None:
    for name in answers.__all__:
        model = getattr(answers, name)
        if isinstance(model, type) and issubclass(model, models.Model) and model is not models.Model:
            fields = model.model_fields
            wanted = {it: field.is_required() for it, field in fields.items()}
            found = {it: not field for it, field in _optional(getattr(plain, name)).items()}
            assert list(found) == list(wanted)
            assert found == wanted, name


def _optional(model: type) -> dict[str, bool]:
    """Whether each field of a plain model may be left out."""
    fields = [name for it in reversed(model.__mro__) for name in vars(it).get("__annotations__", ())]
    found = {}
    for left in fields:
        try:
            model(**{name: None for name in fields if name != left})
        except TypeError:
            found[left] = False
        else:
            found[left] = True
    return found


def test_they_behave_alike(plain: ModuleType) -> None:
    for kind in (answers, plain):
        inner = kind.Proof(kind="fact", sentence="it is so")
        proof = kind.Proof(kind="derived", sentence="so be it", children=(inner,), bindings={"D": 20250101})
        assert proof == kind.Proof(kind="derived", sentence="so be it", children=(inner,), bindings={"D": 20250101})
        assert proof != inner
        assert inner.bindings == {}
        assert inner.bindings is not kind.Proof(kind="fact", sentence="").bindings
        copy = proof.model_copy(update={"kind": "defeated"})
        assert (copy.kind, copy.children, proof.kind) == ("defeated", (inner,), "derived")
        with pytest.raises((TypeError, ValueError)):
            proof.kind = "fact"
        with pytest.raises(TypeError, match="sentence"):
            kind.Proof(kind="fact")
        with pytest.raises(TypeError, match="surprise"):
            kind.Proof(kind="fact", sentence="", surprise=1)
    assert plain.Proof(kind="fact", sentence="x").to_json() == answers.Proof(kind="fact", sentence="x").to_json()


SITE = """
import os, sys
end = os._exit
def told(code):
    with open(os.environ["MODULES"], "w") as stream:
        stream.write(" ".join(sys.modules))
    end(code)
os._exit = told
"""


def _command(*args: str, home: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """A run of the command, and the modules that it had imported at its end."""
    source = Path(models.__file__).parents[3]
    (home / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    paths = os.pathsep.join([str(home), *(str(source / it) for it in ("engine", "cli"))])
    env = {**os.environ, "PYTHONPATH": paths, "DEDERE_CACHE": str(home / "cache"), "MODULES": str(home / "modules")}
    command = [sys.executable, "-m", "dedere_cli", *args]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    return done, set((home / "modules").read_text(encoding="utf-8").split())


def test_a_command_that_asks_one_question_never_imports_pydantic(tmp_path: Path) -> None:
    asked = ("assess", "putin", "mng", "--from", "2024-09-02", "--until", "2024-09-03", "--json")
    first, _ = _command(*asked, home=tmp_path)
    again, imported = _command(*asked, home=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "dedere.answers.assessment" in imported
    assert not {it.partition(".")[0] for it in imported} & {"pydantic", "pydantic_core", "tabulate"}
    # What was cached needs no parser either.
    assert "dedere.language.assemble" not in imported
    expected = dedere.assess("putin", "mng", first="2024-09-02", last="2024-09-03").to_json()
    assert first.stdout.strip() == again.stdout.strip() == expected


def test_a_fault_still_ends_with_its_code(tmp_path: Path) -> None:
    done, _ = _command("assess", "nobody", "mng", "--on", "2024-09-02", home=tmp_path)
    assert done.returncode == 2
    assert "nobody" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_lost_at_the_end(tmp_path: Path) -> None:
    done, _ = _command("facts", "list", "--all", home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("facts")
