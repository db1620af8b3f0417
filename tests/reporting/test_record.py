"""What is told of changes to the record."""

from __future__ import annotations

from datetime import date

from dedere.reporting.page import Page
from dedere.reporting.shown import show
from dedere.schema.diff import Entry, Exchange, RecordDiff, Resourced, Turned
from dedere.schema.exchange import Imported, ImportRow


def _entry(sentence: str) -> Entry:
    return Entry(fact=sentence.replace(" ", "_"), sentence=sentence, file="facts/a.lp", line=1)


FOUND = RecordDiff(
    id="0123",
    added=(_entry("India joined"),),
    removed=(_entry("Chad left"),),
    changed=(Exchange(old=_entry("Peru joined in May"), new=_entry("Peru joined in June")),),
    resourced=(Resourced(new=_entry("Fiji joined"), was="a list, seen once", now="a register, seen twice"),),
    verdicts=(
        Turned(
            visit="v",
            person="pat",
            host="IND",
            first_day=date(2025, 12, 5),
            last_day=date(2025, 12, 5),
            from_verdict="not_obliged",
            to_verdict="obliged",
            from_schools={},
            to_schools={},
            sentence="Pat in India: from not obliged to obliged",
        ),
    ),
    visits=7,
    answered=2,
    unanswered=(),
    old_facts="a",
    new_facts="b",
)


def test_a_difference_of_records_as_text() -> None:
    assert FOUND.to_text().splitlines() == [
        "Verdicts that turn",
        "  Pat in India: from not obliged to obliged",
        "",
        "What the record says now, and said",
        "- Peru joined in May",
        "+ Peru joined in June",
        "- Chad left",
        "+ India joined",
        "~ Fiji joined",
        "  a list, seen once -> a register, seen twice",
        "",
        "1 added, 1 removed, 1 changed, 1 resting on something else. 1 of 7 verdicts on",
        "visits in both turn; 2 were worked out again.",
    ]


def test_a_difference_of_records_in_every_other_format() -> None:
    shown = FOUND.to_markdown()
    assert shown.startswith("# 1 added, 1 removed, 1 changed")
    assert "- **Gone:** Peru joined in May\n- **New:** Peru joined in June" in shown
    shown = FOUND.to_html()
    assert "<li><del>Chad left</del></li>" in shown
    assert "<li><ins>India joined</ins></li>" in shown
    shown = FOUND.to_dot()
    assert 'n0 -> n1 [label="turns"]' in shown
    assert '[label="was"]' in shown
    assert FOUND.to_mermaid().count("-- ") == 5


def test_nothing_changed() -> None:
    same = FOUND.model_copy(update=dict.fromkeys(("added", "removed", "changed", "resourced", "verdicts"), ()))
    assert same.to_text().startswith("0 added, 0 removed, 0 changed, 0 resting on something else. 0 of 7 verdicts")


def _row(line: int, status: str, **more: str) -> ImportRow:
    return ImportRow.model_validate(
        {"line": line, "status": status, "written": False, "fact": f"f({line}).", "sentence": None, **more}
    )


def test_rows_that_the_record_does_not_have_so_are_told_in_their_order() -> None:
    rows = (
        _row(2, "changed", old="f(0)."),
        _row(3, "same"),
        _row(4, "invalid", reason="no such day", hint="look at it"),
    )
    found = Imported(table="t.csv", into="t.lp", dry_run=True, rows=rows, added="f(9).\n% end")
    assert found.to_text().splitlines() == [
        "  - row 2: changed",
        "    - f(0).",
        "    f(2).",
        "  - row 4: no such day",
        "    f(4).",
        "    hint: look at it",
        "",
        "What would be written",
        "f(9).",
        "% end",
        "",
        "0 facts would be written to t.lp; 1 there already, 1 invalid, 1 otherwise in the",
        "record",
    ]


def test_a_row_that_says_otherwise_is_told_with_its_last_day() -> None:
    row = _row(2, "changed", old="f(0).", fact="office(putin,head_of_state,rus,20120507,20260101)")
    shown = Imported(table="t.csv", into="t.lp", dry_run=True, rows=(row,), added="").to_text(width=100)
    assert "the row: Vladimir Putin is head of State of Russia from 7 May 2012, until 31 December 2025" in shown


def test_many_rows_are_counted() -> None:
    rows = tuple(_row(line, "invalid", reason="no such day") for line in range(2, 52))
    found = Imported(table="t.csv", into="t.lp", dry_run=False, rows=rows, added="")
    assert "and 10 more that are invalid" in found.to_text()
    assert "row 51: no such day" in show(found, "text", explain="full", page=Page())
