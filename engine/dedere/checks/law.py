"""What is suspicious in rules that do load: clauses that can never fire, forgotten days, loops through negation.

>>> lint().findings
()

The loader refuses what cannot be right whatever else is written: undeclared names, wrong types, missing authorities.
Here stands what only the rules as a whole show. Nothing is evaluated: a condition is held against every conclusion and
fact that could meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dedere.checks import alphabet, columns, days, exclusions, loops, positions, prose
from dedere.checks.finding import found_at
from dedere.checks.loops import components
from dedere.checks.meeting import Meeting
from dedere.corpus.corpus import Corpus
from dedere.engine import default_engine
from dedere.errors import CorpusError
from dedere.language.records import Clause
from dedere.program.facts import read_by
from dedere.program.protocol import READ_BY_ENGINE
from dedere.schema.lint import Linted, LintFinding, Severity
from dedere.terms.patterns import compare, term
from dedere.terms.unify import unifiable
from dedere.terms.values import split, text
from dedere.terms.variables import names
from dedere.version import __version__

_CITING = ("Rule", "By", "OtherRule")
"""Arguments that hold the id of a rule, by the names they are declared with."""


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
    meeting = Meeting(corpus)
    of_modules = (
        loops.find(meeting),
        *(it.find(corpus) for it in (positions, days, columns, alphabet, prose, exclusions)),
    )
    looked = {*_Linting(meeting).findings(), *chain(*of_modules)}
    found = sorted(looked, key=lambda it: (it.file, it.line, it.check, it.message))
    return Linted(
        findings=tuple(it for it in found if it.level == "error"),
        notes=tuple(it for it in found if it.level == "note"),
        rules=len(corpus.rules),
        clauses=len(corpus.clauses),
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
    )


class _Linting:
    """The checks of single clauses, of the ids they name, and of what is declared and not used."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self._corpus = meeting.corpus
        self._predicates = meeting.corpus.vocabulary.predicates
        self._clauses = meeting.corpus.clauses

    def findings(self) -> Iterator[LintFinding]:
        """Everything that is found, clause by clause and then in the rules as a whole."""
        for clause in self._clauses:
            yield from self._impossible(clause)
            yield from self._lonely(clause)
            yield from self._cited(clause)
            yield from self._defeats(clause)
        yield from self._repeated()
        yield from self._priorities()
        yield from self._questions()
        yield from self._dead()

    def _impossible(self, clause: Clause) -> Iterator[LintFinding]:
        node = self._meeting.node(clause)
        for literal in clause.body:
            if literal.kind in ("positive", "negative") and not self._meeting.meetable(node, literal):
                shown = literal.text
                if literal.kind == "positive":
                    message = f"the clause can never fire: no rule concludes anything like `{shown}`"
                    yield found_at(clause, "never-fires", message, "correct the term, or write the rule it waits for")
                else:
                    message = f"`{shown}` always holds: no rule concludes anything like it"
                    yield found_at(clause, "never-fails", message, "correct the term, or leave the condition out")
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
                yield found_at(clause, check, message, "correct the comparison, or leave the clause out")
        for name, values in node.known.items():
            if not values:
                yield found_at(
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
                yield found_at(clause, "lonely-variable", message, "write `_`, or correct the name", "note")

    def _says(self, clause: Clause) -> str:
        return self._predicates[clause.head_name].says or "" if clause.head_name else ""

    def _repeated(self) -> Iterator[LintFinding]:
        first: dict[str, Clause] = {}
        for clause in self._clauses:
            if clause.kind == "derive":
                earlier = first.setdefault(clause.text, clause)
                if earlier is not clause:
                    message = f"the same clause stands in {earlier.file}:{earlier.line} already"
                    yield found_at(clause, "repeated-clause", message, "leave one out", "note")

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
                    yield found_at(clause, "unknown-rule", message, "correct the id, or write the rule")
        # What a norm is founded or defeated by is the rule that the clause stands under.
        for argument, id_ in self._citations(clause.head_name, clause.head_args) if clause.head_name else ():
            founds = clause.head_name == "applicable" or (clause.head_name == "defeated" and argument == "By")
            if founds and id_ != clause.rule_id and id_ in self._corpus.rules:
                message = f"the clause stands under `{clause.rule_id}` and concludes by `{id_}`"
                yield found_at(clause, "other-rule", message, "move it under its own header, or correct the id", "note")

    def _defeats(self, clause: Clause) -> Iterator[LintFinding]:
        """An exception to what no rule founds."""
        if clause.head_name != "defeated" or clause.kind != "derive":
            return
        node = self._meeting.node(clause)
        norm, rule, *_, day = node.head
        founded = self._meeting.concluding.get("applicable", ())
        if not any(self._meeting.same(node, (norm, rule, day), other, other.head) for other in founded):
            message = f"`{clause.head}` defeats nothing: no rule founds such a norm by that id"
            yield found_at(clause, "never-defeats", message, "correct the norm or the id, or leave the clause out")

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
        for component in components({rule: set(below) for rule, below in defeats.items()}):
            for rule in sorted(component):
                for other, clause in defeats.get(rule, {}).items():
                    # A rule may name its own exceptions.
                    if other in component and other != rule:
                        message = (
                            f"`{rule}` goes before `{other}`, which goes before it: {', '.join(sorted(component))}"
                        )
                        yield found_at(clause, "circular-priority", message, "say which goes first")

    # --------------------------------------------------------------------------------------------- questions, dead ends

    def _questions(self) -> Iterator[LintFinding]:
        of = self._corpus.by_predicate
        asked = {fact.atom.args[0] for fact in of.get("seeks", ())}
        for fact in of.get("question", ()):
            if fact.atom.args[0] not in asked:
                message = f"the question `{fact.atom.args[0]}` seeks no norm"
                yield found_at(fact, "question", message, "write a `seeks` fact for it")
        for fact in of.get("seeks", ()):
            # Slots stand for what the user asks about, so for anything.
            pattern = term(re.sub(r"\{[a-z_]+\}", "_", text(fact.atom.args[2])))
            founding = self._meeting.concluding.get("applicable", ())
            founders = [node for node in founding if unifiable((pattern,), {}, node.head[:1], node.known)]
            for node in founders:
                if split(text(fact.atom.args[2]))[0] == "duty" and node.clause.would is None:
                    message = "the clause founds a duty that is asked about, and does not say what it would mean"
                    hint = 'write `%@ would "..."` above it, as in `%@ would "{H} would be bound"`'
                    yield found_at(node.clause, "no-would", message, hint, "note")
            if not founders:
                message = f"no rule concludes a norm like `{text(fact.atom.args[2])}`"
                yield found_at(fact, "question", message, "correct the act, or write the rule", "note")

    def _dead(self) -> Iterator[LintFinding]:
        read = read_by(self._clauses) | READ_BY_ENGINE | self._meeting.asking
        read |= {str(fact.atom.args[0]) for fact in self._corpus.by_predicate.get("for_readers", ())}
        read |= self._corpus.vocabulary.naming_predicates()
        for predicate in self._predicates.values():
            if predicate.open:
                continue  # Who concludes or reads it may be absent.
            if predicate.kind == "derived" and predicate.name not in self._meeting.known:
                message, hint = f"nothing concludes `{predicate.name}`", "write the rule, or drop the declaration"
            elif predicate.name not in read:
                message = f"no rule reads `{predicate.name}`"
                hint = "drop it, or say `for_readers` if it is there to be read"
            else:
                continue
            level: Severity = "error" if predicate.kind == "derived" else "note"
            yield found_at(predicate, "dead-predicate", message, hint, level)
