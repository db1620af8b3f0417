"""A report as text for a terminal or a file: at most 80 columns, in letters the terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dedere.reporting import phrases
from dedere.reporting.page import Page
from dedere.reporting.report import Report, Row, Section
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower, Node, citation

_COLOURS = {"obliged": "red", "contested": "yellow", "not_obliged": "green"}


def render(report: Report, page: Page) -> str:
    """The report as text."""
    lines = page.wrap(report.summary, styles=("bold", _COLOURS[report.verdict]))
    for window in report.windows:
        lines += page.wrap(window, "  ", "    ")
    for section in report.sections:
        lines += _section(section, page)
    if report.disputes or report.rows:
        lines += _heading("Who disagrees", page)
        for dispute in report.disputes:
            lines += page.wrap(dispute, "  ", "  ")
    if report.rows:
        lines += [*([""] if report.disputes else []), *_table(report.rows, page)]
    for section in (*report.after, *report.notes):
        lines += _section(section, page)
    grower = Grower()
    if report.why:
        lines += _trees("The proof, down to the record", grower.grow(report.why), page)
    for miss in report.why_not:
        lines += _trees(f"Why not {miss.rule}: {miss.title}", grower.grow([miss.missing]), page)
        for met in miss.met:
            lines += page.wrap(f"met: {met}", "  ", "       ")
    lines += _sources(grower, page)
    if report.footer:
        lines.append("")
        for line in report.footer:
            lines += page.wrap(line, styles=("dim",))
    return "\n".join(lines)


def _heading(title: str, page: Page) -> list[str]:
    return ["", *page.wrap(title, styles=("bold",))]


def _section(section: Section, page: Page) -> list[str]:
    lines = _heading(section.title, page)
    for reason in section.reasons:
        lines += _reason(reason, page)
    if section.more:
        lines += page.wrap(f"and {section.more} more ({section.see})", "  ", "  ", ("dim",))
    return lines


def _reason(reason: Reason, page: Page) -> list[str]:
    lines = page.wrap(phrases.sentence(reason.sentence), "  - ", "    ")
    if reason.under:
        lines += page.wrap(phrases.sentence(reason.under), "    ", "    ", ("yellow",))
    if reason.rests_on:
        lines += page.wrap(f"[{reason.rests_on}]", "    ", "    ", ("dim",))
    return lines


def _table(rows: Sequence[Row], page: Page) -> list[str]:
    from tabulate import tabulate

    left = min(26, max(len(page.letters(row.school)) for row in rows))
    narrow = Page(left, page.unicode)
    said = any(row.reason for row in rows)
    wide = Page(max(20, page.width - left - 18), page.unicode)
    table = tabulate(
        [
            [
                "*" if row.court else "",
                "\n".join(narrow.wrap(row.school)),
                row.answer,
                "\n".join(wide.wrap(row.reason)),
            ][: 4 if said else 3]
            for row in rows
        ],
        headers=["", "Who", "Answer", "Because"][: 4 if said else 3],
        tablefmt="simple",
        disable_numparse=True,
    )
    lines = [f"  {line.rstrip()}" for line in table.splitlines()]
    return [*lines, "  * the Court's own position"] if any(row.court for row in rows) else lines


# --------------------------------------------------------------------------------------------------------------- trees


def _trees(title: str, nodes: Iterable[Node], page: Page) -> list[str]:
    lines = _heading(title, page)
    for node in nodes:
        lines += _node(node, page, "  ", "  ")
    return lines


def _node(node: Node, page: Page, first: str, rest: str) -> list[str]:
    marks = "".join(f" [{number}]" for number in node.sources)
    again = " (see above)" if node.again else ""
    below = rest + ("│ " if node.children and not node.again else "  ")
    styles = (
        ("cyan",)
        if node.kind == "fact"
        else ("yellow",)
        if node.kind in ("assumed", "chosen", "defeated", "missing")
        else ()
    )
    lines = page.wrap(f"{node.sentence}{again}{'' if node.rests_on else marks}", first, below, styles)
    if node.rests_on and not node.again:
        lines += page.wrap(f"({node.rests_on}){marks}", below, below, ("dim",))
    for index, child in enumerate(node.children):
        last = index == len(node.children) - 1
        lines += _node(child, page, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}")
    return lines


def _sources(grower: Grower, page: Page) -> list[str]:
    lines = []
    if grower.count():
        lines += ["", *page.wrap(f"({grower.count()})", "  ", "  ", ("dim",))]
    if grower.sources:
        lines += _heading("Sources", page)
    for source, number in grower.sources.items():
        cited, address = citation(source)
        mark = f"  [{number}] "
        lines += page.wrap(cited, mark, " " * len(mark))
        if address:
            lines += page.wrap(address, " " * len(mark), " " * len(mark), ("dim",))
    return lines
