"""Where text is shown: how wide it is, in which letters, with or without colour.

All text passes through `clean` on its way out, so that nothing in the record or in what was typed can move the cursor,
change colours or reorder what is read.
"""

from __future__ import annotations

import os
import re
import sys
from typing import IO, Any, NamedTuple

WIDEST = 80
"""Columns of a page that is no terminal."""

WIDEST_TERMINAL = 100
"""Columns that are used of a terminal at most: longer lines are hard to read."""

NARROWEST = 40

_SGR = re.compile(r"\x1b\[[0-9;]*m")
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}

# Controls, invisible and reordering characters, line separators, and halves of surrogate pairs.
HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_ASCII = {
    **dict.fromkeys("\u2018\u2019\u02bb\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2022\u2212", "-"),
    **dict(zip("ØøŁłĐđıÐðƏə", "OoLlDdiDdAa", strict=True)),
    **dict(zip("ßÆæŒœÞþ§→…", ("ss", "AE", "ae", "OE", "oe", "Th", "th", "s.", "->", "..."), strict=True)),
}
_TREE = str.maketrans({"├": "|", "└": "`", "─": "-", "│": "|"})


def clean(text: str) -> str:
    """The text on one line, with every character that a terminal could obey written out as an escape."""
    return HOSTILE.sub(_escaped, re.sub(r"[\t\n\r]+", " ", text))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    code -= 0xDC00 if 0xDC80 <= code <= 0xDCFF else 0  # a byte of a file name that is not UTF-8
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def to_ascii(text: str) -> str:
    """The text in plain ASCII: letters without their accents, and `?` for what has no near letter."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    near = "".join(_ASCII.get(letter, letter) for letter in text.translate(_TREE))
    bare = "".join(letter for letter in normalize("NFKD", near) if not combining(letter))
    return bare.encode("ascii", "replace").decode()


def columns(text: str) -> int:
    """How many columns the text takes, colours not counted."""
    if "\x1b" in text:
        text = _SGR.sub("", text)
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(it) else 2 if east_asian_width(it) in "WF" else 1 for it in text)


class Page(NamedTuple):
    """What is written on: its width in columns, whether it has all letters, and whether it has colours."""

    width: int = WIDEST
    unicode: bool = True
    colour: bool = False

    @staticmethod
    def of(stream: IO[Any], colour: bool | None = None) -> Page:
        """The page that a stream is. Colour is for terminals, or wherever it is asked for; never with NO_COLOR."""
        terminal = stream.isatty()
        wanted = (terminal and os.environ.get("TERM") != "dumb") if colour is None else colour
        width = WIDEST
        if terminal:
            from shutil import get_terminal_size

            width = max(NARROWEST, min(WIDEST_TERMINAL, get_terminal_size().columns))
        encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "").replace("_", "")
        return Page(width, encoding.startswith("utf"), wanted and not os.environ.get("NO_COLOR"))

    def letters(self, text: str) -> str:
        """The text with nothing in it that this page cannot show."""
        text = clean(text)
        return text if self.unicode else to_ascii(text)

    def text(self, text: str) -> str:
        """A text of several lines, already free of controls, in letters that this page can show."""
        return text if self.unicode else to_ascii(text)

    def style(self, text: str, *styles: str) -> str:
        """The text in colours or weights, where there are any."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[it] for it in styles)}m{text}\x1b[0m"

    def wrap(self, text: str, first: str = "", rest: str = "", styles: tuple[str, ...] = ()) -> list[str]:
        """The text in lines that fit the page; `first` and `rest` stand before the first and the other lines.

        An address is never cut: it could not be followed.
        """
        if not self.unicode:
            first, rest = to_ascii(first), to_ascii(rest)
        lines: list[str] = []
        start, line = first, ""
        for word in self.letters(text).split(" "):
            if not word:
                continue
            room = max(10, self.width - columns(start))
            if line and columns(line) + 1 + columns(word) <= room:
                line += f" {word}"
                continue
            if line:
                lines.append(start + self.style(line, *styles))
                start, line = rest, ""
                room = max(10, self.width - columns(start))
            line = word
            while columns(line) > room and "://" not in line:
                cut = _fitting(line, room)
                lines.append(start + self.style(line[:cut], *styles))
                start, line = rest, line[cut:]
                room = max(10, self.width - columns(start))
        if line or not lines:
            lines.append(start + self.style(line, *styles))
        return lines


def _fitting(word: str, room: int) -> int:
    """How many letters of a word that is too long fit."""
    if word.isascii():
        return room
    cut = 1
    while cut < len(word) and columns(word[: cut + 1]) <= room:
        cut += 1
    return cut


def output(colour: bool | None = None) -> Page:
    """The page that stdout is."""
    return Page.of(sys.stdout, colour)


def write(text: str) -> None:
    """Write a text that was made for the page, and a line end."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def json_text(text: str, page: Page) -> str:
    """JSON that says the same, in letters that the page can show and that no terminal obeys."""
    text = re.sub("(?!\n)" + HOSTILE.pattern, _json_escape, text)
    return text if page.unicode else re.sub(r"[^\x00-\x7f]", _json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
