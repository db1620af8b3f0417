"""Strategies of hypothesis, made from the declared vocabulary of any corpus: facts, suppositions, changes and worlds.

What is drawn can be supposed: it names what the record names, or what is made up beside it, and no check refuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dedere import dates
from dedere.checks.contradictions import contradictions
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import numbers, several, texts
from dedere.language.vocabulary import DAYS, Predicate
from dedere.terms.values import Atom, Value
from dedere.testing.domain import supposable
from dedere.testing.drawing import Source, goals
from dedere.testing.world import World, valid

MOST_SEED = 1 << 16
_Test = TypeVar("_Test", bound=Callable[..., Any])

SLOW = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture,
)
"""What hypothesis would complain of, and is as it must be where each example is drawn by a solver."""


def facts(corpus: Corpus | Engine | None = None, *predicates: str) -> st.SearchStrategy[Atom]:
    """Facts that could be supposed of things of the record, of some predicates or of any.

    Raises `UsageError` for a predicate of which nothing can be supposed.
    """
    engine = ready(corpus)
    several(predicates=predicates)
    of = supposable(engine.corpus, engine.leading[0])
    for name in predicates:
        if name not in of:
            raise UsageError(f"of `{name}` nothing can be supposed", "name predicates that are declared as `fact`")
    naming = engine.corpus.vocabulary.naming_predicates()
    chosen = [of[it] for it in predicates] or [it for name, it in of.items() if name not in naming]
    drawn = [it for predicate in chosen if (it := _facts_of(engine, predicate)) is not None]
    if not drawn:
        raise UsageError("the record names nothing of which a fact could be supposed", "add facts to it")
    return st.one_of(drawn)


def _facts_of(engine: Engine, predicate: Predicate) -> st.SearchStrategy[Atom] | None:
    """Facts of a predicate; None where an argument can have no value that the record knows."""
    values = [_values(engine, predicate, at) for at in range(len(predicate.arguments))]
    there = [it for it in values if it is not None]
    if len(there) < len(values):
        return None
    return st.tuples(*there).map(lambda row: Atom(predicate.name, tuple(row)))


def _values(engine: Engine, predicate: Predicate, at: int) -> st.SearchStrategy[Value] | None:
    corpus, type_ = engine.corpus, predicate.arguments[at].type
    days = st.dates(date(1990, 1, 1), date(2035, 1, 1)).map(dates.number)
    if type_ in DAYS:
        open_ = {"since": "#inf", "until": "#sup"}.get(type_)
        return days if open_ is None else st.one_of(st.just(open_), days)
    if type_ in ("number", "hundredths"):
        return st.integers(0, 10_000)
    declared = corpus.vocabulary.types.get(type_)
    known: Sequence[Value] = ()
    if declared is not None:
        known = (*declared.constants, *sorted(corpus.named_as(type_), key=str))
    elif type_ == "text":
        known = ('"made up"',)
    else:
        known = sorted({it.atom.args[at] for it in corpus.by_predicate.get(predicate.name, ())}, key=str)
    return st.sampled_from(known) if known else None


def suppositions(corpus: Corpus | Engine | None = None, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Facts to be supposed together, as texts, which contradict neither the record nor one another."""
    engine = ready(corpus)
    numbers(0, most=most)
    drawn = st.lists(facts(engine), max_size=most, unique=True)
    return drawn.filter(lambda them: _new(engine, them)).map(lambda them: tuple(map(str, them)))


def _new(engine: Engine, them: Sequence[Atom]) -> bool:
    record = engine.corpus.by_atom
    return not any(it in record for it in them) and not contradictions(engine, them, ())


def changes(corpus: Corpus | Engine | None = None, most: int = 3) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Facts to be supposed and facts of the record to be left out: what `assess` takes as `suppose` and `withdraw`."""
    engine = ready(corpus)
    numbers(0, most=most)
    of = supposable(engine.corpus, engine.leading[0])
    naming = engine.corpus.vocabulary.naming_predicates()
    record = [it.atom for it in engine.corpus.facts if not it.law and it.atom.name in of and it.atom.name not in naming]
    gone = st.lists(st.sampled_from(record), max_size=most, unique=True) if record else st.just([])
    drawn = st.tuples(suppositions(engine, most), gone.map(lambda them: tuple(map(str, them))))
    return drawn.map(lambda both: {"suppose": both[0], "withdraw": both[1]})


@lru_cache(maxsize=32)
def _source(engine: Engine, question: str, goal: int, seed: int) -> tuple[World, ...]:
    source = Source(engine, engine.question(question)[0], engine.corpus.clauses[goal], seed)
    return tuple(it for _ in range(3) if (it := source.draw()) is not None)


def worlds(
    corpus: Corpus | Engine | None = None, question: str | None = None, rules: Collection[str] | None = None
) -> st.SearchStrategy[World]:
    """Worlds for a question, by default the leading one: in each fires some clause that founds or defeats something.

    With `rules`, which are ids, it is a clause of one of them.

    They are valid by the checks of the pack, near the days on which its rules turn, and shrink by leaving facts out.
    Raises `UsageError` for a question that is not declared, or that no rule answers.
    """
    texts("give its id", question=question)
    several(rules=rules)
    engine = ready(corpus)
    declared, _ = engine.leading if question is None else engine.question(question)
    clauses = [it for it in goals(engine, declared) if rules is None or it.rule_id in rules]
    if not clauses:
        raise UsageError(f"no rule answers the question `{declared.id}`", "a rule concludes `applicable`")

    @st.composite
    def drawn(draw: st.DrawFn) -> World:
        goal = draw(st.sampled_from(clauses), label="goal")
        found = _source(engine, declared.id, goal.index, draw(st.integers(0, MOST_SEED), label="seed"))
        assume(found)
        world = found[draw(st.integers(0, len(found) - 1))]
        # The first of the two is what hypothesis shrinks to.
        out = [it for it in world.facts if draw(st.sampled_from((True, *(False,) * 19)))]
        if out:
            world = world.but(without=out)
            assume(valid(world))
        return world

    return drawn()


def given_worlds(
    corpus: Corpus | Engine | None = None,
    *,
    examples: int = 50,
    question: str | None = None,
    rules: Collection[str] | None = None,
) -> Callable[[_Test], _Test]:
    """A test that is run on so many worlds of a corpus, each of which it is given as `world`; else as for `worlds`."""
    numbers(1, examples=examples)
    quick = settings(max_examples=examples, deadline=None, suppress_health_check=SLOW)

    def give(test: _Test) -> _Test:
        made: Any = quick(given(world=worlds(corpus, question, rules))(test))
        return made  # type: ignore[no-any-return]  # hypothesis keeps what a test is

    return give
