"""What machines are told: JUnit, SARIF and the annotations of GitHub, of hostile names too."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from dedere.cases.files import CaseFile, parse
from dedere.cases.run import Outcome
from dedere.reporting.machines import annotations_of_cases, annotations_of_findings, junit, sarif
from dedere.schema.checks import Checked, CheckFinding
from dedere.schema.lint import Linted, LintFinding

_FACT = CheckFinding(
    check="CHK-KEY",
    title="One office",
    level="error",
    file="facts/a.lp",
    line=3,
    fact="office(pat,head)",
    sentence="Pat has two offices",
    against=None,
    against_at=None,
    hint="look at both",
)
_RULE = LintFinding(check="loop", level="error", file="rules/a.lp", line=7, message="it never ends", hint="cut it")
CHECKED = Checked(
    id="0",
    findings=(_FACT,),
    notes=(_FACT.model_copy(update={"level": "note", "file": None, "line": None}),),
    facts=1,
    checks=2,
    dedere="0",
    rules_fingerprint="",
    facts_fingerprint="",
)
LINTED = Linted(
    findings=(_RULE,),
    notes=(_RULE.model_copy(update={"level": "note"}),),
    rules=2,
    clauses=1,
    dedere="0",
    rules_fingerprint="",
)
CASES = """\
- name: the first
  question: {person: p, host: h, first: 2024-01-01}
  expect: {verdict: obliged}
- name: 'the <second>: "a, b" & 100%'
  question: {person: p, host: h, first: 2024-01-01}
  expect: {verdict: obliged}
- name: the third
  question: {person: p, host: h, first: 2024-01-01}
  expect: {verdict: obliged}
"""


def _ran() -> tuple[CaseFile, list[Outcome]]:
    file = parse(Path("a") / "cases.yaml", CASES)
    first, second, third = file.cases
    return file, [
        Outcome(first, "passed", ()),
        Outcome(second, "failed", ("it is <not> so\nat all", "nor\x00 this")),
        Outcome(third, "excused", ("it differs",)),
    ]


def test_cases_as_junit() -> None:
    file, outcomes = _ran()
    (suite,) = ElementTree.fromstring(junit([file], [outcomes]))  # noqa: S314  # it was just written
    assert suite.attrib == {"name": "a/cases.yaml", "tests": "3", "failures": "1", "errors": "0", "skipped": "1"}
    one, two, three = suite
    assert (one.attrib["name"], len(one)) == ("the first", 0)
    assert two.attrib["name"] == 'the <second>: "a, b" & 100%'
    assert (two[0].tag, two[0].text) == ("failure", "it is <not> so\nat all\nnor this")
    assert (three[0].tag, three[0].attrib["message"]) == ("skipped", "it differs")


def test_cases_as_annotations_at_their_lines() -> None:
    file, outcomes = _ran()
    assert annotations_of_cases([file], [outcomes]).startswith(
        '::error file=a/cases.yaml,line=4,title=the <second>%3A "a%2C b" & 100%25::it is <not> so%0Aat all; nor'
    )
    assert annotations_of_cases([file], [outcomes[:1]]) == ""


def test_findings_as_sarif() -> None:
    for found in (CHECKED, LINTED):
        log = json.loads(sarif(found))
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        ids = {it["id"] for it in run["tool"]["driver"]["rules"]}
        assert {it["ruleId"] for it in run["results"]} == ids
        first = run["results"][0]
        assert first["level"] == "error"
        place = first["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == found.findings[0].file
        assert place["region"]["startLine"] == found.findings[0].line


def test_a_path_is_written_as_an_address_is() -> None:
    odd = _RULE.model_copy(update={"file": "my rules/a#1 \udce9.lp"})
    log = json.loads(sarif(LINTED.model_copy(update={"findings": (odd,)})))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20rules/a%231%20%E9.lp"


def test_findings_as_annotations() -> None:
    for found in (CHECKED, LINTED):
        lines = annotations_of_findings(found).splitlines()
        assert len(lines) == len(found.findings) + len(found.notes)
        assert lines[0].startswith(f"::error file={found.findings[0].file},line={found.findings[0].line},title=")
        assert all(it.startswith("::notice ") for it in lines[len(found.findings) :])
