"""Blocks of pages: what is run of them, and that what is shown wrongly is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sybil import Document

import pages


def faults(page: str, home: Path) -> list[str]:
    """What is wrong with the blocks of a page, run one after the other."""
    document = Document(page, str(home / "page.md"))
    document.namespace["home"] = str(home)
    for region in pages.examples(document):
        document.add(region)
    found = []
    for example in document.examples():
        try:
            example.evaluate()
        except AssertionError as error:
            found.append(str(error).partition("\n")[2])
    return found


def block(language: str, *lines: str) -> str:
    """A fenced block."""
    return "\n".join([f"```{language}", *lines, "```", ""])


def test_commands_share_a_shell_and_print_what_is_shown(tmp_path: Path) -> None:
    first = block("console", "$ mkdir deep; cd deep", "$ name=one", "$ echo $name; echo two >&2", "one", "two")
    second = block(
        "console", "$ basename $PWD", "deep", "$ echo $name and a long line", "one and ...", "$ seq 9", "1", "..."
    )
    assert faults(first + second, tmp_path) == []


def test_what_is_printed_otherwise_is_a_fault(tmp_path: Path) -> None:
    page = block("console", "$ echo one", "one", "$ echo two", "three") + block("console", "$ printf 'a\\nb\\n'", "a")
    assert faults(page, tmp_path) == [
        "$ echo two\nprints\ntwo\n\nand not\nthree",
        "$ printf 'a\\nb\\n'\nprints\na\nb\n\nand not\na",
    ]


def test_what_is_typed_into_a_command_is_no_output(tmp_path: Path) -> None:
    typed = "$ cat > a <<'END'", "one", "two", "END", "$ cat a", "one", "two"
    assert faults(block("console", *typed) + block("console", "$ cat a", "one", "END"), tmp_path) == [
        "$ cat a\nprints\none\ntwo\n\nand not\none\nEND"
    ]


def test_a_command_that_fails_is_a_fault(tmp_path: Path) -> None:
    assert faults(block("console", "$ dedere assess nobody ind", "..."), tmp_path)[0].startswith("it ends with 2")


def test_statements_of_python_print_what_is_shown(tmp_path: Path) -> None:
    page = block("python", ">>> 1 + 1", "2", "") + block("python", "two = 2") + block("python", ">>> two", "3", "")
    assert faults(page, tmp_path) == ["Expected:\n    3\nGot:\n    2\n"]


def test_rules_and_facts_have_to_load(tmp_path: Path) -> None:
    page = block("asp", '%@ source mine "Mine"', "%@ by mine recall", "deposited(nowhere,rome,20200101).")
    assert "example.lp:3" in faults(page, tmp_path)[0]
    assert faults(block("asp", "%@ type mood = gracious | stern"), tmp_path) == []


def test_cases_have_to_hold(tmp_path: Path) -> None:
    case = "- {name: one, question: {person: putin, host: ind, first: 2025-12-05}, expect: {verdict: obliged}}"
    assert faults(block("yaml", case), tmp_path) == [
        "one: the verdict is `not_obliged` and was to be `obliged`",
    ]


def test_what_says_why_is_not_run(tmp_path: Path) -> None:
    wrong = block("console", "$ false"), block("python", ">>> 1", "2"), block("toml", "a = 1")
    assert faults("".join(f"<!-- not run: it is wrong -->\n{it}" for it in wrong), tmp_path) == []


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (block("toml", "a = 1"), "line 1: nothing runs a block of `toml`: say why"),
        ("one\n\n" + block("", "a = 1"), "line 3: nothing runs a block of ``: say why"),
        ("<!-- not run: -->\n" + block("python", "1"), "line 1: a block is not run, and no reason is told"),
        ("one\n\n    two\n", "line 3: code stands in a block with its language, not indented"),
        (block("yaml") + "\n    two\n", "line 4: code stands in a block with its language, not indented"),
        (block("console", "one", "$ two"), "no command stands above `one`"),
    ],
    ids=["language", "none", "reason", "indented", "after", "command"],
)
def test_a_block_that_nothing_runs_is_refused(page: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        faults(page, tmp_path)
