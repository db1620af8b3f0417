"""Contested questions and the positions on them: what is declared, raised, held and named fits together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dedere.checks.finding import found_at
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.schema.lint import LintFinding, Severity


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """What is wrong with the issues of a corpus, its options, and the clauses that take positions on them."""
    positions = _Positions(corpus)
    yield from positions.declared()
    for clause in corpus.clauses:
        yield from positions.named(clause)
        yield from positions.chosen(clause)


class _Positions:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def _options(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {
            str(fact.atom.args[0]): [] for fact in self._corpus.by_predicate.get("issue", ())
        }
        for fact in self._corpus.by_predicate.get("option", ()):
            found.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
        return found

    def declared(self) -> Iterator[LintFinding]:
        """What is said of issues and options, held against the clauses that raise and read them."""
        of = self._corpus.by_predicate
        # That nobody is known to hold a position is said in so many words, or it is an oversight.
        held = {
            fact.atom.args[:2] for name in ("held_by", "court_holds", "argued", "unheld") for fact in of.get(name, ())
        }
        # A clause may take the issue from a fact of the law, so what such a fact names counts as raised and read.
        named = {
            value
            for fact in self._corpus.facts
            if fact.law
            and fact.atom.name
            not in ("issue", "option", "held_by", "court_holds", "takes", "tells", "argued", "unheld")
            for value in fact.atom.args
        }
        raised = {args[0] for args in self._heads("at_issue")} | named
        reads = {
            it.args[0] for clause in self._corpus.clauses for it in clause.body if it.name == "adopt" and it.args
        } | named
        for fact in of.get("issue", ()):
            issue = str(fact.atom.args[0])
            if len(self._options[issue]) < 2:
                message = f"the issue {issue} has {'one option' if self._options[issue] else 'no option'}"
                yield found_at(fact, "options", message, "name at least two positions, or drop the issue")
            if issue not in raised:
                message = f"no rule raises the issue {issue}"
                yield found_at(fact, "unraised", message, "write when a case raises it", "note")
            if issue not in reads:
                message = f"no rule depends on a position on {issue}"
                # One that is raised is told as contested, and nothing turns on it.
                level: Severity = "error" if issue in raised else "note"
                yield found_at(fact, "idle-issue", message, "write what follows from each position", level)
        for fact in of.get("option", ()):
            if fact.atom.args[:2] not in held:
                message = f"nobody holds the option `{fact.atom.args[1]}` on {fact.atom.args[0]}"
                level = "error" if fact.atom.args[0] in raised else "note"
                hint = "say who holds it and on what authority, with `argued` or `unheld` that nobody does, or drop it"
                yield found_at(fact, "unheld", message, hint, level)
        for name, place in (
            ("held_by", 0),
            ("court_holds", 0),
            ("argued", 0),
            ("unheld", 0),
            ("takes", 1),
            ("tells", 1),
        ):
            for fact in of.get(name, ()):
                issue, option = map(str, fact.atom.args[place : place + 2])
                if option not in self._options.get(issue, ()):
                    message = f"`{name}` names the option `{option}` on {issue}, which does not exist"
                    yield found_at(fact, "unknown-option", message, self._known_options(issue))

    def _known_options(self, issue: str) -> str:
        options = self._options.get(issue)
        return f"its options are {', '.join(options)}" if options else f"the issues are {', '.join(self._options)}"

    def _heads(self, name: str) -> Iterator[tuple[str, ...]]:
        return (clause.head_args for clause in self._corpus.clauses if clause.head_name == name)

    def named(self, clause: Clause) -> Iterator[LintFinding]:
        """The issues and options that a clause names."""
        atoms = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
        for name, args in (*atoms, (clause.head_name, clause.head_args)):
            if name not in ("adopt", "at_issue") or args[0][:1] != '"':
                continue
            if args[0] not in self._options:
                message = f"`{name}` names the issue {args[0]}, which is not declared"
                yield found_at(clause, "unknown-option", message, self._known_options(args[0]))
            elif name == "adopt" and args[1][:1].islower() and args[1] not in self._options[args[0]]:
                message = f"`adopt` names the option `{args[1]}` on {args[0]}, which does not exist"
                yield found_at(clause, "unknown-option", message, self._known_options(args[0]))

    def chosen(self, clause: Clause) -> Iterator[LintFinding]:
        """What is chosen and is no position on an issue leaves answers open for no reason that anybody is told."""
        if clause.kind == "choice" and clause.head_name != "adopt":
            message = f"`{clause.head}` is chosen freely, and is no position on an issue"
            yield found_at(clause, "free-choice", message, "conclude it, or make it depend on a position (`adopt`)")
