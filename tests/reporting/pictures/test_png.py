"""An SVG as PNG."""

from __future__ import annotations

import struct
from importlib.util import find_spec

import pytest

from dedere.errors import UsageError
from dedere.reporting.pictures import png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/>'
    '<text x="5" y="25" font-family="Source Sans Pro" font-size="20">{}</text></svg>'
)
INSTALLED = all(find_spec(it) for it in ("resvg_py", "font_source_sans_pro"))


@pytest.mark.skipif(not INSTALLED, reason="the extra `pictures` is not installed")
def test_words_are_drawn_without_any_font_of_the_machine() -> None:
    blank, words, others = (png.render(SVG.format(it)) for it in ("", "Türkiye", "Путин"))
    assert blank[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", blank[16:24]) == (240, 80)
    assert len({blank, words, others}) == 3


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        return None

    monkeypatch.setattr(png, "find_spec", missing)
    with pytest.raises(UsageError, match="needs the extra `pictures`") as refused:
        png.render(SVG)
    assert "pip install 'dedere[pictures]'" in str(refused.value.hint)
