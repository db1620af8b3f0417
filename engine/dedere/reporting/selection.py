"""Which of the reasons are told first: a proof has hundreds of steps, a reader wants the few that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from dedere.reporting import phrases

if TYPE_CHECKING:
    from datetime import date

    from dedere.reporting.names import Names
    from dedere.schema.answer import Assessment, Proof, WhyNot

MOST_REASONS = 10
MOST_WAYS = 5
DEEPEST = 2
"""How many levels below the founding rule are told."""

_ASKED = ("the question",)
_NAMED = re.compile(r"(not )?[a-z_]\w*(\(|$)")
"""An atom, not a comparison or a count."""


_IDENTITY = re.compile(r"^[^()]* (=|!=) [^()]*$")
"""A comparison of two things, not an atom."""


_NUMBER = re.compile(r", [A-Z]{2,}[-/]?\d\S*$")
"""The number of a decision in the registry of a court."""


class Reason(NamedTuple):
    """A sentence with what it rests on; `under` says in whose view alone it holds, if it is so, `when` at what time.

    The greater its `weight`, the sooner it gives place to others.
    """

    sentence: str
    rests_on: str = ""
    under: str = ""
    weight: int = 0
    when: str = ""


def visible(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """The steps without the technical ones, in whose place their own conditions stand."""
    for proof in proofs:
        if proof.folded:
            yield from visible(proof.children)
        else:
            yield proof


def why(assessment: Assessment) -> list[Reason]:
    """The founding rules, and below each the first levels of what they rest on.

    The first founding rule, and what took away what stood in the way of it, weigh least: they are told in any case.
    Each other founding rule is told before what took away what stood in the way of that.
    """
    told: list[Reason] = []
    decides: dict[str, None] = {}
    founded: list[str] = []
    for root in assessment.why:
        for founder, removes in _founders(root):
            if removes:
                # First what stood in the way, then what took it away.
                before = len(told)
                for child in visible(founder.children):
                    _tell(child, told, DEEPEST)
                # The first of it is the exception itself, of which the others' reasons speak too.
                told[before : before + 1] = [it._replace(weight=3) for it in told[before : before + 1]]
                if root is assessment.why[0]:
                    decides[founder.sentence] = None
            else:
                founded.append(founder.sentence)
            _tell(founder, told, DEEPEST if removes else 0)
    # What took away what stood in the way decides the answer: it is told, whatever else has to give way.
    first = {*founded[:1], *decides}
    told = [it._replace(weight=0 if it.sentence in first else it.weight) for it in told]
    told = [it._replace(weight=1) if it.sentence in founded[1:] else it for it in told]
    kept = [it for it in told[MOST_REASONS:] if it.sentence in (*decides, *founded)][:MOST_REASONS]
    return _without_echoes([*told[: MOST_REASONS - len(kept)], *kept])


def _without_echoes(told: list[Reason]) -> list[Reason]:
    """The reasons without those that rest on nothing of their own and of which a later one says every word."""
    later = [phrases.words_of(it.sentence) for it in told]
    return [
        it
        for at, it in enumerate(told)
        if it.rests_on or not any(phrases.words_of(it.sentence) - {"has"} <= words for words in later[at + 1 :])
    ]


def _founders(proof: Proof, removes: bool = False) -> Iterator[tuple[Proof, bool]]:
    """The proof itself if it has an authority, else (that what is not defeated holds) its conditions.

    With each, whether it removes what stood in the way of the duty.
    """
    if proof.kind == "chosen":
        # That a question is open is no reason for how it is answered.
        return
    rests_on_choice = proof.folded and proof.children and all(it.kind == "chosen" for it in proof.children)
    if proof.authority and (not proof.folded or rests_on_choice):
        yield proof, removes
    else:
        for child in proof.children:
            yield from _founders(child, removes or proof.kind == "defeated")


def _tell(proof: Proof, told: list[Reason], level: int) -> None:
    # What stands right below a founding rule weighs less than what that rests on.
    if proof.kind in ("compared", "counted", "chosen") or (proof.kind == "absent" and not proof.children):
        return
    if only_asked(proof):
        return
    below = [] if level == DEEPEST else list(visible(proof.children))
    if proof.kind in ("absent", "defeated"):
        # What stood in the way, and what took it away, are told by the steps below.
        for child in below:
            _tell(child, told, level)
        return
    if told and phrases.repeats(proof.sentence, (it.sentence for it in told)):
        for child in below:
            _tell(child, told, level + 1)
        return
    told.append(reason(proof)._replace(weight=4 if level == DEEPEST and proof.kind == "fact" else 2 + level // 2))
    for child in below:
        _tell(child, told, level + 1)


def only_asked(proof: Proof) -> bool:
    """Whether a step only repeats the question: that the person is there on these days.

    What it rests on most directly decides: that the day matters may follow, technically, from many other facts.
    """
    leaves = list(_facts(proof, 0))
    nearest = min((depth for depth, _ in leaves), default=0)
    return bool(leaves) and all(it.source == _ASKED for depth, it in leaves if depth == nearest)


def _facts(proof: Proof, depth: int) -> Iterator[tuple[int, Proof]]:
    """The facts that a step rests on, each with the number of technical steps between."""
    if proof.kind == "fact" and not proof.folded:
        yield depth, proof
    for child in proof.children:
        yield from _facts(child, depth + child.folded)


def reason(proof: Proof) -> Reason:
    """A step as a reason: a rule with its authority, a fact with its source."""
    if proof.kind == "fact":
        cited = [it.split(" <")[0] for it in proof.source]
        others = len(cited) - 1
        more = f"; {others} more source{'s' if others > 1 else ''}" if others else ""
        memory = "from memory: " if proof.confidence == "recall" else ""
        return Reason(proof.sentence, f"{memory}{cited[0]}{more}" if cited else "")
    assumed = ("assumed",) if proof.kind == "assumed" else ()
    return Reason(proof.sentence, "; ".join((*assumed, *proof.authority)))


def first(rests_on: str) -> str:
    """The first of several authorities or sources, without the number under which a court keeps a decision.

    >>> first("assumed; Appeals Chamber, Jordan, 6 May 2019, ICC-02/05-01/09-397-Corr; practice")
    'Appeals Chamber, Jordan, 6 May 2019'
    """
    cited = rests_on.removeprefix("assumed; ").split("; ")[0]
    return _NUMBER.sub("", cited)


# ------------------------------------------------------------------------------------------------------------- why not


def ways(assessment: Assessment, names: Names, *, causes: bool = True) -> list[Reason]:
    """What would found the duty, each told once: what would hold in most views first, then the nearest.

    Told is what can be said as a condition, with its cause if `causes` are asked for, and in whose view it then holds;
    rules of which no more can be said than that they do not apply are told by why they do not.
    """
    host = names.host
    said = [it.missing.sentence for it in assessment.why_not]
    told: list[Reason] = []
    given: set[str] = set()
    conditions: set[str] = set()
    for miss in assessment.why_not:
        if miss.missing.kind == "defeated" and miss.missing.rule:
            continue
        missing = miss.missing
        if said.count(missing.sentence) > 1 and missing.children:
            # Several rules fail on the same general condition; what sets them apart is one step below, if that says
            # more than that one thing is not another.
            below = next(visible(missing.children), missing)
            missing = below if below.kind != "missing" or _NAMED.match(below.atom or "") else missing
        if _IDENTITY.search(missing.atom or ""):
            # That one thing is not another is nothing that could be otherwise.
            continue
        promised = _promised(missing)
        if (promised is None or miss.would is None) and missing is not miss.missing:
            missing = miss.missing
            promised = _promised(missing)
        condition = None if promised is None else _condition(miss, promised, names)
        if condition is None or condition in conditions:
            continue
        conditions.add(condition)
        line = condition
        cause = _deepest(missing)
        if causes and cause not in given and not _says_nothing(cause, missing.sentence):
            given.add(cause)
            line += f": {phrases.why_missing(cause, host)}"
        told.append(Reason(line, "; ".join(miss.authority), weight=_weakness(promised)))
    return sorted(told, key=lambda it: it.weight)


def _weakness(promised: Proof | None) -> int:
    """How far what would hold under a condition falls short of holding on every view: not, in some views, in none."""
    if promised is None or not promised.then or promised.then.get("") == "obliged":
        return 0
    return 1 if "obliged" in promised.then.values() else 2


def _promised(missing: Proof) -> Proof | None:
    """The step that says under which condition something would follow."""
    # What is missing for want of one thing alone is promised under that, where it has no promise of its own.
    while missing.would is None and len(missing.children) == 1 and missing.children[0].kind == "missing":
        (missing,) = missing.children
    return missing if missing.would is not None else None


def _condition(miss: WhyNot, promised: Proof, names: Names) -> str | None:
    """What would follow, in whose view and under which condition, where the rules say both."""
    if miss.would is None or promised.would is None:
        return None
    return f"{miss.would}{_held_then(promised, names)} if {phrases.pronoun(promised.would, names.host)}"


def _held_then(promised: Proof, names: Names) -> str:
    """In whose view a duty would hold under a condition; of one school that is asked whether it would on all of its
    positions. Nothing where that was not tried.
    """
    if not promised.then:
        return ""
    if names.only:
        return "" if promised.then.get("") == "obliged" else ", on some positions only,"
    if promised.then.get("") == "obliged":
        return " on every view"
    return f", {names.view(id_ for id_, verdict in promised.then.items() if id_ and verdict == 'obliged')},"


def lifted(assessment: Assessment, names: Names) -> list[Reason]:
    """What would take away what stands in the way of a duty; what would do so in the same views is told together.

    First what would do so on every view. What stands in the way is no authority for what would take it away.
    """
    by_view: dict[tuple[bool, str], dict[str, None]] = {}
    for miss in assessment.why_not:
        for it in miss.missing.children if miss.missing.kind == "defeated" and miss.would else ():
            if it.kind == "missing" and it.would is not None:
                key = it.then.get("") != "obliged", f"{miss.would}{_held_then(it, names)}"
                by_view.setdefault(key, {})[phrases.pronoun(it.would, names.host)] = None
    return [Reason(f"{would} if {', or if '.join(by_view[other, would])}") for other, would in sorted(by_view)]


def _says_nothing(cause: str, missing: str) -> bool:
    # Nor does it say anything that nothing at all is of the kind, where no one thing is spoken of.
    return (
        cause.startswith("it does not hold that ")
        or re.search(r"\bany\b", cause) is not None
        or phrases.repeats(cause, (missing,), 2)
    )


def _deepest(proof: Proof) -> str:
    best, depth = proof.sentence, 0
    stack = [(proof, 0)]
    while stack:
        node, at = stack.pop()
        if at > depth and not node.folded and _NAMED.match(node.atom or ""):
            best, depth = node.sentence, at
        stack.extend((child, at + 1) for child in node.children if child.kind == "missing")
    return best


class Defeat(NamedTuple):
    """What stands in the way of a duty that would be founded under a regime, for which schools, and on which day."""

    schools: tuple[str, ...]
    reason: Reason
    regime: str
    day: date


def defeats(assessment: Assessment) -> list[Defeat]:
    """What stands in the way of a duty that would be founded, each told once."""
    told: dict[str, tuple[Reason, str, date]] = {}
    held: dict[str, dict[str, None]] = {}
    for miss in assessment.why_not:
        if miss.missing.kind == "defeated" and miss.missing.rule:
            # What else stands in the way is told with the first that does.
            others = (it for it in miss.missing.children if (it.atom or "").startswith("defeated("))
            for proof in (miss.missing, *others):
                reason = Reason(proof.sentence, "; ".join(proof.authority))
                told.setdefault(proof.sentence, (reason, miss.regime, miss.day))
                held.setdefault(proof.sentence, {}).update(dict.fromkeys(miss.schools))
    return [Defeat(tuple(held[sentence]), *it) for sentence, it in told.items()]
