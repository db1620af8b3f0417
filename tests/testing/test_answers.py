"""What many worlds have from one program is what each has alone, whichever way the law is read."""

from __future__ import annotations

from dedere.answers.solution import Solution
from dedere.testing import try_worlds
from dedere.testing.answers import ALL, answers
from dedere.testing.consistency import Property
from dedere.testing.drawing import Source, goals
from dedere.testing.reasons import REASONS
from small_law import law
from small_worlds import some

INSTEAD = """
%@ rule INSTEAD "Whom an office protects the host arrests for the State of the office"
%@ authority "Small law" "art. 9" checked(convention)
%@ says "{H} must arrest {P} for {S}"
applicable(duty(H,arrest,P,S),"INSTEAD",D) :-
    applicable(duty(H,arrest,P,none),"DUTY",D), office(P,S,F,T), S != H, F <= D, D < T, adopt("ISS-OFFICE",yes).
"""
"""On either view the host must arrest, and no norm holds on both."""


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
        assert answer.verdicts[ALL] == alone.verdict({})


def test_what_is_owed_by_another_norm_on_each_view_is_owed() -> None:
    engine = law(more=INSTEAD)
    question = engine.leading[0]
    (goal,) = [it for it in goals(engine, question) if it.rule_id == "INSTEAD"]
    worlds = [it for seed in range(4) if (it := Source(engine, question, goal, seed).draw()) is not None]
    for world, answer in zip(worlds, answers(worlds), strict=True):
        assert answer is not None
        assert world.assessment is not None
        assert not [it for it in answer.certain[ALL] if "duty(" in it]
        assert answer.verdicts[ALL] == world.assessment.verdict == "obliged"
    agreeing: list[Property] = [it for it in REASONS if it.name == "agreeing"]
    assert try_worlds(engine, 6, properties=agreeing, rules=["INSTEAD"]).counterexamples == ()
