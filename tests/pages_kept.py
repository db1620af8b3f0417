"""Tries mutants on the golden answers (see `goldens.py`): one with which a page reads otherwise is noticed.

The pages were read before they were kept, and the tests fail where one changes. A mutant is tried on those in which it
concludes something else than its clause, first where that changes what is concluded in all.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import goldens
from dedere.asking.query import ask
from dedere.cases.files import Asked, Example, Expected
from dedere.engine import Engine
from laboratory import Laboratory, Trial, mutated
from slips import NEXT, Mutant

MOST_TRIED = 3
"""Pages that are printed anew for a mutant."""


OTHER_QUESTIONS = {"trade_measures": "measures"}
"""The regimes that answer a question of their own."""


class Page(Trial):
    """A golden answer to the question `assess`, ready to be tried."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        _, _, _, person, host, *rest = shlex.split(goldens.command(path))
        given: dict[str, list[str]] = {}
        for option, value in zip(rest[::2], rest[1::2], strict=True):
            given.setdefault(option.removeprefix("--"), []).append(value)
        first, *_ = given.get("on") or given["from"]
        last, *_ = given.get("until") or [first]
        presence, *_ = given.get("presence", ["visit"])
        query = ask(
            person, host, first=first, last=last, presence=presence, suppose=given.get("suppose", ()), engine=engine
        )
        asked = Asked(person=person, host=host, first=first)
        super().__init__(Example(name=f"golden/{path.name}", question=asked, expect=Expected()), query)


def every_page(engine: Engine) -> Iterator[Page]:
    """The golden answers to the question `assess`."""
    for path in goldens.files():
        if goldens.command(path).startswith(f"{goldens.PROMPT}assess "):
            yield Page(path, engine)


class Pages(Laboratory):
    """Tries mutants on golden answers."""

    def killers_of(self, found: Sequence[Mutant], pages: Sequence[Page]) -> dict[Mutant, str]:
        """What notices each of some mutants that a golden answer notices."""
        found = [it for it in found if NEXT not in it.text]  # No reason can name a day that only follows another.
        where: dict[Mutant, list[Page]] = {it: [] for it in found}
        for page, touched in zip(pages, self.touched(pages, found), strict=True):
            for at in touched.changing:
                where[found[at]].append(page)
        changed: dict[Mutant, list[Page]] = {it: [] for it in found}
        for (mutant, trial), fate in self._tried([(it, page) for it, them in where.items() for page in them]):
            if fate != "same":
                changed[mutant] += [it for it in where[mutant] if it is trial]
        killers = {}
        for mutant, them in where.items():
            first = changed[mutant]
            for page in [*first, *(it for it in them if it not in first)][:MOST_TRIED]:
                if self._otherwise(mutant, page.path, page.days):
                    killers[mutant] = page.name
                    break
            else:
                other = next((it for it in _of_other_questions(mutant) if self._otherwise(mutant, it, (0, 0))), None)
                if other is not None:
                    killers[mutant] = f"golden/{other.name}"
        return killers

    def _otherwise(self, mutant: Mutant, path: Path, days: tuple[int, int]) -> bool:
        """Whether a page reads otherwise with a mutant."""
        with instead(mutated(self._engine, mutant, days)):
            try:
                return goldens.answered(goldens.command(path)) != path.read_text(encoding="utf-8")
            except Exception:  # A rule that makes no sense may well have no reasons.
                return True


def _of_other_questions(mutant: Mutant) -> Iterator[Path]:
    """The golden answers to the question that the rules of a mutant are there to answer, where that is not `assess`."""
    for path in goldens.files():
        question, regime = goldens.command(path).split()[2], Path(mutant.clause.file).parent.name
        if question == OTHER_QUESTIONS.get(regime):
            yield path


@contextmanager
def instead(engine: Engine) -> Iterator[None]:
    """Let commands answer from another engine for a while, and not from what was answered before."""
    anew = mock.patch("dedere.answers.assessment.between_runs", lambda _corpus, _name, _type, make: make())
    with anew, mock.patch("dedere_cli.own.Own.engine", return_value=engine):
        yield
