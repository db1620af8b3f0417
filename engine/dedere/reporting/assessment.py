"""What is told of an assessment, in what order and how much of it; how it looks is decided elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from dedere.reporting import phrases
from dedere.reporting import selection as reasons
from dedere.reporting.disagreement import Row, disputes, rows, turning, unable
from dedere.reporting.document import (
    Block,
    Document,
    Footer,
    Heading,
    Items,
    Lines,
    Paragraph,
    Table,
    Tree,
    gathered,
    section,
)
from dedere.reporting.document import of_reason as item
from dedere.reporting.names import Names, named
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower
from dedere.schema.answer import regimes

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Assessment, Conclusion, Proof, WhyNot

MOST_ITEMS = 6
"""How many lines of a list a short answer has."""

MOST_STATUSES = 3
"""How many lines say what the host is on the days on which it has no duty."""

_KINDS = {"duty": "must", "permitted": "may", "forbidden": "must not"}


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
    beside: tuple[Reason, ...]
    windows: tuple[str, ...]
    sections: tuple[Section, ...]
    disputes: tuple[str, ...]
    rows: tuple[Row, ...]
    after: tuple[Section, ...]
    notes: tuple[Section, ...]
    footer: tuple[str, ...]
    why: tuple[Proof, ...]
    why_not: tuple[WhyNot, ...]


def document(assessment: Assessment, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What is told of an assessment: `explain` is `none`, `short`, `full` or `why-not`."""
    return told(build(assessment, named(engine, assessment.question.host, only, assessment.question.suppose), explain))


def told(report: Report) -> Document:
    """A report in blocks."""
    blocks: list[Block] = [Items(tuple(map(item, report.beside)))] if report.beside else []
    blocks += [Lines(report.windows)] if report.windows else []
    for it in report.sections:
        blocks += section(it.title, tuple(map(item, it.reasons)), it.more, it.see)
    if report.disputes or report.rows:
        blocks += [Heading("Who disagrees"), *map(Paragraph, report.disputes)]
    if report.rows:
        blocks.append(_table(report.rows))
    for it in (*report.after, *report.notes):
        blocks += section(it.title, tuple(map(item, it.reasons)), it.more, it.see)
    grower = Grower()
    if report.why:
        blocks += [Heading("The proof, down to the record"), Tree(grower.grow(report.why))]
    for miss in report.why_not:
        blocks += [Heading(f"Why not {miss.rule}: {miss.title}"), Tree(grower.grow([miss.missing]))]
        blocks += [Lines(miss.met, "met")] if miss.met else []
    blocks += gathered(grower)
    blocks += [Footer(report.footer)] if report.footer else []
    return Document(report.summary, tuple(blocks), report.verdict)


def _table(rows: Iterable[Row]) -> Table:
    every = list(rows)
    width = 3 if any(it.reason for it in every) else 2
    return Table(
        ("Who", "Answer", "Because")[:width],
        tuple((it.school, it.answer, it.reason)[:width] for it in every),
        frozenset(at for at, it in enumerate(every) if it.court),
        "the Court's own position",
    )


def build(assessment: Assessment, names: Names, explain: str) -> Report:
    """The report on an answer: `explain` is `none`, `short`, `full` or `why-not`."""
    case = regimes(assessment.windows, assessment.why_not)
    everywhere, names = names, names.within(case)
    full = explain in ("full", "why-not")
    most = None if full else MOST_ITEMS
    bare = explain == "none"
    return Report(
        summary=assessment.summary,
        verdict=assessment.verdict,
        beside=tuple(_beside(assessment, everywhere, case)),
        windows=tuple(_windows(assessment, everywhere)),
        sections=() if bare else (*_reasons(assessment, names, explain), *_heralds(assessment, everywhere, case)),
        disputes=() if bare else tuple(disputes(assessment)),
        rows=() if bare else tuple(rows(assessment, names)),
        after=() if bare else tuple(_host(assessment, everywhere, case, most)),
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
        act = f"{window.act.replace('_', ' ')} ({window.rule})"
        speaking = names.within({window.regime})
        view = "on every view" if window.standing == "certain" else speaking.view(window.schools)
        lines.append((whole, f"{when}: {act}, {view}"))
    if assessment.verdict == "obliged" and all(whole for whole, _ in lines) and len(lines) == 1:
        return []
    return [line for _, line in lines]


def _beside(assessment: Assessment, names: Names, case: Collection[str]) -> list[Reason]:
    """The duties that are told beside the first line."""
    return _unique(
        Reason(
            f"beside that, {it.sentence}{_days(assessment, it)}",
            it.authority,
            _held(it, names.within(_spoken_of(it, case))),
        )
        for it in assessment.beside
    )


# ------------------------------------------------------------------------------------------------------------- reasons


def _reasons(assessment: Assessment, names: Names, explain: str) -> list[Section]:
    sections = []
    why = _founded(assessment, names)
    if why:
        must = "is bound" if unable(assessment) else "must"
        sections.append(Section(f"Why {names.host} {must}{_view(assessment, names)}", tuple(why)))
    against = reasons.defeats(assessment)
    told = tuple(
        Reason(it.sentence, it.rests_on, _against_by(assessment, schools, _speaking(names, regime)))
        for schools, it, regime in against[:MOST_ITEMS]
    )
    if not any(assessment.schools.get(it) == "contested" for schools, _, _ in against for it in schools):
        # What schools leave open has not been told as something that stands in the way.
        told += _free(assessment, names)
    if told:
        need_not = "is not bound" if unable(assessment) else "need not"
        title = f"Why {names.host} {need_not}, on the other views"
        if assessment.verdict == "not_obliged":
            title = f"Why {names.host} is not obliged"
        sections.append(Section(title, told, max(0, len(against) - MOST_ITEMS), "--explain why-not"))
    refused = assessment.verdict == "not_obliged"
    conditions, others = reasons.ways(assessment, names.host)
    shown = [*conditions, *others]
    more = 0
    if explain not in ("full", "why-not"):
        more = len(shown) - min(reasons.MOST_WAYS, len(conditions) or len(others))
        shown = shown[: len(shown) - more]
    if refused and against:
        # The duty is founded, and what stands in its way has been told: nothing else is missing.
        return sections
    if refused:
        sections.append(Section(f"Why {names.host} is not obliged", tuple(_status(assessment, names))))
        sections.append(Section("What would oblige it", tuple(shown), more, "--explain why-not"))
    elif _partial(assessment):
        status = _status(assessment, names)
        if status:
            shown, more = status[:MOST_STATUSES], max(0, len(status) - MOST_STATUSES)
        sections.append(Section("Why not on the other days", tuple(shown), more, "--explain why-not"))
    return [it for it in sections if it.reasons]


def _free(assessment: Assessment, names: Names) -> tuple[Reason, ...]:
    """The positions that no school takes and on which there is no duty, whatever else is held."""
    if assessment.verdict != "contested":
        return ()
    return tuple(
        Reason(f"on one view {position.meaning}", "; ".join((*position.held_by, *position.authority)))
        for issue in turning(assessment)
        for position in issue.positions
        if position.verdict == "not_obliged"
        if not any(position.option == it.positions.get(issue.id) for it in names.schools)
    )


def _status(assessment: Assessment, names: Names) -> list[Reason]:
    """What the host is on the days on which it has no duty: what explains that, or if nothing does all that it is."""
    duties = [(it.first_day, it.last_day) for it in assessment.windows]
    found = [
        it
        for it in assessment.conclusions
        if it.kind == "status" and it.bearer == assessment.question.host and it.standing == "certain"
        if not any(first <= it.last_day and it.first_day <= last for first, last in duties)
    ]
    told = [it for it in found if it.act in names.accounts] or found
    return _unique(Reason(it.sentence + _days(assessment, it), it.authority) for it in told)


def _view(assessment: Assessment, names: Names) -> str:
    if assessment.verdict != "contested":
        return ""
    schools = _told_by(assessment, names)
    return f", in the view of {names.of_schools(schools)}" if schools else ", on some positions"


def _told_by(assessment: Assessment, names: Names) -> list[str]:
    """The school in whose view the reasons are told: the court's if it knows a duty, else those that know them all."""
    held = [it.schools for it in assessment.windows]
    court = [it.id for it in names.schools if it.court and any(it.id in schools for schools in held)]
    return court or [it.id for it in names.schools if all(it.id in schools for schools in held)]


def _founded(assessment: Assessment, names: Names) -> list[Reason]:
    """The reasons for the duty; a duty that the school they are told by does not know says whose it is."""
    if assessment.verdict != "contested":
        return reasons.why(assessment)
    schools = set(_told_by(assessment, names))
    others = {
        it.sentence: f"so {names.within({it.regime} - {'general'}).view(it.schools)}"
        for it in assessment.windows
        if schools and it.standing == "contested" and not schools <= set(it.schools)
    }
    return [it._replace(under=others.get(it.sentence, it.under)) for it in reasons.why(assessment)]


def _partial(assessment: Assessment) -> bool:
    asked = assessment.question
    return not any((it.first_day, it.last_day) == (asked.first_day, asked.last_day) for it in assessment.windows)


def _speaking(names: Names, regime: str) -> Names:
    """The schools that have a view of a duty under this regime."""
    return names if regime == "general" else names.within({regime})


def _against_by(assessment: Assessment, schools: tuple[str, ...], names: Names) -> str:
    """In whose view something stands in the way; a school that leaves it open does not hold it."""
    if names.only:
        return ""
    schools = tuple(names.heard(schools))
    held = [it for it in schools if assessment.schools.get(it) != "contested"]
    if len(held) == len(names.schools):
        return ""
    if held:
        return f"so {names.view(held)}"
    if not schools:
        return "so on some positions only"
    leave = "leaves" if len(schools) == 1 else "leave"
    return f"so on positions that {names.of_schools(schools)} {leave} open"


def _unique(told: Iterable[Reason]) -> list[Reason]:
    return list({it.sentence: it for it in told}.values())


def _heralds(assessment: Assessment, names: Names, case: Collection[str]) -> list[Section]:
    """What has changed lately or is about to, where the reasons have not said it already."""
    said = {it.sentence for it in _status(assessment, names)} if assessment.verdict == "not_obliged" else set()
    found = [it for it in assessment.conclusions if it.kind == "status" and it.act in names.heralds]
    found.sort(key=lambda it: names.heralds.index(it.act))
    told = _unique(
        Reason(it.sentence + _days(assessment, it), it.authority, _held(it, names.within(_spoken_of(it, case))))
        for it in found
    )
    shown = tuple(it for it in told if it.sentence not in said)
    return [Section("What has changed or is about to", shown)] if shown else []


# -------------------------------------------------------------------------------------------------------- all the rest


def _host(assessment: Assessment, names: Names, case: Collection[str], most: int | None) -> list[Section]:
    sections = []
    for kind, verb in _KINDS.items():
        found = [
            it
            for it in assessment.conclusions
            if it.kind == kind and it.bearer == assessment.question.host and it not in assessment.beside
        ]
        told = _unique(
            Reason(it.sentence + _days(assessment, it), it.authority, _held(it, names.within(_spoken_of(it, case))))
            for it in found
        )
        told.sort(key=lambda it: bool(it.under))
        if told:
            also = " also" if kind == "duty" and assessment.windows else ""
            some = ", on some views" if all(it.under for it in told) else ""
            title = f"What {names.host} {verb}{also} do{some}"
            shown = told[:most]
            sections.append(Section(title, tuple(shown), len(told) - len(shown), "--explain full"))
    return sections


def _spoken_of(it: Conclusion, case: Collection[str]) -> Collection[str]:
    """The regimes in which a school must speak to be named beside it: its own, or for what is common those at hand."""
    return case if it.regime == "general" else {it.regime}


def _days(assessment: Assessment, it: Conclusion) -> str:
    asked = assessment.question
    if (it.first_day, it.last_day) == (asked.first_day, asked.last_day):
        return ""
    return f" ({phrases.span(it.first_day, it.last_day)})"


def _held(it: Conclusion, names: Names) -> str:
    return "" if it.standing == "certain" else f"so {names.view(it.schools)}"


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
    # Where the question goes past that day, a warning has said so.
    if assessment.known_until and asked.last_day <= assessment.known_until:
        lines.append(f"The record behind this answer is known until {phrases.day(assessment.known_until)}.")
    made = assessment.provenance
    lines.append(
        f"Answer {made.id}; dedere {made.dedere}, clingo {made.clingo}, "
        f"rules {made.rules[:12]}, facts {made.facts[:12]}."
    )
    return lines
