"""From files to records: reads every file, joins statements with annotations, checks all, and reports all at once.

This is the slow way, taken only when no cached result for exactly these files exists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dedere.errors import CorpusError, Finding
from dedere.language import annotations as notes
from dedere.language import syntax
from dedere.language.files import File
from dedere.language.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.language.syntax import ClauseStatement, CommentStatement, DefinedStatement, FactStatement
from dedere.language.vocabulary import Argument, Complaint, Predicate, Type, Vocabulary, nearest, nearest_atoms
from dedere.terms.values import Atom, Value


class Records(NamedTuple):
    """Everything that a set of files says."""

    sources: dict[str, Source]
    vocabulary: Vocabulary
    rules: dict[str, Rule]
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]


@dataclass
class _Header:
    line: notes.HeaderLine
    file: File
    at: int
    authorities: list[Authority] = field(default_factory=list)
    because: str | None = None
    says: notes.SaysLine | None = None
    clauses: list[int] = field(default_factory=list)
    facts: int = 0


@dataclass
class _Fact:
    atom: Atom
    file: File
    at: int
    by: notes.ByLine | None
    rule: str | None
    note: str | None = None
    known: int | None = None


@dataclass
class _Clause:
    clause: Clause
    atoms: tuple[Literal, ...]
    says: notes.SaysLine | None


def assemble(files: Sequence[File]) -> Records:
    """Read, join and check the files. Raises `CorpusError` with every fault; nothing is returned half-done."""
    assembly = _Assembly()
    for file in files:
        _Reading(assembly, file).read()
    if not assembly.broken:
        records = assembly.check(files)
        if not assembly.findings:
            return records
    raise CorpusError(assembly.findings)


class _Assembly:
    """What has been read so far, of all files."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.broken = False
        """Whether something could not be read at all, so that checks against the rest would only mislead."""
        self.sources: dict[str, tuple[Source, str, int]] = {}
        self.types: dict[str, Type] = {}
        self.predicates: dict[str, Predicate] = {}
        self.headers: dict[str, _Header] = {}
        self.continued: list[_Header] = []
        """What stands under a rule outside the file of its header."""
        self.clauses: list[_Clause] = []
        self.facts: list[_Fact] = []
        self.withdrawn: list[tuple[Atom, File, int]] = []
        self.bys: list[tuple[notes.ByLine, File, int]] = []
        self.defined: list[tuple[DefinedStatement, File]] = []

    def find(self, file: str, line: int, message: str, hint: str | None) -> None:
        self.findings.append(Finding(file, line, message, hint))

    # ---------------------------------------------------------------------------------------- checks across the files

    def check(self, files: Sequence[File]) -> Records:
        vocabulary = Vocabulary(self.types, self.predicates)
        for file, line, complaint in vocabulary.complaints():
            self.find(file, line, *complaint)
        self._sentences_of_declarations()
        self._continue()
        self._sources_exist()
        self._layers()
        names = self._names(vocabulary)
        for it, defined_in in self.defined:
            self._complain(defined_in.path, it.line, vocabulary.signature(it.name, it.arity))
        facts = self._facts(vocabulary, names)
        clauses = self._clauses(vocabulary, names)
        if not self.findings:
            self._unsafe(files)
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
            for id_, header in self.headers.items()
        }
        sources = {id_: source for id_, (source, _, _) in self.sources.items()}
        return Records(sources, vocabulary, rules, clauses, facts)

    def _continue(self) -> None:
        """Give the clauses that stand under a rule elsewhere to the rule."""
        for part in self.continued:
            header = self.headers.get(part.line.id)
            if header is None or header.line.kind == "unevaluated":
                message = f"there is no evaluated rule `{part.line.id}` for what follows to stand under"
                self.find(part.file.path, part.at, message, f"correct the id, or write `{notes.FORMS['rule']}`")
            else:
                header.clauses.extend(part.clauses)

    def _complain(self, file: str, line: int, complaint: Complaint | None) -> None:
        if complaint:
            self.find(file, line, *complaint)

    def _sentences_of_declarations(self) -> None:
        for predicate in self.predicates.values():
            where = predicate.file, predicate.line
            if predicate.kind == "fact" and not predicate.says:
                message = f"the fact `{predicate.name}` has no sentence"
                self.find(*where, message, f"add `{notes.FORMS['says']}` below it")
            allowed = [argument.name for argument in predicate.arguments]
            for template in (predicate.says, predicate.otherwise):
                for name in notes.placeholders(template or ""):
                    if name not in allowed:
                        message = f"the sentence of `{predicate.name}` names `{{{name}}}`, which is no argument of it"
                        self.find(*where, message, f"its arguments are {', '.join(allowed) or 'none'}")

    def _sources_exist(self) -> None:
        for by, file, line in self.bys:
            for id_ in by.sources:
                if id_ not in self.sources:
                    message = f"unknown source `{id_}`"
                    near = nearest(id_, self.sources)
                    hint = f"did you mean `{near}`?" if near else f"name it once with `{notes.FORMS['source']}`"
                    self.find(file.path, line, message, hint)

    def _layers(self) -> None:
        """Leave out the facts that a higher layer repeats or withdraws."""
        places: dict[Atom, list[_Fact]] = {}
        for it in self.facts:
            places.setdefault(it.atom, []).append(it)
        gone: set[int] = set()
        for atom, file, at in self.withdrawn:
            below = [it for it in places.get(atom, ()) if it.file.layer < file.layer]
            gone.update(map(id, below))
            if not below:
                near = nearest_atoms(atom, (it for it in places if it.name == atom.name))
                hint = f"did you mean `{near[0]}`?" if near else "a record withdraws facts of the record it lies on"
                self.find(file.path, at, f"`{atom}` does not stand below, so it cannot be withdrawn", hint)
        for them in places.values():
            highest = max(it.file.layer for it in them)
            gone.update(id(it) for it in them if it.file.layer < highest and not it.file.law)
        self.facts = [it for it in self.facts if id(it) not in gone]

    def _names(self, vocabulary: Vocabulary) -> dict[str, set[Value]]:
        concluded = {it.clause.head_name for it in self.clauses}
        # What rules name is known only once they have run.
        names: dict[str, set[Value]] = {name: set() for name in vocabulary.naming_predicates() - concluded}
        for fact in self.facts:
            if fact.atom.name in names and fact.atom.args:
                names[fact.atom.name].add(fact.atom.args[0])
        return names

    def _facts(self, vocabulary: Vocabulary, names: dict[str, set[Value]]) -> tuple[Fact, ...]:
        first: dict[Atom, _Fact] = {}
        facts: list[Fact] = []
        for it in self.facts:
            path = it.file.path
            self._complain(path, it.at, vocabulary.check_fact(it.atom, names))
            predicate = self.predicates.get(it.atom.name)
            if predicate and predicate.kind == "derived" and not it.file.law:
                message = f"`{it.atom.name}` is derived, so no record of it is kept"
                self.find(path, it.at, message, "record the facts it follows from, or declare it as `%@ fact`")
            if it.by is None and not it.file.law:
                message = f"`{it.atom}` has no source"
                self.find(path, it.at, message, f"write `{notes.FORMS['by']}` above it")
            earlier = first.setdefault(it.atom, it)
            if earlier is not it:
                message, hint = f"`{it.atom}` stands twice", f"it stands in {earlier.file.path}:{earlier.at} already"
                self.find(path, it.at, message, hint)
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
        concluded = {it.clause.head_name for it in self.clauses} | {it.atom.name for it in self.facts}
        clauses: list[Clause] = []
        for it in self.clauses:
            clause = it.clause
            types, complaints = vocabulary.check_clause(clause, it.atoms, names)
            head = self.predicates.get(clause.head_name)
            if head and head.kind == "fact":
                message = f"a rule concludes `{head.name}`, which is a fact of the record"
                complaints.append(Complaint(message, f"declare it as `%@ derived {head.form}`, or conclude another"))
            if it.says is None and not (head and head.says):
                message = "a clause has no sentence"
                complaints.append(Complaint(message, f"write `{notes.FORMS['says']}` above it"))
            for name in it.says.variables if it.says else ():
                if name not in clause.variables:
                    message = f"the sentence names `{{{name}}}`, which the clause does not bind"
                    known = ", ".join(name for name in clause.variables if not name.startswith("_")) or "nothing"
                    complaints.append(Complaint(message, f"it binds {known}"))
            for literal in clause.body:
                predicate = self.predicates.get(literal.name)
                derived = literal.kind == "positive" and predicate is not None and predicate.kind == "derived"
                if derived and literal.name not in concluded and not self.predicates[literal.name].open:
                    message = f"the clause can never fire: nothing concludes `{literal.name}`"
                    complaints.append(Complaint(message, "write the rule that concludes it, or correct the name"))
            for complaint in complaints:
                self.find(clause.file, clause.line, *complaint)
            clauses.append(replace(clause, says=it.says.template if it.says else None, variable_types=types))
        return tuple(clauses)

    def _unsafe(self, files: Sequence[File]) -> None:
        starts, line = [], 1
        for file in files:
            starts.append(line)
            line += file.content.count(b"\n") + 1
        for at, message in syntax.unsafe(program_text(files)):
            which = bisect_right(starts, at) - 1
            hint = "every variable must stand in a condition that is not negated"
            self.find(files[which].path, at - starts[which] + 1, message, hint)


def program_text(files: Iterable[File]) -> str:
    """The files one after the other, as clingo reads them."""
    return "\n".join(file.content.decode() for file in files)


class _Reading:
    """Reads one file into the assembly, and keeps what holds at the line it has come to."""

    def __init__(self, assembly: _Assembly, file: File) -> None:
        self.all = assembly
        self.file = file
        self.header: _Header | None = None
        self.declared: str | None = None
        """The predicate that was declared last, as long as a sentence may still be its; empty for one in vain."""
        self.by: notes.ByLine | None = None
        self.pending: dict[str, tuple[int, str | int]] = {}
        """The note and the day that wait for the next fact."""
        self.here: list[_Fact] = []
        """The facts of the line on which the last fact ended."""
        self.here_line = 0

    def find(self, line: int, message: str, hint: str | None) -> None:
        self.all.find(self.file.path, line, message, hint)

    def read(self) -> None:
        try:
            text = self.file.content.decode()
        except UnicodeDecodeError as error:
            line = self.file.content.count(b"\n", 0, error.start) + 1
            self.find(line, "the file is not UTF-8", "save it as UTF-8")
            self.all.broken = True
            return
        try:
            statements = syntax.parse(self.file.path, text, facts_only=not self.file.law)
        except CorpusError as error:
            self.all.findings.extend(error.findings)
            self.all.broken = True
            return
        for statement in statements:
            if isinstance(statement, CommentStatement):
                try:
                    self.annotation(notes.parse(statement.text), statement.line)
                except notes.AnnotationError as error:
                    self.find(statement.line, str(error), error.hint)
                    self.all.broken = True
                continue
            self.declared = None
            if isinstance(statement, FactStatement):
                self.fact(statement)
            elif isinstance(statement, ClauseStatement):
                self.clause(statement)
            else:
                self.all.defined.append((statement, self.file))
        self.close_header()
        self.nothing_pending()

    # ---------------------------------------------------------------------------------------------------- statements

    def fact(self, statement: FactStatement) -> None:
        header = self.header
        fact = _Fact(statement.atom, self.file, statement.line, self.by, header.line.id if header else None)
        if header:
            header.facts += 1
        if statement.last_line != self.here_line:
            self.here = []
        self.here.append(fact)
        self.here_line = statement.last_line
        for keyword, (_, value) in self.pending.items():
            setattr(fact, keyword, value)
        self.pending.clear()
        self.all.facts.append(fact)

    def clause(self, statement: ClauseStatement) -> None:
        self.nothing_pending()
        header = self.header
        if header is None:
            hint = f"write `{notes.FORMS['rule']}` and its authority above it"
            self.find(statement.line, "a clause stands under no header", hint)
        elif header.line.kind == "unevaluated":
            hint = "make the header a `rule`, or begin another"
            self.find(statement.line, f"a clause stands under `{header.line.id}`, which is not evaluated", hint)
        index = len(self.all.clauses)
        clause = replace(statement.clause, index=index, rule_id=header.line.id if header else "")
        if header:
            header.clauses.append(index)
        self.all.clauses.append(_Clause(clause, statement.atoms, header.says if header else None))

    # --------------------------------------------------------------------------------------------------- annotations

    def annotation(self, it: notes.Annotation, line: int) -> None:
        rules = (notes.HeaderLine, notes.UnderLine, notes.BecauseLine, notes.AuthorityLine)
        words = (notes.SaysLine, notes.ElseLine, notes.TypeLine, notes.PredicateLine)
        if not self.file.law and isinstance(it, (*rules, *words)):
            self.find(line, "a fact file holds facts only", "put headers, sentences and declarations under the rules")
            return
        match it:
            case notes.SourceLine():
                self.source(it, line)
            case notes.ByLine():
                self.all.bys.append((it, self.file, line))
                if self.here and line == self.here_line:
                    for fact in self.here:
                        fact.by = it
                else:
                    self.by = it
            case notes.NoteLine():
                self.remark("note", it.text, line)
            case notes.KnownLine():
                self.remark("known", it.day, line)
            case notes.WithdrawLine():
                if self.file.law:
                    self.find(line, "a rule file withdraws no fact", "write it in a folder of facts of your own")
                self.all.withdrawn.append((it.fact, self.file, line))
            case notes.HeaderLine():
                self.open_header(it, line)
            case notes.UnderLine():
                self.open_under(it, line)
            case notes.TypeLine():
                self.type(it, line)
            case notes.PredicateLine():
                self.predicate(it, line)
            case notes.SaysLine() | notes.ElseLine():
                self.sentence(it, line)
            case notes.AuthorityLine():
                self.declared = None
                if self.header:
                    self.header.authorities.append(Authority(it.instrument, it.place, it.checked))
                else:
                    self.find(line, "an authority stands under no header", f"write `{notes.FORMS['rule']}` above it")
            case notes.BecauseLine():
                self.declared = None
                if self.header and self.header.line.kind == "unevaluated":
                    self.header.because = it.reason
                else:
                    hint = f"write `{notes.FORMS['unevaluated']}` above it"
                    self.find(line, "a reason stands under no unevaluated rule", hint)

    def source(self, it: notes.SourceLine, line: int) -> None:
        if it.id in self.all.sources:
            _, file, at = self.all.sources[it.id]
            self.find(line, f"the source `{it.id}` is named twice", f"it is named in {file}:{at} already")
        else:
            self.all.sources[it.id] = (Source(it.id, it.citation, it.url), self.file.path, line)

    def remark(self, keyword: str, value: str | int, line: int) -> None:
        if self.here and line == self.here_line:
            for fact in self.here:
                setattr(fact, keyword, value)
        elif keyword in self.pending:
            self.find(line, f"two `{keyword}` lines stand before one fact", "join them, or leave one out")
        else:
            self.pending[keyword] = (line, value)

    def nothing_pending(self) -> None:
        for keyword, (line, _) in self.pending.items():
            self.find(line, f"`{keyword}` stands before no fact", "put it on the line of its fact, or right above it")
        self.pending.clear()

    def open_header(self, it: notes.HeaderLine, line: int) -> None:
        self.close_header()
        self.declared = None
        self.header = _Header(it, self.file, line)
        earlier = self.all.headers.setdefault(it.id, self.header)
        if earlier is not self.header:
            hint = f"it stands in {earlier.file.path}:{earlier.at} already; one id is one rule"
            self.find(line, f"the rule `{it.id}` stands twice", hint)

    def open_under(self, it: notes.UnderLine, line: int) -> None:
        self.close_header()
        self.declared = None
        self.header = _Header(notes.HeaderLine("under", it.id, ""), self.file, line)
        self.all.continued.append(self.header)

    def close_header(self) -> None:
        header = self.header
        if header is None or header.line.kind == "under":
            return
        id_ = header.line.id
        if not header.authorities:
            self.find(header.at, f"the rule `{id_}` has no authority", f"add `{notes.FORMS['authority']}` below it")
        if header.line.kind == "unevaluated":
            if header.because is None:
                hint = f"add `{notes.FORMS['because']}` below it"
                self.find(header.at, f"the rule `{id_}` is not evaluated, and no reason is given", hint)
        elif not header.clauses and not header.facts:
            hint = "write it, or make the header `unevaluated` and say why"
            self.find(header.at, f"the rule `{id_}` has no clause", hint)

    def type(self, it: notes.TypeLine, line: int) -> None:
        self.declared = None
        earlier = self.all.types.get(it.name)
        if earlier:
            hint = f"it is declared in {earlier.file}:{earlier.line} already"
            self.find(line, f"the type `{it.name}` is declared twice", hint)
        else:
            self.all.types[it.name] = Type(it.name, it.constants, it.named_by, self.file.path, line)

    def predicate(self, it: notes.PredicateLine, line: int) -> None:
        self.declared = it.name
        earlier = self.all.predicates.get(it.name)
        if earlier:
            hint = f"it is declared in {earlier.file}:{earlier.line} already"
            self.find(line, f"the predicate `{it.name}` is declared twice", hint)
            self.declared = ""
            return
        arguments = tuple(Argument(name, type_name) for name, type_name in it.arguments)
        self.all.predicates[it.name] = Predicate(
            it.name, arguments, it.kind, it.group, None, None, it.folded, self.file.path, line, it.open
        )

    def sentence(self, it: notes.SaysLine | notes.ElseLine, line: int) -> None:
        which = "says" if isinstance(it, notes.SaysLine) else "otherwise"
        if self.declared == "":
            return
        if self.declared is not None:
            predicate = self.all.predicates[self.declared]
            if isinstance(it, notes.SaysLine) and predicate.says is not None and self.header:
                # Declared between clauses: the second sentence is that of the clause below.
                self.header.says = it
            elif getattr(predicate, which) is not None:
                hint = "leave one out; the sentence of a clause stands between its header and the clause"
                self.find(line, f"`{predicate.name}` has this sentence already", hint)
            elif which == "says":
                self.all.predicates[self.declared] = predicate._replace(says=it.template)
            else:
                self.all.predicates[self.declared] = predicate._replace(otherwise=it.template)
        elif isinstance(it, notes.ElseLine):
            self.find(line, "`else` stands under no declaration", f"write it under `{notes.FORMS['fact']}`")
        elif self.header is None:
            self.find(line, "a sentence stands under no header", f"write `{notes.FORMS['rule']}` above it")
        else:
            self.header.says = it
