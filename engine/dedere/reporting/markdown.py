"""A report as Markdown: to be pasted into a memorandum. Every text is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dedere.reporting import phrases
from dedere.reporting.page import clean
from dedere.reporting.report import Report, Section
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower, Node, citation

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    shown = _MARKUP.sub(r"\\\1", clean(text))
    return _LIST.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", shown)


def render(report: Report) -> str:
    """The report as Markdown."""
    lines = [f"# {escape(report.summary)}"]
    if report.windows:
        lines += ["", *(f"- {escape(it)}" for it in report.windows)]
    for section in report.sections:
        lines += _section(section)
    if report.disputes or report.rows:
        lines += ["", "## Who disagrees"]
        for dispute in report.disputes:
            lines += ["", escape(dispute)]
    if report.rows:
        lines += ["", "| Who | Answer | Because |", "| --- | --- | --- |"]
        for row in report.rows:
            name = escape(row.school)
            court = f"**{name}** (the Court's own position)" if row.court else name
            lines.append(f"| {court} | {escape(row.answer)} | {escape(row.reason)} |")
    for section in (*report.after, *report.notes):
        lines += _section(section)
    grower = Grower()
    if report.why:
        lines += ["", "## The proof, down to the record", "", *_nodes(grower.grow(report.why), "")]
    for miss in report.why_not:
        lines += ["", f"## Why not {escape(miss.rule)}: {escape(miss.title)}", ""]
        lines += _nodes(grower.grow([miss.missing]), "")
        lines += [f"- met: {escape(met)}" for met in miss.met]
    if grower.count():
        lines += ["", f"*{escape(grower.count())}*"]
    if grower.sources:
        lines += ["", "## Sources", ""]
        for source, number in grower.sources.items():
            cited, address = citation(source)
            lines.append(f"{number}. {escape(cited)}" + (f" {_link(address)}" if address else ""))
    if report.footer:
        lines += ["", "---"]
        for line in report.footer:
            lines += ["", escape(line)]
    return "\n".join(lines)


def _link(address: str) -> str:
    if re.fullmatch(r"https?://[^\s<>\x00-\x1f]+", address):
        return f"<{clean(address)}>"
    return escape(address)


def _section(section: Section) -> list[str]:
    lines = ["", f"## {escape(section.title)}", ""]
    lines += [_reason(it) for it in section.reasons]
    if section.more:
        lines.append(f"- *and {section.more} more ({escape(section.see)})*")
    return lines


def _reason(reason: Reason) -> str:
    under = f" {escape(phrases.sentence(reason.under))}" if reason.under else ""
    rests_on = f" \\[{escape(reason.rests_on)}\\]" if reason.rests_on else ""
    return f"- {escape(phrases.sentence(reason.sentence))}{under}{rests_on}"


def _nodes(nodes: Iterable[Node], indent: str) -> list[str]:
    lines = []
    for node in nodes:
        rests_on = f" ({escape(node.rests_on)})" if node.rests_on and not node.again else ""
        again = " (see above)" if node.again else ""
        marks = "".join(f" \\[{number}\\]" for number in node.sources)
        lines.append(f"{indent}- {escape(node.sentence)}{again}{rests_on}{marks}")
        lines += _nodes(node.children, indent + "  ")
    return lines
