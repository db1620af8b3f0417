"""The statements of files, kept between runs: where one file of many is new, only that one is parsed.

Walking clingo's syntax tree is nearly all that assembling a corpus costs, and the files that come with Dedere rarely
change when those that lie on them do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from dedere.corpus import cache
from dedere.corpus.packing import clause_of, line, literals_of, row
from dedere.language import syntax
from dedere.language.files import File
from dedere.language.syntax import ClauseStatement, CommentStatement, DefinedStatement, FactStatement, Statement
from dedere.terms.values import Atom

WORTHWHILE = 2**16
"""Bytes of files from which on their statements are kept: a few are parsed as quickly as what is kept is read."""

_KIND = "statements"


class Statements:
    """The statements of the files of a corpus that is being assembled, from the last one assembled or parsed."""

    def __init__(self, files: Sequence[File]) -> None:
        worthwhile = sum(len(file.content) for file in files) >= WORTHWHILE
        self._name = cache.key(_KIND) if worthwhile else None
        self._kept = ((cache.load(self._name) if self._name else None) or {}).get(_KIND, {})
        self._these: dict[str, str] = {}

    def parse(self, path: str, text: str, *, facts_only: bool = False) -> list[Statement]:
        """What `syntax.parse` gives, and raises, for the same."""
        if self._name is None:
            return syntax.parse(path, text, facts_only=facts_only)
        key = blake2b(f"{facts_only} {len(path)} {path} {text}".encode(), digest_size=16).hexdigest()
        found = self._kept.get(key)
        if found is not None:
            self._these[key] = found
            return [_statement(it) for it in json.loads(found)]
        statements = syntax.parse(path, text, facts_only=facts_only)
        self._these[key] = line(list(map(_written, statements)))
        return statements

    def keep(self) -> None:
        """Keep the statements for the next corpus, if any was parsed for this one."""
        if self._name is not None and self._these.keys() - self._kept.keys():
            cache.store(self._name, {_KIND: self._these})


def _written(it: Statement) -> list[object]:
    match it:
        case FactStatement():
            return ["fact", it.line, it.last_line, *it.atom]
        case ClauseStatement():
            return ["clause", it.line, it.last_line, row(it.clause), it.atoms]
        case DefinedStatement():
            return ["defined", it.line, it.last_line, it.name, it.arity]
        case CommentStatement():
            return ["comment", it.line, it.last_line, it.text]


def _statement(written: list[Any]) -> Statement:
    kind, at, end, *rest = written
    match kind:
        case "fact":
            return FactStatement(Atom(rest[0], tuple(rest[1])), at, end)
        case "clause":
            return ClauseStatement(clause_of(rest[0]), literals_of(rest[1]), at, end)
        case "defined":
            return DefinedStatement(rest[0], rest[1], at, end)
        case _:
            return CommentStatement(rest[0], at, end)
