"""What a shell completes, and that nothing is solved for it."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from dedere_cli.main import cli


def completed(typed: str) -> list[str]:
    """What stands in the place of the last word."""
    *args, incomplete = typed.split(" ")
    return [it.value for it in ShellComplete(cli, {}, "dedere", "_X").get_completions(args, incomplete)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wh", ["why", "whatif"]),
        ("facts ki", ["kinds"]),
        ("assess netan", ["netanyahu"]),
        ("assess Vladimir", ["putin"]),
        ("assess putin Türki", ["tur"]),
        ("assess putin greenl", ["greenland"]),
        ("assess putin ind --school c", ["court", "council"]),
        ("assess putin ind --presence st", ["stopover", "state_aircraft"]),
        ("assess putin ind --suppose Deposi", ["deposited("]),
        ("rules show rs-98-", ["RS-98-1", "RS-98-2", "RS-98-PRO"]),
        ("why RS-98-1", ["RS-98-1"]),
        ("why immun", ["immune("]),
        ("measures Fra", ["fra"]),
        ("facts list --kind vis", ["visits"]),
        ("facts list --predicate waiv", ["waiver"]),
        ("flip nobody_of_that_name", []),
    ],
)
def test_what_is_completed(typed: str, found: list[str]) -> None:
    assert [it for it in found if it in completed(typed)] == found
    assert bool(completed(typed)) is bool(found)


def test_options_are_completed_too() -> None:
    assert completed("assess --kno") == ["--known-on"]


def test_a_record_that_does_not_load_completes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError

    monkeypatch.setattr("dedere.engine.default_engine", fail)
    assert completed("assess put") == []
