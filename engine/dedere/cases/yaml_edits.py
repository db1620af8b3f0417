"""Changes to a text in YAML that leave all else as it is.

Comments, quotes, anchors and line ends stay, and so does what is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from dedere.language.yaml_texts import loader

DROP: Final = object()
"""Stands in a changed value where something of the written one is to go."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""The anchor and the tag of a value."""


class _Part(NamedTuple):
    """Where a value stands in the text: from its anchor to its last letter.

    `own_lines` is said of a collection whose parts stand on lines of their own; the parts of a mapping are keys and
    values in turn.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    own_lines: bool = False
    parts: tuple[_Part, ...] = ()

    def pairs(self) -> Iterator[tuple[_Part, _Part]]:
        """The keys and values of a mapping."""
        yield from zip(self.parts[::2], self.parts[1::2], strict=True)


class Edits:
    """Changes to a text that is a list of mappings, gathered first and then made at once."""

    def __init__(self, content: str) -> None:
        import yaml

        self._content = content
        self._values: Any = yaml.load(content, Loader=loader())  # noqa: S506 - it makes texts, lists and mappings
        # What begins the stream and the document stands before, what ends them behind.
        _, _, *events = yaml.parse(content, Loader=loader())
        self._entries = _part(iter(events), content).parts if self._values else ()
        self._changes: list[tuple[int, int, str]] = []

    def value(self, index: int, key: str) -> Any:
        """What an entry of the list has by a key: texts, lists and mappings."""
        return self._values[index][key]

    def change(self, index: int, key: str, new: Any) -> None:
        """Let an entry have by a key a value that has the form of the one that is there, `DROP` where a part is to go.

        Mappings may have further keys, which come first.
        """
        for name, part in self._entries[index].pairs():
            if name.value == key:
                self._edit(part, self._values[index][key], new)

    def made(self) -> str:
        """The text with the changes."""
        content = self._content
        # From the end, so that places before stay right; what goes in front of what is cut comes after it.
        for start, end, text in sorted(self._changes, reverse=True):
            content = content[:start] + text + content[end:]
        return content

    def _edit(self, part: _Part, old: Any, new: Any) -> None:
        if old == new:
            return
        if part.kind == "mapping" and isinstance(new, dict):
            self._edit_mapping(part, old, new)
        elif part.kind == "sequence" and isinstance(new, list):
            self._edit_sequence(part, old, new)
        else:
            self._replace(part, new)

    def _edit_mapping(self, part: _Part, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        gone = [key for key, _ in part.pairs() if _gone(new[key.value])]
        added = [key for key in new if key not in old]
        first = part.parts[0]
        if (gone or added) and not (part.own_lines and all(self._before(it).isspace() for it in gone)):
            self._replace(part, new)
            return
        for key, value in part.pairs():
            if key in gone:
                self._cut(key, value)
            else:
                self._edit(value, old[key.value], new[key.value])
        start = first.start - len(self._before(first))
        line_end = "\r\n" if "\r\n" in self._content else "\n"
        for name in added:
            self._changes.append((start, start, f"{self._before(first)}{name}: {_flow(new[name])}{line_end}"))

    def _edit_sequence(self, part: _Part, old: list[Any], new: list[Any]) -> None:
        gone = [_gone(it) for it in new]
        dashed = all(
            re.fullmatch(r"\s*-\s+", self._before(it)) for it, away in zip(part.parts, gone, strict=True) if away
        )
        if any(gone) and not (part.own_lines and dashed):
            self._replace(part, new)
            return
        for it, away, one, other in zip(part.parts, gone, old, new, strict=True):
            if away:
                self._cut(it, it)
            else:
                self._edit(it, one, other)

    def _before(self, part: _Part) -> str:
        """What stands before a part on its line."""
        return self._content[self._content.rfind("\n", 0, part.start) + 1 : part.start]

    def _cut(self, first: _Part, last: _Part) -> None:
        """Take the lines out that hold nothing but what begins and ends with these."""
        end = self._content.find("\n", last.end) + 1
        self._changes.append((first.start - len(self._before(first)), end or len(self._content), ""))

    def _replace(self, part: _Part, new: Any) -> None:
        written = self._content[part.start : part.end]
        properties = _PROPERTIES.match(written)
        kept_before = properties.group() if properties and part.kind != "alias" else ""
        self._changes.append((part.start, part.end, kept_before + _flow(new, written[len(kept_before) :])))


def _part(events: Iterator[Any], content: str, event: Any = None) -> _Part:
    """The part that begins with the next event of the parser, or with one that was taken already."""
    event = event or next(events)
    kind = type(event).__name__
    start, end = event.start_mark.index, event.end_mark.index
    if kind == "AliasEvent":
        return _Part("alias", start, end)
    if kind == "ScalarEvent":
        # The blanks and line ends behind a text in a block are counted to it.
        return _Part("scalar", start, start + len(content[start:end].rstrip()), event.value)
    parts: list[_Part] = []
    for it in events:
        if type(it).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
            # A collection on lines of its own ends only where the next begins.
            end = it.end_mark.index if event.flow_style else parts[-1].end if parts else start
            break
        parts.append(_part(events, content, it))
    return _Part(kind.removesuffix("StartEvent").lower(), start, end, "", not event.flow_style, tuple(parts))


def kept(value: Any) -> Any:
    """A changed value without what is to go, and without what is empty then."""
    if isinstance(value, dict):
        return {key: kept(it) for key, it in value.items() if not _gone(it)}
    if isinstance(value, list):
        return [kept(it) for it in value if not _gone(it)]
    return value


def _gone(value: Any) -> bool:
    return value is DROP or (isinstance(value, (dict, list)) and not kept(value))


def _flow(value: Any, like: str = "") -> str:
    """A value as it is written on one line, a text in the quotes of the one that stood there."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(it)}' for key, it in kept(value).items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, kept(value)))}]"
    text = str(value)
    if like[:1] == "'":
        return "'" + text.replace("'", "''") + "'"
    if like[:1] != '"' and _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
