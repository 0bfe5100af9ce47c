"""A file written atomically is the old one or the new one, never a part."""

import os
import stat
from pathlib import Path

import pytest

from leukodesk import atomic


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
