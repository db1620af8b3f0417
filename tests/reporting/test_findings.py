"""What is told of checks."""

from __future__ import annotations

from dedere.schema.checks import Checked, CheckFinding
from dedere.schema.coverage import ClauseCoverage, ConditionCoverage, Coverage
from dedere.schema.lint import Linted, LintFinding

FINDING = CheckFinding(
    check="CHK-KEY",
    title="One office",
    level="error",
    file="facts/a.lp",
    line=3,
    fact="office(pat,head)",
    sentence="Pat has two offices",
    against="office(pat,foot)",
    against_at="facts/b.lp:4",
    hint="look at both",
)


def _checked(*notes: CheckFinding) -> Checked:
    return Checked(
        id="0123",
        findings=(FINDING,),
        notes=notes,
        facts=1,
        checks=2,
        dedere="0",
        rules_fingerprint="",
        facts_fingerprint="",
    )


def test_what_is_wrong_with_a_record_stands_where_it_is() -> None:
    note = FINDING.model_copy(update={"level": "note", "against_at": None, "hint": None, "file": None})
    assert _checked(note).to_text().splitlines() == [
        "facts/a.lp:3: Pat has two offices (CHK-KEY)",
        "    office(pat,head)",
        "    against office(pat,foot) facts/b.lp:4",
        "    hint: look at both",
        "note: Pat has two offices (CHK-KEY)",
        "    office(pat,head)",
        "",
        "1 finding, 1 note in 1 fact, by 2 checks",
    ]
    assert _checked(note).to_text(explain="none").splitlines()[-1] == "1 finding in 1 fact, by 2 checks"
    assert "  - hint: look at both" in _checked().to_markdown()


def test_what_is_suspicious_in_rules_stands_where_it_is() -> None:
    wrong = LintFinding(check="loop", level="error", file="rules/a.lp", line=7, message="it never ends", hint="cut it")
    found = Linted(findings=(wrong,), notes=(), rules=2, clauses=1, dedere="0", rules_fingerprint="")
    assert found.to_text().splitlines() == [
        "rules/a.lp:7: it never ends (loop)",
        "    hint: cut it",
        "",
        "1 finding in 1 clause of 2 rules",
    ]


COVERAGE = Coverage(
    cases=3,
    clauses=4,
    fired=3,
    conditions=5,
    decisive=1,
    exceptions=2,
    defeating=1,
    never_defeating=("R-9",),
    each=(
        ClauseCoverage(
            rule="R-1",
            file="rules/a.lp",
            line=7,
            clause="a :- b.",
            kind="derive",
            counted=True,
            fired=0,
            conditions=(ConditionCoverage(condition="b", decisive=False),),
        ),
    ),
    dedere="0",
    rules_fingerprint="",
)


def test_what_the_cases_try() -> None:
    assert COVERAGE.to_text().splitlines() == [
        "3 of 4 clauses fired (75.0 %)",
        "  1 of 5 conditions decided alone (20.0 %)",
        "  1 of 2 rules of exception defeated something",
        "",
        "Never fired",
        "rules/a.lp:7: R-1",
        "",
        "Never defeated anything",
        "  R-9",
    ]
    assert "Never fired" not in COVERAGE.to_text(explain="none")
