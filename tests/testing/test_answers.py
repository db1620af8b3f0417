"""What many worlds have from one program is what each has alone, whichever way the law is read."""

from __future__ import annotations

from dedere.answers.solution import Solution
from dedere.testing.answers import ALL, answers
from small_worlds import some


def test_each_is_answered_as_where_it_is_asked_alone() -> None:
    worlds = some(6)
    for world, answer, turned in zip(worlds, answers(worlds), answers(worlds, backwards=True), strict=True):
        alone = Solution(world.posed)
        assert answer is not None
        assert turned is not None
        assert answer.possible[ALL] == turned.possible[ALL] == alone.possible
        assert answer.certain[ALL] == turned.certain[ALL] == alone.certain
        for school, (some_, every) in alone.by_school.items():
            assert (answer.possible[school], answer.certain[school]) == (some_, every)
        assert list(answer.days) == alone.days
        assert answer.verdict() == alone.verdict({})
