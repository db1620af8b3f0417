"""The border to clingo on programs of a few lines: what it gathers, and what bounds a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import clingo
import pytest

from dedere.errors import Unanswered
from dedere.solving import control
from dedere.solving.control import Control, some, written

TWO = "1 { a ; b } 1. c :- a. c :- b. #show a/0. #show b/0. #show c/0."


def _texts(found: Sequence[clingo.Symbol] | None) -> set[str]:
    return set(map(str, some(found)))


def test_what_holds_on_some_and_on_every_answer_set() -> None:
    program = Control(TWO)
    assert _texts(program.gather("brave", ())) == {"a", "b", "c"}
    assert _texts(program.gather("cautious", ())) == {"c"}
    assert _texts(program.gather("auto", ())) in ({"a", "c"}, {"b", "c"})


def test_assumptions_narrow_what_is_gathered() -> None:
    program = Control(TWO)
    a = program.literal("a")
    assert a is not None
    assert _texts(program.gather("brave", [a])) == {"a", "c"}
    assert program.can([-a])
    assert program.literal("never") is None


def test_what_cannot_be_is_none_and_said_where_it_is_read() -> None:
    program = Control("a. :- a.")
    assert program.gather("auto", ()) is None
    assert not program.can(())
    with pytest.raises(Unanswered, match="the rules contradict one another"):
        some(program.gather("brave", ()))


def test_a_core_is_to_blame_and_what_is_forbidden_is_not_found_again() -> None:
    program = Control("{ a ; b ; c }. :- a, b.")
    a, b, c = (program.literal(it) for it in "abc")
    assert a is not None
    assert b is not None
    assert c is not None
    assert program.core([a, b, c]) == frozenset({a, b})
    assert program.core([a, c]) is None
    assert program.among([a, b, c], [b]) in (frozenset({b}), frozenset({b, c}))
    program.forbid([c])
    assert program.among([a, b, c], [b]) == frozenset({b})
    program.forbid([a])
    # What was forbidden stays so in every later search, beside what is forbidden since.
    for _ in range(2):
        assert [program.can([it]) for it in (a, b, c)] == [False, True, False]
    program.forbid([-b])
    assert program.among([a, b, c], []) == frozenset({b})
    assert not program.can([-b])


def test_more_can_be_grounded_on_top() -> None:
    program = Control("a.")
    program.add("more", "b :- a.")
    assert program.literals("b", 0)


@pytest.mark.parametrize("search", ["can", "auto", "brave", "cautious", "each", "among", "core"])
def test_every_search_is_bounded(search: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "MOST_CONFLICTS", 50)
    holes = "p(1..9). h(1..8). 1 { in(P,H) : h(H) } 1 :- p(P). :- in(P,H), in(Q,H), P < Q."
    program = Control(holes)
    searches: dict[str, Callable[[], object]] = {
        "can": lambda: program.can(()),
        "each": program.each,
        "among": lambda: program.among([1], ()),
        "core": lambda: program.core(()),
        "auto": lambda: program.gather("auto", ()),
        "brave": lambda: program.gather("brave", ()),
        "cautious": lambda: program.gather("cautious", ()),
    }
    with pytest.raises(Unanswered, match="within 50 conflicts") as raised:
        searches[search]()
    assert raised.value.hint == "ask about a shorter stay, or suppose less at once"


def test_answer_sets_are_looked_at_one_by_one_only_where_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "MOST_ANSWER_SETS", 8)
    assert len(Control("{ a(1..3) }. #show a/1.").each()) == 8
    many = Control("{ a(1..4) }. #show a/1.")
    with pytest.raises(Unanswered, match="more than 8 answer sets"):
        many.each()
    assert many.can(())


def test_a_symbol_is_written_in_canonical_form() -> None:
    found = some(Control('p("a\\"b", f( 1 , x ) ). #show p/2.').gather("auto", ()))
    assert [written(it) for it in found] == ['p("a\\"b",f(1,x))']
