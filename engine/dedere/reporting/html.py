"""A report as one file of HTML that needs nothing else: to be sent to a colleague, read, folded and printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as quoted

from dedere.reporting import phrases
from dedere.reporting.page import Page, clean
from dedere.reporting.report import Report, Section
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower, Node, citation

OPEN = 2
"""How many levels of a proof are unfolded at first."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #5c5c5c; --line: #ccc; --mark: #fff6d6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #161616; --soft: #a3a3a3; --line: #444; --mark: #3a3212; }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 Georgia, "Times New Roman", serif;
  margin: 2rem auto; max-width: 46rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.35; border-left: .35rem solid var(--line); padding-left: .8rem; }
h1.obliged { border-color: #b3261e; } h1.contested { border-color: #b7860b; } h1.not_obliged { border-color: #2e7d32; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
ul { padding-left: 1.2rem; } li { margin: .25rem 0; }
.rests, .foot, .more { color: var(--soft); font-size: .88rem; } .rests { display: block; }
.under { display: block; font-style: italic; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: top; } tr.court { background: var(--mark); }
.tree ul { list-style: none; border-left: 1px solid var(--line); padding-left: 1rem; margin: .2rem 0 .2rem .3rem; }
.tree > ul { border: 0; padding-left: 0; margin-left: 0; } summary { cursor: pointer; }
.fact { color: #0b5c8a; } @media (prefers-color-scheme: dark) { .fact { color: #7cc4ee; } }
a { color: inherit; } .foot { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #333; --line: #999; --mark: #eee; }
  body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } li, tr { break-inside: avoid-page; }
  details > :not(summary) { display: block !important; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
"""


def escape(text: str) -> str:
    """The text so that HTML shows it as it is, in an attribute too."""
    return quoted(clean(text), quote=True)


def render(report: Report, page: Page) -> str:
    """The report as an HTML document; in plain ASCII where the page has no other letters."""
    grower = Grower()
    body = [f'<h1 class="{report.verdict}">{escape(report.summary)}</h1>']
    if report.windows:
        body.append(_list(escape(it) for it in report.windows))
    body += [_section(it) for it in report.sections]
    if report.disputes or report.rows:
        body.append("<h2>Who disagrees</h2>")
        body += [f"<p>{escape(it)}</p>" for it in report.disputes]
    if report.rows:
        body.append("<table><thead><tr><th>Who</th><th>Answer</th><th>Because</th></tr></thead><tbody>")
        for row in report.rows:
            mark = ' <span class="rests">the Court\'s own position</span>' if row.court else ""
            cells = f"<td>{escape(row.school)}{mark}</td><td>{escape(row.answer)}</td><td>{escape(row.reason)}</td>"
            body.append(f'<tr class="court">{cells}</tr>' if row.court else f"<tr>{cells}</tr>")
        body.append("</tbody></table>")
    body += [_section(it) for it in (*report.after, *report.notes)]
    if report.why:
        body.append("<h2>The proof, down to the record</h2>")
        body.append(_tree(grower.grow(report.why)))
    for miss in report.why_not:
        body.append(f"<h2>Why not {escape(miss.rule)}: {escape(miss.title)}</h2>")
        body.append(_tree(grower.grow([miss.missing])))
        if miss.met:
            body.append(_list(f"met: {escape(it)}" for it in miss.met))
    if grower.count():
        body.append(f'<p class="more">{escape(grower.count())}</p>')
    if grower.sources:
        body.append("<h2>Sources</h2><ol>")
        body += [f'<li id="s{number}">{_source(source)}</li>' for source, number in grower.sources.items()]
        body.append("</ol>")
    if report.footer:
        body.append('<div class="foot">' + "".join(f"<p>{escape(it)}</p>" for it in report.footer) + "</div>")
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(report.summary)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    whole = head + "\n".join(body) + "\n</body>\n</html>"
    return whole if page.unicode else whole.encode("ascii", "xmlcharrefreplace").decode()


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{it}</li>' for it in items)}</ul>"


def _section(section: Section) -> str:
    more = f'<p class="more">and {section.more} more ({escape(section.see)})</p>' if section.more else ""
    return f"<h2>{escape(section.title)}</h2>{_list(map(_reason, section.reasons))}{more}"


def _reason(reason: Reason) -> str:
    under = f'<span class="under">{escape(phrases.sentence(reason.under))}</span>' if reason.under else ""
    rests_on = f'<span class="rests">{escape(reason.rests_on)}</span>' if reason.rests_on else ""
    return f"{escape(phrases.sentence(reason.sentence))}{under}{rests_on}"


def _tree(nodes: Iterable[Node]) -> str:
    return f'<div class="tree">{_nodes(nodes, 0)}</div>'


def _nodes(nodes: Iterable[Node], depth: int) -> str:
    items = []
    for node in nodes:
        marks = "".join(f' <a href="#s{number}">[{number}]</a>' for number in node.sources)
        again = " (see above)" if node.again else ""
        rests_on = f"({escape(node.rests_on)})" if node.rests_on and not node.again else ""
        grey = f'<span class="rests">{rests_on}{marks}</span>' if rests_on or marks else ""
        said = f'<span class="{node.kind}">{escape(node.sentence)}{again}</span>{grey}'
        if node.children:
            opened = "<details open>" if depth < OPEN else "<details>"
            said = f"{opened}<summary>{said}</summary>{_nodes(node.children, depth + 1)}</details>"
        items.append(f"<li>{said}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _source(source: str) -> str:
    cited, address = citation(source)
    if address is None:
        return escape(cited)
    if re.fullmatch(r"https?://[^\s\x00-\x1f]+", address):
        return f'{escape(cited)} <a href="{escape(address)}" rel="noreferrer">{escape(address)}</a>'
    return f"{escape(cited)} {escape(address)}"
