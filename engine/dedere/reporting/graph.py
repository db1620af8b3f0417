"""An answer as a graph: every step once, with an edge to each step that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from dedere import dates
from dedere.errors import UsageError
from dedere.reporting.names import named
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Assessment, Proof
    from dedere.schema.diff import RecordDiff
    from dedere.schema.difference import Difference, Flips, Grid
    from dedere.schema.inquiry import Inquiry
    from dedere.schema.told import Told

MOST_STEPS = 40
"""How many rows or changes of one kind are drawn; what else there is, is counted in one step."""

ROOT = "n0"


class Step(NamedTuple):
    """A node: its kind, its words, and the rule or source that it rests on."""

    kind: str
    sentence: str
    rests_on: str


class Graph(NamedTuple):
    """Steps by their names (`n0` is the answer), and edges from a step to what it rests on, with a word or none."""

    steps: dict[str, Step]
    edges: tuple[tuple[str, str, str], ...]


def build(answer: Told, engine: Engine) -> Graph:
    """The graph of an answer. Raises `UsageError` for one that has no reasons to draw."""
    name = type(answer).__name__
    if name not in _KINDS:
        raise UsageError(f"there is no graph of a `{name}`", "it can be shown as text, markdown and html")
    drawing = _Drawing()
    _KINDS[name](drawing, answer, engine)
    return Graph(drawing.steps, tuple(drawing.edges))


class _Drawing:
    """A graph in the making."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self.steps: dict[str, Step] = {}
        self.edges: dict[tuple[str, str, str], None] = {}

    def root(self, sentence: str) -> None:
        """The answer itself."""
        self.steps[ROOT] = Step("answer", sentence, "")

    def step(self, kind: str, key: str, sentence: str, rests_on: str = "") -> str:
        """The name of a step; made where there is none with this key."""
        if key not in self._names:
            self._names[key] = f"n{len(self.steps)}"
            self.steps[self._names[key]] = Step(kind, sentence, rests_on)
        return self._names[key]

    def edge(self, above: str, below: str, word: str = "") -> None:
        """An edge, once."""
        self.edges[above, below, word] = None

    def below(self, above: str, proofs: Iterable[Proof], word: str = "") -> None:
        """Proofs below a step, without their technical steps."""
        for proof in proofs:
            if proof.folded:
                self.below(above, proof.children, word)
                continue
            rests = proof.rule or "; ".join(it.rpartition(" <")[0] or it for it in proof.source)
            name = self.step(proof.kind, f"{proof.kind} {proof.atom or proof.sentence}", proof.sentence, rests)
            # A step that is told again stands in the graph already; an edge to it is all that is new.
            if name != above:
                self.edge(above, name, word)
            self.below(name, proof.children)

    def many(self, above: str, kind: str, sentences: Iterable[str], word: str = "") -> None:
        """A step for each sentence, up to a number that can be seen."""
        every = list(sentences)
        for it in every[:MOST_STEPS]:
            self.edge(above, self.step(kind, f"{above} {kind} {it}", it), word)
        if len(every) > MOST_STEPS:
            more = f"and {len(every) - MOST_STEPS} more"
            self.edge(above, self.step(kind, f"{above} {kind} more", more), word)


def _assessment(drawing: _Drawing, answer: Assessment, engine: Engine) -> None:
    """The reasons for a duty and what stands in its way on other views; where there is none the reasons why not."""
    drawing.root(answer.summary)
    drawing.below(ROOT, answer.why, "why" if answer.verdict == "contested" else "")
    against = [it for it in answer.why_not if it.missing.kind == "defeated" and it.missing.rule]
    for miss in against if answer.why else answer.why_not:
        word = "stands in its way" if miss.missing.kind == "defeated" else "is missing"
        rule = drawing.step("rule", miss.rule, miss.title, miss.rule)
        drawing.edge(ROOT, rule, "why not")
        drawing.below(rule, [miss.missing], word)


def _inquiry(drawing: _Drawing, answer: Inquiry, engine: Engine) -> None:
    """The reasons for what answers the question, and what gives way to what."""
    drawing.root(" ".join([answer.question.sentence, *answer.summary[:1]]))
    drawing.below(ROOT, answer.why)
    drawing.below(ROOT, answer.defeated, "gives way")


def _difference(drawing: _Drawing, found: Difference, engine: Engine) -> None:
    """What is gained and lost, and below each the step at which the reasons part: as it is now, and as it was."""
    drawing.root(found.summary)
    for word, shifts in (("gained", found.gained), ("lost", found.lost)):
        for it in shifts:
            days = dates.span(it.first_day, it.last_day)
            norm = drawing.step("rule", f"{word} {it.rule} {it.sentence} {days}", f"{it.sentence} ({days})", it.rule)
            drawing.edge(ROOT, norm, word)
            for part in it.parts:
                step = part.step
                where = drawing.step(step.kind, f"{step.kind} {step.atom}", part.sentence, step.rule or "")
                drawing.edge(norm, where, "the reasons part at")
                instead = [part.instead.model_copy(update={"children": ()})]
                drawing.below(where, instead, "before" if word == "gained" else "now")


def _flips(drawing: _Drawing, found: Flips, engine: Engine) -> None:
    """The sets of changes, what is in each, and the reason for the new verdict."""
    from dedere.reporting.changes import turning

    drawing.root(turning(found, named(engine)))
    every = (*found.nearer, *found.sets)
    for number, it in enumerate(every, 1):
        chosen = drawing.step("chosen", f"set {number}", f"{number}: {IN_WORDS[it.verdict]}")
        drawing.edge(ROOT, chosen, "any of" if len(every) > 1 else "")
        for change in it.changes:
            drawing.edge(chosen, drawing.step("fact", change.fact, change.sentence, change.rule), change.kind)
        drawing.below(chosen, [it.why.model_copy(update={"children": ()})], "then")


def _grid(drawing: _Drawing, found: Grid, engine: Engine) -> None:
    """The answers, and below each the suppositions that have it."""
    from dedere.reporting.changes import alike, answered, in_words

    drawing.root(answered(found))
    called = named(engine)
    for (verdict, *views), its in alike(found):
        schools = zip(found.rows[0].schools, views, strict=True)
        said = "; ".join(f"{called.school(id_)}: {view}" for id_, view in schools)
        group = drawing.step("chosen", f"{verdict} {views}", f"{verdict} ({len(its)})", said)
        drawing.edge(ROOT, group)
        drawing.many(group, "fact", (in_words(it, engine, found) for it in its))


def _record(drawing: _Drawing, found: RecordDiff, engine: Engine) -> None:
    """The verdicts that turn, and what came, went and changed."""
    from dedere.reporting.record import changed, tally

    drawing.root(f"{changed(found)} {tally(found)}.")
    drawing.many(ROOT, "derived", (it.sentence for it in found.verdicts), "turns")
    for it in found.changed[:MOST_STEPS]:
        new = drawing.step("fact", f"new {it.new.fact}", it.new.sentence)
        drawing.edge(ROOT, new, "changed")
        drawing.edge(new, drawing.step("missing", f"old {it.old.fact}", it.old.sentence), "was")
    drawing.many(ROOT, "missing", (it.sentence for it in found.removed), "removed")
    drawing.many(ROOT, "fact", (it.sentence for it in found.added), "added")


_KINDS: dict[str, Callable[[_Drawing, Any, Engine], None]] = {
    "Assessment": _assessment,
    "Inquiry": _inquiry,
    "Difference": _difference,
    "Flips": _flips,
    "Grid": _grid,
    "RecordDiff": _record,
}
