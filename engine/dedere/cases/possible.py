"""What the law could conclude in answer to a question, whatever the record says: the heads of clauses it reaches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import NamedTuple

from dedere.cases.flowing import Flow
from dedere.cases.narrowed import Narrowed
from dedere.cases.told import close
from dedere.engine import Engine
from dedere.language.records import Clause
from dedere.language.vocabulary import DAYS, Complaint
from dedere.program.clauses import reach
from dedere.terms.patterns import Compound, Term, Variable, term
from dedere.terms.unify import bindings
from dedere.terms.values import Atom, Value, quote, split, text
from dedere.terms.variables import names

LINE = re.compile(
    r"(?:doubt (?P<doubt>.+?)"
    r"|(?P<norm>.+?) by (?P<rule>[^\s,]+)(?: is defeated by (?P<by>[^\s,]+)|, (?P<standing>certain|contested))?)"
    r"(?:, (?P<days>\S+ to \S+))?"
)
"""A conclusion as a case names it, in the form of `told.lines`."""


MOST_NEAR = 5
"""How many values that are like one that cannot stand there are tried in its place."""

_OTHER = Complaint("has another form")
_NORMS = ("effective", "applicable", "defeated")
"""What norms are concluded by."""

_NAMED = re.compile(r"\b[a-z]\w*(?=\()")


class _Head(NamedTuple):
    """What a clause concludes, as terms, without the day where it ends in one; and the clause itself."""

    args: tuple[Term, ...]
    clause: Clause


class _Reached:
    """The heads of the clauses that the leading question reaches, and the rules these stand under."""

    def __init__(self, engine: Engine) -> None:
        self._corpus = corpus = engine.corpus
        question = engine.leading[0]
        reached = reach(corpus, question.id)
        self.sought = tuple(it.pattern for it in question.seeks)
        self.rules = frozenset(corpus.clauses[at].rule_id for at in reached)
        self.clauses = [it for it in corpus.clauses if it.index in reached]
        self.names: Mapping[str, Collection[Value]] = dict(corpus.names)
        self.planned = question.planned
        self.narrowed = Narrowed(corpus, self.clauses, question)

    @cached_property
    def heads(self) -> Mapping[str, tuple[_Head, ...]]:
        """What is concluded, by its predicate."""
        found: dict[str, list[_Head]] = {}
        for it in self.clauses:
            if it.head_name in ("applicable", "defeated", "doubt", "at_issue"):
                found.setdefault(it.head_name, []).append(_head(it))
        return {name: tuple(heads) for name, heads in found.items()}

    @cached_property
    def reasoning(self) -> frozenset[str]:
        """The rules that can be among the reasons: that conclude or defeat norms, or what these rest on."""
        return frozenset(it.rule_id for it in self.clauses if it.head_name in self._below)

    @cached_property
    def founding(self) -> frozenset[str]:
        """Those of them that are more than technical steps."""
        predicates = self._corpus.vocabulary.predicates
        told = {it for it in self._below & predicates.keys() if it in _NORMS or not predicates[it].folded}
        return frozenset(it.rule_id for it in self.clauses if it.head_name in told)

    @cached_property
    def _below(self) -> frozenset[str]:
        """The predicates that norms rest on, be it that they hold or that they do not."""
        rests: dict[str, set[str]] = {}
        for clause in self.clauses:
            named = (name for it in clause.body for name in _NAMED.findall(it.text))
            rests.setdefault(clause.head_name, set()).update(named)
        found: set[str] = set()
        waiting = set(_NORMS)
        while waiting:
            found |= waiting
            waiting = set().union(*(rests.get(it, ()) for it in waiting)) - found
        return frozenset(found)


def _head(clause: Clause) -> _Head:
    args = [it for it in clause.head_args if clause.variable_types.get(it) not in DAYS]
    return _Head(tuple(map(term, args)), clause)


@lru_cache(maxsize=2)
def _reached(engine: Engine) -> _Reached:
    return _Reached(engine)


class Law:
    """What could be told in answer to the question of a case, with what the case supposes.

    `given` is what the question fills its slots with; where it is not known, nothing is narrowed to it.
    """

    def __init__(self, engine: Engine, supposed: Iterable[Atom], given: Mapping[str, Value] | None = None) -> None:
        supposed = tuple(supposed)
        self._corpus = engine.corpus
        self._reached = _reached(engine)
        laid = any(it.name in self._reached.planned for it in supposed)
        self._given = {} if given is None or laid else given
        self._near = frozenset(arg for it in supposed for arg in it.args) | _beside(
            engine, tuple(self._given[it] for it in engine.leading[0].focus if it in self._given)
        )
        more: dict[str, frozenset[Value]] = {}
        for atom in supposed:
            if atom.name in self._reached.names:
                more[atom.name] = more.get(atom.name, frozenset(self._reached.names[atom.name])) | {atom.args[0]}
        self._names = {**self._reached.names, **more}
        self._flow = Flow(self._corpus, self._reached.clauses, self._names, supposed)

    def rule(self, rule: str) -> Complaint | None:
        """Why a rule can have no part in an answer."""
        if rule not in self._corpus.rules:
            return Complaint(f"there is no rule `{rule}`", meant(rule, self._corpus.rules))
        if rule not in self._reached.rules:
            return Complaint(f"the rule `{rule}` has no part in this question", f"see `dedere rules show {rule}`")
        return None

    def reason(self, rule: str) -> Complaint | None:
        """Why a rule can never be among the reasons."""
        return self.rule(rule) or self._apart(rule, self._reached.reasoning, "is never among the reasons")

    def founds(self, rule: str) -> Complaint | None:
        """Why a rule can have no part in what holds."""
        return self.rule(rule) or self._apart(rule, self._reached.founding, "neither founds nor defeats anything")

    @staticmethod
    def _apart(rule: str, among: Collection[str], what: str) -> Complaint | None:
        hint = f"see `dedere rules show {rule}`; what it concludes can be named in `conclusions`"
        return None if rule in among else Complaint(f"the rule `{rule}` {what}", hint)

    def issue(self, issue: str) -> Complaint | None:
        """Why an issue can never bear on an answer."""
        issues = [text(it.atom.args[0]) for it in self._corpus.by_predicate.get("issue", ())]
        if issue not in issues:
            return Complaint(f"there is no issue `{issue}`", meant(issue, issues))
        raised = any(self._fit(it, (quote(issue),)) is None for it in self._heads("at_issue"))
        return None if raised else Complaint(f"no rule of this question raises the issue `{issue}`")

    def norm(self, pattern: str, rule: str | None = None) -> Complaint | None:
        """Why no norm of a form can hold, by a rule if one is named; `_` stands for anything."""
        heads = self._heads("applicable")
        try:
            name, args = _parted(wanted := close(pattern))
        except ValueError:
            return Complaint(f"`{pattern}` is no norm", _forms(heads))
        if rule is not None and (wrong := self.rule(rule)):
            return wrong
        norms = [it.args[0] for it in heads]
        kinds = {_outline(it)[0] for it in norms} - {"_"}
        if name not in {*kinds, "_"}:
            return Complaint(f"no rule concludes a `{name}`", meant(name, sorted(kinds)))
        arities = {_outline(it)[1] for it in norms if _outline(it)[0] == name}
        if name != "_" and len(args) not in arities:
            wanted_parts = " or ".join(map(str, sorted(arities)))
            return Complaint(
                f"`{pattern}` has {len(args)} parts, and a `{name}` has {wanted_parts}", _forms(heads, name)
            )
        wrong = self._fits(heads, (wanted,), pattern)
        if wrong or rule is None:
            return wrong
        if any(self._fit(it, (wanted, quote(rule))) is None for it in heads):
            return None
        others = _rules_at(1, (it for it in heads if self._fit(it, (wanted, None)) is None))
        return Complaint(f"no clause of `{rule}` concludes `{pattern}`", others and f"what does is {others}")

    def sought(self, act: str | None, rule: str | None) -> Complaint | None:
        """Why no window can be of this act and by this rule."""
        patterns = [re.sub(r"\{\w+\}", "_", it) for it in self._reached.sought]
        acts = sorted({str(split(it)[1][1]) for it in patterns})
        if act is not None and act not in acts and "_" not in acts:
            return Complaint(f"no window is of `{act}`", meant(act, acts))
        wrongs = [self.norm(it, rule) for it in patterns]
        return None if None in wrongs else wrongs[0]

    def conclusion(self, line: re.Match[str]) -> Complaint | None:
        """Why what is named in a line of conclusions can never be concluded."""
        if line["doubt"]:
            return self._doubt(line["doubt"])
        if names(line["norm"]):
            return Complaint(f"in `{line['norm']}` stands a variable", "a conclusion is written out")
        if close(line["norm"]) != line["norm"]:
            return Complaint(f"in `{line['norm']}` stand blanks", f"write `{close(line['norm'])}`")
        wrong = self.norm(line["norm"], line["rule"])
        if wrong or not line["by"]:
            return wrong
        wrong = self.rule(line["by"])
        goal = (line["norm"], quote(line["rule"]), quote(line["by"]))
        if wrong or any(self._fit(it, goal) is None for it in self._heads("defeated")):
            return wrong
        others = _rules_at(2, (it for it in self._heads("defeated") if self._fit(it, (*goal[:2], None)) is None))
        message = f"no clause of `{line['by']}` defeats `{line['norm']}` by `{line['rule']}`"
        return Complaint(message, others and f"what could is {others}")

    def _doubt(self, what: str) -> Complaint | None:
        heads = self._heads("doubt")
        try:
            _parted(what)
        except ValueError:
            return Complaint(f"`{what}` is nothing to doubt", _forms(heads))
        if names(what) or close(what) != what:
            return Complaint(f"`{what}` is not written out", "a doubt has no variables and no blanks")
        return self._fits(heads, (what,), what)

    # ------------------------------------------------------------------------------------------------------- the heads

    def _heads(self, name: str) -> Sequence[_Head]:
        return self._reached.heads.get(name, ())

    def _fits(self, heads: Sequence[_Head], goal: tuple[str], shown: str) -> Complaint | None:
        """Why a goal is none of the heads, which have more arguments; the nearest part that would do is the hint."""
        found = []
        for it in heads:
            fault = self._fit(it, goal)
            if fault is None:
                return None
            found.append(fault)
        typed = next((it for it in found if it is not _OTHER), None)
        if typed is not None:
            return typed
        name, args = split(goal[0])
        for at, given in enumerate(args):
            masked = str(Atom(name, (*args[:at], "_", *args[at + 1 :])))
            parts = [_part(it.args[0], at) for it in heads if self._fit(it, (masked,)) is None]
            there = {str(it) for it in parts if not isinstance(it, Variable)}
            if len(there) < len(parts):
                there.update(str(it) for them in self._names.values() for it in them)
            for near in get_close_matches(str(given), sorted(there), MOST_NEAR):
                meant_ = str(Atom(name, (*args[:at], near, *args[at + 1 :])))
                if any(self._fit(it, (meant_,)) is None for it in heads):
                    return Complaint(f"no rule concludes `{shown}`", f"did you mean `{meant_}`?")
        return Complaint(f"no rule concludes `{shown}`", _forms(heads, name, args))

    def _fit(self, head: _Head, goal: Sequence[Value | None]) -> Complaint | None:
        """None where the head can be the goal; what is no value of its type; `_OTHER` where the forms differ."""
        wanted = (*goal, *[None] * (len(head.args) - len(goal)))
        bound = bindings(head.args, wanted)
        if bound is None:
            return _OTHER
        for variable, value in bound.items():
            type_ = head.clause.variable_types.get(variable, "term")
            wrong = self._corpus.vocabulary.check_value(type_, value, self._names)
            if wrong:
                return Complaint(
                    f"`{value}` is no {type_} that is known", meant(str(value), self._of(type_)) or wrong.hint
                )
            other = self._reached.narrowed.other(head.clause, variable, value, self._given)
            # Of who stands in the case something could come to be concluded if a rule took one for the other.
            if other is not None and value not in self._near:
                return Complaint(f"the question is about `{other}`, and nothing of the kind is concluded of `{value}`")
        each = all(self._flow.can_be(head.clause, *it) for it in bound.items())
        return None if each and self._flow.can_join(head.clause, bound) else _OTHER

    def _of(self, type_: str) -> list[str]:
        declared = self._corpus.vocabulary.types.get(type_)
        if declared is None:
            return []
        return [*declared.constants, *(str(it) for name in declared.named_by for it in self._names.get(name, ()))]


@lru_cache(maxsize=64)
def _beside(engine: Engine, focus: tuple[Value, ...]) -> frozenset[Value]:
    """What facts of the record name together with whom a question is about."""
    facts = (it.atom.args for it in engine.corpus.facts)
    return frozenset(arg for args in facts if not set(focus).isdisjoint(args) for arg in args)


def _parted(text: str) -> tuple[str, tuple[Value, ...]]:
    """The name and the arguments of a term. Raises `ValueError` where the text is that of none."""
    name, args = split(text)
    if not re.fullmatch(r"_|_*[a-z]\w*", name):
        raise ValueError(f"`{text}` is no term")
    return name, args


def _forms(heads: Sequence[_Head], name: str | None = None, args: Sequence[Value] = ()) -> str | None:
    """A hint with the forms that are concluded, those of a name or one like it, else some; of many the most like."""
    norms = [it.args[0] for it in heads if not isinstance(it.args[0], Variable)]
    norms.sort(key=lambda it: sum(_part(it, at) == given for at, given in enumerate(args)))
    found = {_outline(it): _written(it) for it in norms}
    near = [] if name is None else get_close_matches(name, {of for of, _ in found}, 1)
    shown = [form for (of, _), form in found.items() if of in near] or list(found.values())[:5]
    return f"what is concluded has the form {' or '.join(f'`{it}`' for it in shown)}" if shown else None


def _rules_at(at: int, heads: Iterable[_Head]) -> str | None:
    """The rules that stand at an argument of some heads; none where only variables do."""
    found = {text(str(it.args[at])) for it in heads if not isinstance(it.args[at], Variable)}
    return ", ".join(sorted(found)) or None


def meant(given: str, among: Iterable[str]) -> str | None:
    """A hint with the names that are most like the one that was given, or all of a few; None where there are none."""
    among = list(among)
    by_letters = {it.casefold(): it for it in reversed(among)}
    near = get_close_matches(given.casefold(), by_letters, 3)
    if near:
        return f"did you mean {' or '.join(f'`{by_letters[it]}`' for it in near)}?"
    return f"there {'is' if len(among) == 1 else 'are'} {', '.join(among)}" if 0 < len(among) <= 12 else None


def _outline(it: Term) -> tuple[str, int]:
    """The name and the number of arguments of a term; `_` for a variable."""
    if isinstance(it, Compound):
        return it.name, len(it.args)
    if isinstance(it, (int, str)):
        name, args = split(it)
        return name, len(args)
    return "_", 0


def _part(it: Term, at: int) -> Term:
    args: Sequence[Term] = it.args if isinstance(it, Compound) else split(it)[1] if isinstance(it, str) else ()
    return args[at] if at < len(args) else "_"


def _written(it: Term) -> str:
    """A term as a hint shows it."""
    if isinstance(it, Compound):
        return f"{it.name}({','.join(map(_written, it.args))})"
    return str(it) if isinstance(it, (int, str)) else "_"
