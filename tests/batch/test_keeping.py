"""Situations kept between runs: found again as they were, and only for what they were derived from."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import FACTS, RULES, Lab
from dedere.asking.places import Place
from dedere.batch import keeping
from dedere.batch.deriving import AS_IT_IS, Derived, Footing, Outcome
from dedere.terms.values import Atom

OUTCOMES = Outcome("not_obliged", ("not_obliged",), ()), Outcome("contested", ("obliged",), ("R-1", "R-2"))
DERIVED = {
    Place("aaa"): Derived(((16000101, OUTCOMES[0]), (20200101, OUTCOMES[1]), (20210101, OUTCOMES[0]))),
    Place("aaa", "isle"): Derived(((16000101, OUTCOMES[0]),)),
    Place("bbb"): Derived((), (16000101, 20200101)),
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDERE_CACHE", str(tmp_path / "cache"))


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    assert keeping.load("one") is None
    keeping.store("one", DERIVED)
    assert keeping.load("one") == DERIVED
    assert keeping.load("two") is None
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"20200101", b"20200102"))
    assert keeping.load("one") is None


def test_a_cache_that_is_off_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDERE_CACHE", "off")
    keeping.store("one", DERIVED)
    assert keeping.load("one") is None


def test_whatever_the_answer_hangs_on_is_in_the_name(tmp_path: Path) -> None:
    corpus = Lab(tmp_path).load()
    fact = Atom("count", ("aaa", 1))
    names = [
        keeping.name(corpus, "pat", "visit", AS_IT_IS),
        keeping.name(corpus, "pit", "visit", AS_IT_IS),
        keeping.name(corpus, "pat", "landing", AS_IT_IS),
        keeping.name(corpus, "pat", "visit", Footing(20240101)),
        keeping.name(corpus, "pat", "visit", Footing(None, (fact,))),
        keeping.name(corpus, "pat", "visit", Footing(None, (), (fact,))),
        keeping.name(Lab(tmp_path).load(facts__facts=f"{FACTS}\ncount(aaa,1).\n"), "pat", "visit", AS_IT_IS),
        keeping.name(Lab(tmp_path).load(rules__rules=RULES.replace("is in", "is at")), "pat", "visit", AS_IT_IS),
    ]
    assert len(set(names)) == len(names)
    same = Lab(tmp_path).load(facts__facts=f"% Said otherwise, and nothing else said.\n\n{FACTS}")
    assert keeping.name(same, "pat", "visit", AS_IT_IS) == names[0]
