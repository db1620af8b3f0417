"""Rows over time."""

from __future__ import annotations

import re
from datetime import date

from dedere.reporting.pictures.bands import NAMES, WIDTH, Dot, Row, Stretch, drawn

FIRST, LAST = date(2023, 1, 1), date(2025, 1, 1)


def test_stretches_begin_and_end_where_their_days_do() -> None:
    rows = [
        Row(
            "India & more",
            stretches=(
                Stretch(None, date(2024, 1, 1), "not_obliged", "before"),
                Stretch(date(2024, 1, 1), None, "obliged", "after <it>"),
            ),
            dots=(Dot(date(2024, 1, 1), "made", "a visit"), Dot(date(2024, 6, 1), "made", "none", open=True)),
        )
    ]
    made, height = drawn(rows, FIRST, LAST, [(date(2024, 1, 1), "today")])
    spans = [
        (float(x), float(width)) for x, width in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', made)
    ]
    assert spans[0][0] == NAMES
    assert round(spans[0][0] + spans[0][1], 1) == round(spans[1][0], 1)
    assert round(spans[1][0] + spans[1][1]) == WIDTH
    assert "India &amp; more" in made
    assert "after &lt;it&gt;" in made
    assert 'class="open"' in made
    assert 'class="made ring"' in made
    assert ">today<" in made
    assert ">2024<" in made
    assert height > drawn([], FIRST, LAST)[1]


def test_where_no_year_begins_months_are_the_scale() -> None:
    made, _ = drawn([Row("Mongolia")], date(2024, 7, 4), date(2024, 11, 1))
    assert re.findall(r">([^<]+)</text>", made)[:2] == ["1 August 2024", "1 September 2024"]
    assert made.count('class="line"') == 4
    assert f'<text x="{WIDTH:.1f}" y="72.0" class="s e">1 November 2024</text>' in made


def test_what_lies_beyond_is_cut_at_the_edge() -> None:
    made, _ = drawn([Row("x", stretches=(Stretch(date(1990, 1, 1), date(2050, 1, 1), "obliged", ""),))], FIRST, LAST)
    (x, width) = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', made)[0]
    assert (float(x), float(width)) == (NAMES, WIDTH - NAMES)
