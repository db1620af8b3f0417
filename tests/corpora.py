"""Small corpora on disk, for tests of the loader."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.corpus.corpus import Corpus
from dedere.errors import CorpusError, Finding
from dedere.loading import load_corpus

VOCABULARY = """\
%@ type state named by state
%@ type person named by person
%@ type entity named by state, person
%@ type office = head | minister
%@ fact state(State: term, Name: text) of states
%@ says "{State} is a State"
%@ fact person(Person: term, Name: text) of persons
%@ says "{Person} is a person"
%@ fact office(Person: person, Office: office, State: state, From: since, To: until) of offices
%@ says "{Person} is {Office} of {State} from {From}"
%@ else "{Person} holds no office of {State}"
%@ fact visit(Person: person, Host: state, Day: date) of visits
%@ says "{Person} is in {Host} on {Day}"
%@ fact count(State: state, Number: number) of states
%@ says "{State} has {Number}"
%@ derived present(Person: person, Host: state, Day: date)
%@ derived duty_on(Norm: term, Day: date) folded
%@ says "{Norm} on {Day}"
"""

FACTS = """\
%@ source src "A source" "https://example.org"
%@ by src seen_twice 20260101
state(aaa,"A").
state(bbb,"B").
person(pat,"Pat").
office(pat,head,aaa,20000101,#sup).
visit(pat,bbb,20250101).
"""

RULES = """\
%@ rule R-1 "Who visits is present"
%@ authority "Convention" "art. 1" checked(text)
%@ says "{P} is in {H} on {D}"
present(P,H,D) :- visit(P,H,D).
"""


class Lab:
    """Writes corpora below a folder and loads them."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def write(self, **files: str) -> Lab:
        """Write files, named with `__` for `/` and without their `.lp`."""
        for name in ("rules", "facts"):
            (self.home / name).mkdir(exist_ok=True)
        for name, content in files.items():
            path = self.home / (name.replace("__", "/") + ".lp")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return self

    def load(self, **files: str) -> Corpus:
        """Load the small corpus with the given files added or replaced."""
        self.write(**{"rules__vocabulary": VOCABULARY, "rules__rules": RULES, "facts__facts": FACTS, **files})
        return load_corpus([self.home / "rules"], [self.home / "facts"])

    def findings(self, **files: str) -> tuple[Finding, ...]:
        """What is wrong with the small corpus with the given files."""
        with pytest.raises(CorpusError) as broken:
            self.load(**files)
        assert broken.value.exit_code == 3
        return broken.value.findings
