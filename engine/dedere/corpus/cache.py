"""Loaded corpora, kept between runs. Invisible: whatever goes wrong here only means that there is no cache.

Walking clingo's syntax tree takes far longer than all else a question needs. The name of a file is a hash of whatever
its content depends on, so that a stale file is never even looked for. A file is read only if it belongs to the user
and nobody else may write to it, and if its digest is right; it holds JSON, so that reading it runs nothing. The digest
finds damage; it cannot keep out the user's own hand, which could as well change the program.

`DEDERE_CACHE` names the folder to use, or is `off`.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from importlib.util import find_spec

from dedere.language.files import replace

KEPT = 32 * 2**20
"""Bytes that are kept: about a dozen corpora on top of what comes with Dedere. What was used last stays longest."""

_LARGEST = 64 * 2**20


def key(fingerprint: str) -> str:
    """The name under which the corpus of these files, read by this program, is kept."""
    digest = blake2b(f"{fingerprint} {sys.version_info[:2]} {sys.byteorder}".encode(), digest_size=16)
    # The files of the program, in all its rooms, rather than its version: a checkout changes without it.
    for path in sorted(_program(os.path.dirname(os.path.dirname(__file__)))):
        _stat(digest, path)
    # Found, not imported: a command that only reads the record does without clingo.
    spec = find_spec("clingo")
    if spec is not None and spec.origin:
        _stat(digest, spec.origin)
        _stat(digest, os.path.dirname(spec.origin))
    return digest.hexdigest()


def _program(home: str) -> Iterator[str]:
    for room, _, names in os.walk(home):
        yield from (os.path.join(room, name) for name in names if name.endswith(".py"))


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
    """The parts kept under a name, or None."""
    where = folder()
    if where is None:
        return None
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        path = os.path.join(where, f"{name}.json")
        with open(os.open(path, flags), "rb") as stream:
            if not _trusted(os.fstat(stream.fileno())) or not _trusted(os.stat(where)):
                return None
            digest, _, payload = stream.read(_LARGEST).partition(b"\n")
        if digest != _digest(name, payload):
            return None
        lines = payload.decode().split("\n")
        parts, start = {}, 1
        for kind, keys in json.loads(lines[0]).items():
            parts[kind] = dict(zip(keys, lines[start : start + len(keys)], strict=True))
            start += len(keys)
        with contextlib.suppress(OSError):
            os.utime(path)  # It was used, and so it stays.
    except (OSError, ValueError):
        return None
    return parts if start == len(lines) else None


def store(name: str, parts: Mapping[str, Mapping[str, str]]) -> None:
    """Keep the parts under a name, and let go of what has not been used for longest, where it is too much."""
    where = folder()
    if where is None:
        return
    index = json.dumps({kind: list(lines) for kind, lines in parts.items()}, ensure_ascii=False)
    payload = "\n".join([index, *(line for lines in parts.values() for line in lines.values())]).encode()
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        if not _trusted(os.stat(where)):
            return
        replace(os.path.join(where, f"{name}.json"), _digest(name, payload) + b"\n" + payload, 0o600)
        _prune(where)
    except OSError:
        return


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
