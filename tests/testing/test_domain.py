"""What a world may be made of, read off the vocabulary."""

from __future__ import annotations

from random import Random

from dedere.testing.domain import Domain, calendar, counted_from, named_in, spans, supposable
from small_law import law


def test_only_facts_that_a_user_could_suppose_are_made_up() -> None:
    engine = law()
    assert set(supposable(engine.corpus, engine.leading[0])) == {"state", "person", "joined", "sought", "office"}


def test_candidates_fit_the_vocabulary_and_end_after_they_begin() -> None:
    engine = law()
    corpus = engine.corpus
    domain = Domain(corpus, corpus.clauses, calendar(corpus, corpus.clauses, Random(1)), Random(1))
    names = {it: domain.invented(it) for it in ("state", "person")}
    for predicate in supposable(corpus, engine.leading[0]).values():
        found = domain.candidates(predicate, 20)
        assert 0 < len(found) <= 20
        assert len(set(found)) == len(found)
        for it in found:
            assert corpus.vocabulary.check_fact(it, names) is None, it
            start, end = it.args[-2:]
            if predicate.name in ("sought", "office") and isinstance(start, int) and isinstance(end, int):
                assert start < end


def test_constants_of_clauses_are_known_by_place_and_type() -> None:
    corpus = law().corpus
    named = named_in(corpus, corpus.clauses)
    assert named.at["manner", 1] == {"visit"}
    assert named.of["presence"] == {"visit"}


def test_days_that_rules_may_count_from_a_day_are_known() -> None:
    clauses = law("joined(H,E), E <= D.", "joined(H,E), E + 77 <= D.").corpus.clauses
    assert 77 in spans(clauses)
    assert 77 not in spans(law().corpus.clauses)
    for chance in map(str, range(20)):
        days = counted_from(20231215, clauses, chance)
        assert 20240101 in days
        assert days == sorted(days)
        assert min(days) > 20231215
        assert days == counted_from(20231215, clauses, chance)
    assert any(20240301 in counted_from(20231215, clauses, str(chance)) for chance in range(60))
