"""The statements of files of rules, kept between runs: where one file of many is new, only that one is parsed.

Walking clingo's syntax tree is nearly all that assembling a corpus costs, and the rules that come with Dedere rarely
change when those that lie on them do. Facts are read without it, as quickly as what is kept would be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from dedere.corpus import cache
from dedere.corpus.packing import clause_of, line, literals_of, row
from dedere.language import syntax
from dedere.language.files import File
from dedere.language.syntax import ClauseStatement, CommentStatement, DefinedStatement, FactStatement, Statement
from dedere.terms.values import Atom

WORTHWHILE = 2**16
"""Bytes of rules from which on their statements are kept: a few are parsed as quickly as what is kept is read."""

_KIND = "statements"


class Statements:
    """The statements of the files of a corpus that is being assembled, from those that are `kept` or parsed.

    By default these are those of the corpus that was assembled last, where the files are worth it.
    """

    def __init__(self, files: Sequence[File], kept: Mapping[str, str] | None = None) -> None:
        self._worthwhile = kept is not None or sum(len(it.content) for it in files if it.law) >= WORTHWHILE
        self.name = cache.reading(_KIND) if self._worthwhile else ""
        """The name under which they are kept."""
        if kept is None and self._worthwhile:
            kept = (cache.load(self.name) or {}).get(_KIND)
        self._kept = kept or {}
        self._these: dict[str, str] = {}

    def parse(self, path: str, text: str, *, facts_only: bool = False) -> list[Statement]:
        """What `syntax.parse` gives, and raises, for the same."""
        if facts_only or not self._worthwhile:
            return syntax.parse(path, text, facts_only=facts_only)
        key = blake2b(f"{len(path)} {path} {text}".encode(), digest_size=16).hexdigest()
        found = self._kept.get(key)
        if found is not None:
            self._these[key] = found
            return [_statement(it) for it in json.loads(found)]
        statements = syntax.parse(path, text)
        self._these[key] = line(list(map(_written, statements)))
        return statements

    def parsed(self) -> dict[str, dict[str, str]]:
        """The statements as they are kept, by what they are of."""
        return {_KIND: self._these}

    def keep(self) -> None:
        """Keep the statements for the next corpus, if any was parsed for this one."""
        if self._worthwhile and self._these.keys() - self._kept.keys():
            cache.store(self.name, self.parsed())


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
