"""The Python face: what was published stays, or a greater version number is asked for."""

from __future__ import annotations

import pytest

import facing
from dedere.version import __version__

FACE = """# The face of dedere 0.3.1

class Answer(Model):
    verdict: str

def ask(
    person: str,
    *,
    on: str | None = None,
) -> Answer: ...
"""


def numbers(version: str) -> tuple[int, ...]:
    """A version number, to be compared."""
    return tuple(map(int, version.split(".")))


def test_what_was_published_breaks_nobody_or_has_the_number_that_it_asks_for() -> None:
    published, now = facing.PUBLISHED.read_text(encoding="utf-8"), facing.written()
    wanted = facing.asked_for(published, now)
    broken = facing.breaking(published, now)
    assert not broken or numbers(__version__) >= numbers(str(wanted)), (
        f"this breaks who calls version {facing.version_of(published)}, and asks for {wanted}: {broken}"
    )
    assert wanted is None, f"publish what is new in the face, which asks for {wanted}: make contracts"


@pytest.mark.parametrize(
    ("old", "new", "wanted", "told"),
    [
        ("\ndef ask(", "\ndef asks(", "0.4.0", "ask"),
        ("    *,\n    on: str | None = None,\n", "", "0.4.0", "on"),
        ("    person: str,\n", "    person: str,\n    host: str,\n", "0.4.0", "host"),
        ("    verdict: str\n", "    pass\n", "0.4.0", "verdict"),
        ("    verdict: str\n", "    verdict: str\n    id: str\n", "0.3.2", None),
        ("on: str | None = None,\n", "on: str | None = None,\n    first: str | None = None,\n", "0.3.2", None),
        ("0.3.1", "0.3.2", None, None),
    ],
    ids=["function", "parameter", "needed", "field", "more", "optional", "nothing"],
)
def test_what_a_change_asks_for(old: str, new: str, wanted: str | None, told: str | None) -> None:
    assert old in FACE
    after = FACE.replace(old, new)
    assert facing.asked_for(FACE, after) == wanted
    found = facing.breaking(FACE, after)
    assert any(told in it for it in found) if told else found == [], found


def test_from_the_first_version_on_what_breaks_asks_for_the_next_major_number() -> None:
    before = FACE.replace("0.3.1", "1.2.3")
    assert facing.asked_for(before, before.replace("verdict", "answer")) == "2.0.0"
    assert facing.asked_for(before, before + "\ndef more() -> str: ...\n") == "1.3.0"


def test_the_face_is_that_of_the_package() -> None:
    face = facing.PUBLISHED.read_text(encoding="utf-8")
    assert "\ndef assess(\n    person: str | Query,\n" in face
    assert "\nclass Asking(" in face
    assert "    verdict: Verdict\n" in face
