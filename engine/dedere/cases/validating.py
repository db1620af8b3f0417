"""Expectations that the law decides before the question is asked: one that cannot fail, or can never hold, is refused.

A slip in `rules_not` or `conclusions_not` would let a case pass for ever, and nobody would see it. So whatever an
expectation names has to be there: rules, schools, issues and options by their ids, days within the stay, norms that
some clause which the question reaches could conclude of what the record and the case name, and parts of sentences in
words that a sentence can have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dedere.asking.query import Query
from dedere.cases import days
from dedere.cases.files import STAY, CaseFile, Example, Fault
from dedere.cases.possible import LINE, Law, meant
from dedere.cases.told import asked
from dedere.cases.words import words
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language.vocabulary import Complaint
from dedere.terms.values import text


def validate(file: CaseFile, engine: Engine) -> None:
    """Hold a file against the law.

    Raises `UsageError` with file, line and case for the first expectation that cannot fail, or can never hold.
    """
    found = [(index, it) for index, case in enumerate(file.cases) for it in faults(case, engine)]
    if found:
        raise file.refusal(found)


def faults(case: Example, engine: Engine, query: Query | None = None) -> list[Fault]:
    """Everything in a case that names what is not there, or what could not be told in answer to its question.

    `query` is the question of the case, where it has been read already.
    """
    return list(_Validating(case, engine, query).faults())


class _Validating:
    """One case being held against the law."""

    def __init__(self, case: Example, engine: Engine, query: Query | None) -> None:
        self._case = case
        self._engine = engine
        self._stay: tuple[int, int] | None
        try:
            query = query or asked(case, engine)
        except DedereError:  # That the question is refused is told when the case is run.
            self._stay = None
            self._law = Law(engine, ())
            self._supposed: tuple[object, ...] = case.suppose
        else:
            self._supposed = query.supposed
            self._stay = query.first, query.last
            self._law = Law(engine, query.supposed, query.given)

    def faults(self) -> Iterator[Fault]:
        """The faults, in the order of the keys."""
        case = self._case
        rules = self._engine.corpus.rules
        if case.rule is not None and case.rule not in rules:
            yield Fault(("rule",), f"is an example of `{case.rule}`, which is no rule", meant(case.rule, rules))
        if case.question.school is not None:
            wrong = self._school(case.question.school.strip().lower())
            yield from self._named("question", "school", wrong)
        for issue, option in case.positions.items():
            yield from self._named("positions", issue, self._law.issue(issue) or self._option(issue, option))
        for key in [it for it in type(case.expect).model_fields if it in case.expect.model_fields_set]:
            for at, wrong in self._expected(key):
                yield self._fault(key, at, wrong)

    @staticmethod
    def _named(key: str, at: str, wrong: Complaint | None) -> Iterator[Fault]:
        if wrong is not None:
            yield Fault((key, at), f"asks what cannot be asked: {wrong.message}", wrong.hint)

    @staticmethod
    def _fault(key: str, at: str | int, wrong: Complaint) -> Fault:
        never = "fail" if key.endswith("_not") else "hold"
        return Fault(("expect", key, at), f"can never {never} by `{key}`: {wrong.message}", wrong.hint)

    def _expected(self, key: str) -> Iterator[tuple[str | int, Complaint]]:
        """What is wrong with what is expected by a key, and where it stands below it."""
        expect = self._case.expect
        law = self._law
        each: dict[str, Callable[[str], Complaint | None]] = {
            "rules": law.reason,
            "rules_not": law.founds,
            "holds": law.norm,
            "holds_not": law.norm,
            "issues": law.issue,
            "issues_not": law.issue,
            "conclusions": self._conclusion,
            "conclusions_not": self._conclusion_not,
            "says": self._part,
            "says_not": self._part,
            "assumptions": self._part,
            "warnings": self._part,
        }
        if key in each:
            for at, it in enumerate(getattr(expect, key)):
                wrong = each[key](it)
                if wrong is not None:
                    yield (it if key == "issues" else at), wrong
        elif key == "schools":
            for school, verdicts in expect.schools.items():
                yield from ((school, it) for it in self._verdicts(school, verdicts))
        elif key == "why":
            for what in expect.why:
                wrong = None if "(" in what else law.rule(what)
                wrong = wrong or next(filter(None, map(self._part, expect.why[what])), None)
                if wrong is not None:
                    yield what, wrong
        elif key == "windows":
            for at, window in enumerate(expect.windows):
                bounds = [it for it in (window.first_day, window.last_day) if it is not None]
                each_day = (days.wrong(it, self._stay, exact=True) for it in bounds)
                wrong = law.sought(window.act, window.rule) or next(filter(None, each_day), None)
                if wrong is None and bounds != sorted(bounds):
                    wrong = Complaint(f"`{bounds[1]}` is before `{bounds[0]}`", "exchange the two days")
                if wrong is not None:
                    yield at, wrong

    # ---------------------------------------------------------------------------------------------------------- by ids

    def _school(self, school: str) -> Complaint | None:
        schools = [it.id for it in self._engine.schools]
        if school in schools:
            return None
        return Complaint(f"there is no school `{school}`", meant(school, schools))

    def _verdicts(self, school: str, verdicts: Mapping[str, str]) -> Iterator[Complaint]:
        wrong = self._school(school)
        if wrong is not None:
            yield wrong
        seen: list[tuple[tuple[int, int], str]] = []
        for when, verdict in verdicts.items():
            wrong = None if when == STAY else days.wrong(when, self._stay)
            if wrong is not None:
                yield wrong
            elif when != STAY:
                first, last = days.span(when)
                seen.append(((first, last), verdict))
                if any(one <= last and first <= other and it != verdict for (one, other), it in seen):
                    yield Complaint(
                        f"`{when}` has days of which another verdict is expected", "give each day one verdict"
                    )

    def _option(self, issue: str, option: str) -> Complaint | None:
        declared = (it.atom.args for it in self._engine.corpus.by_predicate.get("option", ()))
        options = [text(args[1]) for args in declared if text(args[0]) == issue]
        if option in options:
            return None
        return Complaint(f"the issue `{issue}` has no option `{option}`", meant(option, options))

    # ---------------------------------------------------------------------------------------------------- by their text

    def _part(self, part: str) -> Complaint | None:
        return words(self._engine).never(part, self._supposed)

    def _conclusion(self, line: str) -> Complaint | None:
        return self._line(line, whole=True)

    def _conclusion_not(self, line: str) -> Complaint | None:
        return self._line(line, whole=False)

    def _line(self, line: str, *, whole: bool) -> Complaint | None:
        """What is wrong with a conclusion, which is expected `whole`, with its standing and days, or without."""
        found = LINE.fullmatch(line)
        norm = found is not None and found["norm"] and not found["by"]
        # One without its standing is held against the beginnings of lines, where no days can follow.
        if found is None or (norm and not found["standing"] and (whole or found["days"])):
            return Complaint(f"`{line}` is no conclusion", _FORMS)
        if whole and not found["days"]:
            return Complaint(f"`{line}` has no days", f"write `{line}, DAY to DAY`")
        return self._law.conclusion(found) or (
            days.wrong(found["days"], self._stay, exact=True) if found["days"] else None
        )


_FORMS = (
    "write `NORM by RULE, certain, DAY to DAY`, `NORM by RULE is defeated by RULE, DAY to DAY` "
    "or `doubt WHAT, DAY to DAY`"
)
