"""The record and the law, loaded: what every question is answered from.

>>> corpus = Corpus.load([Path("rules")], [Path("facts")])
>>> corpus.rules["RS-89-1"].authorities[0].place
'arts 59(1), 89(1)'
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from dedere import cache, packing
from dedere.errors import CorpusError, Finding, reason_of
from dedere.files import File
from dedere.files import read as read_file
from dedere.lazy import Lazy
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

        Each folder of facts lies on those before it: it may repeat their facts, and withdraw them. Raises `CorpusError`
        with all that is wrong, file by file and line by line; nothing is loaded then.
        """
        return Corpus.of((*read(rules, law=True), *read(facts, law=False)))

    @staticmethod
    def of(files: Sequence[File]) -> Corpus:
        """The corpus of files that were read. Raises `CorpusError` as `load` does."""
        files = tuple(files)
        of_rules = _fingerprint(file for file in files if file.law)
        of_facts = _fingerprint(file for file in files if not file.law)
        fingerprint = blake2b(f"{of_rules} {of_facts}".encode(), digest_size=16).hexdigest()
        key = cache.key(fingerprint)
        parts = cache.load(key)
        if parts is None:
            # Imported here because they bring in clingo's parser, and work that a cached corpus has behind it.
            from dedere.assemble import assemble
            from dedere.indexing import index

            parts = packing.pack(*assemble(files))
            parts |= index(Corpus(fingerprint, of_rules, of_facts, files, parts))
            cache.store(key, parts)
        return Corpus(fingerprint, of_rules, of_facts, files, parts)

    def __repr__(self) -> str:
        return f"<Corpus {self.fingerprint}>"

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, those that stand among the rules first, in the order of the files."""
        return self._facts.all()

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id, in the order of the files."""
        return packing.rules(self._parts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all rules, each at its index."""
        return packing.clauses(self._parts)

    @cached_property
    def by_head(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses by what they conclude; constraints under the empty name."""
        indices = packing.heads(self._parts)
        return Lazy(indices, lambda head: tuple(packing.clause(self._parts, index) for index in indices[head]))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return packing.sources(self._parts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared types and predicates."""
        return packing.vocabulary(self._parts)

    @cached_property
    def laid_over(self) -> tuple[Fact, ...]:
        """The facts of folders that lie on another."""
        files = {file.path for file in self._files if file.layer}
        return tuple(fact for fact in self.facts if fact.file in files) if files else ()

    @cached_property
    def _facts(self) -> packing.Facts:
        return packing.Facts(self._parts)

    @cached_property
    def by_atom(self) -> Mapping[Atom, Fact]:
        """The facts by their atoms."""
        return _ByAtom(self)

    @property
    def by_predicate(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts by the name of their predicate, in their order."""
        return self._facts.by_predicate

    @cached_property
    def names(self) -> Mapping[str, frozenset[Value]]:
        """The values named by the facts of each naming predicate, as `Vocabulary.check_fact` wants them."""
        concluded = packing.heads(self._parts)
        naming = (name for name in self.vocabulary.naming_predicates() if name not in concluded)
        return Lazy(
            naming,
            lambda name: frozenset(fact.atom.args[0] for fact in self.by_predicate.get(name, ()) if fact.atom.args),
        )

    def index(self, kind: str) -> Mapping[str, str]:
        """The lines of JSON that were made from the corpus as a whole when it was assembled; see `indexing`."""
        return self._parts.get(kind, {})

    def law_files(self) -> list[tuple[str, str]]:
        """The files of rules, by name, with their texts."""
        return [(file.path, file.content.decode()) for file in self._files if file.law]

    def program_text(self) -> str:
        """The files one after the other: the program that plain clingo would read."""
        return self._program_text

    @cached_property
    def _program_text(self) -> str:
        return "\n".join(file.content.decode() for file in self._files)


class _ByAtom(Mapping[Atom, Fact]):
    """The facts by their atoms, made for a predicate when one of its facts is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._of: dict[str, dict[Atom, Fact]] = {}

    def _group(self, name: str) -> dict[Atom, Fact]:
        group = self._of.get(name)
        if group is None:
            group = self._of[name] = {fact.atom: fact for fact in self._corpus.by_predicate.get(name, ())}
        return group

    def __getitem__(self, atom: Atom) -> Fact:
        return self._group(atom.name)[atom]

    def __contains__(self, atom: object) -> bool:
        return isinstance(atom, Atom) and atom in self._group(atom.name)

    def __iter__(self) -> Iterator[Atom]:
        return (fact.atom for fact in self._corpus.facts)

    def __len__(self) -> int:
        return len(self._corpus.facts)


def read(folders: Sequence[Path], *, law: bool) -> list[File]:
    """The `.lp` files of the folders, in the order of their names, named from the folders' parents.

    Raises `CorpusError` for one that is not there or cannot be read.
    """
    files: list[File] = []
    for layer, folder in enumerate(folders):
        root = os.path.abspath(folder)
        start = len(os.path.dirname(root).rstrip(os.sep)) + 1
        if not os.path.exists(root):
            message = f"there is no file or folder `{folder}`"
            raise CorpusError([Finding(str(folder), 1, message, "check the path of the rules and facts")])
        for path in sorted(_lp_files(root)):
            name = path[start:].replace(os.sep, "/")
            try:
                if path != root and not os.path.isfile(path):  # a pipe would be waited for without end
                    raise OSError(errno.EINVAL, "it is no file")
                files.append(File(name, read_file(path), law, 0 if law else layer))
            except OSError as error:
                message = f"the file cannot be read: {reason_of(error)}"
                raise CorpusError([Finding(name, 1, message, "check its size, and who may read it")]) from None
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
        digest.update(f"{len(file.path.encode())} {len(file.content)} {file.layer} {file.path}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()
