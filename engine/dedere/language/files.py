"""A rule or fact file as it was read; and a file read whole, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import BinaryIO, NamedTuple

LARGEST = 32 * 2**20
"""Bytes that a file may have."""

STANDARD_INPUT = "-"
"""What stands for standard input in the place of a path, where something is read once."""


class File(NamedTuple):
    """What findings call the file (`rules/calendar.lp`), its bytes, and whether it stands among the rules.

    Facts lie in layers: what stands in a higher one may repeat and withdraw what stands below. `regime` is the first
    folder below the folder of rules that was named, or nothing.
    """

    path: str
    content: bytes
    law: bool
    layer: int = 0
    regime: str = ""

    @property
    def awaits(self) -> str | None:
        """The regime without which a file of rules is not read: `eu` for `rules/un/with_eu.lp`.

        What two regimes have to say of one another stands there, so that either can be left out.
        """
        name = self.path.rpartition("/")[2]
        return name.removeprefix("with_").removesuffix(".lp") if self.regime and name.startswith("with_") else None


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The content of a file. Raises `OSError` for one that cannot be read, is larger than is read, or a named pipe."""
    _no_pipe(path)
    with open(path, "rb") as stream:
        return _whole(stream, path)


def _no_pipe(path: str | os.PathLike[str]) -> None:
    """Raise `OSError` where a path is a named pipe, which would be waited for without end.

    That of a shell's `<(...)` is none: it has no name in the file system, and somebody writes into it.
    """
    with suppress(FileNotFoundError, ValueError):
        if stat.S_ISFIFO(os.stat(os.path.realpath(path)).st_mode):
            raise OSError(errno.EINVAL, "it is a pipe", os.fspath(path))


def read_given(path: str | os.PathLike[str]) -> bytes:
    """The content of a file, or of standard input where the path is `-`. Raises `OSError` as `read_file` does."""
    if os.fspath(path) != STANDARD_INPUT:
        return read_file(path)
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    return _whole(sys.stdin.buffer, path)


def _whole(stream: BinaryIO, path: str | os.PathLike[str]) -> bytes:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, f"larger than {LARGEST // 2**20} megabytes", os.fspath(path))
    return content


def write_file(path: str | os.PathLike[str], content: bytes, *, before: bytes | None = None) -> bool:
    """Write a file whole or not at all, so that nobody ever reads a part of it.

    The file keeps its mode, and a link stays one: what it points to is written. With `before` nothing is written where
    the file no longer holds that, since another has written it meanwhile (a file that is not there holds nothing).
    Returns whether it was written. Raises `OSError` for a file that cannot be written, or is protected from it.
    """
    target = os.path.realpath(path)
    try:
        mode: int | None = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if mode is not None and not stat.S_ISREG(mode):  # A terminal or a pipe has no content that could be exchanged.
        with open(path, "wb") as stream:
            stream.write(content)
        return True
    with nullcontext() if before is None else _alone(os.path.dirname(target)):
        if before is not None and _held(target) != before:
            return False
        replace(target, content, 0o666 if mode is None else stat.S_IMODE(mode), exactly=mode is not None)
    return True


def replace(path: str, content: bytes, mode: int, *, exactly: bool = False) -> None:
    """Put a new file with this mode in the place of whatever is there, a link included; whole or not at all.

    The mode is less what the user's mask takes away, or `exactly` what it is. Raises `OSError`.
    """
    from threading import get_ident  # Rarely is anything written.

    # Written beside it and renamed, so that another process sees either the old file or the new one.
    draft = os.path.join(os.path.dirname(path), f".dedere.{os.getpid()}.{get_ident()}.tmp")
    with suppress(FileNotFoundError):
        os.unlink(draft)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(draft, flags, mode), "wb") as stream:
            stream.write(content)
        if exactly:
            os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(draft)
        if isinstance(error, OSError):  # Nobody knows of the draft.
            error.filename, error.filename2 = path, None
        raise


def _held(path: str) -> bytes:
    try:
        return read_file(path)
    except FileNotFoundError:
        return b""


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """While this goes on, no other process does it in the same folder; it ends with the process at the latest."""
    try:
        import fcntl
    except ImportError:  # where there are no such locks, two that write in the same instant are not told apart
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
