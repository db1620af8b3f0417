"""What a built site would ask for when it is read, and whether that is part of it: no page asks for anything outside.

A link that somebody follows is no request. What loads something by itself is: an image, a script, a style, a font, a
frame, a form, an import or an address in a style, and an address that a script hands to what loads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {
    "src",
    "srcset",
    "poster",
    "data",
    "action",
    "formaction",
    "background",
    "manifest",
    "ping",
    "xlink:href",
}
"""Attributes of HTML by which a page asks for something, on whatever element."""

LINKED = {"link": "href", "use": "href", "image": "href", "base": "href", "object": "data"}
"""Elements whose `href` does so as well."""

LED = {"next", "prev", "index", "search", "canonical", "author", "license", "help", "alternate"}
"""Relations of a `link` that ask for nothing."""

IN_STYLE = re.compile(r"""url\(\s*(['"]?)(?P<url>[^'")]*)\1\s*\)|@import\s+(?!url)['"](?P<imported>[^'"]+)['"]""")
IN_SCRIPT = re.compile(
    r"""(?:fetch|import|importScripts|open|sendBeacon|Worker|EventSource|WebSocket)\(\s*['"`](?P<url>[a-z]+:)?//"""
)


class _Page(HTMLParser):
    """The addresses that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element: what its attributes ask for."""
        given = {name: value or "" for name, value in attrs}
        self._inside = tag
        relations = set(given.get("rel", "").split())
        for name, value in given.items():
            if name in LOADS or (LINKED.get(tag) == name and not (relations and relations <= LED)):
                self.asked += [it.split()[0] for it in value.split(",") if it.split()] if name == "srcset" else [value]
            elif name == "style":
                self.asked += in_style(value)
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.asked.append(given.get("content", "").partition("=")[2])

    def handle_endtag(self, tag: str) -> None:
        """What follows stands in no style or script."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """The text of a style or a script."""
        if self._inside == "style":
            self.asked += in_style(data)
        elif self._inside == "script":
            self.asked += in_script(data)


def in_style(text: str) -> list[str]:
    """The addresses that a style asks for."""
    return [it["url"] or it["imported"] or "" for it in IN_STYLE.finditer(text)]


def in_script(text: str) -> list[str]:
    """The addresses outside that a script names where it loads something."""
    return [it[0] for it in IN_SCRIPT.finditer(text)]


def asked(file: Path) -> list[str]:
    """What a file of a site asks for: addresses as they stand in it."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix == ".html":
        page = _Page()
        page.feed(text)
        return page.asked
    return in_style(text) if file.suffix == ".css" else in_script(text)


def outside(site: Path) -> Iterator[str]:
    """What the files of a site ask for that is no part of it, each with the file."""
    for file in sorted(it for it in site.rglob("*") if it.suffix in {".html", ".css", ".js", ".svg"}):
        for it in asked(file):
            address = urlsplit(it)
            within = not address.scheme and not address.netloc
            if address.scheme in {"data", "blob", "about"} or (within and not address.path):
                continue
            home = site if address.path.startswith("/") else file.parent
            if not within or not (home / unquote(address.path).lstrip("/")).exists():
                yield f"{file.relative_to(site)}: {it}"
