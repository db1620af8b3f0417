"""The page that answers in the browser: what it is given of law and record when the site is built.

Clauses and facts are those of the files, each with the case that the engine gives it where many questions stand in one
program (`dedere.solving.cases`), and no more of the law than a sought norm can hang on. So clingo in WebAssembly is put
the program that clingo in Python is put; `docs/trial/solver.js` adds the question, and reads the answer sets.
"""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dedere import dates
from dedere.answers import currency
from dedere.asking.places import Place
from dedere.batch.deriving import Deriver
from dedere.batch.situations import every_place, situations_of
from dedere.engine import Engine
from dedere.language.records import Clause
from dedere.language.vocabulary import Predicate
from dedere.program.clauses import reach
from dedere.program.facts import read_by
from dedere.program.protocol import PROTOCOL
from dedere.program.question import laid_elsewhere
from dedere.program.slicing import Backward, Goal
from dedere.reporting.pictures.world import world
from dedere.solving.cases import program
from dedere.terms.values import text
from dedere.version import __version__

SOURCE = Path(__file__).parents[1] / "trial"
"""The page itself, and what it needs of npm: `package.json` says which, and the lock with which digest."""

DAY = 20250101
"""Any day: which facts matter does not hang on it."""

LOOKED_UP = 4
"""Of how many persons the situations come with the page, those with the most journeys first; others are solved."""


class Trial:
    """What the page is given of a corpus."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._deriver = Deriver(engine)
        self._declared, _ = engine.leading
        self.manner = self._declared.presets[self._declared.slot("manner")]
        self.places: Sequence[Place] = every_place(engine)
        corpus = engine.corpus
        within = reach(corpus, self._declared.id)
        goals = [*self._deriver.goals, *map(Goal, self._declared.looked_at)]
        self.clauses: list[Clause] = Backward(it for it in corpus.clauses if it.index in within).reach(goals)
        self._read = read_by(self.clauses)
        self._rewriter = self._deriver.rewriter

    def persons(self) -> list[str]:
        """Whom somebody wants: those that the record says were once sought."""
        corpus, wanted = self.engine.corpus, self._recorded("wanted")
        name, at = wanted
        ids = {str(it.atom.args[at]) for it in corpus.by_predicate.get(name, ())}
        return sorted(ids, key=self._name)

    def travellers(self) -> list[str]:
        """The persons of whom the record has most journeys."""
        name, at = self._recorded("journey")
        persons = Counter(str(it.atom.args[at]) for it in self.engine.corpus.by_predicate.get(name, ()))
        return [id_ for id_, _ in persons.most_common() if id_ in set(self.persons())][:LOOKED_UP]

    def _recorded(self, what: str) -> tuple[str, int]:
        """The predicate by which the record tells of something, and where in it the person stands."""
        form = next(form for of, form in self._declared.recorded if of == what)
        name, _, rest = form.partition("(")
        return name, rest.rstrip(")").split(",").index("{person}")

    def _name(self, id_: str) -> str:
        return self.engine.reasoner.phrases.name(id_)

    # -------------------------------------------------------------------------------------------------- for the solver

    def law(self) -> dict[str, Any]:
        """Law and record, as `solver.js` puts them to clingo."""
        facts = {it: self._facts(it) for it in self.persons()}
        common = set[str].intersection(*facts.values())
        return {
            "rules": "\n".join([*self._rewritten(it.text for it in self.clauses), *self._sought()]),
            "facts": "\n".join(self._rewritten(sorted(common))),
            "own": {it: "\n".join(self._rewritten(sorted(own - common))) for it, own in facts.items()},
            "dependent": sorted(self._rewriter.names & {it.name for it in self._kinds()}),
            "plan": list(self._declared.plan),
            "slots": {it: self._declared.slot(it) for it in ("person", "host", "area", "manner", "first", "after")},
            "manner": self.manner,
            "places": [[it.state, it.area] for it in self.places],
            "schools": [
                [it.id, {text(issue): taken for issue, taken in it.positions.items()}] for it in self.engine.schools
            ],
        }

    def _facts(self, person: str) -> set[str]:
        asked = [self._deriver.given(person, self.manner, it, DAY, DAY + 1) for it in self.places]
        found = self._deriver.facts(asked)
        return {it for it in found if self._named(it) not in self._declared.planned and self._named(it) in self._read}

    @staticmethod
    def _named(fact: str) -> str:
        return fact.partition("(")[0].rstrip(".")

    def _rewritten(self, texts: Iterable[str]) -> Iterator[str]:
        for it in texts:
            dependent = ":-" in it or "(" not in it or self._named(it) in self._rewriter.names or "{" in it
            yield self._rewriter.clause(it) if dependent else it

    def _sought(self) -> list[str]:
        """The lines that say when a sought norm holds in a case, and what is shown of an answer set."""
        slots = self._deriver.given("p", self.manner, Place("h", "a"), DAY, DAY + 1)
        lines = program(self._rewriter, self._declared, (), (), [slots], [()])
        return [
            *(it for it in lines if not it.startswith(("_case(0)", "_slot(0,"))),
            "_taken(I,O) :- adopt(_,I,O). :- _taken(I,O), _taken(I,O2), O < O2.",
            "#show _answered/2. #show _founded/4. #show _taken/2.",
        ]

    # ---------------------------------------------------------------------------------------------------- for the page

    def _kinds(self) -> list[Predicate]:
        """The kinds of facts that can be supposed and that the law here reads."""
        corpus = self.engine.corpus
        beyond = {
            *self._declared.planned,
            *laid_elsewhere(corpus, self._declared),
            *corpus.vocabulary.naming_predicates(),
        }
        return [
            it
            for it in corpus.vocabulary.predicates.values()
            if it.kind == "fact"
            and it.name in self._read
            and it.name not in beyond
            and it.arguments
            and it.says
            and not any(fact.law for fact in corpus.by_predicate.get(it.name, ())[:1])
            and (it.name not in PROTOCOL or PROTOCOL[it.name].supposed)
        ]

    def _values(self, type_: str) -> list[list[str]] | None:
        """The values of a type, with their names; None where anything may stand there."""
        vocabulary = self.engine.corpus.vocabulary
        declared = vocabulary.types.get(type_)
        if declared is None:
            return None
        ids = declared.constants or sorted(map(str, self.engine.corpus.named_as(type_)), key=self._name)
        return [[it, self._name(it)] for it in ids]

    def data(self) -> dict[str, Any]:
        """What the page shows and looks up."""
        corpus = self.engine.corpus
        kinds = self._kinds()
        types = {it.type for kind in kinds for it in kind.arguments}
        kept = [it for it in currency.kept(self.engine).parts if it.about is None]
        map_ = world()
        return {
            "version": __version__,
            "question": self._declared.sentence,
            "persons": [[it, self._name(it)] for it in self.persons()],
            "hosts": [[it.state, it.area, self._name(it.area or it.state)] for it in self.places],
            "schools": [[it.id, it.name, dict(it.speaks)] for it in self.engine.schools],
            "rules": {
                id_: [it.title, "; ".join(self.engine.reasoner.phrases.authority(id_)), it.regime]
                for id_, it in corpus.rules.items()
                if any(clause.rule_id == id_ for clause in self.clauses)
            },
            "kinds": [
                [
                    it.name,
                    currency.called(it.group or "other", None),
                    it.says,
                    [[each.name, each.type] for each in it.arguments],
                ]
                for it in kinds
            ],
            "most": max(kinds, key=lambda it: len(corpus.by_predicate.get(it.name, ()))).name,
            "kept": [[currency.called(it.kind, None), dates.number(it.day)] for it in kept],
            "types": {it: values for it in sorted(types) if (values := self._values(it)) is not None},
            "situations": {it: self._situations(it) for it in self.travellers()},
            "map": {
                "width": map_.width,
                "height": map_.height,
                "sphere": map_.sphere,
                "shapes": dict(map_.shapes),
                "dots": dict(map_.dots),
                "source": map_.source,
            },
        }

    def _situations(self, person: str) -> list[Any]:
        """The outcomes, and for each place from which day on there is which of them; none where stays are asked."""
        found = situations_of(self.engine, person, self.manner)
        outcomes: dict[Any, int] = {}
        places = []
        for place in self.places:
            changes = found.outcomes(place)
            places.append([[day, outcomes.setdefault(it, len(outcomes))] for day, it in changes])
        return [[[it.verdict, it.schools, it.rules] for it in outcomes], places]


def write(home: Path, engine: Engine) -> bool:
    """Write the page below the site; tells whether clingo for browsers could be had, without which it only looks up."""
    home.mkdir(parents=True, exist_ok=True)
    for file in ("index.html", "page.css", "page.js", "solver.js"):
        shutil.copyfile(SOURCE / file, home / file)
    made = Trial(engine)
    _script(home / "data.js", "DATA", made.data())
    solver = fetched(home.parents[1] / "npm")
    if solver is not None:
        _script(home / "law.js", "LAW", made.law())
        shutil.copyfile(solver / "clingo.web.js", home / "clingo.js")
        packed = base64.b64encode(gzip.compress((solver / "clingo.wasm").read_bytes(), 9, mtime=0)).decode()
        _script(home / "wasm.js", "WASM", packed)
    return solver is not None


def _script(file: Path, name: str, value: object) -> None:
    """A value as a script, since a page that is opened as a file may load scripts and nothing else."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"globalThis.{name}={written}\n", encoding="utf-8")


def fetched(home: Path) -> Path | None:
    """The folder of clingo for browsers, which npm brings with the digest that the lock has; None without."""
    built = home / "node_modules" / "clingo-wasm" / "dist"
    if not built.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copyfile(SOURCE / file, home / file)
        try:
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=home, check=True, capture_output=True, timeout=300)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
    return built
