"""What is told of an assessment, in what order and how much of it; how it looks is decided elsewhere.

A short answer fits one page that can be read aloud: the verdict and who says what, the reasons that carry it, what has
changed or is about to, what else the host must, must not and may do, what would turn it, and what to take into account.
A full one has the same with nothing left out, and the proofs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.reporting import selection as reasons
from dedere.reporting import supposed
from dedere.reporting.cautions import remarks
from dedere.reporting.disagreement import ANSWERS, Row, against_by, briefly, disputes, holders, rows, turning, unable
from dedere.reporting.document import (
    Block,
    Document,
    Footer,
    Heading,
    Items,
    Lines,
    Paragraph,
    Remarks,
    Table,
    Tree,
    gathered,
)
from dedere.reporting.document import of_reason as item
from dedere.reporting.names import Names, named
from dedere.reporting.norms import Counted, beside, counted, days, held, norms, spoken_of, titled, unique
from dedere.reporting.selection import Defeat, Reason
from dedere.reporting.tree import Grower
from dedere.schema.answer import regimes

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Assessment, Proof, WhyNot

MOST_LINES = 45
"""How many lines of 80 columns a short answer has."""
MOST_BARE = 9
"""How many an answer without reasons has."""

MOST_REASONS = 6
"""How many reasons a short answer has where there is room; three where there is not."""

MOST_AGAINST = 3
"""How many of the things that stand in the way."""

MOST_WAYS = 5
"""How many of the things that would turn it."""

MOST_CHANGES = 4
"""How many of the things that have changed or are about to, and of those under a heading of their own."""

MOST_NORMS = 9
"""How many of the things that the host must, must not or may do."""


class Section(NamedTuple):
    """A heading, the reasons below it, and how many more there are; `rank` and `least` are those of `Items`."""

    title: str
    reasons: tuple[Reason, ...]
    more: int = 0
    rank: int = 0
    least: int = 1


class Report(NamedTuple):
    """All that is told."""

    summary: str
    verdict: str
    beside: tuple[Reason, ...]
    windows: tuple[str, ...]
    disputes: tuple[str, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    cautions: Remarks | None
    footer: tuple[str, ...]
    why: tuple[Proof, ...]
    why_not: tuple[WhyNot, ...]
    most: int = 0
    rank: int = 0
    """That of what is told beside the first line: where no reasons are told it gives way, else never."""
    counted: Counted = Counted()
    """How that is counted where there is no room for it."""


_SEE = "--explain short"
_FULL = "--explain full"


def document(assessment: Assessment, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What is told of an assessment: `explain` is `none`, `short`, `full` or `why-not`."""
    asked = assessment.question
    report = build(assessment, named(engine, asked.host, only, asked.suppose), explain)
    understood = tuple(supposed.lines(engine, asked.suppose, asked.withdraw)) if report.footer else ()
    return told(report, understood)


def told(report: Report, understood: tuple[str, ...] = ()) -> Document:
    """A report in blocks, and what was understood of the facts that are supposed for it."""
    blocks: list[Block] = []
    if report.beside:
        # On a page of a few lines it gives way first, on one of many last.
        see = _SEE if report.rank else _FULL
        near = tuple(map(item, report.beside))
        blocks.append(Items(near, 0, see, rank=report.rank, lead=report.counted.lead, names=report.counted.names))
    if report.rows:
        blocks.append(_table(report.rows, " ".join(report.disputes)))
    else:
        blocks += map(Paragraph, report.disputes)
    blocks += [Lines(report.windows)] if report.windows else []
    for it in report.sections:
        blocks += [Heading(it.title), Items(tuple(map(item, it.reasons)), it.more, "", "bullets", it.rank, it.least)]
    grower = Grower()
    if report.why:
        blocks += [Heading("The proof, down to the record"), Tree(grower.grow(report.why))]
    for miss in report.why_not:
        on = [Paragraph(f"[{'; '.join(miss.authority)}]", soft=True)] if miss.authority else []
        blocks += [Heading(f"Why not {miss.rule}: {miss.title}"), *on, Tree(grower.grow([miss.missing]))]
        blocks += [Lines(miss.met, "met")] if miss.met else []
    blocks += gathered(grower)
    blocks += [report.cautions] if report.cautions is not None else []
    blocks += [Footer((*understood, *report.footer), len(understood))] if report.footer else []
    see = "" if report.rank or not report.most else _FULL
    return Document(report.summary, tuple(blocks), report.verdict, most=report.most, see=see)


def _table(rows: Iterable[Row], above: str = "") -> Table:
    every = list(rows)
    width = 3 if any(it.reason for it in every) else 2
    shorter = None
    if width == 3:
        if any(it.decision for it in every):
            shorter = _table((it._replace(decision="") for it in every), above)
        elif above and not above[0].isdigit() and all(it.school for it in every):
            # What schools hold on one question can be read without it; where there are several, rows refer to them.
            shorter = _table(every)
        else:
            # That a view is open says nothing without the question on which it takes no position.
            fewer = [it if it.answer == ANSWERS["contested"] else it._replace(reason="") for it in every]
            shorter = _table(fewer, above if above[:1].isdigit() else "") if fewer != every else None
    return Table(
        (),
        tuple(
            (it.who, it.answer, f"{it.reason} [{it.decision}]" if it.decision else it.reason)[:width] for it in every
        ),
        frozenset(at for at, it in enumerate(every) if it.court),
        # A school says by its name that it is the court's.
        "" if any(it.school for it in every) else "the Court's own position",
        above,
        shorter,
        Paragraph(briefly(every), shorter=briefly(every, named=False)),
    )


def build(assessment: Assessment, names: Names, explain: str) -> Report:
    """The report on an answer: `explain` is `none`, `short`, `full` or `why-not`."""
    case = regimes(assessment.windows, assessment.why_not)
    everywhere, names = names, names.within(case)
    full = explain in ("full", "why-not")
    bare = explain == "none"
    schools = tuple(rows(assessment, names))
    return Report(
        summary=assessment.summary,
        verdict=assessment.verdict,
        beside=tuple(
            it if full else it._replace(rests_on="", weight=1 + at) if bare else _briefly(it)
            for at, it in enumerate(beside(assessment, everywhere, case))
        ),
        windows=tuple(_windows(assessment, everywhere)) if full else (),
        disputes=() if bare else tuple(disputes(assessment, names, full=full)),
        rows=tuple(it._replace(reason="", decision="") for it in schools) if bare else schools,
        sections=() if bare else tuple(_sections(assessment, names, everywhere, case, full=full)),
        cautions=remarks(assessment, full=full, bare=bare),
        footer=() if bare else tuple(_footer(assessment, full=full)),
        why=assessment.why if explain == "full" else (),
        why_not=assessment.why_not if explain == "why-not" or (explain == "full" and not assessment.why) else (),
        most=0 if full else MOST_BARE if bare else MOST_LINES,
        rank=1 if bare else 0,
        counted=counted(assessment, names.host, everywhere),
    )


def _sections(
    assessment: Assessment, names: Names, everywhere: Names, case: Collection[str], *, full: bool
) -> Iterable[Section]:
    """The lists, in their order; in a short answer nothing twice, and the authorities shortened to the first."""
    title, owed = norms(assessment, everywhere, case)
    every = [
        # What is owed is told below, and what is taken for granted with the cautions.
        *_why(assessment, names, {*(it.sentence for it in owed), *(() if full else assessment.assumptions)}),
        # What comes first stays longest; what has changed is told before anything but that.
        *(
            Section(it, _weighed(told), 0, 5 if at else 3, 2)
            for at, (it, told) in enumerate(titled(assessment, everywhere, case))
        ),
        Section("What has changed or is about to", _weighed(_heralds(assessment, everywhere, case)), 0, 4, 1),
        Section(title, tuple(owed), 0, 6, 2),
        Section("What would turn it", _weighed(_ways(assessment, names, full=full), 1), 0, 7, 2),
    ]
    if full:
        every.append(Section("Who holds what", tuple(holders(assessment))))
    said: set[str] = set()
    for it in every:
        new = tuple(reason for reason in it.reasons if reason.sentence not in said)
        said.update(reason.sentence for reason in new)
        if new:
            yield it._replace(reasons=new) if full else _shortened(it._replace(reasons=new))


_MOST = {1: MOST_REASONS, 2: MOST_AGAINST, 6: MOST_NORMS, 7: MOST_WAYS}


def _shortened(section: Section) -> Section:
    """A list with the weightiest reasons alone, in their order, and one authority of each."""
    by_weight = sorted(range(len(section.reasons)), key=lambda it: (section.reasons[it].weight, it))
    kept = sorted(by_weight[: _MOST.get(section.rank, MOST_CHANGES)])
    told = tuple(_briefly(section.reasons[it]) for it in kept)
    return section._replace(reasons=told, more=section.more + len(section.reasons) - len(told))


def _briefly(reason: Reason) -> Reason:
    """A reason with the first of what it rests on."""
    return reason._replace(rests_on=reasons.first(reason.rests_on))


def _weighed(told: Iterable[Reason], first: int = 0) -> tuple[Reason, ...]:
    """Reasons each of which weighs more than the one before; a first that weighs nothing is told in any case."""
    return tuple(it._replace(weight=place) for place, it in enumerate(told, first))


def _windows(assessment: Assessment, names: Names) -> list[str]:
    """The days on which each duty holds; nothing where the summary has said all of it."""
    asked = assessment.question
    lines = []
    for window in assessment.windows:
        whole = (window.first_day, window.last_day) == (asked.first_day, asked.last_day)
        when = dates.span(window.first_day, window.last_day)
        act = f"{window.act.replace('_', ' ')} ({window.rule})"
        speaking = names.within({window.regime})
        view = "on every view" if window.standing == "certain" else speaking.view(window.schools)
        lines.append((whole, f"{when}: {act}, {view}"))
    if assessment.verdict == "obliged" and all(whole for whole, _ in lines) and len(lines) == 1:
        return []
    return [line for _, line in lines]


# ------------------------------------------------------------------------------------------------------------- reasons


def _why(assessment: Assessment, names: Names, owed: Collection[str]) -> Iterable[Section]:
    """Why the host must, why it need not, and what it is on the days on which it has no duty."""
    bound = unable(assessment)
    founded = [it for it in _founded(assessment, names) if it.weight == 0 or it.sentence not in owed]
    if founded:
        title = f"Why {names.host} {'is bound' if bound else 'must'}{_view(assessment, names)}"
        yield Section(title, tuple(founded), 0, 1, 3)
    told = tuple(against_it(assessment, names))
    open_ = (school for it in reasons.defeats(assessment) for school in it.schools)
    if not any(assessment.schools.get(school) == "contested" for school in open_):
        # What schools leave open has not been told as something that stands in the way.
        told += _free(assessment, names)
    need_not = "is not bound" if bound else "need not"
    refused = assessment.verdict == "not_obliged"
    # Where no view differs from another on any day, what differs is the day.
    by_day = assessment.verdict == "obliged" and all(it.verdict != "contested" for it in assessment.by_day)
    if told:
        view = "" if refused else " on the other days" if by_day else ", on the other views"
        told = (*told, *_status(assessment, names)) if by_day else told
        yield Section(f"Why {names.host} {need_not}{view}", _weighed(told), 0, 2, 1)
    elif refused:
        yield Section(f"Why {names.host} {need_not}", tuple(_status(assessment, names)), 0, 1, 2)
    if not refused and _partial(assessment) and not (told and by_day):
        yield Section("Why not on the other days", tuple(_status(assessment, names)), 0, 2, 1)


def against_it(assessment: Assessment, names: Names) -> list[Reason]:
    """What stands in the way of a duty that would be founded, each with in whose view, and on which days, it does."""
    against = reasons.defeats(assessment)
    return [_in_the_way(assessment, it, _speaking(names, it.regime), against) for it in against]


def _ways(assessment: Assessment, names: Names, *, full: bool) -> list[Reason]:
    """What would make the answer a stronger one: what would take away what stands in the way, and else found a duty."""
    if assessment.verdict == "obliged":
        return []
    lifted = reasons.lifted(assessment, names)
    conditions = reasons.ways(assessment, names, causes=full)
    if lifted or assessment.verdict == "contested":
        # Of rules that do not apply nothing follows where another founds the duty.
        return unique([*lifted, *conditions])
    return conditions


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
    return unique(Reason(it.sentence + days(assessment, it), it.authority) for it in told)


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
    """The reasons for the duty; a duty that the school they are told by does not know says whose it is.

    Where there is a duty on every view, a further one that is contested says so.
    """
    contested = assessment.verdict == "contested"
    schools = set(_told_by(assessment, names)) if contested else set(assessment.schools)
    certain = {it.sentence for it in assessment.windows if it.standing == "certain"}
    others = {
        it.sentence: names.within({it.regime} - {"general"}).view(it.schools)
        for it in assessment.windows
        if schools and it.sentence not in certain and not (contested and schools <= set(it.schools))
    }
    return [it._replace(under=others.get(it.sentence, it.under)) for it in reasons.why(assessment)]


def _partial(assessment: Assessment) -> bool:
    asked = assessment.question
    return not any((it.first_day, it.last_day) == (asked.first_day, asked.last_day) for it in assessment.windows)


def _speaking(names: Names, regime: str) -> Names:
    """The schools that have a view of a duty under this regime."""
    return names if regime == "general" else names.within({regime})


def _in_the_way(assessment: Assessment, defeat: Defeat, names: Names, every: Sequence[Defeat]) -> Reason:
    """What stands in the way, in whose view; where that differs by day, on which days."""
    owing = any(assessment.schools.get(it) == "obliged" for it in defeat.schools)
    if len({it.day for it in every}) == 1 and not owing:
        return defeat.reason._replace(under=against_by(assessment.schools, defeat.schools, names))
    of_day = next(it for it in assessment.by_day if it.first_day <= defeat.day <= it.last_day)
    return defeat.reason._replace(
        under=against_by(of_day.schools, defeat.schools, names), when=dates.span(of_day.first_day, of_day.last_day)
    )


def _heralds(assessment: Assessment, names: Names, case: Collection[str]) -> list[Reason]:
    """What has changed lately or is about to."""
    found = [it for it in assessment.conclusions if it.kind == "status" and it.act in names.heralds]
    found.sort(key=lambda it: names.heralds.index(it.act))
    return unique(
        Reason(
            it.sentence + days(assessment, it), it.authority, held(assessment, it, names.within(spoken_of(it, case)))
        )
        for it in found
    )


def _footer(assessment: Assessment, *, full: bool) -> Iterable[str]:
    made = assessment.provenance
    if full:
        yield (
            f"Answer {made.id}; dedere {made.dedere}, clingo {made.clingo}, "
            f"rules {made.rules[:12]}, facts {made.facts[:12]}."
        )
    else:
        yield f"Answer {made.id}. More: --explain full | why-not, and dedere flip."
