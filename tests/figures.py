"""The figures of the page "How we know": counted in the rules, the record and the tests, never typed.

PYTHONPATH=engine:tests python tests/figures.py            all of them
PYTHONPATH=engine:tests python tests/figures.py --write    the table of docs/how-we-know.md, rounded down
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from pathlib import Path

import examples
from dedere.engine import default_engine
from dedere.testing import PROPERTIES, REASONS

HOME = Path(__file__).parent
PAGE = HOME.parent / "docs" / "how-we-know.md"
BEGIN, END = "<!-- figures:begin -->\n", "<!-- figures:end -->"

_CASE = re.compile("^- name: ", re.MULTILINE)
_CASES = {
    "rulings.yaml": "rulings and official positions, put as the question that was decided",
    "visits.yaml": "journeys of wanted persons, with the answer expected of each",
    "tricky.yaml": "hard cases, with the answer expected of each",
}


def figures() -> dict[str, int]:
    """What there is of each kind, in the order in which the page tells it."""
    corpus = default_engine().corpus
    checked = Counter(it.checked for rule in corpus.rules.values() for it in rule.authorities)
    seen = Counter(it.confidence for it in corpus.facts if not it.law)
    cases: Counter[str] = Counter()
    for path in examples.files():
        folder = "edges" if path.parent.name == "edges" else "written"
        cases[_CASES.get(path.name, folder)] += len(_CASE.findall(path.read_text(encoding="utf-8")))
    tables = (it.read_text(encoding="utf-8").splitlines() for it in (HOME / "tables").glob("*.csv"))
    rows = sum(len(list(csv.reader(it))) - 1 for it in tables)
    tests = (HOME / "test_properties.py").read_text(encoding="utf-8")
    return {
        "rules": sum(it.kind == "rule" for it in corpus.rules.values()),
        "authorities of rules that were read in the text, or in the decision": checked["text"] + checked["decision"],
        "authorities that were read in a secondary source": checked["secondary"],
        "authorities that rest on memory": checked["memory"],
        "facts seen in two sources": seen["seen_twice"],
        "facts seen in one source": seen["seen_once"],
        "facts that rest on memory": seen["recall"],
        "rows of decisions, treaty notes, offices, journeys and sources that were held against the record": rows,
        **{f"cases: {it}": cases[it] for it in _CASES.values()},
        "cases: written for a rule, from its authority": cases["written"],
        "cases: at the edges of rules, with what the rules said there": cases["edges"],
        "properties that hold in every world, of any law": len(PROPERTIES) + len(REASONS),
        "properties that hold in every world, of this law": len(re.findall(r"^def test_p\d+_", tests, re.MULTILINE)),
    }


def rounded(number: int) -> int:
    """A number as the page tells it: of the first two digits, and no more than there is."""
    size: int = 10 ** max(0, len(str(number)) - 2)
    return number // size * size


def table() -> str:
    """The table of the page."""
    rows = [f"| {rounded(number):,} | {what} |" for what, number in figures().items()]
    return "\n".join(["| at least | what |", "| --- | --- |", *rows]) + "\n"


def main() -> None:
    """Print the figures, or write them into the page."""
    options = argparse.ArgumentParser(description="Count what the page on trust tells.")
    options.add_argument("--write", action="store_true", help="write the table of the page")
    if options.parse_args().write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{table()}{END}{rest.partition(END)[2]}", encoding="utf-8")
        return
    for what, number in figures().items():
        print(f"{number:>7,}  {what}")


if __name__ == "__main__":
    main()
