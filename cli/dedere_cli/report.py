"""What is told of an answer, in what order and how much of it; how it looks is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dedere_cli import phrases, reasons
from dedere_cli.reasons import Reason

if TYPE_CHECKING:
    from dedere.answers import Assessment, Conclusion, Issue, Proof, WhyNot

MOST_ITEMS = 6
"""How many lines of a list a short answer has."""

ANSWERS = {"obliged": "must", "not_obliged": "need not", "contested": "open"}
_KINDS = {"duty": "must", "permitted": "may", "forbidden": "must not"}


class School(NamedTuple):
    """A school as it is shown: its id, its name, the position it takes on each issue, whether the court holds it."""

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool


class Names(NamedTuple):
    """What the answer has by id and a reader by name."""

    host: str
    schools: tuple[School, ...]

    def of_schools(self, ids: Iterable[str]) -> str:
        """The names of schools, as one reads them."""
        names = {school.id: school.name for school in self.schools}
        return phrases.listed(names.get(it, it) for it in ids)


class Row(NamedTuple):
    """A school and its answer."""

    school: str
    answer: str
    reason: str
    court: bool


class Section(NamedTuple):
    """A heading, the reasons below it, and how many more there are."""

    title: str
    reasons: tuple[Reason, ...]
    more: int = 0
    see: str = ""


class Report(NamedTuple):
    """All that is told."""

    summary: str
    verdict: str
    windows: tuple[str, ...]
    sections: tuple[Section, ...]
    disputes: tuple[str, ...]
    rows: tuple[Row, ...]
    after: tuple[Section, ...]
    notes: tuple[Section, ...]
    footer: tuple[str, ...]
    why: tuple[Proof, ...]
    why_not: tuple[WhyNot, ...]


def build(assessment: Assessment, names: Names, explain: str) -> Report:
    """The report on an answer: `explain` is `none`, `short`, `full` or `why-not`."""
    full = explain in ("full", "why-not")
    most = None if full else MOST_ITEMS
    bare = explain == "none"
    return Report(
        summary=assessment.summary,
        verdict=assessment.verdict,
        windows=tuple(_windows(assessment, names)),
        sections=() if bare else tuple(_reasons(assessment, names, explain)),
        disputes=() if bare else tuple(_disputes(assessment)),
        rows=() if bare else tuple(_rows(assessment, names)),
        after=() if bare else tuple(_host(assessment, names, most)),
        notes=() if bare else tuple(_notes(assessment, most)),
        footer=() if bare else tuple(_footer(assessment)),
        why=assessment.why if explain == "full" else (),
        why_not=assessment.why_not if explain == "why-not" or (explain == "full" and not assessment.why) else (),
    )


def _windows(assessment: Assessment, names: Names) -> list[str]:
    """The days on which each duty holds; nothing where the summary has said all of it."""
    asked = assessment.question
    lines = []
    for window in assessment.windows:
        whole = (window.first_day, window.last_day) == (asked.first_day, asked.last_day)
        when = phrases.span(window.first_day, window.last_day)
        act = window.act.replace("_", " ")
        if window.standing == "certain":
            lines.append((whole, f"{when}: duty to {act} ({window.rule}), on every view"))
        else:
            held = names.of_schools(window.schools)
            view = f"in the view of {held}" if held else "on some combinations of positions only"
            lines.append((whole, f"{when}: duty to {act} ({window.rule}), {view}"))
    if assessment.verdict == "obliged" and all(whole for whole, _ in lines) and len(lines) == 1:
        return []
    return [line for _, line in lines]


# ---------------------------------------------------------------------------------------------------------------- reasons


def _reasons(assessment: Assessment, names: Names, explain: str) -> list[Section]:
    sections = []
    why = reasons.why(assessment)
    if why:
        sections.append(Section(f"Why {names.host} must{_view(assessment, names)}", tuple(why)))
    against = reasons.defeats(assessment)
    if against:
        told = tuple(
            Reason(it.sentence, it.rests_on, _unless_all(miss.schools, names)) for miss, it in against[:MOST_ITEMS]
        )
        title = f"Why {names.host} need not{'' if assessment.verdict == 'not_obliged' else ', on the other views'}"
        sections.append(Section(title, told, len(against) - len(told), "--explain why-not"))
    status = [
        Reason(it.sentence, it.authority)
        for it in assessment.conclusions
        if it.kind == "status" and it.bearer == assessment.question.host and it.standing == "certain"
    ]
    ways = reasons.ways(assessment, names.host)
    if assessment.verdict == "not_obliged":
        sections.append(Section(f"Why {names.host} is not obliged", tuple(_unique(status))))
    if ways and (assessment.verdict == "not_obliged" or _partial(assessment)):
        title = "What would oblige it" if assessment.verdict == "not_obliged" else "Why not on the other days"
        shown = ways if explain in ("full", "why-not") else ways[: reasons.MOST_WAYS]
        sections.append(Section(title, tuple(shown), len(ways) - len(shown), "--explain why-not"))
    return [it for it in sections if it.reasons]


def _view(assessment: Assessment, names: Names) -> str:
    if assessment.verdict != "contested":
        return ""
    common = [it.id for it in names.schools if all(it.id in window.schools for window in assessment.windows)]
    court = [it.name for it in names.schools if it.court and it.id in common]
    if court:
        return f", in the view of {court[0]}"
    return f", in the view of {names.of_schools(common)}" if common else ", on some positions"


def _partial(assessment: Assessment) -> bool:
    asked = assessment.question
    return not any((it.first_day, it.last_day) == (asked.first_day, asked.last_day) for it in assessment.windows)


def _unless_all(schools: tuple[str, ...], names: Names) -> str:
    return "" if len(schools) == len(names.schools) else names.of_schools(schools)


def _unique(told: Iterable[Reason]) -> list[Reason]:
    return list({it.sentence: it for it in told}.values())


# ------------------------------------------------------------------------------------------------------------ who disagrees


def _turning(assessment: Assessment) -> list[Issue]:
    order = {"alone": 0, "together": 1}
    return sorted((it for it in assessment.issues if it.turns != "no"), key=lambda it: order[it.turns])


def _disputes(assessment: Assessment) -> list[str]:
    turning = _turning(assessment)
    if turning:
        return [
            it.question + ("" if it.turns == "alone" else " (Turns the answer only together with another question.)")
            for it in turning
        ]
    if assessment.issues:
        asked = " ".join(it.question for it in assessment.issues[:2])
        return [f"Every school gives this answer. Open, but without effect on it: {asked}"]
    return []


def _rows(assessment: Assessment, names: Names) -> list[Row]:
    if assessment.verdict != "contested":
        return []
    rows = []
    for school in names.schools:
        if school.id not in assessment.schools:
            continue
        meaning = ""
        for issue in _turning(assessment):
            for position in issue.positions:
                if not meaning and position.option in (school.positions.get(issue.id), school.id):
                    meaning = position.meaning
        rows.append(Row(school.name, ANSWERS[assessment.schools[school.id]], meaning, school.court))
    return rows


# ------------------------------------------------------------------------------------------------------------- all the rest


def _host(assessment: Assessment, names: Names, most: int | None) -> list[Section]:
    sections = []
    for kind, verb in _KINDS.items():
        found = [it for it in assessment.conclusions if it.kind == kind and it.bearer == assessment.question.host]
        told = _unique(Reason(it.sentence + _days(assessment, it), it.authority, _held(it, names)) for it in found)
        if told:
            also = " also" if kind == "duty" and assessment.windows else ""
            some = ", on some views" if all(it.under for it in told) else ""
            title = f"What {names.host} {verb}{also} do{some}"
            shown = told[:most]
            sections.append(Section(title, tuple(shown), len(told) - len(shown), "--explain full"))
    return sections


def _days(assessment: Assessment, it: Conclusion) -> str:
    asked = assessment.question
    if (it.first_day, it.last_day) == (asked.first_day, asked.last_day):
        return ""
    return f" ({phrases.span(it.first_day, it.last_day)})"


def _held(it: Conclusion, names: Names) -> str:
    if it.standing == "certain":
        return ""
    return names.of_schools(it.schools) or "some combinations of positions"


def _notes(assessment: Assessment, most: int | None) -> list[Section]:
    sections = []
    for title, lines in (("Taken for granted", assessment.assumptions), ("Take care", assessment.warnings)):
        if lines:
            shown = lines[:most]
            told = tuple(Reason(it) for it in shown)
            sections.append(Section(title, told, len(lines) - len(shown), "--explain full"))
    return sections


def _footer(assessment: Assessment) -> list[str]:
    lines = []
    asked = assessment.question
    if asked.suppose:
        lines.append(f"Supposed for this question: {' '.join(f'{it}.' for it in asked.suppose)}")
    if asked.withdraw:
        lines.append(f"Left out for this question: {' '.join(f'{it}.' for it in asked.withdraw)}")
    if assessment.known_until:
        lines.append(f"The record behind this answer is known until {phrases.day(assessment.known_until)}.")
    made = assessment.provenance
    lines.append(
        f"Answer {made.id}; dedere {made.dedere}, clingo {made.clingo}, rules {made.rules[:12]}, facts {made.facts[:12]}."
    )
    return lines
