"""`dedere serve`: what it takes; how it runs is tried in `tests/serve/test_running.py`."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from click.testing import CliRunner

from dedere_cli.main import cli
from dedere_serve import running


@pytest.fixture(name="run")
def _run(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    runs: list[Any] = []

    def run(_engine: object, settings: running.Settings, told: Any) -> None:
        runs.append(settings)
        told("http://127.0.0.1:8765/")

    monkeypatch.setattr(running, "run", run)
    return runs


def test_it_says_where_it_answers_and_listens_to_this_machine_alone(run: list[Any]) -> None:
    told = CliRunner().invoke(cli, ["serve"])
    assert told.output == "Dedere answers at http://127.0.0.1:8765/ until it is stopped (Ctrl-C).\n"
    assert run == [running.Settings()]
    assert run[0].host == "127.0.0.1"


def test_its_options(run: list[Any]) -> None:
    options = "--host 0.0.0.0 --port 80 --workers 4 --timeout 10 --waiting 5 --each 2 --memory 500"
    more = "--root-path /dedere --name a.example --name b.example --proxy 10.0.0.1"
    assert CliRunner().invoke(cli, ["serve", *options.split(), *more.split()]).exit_code == 0
    names = ("a.example", "b.example")
    assert run == [running.Settings("0.0.0.0", 80, 4, 10.0, 5, 2, 500, "/dedere", names, "10.0.0.1")]  # noqa: S104


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--root-path", "dedere"], "the path is `dedere`"),
        (["--root-path", "/dedere/"], "the path is `/dedere/`"),
        (["--port", "70000"], "`70000` is not in the range"),
        (["--workers", "0"], "`0` is not in the range"),
    ],
)
def test_what_is_wrong_is_refused(given: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", *given])
    assert ended.value.code == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_without_the_extra_the_command_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve"])
    assert ended.value.code == 2
    assert "a service needs the extra `serve`" in capsys.readouterr().err
