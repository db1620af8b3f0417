"""One question with many suppositions, one at a time, answered by one ground program.

>>> found = grid("putin", "S", on="2025-12-05", suppose_each="deposited(S,rome,20250901) : state(S)")
>>> [row.verdict for row in found.rows if row.host == "IND"]
['contested']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dedere.asking import templates
from dedere.asking.query import Asked, ask
from dedere.asking.templates import Supposed, Template
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.program.known import Known
from dedere.program.question import fill
from dedere.schema.difference import Grid, Row
from dedere.solving.ground import Alternatives
from dedere.terms.values import Atom, Value


class _Case(NamedTuple):
    """One row to be answered: the slots of the question, and what is supposed."""

    given: Mapping[str, Value]
    facts: tuple[Atom, ...]


def grid(
    person: str,
    host: str,
    *,
    suppose_each: str | None = None,
    suppose_from: str | None = None,
    on: str | int | None = None,
    first: str | int | None = None,
    last: str | int | None = None,
    presence: str = "visit",
    suppose: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    school: str | None = None,
    known_on: str | int | None = None,
    engine: Engine | None = None,
) -> Grid:
    """The verdict for each fact of a template, or for each line of a text with sets of facts.

    `suppose_each` is a template such as `deposited(S,rome,20250901) : state(S)`. Where `host` is a variable of it, the
    host goes with the fact. `suppose` and `withdraw` hold for all rows. The other arguments are those of `assess`.
    """
    engine = engine or default_engine()
    if (suppose_each is None) == (suppose_from is None):
        raise UsageError(
            "it is not clear what to suppose in turn", "give either a template or a text with sets of facts"
        )
    template = templates.read(engine.corpus, suppose_each) if suppose_each is not None else None
    varies = template is not None and host in template.variables
    named = _any_state(engine) if varies else host
    asked = ask(
        engine,
        person,
        named,
        on=on,
        first=first,
        last=last,
        presence=presence,
        suppose=suppose,
        withdraw=withdraw,
        school=school,
        known_on=known_on,
    )
    sets = _sets(engine, asked, template, suppose_from)
    cases = [_Case(_given(engine, asked, host if varies else None, it), it.facts) for it in sets]
    return _answer(engine, asked, cases, varies)


def _any_state(engine: Engine) -> str:
    return str(min(engine.corpus.names["state"], key=str))


def _sets(engine: Engine, asked: Asked, template: Template | None, content: str | None) -> list[Supposed]:
    if template is not None:
        return templates.fill(engine.corpus, template, asked.supposed, asked.withdrawn)
    return templates.lines(engine.corpus, content or "")


def _given(engine: Engine, asked: Asked, variable: str | None, supposed: Supposed) -> Mapping[str, Value]:
    if variable is None:
        return asked.given
    host = supposed.bound[variable]
    if host not in engine.corpus.names["state"]:
        raise UsageError(f"`{variable}` stands for the host and ranges over `{host}`", "let it range over states")
    return {**asked.given, "host": host}


def _answer(engine: Engine, asked: Asked, cases: Sequence[_Case], varies: bool) -> Grid:
    ground = _ground(engine, asked, cases)
    fixed = dict(asked.school.positions) if asked.school else {}
    overall = ground.verdicts(fixed)
    schools = {school.id: ground.verdicts(school.positions) for school in engine.schools}
    question = asked.question
    return Grid(
        person=question.person,
        host=None if varies else question.host,
        first_day=question.first_day,
        last_day=question.last_day,
        presence=question.presence,
        suppose=question.suppose,
        withdraw=question.withdraw,
        rows=tuple(
            Row(
                host=str(case.given["host"]).upper(),
                suppose=tuple(map(str, case.facts)),
                verdict=overall[index],
                schools={id_: verdicts[index] for id_, verdicts in schools.items()},
            )
            for index, case in enumerate(cases)
        ),
    )


def _ground(engine: Engine, asked: Asked, cases: Sequence[_Case]) -> Alternatives:
    declared, slicer = engine.question("assess")
    plan = list(dict.fromkeys(atom for case in cases for atom in declared.facts(case.given)))
    offered = list(dict.fromkeys(atom for case in cases for atom in case.facts))
    facts = slicer.select(plan, (*asked.supposed, *offered), asked.withdrawn, Known(engine.corpus, asked.known_on).of)
    law = engine.law(facts)
    stay = {*asked.supposed, *(it for it in offered if it in engine.corpus.by_atom and it not in asked.withdrawn)}
    only = {f"{atom}." for atom in offered if atom not in stay}
    return Alternatives(
        law,
        [it for it in facts if it not in only],
        [
            ([str(atom) for atom in case.facts], [fill(it.pattern, case.given) for it in declared.seeks])
            for case in cases
        ],
    )
