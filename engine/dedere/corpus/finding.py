"""Facts and rules found by words: every word must stand somewhere in what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.corpus.spelling import plain
from dedere.language.records import Fact, Rule


def facts(corpus: Corpus, words: Iterable[str], phrases: Phrasebook | None = None) -> list[Fact]:
    """The facts of the record in whose sentence, ids, note or sources all words occur."""
    wanted = _single(words)
    phrases = phrases or Phrasebook(corpus)

    def hit(fact: Fact) -> bool:
        cited = (corpus.sources[it].citation for it in fact.sources)
        return matches(wanted, phrases.atom(fact.atom), str(fact.atom), fact.note or "", *cited)

    return [it for it in corpus.facts if not it.law and hit(it)]


def rules(corpus: Corpus, words: Iterable[str]) -> list[Rule]:
    """The rules in whose id, title, authorities or sentences all words occur."""
    wanted = _single(words)

    def hit(rule: Rule) -> bool:
        cited = [f"{it.instrument} {it.place}" for it in rule.authorities]
        said = [corpus.clauses[it].says or "" for it in rule.clauses]
        return matches(wanted, rule.id, rule.title, rule.because or "", *cited, *said)

    return [it for it in corpus.rules.values() if hit(it)]


def about(corpus: Corpus, id_: str) -> list[Fact]:
    """The facts of the record whose first argument is an id."""
    return [it for it in corpus.facts if it.atom.args and it.atom.args[0] == id_ and not it.law]


def matches(words: Sequence[str], *texts: str) -> bool:
    """Whether every word stands somewhere in the texts, case, accents and punctuation ignored."""
    inside = plain(" ".join(texts))
    return all(word in inside for word in _plain(tuple(words)))


def _single(words: Iterable[str]) -> list[str]:
    """Every single word, so that `"New Delhi"` and `New Delhi` find the same."""
    return [part for word in words for part in word.split()]


@lru_cache(maxsize=8)
def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they are compared; worked out once for all that is searched."""
    return tuple(map(plain, words))
