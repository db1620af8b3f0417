"""From a question to its answer.

>>> answer = assess("putin", "India", on="2025-12-05")
>>> answer.verdict
'not_obliged'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Unpack

from dedere import dates
from dedere.answers.builder import Builder, proved, whole
from dedere.answers.headline import beside, completing, headline, stretches
from dedere.answers.inability import inabilities
from dedere.answers.issues import issues, left_open
from dedere.answers.kept import between_runs, in_engine
from dedere.answers.lifting import lifting
from dedere.answers.promises import kept
from dedere.answers.solution import Held, Solution, effective, norm_of, solve
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.engine import School
from dedere.language.vocabulary import Vocabulary
from dedere.program.question import matches
from dedere.reasons.proofs import World
from dedere.schema.answer import ASSESSMENT, Assessment, Proof, Question, Stretch, Verdict, WhyNot, Window, regimes
from dedere.terms.values import Atom, split, text


def assess(person: str | Query, host: str = "", **asked: Unpack[Asking]) -> Assessment:
    """What must the host State do with the person on these days, and why?

    The arguments are those of `ask`, or a query that `ask` has read.

    Raises `UsageError` for what is wrong with the question, `CorpusError` for broken rules or facts.
    """
    query = query_of(person, host, asked)
    return in_engine(query.engine, _name(query), lambda: _assessed(query))


def reassess(query: Query) -> Assessment:
    """The same answer, which is found again where an earlier command was asked the same of the same record."""
    found = between_runs(query.engine.corpus, _name(query), Assessment, lambda: assess(query))
    return found.making(query.engine, query.school.id if query.school else None)


def _name(query: Query) -> str:
    """All that an answer hangs on: what is asked, of which of its days, and what is to be said of how it was asked.

    Where positions are taken as given, they make no school that has an id of its own.
    """
    days = map(str, (query.first, query.last))
    taken = (f"{issue} {it}" for issue, it in sorted(query.school.positions.items())) if query.school else ()
    return answer_id(ASSESSMENT, query.engine.corpus, query.question, query.school, *days, *taken, *query.said)


def _assessed(query: Query) -> Assessment:
    said = query.said
    if query.supposed or query.withdrawn:
        from dedere.checks.contradictions import contradictions

        said = (*said, *(it.sentence for it in contradictions(query.engine, query.supposed, query.withdrawn)))
    if query.engine.corpus.laid_over:
        from dedere.checks.contradictions import laid_over

        said = (*said, *(it.sentence for it in laid_over(query.engine, set(query.given.values()))))
    answer = _Assessing(solve(query), query.question, query.school, said).answer()
    return answer.making(query.engine, query.school.id if query.school else None)


def founded(query: Query) -> tuple[tuple[Window, ...], tuple[Proof, ...]]:
    """The duties with their days and their proofs, as `assess` tells them, without all else that it tells."""
    found = solve(query)
    assessing = _Assessing(found, query.question, query.school, ())
    windows = assessing.sought()
    told = tuple(map(assessing.window, windows)), tuple(assessing.why(windows))
    found.forget()
    return told


class _Assessing(Builder):
    """Puts what was found into the form of the answer."""

    asked: Question

    def sought(self) -> list[Held]:
        """What answers the question; what was told of it before is told in full again."""
        found = self.found
        found.world(found.court_base)  # First, so that reasons are read off its answer set wherever they can be.
        found.forget()
        return [it for it in found.held() if found.sought(it.norm)]

    def answer(self) -> Assessment:
        found = self.found
        windows = self.sought()
        held = found.held()
        verdict = found.verdict(found.fixed)
        schools: dict[str, Verdict] = {it.id: found.verdict(it.positions) for it in found.schools}
        by_day = stretches(found, verdict, schools)
        why = self.why(windows)
        why_not = kept(found, self._why_not(verdict, by_day))
        proofs = [*why, *(it.missing for it in why_not)]
        conclusions = tuple(self._conclusion(it) for it in held if not found.sought(it.norm))
        named = {key: self.phrases.name(value) for key, value in found.given.items()}
        # What stands in the way of a duty carries the answer as the duties do; without duties, what is nearest does.
        carrying = [*(why or proofs[:1]), *_standing_in_the_way(why_not)]
        made = self._provenance(ASSESSMENT)
        beside_it = list(self._beside_it(held))
        statuses = [(account, it) for account, status, it in beside_it if status]
        accounts = [it for account, it in statuses if account and verdict == "not_obliged"]
        others = [it for *_, it in beside_it]
        known, stale = self._kept(carrying, proofs, others)
        unable = tuple(inabilities(found, self.phrases))
        told = tuple(map(self.window, windows))
        return Assessment(
            id=made.id,
            question=self.asked,
            summary=headline(
                found,
                verdict,
                by_day,
                named,
                area=self.asked.area is not None,
                school=self.school,
                unable=unable,
                under=regimes(told, why_not),
                completing=completing(found, conclusions, self.asked.host),
            ),
            verdict=verdict,
            schools=schools,
            by_day=by_day,
            beside=beside(found, conclusions, self.asked.host),
            windows=told,
            unable=unable,
            conclusions=conclusions,
            why=tuple(why),
            why_not=why_not,
            issues=issues(found),
            left_open=left_open(found, schools),
            # What is taken for granted carries a duty, the exception that stands in its way, or what the host is.
            assumptions=_assumed(whole([*why, *_standing_in_the_way(why_not), *accounts], proved([*proofs, *others]))),
            warnings=(
                *self._seen(),
                *self._doubts,
                *self._remembered([*proofs, *(it for _, it in statuses)]),
                *stale,
            ),
            known_until=dates.as_date(known) if known else None,
            provenance=made,
        )

    # -------------------------------------------------------------------------------------------- windows, conclusions

    def window(self, held: Held) -> Window:
        """What answers the question, as it is told."""
        bearer, act, person, toward = map(self.phrases.code, split(held.norm)[1])
        return Window(act=act, bearer=bearer, person=person, toward=toward, **self._place(held))

    # --------------------------------------------------------------------------------------------------------- reasons

    def why(self, windows: Iterable[Held]) -> list[Proof]:
        """The proofs of what answers the question, those that are alike once; first of what is so on every view."""
        told: dict[tuple[str, str, tuple[str, ...]], Proof] = {}
        for held in sorted(windows, key=lambda it: it.standing != "certain"):
            key = held.norm, held.rule, held.schools
            if key not in told:
                told[key] = self._proof(held)
        return list(told.values())

    def _why_not(self, verdict: Verdict, by_day: Sequence[Stretch]) -> list[WhyNot]:
        """The rules that miss where the duty does not arise, nearest first; said once for all schools alike."""
        if verdict == "obliged" and not self._gaps():
            return []
        merged: dict[tuple[str, str], WhyNot] = {}
        seen: dict[tuple[int, int], list[WhyNot]] = {}
        for school, days in ((it, days) for it in self.found.schools for days in self._apart(it, by_day)):
            world = _refusing(self.found, school, days, self._founded_elsewhere)
            if world is None:
                continue
            key = id(world), days[0]
            if key not in seen:
                seen[key] = list(self._misses(world, days))
            for miss in seen[key]:
                same = miss.rule, miss.missing.sentence
                told = merged.setdefault(same, miss)
                if school.id not in told.schools:
                    merged[same] = told.model_copy(update={"schools": (*told.schools, school.id)})
        return list(merged.values())

    def _beside_it(self, held: Iterable[Held]) -> Iterator[tuple[bool, bool, Proof]]:
        """What is told beside the duties, with proofs: whether it is of the host and says why it has none, and whether
        it is told in any case.

        Each is proved once: a step that was proved before is not walked again.
        """
        host = self.found.given[self.found.declared.slot("host")]
        accounts, heralds, beside = (
            {str(it.atom.args[1]) for it in self.corpus.by_predicate.get(name, ())}
            for name in ("accounts", "heralds", "beside")
        )
        others = []
        for it in held:
            kind, (bearer, act, *_) = split(it.norm)
            account = bearer == host and act in accounts
            if account or act in heralds or (bearer == host and act in beside):
                yield account, True, self._proof(it)
            elif bearer == host and kind != "status" and not self.found.sought(it.norm):
                others.append(it)
        for it in others:
            yield False, False, self._proof(it)

    def _proof(self, held: Held) -> Proof:
        atom = effective(held.norm, held.rule, held.days[0])
        return self.found.world_with(atom).why(atom)

    def _gaps(self) -> set[int]:
        """The days on which no sought norm is certain."""
        return set(self.found.days) - _sought_days(self.found, self.found.certain)

    @cached_property
    def _owing(self) -> set[int]:
        """The days on which somebody holds that there is a duty, whichever school is asked."""
        return {int(it.args[2]) for it in self._founded_elsewhere}

    @cached_property
    def _founded_elsewhere(self) -> list[Atom]:
        """What would found a duty in somebody's view, if nothing stood in the way."""
        possible = (split(atom)[1] for atom in self.found.ground.possible({}) if self.found.sought(norm_of(atom)))
        return sorted((Atom("applicable", args) for args in possible), key=str)

    def _apart(self, school: School, by_day: Sequence[Stretch]) -> list[list[int]]:
        """The days that were looked at, by the answer of a school where that changes while others hold a duty."""
        days = self.found.days
        parts = [
            [day for day in days if it.first_day <= dates.as_date(day) <= it.last_day]
            for it in by_day
            if it.schools[school.id] != "obliged"
        ]
        owing = [it for it in parts if not self._owing.isdisjoint(it)]
        return owing if len(owing) > 1 else [days]

    def _misses(self, world: World, days: Sequence[int]) -> Iterator[WhyNot]:
        covered = {int(row[2]) for row in world.answer_set.rows("effective") if self.found.sought(str(row[0]))}
        free = [it for it in days if it not in covered]
        if not free:
            return
        # Of a day on which others hold that there is a duty it is told why there is none, before one that all agree on.
        day = next((it for it in free if it in self._owing), free[0])
        told: set[str] = set()
        for pattern in self.found.seeks:
            for row in world.answer_set.rows("applicable"):
                norm, rule, at = row
                if at == day and matches(pattern, norm):
                    atom = str(Atom("beaten", (norm, rule, day)))
                    if world.holds(atom):
                        told.add(text(rule))
                        # What gives way without an exception is told by another norm, in whose place it stands.
                        defeat = _defeat(world, self.corpus.vocabulary, str(norm), str(rule), day)
                        if defeat is not None:
                            would = world.would_follow(str(Atom("applicable", row)))
                            yield self._miss(text(rule), day, would, defeat, ())
        # Only of a rule that founds nothing is it asked what it lacks: it may found one act in the place of another.
        for pattern in self.found.seeks:
            for found in world.why_not(("applicable", (pattern, None, day))):
                if any(it.kind == "positive" and it.name == "applicable" for it in found.clause.body):
                    # What stands in the place of another norm is no way of its own to be bound.
                    continue
                rule_id = found.clause.rule_id
                if rule_id not in told:
                    told.add(rule_id)
                    would = self.phrases.would_follow(found.clause, found.bound)
                    yield self._miss(rule_id, day, would, world.missing(found), world.met(found))

    def _miss(self, rule_id: str, day: int, would: str | None, missing: Proof, met: tuple[str, ...]) -> WhyNot:
        rule = self.corpus.rules[rule_id]
        return WhyNot(
            rule=rule_id,
            title=rule.title,
            authority=self.phrases.authority(rule_id),
            regime=rule.regime or "general",
            day=dates.as_date(day),
            schools=(),
            would=would,
            missing=missing,
            met=met,
        )


def _sought_days(found: Solution, atoms: Iterable[str]) -> set[int]:
    """The days on which one of some norms answers the question."""
    return {int(split(atom)[1][2]) for atom in atoms if found.sought(norm_of(atom))}


def _refusing(found: Solution, school: School, days: Sequence[int], elsewhere: Iterable[Atom]) -> World | None:
    """An answer set of a school in which a sought norm is missing on some of these days.

    One in which something stands in the way of what holds `elsewhere`, if there is one: that goes further than what
    another position on a question that the school leaves open would leave unfounded.
    """
    some, certain = found.by_school[school.id]
    if _sought_days(found, certain).issuperset(days):
        return None
    possible = [it for it in some if it not in certain and not _sought_days(found, [it]).isdisjoint(days)]
    positions = {issue: option for issue, option in school.positions.items() if issue not in found.fixed}
    world = found.world(positions, lacking=min(possible) if possible else None)
    barred = [it for it in elsewhere if it.args[2] in days]
    if possible or not barred or any(world.holds(str(it)) for it in barred):
        return world
    others = (found.world(positions, having=str(it)) for it in barred)
    return next((it for it in others if it.answer_set.texts), world)


def _standing_in_the_way(why_not: Iterable[WhyNot]) -> Iterator[Proof]:
    return (it.missing for it in why_not if it.missing.kind == "defeated")


def _assumed(steps: Iterable[Proof]) -> tuple[str, ...]:
    """What is taken for granted on the way, each once."""
    return tuple(dict.fromkeys(it.sentence for it in steps if it.kind == "assumed"))


def _defeat(world: World, vocabulary: Vocabulary, norm: str, rule: str, day: int) -> Proof | None:
    """What defeats a norm that is founded, with what would lift it where it is one thing; None for no exception."""
    rows = sorted(
        str(Atom("defeated", row))
        for row in world.answer_set.rows("defeated")
        if row[:2] == (norm, rule) and row[3] == day
    )
    if not rows:
        return None
    first, *others = (world.why(atom) for atom in rows)
    lifts = () if others else tuple(lifting(world, first, vocabulary))
    return first.model_copy(update={"kind": "defeated", "children": (*first.children, *others, *lifts)})
