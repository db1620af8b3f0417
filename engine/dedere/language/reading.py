"""One file read: its statements joined with the annotations above, beside and below them.

>>> gathered = Gathered()
>>> Reading(gathered, File("facts/mine.lp", b'%@ source mine "My notes"', law=False)).read()
>>> list(gathered.sources)
['mine']
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from dedere.errors import CorpusError
from dedere.language import annotations as notes
from dedere.language import syntax
from dedere.language.continuation import joined
from dedere.language.files import File
from dedere.language.gathered import Gathered, Header, ReadClause, ReadFact
from dedere.language.records import Authority, Source
from dedere.language.syntax import ClauseStatement, CommentStatement, FactStatement, Statement
from dedere.language.vocabulary import Argument, Predicate, Type


class Parse(Protocol):
    """What gives the statements of a file, as `syntax.parse` does."""

    def __call__(self, path: str, text: str, *, facts_only: bool = False) -> list[Statement]: ...


class Reading:
    """Reads one file into what is gathered, and keeps what holds at the line it has come to."""

    def __init__(self, gathered: Gathered, file: File, parse: Parse = syntax.parse) -> None:
        self._all = gathered
        self._file = file
        self._parse = parse
        self._header: Header | None = None
        self._declared: str | None = None
        """The predicate that was declared last, as long as a sentence may still be its; empty for one in vain."""
        self._by: notes.ByLine | None = None
        self._pending: dict[str, tuple[int, str | int]] = {}
        """The note and the day that wait for the next fact."""
        self._here: list[ReadFact] = []
        """The facts of the line on which the last fact ended."""
        self._here_line = 0

    def _find(self, line: int, message: str, hint: str | None) -> None:
        self._all.find(self._file.path, line, message, hint)

    def read(self) -> None:
        """Read the file. What is wrong with it becomes findings; what is left unread is said by `broken`."""
        try:
            text = self._file.content.decode()
        except UnicodeDecodeError as error:
            line = self._file.content.count(b"\n", 0, error.start) + 1
            self._find(line, "the file is not UTF-8", "save it as UTF-8")
            self._all.broken = True
            return
        try:
            statements = self._parse(self._file.path, text, facts_only=not self._file.law)
        except CorpusError as error:
            self._all.findings.extend(error.findings)
            self._all.broken = True
            return
        for statement in joined(statements):
            if isinstance(statement, CommentStatement):
                try:
                    self._annotation(notes.parse(statement.text), statement.line)
                except notes.AnnotationError as error:
                    self._find(statement.line, str(error), error.hint)
                    self._all.broken = True
                continue
            self._declared = None
            if isinstance(statement, FactStatement):
                self._fact(statement)
            elif isinstance(statement, ClauseStatement):
                self._clause(statement)
            else:
                self._all.defined.append((statement.name, statement.arity, self._file.path, statement.line))
        self._close_header()
        self._nothing_pending()

    # ---------------------------------------------------------------------------------------------------- statements

    def _fact(self, statement: FactStatement) -> None:
        header = self._header
        fact = ReadFact(statement.atom, self._file, statement.line, self._by, header.line.id if header else None)
        if header:
            header.facts += 1
        if statement.last_line != self._here_line:
            self._here = []
        self._here.append(fact)
        self._here_line = statement.last_line
        for keyword, (_, value) in self._pending.items():
            setattr(fact, keyword, value)
        self._pending.clear()
        self._all.facts.append(fact)

    def _clause(self, statement: ClauseStatement) -> None:
        self._nothing_pending()
        header = self._header
        if header is None:
            hint = f"write `{notes.FORMS['rule']}` and its authority above it"
            self._find(statement.line, "a clause stands under no header", hint)
        elif header.line.kind == "unevaluated":
            hint = "make the header a `rule`, or begin another"
            self._find(statement.line, f"a clause stands under `{header.line.id}`, which is not evaluated", hint)
        index = len(self._all.clauses)
        clause = replace(statement.clause, index=index, rule_id=header.line.id if header else "")
        says, would = header.take(index) if header else (None, None)
        self._all.clauses.append(ReadClause(clause, statement.atoms, says, would))

    # --------------------------------------------------------------------------------------------------- annotations

    def _annotation(self, it: notes.Annotation, line: int) -> None:
        rules = (notes.HeaderLine, notes.UnderLine, notes.BecauseLine, notes.AuthorityLine)
        words = (notes.SaysLine, notes.ElseLine, notes.TypeLine, notes.PredicateLine)
        if not self._file.law and isinstance(it, (*rules, *words)):
            self._find(line, "a fact file holds facts only", "put headers, sentences and declarations under the rules")
            return
        match it:
            case notes.SourceLine():
                self._source(it, line)
            case notes.ByLine():
                self._all.bys.append((it, self._file, line))
                if self._here and line == self._here_line:
                    for fact in self._here:
                        fact.by = it
                else:
                    self._by = it
            case notes.NoteLine():
                self._remark("note", it.text, line)
            case notes.KnownLine():
                self._remark("known", it.day, line)
            case notes.WithdrawLine():
                if self._file.law:
                    self._find(line, "a rule file withdraws no fact", "write it in a folder of facts of your own")
                self._all.withdrawn.append((it.fact, self._file, line))
            case notes.HeaderLine():
                self._open_header(it, line)
            case notes.UnderLine():
                self._open_under(it, line)
            case notes.TypeLine():
                self._type(it, line)
            case notes.PredicateLine():
                self._predicate(it, line)
            case notes.SaysLine() | notes.ElseLine() | notes.WouldLine():
                self._sentence(it, line)
            case notes.AuthorityLine():
                self._declared = None
                if self._header:
                    self._header.authorities.append(Authority(it.instrument, it.place, it.checked))
                else:
                    self._find(line, "an authority stands under no header", f"write `{notes.FORMS['rule']}` above it")
            case notes.BecauseLine():
                self._declared = None
                if self._header and self._header.line.kind == "unevaluated":
                    self._header.because = it.reason
                else:
                    hint = f"write `{notes.FORMS['unevaluated']}` above it"
                    self._find(line, "a reason stands under no unevaluated rule", hint)

    def _source(self, it: notes.SourceLine, line: int) -> None:
        if it.id in self._all.sources:
            _, file, at = self._all.sources[it.id]
            self._find(line, f"the source `{it.id}` is named twice", f"it is named in {file}:{at} already")
        else:
            self._all.sources[it.id] = (Source(it.id, it.citation, it.url), self._file.path, line)

    def _remark(self, keyword: str, value: str | int, line: int) -> None:
        if self._here and line == self._here_line:
            for fact in self._here:
                setattr(fact, keyword, value)
        elif keyword in self._pending:
            self._find(line, f"two `{keyword}` lines stand before one fact", "join them, or leave one out")
        else:
            self._pending[keyword] = (line, value)

    def _nothing_pending(self) -> None:
        for keyword, (line, _) in self._pending.items():
            self._find(line, f"`{keyword}` stands before no fact", "put it on the line of its fact, or right above it")
        self._pending.clear()

    def _open_header(self, it: notes.HeaderLine, line: int) -> None:
        self._close_header()
        self._declared = None
        self._header = Header(it, self._file, line)
        earlier = self._all.headers.setdefault(it.id, self._header)
        if earlier is not self._header:
            hint = f"it stands in {earlier.file.path}:{earlier.at} already; one id is one rule"
            self._find(line, f"the rule `{it.id}` stands twice", hint)

    def _open_under(self, it: notes.UnderLine, line: int) -> None:
        self._close_header()
        self._declared = None
        self._header = Header(notes.HeaderLine("under", it.id, ""), self._file, line)
        self._all.continued.append(self._header)

    def _close_header(self) -> None:
        if header := self._header:
            for message, hint in header.complaints():
                self._find(header.at, message, hint)

    def _type(self, it: notes.TypeLine, line: int) -> None:
        self._declared = None
        earlier = self._all.types.get(it.name)
        if earlier:
            hint = f"it is declared in {earlier.file}:{earlier.line} already"
            self._find(line, f"the type `{it.name}` is declared twice", hint)
        else:
            self._all.types[it.name] = Type(it.name, it.constants, it.named_by, self._file.path, line)

    def _predicate(self, it: notes.PredicateLine, line: int) -> None:
        self._declared = it.name
        earlier = self._all.predicates.get(it.name)
        if earlier:
            hint = f"it is declared in {earlier.file}:{earlier.line} already"
            self._find(line, f"the predicate `{it.name}` is declared twice", hint)
            self._declared = ""
            return
        arguments = tuple(Argument(name, type_name) for name, type_name in it.arguments)
        self._all.predicates[it.name] = Predicate(
            it.name, arguments, it.kind, it.group, None, None, it.folded, self._file.path, line, it.open
        )

    def _sentence(self, it: notes.SaysLine | notes.ElseLine | notes.WouldLine, line: int) -> None:
        if self._declared == "":
            return
        of = it.of if isinstance(it, notes.SaysLine) else None
        if self._declared is not None:
            predicate = self._all.predicates[self._declared]
            if isinstance(it, notes.SaysLine) and of is None and predicate.says is not None and self._header:
                # Declared between clauses: the second sentence is that of the clause below.
                self._header.says = it
                self._declared = None
            elif _has(predicate, it):
                hint = "leave one out; the sentence of a clause stands between its header and the clause"
                self._find(line, f"`{predicate.name}` has this sentence already", hint)
            else:
                self._all.predicates[self._declared] = _with(predicate, it)
        elif isinstance(it, notes.ElseLine) or of is not None:
            what = "else" if of is None else f"says {of}"
            self._find(line, f"`{what}` stands under no declaration", f"write it under `{notes.FORMS['fact']}`")
        elif self._header is None:
            self._find(line, "a sentence stands under no header", f"write `{notes.FORMS['rule']}` above it")
        elif isinstance(it, notes.WouldLine):
            self._header.would = it
        else:
            self._header.says = it


def _has(predicate: Predicate, it: notes.SaysLine | notes.ElseLine | notes.WouldLine) -> bool:
    """Whether the predicate has the sentence already, whatever it says."""
    match it:
        case notes.SaysLine(of=None):
            return predicate.says is not None
        case notes.SaysLine():
            return it.of in dict(predicate.says_of)
        case notes.ElseLine():
            return predicate.otherwise is not None
        case notes.WouldLine():
            return predicate.would is not None


def _with(predicate: Predicate, it: notes.SaysLine | notes.ElseLine | notes.WouldLine) -> Predicate:
    """The predicate with one more of its sentences."""
    match it:
        case notes.SaysLine(of=None):
            return predicate._replace(says=it.template)
        case notes.SaysLine(of=str(of)):
            return predicate._replace(says_of=(*predicate.says_of, (of, it.template)))
        case notes.ElseLine():
            return predicate._replace(otherwise=it.template)
        case notes.WouldLine():
            return predicate._replace(would=it.template)
    return predicate
