"""The rule files with what the cases tried of them."""

from __future__ import annotations

import re

from corpora import Lab
from dedere.engine import Engine
from dedere.reporting import coverage
from dedere.reporting.page import Page
from dedere.schema.coverage import ClauseCoverage, ConditionCoverage, Coverage


def _clause(line: int, fired: int, decisive: bool | None, counted: bool = True) -> ClauseCoverage:
    return ClauseCoverage(
        rule="R-1",
        file="rules/own.lp",
        line=line,
        clause="",
        kind="derive",
        counted=counted,
        fired=fired,
        conditions=(ConditionCoverage(condition="b < 3", decisive=decisive),),
    )


def test_lines_are_marked_by_what_was_tried_of_them(lab: Lab) -> None:
    corpus = lab.load(
        rules__own="% <b>\n"
        '%@ rule R-3 "Three"\n%@ authority "Convention" "art. 1" checked(text)\n'
        '%@ says "{P} is in {H} on {D}"\npresent(P,H,D) :-\n    visit(P,H,D), D < 16000101.\n'
    )
    each = (_clause(5, 2, False),)
    found = Coverage(
        cases=3,
        clauses=1,
        fired=1,
        conditions=1,
        decisive=0,
        exceptions=0,
        defeating=0,
        never_defeating=(),
        each=each,
        dedere="0",
        rules_fingerprint="",
    )
    shown = coverage.render(corpus, found, Page())
    assert found.to_html(engine=Engine(corpus)) == shown
    marked = re.findall(r'<span class="(\w+)" title="([^"]*)"><span class="n">([^<]*)</span>([^<]*)</span>', shown)
    assert marked == [
        ("partly", "never decided alone: b &lt; 3", "    5     2", "present(P,H,D) :-"),
        ("partly", "never decided alone: b &lt; 3", "    6      ", "    visit(P,H,D), D &lt; 16000101."),
    ]
    assert "<summary>rules/own.lp (0 never fired)</summary>" in shown
    assert "% &lt;b&gt;" in shown
