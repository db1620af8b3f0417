"""The order in which the lines of a record stand says nothing, and changes no byte of an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import dedere
from dedere.corpus.corpus import Corpus, Fact
from dedere.engine import Engine, default_engine
from dedere.loading import default_folders
from dedere.schema.told import Told
from dedere.terms.values import quote


def told(corpus: Corpus, facts: list[Fact]) -> str:
    """Some facts of a record in the form of a file, each with what it rests on above it."""
    lines = [
        f"%@ source {it.id} {quote(it.citation)}" + (f" {quote(it.url)}" if it.url else "")
        for it in corpus.sources.values()
    ]
    for fact in facts:
        checked = f" {fact.checked}" if fact.checked else ""
        lines.append(f"%@ by {', '.join(fact.sources)} {fact.confidence}{checked}")
        lines += [f"%@ note {quote(fact.note)}"] if fact.note else []
        lines += [f"%@ known {fact.known}"] if fact.known else []
        lines.append(f"{fact.atom}.")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module", params=[1, 2])
def shuffled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The record that comes with Dedere, its facts in another order."""
    corpus = default_engine().corpus
    facts = [fact for fact in corpus.facts if not fact.law]
    Random(request.param).shuffle(facts)  # any order will do
    home: Path = tmp_path_factory.mktemp("shuffled")
    (home / "facts.lp").write_text(told(corpus, facts), encoding="utf-8")
    return Engine(dedere.load(rules=default_folders()[0], facts=home, alone=True))


ASKED = [
    ("putin", "ind", "2025-12-05", "2025-12-05"),
    ("putin", "mng", "2024-09-02", "2024-09-03"),
    ("putin", "tjk", "2025-10-08", "2025-10-10"),
    ("netanyahu", "hun", "2025-04-03", "2026-07-06"),
    ("netanyahu", "ita", "2025-04-06", "2025-04-06"),
    ("bashir", "jor", "2017-03-29", "2017-03-29"),
    ("bashir", "zaf", "2015-06-13", "2015-06-15"),
    ("bashir", "ken", "2010-08-27", "2010-08-27"),
    ("gaddafi_s", "lby", "2012-06-01", "2013-06-01"),
    ("duterte", "phl", "2025-03-11", "2025-03-11"),
    ("taylor", "gha", "2003-06-04", "2003-06-04"),
    ("min_aung_hlaing", "chn", "2024-11-05", "2024-11-12"),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda it: "-".join(it[:2]))
def test_an_answer(asked: tuple[str, str, str, str], shuffled: Engine) -> None:
    person, host, first, last = asked
    answers = [
        dedere.assess(person, host, first=first, last=last, engine=engine) for engine in (default_engine(), shuffled)
    ]
    one, other = ([it.to_text(explain="full"), it.to_markdown(), it.to_json()] for it in answers)
    assert one == other


def turned(engine: Engine) -> Told:
    return dedere.flip("putin", "ind", on="2025-12-05", engine=engine)


def changed(engine: Engine) -> Told:
    gone = "withdrawal_notified(hun,rome,20250602)"
    return dedere.compare("netanyahu", "hun", on="2026-06-03", withdraw=gone, engine=engine)


def ranged(engine: Engine) -> Told:
    each = "member(S,un,F,#sup) : observer(S,O,F,T)"
    return dedere.grid("putin", "S", on="2024-09-02", suppose_each=each, engine=engine)


def inquired(engine: Engine) -> Told:
    return dedere.inquire("measures", {"origin": "chn"}, on="2025-12-05", engine=engine)


@pytest.mark.parametrize("asked", [turned, changed, ranged, inquired])
def test_an_answer_of_every_kind(asked: Callable[[Engine], Told], shuffled: Engine) -> None:
    one, other = (asked(engine) for engine in (default_engine(), shuffled))
    assert [one.to_text(), one.to_json()] == [other.to_text(), other.to_json()]
