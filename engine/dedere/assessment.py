"""From a question to its answer: solve, see what is certain and what depends on a position, and give the reasons.

    >>> answer = assess("putin", "India", on="2025-12-05")
    >>> answer.verdict
    'not_obliged'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple

import clingo

from dedere import __version__, dates, suppositions
from dedere.answers import (
    Assessment,
    Conclusion,
    Issue,
    Position,
    Proof,
    Provenance,
    Question,
    Verdict,
    WhyNot,
    Window,
)
from dedere.corpus import Corpus, default_folders
from dedere.errors import UsageError
from dedere.names import Directory
from dedere.questions import Declared, declared, fill, matches
from dedere.reasons import Reasoner, World
from dedere.slicing import Slicer
from dedere.solving import Grounded
from dedere.values import Atom, Value, quote, split, text, value_of

LONGEST_STAY = 40
"""Years that a stay may last."""


class School(NamedTuple):
    """A named bundle of positions: its id, its name, what it takes on which issue, and whether the court itself takes it."""

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool


class Held(NamedTuple):
    """A norm with the rule that founds it and the days on which it holds, on equal standing and under the same schools."""

    norm: str
    rule: str
    days: tuple[int, ...]
    first: int
    last: int
    standing: Literal["certain", "contested"]
    schools: tuple[str, ...]


class Engine:
    """A corpus made ready to answer from; what does not depend on a question is worked out once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._slicers: dict[str, tuple[Declared, Slicer]] = {}
        self._directories: dict[str, Directory] = {}

    @cached_property
    def reasoner(self) -> Reasoner:
        """The clauses made ready to be asked for reasons."""
        return Reasoner(self.corpus)

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """The schools that the rules declare, in their order."""
        of = self.corpus.by_predicate
        taken: dict[str, dict[str, str]] = {}
        for fact in of.get("takes", ()):
            school, issue, option = map(str, fact.atom.args)
            taken.setdefault(school, {})[issue] = option
        court = {fact.atom.args[0] for fact in of.get("follows_court", ())}
        return tuple(
            School(str(id_), text(name), taken.get(str(id_), {}), id_ in court)
            for id_, name in (fact.atom.args for fact in of.get("school", ()))
        )

    def question(self, id_: str) -> tuple[Declared, Slicer]:
        """A question as the rules declare it, with the index of the facts that matter for it."""
        if id_ not in self._slicers:
            question = declared(self.corpus, id_)
            self._slicers[id_] = question, Slicer(self.corpus, question)
        return self._slicers[id_]

    def directory(self, type_name: str, supposed: Sequence[Atom] = ()) -> Directory:
        """The names of the entities of a type; those that were only supposed come from outside the record."""
        if any(atom.name in self.corpus.vocabulary.naming_predicates() for atom in supposed):
            return Directory(self.corpus, [type_name], supposed)
        if type_name not in self._directories:
            self._directories[type_name] = Directory(self.corpus, [type_name])
        return self._directories[type_name]

    @cached_property
    def _clauses(self) -> list[tuple[frozenset[str], str, str]]:
        """For each clause the predicates it cannot do without, the one it concludes, and its text."""
        return [
            (
                frozenset(it.name for it in clause.body if it.kind == "positive")
                - ({clause.head_name} if clause.kind == "choice" else frozenset()),
                clause.head_name,
                clause.text,
            )
            for clause in self.corpus.clauses
        ]

    def law(self, facts: Iterable[str]) -> str:
        """The clauses that can fire on these facts; the others would only be read and dropped by the grounder."""
        present = {it.partition("(")[0].rstrip(".") for it in facts}
        waiting = self._clauses
        kept: list[str] = []
        while True:
            still = []
            for clause in waiting:
                needs, concludes, written = clause
                if needs <= present:
                    kept.append(written)
                    present.add(concludes)
                else:
                    still.append(clause)
            if len(still) == len(waiting):
                return "\n".join(kept)
            waiting = still


class Answering:
    """One question being answered: the ground program, and what holds in it under which positions."""

    def __init__(
        self,
        engine: Engine,
        question: str,
        given: Mapping[str, Value],
        first: int,
        last: int,
        supposed: Sequence[Atom],
        withdrawn: Sequence[Atom],
        school: School | None,
    ) -> None:
        self.engine = engine
        self.given = given
        self.first, self.last = first, last
        self.supposed = supposed
        self.declared, slicer = engine.question(question)
        facts = slicer.select(self.declared.facts(given), supposed, withdrawn)
        self.ground = Grounded(engine.law(facts), facts)
        self.fixed = dict(school.positions) if school else {}
        self.issues = {issue: options for issue, options in self.ground.issues().items() if issue not in self.fixed}
        self.possible = self.ground.possible(self.fixed)
        self.certain = self.ground.certain(self.fixed)
        self.seeks = [fill(it.pattern, given) for it in self.declared.seeks]
        self._worlds: dict[frozenset[tuple[str, str]], World] = {}
        self._sought: dict[str, bool] = {}

    @cached_property
    def by_school(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """What is possible and what is certain under each school."""
        if self.possible == self.certain and not self.fixed:
            return {school.id: (self.possible, self.certain) for school in self.engine.schools}
        return {
            school.id: (self.ground.possible(school.positions), self.ground.certain(school.positions))
            for school in self.engine.schools
        }

    @cached_property
    def days(self) -> list[int]:
        """The days that were looked at, in order."""
        return sorted({int(day) for atom in self.world({}).model.rows("day") for day in atom[1:]} | {self.first})

    def world(self, positions: Mapping[str, str], having: str | None = None, lacking: str | None = None) -> World:
        """An answer set with these positions; kept, so that reasons are read off few."""
        key = frozenset([*positions.items(), ("having", having or ""), ("lacking", lacking or "")])
        if key not in self._worlds:
            atoms = self.ground.world({**self.fixed, **positions}, having, lacking)
            self._worlds[key] = World(self.engine.reasoner, atoms or (), self.supposed)
        return self._worlds[key]

    def world_with(self, atom: str) -> World:
        """An answer set in which the atom holds, one that is there already if it can be."""
        for world in self._worlds.values():
            if world.holds(atom):
                return world
        return self.world({}, having=atom)

    # --------------------------------------------------------------------------------------------------- what holds

    def sought(self, norm: str) -> bool:
        """Whether a norm is one that answers the question."""
        found = self._sought.get(norm)
        if found is None:
            found = self._sought[norm] = any(matches(pattern, norm) for pattern in self.seeks)
        return found

    def verdict(self, possible: frozenset[str], certain: frozenset[str]) -> Verdict:
        """The strongest answer over all days: certain on some day, else possible on some day, else neither."""
        if any(self.sought(_norm(atom)) for atom in certain):
            return "obliged"
        return "contested" if any(self.sought(_norm(atom)) for atom in possible) else "not_obliged"

    def held(self) -> list[Held]:
        """Every norm that holds on some day under some position, over the longest days on which nothing changes."""
        days = self.days
        ends = [dates.previous_day(day) for day in days[1:]] + [self.last]
        found: dict[tuple[str, str], list[tuple[int, Literal["certain", "contested"], tuple[str, ...]]]] = {}
        for atom in self.possible:
            norm, rule, day = split(atom)[1]
            schools = tuple(id_ for id_, (_, certain) in self.by_school.items() if atom in certain)
            standing: Literal["certain", "contested"] = "certain" if atom in self.certain else "contested"
            found.setdefault((str(norm), text(rule)), []).append((days.index(int(day)), standing, schools))
        held = []
        for (norm, rule), looked in found.items():
            looked.sort()
            start = 0
            for at in range(1, len(looked) + 1):
                if at < len(looked) and looked[at][0] == looked[at - 1][0] + 1 and looked[at][1:] == looked[start][1:]:
                    continue
                indices = [index for index, _, _ in looked[start:at]]
                _, standing, schools = looked[start]
                held.append(Held(norm, rule, tuple(days[i] for i in indices), days[indices[0]], ends[indices[-1]], standing, schools))
                start = at
        return sorted(held, key=lambda it: (it.first, it.norm, it.rule))

    # ------------------------------------------------------------------------------------------------------- issues

    def issue_list(self) -> list[Issue]:
        """The open issues, with the verdict that each position leads to and whether it turns the answer."""
        of = self.engine.corpus.by_predicate
        overall = self.verdict(self.possible, self.certain)
        issues = []
        for fact in of.get("issue", ()):
            id_ = str(fact.atom.args[0])
            if id_ not in self.issues:
                continue
            verdicts = {option: self._if({id_: option}, overall) for option in self.issues[id_]}
            issues.append(
                Issue(
                    id=text(id_),
                    question=text(fact.atom.args[1]),
                    turns=self._turns(id_, verdicts, overall),
                    positions=tuple(self._position(id_, option, verdict) for option, verdict in verdicts.items()),
                )
            )
        return issues

    def _if(self, positions: Mapping[str, str], overall: Verdict) -> Verdict:
        if overall != "contested":
            return overall
        taken = {**self.fixed, **positions}
        return self.verdict(self.ground.possible(taken), self.ground.certain(taken))

    def _turns(self, id_: str, verdicts: Mapping[str, Verdict], overall: Verdict) -> Literal["alone", "together", "no"]:
        if overall != "contested":
            return "no"
        if {"obliged", "not_obliged"} <= set(verdicts.values()):
            return "alone"
        if len(set(verdicts.values())) > 1:
            return "together"
        for school in self.engine.schools:
            if id_ not in school.positions:
                base = {it: option for it, option in school.positions.items() if it not in self.fixed}
                if len({self._if({**base, id_: option}, overall) for option in verdicts}) > 1:
                    return "together"
        return "no"

    def _position(self, issue: str, option: str, verdict: Verdict) -> Position:
        of = self.engine.corpus.by_predicate
        meaning = next(text(it.atom.args[2]) for it in of["option"] if it.atom.args[:2] == (issue, option))
        holders = [it.atom.args[2:] for it in of.get("held_by", ()) if it.atom.args[:2] == (issue, option)]
        court = [it.atom.args[2] for it in of.get("court_holds", ()) if it.atom.args[:2] == (issue, option)]
        return Position(
            option=option,
            meaning=meaning,
            held_by=tuple(text(who) for who, _ in holders),
            authority=tuple(dict.fromkeys([*map(text, court), *(text(where) for _, where in holders)])),
            court=bool(court),
            verdict=verdict,
        )


def _norm(atom: str) -> str:
    return str(split(atom)[1][0])


def effective(norm: str, rule: str, day: int) -> str:
    """The text of the atom that a norm founded by a rule holds on a day."""
    return str(Atom("effective", (norm, quote(rule), day)))


# ------------------------------------------------------------------------------------------------------------ the answer


@lru_cache(maxsize=1)
def default_engine() -> Engine:
    """The engine over the rules and facts that come with Dedere; loaded when first used."""
    rules, facts = default_folders()
    return Engine(Corpus.load([rules], [facts]))


def assess(
    person: str,
    host: str,
    *,
    on: str | int | None = None,
    first: str | int | None = None,
    last: str | int | None = None,
    presence: str = "visit",
    suppose: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    school: str | None = None,
    engine: Engine | None = None,
) -> Assessment:
    """Must the host State arrest and surrender the person on these days, and why?

    `person` and `host` are ids, names or aliases; the days are `YYYY-MM-DD` or `YYYYMMDD`, either `on` one day or from
    `first` to `last`, both included. `suppose` and `withdraw` are ground facts added to the record and left out of it for
    this question. With `school` the answer is that of one school of thought.

    Raises `UsageError` for what is wrong with the question, `CorpusError` for broken rules or facts.
    """
    engine = engine or default_engine()
    corpus = engine.corpus
    added = suppositions.suppose(corpus, suppose)
    gone = suppositions.withdraw(corpus, withdraw)
    person_id = engine.directory("person", added).find(person)
    host_id = engine.directory("state", added).find(host)
    first_day, last_day = _days(on, first, last)
    manner = _presence(corpus, presence)
    chosen = _school(engine, school)
    given: dict[str, Value] = {
        "person": person_id,
        "host": host_id,
        "first": first_day,
        "after": dates.next_day(last_day),
        "presence": manner,
    }
    asked = Question(
        person=person_id,
        host=_upper(host_id),
        first_day=dates.iso(first_day),
        last_day=dates.iso(last_day),
        presence=manner,
        suppose=tuple(map(str, added)),
        withdraw=tuple(map(str, gone)),
    )
    return _Telling(Answering(engine, "assess", given, first_day, last_day, added, gone, chosen), asked, chosen).answer()


def _days(on: str | int | None, first: str | int | None, last: str | int | None) -> tuple[int, int]:
    if on is not None and (first is not None or last is not None):
        raise UsageError("both one day and a first or last day are given", "give either `on`, or `first` and `last`")
    if on is not None:
        day = dates.parse_date(str(on))
        return day, day
    if first is None or last is None:
        raise UsageError("no day is given", "give `on`, or `first` and `last`")
    begin, end = dates.parse_date(str(first)), dates.parse_date(str(last))
    if end < begin:
        raise UsageError(f"the last day `{dates.iso(end)}` is before the first, `{dates.iso(begin)}`", "exchange the two days")
    if end - begin > LONGEST_STAY * 10000:
        raise UsageError(f"the stay lasts longer than {LONGEST_STAY} years", "ask about a shorter one")
    return begin, end


def _presence(corpus: Corpus, presence: str) -> str:
    manner = presence.strip().lower().replace("-", "_").replace(" ", "_")
    wrong = corpus.vocabulary.check_value("presence", manner, corpus.names)
    if wrong:
        raise UsageError(f"`{presence}` is no manner of presence", wrong.hint)
    return manner


def _school(engine: Engine, school: str | None) -> School | None:
    if school is None:
        return None
    for it in engine.schools:
        if it.id == school.strip().lower():
            return it
    listed = ", ".join(it.id for it in engine.schools)
    raise UsageError(f"no school `{school}` is declared", f"the schools are {listed}")


def _upper(value: Value) -> str:
    return str(value).upper()


class _Telling:
    """Puts what was found into the form of the answer."""

    def __init__(self, found: Answering, asked: Question, school: School | None) -> None:
        self.found = found
        self.asked = asked
        self.school = school
        self.corpus = found.engine.corpus
        self.phrases = found.engine.reasoner.phrases
        self._states = self.corpus.names.get("state", frozenset())

    def answer(self) -> Assessment:
        found = self.found
        # The court's own positions first: reasons are read off its answer set wherever they can be.
        court = next((it.positions for it in found.engine.schools if it.court), {})
        base = {issue: option for issue, option in court.items() if issue not in found.fixed}
        found.world(base)
        held = found.held()
        verdict = found.verdict(found.possible, found.certain)
        schools = {id_: found.verdict(*sets) for id_, sets in found.by_school.items()}
        windows = [it for it in held if found.sought(it.norm)]
        why = self._why(windows)
        why_not = self._why_not(verdict, schools)
        proofs = [*why, *(it.missing for it in why_not)]
        conclusions = tuple(self._conclusion(it) for it in held if not found.sought(it.norm))
        known, stale = self._kept(proofs)
        return Assessment(
            question=self.asked,
            summary=self._summary(verdict, schools),
            verdict=verdict,
            schools=schools,
            windows=tuple(map(self._window, windows)),
            conclusions=conclusions,
            why=tuple(why),
            why_not=tuple(why_not),
            issues=tuple(found.issue_list()),
            assumptions=tuple(dict.fromkeys(it.sentence for it in _walk(why) if it.kind == "assumed")),
            warnings=(*self._doubts(), *self._remembered(proofs), *stale),
            known_until=dates.iso(known) if known else None,
            provenance=self._provenance(),
        )

    # -------------------------------------------------------------------------------------------- windows, conclusions

    def _place(self, held: Held) -> dict[str, object]:
        rule = self.corpus.rules[held.rule]
        atom = effective(held.norm, held.rule, held.days[0])
        sentence = self.found.world_with(atom).sentence(str(Atom("applicable", (held.norm, quote(held.rule), held.days[0]))))
        return {
            "first_day": dates.iso(held.first),
            "last_day": dates.iso(held.last),
            "standing": held.standing,
            "schools": held.schools,
            "regime": rule.regime or "general",
            "rule": held.rule,
            "authority": "; ".join(self.phrases.authority(held.rule)),
            "sentence": sentence,
        }

    def _name(self, value: Value) -> str:
        return _upper(value) if value in self._states else text(value)

    def _window(self, held: Held) -> Window:
        bearer, act, person, toward = map(self._name, split(held.norm)[1])
        return Window.model_validate({"act": act, "bearer": bearer, "person": person, "toward": toward, **self._place(held)})

    def _conclusion(self, held: Held) -> Conclusion:
        kind, args = split(held.norm)
        bearer, act, object_, toward = map(self._name, args)
        parts = {"kind": kind, "bearer": bearer, "act": act, "object": object_, "toward": toward}
        return Conclusion.model_validate({**parts, **self._place(held)})

    # --------------------------------------------------------------------------------------------------------- reasons

    def _why(self, windows: Iterable[Held]) -> list[Proof]:
        told: dict[tuple[str, str, tuple[str, ...]], Proof] = {}
        for held in windows:
            atom = effective(held.norm, held.rule, held.days[0])
            key = held.norm, held.rule, held.schools
            if key not in told:
                told[key] = self.found.world_with(atom).why(atom)
        return list(told.values())

    def _why_not(self, verdict: Verdict, schools: Mapping[str, Verdict]) -> list[WhyNot]:
        """For each way the duty does not arise the rules that miss, nearest first; said once for all schools it is the same for."""
        if verdict == "obliged" and not self._gaps():
            return []
        merged: dict[tuple[str, str], WhyNot] = {}
        for school in self.found.engine.schools if self.school is None else (self.school,):
            world = self._refusing(school)
            if world is None:
                continue
            for miss in self._misses(world):
                key = miss.rule, miss.missing.sentence
                old = merged.get(key)
                merged[key] = miss.model_copy(update={"schools": (*(old.schools if old else ()), school.id)}) if old is None else old.model_copy(
                    update={"schools": (*old.schools, school.id)}
                )
        return list(merged.values())

    def _gaps(self) -> set[int]:
        """The days on which no sought norm is certain."""
        covered = {int(split(atom)[1][2]) for atom in self.found.certain if self.found.sought(_norm(atom))}
        return set(self.found.days) - covered

    def _refusing(self, school: School) -> World | None:
        """An answer set of a school in which a sought norm is missing on some day."""
        _, certain = self.found.by_school[school.id]
        covered = {int(split(atom)[1][2]) for atom in certain if self.found.sought(_norm(atom))}
        missing = [day for day in self.found.days if day not in covered]
        if not missing:
            return None
        possible = [atom for atom in self.found.by_school[school.id][0] if self.found.sought(_norm(atom)) and atom not in certain]
        positions = {issue: option for issue, option in school.positions.items() if issue not in self.found.fixed}
        return self.found.world(positions, lacking=min(possible) if possible else None)

    def _misses(self, world: World) -> Iterator[WhyNot]:
        covered = {
            int(row[2]) for row in world.model.rows("effective") if self.found.sought(str(row[0]))
        }
        day = next((it for it in self.found.days if it not in covered), None)
        if day is None:
            return
        told: set[str] = set()
        for pattern in self.found.seeks:
            for row in world.model.rows("applicable"):
                norm, rule, at = row
                if at == day and matches(pattern, norm):
                    atom = str(Atom("beaten", (norm, rule, day)))
                    if world.holds(atom):
                        told.add(text(rule))
                        yield self._miss(text(rule), day, self._defeat(world, str(norm), str(rule), day), ())
            for found in world.why_not(("applicable", (pattern, None, day))):
                rule_id = found.clause.rule_id
                if rule_id not in told:
                    told.add(rule_id)
                    met = tuple(dict.fromkeys(it.sentence for it in found.met if not it.folded))
                    yield self._miss(rule_id, day, found.missing, met)

    def _defeat(self, world: World, norm: str, rule: str, day: int) -> Proof:
        rows = sorted(str(Atom("defeated", row)) for row in world.model.rows("defeated") if row[:2] == (norm, rule) and row[3] == day)
        proofs = tuple(world.why(atom) for atom in rows)
        first, *others = proofs
        return first.model_copy(update={"kind": "defeated", "children": (*first.children, *others)})

    def _miss(self, rule_id: str, day: int, missing: Proof, met: tuple[str, ...]) -> WhyNot:
        rule = self.corpus.rules[rule_id]
        return WhyNot(
            rule=rule_id,
            title=rule.title,
            authority=self.phrases.authority(rule_id),
            regime=rule.regime or "general",
            day=dates.iso(day),
            schools=(),
            missing=missing,
            met=met,
        )

    # ------------------------------------------------------------------------------------------- what goes with the answer

    def _summary(self, verdict: Verdict, schools: Mapping[str, Verdict]) -> str:
        given = self.found.given
        named = {key: self.phrases.name(value) for key, value in given.items()}
        sought = next(
            (it for it, pattern in zip(self.found.declared.seeks, self.found.seeks, strict=True) if any(matches(pattern, _norm(atom)) for atom in self.found.possible)),
            self.found.declared.seeks[0],
        )
        act = fill(sought.sentence, named)
        when = f"on {dates.words(self.found.first)}"
        if self.found.last != self.found.first:
            when = f"from {dates.words(self.found.first)} to {dates.words(self.found.last)}"
        host = named["host"]
        if self.school is not None:
            when += f", in the view of {self.school.name}"
        if verdict == "obliged":
            return f"Obliged: {host} must {act} {when}."
        if verdict == "not_obliged":
            return f"Not obliged: {host} has no duty to {act} {when}."
        court = next((it for it in self.found.engine.schools if it.court), None)
        if court is None or self.school is not None:
            return f"Contested: whether {host} must {act} {when}."
        view = {"obliged": "it must", "not_obliged": "it need not", "contested": "that is open too"}[schools[court.id]]
        return f"Contested: whether {host} must {act} {when}. In the view of {court.name}, {view}."

    def _doubts(self) -> list[str]:
        world = self.found.world_with("")
        rows = (str(Atom("doubt", row)) for row in sorted(world.model.rows("doubt"), key=str))
        return list(dict.fromkeys(world.sentence(atom) for atom in rows))

    def _remembered(self, proofs: Iterable[Proof]) -> list[str]:
        recalled = dict.fromkeys(it.sentence for it in _walk(proofs) if it.kind == "fact" and it.confidence == "recall")
        return [f"rests on memory, not on a source that was seen: {sentence}" for sentence in recalled]

    def _kept(self, proofs: Iterable[Proof]) -> tuple[int | None, list[str]]:
        """The day up to which all kinds of facts that the answer rests on are kept, and which of them the stay goes past."""
        kept = {str(fact.atom.args[0]): fact.atom.args[1] for fact in self.corpus.by_predicate.get("kept_until", ())}
        used: dict[str, int] = {}
        for proof in _walk(proofs):
            name = (proof.atom or "").removeprefix("not ").partition("(")[0]
            predicate = self.corpus.vocabulary.predicates.get(name)
            day = kept.get(predicate.group or "") if predicate is not None else None
            if predicate is not None and predicate.group and isinstance(day, int):
                used[predicate.group] = day
        stale = [
            f"the record of {group.replace('_', ' ')} is kept up to {dates.words(day)}; the question goes past it"
            for group, day in sorted(used.items())
            if day < self.found.last
        ]
        return min(used.values(), default=None), stale

    def _provenance(self) -> Provenance:
        content = f"{self.corpus.fingerprint} {__version__} {self.asked.model_dump_json()} {self.school.id if self.school else ''}"
        return Provenance(
            id=blake2b(content.encode(), digest_size=8).hexdigest(),
            dedere=__version__,
            clingo=clingo.__version__,
            rules=self.corpus.rules_fingerprint,
            facts=self.corpus.facts_fingerprint,
        )


def _walk(proofs: Iterable[Proof]) -> Iterator[Proof]:
    for proof in proofs:
        yield proof
        yield from _walk(proof.children)
