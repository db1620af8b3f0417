"""What is told of a memo: its sentences under their headings, with the numbers of their sources.

Every word that is of no rule and no fact stands in `joints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases, timeline
from dedere.reporting.cautions import cautions
from dedere.reporting.disagreement import ANSWERS, UNABLE
from dedere.reporting.document import (
    Block,
    Document,
    Figure,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Note,
    Paragraph,
    Sources,
    Table,
)
from dedere.reporting.joints import VERBS, heading, joint
from dedere.reporting.names import Names, named
from dedere.reporting.said import item, ordered, rests, turning
from dedere.reporting.survey import counted, views

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dedere.engine import Engine
    from dedere.schema.answer import Verdict
    from dedere.schema.dossier import Dispute, Dossier, Point


def document(found: Dossier, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The memo from the short answer to the table of sources; `explain` leaves nothing out."""
    called = named(engine, found.question.host, found.school, found.question.suppose)
    blocks = [
        *_short(found),
        *_sides(found),
        *_facts(found),
        *_law(found, called),
        *_line(found, called),
        *_tasks(found),
        *_powers(found),
        *_unknown(found),
        *turning(found.some, found.turns, found.nothing_turns, found.host, found.school, called, found.verdict),
        *_around(found, called),
    ]
    if found.sources:
        blocks.append(
            Sources(tuple(f"{it.citation} <{it.address}>" if it.address else it.citation for it in found.sources))
        )
    blocks.append(Footer(tuple(_foot(found))))
    return Document(found.title, tuple(blocks), found.verdict)


def _short(found: Dossier) -> Iterator[Block]:
    yield Heading(heading("short"))
    if found.beside or not found.sides:
        yield Paragraph(found.summary)
    if found.beside:
        yield Items(tuple(map(item, found.beside)))
    if found.sides:
        rows = tuple((it.who, it.answer, phrases.sentence(it.reason) if it.reason else "") for it in found.sides)
        width = 3 if any(it.reason for it in found.sides) else 2
        marked = frozenset(at for at, it in enumerate(found.sides) if it.court)
        yield Table((), tuple(it[:width] for it in rows), marked, above="" if found.beside else found.summary)
    changed = [joint("supposed", sentence=it.sentence) for it in found.supposed]
    changed += [joint("withdrawn", sentence=it.sentence) for it in found.withdrawn]
    if changed:
        yield Items(tuple(Item(phrases.sentence(it)) for it in changed))


# ----------------------------------------------------------------------------------------------- who says what, and why


def _sides(found: Dossier) -> Iterator[Block]:
    if found.disputes or found.findings:
        yield Heading(heading("sides"))
    for dispute in found.disputes:
        asked = dispute.question
        yield Paragraph(asked if dispute.turns == "alone" else joint("together", question=asked))
        yield Items(tuple(_stands(dispute, found)))
    if found.findings:
        said = (it.model_copy(update={"sentence": joint("found", sentence=it.sentence)}) for it in found.findings)
        yield Items(tuple(map(item, said)))


def _stands(dispute: Dispute, found: Dossier) -> Iterator[Item]:
    answers: Mapping[str, str] = UNABLE if _unable(found) else ANSWERS
    for it in sorted(dispute.stands, key=lambda it: not it.court):
        told = joint("stand", meaning=it.meaning, host=found.host, answer=answers[it.verdict])
        notes = [Note(phrases.sentence(joint("held", holders="; ".join(it.held_by))), "more")] if it.held_by else []
        notes += [Note("; ".join(it.authority), "rests")] if it.authority else []
        yield Item(phrases.sentence(told), tuple(reversed(notes)))


def _unable(found: Dossier) -> bool:
    return any(it.answer in (UNABLE["obliged"], UNABLE["not_obliged"]) for it in found.sides)


def _facts(found: Dossier) -> Iterator[Block]:
    if found.facts:
        yield Heading(heading("facts"))
        yield Items(tuple(map(item, found.facts)))


def _law(found: Dossier, called: Names) -> Iterator[Block]:
    unable = _unable(found)
    if found.for_:
        shared = {it.said.view for it in found.for_}
        view = f", {shared.pop()}" if len(shared) == 1 and "" not in shared else ""
        yield Heading(heading("for_unable" if unable else "for", host=called.host, view=view))
        yield Items(tuple(_point(it, bare=bool(view)) for it in found.for_))
    if found.against:
        other = "" if found.verdict == "not_obliged" else joint("other_days" if _by_day(found) else "other_views")
        yield Heading(heading("against_unable" if unable else "against", host=called.host, other=other))
        yield Items(tuple(map(_point, found.against)))


def _by_day(found: Dossier) -> bool:
    """Whether no view differs from another on a day that is asked about, so that what differs is the day."""
    first, last = found.question.first_day, found.question.last_day
    asked = [
        it
        for it in found.line.phases
        if (it.first_day is None or it.first_day <= last) and (it.last_day is None or first <= it.last_day)
    ]
    return found.verdict == "obliged" and all(it.verdict != "contested" for it in asked)


def _point(it: Point, *, bare: bool = False) -> Item:
    """A reason with its steps below it; with `bare` its heading has said in whose view it holds."""
    main = item(it.said.model_copy(update={"view": ""}) if bare else it.said)
    steps = (Note(phrases.sentence(rests(step)), "more") for step in it.steps)
    return main._replace(notes=(*main.notes, *steps))


# -------------------------------------------------------------------------------------------- over time, and what to do


def _line(found: Dossier, called: Names) -> Iterator[Block]:
    yield Heading(heading("line"))
    for it in found.line.phases:
        schools: dict[str, Verdict] = {id_: its for id_, its in it.schools.items() if found.school in (None, id_)}
        told = joint("phase", days=timeline.days(it), views=views(schools, called))
        notes = tuple(Note(phrases.sentence(why), "more") for why in it.because)
        yield Items((Item(phrases.sentence(told), notes),))
    if found.line.journeys:
        listed = "; ".join(map(timeline.trip, found.line.journeys))
        yield Paragraph(phrases.sentence(joint("journeys", journeys=listed)), soft=True)
    if found.heralds:
        yield Items(tuple(map(item, found.heralds)))
    yield Figure("line")


def _tasks(found: Dossier) -> Iterator[Block]:
    asked = found.question
    stretch = dates.stretch(asked.first_day, asked.last_day)
    days = {"before": dates.words(asked.first_day), "on": stretch, "after": dates.words(asked.last_day)}
    for phase, day in days.items():
        its = [it for it in found.tasks if it.phase == phase]
        if its:
            verbs = phrases.listed(VERBS[kind] for kind in VERBS if any(it.kind == kind for it in its))
            yield Heading(heading(phase, host=found.host, verbs=verbs, day=day))
            yield Items(tuple(item(it.said) for it in ordered(its)))


def _powers(found: Dossier) -> Iterator[Block]:
    if found.powers:
        yield Heading(heading("powers"))
        yield Items(tuple(map(item, found.powers)))


# -------------------------------------------------------------------------------- what is not known, what would turn it


def _unknown(found: Dossier) -> Iterator[Block]:
    told = cautions(found.taken, found.cautions, found.kept_until)
    if told or found.absent:
        yield Heading(heading("unknown"))
    if told:
        yield Items(tuple(Item(f"{label}: {said}") for label, said in told))
    if found.absent:
        yield Paragraph(joint("absent"))
        yield Items(tuple(Item(phrases.sentence(it)) for it in found.absent))


def _around(found: Dossier, called: Names) -> Iterator[Block]:
    day = dates.stretch(found.around.day, found.around.day)
    yield Heading(heading("around", day=day))
    first = found.around.school
    order = sorted(found.around.schools, key=lambda it: it != first)
    lines = [joint("count", school=called.school(it), counts=counted(found.around.schools[it])) for it in order]
    yield Paragraph(f"{joint('of_states', number=str(found.around.states))}:")
    yield Lines(tuple(map(phrases.sentence, lines)))
    yield Figure("map")


def _foot(found: Dossier) -> Iterator[str]:
    drawn = joint("drawn_up", day=dates.words(found.day), assessment=found.assessment, flip=found.flip)
    made = joint(
        "made",
        id=found.id,
        version=found.dedere,
        rules=found.rules_fingerprint[:12],
        facts=found.facts_fingerprint[:12],
    )
    yield from (f"{drawn}.", f"{made}.", joint("advice"))
