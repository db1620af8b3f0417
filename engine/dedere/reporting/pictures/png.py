"""An SVG as PNG, drawn with a font that is brought along: what the machine has of fonts makes no difference."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from dedere.errors import UsageError

EXTRA = "pictures"


def render(svg: str, zoom: int = 2) -> bytes:
    """The picture, `zoom` pixels for each of the SVG. Raises `UsageError` where the extra is not installed."""
    missing = [it for it in ("resvg_py", "font_source_sans_pro") if find_spec(it) is None]
    if missing:
        raise UsageError(
            f"a PNG needs the extra `{EXTRA}`, which is not installed", f"pip install 'dedere[{EXTRA}]', or write svg"
        )
    drawn = import_module("resvg_py").svg_to_bytes(
        svg_string=svg, zoom=zoom, font_files=fonts(), skip_system_fonts=True, font_family="Source Sans Pro"
    )
    return bytes(drawn)


def fonts() -> list[str]:
    """The files of the font: regular and bold."""
    spec = find_spec("font_source_sans_pro")
    assert spec is not None  # noqa: S101  # looked for before
    assert spec.origin is not None  # noqa: S101  # it is a package
    home = Path(spec.origin).parent / "files"
    return [str(home / f"SourceSansPro-{weight}.ttf") for weight in ("Regular", "Bold")]
