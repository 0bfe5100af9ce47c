"""A file written atomically is the old one or the new one, never a part."""

import errno
import fcntl
import os
import stat
import sys
from pathlib import Path

import pytest

from leukodesk import atomic
from leukodesk.store.journal import JournalWriter
from leukodesk.store.position import Position


def test_the_new_content_replaces_the_old(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    atomic.write_text(target, "old")
    atomic.write_text(target, "new µ")
    assert target.read_bytes() == "new µ".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_while_writing_leaves_the_old_content_and_no_other_file(tmp_path: Path) -> None:
    target = tmp_path / "data"
    atomic.write_bytes(target, b"old")
    with pytest.raises(KeyboardInterrupt):
        _write_half(target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def _write_half(target: Path) -> None:
    with atomic.replacing(target) as temporary:
        temporary.write_bytes(b"half of the n")
        raise KeyboardInterrupt


def test_a_failure_while_replacing_leaves_the_old_content_and_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "data"
    atomic.write_bytes(target, b"old")

    def refuse(self: Path, other: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as locked:
        locked.setattr(Path, "replace", refuse)
        with pytest.raises(PermissionError):
            atomic.write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_old_file_is_whole_until_the_new_one_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "data"
    atomic.write_bytes(target, b"old")
    with atomic.replacing(target) as temporary:
        temporary.write_bytes(b"new")
        assert temporary.parent == tmp_path
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic.write_bytes(tmp_path / "none" / "data", b"new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_rights_follow_the_users_mask(tmp_path: Path, mask: int) -> None:
    former = os.umask(mask)
    try:
        atomic.write_bytes(tmp_path / "data", b"new")
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o666 & ~mask


def test_bytes_and_names_are_synced_in_that_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[str, bool]] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append(("folder" if is_folder else "file", (tmp_path / "data").exists()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    atomic.write_bytes(tmp_path / "data", b"new")
    assert synced == [("file", False), ("folder", True)]


@pytest.mark.parametrize("write", ["a whole file", "a journal put away"])
def test_a_scanner_that_looks_at_a_new_file_on_windows_is_waited_for(monkeypatch, tmp_path, write):
    """Windows refuses to replace a file that somebody has open; scanners have every new one for a moment."""
    target, replace, looks = tmp_path / "kept", Path.replace, [True, True, True]
    target.write_bytes(b"old")

    def refused(path, other):
        if looks:
            looks.pop()
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))
        return replace(path, other)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "replace", refused)
    if write == "a whole file":
        atomic.write_bytes(target, b"new")
    else:
        (tmp_path / "journal").write_bytes(b"new")
        JournalWriter(tmp_path / "journal", Position.start("0" * 32)).retire(target)
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_file_that_stays_open_on_windows_is_refused_after_a_while(monkeypatch, tmp_path):
    def refused(path, _other):
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(atomic, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", refused)
    (tmp_path / "kept").write_bytes(b"old")
    with pytest.raises(PermissionError):
        atomic.write_bytes(tmp_path / "kept", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("is_known", [True, False])
def test_on_a_mac_bytes_are_synced_through_the_memory_of_the_disk(monkeypatch, tmp_path, is_known):
    synced, calls = [], []

    def fully(_descriptor, call):
        calls.append(call)
        if not is_known:  # as on some shares
            raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", fully)
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.delattr(os, "fdatasync")
    journal = JournalWriter(tmp_path / "journal", Position.start("0" * 32))
    journal.append({"first": 1})  # the new file, its folder and the line
    assert calls == [51, 51, 51]
    assert len(synced) == (0 if is_known else 3)
    journal.close()
