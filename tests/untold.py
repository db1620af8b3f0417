"""Which sentences of the rules no case pins: what users quote is the sentence, and it could say the contrary unnoticed.

A sentence is pinned where a case expects, by `says`, `assumptions`, `warnings` or `why`, a part of it that holds at
least two of its own words, beside what stands in its slots. Looked at are the sentences that an answer tells by
themselves: of norms, of exceptions to them and of doubts. What is told only of treaties that no regime here has for its
own is pinned by the cases of the pack of the tests.

There is none; this tells which there are, while rules are written:

    PYTHONPATH=engine:tests python tests/untold.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import examples
from dedere.answers.builder import walk
from dedere.cases.files import Example, read
from dedere.cases.told import Told, asked
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError
from dedere.loading import load
from dedere.program.clauses import reach
from dedere.schema.answer import Assessment, Conclusion, Window

_TOLD = frozenset({"applicable", "defeated", "doubt"})
_SLOT = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"\w+")

PACK = Path(__file__).parent / "packs" / "regional_court"

QUESTION = "assess"
"""The question of the cases."""

OF_ANOTHER_QUESTION = frozenset({"trade_measures"})
"""The regimes that answer no case: `test_trade_measures.py` holds their sentences."""

LEAST = 2
"""How many of its own words a part must hold."""


class Template(NamedTuple):
    """A sentence of a rule, with slots."""

    rule: str
    says: str

    @property
    def line(self) -> str:
        """How it is listed."""
        return f"{self.rule}: {self.says}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches it with its slots filled, each a group."""
        literal = _SLOT.split(plain(self.says))
        return re.compile("(.+?)".join(map(re.escape, literal)))


def plain(text: str) -> str:
    """A text without what does not count in a comparison: the letter case and how many blanks there are."""
    return " ".join(text.split()).casefold()


def templates(corpus: Corpus) -> dict[Template, None]:
    """The sentences that answers to the leading question tell by themselves, each once."""
    reached = reach(corpus, QUESTION)
    return {
        Template(it.rule_id, it.says): None
        for it in corpus.clauses
        if it.says
        and it.head_name in _TOLD
        and it.index in reached
        and corpus.rules[it.rule_id].regime not in OF_ANOTHER_QUESTION
    }


def pins(part: str, sentence: str, template: Template) -> bool:
    """Whether a part of a sentence holds enough of the words of its template."""
    said, wanted = plain(sentence), plain(part)
    found = template.pattern.fullmatch(said)
    if found is None:
        return False
    slots = [found.span(number) for number in range(1, (found.re.groups or 0) + 1)]
    own = [it.span() for it in _WORD.finditer(said) if not any(a <= it.start() < b for a, b in slots)]
    at = said.find(wanted)
    while at >= 0:
        held = sum(at <= first and last <= at + len(wanted) for first, last in own)
        if held >= min(LEAST, len(own)):
            return True
        at = said.find(wanted, at + 1)
    return False


def _parts(case: Example) -> tuple[str, ...]:
    return (*case.expect.says, *case.expect.assumptions, *case.expect.warnings)


class Sentence(NamedTuple):
    """What an answer says, and by which rule; None where the answer does not tell."""

    rule: str | None
    text: str


def _sentences(answer: Assessment) -> Iterator[Sentence]:
    norms: list[Window | Conclusion] = [*answer.windows, *answer.conclusions]
    for norm in norms:
        yield Sentence(norm.rule, norm.sentence)
    for proof in walk((*answer.why, *(it.missing for it in answer.why_not))):
        yield Sentence(proof.rule, proof.sentence)
    for warning in answer.warnings:
        yield Sentence(None, warning)


def told(cases: Iterable[tuple[Example, Engine]]) -> Iterator[tuple[str, Sentence]]:
    """Each part that a case expects, with a sentence of its answer that has it."""
    for case, engine in cases:
        parts = _parts(case)
        if not (parts or case.expect.why) or case.xfail:
            continue
        try:
            told = Told(asked(case, engine))
            among = [(parts, list(_sentences(told.answer)) if parts else [])]
            # A rule is asked for by its id; of a fact, whichever rule concludes it.
            among += [
                (it, [Sentence(None if "(" in what else what, said) for said in told.reason(what)])
                for what, it in case.expect.why.items()
            ]
        except DedereError:
            continue
        for wanted, sentences in among:
            yield from ((part, it) for part in wanted for it in sentences if plain(part) in plain(it.text))


def untold(cases: Iterable[tuple[Example, Engine]], corpus: Corpus) -> list[str]:
    """The sentences that no case pins, as they are listed."""
    waiting = templates(corpus)
    for part, sentence in dict.fromkeys(told(cases)):
        for template in [it for it in waiting if sentence.rule in (None, it.rule) and pins(part, sentence.text, it)]:
            del waiting[template]
    return sorted(it.line for it in waiting)


def every_case() -> Iterator[tuple[Example, Engine]]:
    """The cases of all case files, and those of the pack of the tests, each with the engine that it is asked of."""
    for path in examples.files():
        yield from ((it, default_engine()) for it in examples.read(path).cases)
    own = Engine(load([PACK / "rules"], [PACK / "facts"]))
    for path in examples.files([PACK]):
        yield from ((it, own) for it in read(path).cases)


if __name__ == "__main__":
    found = untold(every_case(), default_engine().corpus)
    print(*found, sep="\n")
    print(f"{len(found)} of {len(templates(default_engine().corpus))} sentences are pinned by no case")
