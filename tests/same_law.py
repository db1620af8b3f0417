"""Mutants with which the law is the same: a proof, from the text of the rules alone.

It is proved of a question of one stay, in a record that the checks let pass: then what a clause concludes is the same
with the change and without it, or only such of it differs as nothing reads. Four things are looked for:

- what stood there and what stands there now hold in the same places, by the other conditions of the clause: by the
  order of days, by what every clause that concludes one of them asks for, or since a clause concludes the other from
  them; a condition whose negation would need what is excluded cannot hold either;
- two variables are the same: there is one person and one host in a question, of whose facts those about another person
  are left out (`focus`), and what the checks hold to be one thing (`identified_by`) is one;
- what is concluded only with the change, or only without it, is read by no clause that could fire on it;
- it only asks for more: for more days to be looked at, or more to be worked out. A day on which nothing changes is
  told with the one before, and what only asks is read by nothing that founds a conclusion.

What is not proved may still be so: that is for a reader to say, in `mutants_allowed.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import count
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.clauses import reach
from dedere.program.protocol import PROTOCOL
from dedere.program.question import declared
from dedere.terms.patterns import COMPARISONS, Compound, Sum, Term, Variable, compare, term, variables
from dedere.terms.values import split
from slips import Mutant

DEEPEST = 4
"""Through so many clauses it is looked for what must hold."""

MOST_STEPS = 600
"""After so many steps no proof is looked for any further."""

MOST_WAYS = 30
"""What is concluded in more ways is not taken apart."""

PLAIN = ("positive", "negative", "comparison")

MORE_DAYS = "change"
"""What only makes more days to be looked at; on a day on which nothing changes, all is as on the one before."""

_FRESH = count()
_NAME = re.compile(r"\b[a-z]\w*(?=\()")
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


class Told(NamedTuple):
    """A condition in the terms of the clause at hand."""

    kind: str
    name: str
    args: tuple[Term, ...]


class Read(NamedTuple):
    """A clause in terms; `whole` tells whether all its conditions are in `body`."""

    name: str
    head: tuple[Term, ...]
    body: tuple[Told, ...]
    whole: bool
    number: int


class Wanted(NamedTuple):
    """What is to be proved; what is its `own` may be anything."""

    told: Told
    own: frozenset[str]


def same_law(corpus: Corpus, mutant: Mutant) -> bool:
    """Whether it is proved that the law concludes the same with a mutant."""
    if mutant.kind == "shift" or mutant.clause.kind != "derive":
        return False
    if mutant.kind == "omit":
        return _Prover(_law(corpus), mutant.clause, mutant.clause, mutant.at).needless()
    (new,) = [
        it.clause for it in syntax.parse(mutant.clause.file, mutant.text) if isinstance(it, syntax.ClauseStatement)
    ]
    return _Prover(_law(corpus), mutant.clause, new, mutant.at).same()


def redundant(corpus: Corpus, clause: Clause, at: int) -> bool:
    """Whether it is proved that a condition of a clause can be left out, and the law concludes the same."""
    texts = [it.text for number, it in enumerate(clause.body) if number != at]
    return same_law(corpus, Mutant(clause, "drop", at, f"{clause.head} :- {'; '.join(texts)}."))


# ------------------------------------------------------------------------------------------------------------- the law


class _Law:
    """The clauses of a question as proofs need them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        question = corpus.by_predicate["leads"][0].atom.args[0]
        within = reach(corpus, str(question))
        self.clauses = [_read(it) for it in corpus.clauses if it.index in within]
        self.by_head: dict[str, list[Read]] = {}
        for it in self.clauses:
            self.by_head.setdefault(it.name, []).append(it)
        asked = declared(corpus, str(question))
        self.focus = frozenset(asked.focus)
        self.planned = {it.partition("(")[0]: it for it in asked.plan}
        told = " ".join(
            str(arg)
            for name in ("looked_at", "recorded", "once_put", "host_given_as")
            for fact in corpus.by_predicate.get(name, ())
            for arg in fact.atom.args
        )
        self.read_outside = {*PROTOCOL, *re.findall(r"\w+", told)}
        """Predicates that the engine reads."""
        self.asking = {MORE_DAYS, *(str(it.atom.args[0]) for it in corpus.by_predicate.get("only_asks", ()))}
        self.keys = {
            str(it.atom.args[0]): int(it.atom.args[1])
            for it in corpus.by_predicate.get("identified_by", ())
            if isinstance(it.atom.args[1], int)
        }

    @cache  # noqa: B019  # there is one for each corpus
    def concluding(self, name: str) -> tuple[Read, ...] | None:
        """The clauses that conclude a predicate; None where something else may make it hold."""
        found = self.by_head.get(name, ())
        it = self.corpus.vocabulary.predicates.get(name)
        derived = it is not None and it.kind == "derived" and name not in self.corpus.by_predicate and name != "adopt"
        return tuple(found) if derived and name not in self.planned else None

    def rests_on(self, clause: Read, name: str) -> bool:
        """Whether a predicate may be needed for what a clause concludes."""
        waiting = [it.name for it in clause.body]
        seen: set[str] = set()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                there = self.by_head.get(at, ())
                if not all(it.whole for it in there):
                    return True
                waiting += [it.name for one in there for it in one.body]
        return name in seen or not clause.whole

    @cached_property
    def readers(self) -> Mapping[str, Sequence[Clause]]:
        """The clauses that read a predicate, in whatever way."""
        found: dict[str, list[Clause]] = {}
        indices = {it.number for it in self.clauses}
        for clause in self.corpus.clauses:
            if clause.index in indices:
                for name in {name for it in clause.body for name in _names(it)}:
                    found.setdefault(name, []).append(clause)
        return found

    @cached_property
    def stay(self) -> tuple[Told, ...]:
        """The one stay that is asked about."""
        texts = [it for name, it in self.planned.items() if name == "visit"]
        args = [split(it.replace("{", "slot_").replace("}", ""))[1] for it in texts]
        return tuple(Told("positive", "visit", tuple(Variable(f"@{at}") for at in range(len(it)))) for it in args)

    @cached_property
    def constant(self) -> Mapping[tuple[str, int], frozenset[Term]]:
        """What stands in a place of a predicate in every fact of it: a constant, or a part of the one stay asked about.

        Parts of the stay are variables whose names begin with `@`. What is supposed of every place to begin with is
        given up where a clause may conclude something else.
        """
        found: dict[tuple[str, int], frozenset[Term]] = {}
        for told in self.stay:
            found.update({(told.name, at): frozenset({arg}) for at, arg in enumerate(told.args)})
        predicates = self.corpus.vocabulary.predicates
        about = {
            it.type: arg
            for told in self.stay
            for it, arg in zip(predicates[told.name].arguments, told.args, strict=True)
            if it.type in self.focus
        }
        for it in predicates.values():
            if it.kind == "fact" and it.name not in self.by_head and it.name not in self.planned:
                places = {(it.name, at): about[arg.type] for at, arg in enumerate(it.arguments) if arg.type in about}
                found.update({place: frozenset({arg}) for place, arg in places.items()})
        names = [it for it in self.by_head if self.concluding(it)]
        every: frozenset[Term] = frozenset({Variable("*")})  # Whatever it may be: nothing has been concluded yet.
        for name in names:
            for at in range(len(self.by_head[name][0].head)):
                found[name, at] = every
        changed = True
        while changed:
            changed = False
            for name in names:
                for at in range(len(self.by_head[name][0].head)):
                    new = every
                    for clause in self.by_head[name]:
                        here = self._of(clause.head[at], clause.body, found, every)
                        new = here if new == every else new if here == every else new & here
                    if new != found[name, at]:
                        found[name, at] = new
                        changed = True
        return {place: values for place, values in found.items() if values and values != every}

    @staticmethod
    def _of(
        it: Term, body: Iterable[Told], found: Mapping[tuple[str, int], frozenset[Term]], every: frozenset[Term]
    ) -> frozenset[Term]:
        if isinstance(it, (Compound, Sum)):
            return frozenset()
        if not isinstance(it, Variable):
            return frozenset({it})
        values: frozenset[Term] = frozenset()
        for told in body:
            if told.kind == "positive":
                for at, arg in enumerate(told.args):
                    if arg == it:
                        here = found.get((told.name, at), frozenset())
                        if here == every:
                            return every
                        values |= here
            elif told.kind == "comparison" and told.name == "=" and it in told.args and len(told.args) == 2:
                (other,) = [arg for arg in told.args if arg != it] or [it]
                if not isinstance(other, (Variable, Compound, Sum)):
                    values |= {other}
        return values


@cache
def _law(corpus: Corpus) -> _Law:
    return _Law(corpus)


def _read(clause: Clause) -> Read:
    body = tuple(
        Told(it.kind, it.name, tuple(map(term, it.args))) for it in clause.body if it.kind in PLAIN and it.name
    )
    return Read(clause.head_name, tuple(map(term, clause.head_args)), body, len(body) == len(clause.body), clause.index)


def _names(literal: Condition) -> frozenset[str]:
    if literal.kind in ("positive", "negative"):
        return frozenset({literal.name})
    return frozenset(_NAME.findall(literal.text)) if literal.kind == "aggregate" else frozenset()


# ----------------------------------------------------------------------------------------------------------- the proof


NEVER = Wanted(Told("comparison", "<", (1, 0)), frozenset())
"""What holds nowhere: to prove it is to prove that what is given cannot all hold."""


class _Exhausted(Exception):
    """No proof was found in as many steps as are taken."""


class _Prover:
    def __init__(self, law: _Law, old: Clause, new: Clause, at: int) -> None:
        self._law = law
        self._old, self._new = _read(old), _read(new)
        self._index = old.index
        self._steps = 0
        # What both have in common: what is proved with it is proved with either.
        kept = tuple(it for it in self._old.body if it in self._new.body)
        self._kept = kept
        heads = dict.fromkeys((self._old.head, self._new.head))
        self._instead = [Read(self._old.name, head, kept, False, self._index) for head in heads]

    def same(self) -> bool:
        old, new = self._old, self._new
        if not old.whole or not new.whole:
            return False
        gone = [it for it in old.body if it not in new.body]
        come = [it for it in new.body if it not in old.body]
        try:
            if old.head != new.head:
                if gone or come:
                    return False
                return self._one(old.head, new.head) or (
                    self._matters_not(new, lost=False) and self._matters_not(old, lost=True)
                )
            # What is concluded only with the change, and what only without it.
            gained = self._kept_by(gone, come) or self._nothing_by(gone, come, lost=False)
            if not gained:
                return False
            return not come or self._kept_by(come, gone, more=False) or self._nothing_by(come, gone, lost=True)
        except _Exhausted:
            return False

    def needless(self) -> bool:
        """Whether the clause can be left out."""
        try:
            return self._old.whole and self._matters_not(self._old, lost=True)
        except _Exhausted:
            return False

    def _nothing_by(self, gone: Sequence[Told], come: Sequence[Told], *, lost: bool) -> bool:
        """Whether what is concluded where one condition does not hold, and what stands in its place does, matters not.

        Its variables must be those of the others: what does not hold of anything at all is another matter.
        """
        given = [*self._kept, *come]
        known = {"_"}.union(*(_variables(it.args) for it in given if it.kind == "positive"))
        if len(gone) != 1 or not {*_variables(gone[0].args)} <= known or "_" in _variables(gone[0].args):
            return False
        (it,) = gone
        if it.kind == "comparison":
            if it.name not in _TURNED:
                return False
            turned = it._replace(name=_TURNED[it.name])
        else:
            turned = it._replace(kind="negative" if it.kind == "positive" else "positive")
        return self._matters_not(self._old._replace(body=(*given, turned)), lost=lost)

    def _matters_not(self, clause: Read, *, lost: bool) -> bool:
        """Whether all that a clause concludes is concluded by another anyway, or is never read.

        What is lost must not be what the other clause needs itself.
        """
        if not lost and clause.name in self._law.asking:
            return True
        told = Told("positive", clause.name, clause.head)
        settled = self._settled(list(clause.body), [told])
        if settled is None:
            return True
        body, (told,) = settled
        others = [it for it in self._law.concluding(clause.name) or () if it.number != self._index and it.whole]
        if lost:
            others = [it for it in others if not self._law.rests_on(it, clause.name)]
        return self._concluded(told, body, DEEPEST, others) or self._idle(told, body, 3)

    def _idle(self, told: Told, body: Sequence[Told], deep: int) -> bool:
        """Whether no clause that reads a conclusion can fire on it, or what such a clause concludes is idle in turn."""
        if told.name in self._law.read_outside or not deep:
            return False
        for clause in self._law.readers.get(told.name, ()):
            reader = _read(clause)
            if clause.kind != "derive" or not reader.whole:
                return False
            mine, conditions = _apart(reader)
            for at, it in enumerate(conditions):
                if it.name != told.name or it.kind == "comparison":
                    continue
                bound = _unified(it.args, told.args)
                if bound is None:
                    continue
                if it.kind == "negative" and "_" in _variables(it.args):
                    return False
                others = [one for number, one in enumerate(conditions) if number != at]
                given = [_put(one, bound) for one in (*others, *body)]
                if self._holds(NEVER, given, DEEPEST - 1):
                    continue
                if not self._idle(_put(Told("positive", reader.name, mine), bound), given, deep - 1):
                    return False
        return True

    def _one(self, head: Sequence[Term], other: Sequence[Term]) -> bool:
        """Whether two heads say the same, by the conditions of the clause."""
        found = self._settled(list(self._kept), [Told("positive", "", tuple(head)), Told("positive", "", tuple(other))])
        return found is None or found[1][0] == found[1][1]

    def _kept_by(self, lost: Sequence[Told], beside: Sequence[Told], *, more: bool = True) -> bool:
        """Whether what is no longer asked for holds anyway, or is asked for by all that reads the conclusion."""
        if more and self._old.name in self._law.asking:
            return True
        given = [*self._kept, *beside]
        elsewhere = {*_variables(self._old.head)}.union(*(_variables(it.args) for it in given))
        for it in lost:
            own = frozenset({*_variables(it.args)} - elsewhere) - {"_"}
            wanted = Wanted(it, own)
            if self._holds(wanted, given, DEEPEST):
                continue
            settled = self._settled(given, [it, Told("positive", "", self._old.head)])
            if len(lost) > 1 or settled is None:
                return False
            _, (told, head) = settled
            if _within(told, head, own) and self._unread(self._old.name, head.args, Wanted(told, own), 3):
                return True
            return more and self._asked_by_readers(beside)
        return True

    def _asked_by_readers(self, beside: Sequence[Told]) -> bool:
        """Whether every clause that could fire on what is concluded asks itself for all that the clause asked for."""
        name = self._old.name
        if name in self._law.read_outside:
            return False
        head, had = _apart(self._old._replace(body=_named(self._old.body)))
        new_head, has = _apart(self._old._replace(body=(*self._kept, *beside)))
        for clause in self._law.readers.get(name, ()):
            reader = _read(clause)
            if clause.kind != "derive" or not reader.whole or clause.index == self._index:
                return False
            _, conditions = _apart(reader)
            for at, it, bound in _reading(conditions, name, new_head):
                if it.kind == "negative" and "_" in _variables(it.args):
                    return False
                others = [one for number, one in enumerate(conditions) if number != at]
                given = [_put(one, bound) for one in (*others, *has)]
                ours = _matched(head, [_in(one, bound) for one in new_head], frozenset(_variables(head)))
                settled = self._settled(given, [])
                if ours is None:
                    return False
                if settled is None:
                    continue
                mine = frozenset({*_variables(head)}.union(*(_variables(one.args) for one in had))) - {*ours}
                if not self._all(tuple(_put(one, ours) for one in had), given, mine, DEEPEST - 1):
                    return False
        return True

    # ---------------------------------------------------------------------------------------------------- what follows

    def _clauses(self, name: str) -> Sequence[Read] | None:
        found = self._law.concluding(name)
        if found is None or name != self._old.name:
            return found
        return [*(it for it in found if it.number != self._index), *self._instead]

    def _holds(self, wanted: Wanted, given: Sequence[Told], deep: int, fresh: Sequence[Told] | None = None) -> bool:
        """Whether something holds wherever all that is given does; `fresh` is what may be taken apart."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise _Exhausted
        settled = self._settled(list(given), [wanted.told, *(fresh or ())])
        if settled is None:
            return True  # All that is given never holds at once.
        given, (told, *rest) = settled
        fresh = None if fresh is None else rest
        wanted = wanted._replace(told=told)
        if _direct(wanted, (*given, *self._law.stay)):
            return True
        if not deep:
            return False
        if told.kind == "negative" and self._excluded(told, given, deep - 1):
            return True
        if told.kind == "positive" and not wanted.own and self._concluded(told, given, deep - 1):
            return True
        parts = [it for it in given if it.kind == "positive" and (fresh is None or it in fresh)]
        return any(self._in_each(wanted, given, it, deep - 1) for it in parts)

    def _in_each(self, wanted: Wanted, given: Sequence[Told], part: Told, deep: int) -> bool:
        """Whether something holds by whichever clause a part of what is given is concluded."""
        clauses = self._clauses(part.name)
        apart = [_apart(it) for it in clauses or () if _meets(it.head, part.args)]
        bounds = [(bound, body) for head, body in apart if (bound := _unified(head, part.args)) is not None]
        if clauses is None or len(bounds) > MOST_WAYS:
            return False
        for bound, body in bounds:
            there = [_put(one, bound) for one in body]
            put = [_put(one, bound) for one in given]
            sought = wanted._replace(told=_put(wanted.told, bound))
            fresh = [one for one in there if one.kind == "positive"]
            if not body:  # It only names what there is: by that the others may be told apart.
                fresh = [_put(one, bound) for one in given if one.kind == "positive" and one != part]
            # What is told apart once is not told apart again: its conditions are.
            if not self._holds(sought, [*put, *there], deep, fresh):
                return False
        return True

    def _excluded(self, told: Told, given: Sequence[Told], deep: int) -> bool:
        """Whether no clause can conclude what is not to hold."""
        clauses = self._clauses(told.name)
        if clauses is None:
            return False
        for it in clauses:
            head, body = _apart(it)
            bound = _unified(head, told.args)
            if bound is None:
                continue
            there = [_put(one, bound) for one in body]
            put = [_put(one, bound) for one in given]
            if self._settled([*put, *there], []) is None:
                continue
            if not any(self._refuted(one, put, there, deep) for one in there):
                return False
        return True

    def _refuted(self, told: Told, given: Sequence[Told], there: Sequence[Told], deep: int) -> bool:
        """Whether a condition cannot hold beside what is given."""
        known = {"_"}.union(*(_variables(it.args) for it in given))
        if not {*_variables(told.args)} <= known:
            return False
        if told.kind == "comparison":
            return told.name in _TURNED and _direct(Wanted(told._replace(name=_TURNED[told.name]), frozenset()), given)
        turned = told._replace(kind="negative" if told.kind == "positive" else "positive")
        return self._holds(Wanted(turned, frozenset()), given, deep)

    def _concluded(self, told: Told, given: Sequence[Told], deep: int, clauses: Sequence[Read] | None = None) -> bool:
        """Whether a clause concludes it from what is given."""
        for it in (self._clauses(told.name) or ()) if clauses is None else clauses:
            if it.number == self._index or not it.whole:
                continue
            head, body = _apart(it)
            bound = _unified(head, told.args)
            if bound is None or any(isinstance(one, Sum) for one in (*head, *told.args)):
                continue
            mine = frozenset({*_variables(head)}.union(*(_variables(one.args) for one in body))) - {"_"}
            if {*bound} - mine:
                continue  # It concludes only a special case.
            if self._all(tuple(_put(one, bound) for one in body), given, mine, deep):
                return True
        return False

    def _all(self, body: Sequence[Told], given: Sequence[Told], mine: frozenset[str], deep: int) -> bool:
        """Whether conditions hold at once, for some values of what is theirs alone."""
        if not body:
            return True
        first, *rest = body
        own = mine & {*_variables(first.args)}
        if not own:
            return self._holds(Wanted(first, frozenset()), given, deep) and self._all(rest, given, mine, deep)
        if first.kind == "comparison" and first.name == "=" and isinstance(first.args[0], Variable):
            name, value = first.args[0].name, first.args[1]
            if name in own and not {*_variables([value])} & own:
                return self._all([_put(it, {name: value}) for it in rest], given, mine, deep)
        if first.kind != "positive":
            return False
        for it in given:
            if it.kind == "positive" and it.name == first.name and len(it.args) == len(first.args):
                bound = _matched(first.args, it.args, own)
                if bound is not None and self._all([_put(one, bound) for one in rest], given, mine, deep):
                    return True
        free = not any({*_variables(it.args)} & own for it in rest)
        return free and self._holds(Wanted(first, own), given, deep) and self._all(rest, given, mine, deep)

    # ------------------------------------------------------------------------------------------------- what is read

    def _unread(self, name: str, head: Sequence[Term], wanted: Wanted, deep: int) -> bool:
        """Whether nothing fires on an atom for which something does not hold."""
        if name in self._law.read_outside or not deep or wanted.told.name == name:
            return False
        for clause in self._law.readers.get(name, ()):
            reads = [self._new] if clause.index == self._index else [_read(clause)]
            for reader in reads:
                aggregates = [it for it in clause.body if it.kind not in PLAIN and name in _names(it)]
                if aggregates or clause.kind != "derive":
                    return False
                mine, body = _apart(reader)
                for at, it, bound in _reading(body, name, head):
                    sought = wanted._replace(told=_put(wanted.told, bound))
                    given = [_put(one, bound) for number, one in enumerate(body) if number != at]
                    if it.kind == "negative" and "_" in _variables(it.args):
                        return False  # What stands for anything may be there otherwise.
                    if self._holds(sought, given, DEEPEST - 1):
                        continue
                    told = _put(Told("positive", reader.name, mine), bound)
                    if not _within(sought.told, told, wanted.own):
                        return False
                    if not self._unread(reader.name, told.args, sought, deep - 1):
                        return False
        return True

    # ----------------------------------------------------------------------------------------------- what is settled

    def _settled(self, given: list[Told], more: list[Told]) -> tuple[list[Told], list[Told]] | None:
        """Conditions, and more told beside them, in which what is the same is called the same.

        None where they cannot all hold.
        """
        while True:
            bound = self._bound(given)
            if bound is None:
                return None
            if not bound:
                break
            given = list(dict.fromkeys(_put(it, bound) for it in given))
            more = [_put(it, bound) for it in more]
        return None if _contradictory(given) else (given, more)

    def _bound(self, given: Sequence[Told]) -> dict[str, Term] | None:
        """What is to be put in the place of a variable; None where one thing would have to be two."""
        for it in given:
            if it.kind == "comparison" and it.name in ("=", "==") and len(it.args) == 2:
                left, right = it.args
                if left == right or isinstance(left, Sum) or isinstance(right, Sum):
                    continue
                bound = _unified((left,), (right,))
                if bound is None or bound:
                    return bound
            if it.kind == "comparison" and it.name in ("<=", ">="):
                low, high = it.args if it.name == "<=" else it.args[::-1]
                if not isinstance(low, Sum) and not isinstance(high, Sum) and _ordered("<=", high, low, given):
                    bound = _unified((low,), (high,))  # Neither is before the other.
                    if bound is None or bound:
                        return bound
            if it.kind == "positive":
                for at, arg in enumerate(it.args):
                    for value in self._law.constant.get((it.name, at), ()):
                        if arg == value or isinstance(arg, Sum) or _slot(arg):
                            continue
                        if isinstance(arg, Variable) or not _slot(value):
                            bound = _unified((arg,), (value,))
                            if bound is None or bound:
                                return bound
        positive = [it for it in given if it.kind == "positive" and it.name in self._law.keys]
        for number, one in enumerate(positive):
            key = self._law.keys[one.name]
            for other in positive[:number]:
                if one.name == other.name and one.args != other.args and one.args[:key] == other.args[:key]:
                    bound = _unified(one.args, other.args)
                    if bound is None or bound:
                        return bound
        return {}


# --------------------------------------------------------------------------------------------------------------- terms


def _variables(terms: Iterable[Term]) -> Iterator[str]:
    return iter(variables(terms, arithmetic=True))


def _within(told: Told, other: Told, own: frozenset[str]) -> bool:
    """Whether something speaks of what another thing speaks of, and of the stay, alone."""
    rest = {*_variables(told.args)} - own - {"_"} - {*_variables(other.args)}
    return all(it[0] == "@" for it in rest)


def _slot(it: Term) -> bool:
    """Whether a term is a part of the stay that is asked about."""
    return isinstance(it, Variable) and it.name[0] == "@"


def _contradictory(given: Sequence[Told]) -> bool:
    """Whether conditions plainly cannot all hold."""
    there = [it for it in given if it.kind == "positive"]
    for it in given:
        if it.kind == "negative" and any(
            one.name == it.name and _matched(it.args, one.args, frozenset({"_"})) is not None for one in there
        ):
            return True
        if it.kind == "comparison" and it.name in _TURNED and len(it.args) == 2:
            turned = it._replace(name=_TURNED[it.name])
            if _direct(Wanted(turned, frozenset()), [one for one in given if one != it]):
                return True
    return False


def _direct(wanted: Wanted, given: Sequence[Told]) -> bool:
    """Whether what is wanted is among what is given, or follows from the order of things in it."""
    told = wanted.told
    if told.kind != "comparison":
        return any(
            it.kind == told.kind
            and it.name == told.name
            and len(it.args) == len(told.args)
            and _stands_for(told, it, wanted.own)
            for it in given
        )
    if len(told.args) != 2 or told.name not in COMPARISONS:
        return told in given
    left, right = told.args
    return _ordered(told.name, left, right, given)


def _stands_for(told: Told, it: Told, own: frozenset[str]) -> bool:
    if told.kind == "negative":
        # `not p(_)` says more than `not p(a)`: what is given may stand for anything, what is wanted only for the same.
        return _matched(it.args, told.args, frozenset({"_"})) is not None
    return _matched(told.args, it.args, own | {"_"}) is not None


def _ordered(sign: str, left: Term, right: Term, given: Sequence[Told]) -> bool:
    """Whether a comparison follows from others."""
    if not isinstance(left, (Variable, Compound, Sum)) and not isinstance(right, (Variable, Compound, Sum)):
        return compare(sign, left, right)
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    if sign == "!=":
        return (
            any(it.kind == "comparison" and it.name == "!=" and {*it.args} == {left, right} for it in given)
            or _ordered("<", left, right, given)
            or _ordered("<", right, left, given)
        )
    if sign == "=":
        return left == right
    steps: list[tuple[Term, Term, bool]] = []
    for it in given:
        if it.kind == "comparison" and len(it.args) == 2:
            one, other = it.args
            if it.name in ("<", "<="):
                steps.append((one, other, it.name == "<"))
            elif it.name in (">", ">="):
                steps.append((other, one, it.name == ">"))
            elif it.name in ("=", "=="):
                steps += [(one, other, False), (other, one, False)]
    reached: dict[Term, bool] = {left: False}
    waiting = [left]
    while waiting:
        at = waiting.pop()
        for one, other, strict in steps:
            if one == at and (other not in reached or (not reached[other] and (strict or reached[at]))):
                reached[other] = reached[at] or strict
                waiting.append(other)
    if right in reached and (sign == "<=" or reached[right]):
        return True
    # A number that is reached may be below another.
    numbers = [it for it in reached if isinstance(it, int)]
    if isinstance(right, int) and any(it < right or (it == right and (sign == "<=" or reached[it])) for it in numbers):
        return True
    return left == right and sign == "<="


def _apart(it: Read) -> tuple[tuple[Term, ...], list[Told]]:
    """The head and the conditions of a clause, with variables that nothing else has."""
    mark = next(_FRESH)

    def renamed(it: Term) -> Term:
        if isinstance(it, Variable):
            return it if it.name == "_" else Variable(f"{it.name}/{mark}")
        if isinstance(it, Compound):
            return Compound(it.name, tuple(map(renamed, it.args)))
        if isinstance(it, Sum):
            return Sum(it.operator, renamed(it.left), renamed(it.right))
        return it

    return tuple(map(renamed, it.head)), [one._replace(args=tuple(map(renamed, one.args))) for one in it.body]


def _named(body: Iterable[Told]) -> tuple[Told, ...]:
    """Conditions in which what may be anything has a name, as far as they say that something is there."""
    return tuple(
        it._replace(args=tuple(Variable(f"Any{next(_FRESH)}") if one == Variable("_") else one for one in it.args))
        if it.kind == "positive"
        else it
        for it in body
    )


def _meets(one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Whether two lists of terms may be the same, at first sight."""
    return all(
        isinstance(a, (Variable, Sum)) or isinstance(b, (Variable, Sum)) or _parts(a)[0] == _parts(b)[0]
        for a, b in zip(one, other, strict=True)
    )


def _reading(body: Sequence[Told], name: str, head: Sequence[Term]) -> Iterator[tuple[int, Told, dict[str, Term]]]:
    """The conditions that may read an atom, each with its place and what makes the two the same."""
    for at, it in enumerate(body):
        if it.name == name and it.kind != "comparison" and (bound := _unified(it.args, head)) is not None:
            yield at, it, bound


def _unified(left: Iterable[Term], right: Iterable[Term]) -> dict[str, Term] | None:
    """What makes two lists of terms the same; None where nothing does. Arithmetic may come to anything.

    What is bound first is a variable of the left, but never a part of the stay to another variable.
    """
    bound: dict[str, Term] = {}

    def walk(it: Term) -> Term:
        while isinstance(it, Variable) and it.name in bound:
            it = bound[it.name]
        return it

    def same(one: Term, other: Term) -> bool:
        one, other = walk(one), walk(other)
        if one == other or isinstance(one, Sum) or isinstance(other, Sum):
            return True
        if _slot(one) and isinstance(other, Variable):
            one, other = other, one
        for it, against in ((one, other), (other, one)):
            if isinstance(it, Variable):
                if it.name == "_" or against == Variable("_"):
                    return True
                if isinstance(against, Compound) and it.name in _variables([_in(against, bound)]):
                    return False  # Nothing is a part of itself.
                bound[it.name] = against
                return True
        name, args = _parts(one)
        other_name, others = _parts(other)
        return (name, len(args)) == (other_name, len(others)) and all(map(same, args, others))

    return bound if all(map(same, left, right)) else None


def _matched(pattern: Sequence[Term], terms: Sequence[Term], own: frozenset[str]) -> dict[str, Term] | None:
    """What some variables of a pattern stand for in terms, all else being the same; None where it is not."""
    found: dict[str, Term] = {}

    def matched(one: Term, other: Term) -> bool:
        if isinstance(one, Variable) and one.name in own:
            return one.name == "_" or found.setdefault(one.name, other) == other
        if one == other:
            return other != Variable("_")
        if not isinstance(one, Compound) or isinstance(other, (Variable, Sum)):
            return False
        name, args = _parts(one)
        other_name, others = _parts(other)
        return (name, len(args)) == (other_name, len(others)) and all(map(matched, args, others))

    return found if len(pattern) == len(terms) and all(map(matched, pattern, terms)) else None


def _put(it: Told, bound: Mapping[str, Term]) -> Told:
    return it._replace(args=tuple(_in(one, bound) for one in it.args))


def _in(one: Term, bound: Mapping[str, Term]) -> Term:
    """A term with what stands for its variables."""
    while isinstance(one, Variable) and one.name in bound:
        one = bound[one.name]
    if isinstance(one, Compound):
        return Compound(one.name, tuple(_in(it, bound) for it in one.args))
    return Sum(one.operator, _in(one.left, bound), _in(one.right, bound)) if isinstance(one, Sum) else one


def _parts(it: Term) -> tuple[str, tuple[Term, ...]]:
    return (it.name, it.args) if isinstance(it, Compound) else split(it)
