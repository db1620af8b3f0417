"""Who disagrees, on what, and what each of them answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.reporting import phrases
from dedere.reporting.selection import Reason, first

if TYPE_CHECKING:
    from datetime import date

    from dedere.reporting.names import Names, School
    from dedere.schema.answer import Assessment, Issue, Position, Verdict

ANSWERS = {"obliged": "must", "not_obliged": "need not", "contested": "open"}
UNABLE = {"obliged": "is bound, cannot act", "not_obliged": "is not bound", "contested": "open"}
"""The answers where the host cannot act where the person is."""


_SCHOOL = "the school of "


class Row(NamedTuple):
    """A school and its answer, or (not `school`) who holds a position and what follows from it."""

    who: str
    answer: str
    reason: str
    court: bool
    decision: str = ""
    """A decision that holds so, or who else does."""
    school: bool = True
    left: tuple[str, ...] = ()
    """The questions that leave it open."""


def school_alone(name: str) -> str:
    """The name of a school where it is plain that it is one."""
    return name.removeprefix(_SCHOOL)


def turning(assessment: Assessment) -> list[Issue]:
    """The issues that turn the verdict, those first that do so alone."""
    order = {"alone": 0, "together": 1}
    return sorted((it for it in assessment.issues if it.turns != "no"), key=lambda it: order[it.turns])


def disputes(assessment: Assessment, names: Names, *, full: bool = False) -> list[str]:
    """The questions on which the answer turns: in short the first, those that leave a school open, and how many more.

    In full each with whether it turns it alone, or those that are open without effect on the answer, if none turns it.
    """
    open_ = turning(assessment)
    if len(open_) == 1:
        return [open_[0].question]
    if open_ and full:
        return [
            f"{at}. {it.question}{'' if it.turns == 'alone' else ' (Only together with another question.)'}"
            for at, it in enumerate(open_, 1)
        ]
    if open_:
        left = {issue for school in names.schools for issue in assessment.left_open.get(school.id, ())}
        told = [f"{at}. {it.question}" for at, it in enumerate(open_, 1) if at == 1 or it.id in left]
        more = len(open_) - len(told)
        return [" ".join([*told, *([f"And {more} more question{'s' if more > 1 else ''}."] if more else [])])]
    if assessment.issues and full:
        return [f"Open, but without effect on it: {' '.join(it.question for it in assessment.issues)}"]
    return []


def holders(assessment: Assessment) -> list[Reason]:
    """The positions on all questions that are open, each with who holds it and on what authority."""
    told = []
    for issue in (*turning(assessment), *(it for it in assessment.issues if it.turns == "no")):
        for at, it in enumerate(issue.positions):
            asked = f"{issue.question} " if at == 0 else ""
            by = f"{it.meaning}: held by {'; '.join(it.held_by)}" if it.held_by else it.meaning
            told.append(Reason(f"{asked}{by[:1].upper()}{by[1:]}", "; ".join(it.authority)))
    return told


def rows(assessment: Assessment, names: Names) -> list[Row]:
    """The answer of each school; where that is open under all that speak, of each position on what turns it."""
    answers = UNABLE if unable(assessment) else ANSWERS
    found = {assessment.schools[it.id] for it in names.schools if it.id in assessment.schools}
    open_ = turning(assessment)
    settling = [
        it
        for it in open_
        if any(position.verdict != "contested" for position in it.positions)
        # What can be argued and nobody was seen to hold is nobody's answer.
        and all(position.held_by or position.court for position in it.positions)
    ]
    if found <= {"contested"} and settling:
        return [
            Row(
                _holders(it),
                answers[it.verdict],
                "" if it.beyond else it.meaning,
                it.court and not it.beyond,
                school=False,
            )
            for it in settling[0].positions
        ]
    if assessment.verdict != "contested" and len(found) <= 1:
        return []
    told = []
    for school in names.schools:
        if school.id in assessment.schools:
            taken = (
                position
                for issue in open_
                for position in issue.positions
                if position.option == school.positions.get(issue.id)
            )
            answer = _answer(assessment, school.id, _in_full(assessment, school.id, answers, names.completes))
            position = next(taken, None)
            why, decision = _left_open(assessment, school, open_), ""
            if not why and position is not None:
                why, decision = position.meaning, _decision(position)
            # Whose view it is stands in the name: a table says it of each row anyway.
            left = tuple(it.question for it in open_ if it.id in assessment.left_open.get(school.id, ()))
            told.append(Row(school_alone(school.name), answer, why, school.court, decision, left=left))
    return told


def briefly(every: Sequence[Row], *, named: bool = True) -> str:
    """The rows in a sentence, those that answer alike together, and what leaves a school open.

    A question that alone does so is told, where it is to be `named`; else questions are counted.

    >>> briefly([Row("the Court", "must", "", True), Row("immunity", "need not", "", False)])
    'Must: the Court; need not: immunity.'
    """
    alike: dict[str, list[str]] = {}
    for it in every:
        alike.setdefault(it.answer, []).append(it.who)
    told = []
    for answer, who in alike.items():
        # What is answered day by day has colons of its own, and who holds a position may be a list with commas.
        by_day = ": " in answer
        told.append(f"{phrases.listed(who)} ({answer})" if by_day else f"{answer}: {_together(who)}")
    said = phrases.sentence("; ".join(told))
    left = dict.fromkeys(question for it in every for question in it.left)
    if len(left) == 1 and named:
        return f"{said} The open question: {next(iter(left))}"
    leave = "1 question leaves" if len(left) == 1 else f"{len(left)} questions leave"
    return f"{said} {leave} it open (--explain full)." if left else said


def _together(who: list[str]) -> str:
    return " / ".join(who) if any("," in it or ";" in it for it in who) else phrases.listed(who)


def _in_full(
    assessment: Assessment, school: str, answers: Mapping[str, str], completes: Collection[str]
) -> Mapping[str, str]:
    """The answers in words, the duty by its act where the first line says what that leaves open."""
    if not any(it.act in completes and school in it.schools for it in assessment.conclusions):
        return answers
    acts = (it.act.replace("_", " ") for it in assessment.windows if school in it.schools)
    return {**answers, "obliged": f"{answers['obliged']} {next(acts, '')}".strip()} if answers is ANSWERS else answers


def unable(assessment: Assessment) -> bool:
    """Whether the host cannot act on any of the days on which it is bound."""
    held = assessment.windows
    return any(
        all(it.first_day <= window.first_day and window.last_day <= it.last_day for window in held)
        for it in assessment.unable
    )


def _decision(position: Position) -> str:
    """A decision that takes a position, or who else holds it; of a court's own no holder need be named."""
    decided = position.authority[0].split("; ")[-1] if position.authority else ""
    holder = position.held_by[0].split(":")[0] if position.held_by and not position.court else ""
    if any(len(it) > 3 and it[:1].isupper() and it in decided for it in holder.split()):
        holder = ""  # The authority says whose it is.
    return ", ".join(filter(None, (holder, first(decided))))


def _holders(position: Position) -> str:
    if position.beyond:
        # What follows where a position was not taken for the case is not what they said who hold it; as that alone
        # explains the answer, it stands with the name, which no width takes away.
        whose = f"the line of {'; '.join(position.held_by)}" if position.held_by else position.meaning.partition(":")[0]
        return f"{whose}, taken no further ({position.beyond})"
    argued = f" ({'; '.join(position.authority)})" if position.authority else ""
    return "; ".join(position.held_by) or f"nobody seen{argued}"


def _left_open(assessment: Assessment, school: School, turning: list[Issue]) -> str:
    """Which of the questions above leaves the answer of a school open: the question itself has been told."""
    open_ = assessment.left_open.get(school.id, ())
    parting: list[str] = []
    silent: list[str] = []
    for at, it in enumerate(turning, 1):
        if it.id in open_:
            (parting if it.id in school.lines else silent).append(str(at))
    told = []
    for numbers, what in ((parting, "its own lines part on"), (silent, "takes no position on")):
        if numbers:
            which = f"question{'s' if len(numbers) > 1 else ''} {phrases.listed(numbers)}" if len(turning) > 1 else "it"
            told.append(f"{what} {which}")
    return "; ".join(told)


def _answer(assessment: Assessment, school: str, answers: Mapping[str, str]) -> str:
    """What a school answers, by days where its answer changes in the stay."""
    spans: list[tuple[str, date, date]] = []
    for it in assessment.by_day:
        answer = answers[it.schools[school]]
        first = spans.pop()[1] if spans and spans[-1][0] == answer else it.first_day
        spans.append((answer, first, it.last_day))
    if len(spans) < 2:
        return answers[assessment.schools[school]]
    return "; ".join(f"{dates.span(first, last)}: {answer}" for answer, first, last in spans)


def against_by(answers: Mapping[str, Verdict], schools: tuple[str, ...], names: Names) -> str:
    """In whose view something stands in the way; a school that leaves it open does not hold it."""
    if names.only:
        return ""
    schools = tuple(names.heard(schools))
    held = [it for it in schools if answers.get(it) != "contested"]
    # The other views, where there is a duty on some.
    refusing = {it.id for it in names.schools if answers.get(it.id) == "not_obliged"}
    if len(held) == len(names.schools) or (held and set(held) == refusing):
        return ""
    if held:
        return names.view(held)
    if not schools:
        return "on some positions only"
    leave = "leaves" if len(schools) == 1 else "leave"
    return f"on positions that {names.of_schools(schools)} {leave} open"
