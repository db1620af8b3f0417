"""A finding stands where that stands which it is about."""

from __future__ import annotations

from corpora import Lab
from dedere.checks.finding import found_at
from laws import CLEAN, LAW


def test_it_has_the_place_of_a_clause_a_fact_or_a_declaration(lab: Lab) -> None:
    corpus = lab.load(rules__vocabulary=CLEAN, rules__law=LAW)
    lines = {name: text.splitlines() for name, text in corpus.law_files()}
    clause = corpus.by_head["effective"][0]
    fact = corpus.by_predicate["option"][1]
    declared = corpus.vocabulary.predicates["adopt"]
    for place, written in ((clause, "effective(N,R,D)"), (fact, "issue("), (declared, "%@ derived adopt(")):
        finding = found_at(place, "loop", "a circle", None)
        assert lines[finding.file][finding.line - 1].startswith(written)
        assert (finding.check, finding.level, finding.message, finding.hint) == ("loop", "error", "a circle", None)
    assert found_at(clause, "loop", "a circle", "open it", "note").level == "note"
