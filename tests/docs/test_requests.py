"""That a site which asks for something outside itself is found out, and one that only links to it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from making.requests import outside


def site(home: Path, **files: str) -> list[str]:
    """What is found in a site of these files, whose names have `_` in the place of the dot."""
    for name, text in files.items():
        (home / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return list(outside(home))


@pytest.mark.parametrize(
    "page",
    [
        '<img src="https://example.org/a.png">',
        '<img srcset="here.png 1x, //example.org/a.png 2x">',
        '<script src="//example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<p style="background: url(https://example.org/a.png)">',
        '<style>@import "https://example.org/a.css";</style>',
        '<script>fetch("https://example.org/a.json")</script>',
        '<form action="https://example.org/ask">',
        '<iframe src="http://example.org/"></iframe>',
        '<svg><use xlink:href="https://example.org/a.svg#x"/></svg>',
        '<meta http-equiv="refresh" content="1; url=https://example.org/">',
        '<img src="missing.png">',
    ],
)
def test_what_a_page_asks_for_outside_is_found(page: str, tmp_path: Path) -> None:
    (found,) = site(tmp_path, here_png="", page_html=f"<html><body>{page}</body></html>")
    assert found.startswith("page.html: ")


def test_styles_and_scripts_are_read_too(tmp_path: Path) -> None:
    style = "body { src: url('https://example.org/f.woff2') }"
    found = site(tmp_path, a_css=style, b_js="await import('//example.org/x.js')")
    assert [it.partition(":")[0] for it in found] == ["a.css", "b.js"]


def test_what_is_part_of_the_site_or_only_led_to_is_no_request(tmp_path: Path) -> None:
    page = '<a href="https://example.org">there</a><link rel="next" href="no.html"><img src="a.png?v=1">'
    page += '<img src="data:image/png;base64,AA"><style>p { background: url("a.png") }</style>'
    assert site(tmp_path, a_png="", page_html=page) == []
