"""The record and the law, loaded: what every question is answered from.

>>> corpus = Corpus.load([Path("rules")], [Path("facts")])
>>> corpus.rules["RS-89-1"].authorities[0].place
'arts 59(1), 89(1)'
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from dedere import cache, packing
from dedere.errors import CorpusError, Finding
from dedere.files import File
from dedere.packing import Parts
from dedere.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.values import Atom, Value
from dedere.vocabulary import Vocabulary

__all__ = [
    "Authority",
    "Clause",
    "Corpus",
    "Fact",
    "Literal",
    "Rule",
    "Source",
    "default_folders",
]


def default_folders() -> tuple[Path, Path]:
    """The folders of rules and of facts that come with Dedere: inside the installed package, else in the checkout.

    Raises `CorpusError` where they are in neither place.
    """
    package = Path(__file__).resolve().parent
    for home in (package, package.parent.parent):
        if (home / "rules").is_dir() and (home / "facts").is_dir():
            return home / "rules", home / "facts"
    raise CorpusError(
        [Finding("rules", 1, "the rules and facts that belong to Dedere are missing", "install it again")]
    )


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Everything that the given rules and facts say, checked. Made by `Corpus.load`; never changed afterwards.

    `fingerprint` identifies the content of all files, `rules_fingerprint` and `facts_fingerprint` that of either kind;
    the same content under the same names has the same fingerprint on every machine.
    """

    fingerprint: str
    rules_fingerprint: str
    facts_fingerprint: str
    _files: tuple[File, ...] = field()
    _parts: Parts = field()

    @staticmethod
    def load(rules: Sequence[Path], facts: Sequence[Path]) -> Corpus:
        """Load every `.lp` file in and under the given folders (a single file may also be given).

        Raises `CorpusError` with all that is wrong, file by file and line by line; nothing is loaded then.
        """
        files = (*_read(rules, law=True), *_read(facts, law=False))
        of_rules = _fingerprint(file for file in files if file.law)
        of_facts = _fingerprint(file for file in files if not file.law)
        fingerprint = blake2b(f"{of_rules} {of_facts}".encode(), digest_size=16).hexdigest()
        key = cache.key(fingerprint)
        parts = cache.load(key)
        if parts is None:
            # Imported here because it brings in clingo's parser, which a cached corpus does without.
            from dedere.assemble import assemble

            parts = packing.pack(*assemble(files))
            cache.store(key, parts)
        return Corpus(fingerprint, of_rules, of_facts, files, parts)

    def __repr__(self) -> str:
        return f"<Corpus {self.fingerprint}>"

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, those that stand among the rules first, in the order of the files."""
        return packing.facts(self._parts)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by id, in the order of the files."""
        return packing.rules(self._parts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all rules, each at its index."""
        return packing.clauses(self._parts)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return packing.sources(self._parts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared types and predicates."""
        return packing.vocabulary(self._parts)

    @cached_property
    def by_atom(self) -> dict[Atom, Fact]:
        """The facts by their atoms."""
        return {fact.atom: fact for fact in self.facts}

    @cached_property
    def by_predicate(self) -> dict[str, tuple[Fact, ...]]:
        """The facts by the name of their predicate, in their order."""
        grouped: dict[str, list[Fact]] = {}
        for fact in self.facts:
            grouped.setdefault(fact.atom.name, []).append(fact)
        return {name: tuple(facts) for name, facts in grouped.items()}

    @cached_property
    def names(self) -> dict[str, frozenset[Value]]:
        """The values named by the facts of each naming predicate, as `Vocabulary.check_fact` wants them."""
        concluded = {clause.head_name for clause in self.clauses}
        naming = self.vocabulary.naming_predicates() - concluded
        return {
            name: frozenset(fact.atom.args[0] for fact in self.by_predicate.get(name, ()) if fact.atom.args)
            for name in naming
        }

    def program_text(self) -> str:
        """The files one after the other: the program that plain clingo would read."""
        return self._program_text

    @cached_property
    def _program_text(self) -> str:
        return "\n".join(file.content.decode() for file in self._files)


def _read(folders: Sequence[Path], *, law: bool) -> list[File]:
    """The `.lp` files of the folders, in the order of their names, named from the folders' parents."""
    files: list[File] = []
    for folder in folders:
        root = os.path.abspath(folder)
        start = len(os.path.dirname(root).rstrip(os.sep)) + 1
        if not os.path.exists(root):
            message = f"there is no file or folder `{folder}`"
            raise CorpusError([Finding(str(folder), 1, message, "check the path of the rules and facts")])
        for path in sorted(_lp_files(root)):
            name = path[start:].replace(os.sep, "/")
            try:
                with open(path, "rb") as stream:
                    files.append(File(name, stream.read(), law))
            except OSError as error:
                message = f"the file cannot be read: {error.strerror or error}".lower()
                raise CorpusError([Finding(name, 1, message, "check who may read it")]) from None
    return files


def _lp_files(root: str) -> Iterator[str]:
    if not os.path.isdir(root):
        yield root
        return
    for folder, _, names in os.walk(root):
        yield from (os.path.join(folder, name) for name in names if name.endswith(".lp") and name[0] != ".")


def _fingerprint(files: Iterable[File]) -> str:
    digest = blake2b(digest_size=16)
    for file in sorted(files):
        # The lengths keep the end of one name or content apart from the beginning of the next.
        digest.update(f"{len(file.path.encode())} {len(file.content)} {file.path}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()
