"""A clause that counts on from itself without an end is refused where it is read."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.errors import CorpusError

RULE = """\
%@ rule COUNT "Counting"
%@ authority "Dedere" "here" checked(convention)
%@ derived n(N: number)
%@ says "{N} is counted"
%@ derived m(N: term, M: number)
%@ says "{N} is counted"
%@ says "it is counted"
n(1).
m(a,1).
"""


@pytest.mark.parametrize(
    "clause",
    ["n(N+1) :- n(N).", "n(M) :- n(N), M = N - 2.", "n(N+1) :- n(N), n(M), M != 7.", "m(f(N),M) :- m(N,M)."],
)
def test_what_counts_on_without_an_end_is_refused_with_its_line(lab: Lab, clause: str) -> None:
    lab.write(rules__law=f"{RULE}{clause}\n")
    with pytest.raises(CorpusError) as refused:
        lab.load()
    (finding,) = refused.value.findings
    assert finding.line == RULE.count("\n") + 1
    assert finding.message == f"the clause concludes ever more of `{clause.partition('(')[0]}` from what it concludes"
    assert finding.hint


@pytest.mark.parametrize(
    "clause",
    [
        "n(N+1) :- n(N), N < 9.",
        "n(M) :- n(N), M = N + 1, M <= 9.",
        "n(N+1) :- n(N), m(_,N).",
        "n(N/2) :- n(N).",
        "m(N,M) :- m(N,M).",
        "m(N,M+1) :- m(N,M), n(M).",
    ],
)
def test_what_has_an_end_is_not(lab: Lab, clause: str) -> None:
    lab.write(rules__law=f"{RULE}{clause}\n")
    lab.load()
