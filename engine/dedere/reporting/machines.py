"""What is found, for the machines that show it beside the code: JUnit, SARIF, and annotations of GitHub."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from dedere.cases.files import CaseFile, line_of
from dedere.cases.run import Outcome
from dedere.errors import printable
from dedere.schema.checks import Checked, CheckFinding
from dedere.schema.lint import Linted, LintFinding
from dedere.version import __version__

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in a text of XML."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def junit(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]]) -> str:
    """How the cases went, as JUnit: a suite for each file; what is open or rests on memory is skipped, with why."""
    suites = []
    for file, each in zip(files, outcomes, strict=True):
        failed = sum(it.status == "failed" for it in each)
        skipped = sum(it.status in ("open", "excused") for it in each)
        name = f"name={_attribute(printable(str(file.path)))}"
        counts = f'tests="{len(each)}" failures="{failed}" errors="0" skipped="{skipped}"'
        suites.append("\n".join([f"  <testsuite {name} {counts}>", *map(_case, each), "  </testsuite>"]))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"])


def _case(it: Outcome) -> str:
    begins = f"    <testcase name={_attribute(it.case.name)} classname={_attribute(it.case.rule or 'case')}"
    if it.status == "passed":
        return f"{begins}/>"
    kind = "failure" if it.status == "failed" else "skipped"
    first = it.different[0] if it.different else it.status
    whole = escape(_NO_XML.sub("", "\n".join(it.different)))
    return f"{begins}>\n      <{kind} message={_attribute(first)}>{whole}</{kind}>\n    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("", text))


def annotations_of_cases(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]]) -> str:
    """The cases that failed, an annotation of GitHub each, at the line of the case."""
    told = [
        _annotation("error", str(file.path), _line(file, it), it.case.name, "; ".join(it.different))
        for file, each in zip(files, outcomes, strict=True)
        for it in each
        if it.status == "failed"
    ]
    return "\n".join(told)


def _line(file: CaseFile, it: Outcome) -> int:
    """The line of a case in its file, of which only some of the cases may have been run."""
    entries: Sequence[Any] = file.node.value if file.node is not None else ()
    for at, entry in enumerate(entries):
        if any(key.value == "name" and value.value == it.case.name for key, value in entry.value):
            return line_of(file.node, [at])
    return 1


def annotations_of_findings(found: Checked | Linted) -> str:
    """What a check of the record or of the law found, an annotation of GitHub each."""
    each: Sequence[CheckFinding | LintFinding] = (*found.findings, *found.notes)
    told = [
        _annotation("error" if it.level == "error" else "notice", it.file or "", it.line or 1, it.check, _said(it))
        for it in each
    ]
    return "\n".join(told)


def _said(it: CheckFinding | LintFinding) -> str:
    said = it.sentence if isinstance(it, CheckFinding) else it.message
    return f"{said} (hint: {it.hint})" if it.hint else said


def _annotation(level: str, file: str, line: int, title: str, message: str) -> str:
    """A command of a workflow; in what it says a line end, and in a property a comma and a colon, are written out."""
    place = f"file={_written(file, ',:')},line={line},title={_written(title, ',:')}"
    return f"::{level} {place}::{_written(message, '')}"


def _written(text: str, more: str) -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return printable(text)


def sarif(found: Checked | Linted) -> str:
    """What a check of the record or of the law found, as a log of SARIF 2.1.0."""
    each: Sequence[CheckFinding | LintFinding] = (*found.findings, *found.notes)
    titles = {it.check: it.title if isinstance(it, CheckFinding) else it.check for it in each}
    driver = {
        "name": "dedere",
        "version": __version__,
        "rules": [{"id": id_, "shortDescription": {"text": title}} for id_, title in titles.items()],
    }
    log: dict[str, Any] = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(it) for it in each]}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(it: CheckFinding | LintFinding) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": it.check,
        "level": "error" if it.level == "error" else "note",
        "message": {"text": _said(it)},
    }
    if it.file:
        place = {"artifactLocation": {"uri": quote(os.fsencode(it.file))}, "region": {"startLine": it.line or 1}}
        told["locations"] = [{"physicalLocation": place}]
    return told
