"""What is told of a survey: the counts, the schools, the States by their answer, the areas, and what a change turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.program.question import fill
from dedere.reporting import phrases, sheet
from dedere.reporting.document import Block, Document, Footer, Heading, Item, Items, Lines, Note, Paragraph, Table
from dedere.reporting.names import Names, named
from dedere.schema.answer import IN_WORDS, STRENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dedere.engine import Engine
    from dedere.schema.answer import Verdict
    from dedere.schema.survey import Counts, Survey, SurveyArea, SurveyPerson, SurveyState

UNTOLD = "no ground is told"

DISCLAIMER = "Reference data and not legal advice; how a territory is shown implies no opinion on its legal status."


def document(found: Survey, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The counts by school, the court's own position first, then the States by answer and ground, then the areas."""
    called = named(engine, only=only, supposed=found.suppose)
    if explain == "none":
        return Document(title(found, engine), (Lines(tuple(by_school(found, engine))),))
    blocks: list[Block] = [Paragraph(lead(found, engine)), Heading("By view"), _schools(found, engine, called)]
    if found.turned:
        items = tuple(
            Item(f"{it.name}: {views(it.schools_before, called)} -> {views(it.schools_after, called)}", mark="~")
            for it in found.turned
        )
        blocks += [Heading("What the change turns"), Items(items)]
    elif found.suppose or found.withdraw:
        blocks.append(Paragraph("What is supposed or withdrawn changes the answer of no place."))
    blocks += _of_host(found, engine, called) if found.host else _of_states(found, engine, called, explain)
    blocks.append(Footer(tuple(_foot(found, engine))))
    return Document(title(found, engine), tuple(blocks))


def title(found: Survey, engine: Engine) -> str:
    """The question."""
    declared, _ = engine.leading
    slot = declared.slot("person")
    day = dates.words(found.day)
    if found.host:
        return f"Must {place(found, engine)} {fill(declared.seeks[0].sentence, {slot: 'whoever is wanted'})} on {day}?"
    who = phrases.listed(it.name for it in found.persons)
    act = fill(declared.seeks[0].sentence, {slot: who if len(found.persons) == 1 else f"at least one of {who}"})
    return f"Which States must {act} on {day}?"


def lead(found: Survey, engine: Engine) -> str:
    """The number that answers it, in the view of the court, and of how many."""
    school = next(iter(in_order(found, engine)), None)
    of = many(len(found.persons), "person who is wanted") if found.host else f"{len(found.states)} States of the record"
    if found.host and len(found.persons) != 1:
        of = f"{len(found.persons)} persons who are wanted"
    counts = found.schools[school] if school else found.counts
    view = f"in the view of {named(engine).school(school)}" if school else "on every view"
    return f"Of the {of}, {view}: {counted(counts)}."


def place(found: Survey, engine: Engine) -> str:
    """The name of the host of a survey of persons."""
    return engine.reasoner.phrases.name(str(found.host).lower())


def many(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def in_order(found: Survey, engine: Engine) -> list[str]:
    """The schools, that of the court first."""
    court = engine.court.id if engine.court else None
    return sorted(found.schools, key=lambda it: it != court)


def by_school(found: Survey, engine: Engine) -> Iterator[str]:
    """A line for each school: of how many it says what."""
    called = named(engine)
    for it in in_order(found, engine):
        yield f"In the view of {called.school(it)}: {counted(found.schools[it])}."


def counted(counts: Counts) -> str:
    """The counts in words, without what there is none of."""
    told = [(counts.obliged, "obliged"), (counts.contested, "contested"), (counts.not_obliged, "not obliged")]
    return ", ".join(f"{number} {word}" for number, word in told if number)


def _schools(found: Survey, engine: Engine, called: Names) -> Table:
    of = "wanted persons" if found.host else "States"
    rows = [(called.school(it), *_numbers(found.schools[it])) for it in in_order(found, engine)]
    if len(rows) > 1:
        rows.append(("all views together", *_numbers(found.counts)))
    return Table((f"{of}, in the view of", "obliged", "contested", "not obliged"), tuple(rows))


def _numbers(counts: Counts) -> tuple[str, str, str]:
    return str(counts.obliged), str(counts.contested), str(counts.not_obliged)


def views(schools: dict[str, Verdict], called: Names) -> str:
    """The answer by school; said once where all say the same."""
    if len(set(schools.values())) == 1:
        verdict = next(iter(schools.values()))
        if len(schools) == 1:
            return f"{IN_WORDS[verdict]} {called.view(schools)}"
        return f"{IN_WORDS[verdict]} on {'any' if verdict == 'not_obliged' else 'every'} view"
    together: dict[str, list[str]] = {}
    for id_, verdict in schools.items():
        together.setdefault(IN_WORDS[verdict], []).append(id_)
    return "; ".join(f"{verdict} {called.view(ids)}" for verdict, ids in together.items())


def _of_states(found: Survey, engine: Engine, called: Names, explain: str) -> list[Block]:
    blocks: list[Block] = []
    several = len(found.persons) > 1
    if several:
        blocks += [Heading("Each person"), _each(found.persons, engine, called)]
    for heading, its in _alike(found.states, called):
        items = tuple(Item(f"{ground or UNTOLD}: {', '.join(it.name for it in of)}") for ground, of in _grounded(its))
        blocks += [Heading(f"{many(len(its), 'State')} {heading}"), Items(items)]
    areas = [_area(it, found, called) for it in found.areas] if explain == "full" else list(_apart(found, called))
    areas += [Item(phrases.sentence("; ".join(it.status))) for it in found.states if it.status]
    if areas:
        blocks += [Heading("Areas" if explain == "full" else "Areas that stand apart"), Items(tuple(areas))]
    return blocks


def _alike(states: Iterable[SurveyState], called: Names) -> list[tuple[str, list[SurveyState]]]:
    """The States under what the schools say of them, those that are asked most of first."""
    together: dict[tuple[Verdict, ...], list[SurveyState]] = {}
    for it in states:
        together.setdefault(tuple(it.schools.values()), []).append(it)
    ordered = sorted(together.values(), key=lambda its: [-STRENGTH[verdict] for verdict in its[0].schools.values()])
    return [(views(its[0].schools, called), sorted(its, key=lambda it: it.name)) for its in ordered]


def _grounded(states: Iterable[SurveyState]) -> list[tuple[str, list[SurveyState]]]:
    together: dict[str, list[SurveyState]] = {}
    for it in states:
        together.setdefault(it.ground, []).append(it)
    return sorted(together.items(), key=lambda it: (-len(it[1]), it[0]))


def _apart(found: Survey, called: Names) -> Iterator[Item]:
    """The areas that have another answer than their State, or none, or where it cannot act."""
    of = {it.state: it for it in found.states}
    unable: dict[str, list[str]] = {}
    other: dict[tuple[str, str], list[str]] = {}
    for it in found.areas:
        if it.state is None:
            yield _area(it, found, called)
        elif it.unable:
            unable.setdefault(of[it.state].name, []).append(it.name)
        elif it.schools != of[it.state].schools:
            other.setdefault((of[it.state].name, f"{views(it.schools, called)} [{it.ground}]"), []).append(it.name)
    for name, places in unable.items():
        yield Item(f"{name} is bound, but cannot act in {phrases.listed(places)}.")
    for (name, answer), places in other.items():
        yield Item(f"{phrases.listed(places)} ({name}): {answer}.")


def _area(it: SurveyArea, found: Survey, called: Names) -> Item:
    name = next((state.name for state in found.states if state.state == it.state), None)
    said = (
        f"{it.name}: no State of the record answers for it"
        if name is None
        else f"{it.name} ({name}): {views(it.schools, called)}"
    )
    if it.unable:
        said += f"; {name} cannot act there"
    return Item(f"{said}.", (Note(phrases.sentence("; ".join(it.status)), "more"),) if it.status else ())


def _each(persons: Sequence[SurveyPerson], engine: Engine, called: Names) -> Table:
    ids = list(persons[0].schools)
    court = engine.court.id if engine.court else None
    ids.sort(key=lambda it: it != court)
    return Table(
        ("person", *(f"obliged: {called.school(it)}" for it in ids)),
        tuple((it.name, *(str(it.schools[id_].obliged) for id_ in ids)) for it in persons),
    )


def _of_host(found: Survey, engine: Engine, called: Names) -> list[Block]:
    name = engine.reasoner.phrases.name
    together: dict[str, list[SurveyPerson]] = {}
    for it in found.persons:
        if it.answer is not None:
            together.setdefault(views(it.answer.schools, called), []).append(it)
    blocks: list[Block] = []
    for heading, its in together.items():
        items = tuple(
            Item(f"{it.name}, wanted by {phrases.listed(map(name, it.wanted_by))}: {it.answer.ground or UNTOLD}")
            for it in its
            if it.answer is not None
        )
        blocks += [Heading(f"{many(len(its), 'person')}: {heading}"), Items(items)]
    return blocks


def _foot(found: Survey, engine: Engine) -> Iterator[str]:
    if found.counts.obliged or found.counts.contested:
        yield from engine.leading[0].of_many
    kept = sorted({it.kept_until for it in found.persons if it.kept_until is not None})
    if kept:
        told = f"The warrants are kept until {dates.words(kept[0])}"
        yield f"{told}; the question goes past it." if kept[0] < found.day else f"{told}."
    else:
        yield "Nothing says up to which day the warrants are kept."
    if found.known_on:
        yield f"Answered with what was known on {dates.words(found.known_on)}."
    yield f"{DISCLAIMER}"
    yield f"Answer {found.id}"


def table(found: Survey, engine: Engine) -> str:
    """The States and areas as CSV, or the persons of a host."""
    called = named(engine)
    schools = list(found.schools)
    if found.host:
        rows: list[list[str]] = [
            ["person", "name", "wanted by", "answer", *map(called.school, schools), "ground", "rule", "id"]
        ]
        rows += [
            [it.person, it.name, " ".join(it.wanted_by), IN_WORDS[it.answer.verdict]]
            + [IN_WORDS[it.answer.schools[id_]] for id_ in schools]
            + [it.answer.ground, it.answer.rule or "", it.answer.answer]
            for it in found.persons
            if it.answer is not None
        ]
        return sheet.written(rows)
    rows = [
        [
            "person",
            "place",
            "name",
            "State",
            "answer",
            *map(called.school, schools),
            "ground",
            "rule",
            "cannot act",
            "status",
            "id",
        ]
    ]
    for state in found.states:
        rows += [
            [it.person, state.state, state.name, state.state, IN_WORDS[it.verdict]]
            + [IN_WORDS[it.schools[id_]] for id_ in schools]
            + [it.ground, it.rule or "", "yes" if it.unable else "", "; ".join(state.status), it.answer]
            for it in state.answers
        ]
    for area in found.areas:
        rows += [
            [it.person, area.area, area.name, area.state or "", IN_WORDS[it.verdict]]
            + [IN_WORDS[it.schools[id_]] for id_ in schools]
            + [it.ground, it.rule or "", "yes" if it.unable else "", "; ".join(area.status), it.answer]
            for it in area.answers
        ]
    return sheet.written(rows)
