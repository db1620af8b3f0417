"""From folders to a corpus: what comes with Dedere is found, files are read, assembled, indexed, and kept.

>>> corpus = load_corpus([Path("rules")], [Path("facts")])
>>> corpus.rules["RS-89-1"].authorities[0].place
'arts 59(1), 89(1)'
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dedere.corpus import cache, content, names, packing
from dedere.corpus.corpus import Corpus
from dedere.corpus.packing import line
from dedere.corpus.sentences import shown_names
from dedere.errors import CorpusError, Finding, UsageError, printable, reason_of
from dedere.given import flags, quoted
from dedere.language.files import File, read_file
from dedere.packs import named
from dedere.program import clauses
from dedere.program import facts as facts_
from dedere.program.protocol import complaints
from dedere.program.question import declared

if TYPE_CHECKING:
    from dedere.language.assemble import Records


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


LARGEST = 4 * 2**20
"""Bytes that all files of rules, or all of facts, may have together: reading as many takes half a minute."""

Paths: TypeAlias = str | Path | Iterable[str | Path]
"""One path or many; each a folder or one `.lp` file."""


def load(
    rules: Paths | None = None,
    facts: Paths | None = None,
    alone: bool = False,
    packs: str | Iterable[str] | None = None,
) -> Corpus:
    """Load rules and facts of your own, from one path or many, on top of those that come with Dedere.

    A path is a folder or one `.lp` file; `packs` are the names of packs that installed packages bring, on which the
    paths lie. With `alone` nothing that comes with Dedere is read beside rules given, and facts given without rules
    stand in place of Dedere's. Raises `UsageError` for a path that brings no rules or facts and for a pack that is not
    there, and `CorpusError` with all findings, by file and line, if anything in them is broken.
    """
    law, record = folders(rules, facts, alone, packs)
    return corpus_of((*read(law, law=True, silent=False), *read(record, law=False, silent=False)))


def folders(
    rules: Paths | None = None,
    facts: Paths | None = None,
    alone: bool = False,
    packs: str | Iterable[str] | None = None,
) -> tuple[list[Path], list[Path]]:
    """The folders of rules and of facts, each lying on those before it, that `load` reads for the same arguments.

    Raises `UsageError` for what is no such folder; what stands in it is looked at when it is read.
    """
    flags(alone=alone)
    shipped_rules, shipped_facts = default_folders()
    brought = named(packs)
    own_rules = own_paths([*(it.rules for it in brought if it.rules), *_many(rules, "rules")], "rules")
    own_facts = own_paths([*(it.facts for it in brought if it.facts), *_many(facts, "facts")], "facts")
    if not alone:
        for path in (*own_rules, *own_facts):
            if path.resolve() in (shipped_rules, shipped_facts):
                raise UsageError(f"`{path}` comes with Dedere and is read anyway", "leave it out, or read yours alone")
        return [shipped_rules, *own_rules], [shipped_facts, *own_facts]
    if not own_rules and not own_facts:
        raise UsageError("nothing is loaded: `alone` stands without rules or facts", "give a folder of your own")
    return own_rules or [shipped_rules], own_facts


def own_paths(given: object, kind: str) -> list[Path]:
    """The paths given for `rules` or `facts`: None, one `str` or `Path`, or many of them; each once.

    Raises `UsageError` for any other type, and for a path that is neither a folder nor an `.lp` file.
    """
    paths: dict[str, Path] = {}
    for path in _many(given, kind):
        if not isinstance(path, (str, Path)) or not str(path) or "\0" in str(path):
            raise UsageError(f"{kind} cannot be loaded from {quoted(path)}", "give the path of a folder or an .lp file")
        _there(Path(path), kind)
        # What is named twice, in whatever way, is read once.
        paths.setdefault(os.path.realpath(path), Path(path))
    return list(paths.values())


def _many(given: object, kind: str) -> list[object]:
    many = [] if given is None else [given] if isinstance(given, (str, Path)) else given
    if not isinstance(many, Iterable) or isinstance(many, (bytes, dict)):
        raise UsageError(f"{kind} cannot be loaded from {quoted(given)}", "give a path, or a list of paths")
    return list(many)


def _there(path: Path, kind: str) -> None:
    """Raise `UsageError` unless the path is a folder or an `.lp` file."""
    try:
        path.stat()
    except (FileNotFoundError, ValueError):  # no system takes half a surrogate pair for a path
        raise UsageError(f"`{path}` does not exist", f"give a folder of {kind}, or an .lp file") from None
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {reason_of(error)}", "check who may read it") from None
    if path.is_file():
        if path.suffix != ".lp":
            raise UsageError(f"the file `{path}` holds no {kind}", "its name must end in .lp")
    elif not os.path.isdir(path):
        # A pipe would be waited for without end.
        raise UsageError(f"`{path}` is neither a file nor a folder", f"give a folder of {kind}, or an .lp file")


def _nothing(path: Path, files: Sequence[str], kind: str) -> UsageError:
    """That a path brings nothing, and why: what is ignored in it, or says nothing."""
    if path.is_file():
        return UsageError(f"the file `{path}` holds no {kind}", "there is nothing in it but comments and sources")
    message = f"the folder `{path}` holds no {kind}"
    if files:
        names = [os.path.relpath(it, path) for it in files]
        return UsageError(message, f"there is nothing but comments and sources in {_listed(names)}")
    ignored = sorted(os.path.relpath(os.path.join(at, name), path) for at, _, names in os.walk(path) for name in names)
    if not ignored:
        return UsageError(message, "there is no file in it that can be read")
    return UsageError(f"{message}: no file in it ends in .lp", f"ignored: {_listed(ignored)}")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:5])}{', ...' if len(names) > 5 else ''}"


def _says_something(content: bytes) -> bool:
    """Whether a file has a line that is neither empty nor a comment for readers alone, nor only names a source."""
    lines = (line.split() for line in content.splitlines())
    return any(
        words and (words[0][:1] != b"%" or (words[0].startswith(b"%@") and words[1:2] != [b"source"]))
        for words in lines
    )


def load_corpus(rules: Sequence[Path], facts: Sequence[Path]) -> Corpus:
    """Load every `.lp` file in and under the given folders (a single file may also be given).

    Each folder of facts lies on those before it: it may repeat their facts, and withdraw them. Raises `CorpusError`
    with all that is wrong, file by file and line by line; nothing is loaded then.
    """
    return corpus_of((*read(rules, law=True), *read(facts, law=False)))


def corpus_of(files: Sequence[File]) -> Corpus:
    """The corpus of files that were read. Raises `CorpusError` as `load_corpus` does."""
    files = tuple(files)
    fingerprint = _fingerprint(files)
    key = cache.reading(fingerprint)
    parts: packing.Parts | None = cache.load(key)
    if parts is None:
        parts = _parts(fingerprint, files, assembled(files))
        cache.store(key, parts)
    return Corpus(fingerprint, files, parts)


def assembled(files: Sequence[File]) -> Records:
    """The records of files that were read; only those that are new are parsed. Raises `CorpusError` for broken ones."""
    # Imported here because they bring in clingo's parser, and work that a cached corpus has behind it.
    from dedere.corpus.statements import Statements
    from dedere.language.assemble import assemble

    statements = Statements(files)
    records = assemble(files, statements.parse)
    statements.keep()
    return records


def compiled() -> dict[str, bytes]:
    """What reading the rules and facts of Dedere comes to, as files of the folder `compiled` of its package, by name.

    It is read anew, and the same for the same files, program and clingo, so that a package that has it can be built
    again byte for byte.
    """
    from dedere.corpus.statements import Statements
    from dedere.language.assemble import assemble

    rules, facts = default_folders()
    files = (*read([rules], law=True), *read([facts], law=False))
    statements = Statements(files, {})
    fingerprint = _fingerprint(files)
    corpus = _parts(fingerprint, files, assemble(files, statements.parse))
    made = {cache.reading(fingerprint): corpus, statements.name: statements.parsed()}
    return {f"{name}.json": cache.written(name, parts) for name, parts in made.items()}


def _parts(fingerprint: str, files: tuple[File, ...], records: Records) -> packing.Parts:
    from dedere.program.founded import unfounded
    from dedere.program.unasked import unasked

    broken = [*complaints(records.vocabulary), *unasked(records), *unfounded(records)]
    if broken:
        raise CorpusError(broken)
    parts = packing.pack(*records)
    parts["content"] = dict(zip(("rules", "facts"), map(line, content.digests(*records)), strict=True))
    return {**parts, **_index(Corpus(fingerprint, files, parts))}


def read(folders: Sequence[Path], *, law: bool, silent: bool = True) -> list[File]:
    """The `.lp` files of the folders, in the order of their names, named from the folders' parents.

    Raises `CorpusError` for one that is not there or cannot be read, `UsageError` where they have more than `LARGEST`
    bytes, and, where none may be `silent`, for a folder in which nothing is said.
    """
    files: list[File] = []
    named: set[str] = set()
    room = LARGEST
    for layer, folder in enumerate(folders):
        root = os.path.abspath(folder)
        above = os.path.dirname(root)
        # Two folders may bear one name: the later is named with as many of the folders above it as tell them apart.
        while root[len(above.rstrip(os.sep)) + 1 :] in named and above != os.path.dirname(above):
            above = os.path.dirname(above)
        start = len(above.rstrip(os.sep)) + 1
        named.add(root[start:])
        if not os.path.exists(root):
            message = f"there is no file or folder `{folder}`"
            raise CorpusError([Finding(printable(str(folder)), 1, message, "check the path of the rules and facts")])
        paths = sorted(_lp_files(root))
        room = _room(room, folder, paths, "rules" if law else "facts")
        here: list[File] = []
        for path in paths:
            name = printable(path[start:].replace(os.sep, "/"))
            try:
                if path != root and not os.path.isfile(path):  # a pipe would be waited for without end
                    raise OSError(errno.EINVAL, "it is no file")
                below = path[len(root) + 1 :].split(os.sep)
                regime = printable(below[0]) if law and len(below) > 1 else ""
                here.append(File(name, read_file(path), law, 0 if law else layer, regime))
            except OSError as error:
                message = f"the file cannot be read: {reason_of(error)}"
                raise CorpusError([Finding(name, 1, message, "check its size, and who may read it")]) from None
        if not silent and not any(_says_something(it.content) for it in here):
            raise _nothing(folder, paths, "rules" if law else "facts")
        files += here
    if law:
        regimes = {file.regime for file in files}
        return [file for file in files if file.awaits is None or file.awaits in regimes]
    return files


def _room(room: int, folder: Path, paths: Iterable[str], kind: str) -> int:
    """How many bytes may still be read behind these files. Raises `UsageError` where they are too many already."""
    for path in paths:
        with suppress(OSError):  # That it cannot be read is told when it is read.
            room -= os.stat(path).st_size
        if room < 0:
            message = f"`{folder}` has more {kind} than are read: {LARGEST // 2**20} megabytes in all"
            raise UsageError(message, "leave out what no question needs")
    return room


def _lp_files(root: str) -> Iterator[str]:
    if not os.path.isdir(root):
        yield root
        return
    for folder, _, inside in os.walk(root):
        yield from (os.path.join(folder, name) for name in inside if name.endswith(".lp") and name[0] != ".")


def _fingerprint(files: Iterable[File]) -> str:
    digest = blake2b(digest_size=16)
    for file in sorted(files):
        # The lengths keep the end of one name or content apart from the beginning of the next.
        place = f"{file.law} {file.layer} {file.regime} {file.path}"
        digest.update(f"{len(place.encode())} {len(file.content)} {place}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()


def _index(corpus: Corpus) -> dict[str, dict[str, str]]:
    """What is worked out from a corpus as a whole, as lines of JSON, kept with it in the cache.

    A cold answer looks at a few of thousands of facts and clauses; without this it would look through all first.
    """
    from dedere.program.heads import fixed
    from dedere.program.slicing import beside

    slices: dict[str, str] = {}
    questions = [declared(corpus, str(it.atom.args[0])) for it in corpus.by_predicate.get("question", ())]
    for question in questions:
        slices |= facts_.index(corpus, question)
    named = {name: type_ for name, type_ in corpus.vocabulary.types.items() if type_.named_by}
    return {
        "law": {"": line(clauses.needs(corpus))},
        "concluding": {name: line(fixed(its)) for name, its in corpus.by_head.items()},
        "beside": {part: line(its) for part, its in beside(corpus.clauses, questions).items()},
        "shown": {"": line(shown_names(corpus))},
        "names": {name: line(names.table(corpus, name)) for name in named},
        "slices": slices,
    }
