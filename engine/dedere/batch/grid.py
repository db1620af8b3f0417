"""One question with many suppositions, one at a time, answered by one ground program.

>>> found = grid("putin", "S", on="2025-12-05", suppose_each="deposited(S,rome,20250901) : state(S)")
>>> [row.verdict for row in found.rows if row.host == "IND"]
['contested']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Unpack

from dedere.asking import templates
from dedere.asking.query import Asking, Query, answer_id, ask, query_of
from dedere.asking.templates import Supposed, Template
from dedere.engine import Engine, ready
from dedere.errors import UsageError, reason_of
from dedere.given import path, texts
from dedere.language.files import read_file
from dedere.program.known import Known
from dedere.program.question import fill
from dedere.schema.answer import ASSESSMENT, Verdict
from dedere.schema.difference import Grid, Row
from dedere.solving.alternatives import Alternatives
from dedere.terms.values import Atom, Value


class _Variant(NamedTuple):
    """One row to be answered: the slots of the question, and what is supposed."""

    given: Mapping[str, Value]
    facts: tuple[Atom, ...]


def grid(
    person: str | Query,
    host: str = "",
    *,
    suppose_each: str | None = None,
    suppose_from: str | Path | None = None,
    **asked: Unpack[Asking],
) -> Grid:
    """The verdict for each fact of a template, or for each line of a text with sets of facts.

    `suppose_each` is a template such as `deposited(S,rome,20250901) : state(S)`. Where `host` is a variable of it, the
    host goes with the fact. `suppose_from` is a text with a set of facts a line, or the path of a file that holds it.
    `suppose` and `withdraw` hold for all rows. The other arguments are those of `ask`, or a query that `ask` has read.

    Raises `UsageError` for what is wrong with the question.
    """
    engine = person.engine if isinstance(person, Query) else ready(asked.get("engine"))
    texts("give a template as a text", suppose_each=suppose_each)
    if (suppose_each is None) == (suppose_from is None):
        raise UsageError(
            "it is not clear what to suppose in turn", "give either a template or a text with sets of facts"
        )
    template = templates.parse(engine.corpus, suppose_each) if suppose_each is not None else None
    if isinstance(person, Query):
        query, varies = query_of(person, host, asked), False
    else:
        varies = template is not None and host in template.variables
        query = ask(person, _any_host(engine) if varies else host, **asked)
    sets = _sets(query, template, _lines(suppose_from))
    variants = [_Variant(_given(query, host if varies else None, it), it.facts) for it in sets]
    return _answer(query, variants, varies).making(query.engine)


def _hosts(engine: Engine) -> tuple[str, frozenset[Value]]:
    """The slot of the host, and the ids that it may be."""
    declared, _ = engine.leading
    slot = declared.slot("host")
    return slot, engine.corpus.named_as(declared.type_of(slot))


def _any_host(engine: Engine) -> str:
    return str(min(_hosts(engine)[1], key=str))


def _lines(given: str | Path | None) -> str:
    """The lines with sets of facts, from a text or from the file at a path."""
    if isinstance(given, Path) or (isinstance(given, str) and _is_path(given)):
        try:
            return read_file(path("file", given)).decode()
        except OSError as error:
            raise UsageError(f"`{given}` cannot be read: {reason_of(error)}", "check the path") from None
        except UnicodeDecodeError:
            raise UsageError(f"`{given}` is not UTF-8", "save it as UTF-8") from None
    texts("give the lines as a text, or the path of a file as `Path`", suppose_from=given)
    return given or ""


def _is_path(given: str) -> bool:
    """Whether a text can only be a path: what is supposed says something of something."""
    return bool(given.strip()) and "(" not in given and "\n" not in given


def _sets(query: Query, template: Template | None, content: str) -> list[Supposed]:
    corpus = query.engine.corpus
    if template is not None:
        return templates.fill(corpus, template, query.supposed, query.withdrawn)
    return templates.lines(corpus, content, query.supposed)


def _given(query: Query, variable: str | None, supposed: Supposed) -> Mapping[str, Value]:
    if variable is None:
        return query.given
    slot, hosts = _hosts(query.engine)
    host = supposed.bound[variable]
    if host not in hosts:
        raise UsageError(f"`{variable}` stands for the host and ranges over `{host}`", "let it range over states")
    return {**query.given, slot: host}


def _answer(query: Query, variants: Sequence[_Variant], varies: bool) -> Grid:
    engine = query.engine
    ground = _ground(query, variants)
    fixed = dict(query.school.positions) if query.school else {}
    overall = ground.verdicts(fixed)
    schools = {
        school.id: ground.verdicts(school.positions)
        for school in (engine.schools if query.school is None else (query.school,))
    }
    question = query.question
    rows = tuple(
        _row(query, it, overall[index], {id_: verdicts[index] for id_, verdicts in schools.items()})
        for index, it in enumerate(variants)
    )
    every = [" ".join((row.host, *row.suppose)) for row in rows]
    return Grid(
        id=answer_id("dedere.grid/1", engine.corpus, question, query.school, *every),
        person=question.person,
        host=None if varies else question.host,
        first_day=question.first_day,
        last_day=question.last_day,
        presence=question.presence,
        suppose=question.suppose,
        withdraw=question.withdraw,
        rows=rows,
    )


def _row(query: Query, variant: _Variant, verdict: Verdict, schools: dict[str, Verdict]) -> Row:
    declared = query.declared
    slot = declared.slot("host")
    phrases = query.engine.reasoner.phrases.calling((*query.supposed, *variant.facts))
    host = phrases.code(variant.given[slot], declared.type_of(slot))
    supposed = tuple(map(str, variant.facts))
    asked = query.question.model_copy(update={"host": host, "suppose": (*query.question.suppose, *supposed)})
    return Row(
        id=answer_id(ASSESSMENT, query.engine.corpus, asked, query.school),
        host=host,
        suppose=supposed,
        verdict=verdict,
        schools=schools,
    )


def _ground(query: Query, variants: Sequence[_Variant]) -> Alternatives:
    engine, declared = query.engine, query.declared
    _, slicer = engine.question(declared.id)
    plan = list(dict.fromkeys(atom for it in variants for atom in declared.facts(it.given)))
    offered = list(dict.fromkeys(atom for it in variants for atom in it.facts))
    facts = slicer.select(plan, (*query.supposed, *offered), query.withdrawn, Known(engine.corpus, query.known_on).of)
    law = engine.law(facts)
    stay = {*query.supposed, *(it for it in offered if it in engine.corpus.by_atom and it not in query.withdrawn)}
    only = {f"{atom}." for atom in offered if atom not in stay}
    return Alternatives(
        law,
        [it for it in facts if it not in only],
        [
            ([str(atom) for atom in it.facts], [fill(sought.pattern, it.given) for sought in declared.seeks])
            for it in variants
        ],
    )
