"""Loaded corpora, kept between runs. Invisible: whatever goes wrong here only means that there is no cache.

Walking clingo's syntax tree takes far longer than all else a question needs. The name of a file is a hash of whatever
its content depends on, so that a stale file is never even looked for. A file is read only if it belongs to the user
and nobody else may write to it, and if its digest is right; it holds JSON, so that reading it runs nothing. The digest
finds damage; it cannot keep out the user's own hand, which could as well change the program.

`DEDERE_CACHE` names the folder to use, or is `off`. What comes with Dedere was read when its package was built, and
lies in the package, so that the first answer does not wait for it either. That folder is only read, and trusted as the
program beside it is: whoever may write there may change the program.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec

from dedere.language.files import replace
from dedere.version import __version__

KEPT = 32 * 2**20
"""Bytes that are kept: about a dozen corpora on top of what comes with Dedere. What was used last stays longest."""

_LARGEST = 64 * 2**20

_ABOUT_CLINGO = re.compile(r"clingo-[^-]+\.(dist|egg)-info")
"""What a package manager writes about clingo: its name has the version."""

_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"

COMPILED = os.path.join(os.path.dirname(os.path.dirname(__file__)), "compiled")
"""The folder of the package with what was read when it was built; a checkout has none."""

_READING = ("terms", "language", "corpus", "program", "dates.py", "errors.py", "given.py", "loading.py", "version.py")
"""The rooms and modules on which it hangs what is read of rules and facts."""


def key(content: str) -> str:
    """The name under which is kept what this program made of a content: a corpus and a question, say."""
    digest = blake2b(content.encode(), digest_size=16)
    # The files of the program, in all its rooms, rather than its version: a checkout changes without it.
    for path in sorted(_program(os.path.dirname(os.path.dirname(__file__)))):
        _stat(digest, path)
    _clingo(digest)
    return digest.hexdigest()


# Files of the program that change while it runs change nothing in it.
key_of_this_run = lru_cache(maxsize=1 << 12)(key)
"""The same name as `key` gives, worked out once in a process."""


def reading(content: str) -> str:
    """The name under which is kept what this program read of files of this content.

    It is the same wherever the program is installed and whenever that was, so that what was read elsewhere is found.
    """
    digest = blake2b(f"{content} {__version__}\n".encode(), digest_size=16)
    home = os.path.dirname(os.path.dirname(__file__))
    found = {os.path.relpath(path, home).replace(os.sep, "/"): path for path in _within(home, _READING)}
    for name in sorted(found):
        with contextlib.suppress(OSError), open(found[name], "rb", buffering=0) as stream:
            program = stream.read()
            digest.update(f"{name} {len(program)}\n".encode())
            digest.update(program)
    _clingo(digest)
    return digest.hexdigest()


def _program(home: str) -> Iterator[str]:
    for room, _, names in os.walk(home):
        yield from (os.path.join(room, name) for name in names if name.endswith(".py"))


def _within(home: str, names: Iterable[str]) -> Iterator[str]:
    for path in (os.path.join(home, it) for it in names):
        if path.endswith(".py"):
            yield path
        else:
            yield from _program(path)


def _clingo(digest: blake2b) -> None:
    # Found, not imported: a command that only reads the record does without clingo.
    spec = find_spec("clingo")
    if spec is None or not spec.origin:
        return
    home = os.path.dirname(spec.origin)
    with contextlib.suppress(OSError):
        beside = [it for it in os.listdir(os.path.dirname(home)) if _ABOUT_CLINGO.fullmatch(it)]
        if len(beside) == 1:
            digest.update(beside[0].encode())
            return
    _stat(digest, spec.origin)
    _stat(digest, home)


def _stat(digest: blake2b, path: str) -> None:
    with contextlib.suppress(OSError):
        found = os.stat(path)
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())


def folder() -> str | None:
    """The folder that the cache is in, or None where it is turned off or there is no place for it."""
    chosen = os.environ.get("DEDERE_CACHE")
    if chosen and chosen.strip().lower() in ("off", "0", "no", "false"):
        return None
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    home = os.environ.get("XDG_CACHE_HOME")
    # The specification says that a relative path is to be ignored.
    base = home if home and os.path.isabs(home) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "dedere") if os.path.isabs(base) else None


def load(name: str) -> dict[str, dict[str, str]] | None:
    """The parts kept under a name, in the user's folder or else in that of the package; or None."""
    where = folder()
    if where is not None:
        with contextlib.suppress(OSError, ValueError):
            return _own(where, name)
    with contextlib.suppress(OSError, ValueError), open(os.path.join(COMPILED, f"{name}.json"), "rb") as stream:
        return _parts(name, stream.read(_LARGEST))
    return None


def _own(where: str, name: str) -> dict[str, dict[str, str]]:
    """The parts kept in a folder. Raises `OSError` and `ValueError` where there are none that can be trusted."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    path = _path(where, name)
    with open(os.open(path, flags), "rb") as stream:
        if not _trusted(os.fstat(stream.fileno())) or not _trusted(os.stat(where)):
            raise ValueError(path)
        parts = _parts(name, stream.read(_LARGEST))
    with contextlib.suppress(OSError):
        os.utime(path)  # It was used, and so it stays.
    return parts


def store(name: str, parts: Mapping[str, Mapping[str, str]]) -> None:
    """Keep the parts under a name, and let go of what has not been used for longest, where it is too much."""
    where = folder()
    if where is None:
        return
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        if not _trusted(os.stat(where)):
            return
        replace(_path(where, name), written(name, parts), 0o600)
        _prune(where)
    except OSError:
        return


def written(name: str, parts: Mapping[str, Mapping[str, str]]) -> bytes:
    """The content of a file with the parts that are kept under a name."""
    index = json.dumps({kind: list(lines) for kind, lines in parts.items()}, ensure_ascii=False)
    payload = "\n".join([index, *(line for lines in parts.values() for line in lines.values())]).encode()
    return _digest(name, payload) + b"\n" + payload


def _parts(name: str, content: bytes) -> dict[str, dict[str, str]]:
    """The parts in the content of a file. Raises `ValueError` where it is not what was written under this name."""
    digest, _, payload = content.partition(b"\n")
    if digest != _digest(name, payload):
        raise ValueError(name)
    lines = payload.decode().split("\n")
    parts, start = {}, 1
    for kind, keys in json.loads(lines[0]).items():
        parts[kind] = dict(zip(keys, lines[start : start + len(keys)], strict=True))
        start += len(keys)
    if start != len(lines):
        raise ValueError(name)
    return parts


def _path(where: str, name: str) -> str:
    # Another Python may know other letters, and read a name otherwise.
    return os.path.join(where, f"{name}.{_PYTHON}.json")


def _digest(name: str, payload: bytes) -> bytes:
    # Keyed with the name, so that a file that was renamed or copied over another is found out too.
    return blake2b(payload, digest_size=32, key=name.encode()).hexdigest().encode()


def _trusted(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(where: str) -> None:
    kept = [(entry.stat(), entry.path) for entry in os.scandir(where) if entry.name.endswith(".json")]
    kept.sort(key=lambda it: it[0].st_mtime_ns, reverse=True)
    size = 0
    for found, path in kept:
        size += found.st_size
        if size > KEPT:
            with contextlib.suppress(OSError):
                os.unlink(path)
