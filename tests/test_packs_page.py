"""The page on rules of one's own: its commands print what it shows, and its predicates are what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import dedere

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")

MARK = "=== command ==="


def shown() -> list[tuple[str, str]]:
    """The commands of the page in order, each with what it prints."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    said = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(it.partition("\n")[0], it.partition("\n")[2].rstrip()) for it in said]


def test_the_commands_print_what_is_shown(tmp_path: Path) -> None:
    commands = shown()
    lines = [f'dedere() {{ "{sys.executable}" -m dedere_cli "$@"; }}', "set -e"]
    lines += [line for command, _ in commands for line in (f"echo '{MARK}'", command)]
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "engine"), str(ROOT / "cli")])}
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], cwd=tmp_path, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    printed = [it.strip("\n") for it in done.stdout.split(f"{MARK}\n")[1:]]
    for (command, said), told in zip(commands, printed, strict=True):
        # `...` stands for the rest, of a line or of all.
        pattern = re.escape(said).replace(re.escape("..."), "(.|\n)*")
        assert re.fullmatch(pattern, told.rstrip()), (command, told)


def test_the_predicates_are_declared_as_the_page_says() -> None:
    declared = dedere.load().vocabulary.predicates
    table = PAGE.split("<!-- predicates:begin -->")[1].split("<!-- predicates:end -->")[0]
    said = re.findall(r"^\| `(\w+)\(([^)]*)\)`", table, re.MULTILINE)
    assert len(said) > 20
    for name, args in said:
        assert [it.name for it in declared[name].arguments] == args.split(","), name
    types = dedere.load().vocabulary.types
    delays = re.search(r"`entry_delay` \(one of ([^)]*)\)", PAGE)
    assert delays
    assert sorted(re.findall(r"`(\w+)`", delays[1])) == sorted(types["delay"].constants)


def test_the_acts_that_it_names_are_those_that_are_sought() -> None:
    section = PAGE.partition("`assess` seeks a duty")[2].partition("toward whomever")[0]
    acts = {
        it.group(1)
        for fact in dedere.load().by_predicate["seeks"]
        if fact.atom.args[0] == "assess" and (it := re.search(r"\{host\},(\w+)", str(fact.atom.args[2])))
    }
    assert set(re.findall(r"`(\w+)`", section)) == acts
