"""From folders to a corpus: what comes with Dedere is found, files are read, assembled, indexed, and kept.

>>> corpus = load_corpus([Path("rules")], [Path("facts")])
>>> corpus.rules["RS-89-1"].authorities[0].place
'arts 59(1), 89(1)'
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from dedere.corpus import cache, names, packing
from dedere.corpus.corpus import Corpus
from dedere.corpus.packing import line
from dedere.corpus.sentences import shown_names
from dedere.errors import CorpusError, Finding, reason_of
from dedere.language.files import File, awaits
from dedere.language.files import read as read_file
from dedere.program import clauses
from dedere.program import facts as facts_
from dedere.program.protocol import complaints
from dedere.program.question import declared


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


def load(rules: Sequence[Path] | None = None, facts: Sequence[Path] | None = None) -> Corpus:
    """Load rules and facts from folders or files; those that come with Dedere where None.

    Raises `CorpusError` with all findings, by file and line, if anything in them is broken.
    """
    if rules is None or facts is None:
        own_rules, own_facts = default_folders()
        rules = [own_rules] if rules is None else rules
        facts = [own_facts] if facts is None else facts
    return load_corpus(rules, facts)


def load_corpus(rules: Sequence[Path], facts: Sequence[Path]) -> Corpus:
    """Load every `.lp` file in and under the given folders (a single file may also be given).

    Each folder of facts lies on those before it: it may repeat their facts, and withdraw them. Raises `CorpusError`
    with all that is wrong, file by file and line by line; nothing is loaded then.
    """
    return corpus_of((*read(rules, law=True), *read(facts, law=False)))


def corpus_of(files: Sequence[File]) -> Corpus:
    """The corpus of files that were read. Raises `CorpusError` as `load_corpus` does."""
    files = tuple(files)
    of_rules = _fingerprint(file for file in files if file.law)
    of_facts = _fingerprint(file for file in files if not file.law)
    fingerprint = blake2b(f"{of_rules} {of_facts}".encode(), digest_size=16).hexdigest()
    key = cache.key(fingerprint)
    parts = cache.load(key)
    if parts is None:
        # Imported here because they bring in clingo's parser, and work that a cached corpus has behind it.
        from dedere.language.assemble import assemble

        records = assemble(files)
        broken = list(complaints(records.vocabulary))
        if broken:
            raise CorpusError(broken)
        parts = packing.pack(*records)
        parts |= _index(Corpus(fingerprint, of_rules, of_facts, files, parts))
        cache.store(key, parts)
    return Corpus(fingerprint, of_rules, of_facts, files, parts)


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
    if law:
        regimes = {file.regime for file in files}
        return [file for file in files if (other := awaits(file.path)) is None or other in regimes]
    return files


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
        digest.update(f"{len(file.path.encode())} {len(file.content)} {file.layer} {file.path}\n".encode())
        digest.update(file.content)
    return digest.hexdigest()


def _index(corpus: Corpus) -> dict[str, dict[str, str]]:
    """What is worked out from a corpus as a whole, as lines of JSON, kept with it in the cache.

    A cold answer looks at a few of thousands of facts and clauses; without this it would look through all first.
    """
    slices: dict[str, str] = {}
    for question in corpus.by_predicate.get("question", ()):
        slices |= facts_.index(corpus, declared(corpus, str(question.atom.args[0])))
    named = {name: type_ for name, type_ in corpus.vocabulary.types.items() if type_.named_by}
    return {
        "law": {"": line(clauses.needs(corpus))},
        "shown": {"": line(shown_names(corpus))},
        "names": {name: line(names.table(corpus, name)) for name in named},
        "slices": slices,
    }
