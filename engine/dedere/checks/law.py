"""What is suspicious in rules that do load: clauses that can never fire, ids that do not fit, loops through negation.

>>> lint().findings
()

The loader refuses what cannot be right whatever else is written: undeclared names, wrong types, missing authorities.
Here stands what only the rules as a whole show. Nothing is evaluated: a condition is held against every conclusion and
fact that could meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from dedere.checks import alphabet, columns
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import CorpusError
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.facts import read_by
from dedere.program.protocol import READ_BY_ENGINE
from dedere.schema.lint import Level, Linted, LintFinding
from dedere.terms.patterns import Term, Variable, compare, term
from dedere.terms.unify import Outline, alike, outline, unifiable
from dedere.terms.values import Atom, Value, text
from dedere.terms.variables import names
from dedere.version import __version__

_CITING = ("Rule", "By", "OtherRule")
"""Arguments that hold the id of a rule, by the names they are declared with."""

_OF_ISSUES = ("issue", "told_at", "option", "held_by", "court_holds", "takes", "unheld")
"""Facts that describe an issue, and so neither raise it nor depend on it."""

Node = TypeVar("Node", int, str)


def unloaded(error: CorpusError) -> Linted:
    """What keeps the rules or the record from being loaded, in the form of what is found in rules that do load."""
    return Linted(
        findings=tuple(
            LintFinding(check="load", level="error", file=it.file, line=it.line, message=it.message, hint=it.hint)
            for it in error.findings
        ),
        notes=(),
        rules=0,
        clauses=0,
        dedere=__version__,
        rules_fingerprint="",
    )


def lint(corpus: Corpus | None = None) -> Linted:
    """Everything suspicious in the rules of a corpus; of those that come with Dedere where None is given."""
    corpus = default_engine().corpus if corpus is None else corpus
    looked = {*_Linting(corpus).findings(), *_style(corpus)}
    found = sorted(looked, key=lambda it: (it.file, it.line, it.check, it.message))
    return Linted(
        findings=tuple(it for it in found if it.level == "error"),
        notes=tuple(it for it in found if it.level == "note"),
        rules=len(corpus.rules),
        clauses=len(corpus.clauses),
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
    )


def _style(corpus: Corpus) -> Iterator[LintFinding]:
    """How the rules are written, which no answer depends on."""
    for check, find in (("long-line", columns.find), ("alphabet", alphabet.find)):
        for it in find(corpus):
            yield LintFinding(check=check, level="note", **it._asdict())


class _Node(NamedTuple):
    """A clause ready to be held against others: its head, its conditions, what its variables are known to be."""

    clause: Clause
    head: tuple[Term, ...]
    known: Mapping[str, frozenset[Value]]
    outline: Outline


class _Linting:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._predicates = corpus.vocabulary.predicates
        self._clauses = corpus.clauses
        self._concluding: dict[str, list[_Node]] = {}
        for clause in self._clauses:
            if clause.head is not None:
                self._concluding.setdefault(clause.head_name, []).append(self._node(clause))
        self._given: dict[str, list[tuple[Value, ...]]] = {}
        for fact in corpus.facts:
            self._given.setdefault(fact.atom.name, []).append(fact.atom.args)

    def findings(self) -> Iterator[LintFinding]:
        for clause in self._clauses:
            yield from self._impossible(clause)
            yield from self._lonely(clause)
            yield from self._cited(clause)
            yield from self._positions(clause)
            yield from self._choices(clause)
            yield from self._defeats(clause)
        yield from self._repeated()
        yield from self._loops()
        yield from self._priorities()
        yield from self._issues()
        yield from self._questions()
        yield from self._dead()

    def _at(self, clause: Clause, check: str, message: str, hint: str | None, level: Level = "error") -> LintFinding:
        return LintFinding(check=check, level=level, file=clause.file, line=clause.line, message=message, hint=hint)

    def _of_fact(self, atom: Atom, check: str, message: str, hint: str | None, level: Level = "error") -> LintFinding:
        fact = self._corpus.by_atom[atom]
        return LintFinding(check=check, level=level, file=fact.file, line=fact.line, message=message, hint=hint)

    # ---------------------------------------------------------------------------------------- what can never be met

    def _node(self, clause: Clause) -> _Node:
        known: dict[str, frozenset[Value]] = {}
        for literal in clause.body:
            if literal.kind == "comparison" and literal.name == "=" and len(literal.args) == 2:
                left, right = map(term, literal.args)
                if isinstance(left, Variable) and isinstance(right, (int, str)):
                    known[left.name] = frozenset({right})
            elif literal.kind == "positive" and self._listed(literal.name):
                for position, pattern in enumerate(map(term, literal.args)):
                    if isinstance(pattern, Variable):
                        values = frozenset(row[position] for row in self._laws.get(literal.name, ()))
                        known[pattern.name] = known.get(pattern.name, values) & values
        head = tuple(map(term, clause.head_args))
        return _Node(clause, head, known, outline(head))

    @cached_property
    def _laws(self) -> dict[str, list[tuple[Value, ...]]]:
        """The derived predicates of which the rules simply list what holds, and no clause concludes more."""
        concluded = {clause.head_name for clause in self._clauses}
        listed: dict[str, list[tuple[Value, ...]]] = {}
        for fact in self._corpus.facts:
            name = fact.atom.name
            if fact.law and name not in concluded and self._predicates[name].kind == "derived":
                listed.setdefault(name, []).append(fact.atom.args)
        return listed

    def _listed(self, name: str) -> bool:
        return name in self._laws

    def _meets(self, node: _Node, condition: Condition) -> Iterator[_Node]:
        """The clauses by whose conclusions a condition of a clause can be met."""
        wanted = tuple(map(term, condition.args))
        shape = outline(wanted)
        for other in self._concluding.get(condition.name, ()):
            if alike(shape, other.outline) and unifiable(wanted, node.known, other.head, other.known):
                yield other

    def _meetable(self, node: _Node, condition: Condition) -> bool:
        if self._predicates[condition.name].kind == "fact":
            return True  # Anybody may suppose one; constants are checked when the rules are loaded.
        if self._predicates[condition.name].open and condition.name not in {*self._concluding, *self._given}:
            return True  # The regime that would conclude it is absent.
        wanted = tuple(map(term, condition.args))
        rows = self._given.get(condition.name, ())
        return any(unifiable(wanted, node.known, row, {}) for row in rows) or any(self._meets(node, condition))

    def _impossible(self, clause: Clause) -> Iterator[LintFinding]:
        node = self._node(clause)
        for literal in clause.body:
            if literal.kind in ("positive", "negative") and not self._meetable(node, literal):
                shown = literal.text
                if literal.kind == "positive":
                    message = f"the clause can never fire: no rule concludes anything like `{shown}`"
                    yield self._at(clause, "never-fires", message, "correct the term, or write the rule it waits for")
                else:
                    message = f"`{shown}` always holds: no rule concludes anything like it"
                    yield self._at(clause, "never-fails", message, "correct the term, or leave the condition out")
            elif literal.kind == "comparison" and len(literal.args) == 2 and literal.name:
                left, right = literal.args
                one, two = term(left), term(right)
                if left == right and not isinstance(one, (int,)):
                    holds = literal.name in ("=", "<=", ">=")
                elif isinstance(one, (int, str)) and isinstance(two, (int, str)):
                    holds = compare(literal.name, one, two)
                else:
                    continue
                message = f"`{literal.text}` {'always' if holds else 'never'} holds"
                check = "never-fails" if holds else "never-fires"
                yield self._at(clause, check, message, "correct the comparison, or leave the clause out")
        for name, values in node.known.items():
            if not values:
                yield self._at(
                    clause,
                    "never-fires",
                    f"the clause can never fire: no value of `{name}` meets all its conditions",
                    "correct one of the conditions that name it",
                )

    def _lonely(self, clause: Clause) -> Iterator[LintFinding]:
        """A variable that occurs once is a misspelt one, or should be `_`; a sentence counts as a use."""
        found = [it for it in names(clause.text) if not it.startswith("_")]
        sentence = clause.says or self._says(clause)
        for name in sorted(set(found)):
            if found.count(name) == 1 and f"{{{name}}}" not in sentence:
                message = f"the variable `{name}` occurs once in the clause, and not in its sentence"
                yield self._at(clause, "lonely-variable", message, "write `_`, or correct the name", "note")

    def _says(self, clause: Clause) -> str:
        return self._predicates[clause.head_name].says or "" if clause.head_name else ""

    def _repeated(self) -> Iterator[LintFinding]:
        first: dict[str, Clause] = {}
        for clause in self._clauses:
            if clause.kind == "derive":
                earlier = first.setdefault(clause.text, clause)
                if earlier is not clause:
                    message = f"the same clause stands in {earlier.file}:{earlier.line} already"
                    yield self._at(clause, "repeated-clause", message, "leave one out", "note")

    # ------------------------------------------------------------------------------------------------- ids of rules

    def _citations(self, name: str, args: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The ids of rules that an atom names, with the name of the argument."""
        for argument, value in zip(self._predicates[name].arguments, args, strict=True):
            if argument.type == "text" and argument.name in _CITING and value[:1] == '"':
                yield argument.name, text(value)

    def _cited(self, clause: Clause) -> Iterator[LintFinding]:
        atoms = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
        if clause.head_name:
            atoms.append((clause.head_name, clause.head_args))
        for name, args in atoms:
            for _, id_ in self._citations(name, args):
                if id_ not in self._corpus.rules:
                    message = f"`{name}` names the rule `{id_}`, which does not exist"
                    yield self._at(clause, "unknown-rule", message, "correct the id, or write the rule")
        # What a norm is founded or defeated by is the rule that the clause stands under.
        for argument, id_ in self._citations(clause.head_name, clause.head_args) if clause.head_name else ():
            founds = clause.head_name == "applicable" or (clause.head_name == "defeated" and argument == "By")
            if founds and id_ != clause.rule_id and id_ in self._corpus.rules:
                message = f"the clause stands under `{clause.rule_id}` and concludes by `{id_}`"
                yield self._at(clause, "other-rule", message, "move it under its own header, or correct the id", "note")

    def _choices(self, clause: Clause) -> Iterator[LintFinding]:
        """What is chosen and is no position on an issue leaves answers open for no reason that anybody is told."""
        if clause.kind == "choice" and clause.head_name != "adopt":
            message = f"`{clause.head}` is chosen freely, and is no position on an issue"
            yield self._at(clause, "free-choice", message, "conclude it, or make it depend on a position (`adopt`)")

    def _defeats(self, clause: Clause) -> Iterator[LintFinding]:
        """An exception to what no rule founds."""
        if clause.head_name != "defeated" or clause.kind != "derive":
            return
        node = self._node(clause)
        norm, rule, *_, day = node.head
        founded = (other for other in self._concluding.get("applicable", ()))
        if not any(unifiable((norm, rule, day), node.known, other.head, other.known) for other in founded):
            message = f"`{clause.head}` defeats nothing: no rule founds such a norm by that id"
            yield self._at(clause, "never-defeats", message, "correct the norm or the id, or leave the clause out")

    # -------------------------------------------------------------------------------------------- loops and priorities

    @cached_property
    def _cut(self) -> frozenset[str]:
        """Predicates that ask for something to be looked at or worked out: what asks does not change what is found."""
        of = self._corpus.by_predicate
        return frozenset(
            str(fact.atom.args[position])
            for name, position in (("looked_at", 1), ("only_asks", 0))
            for fact in of.get(name, ())
        )

    def _loops(self) -> Iterator[LintFinding]:
        """Negation within a loop that no choice opens: then what follows may not be settled."""
        edges: dict[int, dict[int, bool]] = {}
        for clause in self._clauses:
            below = edges.setdefault(clause.index, {})
            if clause.kind != "derive" or clause.head_name in self._cut:
                continue
            node = self._node(clause)
            for literal in clause.body:
                if literal.kind in ("positive", "negative"):
                    for other in self._meets(node, literal):
                        at = other.clause.index
                        below[at] = below.get(at, False) or literal.kind == "negative"
        for component in _components({at: set(below) for at, below in edges.items()}):
            inside = {at: [below for below in edges[at] if below in component] for at in sorted(component)}
            circles = [[at, *_way(inside, below, at)] for at in inside for below in inside[at] if edges[at][below]]
            # One error closes many circles; where the shortest is opened, the others are mostly gone.
            if circles:
                start, end, *_ = shortest = min(circles, key=len)
                message = (
                    f"`not {self._clauses[end].head}` depends on what the clause concludes, and no position decides it"
                )
                through = [f"{it.file}:{it.line}" for it in map(self._clauses.__getitem__, shortest[1:-1])]
                hint = (
                    f"make it a position on an issue, or open the circle{', which goes on through ' if through else ''}"
                )
                hint += ", ".join(through)
                yield self._at(self._clauses[start], "loop", message, hint)

    def _priorities(self) -> Iterator[LintFinding]:
        """Rules that defeat one another in a circle."""
        defeats: dict[str, dict[str, Clause]] = {}
        for clause in self._clauses:
            named = dict(self._citations(clause.head_name, clause.head_args)) if clause.head_name else {}
            rules = [named.get(it.name) for it in self._predicates[clause.head_name].arguments] if named else []
            cited = [it for it in rules if it is not None]
            if len(cited) == 2 and clause.head_name == "defeated":
                defeats.setdefault(cited[1], {}).setdefault(cited[0], clause)
            elif len(cited) == 2 and [it.name for it in self._predicates[clause.head_name].arguments] == [
                "Rule",
                "Other",
            ]:
                defeats.setdefault(cited[0], {}).setdefault(cited[1], clause)
        for component in _components({rule: set(below) for rule, below in defeats.items()}):
            for rule in sorted(component):
                for other, clause in defeats.get(rule, {}).items():
                    # A rule may name its own exceptions.
                    if other in component and other != rule:
                        message = (
                            f"`{rule}` goes before `{other}`, which goes before it: {', '.join(sorted(component))}"
                        )
                        yield self._at(clause, "circular-priority", message, "say which goes first")

    # ------------------------------------------------------------------------------------------------------- issues

    @cached_property
    def _options(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {
            str(fact.atom.args[0]): [] for fact in self._corpus.by_predicate.get("issue", ())
        }
        for fact in self._corpus.by_predicate.get("option", ()):
            found.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
        return found

    def _issues(self) -> Iterator[LintFinding]:
        of = self._corpus.by_predicate
        # That nobody is known to hold a position is said in so many words, or it is an oversight.
        held = {fact.atom.args[:2] for name in ("held_by", "court_holds", "unheld") for fact in of.get(name, ())}
        # A clause may take the issue from a fact of the law, so what such a fact names counts as raised and read.
        named = {
            value
            for fact in self._corpus.facts
            if fact.law and fact.atom.name not in _OF_ISSUES
            for value in fact.atom.args
        }
        raised = {args[0] for args in self._heads("at_issue")} | named
        reads = {it.args[0] for clause in self._clauses for it in clause.body if it.name == "adopt" and it.args} | named
        for fact in of.get("issue", ()):
            issue = str(fact.atom.args[0])
            if len(self._options[issue]) < 2:
                message = f"the issue {issue} has {'one option' if self._options[issue] else 'no option'}"
                yield self._of_fact(fact.atom, "options", message, "name at least two positions, or drop the issue")
            if issue not in raised:
                message = f"no rule raises the issue {issue}"
                yield self._of_fact(fact.atom, "unraised", message, "write when a case raises it", "note")
            if issue not in reads:
                message = f"no rule depends on a position on {issue}"
                yield self._of_fact(fact.atom, "idle-issue", message, "write what follows from each position", "note")
        for fact in of.get("option", ()):
            if fact.atom.args[:2] not in held:
                message = f"nobody holds the option `{fact.atom.args[1]}` on {fact.atom.args[0]}"
                level: Level = "error" if fact.atom.args[0] in raised else "note"
                hint = "say who holds it and on what authority, say with `unheld` that nobody does, or drop it"
                yield self._of_fact(fact.atom, "unheld", message, hint, level)
        for name, at in (("held_by", 0), ("court_holds", 0), ("unheld", 0), ("takes", 1)):
            for fact in of.get(name, ()):
                issue, option = map(str, fact.atom.args[at : at + 2])
                if option not in self._options.get(issue, ()):
                    message = f"`{name}` names the option `{option}` on {issue}, which does not exist"
                    yield self._of_fact(fact.atom, "unknown-option", message, self._known_options(issue))

    def _known_options(self, issue: str) -> str:
        options = self._options.get(issue)
        return f"its options are {', '.join(options)}" if options else f"the issues are {', '.join(self._options)}"

    def _heads(self, name: str) -> Iterator[tuple[str, ...]]:
        return (clause.head_args for clause in self._clauses if clause.head_name == name)

    def _positions(self, clause: Clause) -> Iterator[LintFinding]:
        """The issues and options that a clause names."""
        atoms = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
        for name, args in (*atoms, (clause.head_name, clause.head_args)):
            if name not in ("adopt", "at_issue") or args[0][:1] != '"':
                continue
            if args[0] not in self._options:
                message = f"`{name}` names the issue {args[0]}, which is not declared"
                yield self._at(clause, "unknown-option", message, self._known_options(args[0]))
            elif name == "adopt" and args[1][:1].islower() and args[1] not in self._options[args[0]]:
                message = f"`adopt` names the option `{args[1]}` on {args[0]}, which does not exist"
                yield self._at(clause, "unknown-option", message, self._known_options(args[0]))

    # --------------------------------------------------------------------------------------------- questions, dead ends

    def _questions(self) -> Iterator[LintFinding]:
        of = self._corpus.by_predicate
        asked = {fact.atom.args[0] for fact in of.get("seeks", ())}
        for fact in of.get("question", ()):
            if fact.atom.args[0] not in asked:
                message = f"the question `{fact.atom.args[0]}` seeks no norm"
                yield self._of_fact(fact.atom, "question", message, "write a `seeks` fact for it")
        for fact in of.get("seeks", ()):
            # Slots stand for what the user asks about, so for anything.
            pattern = term(re.sub(r"\{[a-z_]+\}", "_", text(fact.atom.args[2])))
            if not any(
                unifiable((pattern,), {}, node.head[:1], node.known) for node in self._concluding.get("applicable", ())
            ):
                message = f"no rule concludes a norm like `{text(fact.atom.args[2])}`"
                yield self._of_fact(fact.atom, "question", message, "correct the act, or write the rule", "note")

    def _dead(self) -> Iterator[LintFinding]:
        read = read_by(self._clauses) | READ_BY_ENGINE | self._cut
        read |= {str(fact.atom.args[0]) for fact in self._corpus.by_predicate.get("for_readers", ())}
        read |= self._corpus.vocabulary.naming_predicates()
        concluded = set(self._concluding) | set(self._given)
        for predicate in self._predicates.values():
            if predicate.open:
                continue  # Who concludes or reads it may be absent.
            if predicate.kind == "derived" and predicate.name not in concluded:
                message, hint = f"nothing concludes `{predicate.name}`", "write the rule, or drop the declaration"
            elif predicate.name not in read:
                message = f"no rule reads `{predicate.name}`"
                hint = "drop it, or say `for_readers` if it is there to be read"
            else:
                continue
            yield LintFinding(
                check="dead-predicate",
                level="error" if predicate.kind == "derived" else "note",
                file=predicate.file,
                line=predicate.line,
                message=message,
                hint=hint,
            )


def _way(edges: Mapping[Node, Iterable[Node]], start: Node, end: Node) -> list[Node]:
    """The shortest way from one node to another that it reaches, both included."""
    before: dict[Node, Node] = {}
    reached = [start]
    for at in reached:
        if at == end:
            break
        for below in edges[at]:
            if below != start and below not in before:
                before[below] = at
                reached.append(below)
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def _components(edges: Mapping[Node, Iterable[Node]]) -> list[frozenset[Node]]:
    """The strongly connected components that are loops (Tarjan's algorithm, without recursion)."""
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    inside: set[Node] = set()
    found: list[frozenset[Node]] = []
    for root in edges:
        if root in order:
            continue
        path: list[tuple[Node, Iterator[Node]]] = [(root, iter(edges[root]))]
        while path:
            at, rest = path[-1]
            if at not in order:
                order[at] = low[at] = len(order)
                stack.append(at)
                inside.add(at)
            for below in rest:
                if below not in order:
                    path.append((below, iter(edges.get(below, ()))))
                    break
                if below in inside:
                    low[at] = min(low[at], low[below])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[at])
                if low[at] == order[at]:
                    cut = stack.index(at)
                    component = frozenset(stack[cut:])
                    del stack[cut:]
                    inside -= component
                    if len(component) > 1 or at in edges.get(at, ()):
                        found.append(component)
    return found
