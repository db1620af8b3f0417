"""Kept answers asked again: which have changed since, and by which facts and rules.

>>> from dedere.answers.assessment import assess
>>> recheck(assess("putin", "India", on="2025-12-05")).answers[0].outcome
'same'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from dedere import dates
from dedere.answers.assessment import assess
from dedere.answers.builder import walk
from dedere.asking.query import ask
from dedere.batch.answering import Answering
from dedere.batch.roles import Roles
from dedere.corpus.content import identify
from dedere.engine import Engine, ready
from dedere.errors import DedereError, UsageError, reason_of
from dedere.given import quoted
from dedere.language.files import read_file
from dedere.schema.answer import ASSESSMENT, STRENGTH, Assessment, Question, Verdict
from dedere.schema.recheck import Ground, Outcome, Recheck, Rechecked
from dedere.terms.reader import parse_fact
from dedere.version import __version__

RECHECK = "dedere.recheck/1"

_HINT = "keep answers as `dedere assess --json` or `dedere batch` to JSON lines writes them"
_BLANK = re.compile(r"[\s\ufeff]*")
_APART = ("id", "provenance", "known_until", "question", "schema_")
"""What says of an answer when and of what it was asked, and not what it is."""


def recheck(kept: str | Path | Assessment | Iterable[Any], *, engine: Engine | None = None) -> Rechecked:
    """Ask kept answers again and say of each whether it is still the same, and what its reasons rest on now and did.

    They are assessments, or the path of a file of them, or its text: JSON, one document or many, also rows that `batch`
    wrote as JSON lines. Raises `UsageError` for a file that is none of that; what one of many lacks is told of it.
    """
    engine = ready(engine)
    again = _Again(engine)
    answers = tuple(again.of(number, it) for number, it in enumerate(_entries(kept), 1))
    corpus = engine.corpus
    said = json.dumps([[it.id, it.outcome, it.verdict_before, it.verdict_after] for it in answers])
    return Rechecked(
        id=identify(RECHECK, said, corpus.rules_fingerprint, corpus.facts_fingerprint),
        answers=answers,
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
        facts_fingerprint=corpus.facts_fingerprint,
    ).making(engine)


def _entries(kept: object) -> list[Any]:
    if isinstance(kept, Assessment):
        return [kept]
    named = "what was given"
    if isinstance(kept, Path):
        named = f"`{kept}`"
        try:
            kept = read_file(kept).decode()
        except OSError as error:
            raise UsageError(f"`{kept}` cannot be read: {reason_of(error)}", "check the path", "file") from None
        except (UnicodeDecodeError, ValueError):
            raise UsageError(f"`{kept}` is no text", _HINT, "file") from None
    if isinstance(kept, str):
        # A file that was emptied by accident must not read as answers that are all unchanged.
        if not (found := list(_documents(kept))):
            raise UsageError(f"{named} holds no answer", _HINT)
        return found
    if isinstance(kept, Iterable) and not isinstance(kept, (bytes, Mapping)):
        many = list(kept)
        for it in many:
            if not isinstance(it, (Assessment, Mapping)):
                raise UsageError(f"a kept answer is {quoted(it)}", "give an assessment, or what its JSON holds")
        return many
    raise UsageError(f"kept answers are {quoted(kept)}", "give assessments, or the path of a file of them")


def _documents(text: str) -> Iterator[Any]:
    """The documents of a text, one after the other; what stands in a list is taken out of it."""
    decoder = json.JSONDecoder()
    at = 0
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if at == len(text):
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            where = error.pos if isinstance(error, json.JSONDecodeError) else at
            line = text.count("\n", 0, where) + 1
            raise UsageError(f"the kept answers are no JSON: look at line {line}", _HINT) from None
        yield from found if isinstance(found, list) else [found]


class _Rest(NamedTuple):
    """What is said of a fact or a rule, and what it rests on."""

    sentence: str
    by: tuple[str, ...]
    confidence: str | None = None
    folded: bool = False


_Rests: TypeAlias = Mapping[tuple[str, str], _Rest]
"""What reasons rest on, by its kind and its id."""


class _Again:
    """Asks kept answers again of one record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._roles = Roles()

    @cached_property
    def _answering(self) -> Answering:
        return Answering(self._engine)

    def of(self, number: int, entry: Any) -> Recheck:
        """What has become of an answer."""
        if isinstance(entry, Assessment):
            return self._assessment(number, entry)
        if isinstance(entry, Mapping) and entry.get("schema") == ASSESSMENT:
            try:
                return self._assessment(number, Assessment.model_validate_json(json.dumps(entry)))
            except ValueError as error:
                return _unanswered(number, f"it is no `{ASSESSMENT}` as this version has it{_where(error)}")
        if isinstance(entry, Mapping) and isinstance(entry.get("verdict"), str):
            return self._row(number, entry)
        return _unanswered(number, f"it is no `{ASSESSMENT}`, and no row that was answered")

    def _assessment(self, number: int, old: Assessment) -> Recheck:
        asked = old.question
        one = len(old.schools) == 1 < len(self._engine.schools)
        try:
            query = ask(
                asked.person,
                asked.area or asked.host,
                first=asked.first_day,
                last=asked.last_day,
                presence=asked.presence,
                suppose=asked.suppose,
                withdraw=asked.withdraw,
                known_on=asked.known_on,
                school=next(iter(old.schools)) if one else None,
                engine=self._engine,
            )
            new = assess(query)
        except DedereError as error:
            of = {"id": old.id, "question": asked, "verdict_before": old.verdict, "schools_before": old.schools}
            return _unanswered(number, error.message, **of)
        parts = [it for it in old.__dict__ if it not in _APART and getattr(old, it) != getattr(new, it)]
        by_day = "by_day" in parts or _days(old) != _days(new)
        turned = (old.verdict, old.schools) != (new.verdict, new.schools)
        return Recheck(
            number=number,
            id=old.id,
            outcome="verdict" if turned else "days" if by_day else "words" if parts else "same",
            question=new.question,
            verdict_before=old.verdict,
            verdict_after=new.verdict,
            schools_before=old.schools,
            schools_after=new.schools,
            parts=tuple(parts),
            grounds=self._grounds(_rests(old, self._planned), _rests(new, self._planned)) if parts else (),
        )

    @cached_property
    def _planned(self) -> frozenset[str]:
        """The predicates whose facts are made of a question: they say nothing of the record."""
        return frozenset(self._engine.leading[0].planned)

    def _grounds(self, old: _Rests, new: _Rests) -> tuple[Ground, ...]:
        order = ("gone", "left", "new", "changed")
        found = self._differing(old, new)
        return tuple(sorted(found, key=lambda it: (it.folded, it.kind != "fact", order.index(it.change))))

    def _differing(self, old: _Rests, new: _Rests) -> Iterator[Ground]:
        """What the reasons no longer rest on, what they rest on now, and what has another source or authority."""
        for key, was in old.items():
            if key not in new:
                yield _ground(key, self._went(*key), was)
        for key, now in new.items():
            if key not in old:
                yield _ground(key, "new", now)
            elif (old[key].by, old[key].confidence) != (now.by, now.confidence):
                yield _ground(key, "changed", now)

    def _went(self, kind: str, id_: str) -> str:
        """Whether an answer left a fact or a rule that is there still, or it is gone."""
        try:
            there = (
                id_ in self._engine.corpus.rules if kind == "rule" else parse_fact(id_) in self._engine.corpus.by_atom
            )
        except ValueError:
            return "gone"
        return "left" if there else "gone"

    def _row(self, number: int, row: Mapping[str, Any]) -> Recheck:
        """The same of a row that `batch` wrote."""
        schools: dict[str, Any] = {it.id: row.get(f"school_{it.id}") for it in self._engine.schools}
        before: dict[str, Verdict] = {it: of for it, of in schools.items() if of in STRENGTH}
        if row["verdict"] not in STRENGTH:
            return _unanswered(number, f"there is no verdict `{row['verdict']}`")
        try:
            asked = self._roles.row(row)
            found = self._answering.answer(asked)
        except DedereError as error:
            return _unanswered(number, error.message, verdict_before=row["verdict"], schools_before=before)
        after = dict(zip(schools, found.schools, strict=True))
        days = found.first_day.isoformat(), found.last_day.isoformat()
        now: dict[str, Any] = {"verdict": found.verdict, **{f"school_{it}": of for it, of in after.items()}}
        now |= {"rule": found.rule, "authority": found.authority, "first_day": days[0], "last_day": days[1]}
        parts = [it for it, of in now.items() if it in row and (row[it] or None) != (of or None)]
        outcome: Outcome = "days" if {"first_day", "last_day"} & {*parts} else "words" if parts else "same"
        if any(it == "verdict" or it.startswith("school_") for it in parts):
            outcome = "verdict"
        first = self._answering.day(asked.first)
        last = first if asked.last in (None, "") else self._answering.day(asked.last)
        host = self._engine.leading[0]
        code = self._engine.reasoner.phrases.code(found.place.state, host.type_of(host.slot("host")))
        return Recheck(
            number=number,
            id=None,
            outcome=outcome,
            question=Question(
                person=found.person,
                host=code,
                area=found.place.area,
                first_day=dates.as_date(first),
                last_day=dates.as_date(last),
                presence=found.manner,
                suppose=tuple(map(str, found.footing.supposed)),
            ),
            verdict_before=row["verdict"],
            verdict_after=found.verdict,
            schools_before=before,
            schools_after=after,
            parts=tuple(parts),
            grounds=self._grounds(self._rule(row.get("rule")), self._rule(found.rule)) if parts else (),
        )

    def _rule(self, id_: Any) -> dict[tuple[str, str], _Rest]:
        """The rule that carries the verdict of a row, as it reads now."""
        if not id_ or not isinstance(id_, str):
            return {}
        rule = self._engine.corpus.rules.get(id_)
        by = self._engine.reasoner.phrases.authority(id_) if rule else ()
        return {("rule", id_): _Rest(rule.title if rule else id_, by)}


def _unanswered(number: int, reason: str, **more: Any) -> Recheck:
    nothing: dict[str, Any] = {"id": None, "question": None, "verdict_before": None, "schools_before": {}}
    after: dict[str, Any] = {"verdict_after": None, "schools_after": {}, "reason": reason}
    return Recheck(number=number, outcome="unanswered", **{**nothing, **after, **more})


def _where(error: ValueError) -> str:
    """Which field of a document is not as its contract has it."""
    errors: Any = getattr(error, "errors", None)
    found = errors()[0]["loc"] if errors is not None else ()
    return f": look at `{'.'.join(map(str, found))}`" if found else ""


def _days(answer: Assessment) -> list[tuple[Any, ...]]:
    return [(it.act, it.toward, it.first_day, it.last_day, it.standing, it.schools) for it in answer.windows]


def _ground(key: tuple[str, str], change: Any, rest: _Rest) -> Ground:
    kind: Any = key[0]
    return Ground(kind=kind, id=key[1], change=change, sentence=rest.sentence, by=rest.by, folded=rest.folded)


def _rests(answer: Assessment, planned: frozenset[str]) -> _Rests:
    """The facts and rules that the reasons of an answer rest on, those against it included."""
    found: dict[tuple[str, str], _Rest] = {}
    for step in walk([*answer.why, *(it.missing for it in answer.why_not)]):
        if step.kind == "fact" and step.atom is not None and step.atom.partition("(")[0] not in planned:
            rest = _Rest(step.sentence, step.source, step.confidence, step.folded)
            found.setdefault(("fact", step.atom), rest)
        if step.kind in ("derived", "defeated") and step.rule is not None:
            rest = _Rest(step.title or step.sentence, step.authority, None, step.folded)
            found.setdefault(("rule", step.rule), rest)
    return found
