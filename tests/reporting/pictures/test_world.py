"""The base map: what is drawn is what the record says, and not what the shapes came with."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from dedere.engine import default_engine
from dedere.reporting.pictures.world import Fill, drawn, world

CORPUS = default_engine().corpus
STATES = {str(it.atom.args[0]) for it in CORPUS.by_predicate["state"]}
AREAS = {str(it.atom.args[0]) for it in CORPUS.by_predicate["area"]}
PART_OF = {str(it.atom.args[0]): str(it.atom.args[1]) for it in CORPUS.by_predicate["part_of"]}

_A = (1.340264, -0.081106, 0.000893, 0.003796)


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in tenths of a pixel of the map, by the formula of the projection."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    powers = [theta ** (1 if at == 0 else 2 * at + 1 + (2 if at > 1 else 0)) for at in range(4)]
    slope = _A[0] + 3 * _A[1] * theta**2 + theta**6 * (7 * _A[2] + 9 * _A[3] * theta**2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = sum(a * power for a, power in zip(_A, powers, strict=True))
    scale = world().width / (2 * 2 * math.sqrt(3) * math.pi / (3 * _A[0]))
    return world().width / 2 + scale * x, world().height / 2 - scale * y


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings of a path, each point where it is."""
    found = []
    for part in path.split("M")[1:]:
        start, _, steps = part.partition("l")
        numbers = [int(it) for it in re.findall(r"-?\d+", steps)]
        x, y = map(int, re.findall(r"-?\d+", start)[:2])
        ring = [(float(x), float(y))]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((float(x), float(y)))
        found.append(ring)
    return found


def inside(point: tuple[float, float], path: str) -> bool:
    px, py = point
    within = False
    for ring in rings(path):
        for (x, y), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > py) != (y2 > py) and px < (x2 - x) * (py - y) / (y2 - y) + x:
                within = not within
    return within


def at(longitude: float, latitude: float) -> set[str]:
    """The shapes that a place lies in."""
    point = projected(longitude, latitude)
    return {id_ for id_, path in world().shapes.items() if inside(point, path)}


def test_every_state_of_the_record_has_a_shape_or_a_dot() -> None:
    assert len(STATES) == 199
    assert STATES - (world().shapes.keys() | world().dots.keys()) == set()


def test_every_shape_is_a_state_or_an_area_of_the_record() -> None:
    assert (world().shapes.keys() | world().dots.keys()) - STATES - AREAS == set()


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "is_"),
    [
        ("New Delhi", 77.2, 28.6, "ind"),
        ("Simferopol", 34.1, 44.95, "ukr"),
        ("Donetsk", 37.8, 48.0, "ukr"),
        ("Sokhumi", 41.3, 42.9, "geo"),
        ("Tiraspol", 29.5, 46.9, "mda"),
        ("Laayoune", -12.5, 26.5, "western_sahara"),
        ("Pristina", 21.0, 42.6, "xkx"),
        ("Taipei", 121.0, 24.0, "twn"),
        ("Famagusta", 33.7, 35.33, "northern_cyprus"),
        ("Limassol", 33.0, 34.85, "cyp"),
        ("Hargeisa", 44.5, 9.5, "somaliland"),
        ("Nuuk", -45.0, 70.0, "greenland"),
        ("Quneitra", 35.8, 33.0, "golan_heights"),
        ("Haifa", 35.1, 32.75, "isr"),
        ("Ramallah", 35.25, 32.0, "pse"),
        ("Stanley", -58.8, -51.75, "falkland_islands"),
        ("Moscow", 37.6, 55.75, "rus"),
    ],
)
def test_a_place_lies_where_the_record_has_it(place: str, longitude: float, latitude: float, is_: str) -> None:
    assert at(longitude, latitude) == {is_}, place


def test_what_the_record_says_of_those_shapes() -> None:
    assert PART_OF["golan_heights"] == "syr"
    assert PART_OF["northern_cyprus"] == "cyp"
    assert PART_OF["somaliland"] == "som"
    assert PART_OF["greenland"] == "dnk"
    assert PART_OF["hong_kong"] == "chn"
    assert "western_sahara" not in PART_OF
    assert {"xkx", "twn"} <= STATES


def test_every_part_of_a_shape_is_wider_than_a_point() -> None:
    points = [
        id_
        for id_, path in world().shapes.items()
        for ring in rings(path)
        if sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) == 0
    ]
    assert points == []


def test_a_shape_that_is_not_told_is_not_drawn() -> None:
    made, width, height = drawn(lambda id_: Fill("obliged", "India & more", turned=True) if id_ == "ind" else None)
    assert made.count("<title>") == 1
    assert 'class="obliged edge turned"' in made
    assert "India &amp; more" in made
    assert (width, round(height)) == (1000.0, 487)


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    file = Path(__file__).parents[3] / "engine" / "dedere" / "reporting" / "pictures" / "world.json"
    assert file.stat().st_size < 200_000
    assert "Natural Earth" in world().source
    assert "BSD-3-Clause" in world().source
