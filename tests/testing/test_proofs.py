"""The checker of proofs: a proof that holds passes, and a step that does not follow is found."""

from __future__ import annotations

from dedere.answers.builder import walk
from dedere.answers.solution import Solution
from dedere.schema.answer import Proof
from dedere.testing.proofs import POSITIVE, cycle, faults, told, unfounded
from small_worlds import some


def test_proofs_of_a_sound_law_hold() -> None:
    for world in some(4):
        found = Solution(world.posed)
        assert list(faults(found)) == []


def test_a_step_that_does_not_follow_is_found() -> None:
    found = Solution(some(1)[0].posed)
    atom = min(found.possible)
    world = found.world_with(atom)
    derived = [it for it in walk([world.why(atom)]) if it.kind == "derived" and len(it.children) > 1]
    assert len(derived) > 1
    assert unfounded(found.engine.corpus, derived, world.answer_set.texts) == []
    for step in derived:
        one = next(it for it in step.children if it.kind in POSITIVE)
        fewer = step.model_copy(update={"children": tuple(it for it in step.children if it is not one)})
        other = step.model_copy(update={"rule": "CHK-END"})
        for wrong in (fewer, other):
            (message,) = unfounded(found.engine.corpus, [wrong], world.answer_set.texts)
            assert message == f"`{step.atom}` does not follow by {wrong.rule} from its reasons"


def test_what_rests_on_itself_is_found() -> None:
    inner = Proof(kind="derived", sentence="b", atom="b", children=(Proof(kind="derived", sentence="a", atom="a"),))
    outer = Proof(kind="derived", sentence="a", atom="a", children=(inner,))
    assert cycle({"a": outer, "b": inner}) == "a"
    assert cycle(told(walk([inner]))) is None


def test_what_is_only_referred_to_in_a_circle_is_found_too() -> None:
    one, two = (
        Proof(kind="derived", sentence="", atom=atom, children=(Proof(kind="derived", sentence="", atom=to, ref=True),))
        for atom, to in (("a", "b"), ("b", "a"))
    )
    assert cycle({"a": one, "b": two}) in ("a", "b")
    assert cycle({"a": one}) is None
