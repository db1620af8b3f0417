"""What has been read of all files and is not joined yet: the state between reading and assembling.

Headers, facts and clauses keep what is only needed until they are records: the annotation they stand under, their file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dedere.errors import Finding
from dedere.language import annotations as notes
from dedere.language.files import File
from dedere.language.records import Authority, Clause, Literal, Source
from dedere.language.vocabulary import Complaint, Predicate, Type
from dedere.terms.values import Atom


@dataclass
class Header:
    """A header, or a line `under` one, with what stands below it in its file."""

    line: notes.HeaderLine
    file: File
    at: int
    authorities: list[Authority] = field(default_factory=list)
    because: str | None = None
    says: notes.SaysLine | None = None
    """The sentence of the clauses that follow, until another is read."""
    would: notes.WouldLine | None = None
    """What waits for the next clause, and is said of it alone."""
    clauses: list[int] = field(default_factory=list)
    facts: int = 0

    def take(self, index: int) -> tuple[notes.SaysLine | None, notes.WouldLine | None]:
        """Take in the clause of this index; the sentences that are said of it."""
        self.clauses.append(index)
        would, self.would = self.would, None
        return self.says, would

    def complaints(self) -> Iterator[Complaint]:
        """What the header lacks, once all that stands under it in its file has been read."""
        kind, id_ = self.line.kind, self.line.id
        if kind == "under":  # The header itself stands elsewhere, and has what it needs there.
            return
        if not self.authorities:
            yield Complaint(f"the rule `{id_}` has no authority", f"add `{notes.FORMS['authority']}` below it")
        if kind == "unevaluated":
            if self.because is None:
                message = f"the rule `{id_}` is not evaluated, and no reason is given"
                yield Complaint(message, f"add `{notes.FORMS['because']}` below it")
        elif not self.clauses and not self.facts:
            hint = "write it, or make the header `unevaluated` and say why"
            yield Complaint(f"the rule `{id_}` has no clause", hint)


@dataclass
class ReadFact:
    """A fact with what was said of it; `rule` is the id of the header above it."""

    atom: Atom
    file: File
    at: int
    by: notes.ByLine | None
    rule: str | None
    note: str | None = None
    known: int | None = None


@dataclass
class ReadClause:
    """A clause, all atoms in it, its sentence, and what is said of it where it does not fire."""

    clause: Clause
    atoms: tuple[Literal, ...]
    says: notes.SaysLine | None
    would: notes.WouldLine | None


class Gathered:
    """What has been read so far, of all files, and what was wrong with it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.broken = False
        """Whether something could not be read at all, so that checks against the rest would only mislead."""
        self.sources: dict[str, tuple[Source, str, int]] = {}
        self.types: dict[str, Type] = {}
        self.predicates: dict[str, Predicate] = {}
        self.headers: dict[str, Header] = {}
        self.continued: list[Header] = []
        """What stands under a rule outside the file of its header."""
        self.clauses: list[ReadClause] = []
        self.facts: list[ReadFact] = []
        self.withdrawn: list[tuple[Atom, File, int]] = []
        self.bys: list[tuple[notes.ByLine, File, int]] = []
        self.defined: list[tuple[str, int, str, int]] = []
        """What `#defined` speaks of: name and arity, file and line."""

    def find(self, file: str, line: int, message: str, hint: str | None) -> None:
        """Keep what is wrong at a line, and what to do about it."""
        self.findings.append(Finding(file, line, message, hint))
