"""The pages of the documentation as tests: every block of code in them is run, or says why it is not.

A page is Markdown (MyST). What a block is told by its language:

- `console`: lines that begin with `$ ` are commands, what is below a command is what it prints, on whatever stream.
  Commands of one page stand in one shell: variables and `cd` last. Each has to succeed. What is typed into one stands
  below it, down to the word of its `<<'END'`.
- `python`: is run; below a line of `>>>` stands what it prints. The blocks of one page share their names.
- `yaml`: cases that hold.
- `asp`: facts, where sources are named in it, else rules, that load on top of what comes with Dedere.

`...` in what is printed stands for anything, of a line or of many. Any other block, and whichever is not to be run, has
`<!-- not run: the reason -->` right above it. A page with a block that is neither is refused when tests are collected.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from doctest import ELLIPSIS
from pathlib import Path
from typing import Any, NamedTuple

from sybil import Document, Example, Region
from sybil.parsers.myst import PythonCodeBlockParser

from dedere.cases.files import parse
from dedere.cases.run import run
from dedere.errors import DedereError
from dedere.loading import load

ROOT = Path(__file__).parents[1]

FENCE = re.compile(
    r"^(?:<!-- not run:(?P<why>[^\n]*?)-->\n)?```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
INDENTED = re.compile(r"(?:^|\n)\n {4,}\S")

COMMAND = re.compile(
    r"(?P<command>[^\n]*<<'(?P<end>\w+)'\n(?:[^\n]*\n)*?(?P=end)$|[^\n]*)\n?(?P<printed>.*)", re.MULTILINE | re.DOTALL
)
"""A command, with the lines that are typed into it down to its `END`, and what it prints."""

MARK = "=== command ==="


class Block(NamedTuple):
    """A fenced block of a page, from `start` to `end`, with the reason why it is not run where it says one."""

    language: str
    body: str
    why: str | None
    start: int
    end: int


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page. Raises `ValueError` for code that nothing tells how to run."""
    between = 0
    for found in FENCE.finditer(page):
        _no_code(page, between, found.start())
        between = found.end()
        block = Block(found["language"], found["body"], found["why"], found.start(), found.end())
        if block.why is None and block.language not in {"python", *RUN}:
            raise ValueError(f"line {_line(page, block.start)}: nothing runs a block of `{block.language}`: say why")
        if block.why is not None and not block.why.strip():
            raise ValueError(f"line {_line(page, block.start)}: a block is not run, and no reason is told")
        yield block
    _no_code(page, between, len(page))


def _no_code(page: str, start: int, end: int) -> None:
    if found := INDENTED.search(page, start, end):
        raise ValueError(f"line {_line(page, found.end())}: code stands in a block with its language, not indented")


def _line(page: str, at: int) -> int:
    return page.count("\n", 0, at) + 1


def examples(document: Document) -> Iterator[Region]:
    """What is run of a page, as sybil takes it."""
    left_out = []
    for block in blocks(document.text):
        if block.why is not None:
            left_out.append(block)
        elif block.language in RUN:
            yield Region(block.start, block.end, block.body, RUN[block.language])
    for region in PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)(document):
        if not any(it.start <= region.start < it.end for it in left_out):
            yield region


def in_checkout(namespace: dict[str, Any]) -> None:
    """Commands of the page are run in the checkout: they leave nothing there."""
    namespace["home"] = str(ROOT)


def in_empty_folder(namespace: dict[str, Any]) -> None:
    """Commands of the page are run in a folder of their own."""
    namespace["home"] = tempfile.mkdtemp()


def leave_folder(namespace: dict[str, Any]) -> None:
    """Remove what the commands of a page wrote."""
    shutil.rmtree(namespace["home"])


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block in order, each with what it is said to print."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    if parts[0].strip():
        raise ValueError(f"no command stands above `{parts[0].splitlines()[0]}`")
    return [(found["command"], found["printed"].rstrip()) for found in map(COMMAND.match, parts[1:]) if found]


def _console(example: Example) -> str | None:
    """Run the commands of a block, after those of the blocks above it."""
    where = {"PYTHONPATH": os.pathsep.join([str(ROOT / "engine"), str(ROOT / "cli")]), "PWD": example.namespace["home"]}
    left: dict[str, str] = example.namespace.setdefault("left", {**os.environ, **where})
    said = commands(example.parsed)
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as state:
        script = [
            "set -ae",  # what is set is there in the next block
            f'dedere() {{ "{sys.executable}" -m dedere_cli "$@"; }}',
            *(line for command, _ in said for line in (f"echo '{MARK}'", command)),
            f"env -0 > {state.name}",
        ]
        done = subprocess.run(
            ["bash", "-c", "\n".join(script)],
            cwd=left["PWD"],
            env=left,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        example.namespace["left"] = dict(it.split("=", 1) for it in state.read().split("\0") if it) or left
    printed = done.stdout.split(f"{MARK}\n")[1:]
    for (command, shown), told in zip(said, printed, strict=False):
        if not re.fullmatch(re.escape(shown).replace(re.escape("..."), "(.|\n)*"), told.strip("\n").rstrip()):
            return f"$ {command}\nprints\n{told}\nand not\n{shown}"
    return f"it ends with {done.returncode}: {done.stdout[-2000:]}" if done.returncode else None


def _cases(example: Example) -> str | None:
    """Run the cases of a block."""
    differences = [
        f"{case.name}: {it}" for case in parse(Path(example.path), example.parsed).cases for it in run(case).different
    ]
    return "\n".join(differences) or None


def _statements(example: Example) -> str | None:
    """Load the rules or the facts of a block."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "example.lp"
        file.write_text(example.parsed, encoding="utf-8")
        try:
            load(facts=file) if "%@ by " in example.parsed else load(rules=file)
        except DedereError as error:
            return str(error)
    return None


RUN: dict[str, Callable[[Example], str | None]] = {"console": _console, "yaml": _cases, "asp": _statements}
