"""Expectations rewritten in their files: what the rules say now, to be read by someone before it is kept.

Only what an expectation says wrongly is changed, letter by letter: comments, quotes, anchors, line ends and everything
else stay. What was written is read back before it is kept, and has to hold the same cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dedere.cases.days import span
from dedere.cases.differences import differences, nearest_windows
from dedere.cases.files import CaseFile, Example, Expected, parse
from dedere.cases.run import Outcome
from dedere.cases.told import Told, asked, founded
from dedere.cases.yaml_edits import DROP, Edits, kept
from dedere.engine import Engine
from dedere.errors import DedereError


class Rewritten(NamedTuple):
    """The text that a file should have, the cases whose expectation is new in it, and why others stay as they are."""

    content: str
    changed: tuple[str, ...]
    left: tuple[str, ...]


def updated(file: CaseFile, outcomes: Sequence[Outcome], engine: Engine) -> Rewritten:
    """The text of a case file in which the expectations of failed cases say what the rules say.

    What holds already stays, what does not is replaced where there is something in its place, else left out.
    """
    edits = Edits(file.content)
    expected: dict[int, Expected] = {}
    left: list[str] = []
    for index, (case, outcome) in enumerate(zip(file.cases, outcomes, strict=True)):
        if outcome.status != "failed" or case.xfail is not None:
            continue
        try:
            told = Told(asked(case, engine))
            new = _Renewed(case, told).expectation(edits.value(index, "expect"))
        except DedereError as error:
            left.append(f"`{case.name}` stays as it is: {error.message}")
            continue
        if not kept(new):
            left.append(f"`{case.name}` stays as it is: nothing that it expects holds")
            continue
        edits.change(index, "expect", new)
        expected[index] = Expected.model_validate(kept(new))
    content = edits.made()
    if expected and not _same(file, content, expected):
        names = ", ".join(f"`{file.cases[it].name}`" for it in expected)
        reason = f"`{file.path}` stays as it is: written so, it would not hold the same cases; rewrite {names} by hand"
        return Rewritten(file.content, (), (*left, reason))
    return Rewritten(content, tuple(file.cases[it].name for it in expected), tuple(left))


def _same(file: CaseFile, content: str, expected: Mapping[int, Expected]) -> bool:
    """Whether a text holds the cases of a file, with these expectations in the place of some."""
    wanted = [
        case.model_copy(update={"expect": expected[index]}) if index in expected else case
        for index, case in enumerate(file.cases)
    ]
    try:
        read = parse(file.path, content)
    except DedereError:
        return False
    return [*read.cases] == wanted and read.left_out == file.left_out


class _Renewed:
    """The expectation of one case, in the form in which it is written, with what the answer tells in it."""

    def __init__(self, case: Example, told: Told) -> None:
        self._case = case
        self._told = told

    def expectation(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """What is to stand in the place of what is written, `DROP` where nothing is."""
        new = {key: self._key(key, value) for key, value in written.items()}
        if not kept(new) and not self._case.positions:
            new["verdict"] = self._told.answer.verdict
        return new

    def _key(self, key: str, value: Any) -> Any:
        if self._holds(key, value):
            return value
        if key == "verdict":
            return self._told.answer.verdict
        if key == "schools":
            return {school: self._school(school, verdicts) for school, verdicts in value.items()}
        if key == "issues" and isinstance(value, dict):
            return self._issues(value)
        if isinstance(value, dict):
            return {what: self._told_of(what, parts) for what, parts in value.items()}
        items = value if isinstance(value, list) else [value]
        new = [it if self._holds(key, [it]) else self._item(key, it) for it in items]
        new = [it if it not in new[:at] else DROP for at, it in enumerate(new)]
        return new if isinstance(value, list) else new[0]

    def _holds(self, key: str, value: Any) -> bool:
        return not differences(Expected.model_validate({key: value}), self._told)

    def _item(self, key: str, item: Any) -> Any:
        """What is told in the place of one thing that is not."""
        if key == "windows":
            near = nearest_windows(item, self._told)
            return {name: str(getattr(near[0], name)) for name in item} if near else DROP
        if key == "issues" and isinstance(item, dict):
            return self._issues(item)
        if key == "conclusions":
            return next((it for it in sorted(self._told.lines) if founded(it) == founded(item)), DROP)
        return DROP

    def _told_of(self, what: str, parts: Any) -> Any:
        """The parts of what is told of one rule or fact alone that hold, in the form in which they are written."""
        items = parts if isinstance(parts, list) else [parts]
        new = [it if self._holds("why", {what: it}) else DROP for it in items]
        return new if isinstance(parts, list) else new[0]

    def _issues(self, turns: Mapping[str, str]) -> dict[str, Any]:
        there = {it.id: it.turns for it in self._told.answer.issues}
        return {issue: there.get(issue, DROP) for issue in turns}

    def _school(self, school: str, verdicts: Any) -> Any:
        if isinstance(verdicts, str):
            return self._told.answer.schools.get(school, DROP)
        return {when: self._on_days(school, when) for when in verdicts}

    def _on_days(self, school: str, when: str) -> Any:
        verdict = self._told.verdict_on(span(when)[0], school)
        return verdict if self._holds("schools", {school: {when: verdict}}) else DROP
