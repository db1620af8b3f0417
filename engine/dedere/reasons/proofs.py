"""Why, and why not: reasons read off one answer set.

An atom that holds is explained by an instance of a clause that concludes it, and so on down to the facts; of several
proofs the lowest is given, so proofs are acyclic. A goal that does not hold is explained by asking each clause that
could have concluded it for the longest beginning of its conditions that holds: the condition behind it was missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.corpus.lazy import Lazy
from dedere.corpus.sentences import Phrasebook
from dedere.language.records import Clause
from dedere.reasons.answer_set import Condition, Heads, Model, Pattern, pattern
from dedere.reasons.bound import Arguments, substitute
from dedere.reasons.bound import text as text_of
from dedere.schema.answer import Proof
from dedere.terms.patterns import Bindings, Compound, evaluate, match, term
from dedere.terms.unify import bindings
from dedere.terms.values import Atom, Value, split

_AGGREGATE = re.compile(
    r"(?P<value>\w+) = #(?P<function>sum|count) \{ (?P<tuple>[\w,]+): (?P<atom>(?P<name>\w+)\([^():]*\)) \}$"
)

DEEPEST_WHY_NOT = 4
"""How many missing conditions are followed one below the other."""

WIDEST_WHY_NOT = 3
"""How many ways to a missing condition are told."""

Goal = tuple[str, tuple[Value | None, ...]]
"""A predicate and its arguments; None, or `_` inside an argument, stands for anything."""


class Instance(NamedTuple):
    """A clause with values for its variables, the positive atoms of its body in order, and the height of its proof."""

    pattern: Pattern
    bound: Bindings
    positive: tuple[str, ...]
    height: int


class Miss(NamedTuple):
    """A clause that does not conclude a goal: how many of its conditions hold, with which values, and all of them."""

    clause: Clause
    held: int
    body: Sequence[Condition]
    bound: Bindings


class Reasoner:
    """The clauses of a corpus, made ready to be asked about answer sets; made once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.phrases = Phrasebook(corpus)
        self._heads = Lazy(corpus.by_head, lambda name: Heads(corpus.by_head[name]))
        self.arguments = Arguments(corpus)
        self._patterns: dict[tuple[int, frozenset[str] | None], Pattern] = {}

    def concluding(self, name: str, args: Sequence[Value | None]) -> Sequence[Clause]:
        """The clauses that may conclude an atom of a predicate with these arguments, None where one is open."""
        heads = self._heads.get(name)
        return () if heads is None else heads.for_goal(args)

    def pattern(self, clause: Clause, given: frozenset[str] | None = None) -> Pattern:
        """A clause made ready to be matched where these variables have values; None where all of the head have."""
        key = clause.index, given
        found = self._patterns.get(key)
        if found is None:
            found = self._patterns[key] = pattern(clause, given)
        return found


class World:
    """One answer set, given as the texts of its atoms, and the reasons in it; supposed facts are shown as such.

    `ended` gives for a fact whose end was left open the fact of the record that it is.
    """

    def __init__(
        self,
        reasoner: Reasoner,
        atoms: Sequence[str],
        supposed: Iterable[Atom] = (),
        ended: Mapping[str, Atom] | None = None,
    ) -> None:
        self._ended = ended or {}
        self._reasoner = reasoner
        supposed = tuple(supposed)
        self._phrases = reasoner.phrases.calling(supposed)
        self._corpus = reasoner.corpus
        self.model = Model(atoms)
        self._supposed = frozenset(map(str, supposed))
        self._best: dict[str, Instance | None] = {}
        # Both in the order in which they came, so that what is not kept can be taken back.
        self._told: dict[str, None] = {}
        self._exceptions: dict[tuple[str, tuple[Value | None, ...]], tuple[Proof, ...]] = {}

    def holds(self, atom: str) -> bool:
        """Whether the atom is in the answer set."""
        return atom in self.model.has

    def _instances(self, atom: str) -> Iterator[tuple[Pattern, Bindings, tuple[str, ...]]]:
        """The instances of clauses that conclude an atom, each with the positive atoms it rests on."""
        name, args = split(atom)
        for clause in self._reasoner.concluding(name, args):
            ready = self._reasoner.pattern(clause)
            bound: Bindings = {}
            if not all(match(pattern_, value, bound) for pattern_, value in zip(ready.head, args, strict=True)):
                continue
            for found in self.model.instances(ready.body, bound):
                yield (
                    ready,
                    found,
                    tuple(it.ground(found) or text_of(it, found) for it in ready.body if it.kind == "positive"),
                )

    def _lowest(self, atom: str, above: frozenset[str] = frozenset()) -> Instance | None:
        """The instance that gives an atom its lowest proof; None for a fact. `above` holds the atoms being proved."""
        if atom in self._best:
            return self._best[atom]
        best: Instance | None = None
        cut = False
        inside = above | {atom}
        for ready, bound, positive in self._instances(atom):
            if not inside.isdisjoint(positive):
                cut = True
                continue
            below = [self._lowest(it, inside) for it in positive]
            if any(it is None and not self._is_fact(text) for it, text in zip(below, positive, strict=True)):
                cut = True
                continue
            height = 1 + max((it.height for it in below if it is not None), default=0)
            if best is None or (height, len(positive)) < (best.height, len(best.positive)):
                best = Instance(ready, bound, positive, height)
        # What was found with a loop cut off may not be the lowest elsewhere, so it is kept only where nothing was cut.
        if not cut or not above:
            self._best[atom] = best
        return best

    def _is_fact(self, atom: str) -> bool:
        name, args = split(atom)
        return self._corpus.vocabulary.predicates[name].kind == "fact" or Atom(name, args) in self._corpus.by_atom

    def rules(self, atom: str) -> frozenset[str]:
        """The ids of the rules on which the proof of an atom rests."""
        found: set[str] = set()
        waiting, seen = [atom], {atom}
        while waiting:
            instance = self._lowest(waiting.pop())
            if instance is not None:
                found.add(instance.pattern.clause.rule_id)
                waiting += (new := [it for it in instance.positive if it not in seen])
                seen.update(new)
        return frozenset(found)

    # ------------------------------------------------------------------------------------------------------------- why

    def sentence(self, atom: str) -> str:
        """What an atom of this answer set says, in the words of the rule that concludes it."""
        instance = self._lowest(atom)
        return self._phrases.atom(Atom(*split(atom))) if instance is None else self._said(atom, instance)

    def _said(self, atom: str, instance: Instance) -> str:
        clause = instance.pattern.clause
        if clause.says is None:
            return self._phrases.atom(Atom(*split(atom)))
        types = clause.variable_types
        return self._phrases.fill(
            clause.says, {name: (value, types.get(name, "term")) for name, value in instance.bound.items()}
        )

    def why(self, atom: str) -> Proof:
        """The proof of an atom that holds; a step that was told before is only referred to."""
        instance = self._lowest(atom)
        if instance is None:
            return self._leaf(atom)
        clause = instance.pattern.clause
        rule = self._corpus.rules[clause.rule_id]
        again = atom in self._told
        self._told[atom] = None
        return Proof(
            kind="assumed" if rule.kind == "assumption" else "chosen" if clause.kind == "choice" else "derived",
            sentence=self._said(atom, instance),
            atom=atom,
            rule=rule.id,
            title=rule.title,
            authority=self._phrases.authority(rule.id),
            bindings=self._reasoner.arguments.shown(clause, instance.bound, self._phrases),
            folded=self._corpus.vocabulary.predicates[clause.head_name].folded,
            ref=again,
            children=() if again else tuple(self._conditions(instance)),
        )

    def _conditions(self, instance: Instance) -> Iterator[Proof]:
        atoms = iter(instance.positive)
        for condition in instance.pattern.body:
            if condition.kind == "positive":
                yield self.why(next(atoms))
            else:
                yield self._held(condition, instance.bound)

    def _held(self, condition: Condition, bound: Bindings) -> Proof:
        """A condition that holds and is no atom: an absence, a comparison, an aggregate."""
        shown = substitute(condition.literal.text, bound)
        if condition.kind == "negative":
            args = tuple(evaluate(arg, bound) for arg in condition.args)
            folded = self._corpus.vocabulary.predicates[condition.name].folded
            sentence = self._phrases.absent(condition.name, args)
            key = condition.name, args
            if key not in self._exceptions:
                self._exceptions[key] = self._spent(*key)
            spent = self._exceptions[key]
            return Proof(kind="absent", sentence=sentence, atom=shown, folded=folded and not spent, children=spent)
        if condition.kind == "comparison":
            left, right = (evaluate(arg, bound) for arg in condition.args)
            if left is not None and right is not None:
                sentence = self._phrases.comparison(condition.name, left, right, holds=True)
                # An equation only gives a value its name; of comparisons only those of days tell a reader anything.
                told = condition.name != "=" and all(isinstance(it, int) for it in (left, right))
                return Proof(kind="compared", sentence=sentence, atom=shown, folded=not told)
        return self._counted(condition, bound, shown)

    def _counted(self, condition: Condition, bound: Bindings, shown: str) -> Proof:
        """What was added up or counted, where that is the atoms of one predicate; else the condition as it stands."""
        found = _AGGREGATE.match(condition.literal.text)
        if found is None:
            return Proof(kind="counted", sentence=shown, atom=shown)
        tuples = [term(it) for it in found["tuple"].split(",")]
        atom = term(found["atom"])
        value = evaluate(term(found["value"]), bound)
        told: dict[tuple[Value | None, ...], str] = {}
        for row in self.model.rows(found["name"]):
            new = dict(bound)
            if isinstance(atom, Compound) and all(map(match, atom.args, row, (new,) * len(row))):
                told.setdefault(tuple(evaluate(it, new) for it in tuples), str(Atom(found["name"], row)))
        order = sorted(told, key=lambda it: told[it])
        parts = [str(it[0]) for it in order] if found["function"] == "sum" else []
        listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
        sentence = f"{value} is the sum of {listed}" if parts else f"the number is {value}"
        if found["function"] == "sum" and not parts:
            sentence = "there is nothing to add up"
        return Proof(kind="counted", sentence=sentence, atom=shown, children=tuple(self.why(told[it]) for it in order))

    def _spent(self, name: str, args: tuple[Value | None, ...]) -> tuple[Proof, ...]:
        """Exceptions that would have held, had they not themselves met with one: told, since they are half the reason.

        That nothing else is known of the kind needs no more words than the absence itself.
        """
        return self._first(self._exceptions_to(name, args, DEEPEST_WHY_NOT))

    def _exceptions_to(self, name: str, args: tuple[Value | None, ...], depth: int) -> Iterator[Proof]:
        if depth == 0 or self._corpus.vocabulary.predicates[name].kind == "fact":
            return
        for clause in self._reasoner.concluding(name, args):
            given = bindings(self._reasoner.pattern(clause).head, args)
            if given is None:
                continue
            ready = self._reasoner.pattern(clause, frozenset(given))
            held, bound = self.model.longest(ready.body, given)
            if held == len(ready.body):
                continue
            condition = ready.body[held]
            if condition.kind == "negative":
                yield self._missing(condition, bound, 0)
            elif condition.kind == "positive":
                inner = tuple(evaluate(arg, bound) for arg in condition.args)
                yield from self._exceptions_to(condition.name, inner, depth - 1)

    def _first(self, proofs: Iterable[Proof]) -> tuple[Proof, ...]:
        """The first proofs that say something new, as many as are told; the steps of others count as not told."""
        kept: dict[str, Proof] = {}
        before = len(self._told), len(self._exceptions)
        for proof in proofs:
            if proof.sentence in kept:
                self._take_back(*before)
                continue
            kept[proof.sentence] = proof
            if len(kept) == WIDEST_WHY_NOT:
                break
            before = len(self._told), len(self._exceptions)
        return tuple(kept.values())

    def _take_back(self, told: int, exceptions: int) -> None:
        """Count as not told what was told after so much."""
        while len(self._told) > told:
            self._told.popitem()
        while len(self._exceptions) > exceptions:
            self._exceptions.popitem()

    def _leaf(self, text: str) -> Proof:
        atom = Atom(*split(text))
        fact = self._corpus.by_atom.get(self._ended.get(text, atom))
        sentence = self._phrases.atom(atom)
        folded = self._corpus.vocabulary.predicates[atom.name].folded
        if text in self._supposed:
            return Proof(kind="fact", sentence=sentence, atom=text, source=("supposed for this question",))
        if fact is None:
            return Proof(kind="fact", sentence=sentence, atom=text, source=("the question",), folded=folded)
        if fact.law:
            return Proof(kind="fact", sentence=sentence, atom=text, source=(f"{fact.file}:{fact.line}",), folded=True)
        sources = []
        for id_ in fact.sources:
            source = self._corpus.sources[id_]
            sources.append(f"{source.citation} <{source.url}>" if source.url else source.citation)
        return Proof(
            kind="fact", sentence=sentence, atom=text, source=tuple(sources), confidence=fact.confidence, folded=folded
        )

    # --------------------------------------------------------------------------------------------------------- why not

    def why_not(self, goal: Goal) -> list[Miss]:
        """The clauses that could have concluded the goal and did not, the nearest first."""
        misses = []
        for clause in self._reasoner.concluding(*goal):
            given = bindings(self._reasoner.pattern(clause).head, goal[1])
            if given is None:
                continue
            ready = self._reasoner.pattern(clause, frozenset(given))
            held, bound = self.model.longest(ready.body, given)
            if held < len(ready.body):
                misses.append(Miss(clause, held, ready.body, bound))
        # A clause of which nothing holds is far, however short it is.
        return sorted(misses, key=lambda it: (not it.held, len(it.clause.body) - it.held, -it.held, it.clause.index))

    def missing(self, miss: Miss, depth: int = DEEPEST_WHY_NOT) -> Proof:
        """What a clause was missing first."""
        return self._missing(miss.body[miss.held], miss.bound, depth)

    def met(self, miss: Miss) -> tuple[str, ...]:
        """The conditions that held before the one that was missing, in sentences; technical ones are left out."""
        before = len(self._told), len(self._exceptions)
        met = [self._met(condition, miss.bound) for condition in miss.body[: miss.held]]
        self._take_back(*before)
        return tuple(dict.fromkeys(it.sentence for it in met if not it.folded))

    def absence(self, atom: str) -> Proof:
        """Why an atom does not hold: that nothing of the kind does, and what its clauses lack."""
        name, args = split(atom)
        return self._absence(name, args, atom, DEEPEST_WHY_NOT)

    def _absence(self, name: str, args: tuple[Value | None, ...], shown: str, depth: int) -> Proof:
        predicate = self._corpus.vocabulary.predicates[name]
        below: tuple[Proof, ...] = ()
        if depth > 0 and predicate.kind == "derived":
            # The clauses of one predicate often miss the same thing; it is said once.
            below = self._first(self.missing(it, depth - 1) for it in self.why_not((name, args)))
        return Proof(
            kind="missing",
            sentence=self._phrases.absent(name, args),
            atom=shown,
            folded=predicate.folded,
            children=below,
        )

    def forget(self) -> None:
        """Tell every step in full again, although it was told before."""
        self._told.clear()
        self._exceptions.clear()

    def _met(self, condition: Condition, bound: Bindings) -> Proof:
        if condition.kind != "positive":
            return self._held(condition, bound)
        shown = text_of(condition, bound)
        folded = self._corpus.vocabulary.predicates[condition.name].folded
        fact = self._corpus.by_atom.get(Atom(*split(shown)))
        return Proof(
            kind="derived", sentence=self.sentence(shown), atom=shown, folded=folded or (fact is not None and fact.law)
        )

    def _missing(self, condition: Condition, bound: Bindings, depth: int) -> Proof:
        shown = substitute(condition.literal.text, bound)
        args = tuple(evaluate(arg, bound) for arg in condition.args)
        if condition.kind == "positive":
            return self._absence(condition.name, args, shown, depth)
        if condition.kind == "negative":
            rows = sorted(self.model.matching(condition, bound), key=str)[:WIDEST_WHY_NOT]
            proofs = tuple(self.why(str(Atom(condition.name, row))) for row in rows)
            return Proof(kind="defeated", sentence=proofs[0].sentence if proofs else shown, atom=shown, children=proofs)
        if condition.kind == "comparison" and args[0] is not None and args[1] is not None:
            sentence = self._phrases.comparison(condition.name, args[0], args[1], holds=False)
            return Proof(kind="missing", sentence=sentence, atom=shown)
        return Proof(kind="missing", sentence=shown, atom=shown)
