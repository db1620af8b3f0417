"""One reason alone: why a rule applies in a case or does not, and why a fact holds or is not known.

>>> why("RS-89-1", "putin", "India", on="2025-12-05").standing
'absent'
>>> why("party(India, Rome Statute, 2025-12-05)", "putin", "India", on="2025-12-05").sentence
'India is not a State Party to the Rome Statute on 5 December 2025'

What holds is looked for under the positions of every school. Of a day or an entity that the case does not look at
nothing is concluded, and so nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Unpack

from dedere import dates
from dedere.answers.solution import Solution, effective, solve
from dedere.asking import rules, suppositions, typed
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.vocabulary import DAYS, Predicate
from dedere.program.known import Known
from dedere.program.protocol import PROTOCOL
from dedere.reasons.proofs import World
from dedere.reasons.why_not import Goal, Miss
from dedere.schema.answer import Proof
from dedere.schema.reason import Lack, Reasoned, Standing
from dedere.terms.patterns import evaluate
from dedere.terms.values import Atom, Value, as_constant, quote, split, text

MOST_LACKS = 3
"""How many clauses that did not conclude it are told."""

MOST_PROOFS = 12
"""How many of several things that match are proved, where they read differently."""


def why(what: str, person: str | Query, host: str = "", **asked: Unpack[Asking]) -> Reasoned:
    """Why a rule applies, or a fact holds, in the case that is asked about; or why not.

    `what` is the id of a rule, or a fact as a supposition is typed, of any predicate, with `_` for anything. The other
    arguments are those of `ask`, or a query that `ask` has read. Raises `UsageError` for what is wrong with either.
    """
    if not isinstance(what, str) or not what.strip():
        raise UsageError(f"what is asked about is {quoted(what)}", "give the id of a rule, or a fact")
    query = query_of(person, host, asked)
    # An authority has parentheses as a fact has.
    of_fact = "(" in what and not rules.citing(query.engine.corpus, what)
    reasoning = _OfFact(query, what) if of_fact else _OfRule(query, what)
    return reasoning.answer().making(query.engine, query.school.id if query.school else None)


class _Reasoning:
    """What is asked about, looked for under every school; a kind of it says which atoms it is."""

    kind: str
    about: str

    def __init__(self, query: Query) -> None:
        self.query = query
        self.engine = query.engine
        self.corpus = query.engine.corpus
        self.found: Solution = solve(query)
        self.phrases = self.engine.reasoner.phrases.calling(query.supposed)

    def worlds(self) -> Iterator[World]:
        """Answer sets of the court and of each school that is heard."""
        yield self.found.world(self.found.court_base)
        for school in self.found.schools:
            yield self.found.world(
                {issue: option for issue, option in school.positions.items() if issue not in self.found.fixed}
            )

    def stands(self, atoms: Sequence[str]) -> tuple[Standing, dict[str, Standing]]:
        """How it stands that one of some atoms holds: on all that is left open, and under each school."""

        def standing(positions: dict[str, str]) -> Standing:
            taken = {**positions, **self.found.fixed}
            sure = any(self.found.ground.world(taken, lacking=it) is None for it in atoms)
            if sure:
                return "certain"
            able = any(self.found.ground.world(taken, having=it) is not None for it in atoms)
            return "contested" if able else "absent"

        return standing({}), {it.id: standing(dict(it.positions)) for it in self.found.schools}

    def lacks(self, world: World, misses: Sequence[Miss]) -> tuple[Lack, ...]:
        """What some clauses lacked, the nearest first; what several lack is said once."""
        told: dict[str, Lack] = {}
        for miss in misses:
            world.forget()
            missing = world.missing(miss)
            if missing.sentence not in told:
                told[missing.sentence] = Lack(rule=miss.clause.rule_id, missing=missing, met=world.met(miss))
            if len(told) == MOST_LACKS:
                break
        return tuple(told.values())

    def reasoned(
        self,
        standing: Standing,
        schools: dict[str, Standing],
        sentence: str,
        why: Sequence[Proof] = (),
        why_not: Sequence[Lack] = (),
        rule: str | None = None,
    ) -> Reasoned:
        return Reasoned(
            id=answer_id("dedere.reason/1", self.corpus, self.query.question, self.query.school, self.about),
            question=self.query.question,
            kind="rule" if self.kind == "rule" else "fact",
            about=self.about,
            title=self.corpus.rules[rule].title if rule else None,
            authority=self.phrases.authority(rule) if rule else (),
            standing=standing,
            schools=schools,
            sentence=sentence,
            why=tuple(why),
            why_not=tuple(why_not),
        )

    def days(self) -> str:
        asked = self.query.question
        return dates.stretch(dates.number(asked.first_day), dates.number(asked.last_day))


class _OfRule(_Reasoning):
    kind = "rule"

    def __init__(self, query: Query, given: str) -> None:
        super().__init__(query)
        self.about = rules.find(self.corpus, given)
        heads = dict.fromkeys(self.corpus.clauses[it].head_name for it in self.corpus.rules[self.about].clauses)
        # What a rule does beside founding or defeating norms only serves that.
        self.heads = [it for it in heads if it in ("applicable", "defeated")] or list(heads)

    def answer(self) -> Reasoned:
        """Whether the rule concludes anything in the case, and why."""
        if not self.heads:
            raise UsageError(
                f"`{self.about}` concludes nothing: it says what is not looked at",
                f"`dedere rules show {self.about}` tells what it says",
                "no_conclusion",
            )
        for world in self.worlds():
            atoms = list(self._concluded(world))
            if atoms:
                return self._holding(world, atoms)
        nowhere: dict[str, Standing] = {it.id: "absent" for it in self.found.schools}
        world = self.found.world(self.found.court_base)
        goals = list(self._goals(world))
        misses = [it for goal in goals for it in world.why_not(goal) if it.clause.rule_id == self.about]
        misses.sort(key=_distance)
        sentence = f"{self.about} does not apply {self.days()}"
        return self.reasoned("absent", nowhere, sentence, (), self.lacks(world, misses), self.about)

    def _holding(self, world: World, atoms: Sequence[str]) -> Reasoned:
        holding, beaten = [], []
        for atom in atoms:
            if not atom.startswith("applicable("):
                holding.append(atom)
                continue
            norm, rule, day = split(atom)[1]
            if world.holds(effective(str(norm), text(rule), int(day))):
                holding.append(effective(str(norm), text(rule), int(day)))
            else:
                beaten.append(atom)
        world.forget()
        if holding:
            standing, schools = self.stands(holding)
            told = "applies" if standing == "certain" else "applies on some views"
            proofs = _proofs(world, holding)
            sentence = f"{self.about} {told} {self.days()}"
            return self.reasoned(standing, schools, sentence, proofs, (), self.about)
        others = {_effective(it) for it in beaten}
        standing, schools = self.stands(sorted(others))
        giving: dict[str, Standing] = {id_: "gives way" if it == "absent" else it for id_, it in schools.items()}
        # In the order in which they are told, so that nothing is told as having stood above that did not.
        proofs = _proofs(world, beaten)
        found = (self._defeat(world, it) for it in beaten[:MOST_PROOFS])
        lacks = {it.missing.sentence: it for it in reversed([it for it in found if it])}
        if standing == "absent":
            standing, sentence = "gives way", f"{self.about} is founded and gives way {self.days()}"
        else:
            sentence = f"{self.about} is founded, and on some views gives way {self.days()}"
        return self.reasoned(standing, giving, sentence, proofs, list(lacks.values())[::-1], self.about)

    def _defeat(self, world: World, atom: str) -> Lack | None:
        norm, rule, day = split(atom)[1]
        rows = [it for it in world.answer_set.rows("defeated") if it[:2] == (norm, rule) and it[3] == day]
        if not rows:
            return None
        proof = world.why(str(Atom("defeated", min(rows, key=str)))).model_copy(update={"kind": "defeated"})
        return Lack(rule=self.about, missing=proof, met=())

    def _concluded(self, world: World) -> Iterator[str]:
        """What the rule concludes in an answer set."""
        for name in self.heads:
            for row in world.answer_set.rows(name):
                if name in ("applicable", "defeated") and quote(self.about) not in row:
                    continue
                atom = str(Atom(name, row))
                if world.why(atom).rule == self.about:
                    yield atom

    def _goals(self, world: World) -> Iterator[Goal]:
        """What the rule could have concluded on the first day, of the person that is asked about.

        An exception could have defeated the norms that there are, if there are any.
        """
        day = self.found.days[0]
        for name in self.heads:
            if name == "applicable":
                yield name, (None, quote(self.about), day)
            elif name == "defeated":
                norms: list[tuple[Value | None, ...]]
                norms = [it[:2] for it in world.answer_set.rows("applicable") if it[2] == day]
                yield from ((name, (*it, quote(self.about), day)) for it in norms or [(None, None)])
            else:
                arguments = self.corpus.vocabulary.predicates[name].arguments
                known: dict[str, Value] = {"date": day}
                slot = self.found.declared.slot("person")
                known[self.found.declared.type_of(slot)] = self.found.given[slot]
                types = [it.type for it in arguments]
                yield name, tuple(known.get(it) if types.count(it) == 1 else None for it in types)


class _OfFact(_Reasoning):
    kind = "fact"

    def __init__(self, query: Query, given: str) -> None:
        super().__init__(query)
        self.predicate, self.args = _goal(self.corpus, given, query.supposed)
        self.about = f"{self.predicate.name}({','.join('_' if it is None else str(it) for it in self.args)})"

    def answer(self) -> Reasoned:
        """Whether the fact holds in the case, and why."""
        if self.predicate.kind == "fact":
            return self._recorded()
        for world in self.worlds():
            atoms = [str(Atom(self.predicate.name, it)) for it in self._rows(world)]
            if atoms:
                standing, schools = self.stands(atoms)
                world.forget()
                proofs = _proofs(world, atoms)
                return self.reasoned(standing, schools, proofs[0].sentence, proofs)
        self._looked_at()
        world = self.found.world(self.found.court_base)
        lacks = self.lacks(world, world.why_not((self.predicate.name, self.args)))
        nowhere: dict[str, Standing] = {it.id: "absent" for it in self.found.schools}
        return self.reasoned("absent", nowhere, self.phrases.absent(self.predicate.name, self.args), (), lacks)

    def _rows(self, world: World) -> Iterator[tuple[Value, ...]]:
        yield from (it for it in world.answer_set.rows(self.predicate.name) if self._matches(it))

    def _matches(self, args: Sequence[Value]) -> bool:
        return all(wanted in (None, it) for wanted, it in zip(self.args, args, strict=True))

    def _recorded(self) -> Reasoned:
        """What the record has of it, with what is supposed and without what is left out."""
        name, known = self.predicate.name, Known(self.corpus, self.query.known_on)
        there = (it.atom for it in self.corpus.by_predicate.get(name, ()) if it.atom not in self.query.withdrawn)
        atoms = [Atom(*split(it[:-1])) for it in known.of(f"{it}." for it in there)]
        self.found.known.ended.update(known.ended)
        atoms += [it for it in self.query.supposed if it.name == name]
        atoms += [it for it in self.found.declared.facts(self.found.given) if it.name == name]
        atoms = [it for it in dict.fromkeys(atoms) if self._matches(it.args)]
        world = self.found.world(self.found.court_base)
        if atoms:
            proofs = _proofs(world, map(str, atoms))
            same: dict[str, Standing] = {it.id: "certain" for it in self.found.schools}
            return self.reasoned("certain", same, proofs[0].sentence, proofs)
        nowhere: dict[str, Standing] = {it.id: "absent" for it in self.found.schools}
        return self.reasoned("absent", nowhere, self.phrases.absent(name, self.args))

    def _looked_at(self) -> None:
        """Refuse what the case does not look at: that nothing is concluded of it would say nothing."""
        around = {*self.found.declared.focus, *self.found.declared.around}
        world = self.found.world(self.found.court_base)
        derived = (it for it in world.answer_set.names if self._is_derived(it))
        spoken_of = {arg for name in derived for row in world.answer_set.rows(name) for arg in row}
        for argument, value in zip(self.predicate.arguments, self.args, strict=True):
            if value is None:
                continue
            if argument.type == "date" and value not in self.found.days:
                raise UsageError(
                    f"`{self.phrases.code(value, 'date')}` is no day that the case looks at",
                    "ask about that day, with `--on`",
                    "not_looked_at",
                )
            if argument.type in DAYS or argument.type not in around:
                continue
            if value not in spoken_of and value not in self.found.given.values():
                raise UsageError(
                    f"nothing is concluded of `{self.phrases.name(value)}` in this case",
                    "ask about a case in which it has a part",
                    "not_looked_at",
                )

    def _is_derived(self, name: str) -> bool:
        predicate = self.corpus.vocabulary.predicates.get(name)
        return predicate is not None and predicate.kind != "fact"


def _goal(corpus: Corpus, given: str, supposed: Sequence[Atom]) -> tuple[Predicate, tuple[Value | None, ...]]:
    """The predicate and the arguments of a fact that is typed, None for `_`. Raises `UsageError` for what is none."""
    found = typed.form(given)
    if found is None:
        name = as_constant(given.partition("(")[0])
        if name in corpus.vocabulary.predicates:
            hint = f"{typed.wanting(given)}; the predicate is declared as `{corpus.vocabulary.predicates[name].form}`"
        else:
            hint = f"write a predicate with its arguments, such as {suppositions.example(corpus)}, and `_` for anything"
        raise UsageError(f"`{given}` is no fact and no rule", hint, "bad_fact")
    wrong = corpus.vocabulary.signature(found.name, len(found.args))
    if wrong is not None:
        raise UsageError(f"`{given}` cannot be taken: {wrong.message}", wrong.hint, "bad_fact")
    predicate = corpus.vocabulary.predicates[found.name]
    if predicate.name in PROTOCOL and predicate.kind != "fact":
        raise UsageError(f"`{predicate.name}` says nothing of a case by itself", "name a rule by its id", "bad_fact")
    reader = typed.Reader(corpus, supposed)
    args = (None if it == "_" else reader.argument(predicate, at, it, given) for at, it in enumerate(found.args))
    return predicate, tuple(args)


def _distance(miss: Miss) -> tuple[bool, int, int]:
    """How far a clause is from its conclusion; of two as far, the one that lacks what is more general comes first.

    One of which nothing holds, so that it lacks something of anybody, is farther than any other.
    """
    remaining = sum(it.kind == "positive" for it in miss.body[miss.held :])
    return not miss.held, remaining, -sum(evaluate(it, miss.bound) is None for it in miss.first.args)


def _proofs(world: World, atoms: Iterable[str]) -> list[Proof]:
    """The proofs of some atoms: of those that read alike, on several days for instance, the first."""
    told: dict[str, str] = {}
    for atom in atoms:
        # That a norm has effect reads alike of all: what tells them apart is that each applies.
        told.setdefault(world.sentence(atom.replace("effective(", "applicable(", 1)), atom)
    return [_applied(world.why(it)) for it in list(told.values())[:MOST_PROOFS]]


def _applied(proof: Proof) -> Proof:
    """The proof that the rule applies, where it begins with its having effect."""
    if not (proof.atom or "").startswith("effective("):
        return proof
    return next((it for it in proof.children if (it.atom or "").startswith("applicable(")), proof)


def _effective(atom: str) -> str:
    norm, rule, day = split(atom)[1]
    return effective(str(norm), text(rule), int(day))
