"""What is told of a plan: the legs counted, what is due before which day, each leg, and what could not be answered.

Every word that is of no rule, no fact and not of the plan itself stands in `joints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases, sheet
from dedere.reporting.cautions import cautions
from dedere.reporting.changes import MOST_SETS
from dedere.reporting.document import (
    Block,
    Document,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Note,
    Paragraph,
    Remarks,
    Table,
)
from dedere.reporting.joints import heading, joint
from dedere.reporting.names import Names, named
from dedere.reporting.said import item, ordered, turning
from dedere.reporting.survey import counted
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedere.engine import Engine
    from dedere.schema.plan import Plan, PlanDue, PlanLeg


def document(found: Plan, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The plan in all, then leg by leg; with `explain` `none` in all alone.

    With `full` the changes that would turn a leg are also told by their days, and of each leg all sets of them.
    """
    called = named(engine, only=found.school)
    blocks: list[Block] = [Lines(tuple(lead(found, called)))] if found.legs else []
    blocks += [*_overlaps(found), *_due(found, full=explain == "full"), *_faults(found)]
    if explain != "none":
        blocks += [block for it in found.legs for block in _leg(it, found, engine, full=explain == "full")]
    blocks.append(Footer(tuple(_foot(found))))
    return Document(title(found), tuple(blocks))


def title(found: Plan) -> str:
    """The title of the plan, or how many legs it has."""
    number = sum(it.alternative_to is None for it in found.legs) + len(found.faults)
    many = joint("leg_number" if number == 1 else "legs_number", number=str(number))
    return found.title or heading("plan", number=many)


def lead(found: Plan, called: Names) -> Iterator[str]:
    """How many of the legs come to what, on every view and on each."""
    if len(found.schools) != 1:
        yield phrases.sentence(joint("on_every_view", counts=counted(found.counts)))
    for id_, its in found.schools.items():
        yield phrases.sentence(joint("count", school=called.school(id_), counts=counted(its)))


def _overlaps(found: Plan) -> Iterator[Block]:
    if found.overlaps:
        yield Heading(heading("overlaps"))
        yield Items(
            tuple(
                Item(
                    joint(
                        "overlap",
                        person=it.name,
                        days=dates.span(it.first_day, it.last_day),
                        host=it.hosts[0],
                        leg=it.legs[0],
                        other=it.hosts[1],
                        other_leg=it.legs[1],
                    )
                )
                for it in found.overlaps
            )
        )
        yield Paragraph(joint("overlapping"))


def _due(found: Plan, *, full: bool) -> Iterator[Block]:
    for name, form, its in (
        ("due", "due_before", [it for it in found.due if it.kind != "change"]),
        ("changes", "due_by", [it for it in found.due if it.kind == "change" and full]),
    ):
        if its:
            yield Heading(heading(name))
            yield Items(tuple(_before(it, form) for it in its))


def _before(it: PlanDue, form: str) -> Item:
    told = item(it.said)
    return told._replace(text=joint(form, day=dates.words(it.day), leg=it.leg, host=it.host, sentence=told.text))


def where(it: PlanLeg, engine: Engine) -> str:
    """Where, when and who; in what manner, where that is not the usual one, and for what."""
    asked = it.question
    told = joint("where", host=it.host, days=dates.span(asked.first_day, asked.last_day), person=it.name)
    declared, _ = engine.leading
    if asked.presence != declared.presets.get(declared.slot("manner")):
        told = joint("manner", where=told, presence=asked.presence.replace("_", " "))
    for more in filter(None, (it.capacity, it.event)):
        told = joint("what_for", where=told, said=more)
    return told


def _leg(it: PlanLeg, found: Plan, engine: Engine, *, full: bool) -> Iterator[Block]:
    called = named(engine, it.question.host, found.school, it.question.suppose)
    if it.alternative_to is None:
        yield Heading(heading("leg", leg=it.leg, where=where(it, engine)))
    else:
        yield Heading(heading("alternative", leg=it.leg, of=it.alternative_to, where=where(it, engine)))
    if it.sides:
        marked = frozenset(at for at, side in enumerate(it.sides) if side.court)
        yield Table((), tuple((side.who, side.answer) for side in it.sides), marked, above=it.summary)
    else:
        yield Paragraph(it.summary)
    told = [item(reason) for reason in (*it.beside, *it.reasons)]
    duties = {reason.sentence for reason in it.reasons}
    one_day = it.question.first_day == it.question.last_day
    phases = {"before": "at_before", "on": "at_day" if one_day else "at_on", "after": "at_after"}
    for phase, form in phases.items():
        for task in ordered(task for task in it.tasks if task.phase == phase and task.said.sentence not in duties):
            one = item(task.said)
            told.append(one._replace(text=joint(form, sentence=one.text)))
    if told:
        yield Items(tuple(told))
    most = None if full else MOST_SETS
    yield from turning(it.some, it.turns, it.nothing_turns, called.host, found.school, called, it.verdict, most)
    remarks = cautions(it.taken, it.cautions, it.kept_until)
    if remarks:
        yield Remarks(remarks)


def _faults(found: Plan) -> Iterator[Block]:
    if found.faults:
        yield Heading(heading("faults"))
        told = []
        for it in found.faults:
            form = "at_leg" if it.line is None else "at_line" if it.leg else "at_bare"
            parts = {"line": str(it.line), "leg": it.leg, "message": it.message}
            said = joint(form, **parts)
            told.append(Item(said, (Note(it.hint, "more"),) if it.hint else ()))
        yield Items(tuple(told))


def _foot(found: Plan) -> Iterator[str]:
    made = joint(
        "plan_made",
        id=found.id,
        day=dates.words(found.day),
        version=found.dedere,
        rules=found.rules_fingerprint[:12],
        facts=found.facts_fingerprint[:12],
    )
    yield f"{made}."


def table(found: Plan, engine: Engine) -> str:
    """The legs as CSV; what could not be answered stands in it with what is wrong."""
    called = named(engine)
    schools = list(found.schools)
    rows = [["leg", "alternative to", "line", "person", "host", "name", "from", "until", "presence", "capacity"]]
    rows[0] += [
        "event",
        "answer",
        *map(called.school, schools),
        "in words",
        "rules",
        "answer id",
        "wrong",
        "overlaps with",
    ]
    for it in found.legs:
        asked = it.question
        rules = dict.fromkeys(filter(None, (reason.rule for reason in it.reasons)))
        days = asked.first_day.isoformat(), asked.last_day.isoformat()
        place = asked.person, asked.area or asked.host, it.host, *days, asked.presence
        answers = IN_WORDS[it.verdict], *(IN_WORDS[it.schools[id_]] for id_ in schools)
        said = it.capacity or "", it.event or ""
        others = [id_ for pair in found.overlaps if it.leg in pair.legs for id_ in pair.legs if id_ != it.leg]
        made = it.summary, " ".join(rules), it.answer, "", " ".join(others)
        rows.append([it.leg, it.alternative_to or "", str(it.line or ""), *place, *said, *answers, *made])
    blank = [""] * (len(rows[0]) - 5)
    rows += [[it.leg, "", str(it.line or ""), *blank, it.message, ""] for it in found.faults]
    return sheet.written(rows)
