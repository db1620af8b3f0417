"""The base map: the shapes of `world.json`, each by the id of the State or the area of the record that it is.

`world.mjs` made the file once. A shape says nothing of whose it is: that is said by the record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple


class World(NamedTuple):
    """Shapes as paths and dots as points, in tenths of a pixel, and where they come from."""

    source: str
    projection: str
    width: float
    height: float
    sphere: str
    shapes: Mapping[str, str]
    dots: Mapping[str, tuple[float, float]]


class Fill(NamedTuple):
    """How a shape is drawn: its sign, what is said of it, whether it is outlined, and a style of its own."""

    sign: str
    said: str
    turned: bool = False
    style: str = ""
    area: bool = False


@cache
def world() -> World:
    """The base map, read once."""
    read: dict[str, Any] = json.loads((files("dedere.reporting.pictures") / "world.json").read_text(encoding="utf-8"))
    width, height = read["size"]
    dots = {id_: (float(x), float(y)) for id_, (x, y) in read["dots"].items()}
    return World(read["source"], read["projection"], width, height, read["sphere"], read["shapes"], dots)


def drawn(fill: Callable[[str], Fill | None]) -> tuple[str, float, float]:
    """The map as SVG with its width and height; `fill` says how a State or an area is drawn, None that it is not.

    What is too small to be seen is shown as a ringed dot too, that of an area smaller than that of a State.
    """
    map_ = world()
    parts = [f'<path d="{map_.sphere}" class="sea"/>']
    last: list[str] = []
    for id_, path in map_.shapes.items():
        if (it := fill(id_)) is not None:
            (last if it.turned else parts).append(_element("path", f'd="{path}"', it, "edge"))
    for id_, (x, y) in map_.dots.items():
        if (it := fill(id_)) is not None:
            last.append(_element("circle", f'cx="{x:g}" cy="{y:g}" r="{19 if it.area else 29}"', it, "ring"))
    # Strokes are given in pixels, and the shapes in tenths of one.
    body = "".join((*parts, *last))
    return f'<g transform="scale(.1)" class="map">{body}</g>', map_.width / 10, map_.height / 10


STYLE = (
    ".map .contested{fill:url(#contested-fine)}.map .none{fill:url(#none-fine)}"
    ".map .edge{stroke-width:4px}.map .ring{stroke-width:6px}.map .turned{stroke:#000;stroke-width:20px}"
)


def _element(tag: str, where: str, it: Fill, kind: str) -> str:
    signs = f"{it.sign} {kind}{' turned' if it.turned else ''}"
    style = f' style="{it.style}"' if it.style else ""
    return f'<{tag} {where} class="{signs}"{style}><title>{escape(it.said)}</title></{tag}>'
