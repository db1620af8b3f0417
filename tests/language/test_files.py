"""Files are read whole, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from dedere.language import files
from dedere.language.files import File, read_file, replace, write_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of another kind")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("path", "regime", "awaited"),
    [
        ("rules/un/with_eu.lp", "un", "eu"),
        ("rules/un/duty.lp", "un", None),
        ("rules/with_eu.lp", "", None),
        ("rules/with_un/duty.lp", "with_un", None),
    ],
)
def test_what_two_regimes_say_of_one_another_awaits_the_other(path: str, regime: str, awaited: str | None) -> None:
    assert File(path, b"", law=True, regime=regime).awaits == awaited


def test_a_larger_file_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 4)
    path = tmp_path / "a.lp"
    path.write_bytes(b"1234")
    assert read_file(path) == b"1234"
    path.write_bytes(b"12345")
    with pytest.raises(OSError, match="larger than 0 megabytes") as caught:
        read_file(path)
    assert (caught.value.errno, caught.value.filename) == (errno.EFBIG, str(path))


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(OSError, match="it is a pipe"):
            read_file(tmp_path / name)


def test_what_a_shell_writes_into_a_pipe_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"- name: a")
    os.close(writing)
    assert read_file(f"/dev/fd/{reading}") == b"- name: a"
    os.close(reading)


def test_a_new_file_and_its_new_content(tmp_path: Path) -> None:
    path = tmp_path / "a.lp"
    assert write_file(path, b"one\r\n")
    assert path.read_bytes() == b"one\r\n"
    assert write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [it.name for it in tmp_path.iterdir()] == ["a.lp"]


@POSIX
def test_the_mode_is_kept_and_a_new_file_has_what_the_mask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "a.lp"
    old = os.umask(0o027)
    try:
        write_file(path, b"one")
        assert mode(path) == 0o640
        path.chmod(0o666)
        write_file(path, b"two")
        assert (mode(path), path.read_bytes()) == (0o666, b"two")
        replace(str(path), b"three", 0o606)
        assert (mode(path), path.read_bytes()) == (0o600, b"three")
    finally:
        os.umask(old)


@POSIX
def test_a_link_stays_one_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    for name, there in (("old.lp", True), ("new.lp", False)):
        far, link = tmp_path / "far" / name, tmp_path / name
        link.symlink_to(Path("far") / name)
        if there:
            far.write_bytes(b"one")
            far.chmod(0o600)
        assert write_file(link, b"two")
        assert link.is_symlink()
        assert far.read_bytes() == link.read_bytes() == b"two"
        assert not there or mode(far) == 0o600
    assert sorted(it.name for it in (tmp_path / "far").iterdir()) == ["new.lp", "old.lp"]


@POSIX
def test_a_link_in_a_circle_is_refused_and_left(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(OSError, match="symbolic links"):
        write_file(one, b"content")
    assert one.is_symlink()


@POSIX
def test_a_new_file_in_the_place_of_a_link_leaves_what_it_points_to(tmp_path: Path) -> None:
    far, link = tmp_path / "far", tmp_path / "link"
    far.write_bytes(b"one")
    link.symlink_to(far)
    replace(str(link), b"two", 0o600)
    assert (far.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"one", b"two", False)


@POSIX
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert write_file(pipe, b"a table")
    reader.join(10)
    assert got == [b"a table"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_protected_file_is_not_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.lp"
    path.write_bytes(b"one")
    # Asked of the system and not of the mode, since nothing is protected from root.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_file(tmp_path, b"content")


def test_no_folder_to_stand_in(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_file(tmp_path / "none" / "a.lp", b"content")
    assert caught.value.filename == str(tmp_path / "none" / "a.lp")


@pytest.mark.parametrize("before", [b"one", b""])
def test_what_another_wrote_meanwhile_stays(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "a.lp"
    path.write_bytes(b"another")
    assert not write_file(path, b"two", before=before)
    assert path.read_bytes() == b"another"
    assert write_file(path, b"two", before=b"another")
    assert path.read_bytes() == b"two"


def test_what_is_not_there_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.lp"
    assert not write_file(path, b"two", before=b"one")
    assert not path.exists()
    assert write_file(path, b"two", before=b"")
    assert path.read_bytes() == b"two"


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.lp"
    path.write_bytes(b"one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device", ".dedere.tmp")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left") as caught:
        write_file(path, b"two")
    assert caught.value.filename == str(path)
    assert [(it.name, it.read_bytes()) for it in tmp_path.iterdir()] == [("a.lp", b"one")]
