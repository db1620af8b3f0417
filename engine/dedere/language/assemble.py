"""From files to records: what is read of every file is joined, checked as a whole, and all faults are told at once.

This is the slow way, taken only when no cached result for exactly these files exists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dedere.errors import CorpusError
from dedere.language import annotations as notes
from dedere.language import syntax
from dedere.language.files import File
from dedere.language.gathered import Gathered, ReadFact
from dedere.language.reading import Parse, Reading
from dedere.language.records import Clause, Fact, Rule, Source
from dedere.language.vocabulary import Complaint, Vocabulary, nearest, nearest_atoms
from dedere.terms.values import Atom, Value


class Records(NamedTuple):
    """Everything that a set of files says."""

    sources: dict[str, Source]
    vocabulary: Vocabulary
    rules: dict[str, Rule]
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]


def assemble(files: Sequence[File], parse: Parse = syntax.parse) -> Records:
    """Read, join and check the files. Raises `CorpusError` with every fault; nothing is returned half-done.

    `parse` gives what `syntax.parse` does, which takes far longer than all else.
    """
    gathered = Gathered()
    for file in files:
        Reading(gathered, file, parse).read()
    if not gathered.broken:
        records = _Assembly(gathered, files).check()
        if not gathered.findings:
            return records
    raise CorpusError(gathered.findings)


class _Assembly:
    """What has been read of all files, joined across them and checked as a whole."""

    def __init__(self, gathered: Gathered, files: Sequence[File]) -> None:
        self._all = gathered
        self._files = files

    def check(self) -> Records:
        """The records. They are whole only where nothing was found to be wrong."""
        vocabulary = Vocabulary(self._all.types, self._all.predicates)
        for file, line, complaint in vocabulary.complaints():
            self._all.find(file, line, *complaint)
        self._sentences_of_declarations()
        self._continue()
        self._sources_exist()
        self._layers()
        names = self._names(vocabulary)
        for name, arity, file, line in self._all.defined:
            self._complain(file, line, vocabulary.signature(name, arity))
        facts = self._facts(vocabulary, names)
        clauses = self._clauses(vocabulary, names)
        if not self._all.findings:
            self._unsafe()
        rules = {
            id_: Rule(
                id_,
                header.line.title,
                tuple(header.authorities),
                header.line.kind,
                header.because,
                header.file.path,
                header.at,
                header.file.regime,
                tuple(header.clauses),
            )
            for id_, header in self._all.headers.items()
        }
        sources = {id_: source for id_, (source, _, _) in self._all.sources.items()}
        return Records(sources, vocabulary, rules, clauses, facts)

    def _continue(self) -> None:
        """Give the clauses that stand under a rule elsewhere to the rule."""
        for part in self._all.continued:
            header = self._all.headers.get(part.line.id)
            if header is None or header.line.kind == "unevaluated":
                message = f"there is no evaluated rule `{part.line.id}` for what follows to stand under"
                self._all.find(part.file.path, part.at, message, f"correct the id, or write `{notes.FORMS['rule']}`")
            else:
                header.clauses.extend(part.clauses)

    def _complain(self, file: str, line: int, complaint: Complaint | None) -> None:
        if complaint:
            self._all.find(file, line, *complaint)

    def _sentences_of_declarations(self) -> None:
        for predicate in self._all.predicates.values():
            where = predicate.file, predicate.line
            if predicate.kind == "fact" and not predicate.says:
                message = f"the fact `{predicate.name}` has no sentence"
                self._all.find(*where, message, f"add `{notes.FORMS['says']}` below it")
            allowed = [argument.name for argument in predicate.arguments]
            constants = {
                constant
                for it in predicate.arguments
                if it.type in self._all.types
                for constant in self._all.types[it.type].constants
            }
            for constant, _ in predicate.says_of:
                if constant not in constants:
                    message = f"no argument of `{predicate.name}` can be `{constant}`, which has a sentence"
                    near = nearest(constant, constants)
                    hint = f"did you mean `{near}`?" if near else "name a constant of the type of an argument"
                    self._all.find(*where, message, hint)
            for template in (predicate.says, predicate.otherwise, predicate.would, *dict(predicate.says_of).values()):
                for name in notes.placeholders(template or ""):
                    if name not in allowed:
                        message = f"the sentence of `{predicate.name}` names `{{{name}}}`, which is no argument of it"
                        self._all.find(*where, message, f"its arguments are {', '.join(allowed) or 'none'}")

    def _sources_exist(self) -> None:
        for by, file, line in self._all.bys:
            for id_ in by.sources:
                if id_ not in self._all.sources:
                    message = f"unknown source `{id_}`"
                    near = nearest(id_, self._all.sources)
                    hint = f"did you mean `{near}`?" if near else f"name it once with `{notes.FORMS['source']}`"
                    self._all.find(file.path, line, message, hint)

    def _layers(self) -> None:
        """Leave out the facts that a higher layer repeats or withdraws."""
        places: dict[Atom, list[ReadFact]] = {}
        for it in self._all.facts:
            places.setdefault(it.atom, []).append(it)
        gone: set[int] = set()
        for atom, file, at in self._all.withdrawn:
            below = [it for it in places.get(atom, ()) if it.file.layer < file.layer]
            gone.update(map(id, below))
            if not below:
                near = nearest_atoms(atom, (it for it in places if it.name == atom.name))
                hint = f"did you mean `{near[0]}`?" if near else "a record withdraws facts of the record it lies on"
                self._all.find(file.path, at, f"`{atom}` does not stand below, so it cannot be withdrawn", hint)
        for them in places.values():
            highest = max(it.file.layer for it in them)
            gone.update(id(it) for it in them if it.file.layer < highest and not it.file.law)
        self._all.facts = [it for it in self._all.facts if id(it) not in gone]

    def _names(self, vocabulary: Vocabulary) -> dict[str, set[Value]]:
        concluded = {it.clause.head_name for it in self._all.clauses}
        # What rules name is known only once they have run.
        names: dict[str, set[Value]] = {name: set() for name in vocabulary.naming_predicates() - concluded}
        for fact in self._all.facts:
            if fact.atom.name in names and fact.atom.args:
                names[fact.atom.name].add(fact.atom.args[0])
        return names

    def _facts(self, vocabulary: Vocabulary, names: dict[str, set[Value]]) -> tuple[Fact, ...]:
        first: dict[Atom, ReadFact] = {}
        facts: list[Fact] = []
        for it in self._all.facts:
            path = it.file.path
            self._complain(path, it.at, vocabulary.check_fact(it.atom, names))
            predicate = self._all.predicates.get(it.atom.name)
            if predicate and predicate.kind == "derived" and not it.file.law:
                message = f"`{it.atom.name}` is derived, so no record of it is kept"
                self._all.find(path, it.at, message, "record the facts it follows from, or declare it as `%@ fact`")
            if it.by is None and not it.file.law:
                message = f"`{it.atom}` has no source"
                self._all.find(path, it.at, message, f"write `{notes.FORMS['by']}` above it")
            earlier = first.setdefault(it.atom, it)
            if earlier is not it:
                message, hint = f"`{it.atom}` stands twice", f"it stands in {earlier.file.path}:{earlier.at} already"
                self._all.find(path, it.at, message, hint)
            by = it.by or notes.ByLine((), "", None)
            facts.append(
                Fact(
                    it.atom,
                    path,
                    it.at,
                    by.sources,
                    by.confidence,
                    by.checked,
                    it.note,
                    it.known,
                    it.rule,
                    it.file.law,
                )
            )
        return tuple(facts)

    def _clauses(self, vocabulary: Vocabulary, names: dict[str, set[Value]]) -> tuple[Clause, ...]:
        concluded = {it.clause.head_name for it in self._all.clauses} | {it.atom.name for it in self._all.facts}
        clauses: list[Clause] = []
        for it in self._all.clauses:
            clause = it.clause
            types, complaints = vocabulary.check_clause(clause, it.atoms, names)
            head = self._all.predicates.get(clause.head_name)
            if head and head.kind == "fact":
                message = f"a rule concludes `{head.name}`, which is a fact of the record"
                complaints.append(Complaint(message, f"declare it as `%@ derived {head.form}`, or conclude another"))
            if it.says is None and not (head and head.says):
                message = "a clause has no sentence"
                complaints.append(Complaint(message, f"write `{notes.FORMS['says']}` above it"))
            for name in (name for line in (it.says, it.would) if line for name in line.variables):
                if name not in clause.variables:
                    message = f"the sentence names `{{{name}}}`, which the clause does not bind"
                    known = ", ".join(name for name in clause.variables if not name.startswith("_")) or "nothing"
                    complaints.append(Complaint(message, f"it binds {known}"))
            for literal in clause.body:
                predicate = self._all.predicates.get(literal.name)
                derived = literal.kind == "positive" and predicate is not None and predicate.kind == "derived"
                if derived and literal.name not in concluded and not self._all.predicates[literal.name].open:
                    message = f"the clause can never fire: nothing concludes `{literal.name}`"
                    complaints.append(Complaint(message, "write the rule that concludes it, or correct the name"))
            for complaint in complaints:
                self._all.find(clause.file, clause.line, *complaint)
            says, would = (line.template if line else None for line in (it.says, it.would))
            clauses.append(replace(clause, says=says, would=would, variable_types=types))
        return tuple(clauses)

    def _unsafe(self) -> None:
        starts, line = [], 1
        for file in self._files:
            starts.append(line)
            line += file.content.count(b"\n") + 1
        for at, message in syntax.unsafe(program_text(self._files)):
            which = bisect_right(starts, at) - 1
            hint = "every variable must stand in a condition that is not negated"
            self._all.find(self._files[which].path, at - starts[which] + 1, message, hint)


def program_text(files: Iterable[File]) -> str:
    """The files one after the other, as clingo reads them."""
    return "\n".join(file.content.decode() for file in files)
