"""Why, and why not, in words: what is found in one answer set, told as proofs.

An atom that holds is explained by an instance of a clause that concludes it, and so on down to the facts
(`derivations`). A goal that does not hold is explained by what the clauses that could have concluded it lacked
(`why_not`). Each of the two leads to the other: an absence rests on exceptions that were missing, what is missing on an
exception that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dedere import dates
from dedere.corpus.sentences import decimal
from dedere.language.vocabulary import DAYS, Vocabulary
from dedere.reasons.answer_set import Counted
from dedere.reasons.bound import substitute
from dedere.reasons.clauses import ReadyLiteral
from dedere.reasons.derivations import Derivations, Instance
from dedere.reasons.why_not import Goal, Miss, Misses
from dedere.schema.answer import Proof
from dedere.terms.patterns import Bindings, evaluate
from dedere.terms.values import Atom, Value, split

DEEPEST_WHY_NOT = 4
"""How many missing conditions are followed one below the other."""

WIDEST_WHY_NOT = 3
"""How many ways to a missing condition are told."""


class _Told:
    """What was told before, in the order in which it came, so that what is not kept can be taken back."""

    def __init__(self) -> None:
        self._steps: dict[str, None] = {}
        self.exceptions: dict[Goal, tuple[Proof, ...]] = {}
        """The exceptions told of what does not hold."""

    def again(self, atom: str) -> bool:
        """Whether the step was told before; it counts as told from now on."""
        before = atom in self._steps
        self._steps[atom] = None
        return before

    def mark(self) -> tuple[int, int]:
        """How much was told so far."""
        return len(self._steps), len(self.exceptions)

    def take_back(self, mark: tuple[int, int]) -> None:
        """Count as not told what was told since."""
        steps, spent = mark
        while len(self._steps) > steps:
            self._steps.popitem()
        while len(self.exceptions) > spent:
            self.exceptions.popitem()


class World:
    """One answer set and the reasons in it, in words; supposed facts are shown as such.

    `ended` gives for a fact whose end was left open the fact of the record that it is, `named` are facts that hold
    nothing here, but name what is spoken of.
    """

    def __init__(
        self,
        found: Derivations,
        supposed: Iterable[Atom] = (),
        ended: Mapping[str, Atom] | None = None,
        named: Iterable[Atom] = (),
    ) -> None:
        supposed, self._found = tuple(supposed), found
        self.answer_set = found.answer_set
        self._reasoner = found.reasoner
        self._corpus = found.reasoner.corpus
        self._phrases = found.reasoner.phrases.calling((*supposed, *named))
        self._supposed = frozenset(map(str, supposed))
        self._ended = {} if ended is None else ended
        self._misses = Misses(found.reasoner, found.answer_set)
        self._told = _Told()

    def holds(self, atom: str) -> bool:
        """Whether the atom is in the answer set."""
        return atom in self.answer_set.has

    def rules(self, atom: str) -> frozenset[str]:
        """The ids of the rules on which the proof of an atom rests."""
        return self._found.rules(atom)

    def rule(self, atom: str) -> str:
        """The id of the rule that concludes an atom; empty for a fact."""
        instance = self._found.lowest(atom)
        return "" if instance is None else instance.ready.clause.rule_id

    # ------------------------------------------------------------------------------------------------------------- why

    def sentence(self, atom: str) -> str:
        """What an atom of this answer set says, in the words of the rule that concludes it."""
        return self._said(atom, self._found.lowest(atom))

    def would_follow(self, atom: str) -> str | None:
        """What would follow by the clause that concludes an atom; None where it does not say."""
        instance = self._found.lowest(atom)
        return None if instance is None else self._phrases.would_follow(instance.ready.clause, instance.bound)

    def _said(self, atom: str, instance: Instance | None) -> str:
        if instance is None or instance.ready.clause.says is None:
            return self._phrases.atom(Atom(*split(atom)))
        return self._phrases.clause(instance.ready.clause, instance.bound)

    def why(self, atom: str) -> Proof:
        """The proof of an atom that holds; a step that was told before is only referred to."""
        instance = self._found.lowest(atom)
        if instance is None:
            return self._leaf(atom)
        clause = instance.ready.clause
        rule = self._corpus.rules[clause.rule_id]
        again = self._told.again(atom)
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
        for condition in instance.ready.body:
            if condition.kind == "positive":
                yield self.why(next(atoms))
            else:
                yield self._held(condition, instance.bound)

    def _held(self, condition: ReadyLiteral, bound: Bindings) -> Proof:
        """A condition that holds and is no atom: an absence, a comparison, an aggregate."""
        shown = substitute(condition.literal.text, bound)
        if condition.kind == "negative":
            args = tuple(evaluate(arg, bound) for arg in condition.args)
            folded = self._corpus.vocabulary.predicates[condition.name].folded
            sentence = self._phrases.absent(condition.name, args)
            goal = condition.name, args
            if goal not in self._told.exceptions:
                self._told.exceptions[goal] = self._spent(goal)
            spent = self._told.exceptions[goal]
            return Proof(kind="absent", sentence=sentence, atom=shown, folded=folded and not spent, children=spent)
        if condition.kind == "comparison":
            left, right = (evaluate(arg, bound) for arg in condition.args)
            if left is not None and right is not None:
                sentence = self._phrases.comparison(condition.name, left, right, holds=True)
                # An equation only gives a value its name; of comparisons only those of days tell a reader anything.
                told = condition.name != "=" and all(isinstance(it, int) and dates.valid(it) for it in (left, right))
                return Proof(kind="compared", sentence=sentence, atom=shown, folded=not told)
        return self._counted(condition, bound, shown)

    def _counted(self, condition: ReadyLiteral, bound: Bindings, shown: str) -> Proof:
        """What was added up or counted, where that is the atoms of one predicate; else the condition as it stands."""
        found = self.answer_set.counted(condition.literal.text, bound)
        if found is None:
            return Proof(kind="counted", sentence=shown, atom=shown)
        sentence = _said_of(found, self._corpus.vocabulary)
        return Proof(
            kind="counted", sentence=sentence, atom=shown, children=tuple(self.why(atom) for _, atom in found.each)
        )

    def _spent(self, goal: Goal) -> tuple[Proof, ...]:
        """Exceptions that would have held, had they not themselves met with one: told, since they are half the reason.

        That nothing else is known of the kind needs no more words than the absence itself.
        """
        found = self._misses.exceptions(goal, DEEPEST_WHY_NOT)
        return self._first(self.missing(it, 0) for it in found)

    def _first(self, proofs: Iterable[Proof]) -> tuple[Proof, ...]:
        """The first proofs that say something new, as many as are told; the steps of others count as not told."""
        kept: dict[str, Proof] = {}
        before = self._told.mark()
        for proof in proofs:
            if proof.sentence in kept:
                self._told.take_back(before)
                continue
            kept[proof.sentence] = proof
            if len(kept) == WIDEST_WHY_NOT:
                break
            before = self._told.mark()
        return tuple(kept.values())

    def _leaf(self, text: str) -> Proof:
        atom = Atom(*split(text))
        fact = None if text in self._supposed else self._corpus.by_atom.get(self._ended.get(text, atom))
        folded = self._corpus.vocabulary.predicates[atom.name].folded
        told = Proof(kind="fact", sentence=self._phrases.atom(atom), atom=text, folded=folded)
        if fact is None:
            source = "supposed for this question" if text in self._supposed else "the question"
            return told.model_copy(update={"source": (source,)})
        if fact.law:
            return told.model_copy(update={"source": (f"{fact.file}:{fact.line}",), "folded": True})
        return told.model_copy(update={"source": self._phrases.sources(fact), "confidence": fact.confidence})

    # --------------------------------------------------------------------------------------------------------- why not

    def why_not(self, goal: Goal) -> list[Miss]:
        """The clauses that could have concluded the goal and did not, the nearest first."""
        return self._misses.of(goal)

    def missing(self, miss: Miss, depth: int = DEEPEST_WHY_NOT) -> Proof:
        """What a clause was missing first."""
        if miss.first.kind != "positive":
            return self._missing(miss.first, miss.bound)
        shown = substitute(miss.first.literal.text, miss.bound)
        args = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
        return self._absence(miss.first.name, args, shown, depth, miss)

    def met(self, miss: Miss) -> tuple[str, ...]:
        """The conditions that held before the one that was missing, in sentences; technical ones are left out."""
        before = self._told.mark()
        met = [self._met(condition, miss.bound) for condition in miss.body[: miss.held]]
        self._told.take_back(before)
        return tuple(dict.fromkeys(it.sentence for it in met if not it.folded))

    def absence(self, atom: str, depth: int = DEEPEST_WHY_NOT) -> Proof:
        """Why an atom does not hold: that nothing of the kind does, and, down to a depth, what its clauses lack."""
        name, args = split(atom)
        return self._absence(name, args, atom, depth)

    def _absence(
        self, name: str, args: tuple[Value | None, ...], shown: str, depth: int, above: Miss | None = None
    ) -> Proof:
        predicate = self._corpus.vocabulary.predicates[name]
        below: tuple[Proof, ...] = ()
        # Why nothing of a kind holds of anybody would be told of whoever comes first, and explains nothing.
        of_any = [value for value, it in zip(args, predicate.arguments, strict=True) if it.type not in DAYS]
        of_nobody = bool(of_any) and all(value is None for value in of_any)
        if depth > 0 and predicate.kind == "derived" and not of_nobody:
            # The clauses of one predicate often miss the same thing; it is said once.
            found = self.why_not((name, args)) if above is None else self._misses.lacking(above)
            below = self._first(self.missing(it, depth - 1) for it in found)
        return Proof(
            kind="missing",
            sentence=self._phrases.absent(name, args),
            atom=shown,
            would=self._phrases.would(name, args),
            folded=predicate.folded,
            children=below,
        )

    def forget(self) -> None:
        """Tell every step in full again, although it was told before."""
        self._told = _Told()

    def _met(self, condition: ReadyLiteral, bound: Bindings) -> Proof:
        if condition.kind != "positive":
            return self._held(condition, bound)
        shown = condition.shown(bound)
        folded = self._corpus.vocabulary.predicates[condition.name].folded
        fact = self._corpus.by_atom.get(Atom(*split(shown)))
        return Proof(
            kind="derived", sentence=self.sentence(shown), atom=shown, folded=folded or (fact is not None and fact.law)
        )

    def _missing(self, condition: ReadyLiteral, bound: Bindings) -> Proof:
        """What a clause was missing that is no atom."""
        shown = substitute(condition.literal.text, bound)
        args = tuple(evaluate(arg, bound) for arg in condition.args)
        if condition.kind == "negative":
            rows = sorted(self.answer_set.matching(condition, bound), key=str)[:WIDEST_WHY_NOT]
            proofs = tuple(self.why(str(Atom(condition.name, row))) for row in rows)
            return Proof(kind="defeated", sentence=proofs[0].sentence if proofs else shown, atom=shown, children=proofs)
        if condition.kind == "comparison" and args[0] is not None and args[1] is not None:
            sentence = self._phrases.comparison(condition.name, args[0], args[1], holds=False)
            return Proof(kind="missing", sentence=sentence, atom=shown)
        return Proof(kind="missing", sentence=shown, atom=shown)


def _said_of(found: Counted, vocabulary: Vocabulary) -> str:
    """What is said of what was added up or counted."""
    if found.function != "sum":
        return f"there are {found.value} of them" if found.value != 1 else "there is one of them"
    if not found.each:
        return "there is nothing to add up"
    shows = _unit(found.each[0][1], vocabulary)
    *parts, last = [shows(weight) for weight, _ in found.each]
    listed = f"{', '.join(parts)} and {last}" if parts else last
    return f"{shows(found.value)} is the sum of {listed}"


def _unit(atom: str, vocabulary: Vocabulary) -> Callable[[Any], str]:
    """How what is added up of an atom is shown: as a decimal, where that is what its arguments are."""
    arguments = vocabulary.predicates[split(atom)[0]].arguments
    return decimal if any(it.type == "hundredths" for it in arguments) else str
