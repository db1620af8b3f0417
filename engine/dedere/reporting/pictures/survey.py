"""The picture of a survey: a map in the view of the court and bars for every view; or the persons wanted in a State."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases, survey
from dedere.reporting.names import named, sought
from dedere.reporting.pictures import grid, world
from dedere.reporting.pictures.picture import CONTESTED, NONE, NOT_OBLIGED, OBLIGED, Bar, Key, Picture
from dedere.terms.reader import parse_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dedere.engine import Engine
    from dedere.reporting.names import Names
    from dedere.schema.answer import Verdict
    from dedere.schema.survey import Counts, Survey, SurveyArea, SurveyState

WORDS = {OBLIGED: "obliged", CONTESTED: "contested", NOT_OBLIGED: "not obliged"}


def picture(found: Survey, engine: Engine) -> Picture:
    """What is drawn of a survey."""
    return _of_host(found, engine) if found.host else _of_states(found, engine)


def _of_states(found: Survey, engine: Engine) -> Picture:
    called = named(engine, only=found.school, supposed=found.suppose)
    school = next(iter(survey.in_order(found, engine)), None)
    verdict = _reader(school)
    several = len(found.persons) > 1
    turned = {it.place.lower() for it in found.turned}
    states = {it.state.lower(): it for it in found.states}
    areas = {it.area: it for it in found.areas}
    act = " ".join(sought(engine, "").split())

    def fill(id_: str) -> world.Fill | None:
        if id_ in states:
            it = states[id_]
            open_ = verdict(it) == CONTESTED and not (school and it.bound[school])
            style = _shade(it.bound[school], len(found.persons)) if several and school and not open_ else ""
            said = f"{it.name}: {_said(it, verdict, act if several else None, school)}"
            return world.Fill(OBLIGED if style else verdict(it), said, id_ in turned, style)
        if id_ not in areas:
            return None
        area = areas[id_]
        if area.state is None:
            return world.Fill(NONE, f"{area.name}: no State of the record answers for it", area=True)
        bound = sum(it.schools.get(school or "") == OBLIGED for it in area.answers)
        open_ = verdict(area) == CONTESTED and not bound
        style = _shade(bound, len(found.persons)) if several and not open_ else ""
        owner = states[area.state.lower()].name
        said = f"{area.name} ({owner}): {WORDS[verdict(area)]}{f'; {owner} cannot act there' if area.unable else ''}"
        return world.Fill(OBLIGED if style else verdict(area), said, id_ in turned, style, area=True)

    drawing, width, height = world.drawn(fill)
    view = f"in the view of {called.school(school)}" if school else "on every view"
    counts = found.schools[school] if school else found.counts
    lead = survey.lead(found, engine)
    if several:
        lead = f"{lead} How many of {len(found.persons)} persons each State must {act} {view}."
    return Picture(
        title=survey.title(found, engine),
        lead=lead,
        alternative=f"A map of the world. {' '.join(survey.by_school(found, engine))}",
        drawing=drawing,
        width=width,
        height=height,
        keys=tuple(_keys(found, counts, several, school)),
        bars=tuple(_bars(found, engine, called)),
        notes=tuple(_notes(found, engine)),
        style=world.STYLE,
        source=_source(found, f"Shapes: {world.world().source}; {world.world().projection}. "),
    )


def _reader(school: str | None) -> Callable[[SurveyState | SurveyArea], Verdict]:
    """How the answer of a place is read: in the view of one school, or in all."""

    def verdict(it: SurveyState | SurveyArea) -> Verdict:
        found = it.verdict if school is None else it.schools[school]
        assert found is not None  # noqa: S101  # an area of no State has no answer, and is not asked for one
        return found

    return verdict


def _said(it: SurveyState, verdict: Callable[[SurveyState], Verdict], act: str | None, school: str | None) -> str:
    if act and school:
        open_ = sum(answer.schools.get(school) == CONTESTED for answer in it.answers)
        return f"must {act} {it.bound[school]} of {len(it.answers)}{f'; {open_} contested' if open_ else ''}"
    return (
        f"{WORDS[verdict(it)]}{f' ({it.ground})' if it.ground else ''}{'; ' if it.status else ''}{'; '.join(it.status)}"
    )


def _shade(bound: int, of: int) -> str:
    """The colour of so many of so many: none is that of what is not obliged."""
    return f"fill-opacity:{0.3 + 0.7 * bound / of:.2f}" if bound else "fill:#ead38b"


def _keys(found: Survey, counts: Counts, several: bool, school: str | None) -> Iterator[Key]:
    if several and school:
        of = len(found.persons)
        for bound in range(of, -1, -1):
            yield Key(OBLIGED, f"{bound} of {of}", _shade(bound, of))
    else:
        yield Key(OBLIGED, "obliged")
    if counts.contested or any(it.schools.get(school or "") == CONTESTED for it in found.areas):
        within = "contested within this view" if school else "contested"
        yield Key(CONTESTED, f"none for certain, {within}" if several and school else within)
    if not (several and school):
        yield Key(NOT_OBLIGED, "not obliged")
    if any(it.state is None for it in found.areas):
        yield Key(NONE, "no State of the record answers")
    if found.turned:
        yield Key("paper turned", "changed by what is supposed")


def _bars(found: Survey, engine: Engine, called: Names) -> Iterator[Bar]:
    for it in survey.in_order(found, engine):
        yield _bar(f"in the view of {called.school(it)}", found.schools[it])
    if len(found.schools) > 1:
        yield _bar("all views together", found.counts)


def _bar(label: str, counts: Counts) -> Bar:
    parts = ((OBLIGED, counts.obliged), (CONTESTED, counts.contested), (NOT_OBLIGED, counts.not_obliged))
    return Bar(label, parts, survey.counted(counts))


def _notes(found: Survey, engine: Engine) -> Iterator[str]:
    if found.suppose or found.withdraw:
        facts = [parse_fact(it) for it in found.suppose]
        said = engine.reasoner.phrases.calling(facts)
        told = [said.atom(it) for it in facts]
        supposed = "; ".join((*told, *(f"not that {said.atom(parse_fact(it))}" for it in found.withdraw)))
        changed = phrases.listed(it.name for it in found.turned)
        turns = f"That changes the answer of {changed} (outlined)." if changed else "That changes no answer."
        yield f"Supposed: {supposed}. {turns}"
    apart = phrases.listed(it.name for it in found.areas if it.unable)
    if apart:
        yield f"Coloured with their State, which is bound and cannot act there: {apart}."
    status = [sentence for it in found.states for sentence in it.status]
    if status:
        yield phrases.sentence("; ".join(status))


def _source(found: Survey, shapes: str = "") -> tuple[str, ...]:
    kept = [it.kept_until for it in found.persons if it.kept_until is not None]
    until = f" Warrants kept until {dates.words(min(kept))}." if kept else ""
    dots = "Ringed dots are States, small ones areas, too small to be seen. " if shapes else ""
    return (f"{dots}{shapes}{survey.DISCLAIMER}", f"Dedere {found.dedere}, answer {found.id}.{until}")


def _of_host(found: Survey, engine: Engine) -> Picture:
    called = named(engine, only=found.school, supposed=found.suppose)
    schools = survey.in_order(found, engine)
    rows = [
        (it.name, [it.answer.schools[id_] for id_ in schools], it.answer.ground)
        for it in found.persons
        if it.answer is not None
    ]
    drawing, height = grid.drawn([called.school(it) for it in schools], rows)
    return Picture(
        title=survey.title(found, engine),
        lead=survey.lead(found, engine),
        alternative=f"A row for each person, a column for each view. {' '.join(survey.by_school(found, engine))}",
        drawing=drawing,
        width=grid.WIDTH,
        height=height,
        keys=(Key(OBLIGED, "obliged"), Key(CONTESTED, "contested within the view"), Key(NOT_OBLIGED, "not obliged")),
        bars=tuple(_bars(found, engine, called)),
        source=_source(found),
        wide=True,
    )
