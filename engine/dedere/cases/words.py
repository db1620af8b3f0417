"""The words that sentences of answers are made of: what is put together of others no sentence can say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from dedere.engine import Engine
from dedere.language.vocabulary import Complaint, nearest

_WORDS = """
a about act after all and any apply applies are as at became be been before beside between bound but by can cannot
case certain contested court day days does duty end ends fact facts first for found founded from gives has have hold
holds if in is it its kept known last later less memory more most must need no not obliged of on one open or other
others past people places position positions question record rest rests seen so some source stands such sum supposed
than that the them there this those to too under until up view views was way what whether which with concerning goes
least there nothing add january february march april may june july august september october november december an
anything
"""
OWN = frozenset(_WORDS.split())
"""The words that answers have of themselves; all others stand in rules and facts."""

SIGNS = frozenset(" .,:;()'`-")
"""What stands between them."""

_RUN = re.compile(r"[^\W\d_]+|\d+")
LONGEST_DAY = 4
"""A number of so few digits may be that of a day, a year or a count."""


class Words:
    """The words and signs that the texts of rules, and beside them those of facts, can lend to a sentence."""

    def __init__(self, engine: Engine) -> None:
        self._corpus = engine.corpus

    def never(self, part: str, supposed: Iterable[object]) -> Complaint | None:
        """Why a part of a sentence can be said by none, whatever is asked where some facts are supposed."""
        part = " ".join(part.split()).casefold()
        case = _folded(supposed)
        lacking: Sequence[re.Match[str]] = [*_RUN.finditer(part)]
        words: set[str] = set()
        for texts in (self._of_rules, self._of_facts):
            words |= texts[0] | _runs(case)
            lacking = [it for it in lacking if not _found(it, part, words)]
            signs = {it for it in part if not it.isalnum()} - SIGNS - texts[1] - {*case}
            if not lacking and not signs:
                return None
        if lacking:
            word = lacking[0].group()
            near = nearest(word, words)
            hint = f"did you mean `{near}`?" if near else "take the words from an answer"
            return Complaint(f"no sentence has the word `{word}`", hint)
        return Complaint(f"no sentence has a `{min(signs)}`", "take the words from an answer")

    @cached_property
    def _of_rules(self) -> tuple[frozenset[str], frozenset[str]]:
        text = _folded(content for _, content in self._corpus.law_files())
        return _runs(text) | OWN, frozenset(text)

    @cached_property
    def _of_facts(self) -> tuple[frozenset[str], frozenset[str]]:
        text = _folded(it.atom for it in self._corpus.facts)
        return _runs(text), frozenset(text) | self._of_rules[1]


@lru_cache(maxsize=2)
def words(engine: Engine) -> Words:
    """The words of an engine, found once."""
    return Words(engine)


def _folded(texts: Iterable[object]) -> str:
    return "\n".join(map(str, texts)).casefold()


def _runs(text: str) -> frozenset[str]:
    return frozenset(_RUN.findall(text))


def _found(run: re.Match[str], part: str, among: Iterable[str]) -> bool:
    """Whether a run of letters or digits is a word, or at the edge of a part one of which the rest was left out."""
    word = run.group()
    if word in among or (word.isdigit() and len(word) <= LONGEST_DAY):
        return True
    begins, ends = run.start() == 0, run.end() == len(part)
    if begins and ends:
        return any(word in it for it in among)
    return (begins and any(it.endswith(word) for it in among)) or (ends and any(it.startswith(word) for it in among))
