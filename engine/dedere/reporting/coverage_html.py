"""The rule files with what the cases tried, line by line, as one file of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from dedere.reporting.page import clean

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.schema.coverage import ClauseCoverage, Coverage

_STYLE = """
:root { color-scheme: light dark; --fired: #1b7f3b33; --partly: #b7860b33; --never: #b3261e44; --out: #8884; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
pre { font: .82rem/1.45 ui-monospace, Menlo, Consolas, monospace; overflow-x: auto; }
pre span { display: block; white-space: pre-wrap; } .n { display: inline-block; width: 7rem; opacity: .6; }
.fired { background: var(--fired); } .partly { background: var(--partly); } .never { background: var(--never); }
.out { background: var(--out); } summary { cursor: pointer; }
"""


def render(corpus: Corpus, found: Coverage) -> str:
    """The page. Everything that is quoted is escaped, and nothing in it can act on a reader."""
    by_place: dict[tuple[str, int], list[ClauseCoverage]] = {}
    for it in found.each:
        by_place.setdefault((it.file, it.line), []).append(it)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><title>What the cases try of the rules</title>',
        f"<style>{_STYLE}</style></head><body>",
        "<h1>What the cases try of the rules</h1>",
        (
            f"<p>{found.cases} cases. {found.fired} of {found.clauses} clauses fired ({found.share_fired} %), "
            f"{found.decisive} of {found.conditions} conditions decided alone ({found.share_decisive} %), "
            f"{found.defeating} of {found.exceptions} rules of exception defeated something.</p>"
        ),
        (
            '<p><span class="fired">fired, and every condition decided alone in some case</span>; '
            '<span class="partly">fired, and some condition never decided alone</span>; '
            '<span class="never">never fired</span>; <span class="out">not for this question</span>. '
            "The number before a clause is that of the cases in which it fired.</p>"
        ),
    ]
    for name, text in corpus.law_files():
        marked = list(_lines(name, text, by_place))
        never = sum(it.counted and not it.fired for place, each in by_place.items() if place[0] == name for it in each)
        parts.append(
            f"<details{' open' if never else ''}><summary>{_quoted(name)} ({never} never fired)</summary><pre>"
        )
        parts += marked
        parts.append("</pre></details>")
    parts.append("</body></html>")
    return "\n".join(parts) + "\n"


def _lines(name: str, text: str, by_place: dict[tuple[str, int], list[ClauseCoverage]]) -> Iterable[str]:
    style, title = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        fired = ""
        each = by_place.get((name, number))
        if each:
            style, title, fired = _marked(each)
        elif not line.strip() or line.lstrip().startswith("%"):
            style, title = "", ""
        about = f' title="{_quoted(title)}"' if title else ""
        yield f'<span class="{style}"{about}><span class="n">{number:5} {fired:>5}</span>{_quoted(line)}</span>'
        if line.rstrip().endswith("."):
            style, title = "", ""


def _marked(each: list[ClauseCoverage]) -> tuple[str, str, str]:
    """How a line is marked, what is said of it, and in how many cases it fired."""
    if not any(it.counted for it in each):
        return "out", "this question cannot reach it", ""
    fired = min(it.fired for it in each)
    never = [c.condition for it in each for c in it.conditions if c.decisive is False]
    title = f"never decided alone: {'; '.join(never)}" if never else ""
    return ("never" if not fired else "partly" if never else "fired"), title, str(fired)


def _quoted(text: str) -> str:
    return escape(clean(text) if "\t" not in text else clean(text.replace("\t", "    ")))
