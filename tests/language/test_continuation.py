"""Annotations of several lines."""

from __future__ import annotations

import pytest

from corpora import FACTS, RULES, VOCABULARY, Lab
from dedere.language.continuation import continues, joined
from dedere.language.syntax import CommentStatement, parse

SAYS = '%@ says "{P} is in {H} on {D}"\n'
BROKEN = '%@ says "{P} is in {H}\n%@   on\n%@          {D}"\n'


def comments(text: str) -> list[tuple[str, int, int]]:
    found = (it for it in joined(parse("it.lp", text)) if isinstance(it, CommentStatement))
    return [(it.text, it.line, it.last_line) for it in found]


@pytest.mark.parametrize(
    ("line", "does"),
    [("%@   more", True), ("%@        more", True), ("%@  two", False), ("%@ one", False), ("%@   ", False)],
)
def test_three_spaces_continue(line: str, does: bool) -> None:
    assert continues(line) is does


def test_lines_are_joined_with_one_space() -> None:
    assert comments('p. %@ note "a\n%@   b"\n%@ note "c"\n') == [('%@ note "a b"', 1, 2), ('%@ note "c"', 3, 3)]


@pytest.mark.parametrize("between", ["\n", "% a remark\n", "p.\n"], ids=["blank", "remark", "fact"])
def test_only_what_stands_right_above_is_continued(between: str) -> None:
    assert [it[0] for it in comments(f'%@ note "a"\n{between}%@   b\n')][-1] == "%@   b"


def test_an_annotation_reads_the_same_in_one_line_and_in_three(lab: Lab) -> None:
    one = lab.load(rules__rules=RULES)
    three = lab.load(rules__rules=RULES.replace(SAYS, BROKEN))
    assert SAYS in RULES
    assert three.clauses[0].says == one.clauses[0].says == "{P} is in {H} on {D}"
    assert three.clauses[0].line == one.clauses[0].line + 2


def test_declarations_headers_authorities_and_notes_go_on_too(lab: Lab) -> None:
    rules = '%@ rule R-1\n%@   "Who visits\n%@   is present"\n%@ authority "Convention"\n%@   "art. 1" checked(text)\n'
    corpus = lab.load(
        rules__vocabulary=VOCABULARY.replace("Office: office, State", "Office: office,\n%@   State"),
        rules__rules=rules + RULES.split("\n", 2)[2],
        facts__facts=FACTS.replace("#sup).", '#sup).  %@ note "as far\n%@   as known"'),
    )
    assert corpus.rules["R-1"].title == "Who visits is present"
    assert corpus.rules["R-1"].authorities[0].place == "art. 1"
    assert [it.note for it in corpus.by_predicate["office"]] == ["as far as known"]
    assert [it.name for it in corpus.vocabulary.predicates["office"].arguments][2] == "State"


def test_a_fault_is_told_with_the_line_on_which_the_annotation_begins(lab: Lab) -> None:
    (finding,) = lab.findings(rules__rules=RULES.replace(SAYS, '%@ says "{P} is\n%@   in {h}"\n'))
    assert (finding.line, finding.message) == (3, "`{h}` in the sentence is no variable")


def test_a_line_that_continues_nothing_is_a_fault_of_its_own_line(lab: Lab) -> None:
    (finding,) = lab.findings(rules__rules=RULES.replace(SAYS, SAYS + "\n%@   and more\n"))
    assert finding.line == 5
    assert finding.message == "a line that begins with `%@` and 3 spaces continues no annotation"
    assert finding.hint == "put it right below the annotation it goes on with, or write one space"
