"""Issues that are raised in worlds, and whether what is concluded turns on any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from dedere.cases.together import grounded
from dedere.engine import Engine
from dedere.errors import Unanswered
from dedere.solving.cases import Cases
from dedere.terms.values import split, text
from dedere.testing.answers import Answer

MOST_LOOKED_AT = 12
"""After so many worlds in which an issue is raised and turns nothing it is looked at no more."""


class Turning:
    """The issues that some rules raise, each looked at in worlds until it turns something."""

    def __init__(self, engine: Engine, rules: Collection[str] | None) -> None:
        """Of `rules` those that are tried; None stands for all."""
        corpus = engine.corpus
        raising = (it for it in corpus.by_head.get("at_issue", ()) if rules is None or it.rule_id in rules)
        self._own = {it.head_args[0] for it in raising}
        self._options: dict[str, list[str]] = {}
        for fact in corpus.by_predicate.get("option", ()):
            issue, option = map(str, fact.atom.args[:2])
            self._options.setdefault(issue, []).append(option)
        self._looked: Counter[str] = Counter()
        self._turning: set[str] = set()

    def look(self, answers: Iterable[Answer | None]) -> None:
        """See what turns in the worlds of some answers."""
        for told in answers:
            open_ = [it for it in self._raised(told) if it not in self._turning and self._looked[it] < MOST_LOOKED_AT]
            if told is None or not open_:
                continue
            cases = grounded([told.world.posed], (), [told.world.strangers])
            for issue in open_:
                self._looked[issue] += 1
                if len({it for option in self._options[issue] for it in _held(cases, {issue: option})}) > 1:
                    self._turning.add(issue)

    def _raised(self, told: Answer | None) -> list[str]:
        raised = sorted(str(split(it)[1][0]) for it in (told.raised if told is not None else ()))
        return [it for it in raised if it in self._own and len(self._options.get(it, ())) > 1]

    @property
    def idle(self) -> dict[str, int]:
        """The issues that turned nothing, with the number of worlds in which they were raised and looked at."""
        return {text(it): many for it, many in sorted(self._looked.items()) if it not in self._turning}


def _held(cases: Cases, positions: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """What holds in the one case with some positions; nothing where they cannot be taken, as what nobody holds."""
    with suppress(Unanswered):
        yield cases.possible(positions)[0].effective
