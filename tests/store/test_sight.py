"""A dataset that is only looked at knows when others changed it."""

import os
import shutil

import pytest

from leukodesk.store.dataset import Dataset
from tests.store.building import filled, label_edit


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.h5"
    filled(path)
    return path


def _label(dataset, cell_class="blast"):
    content = dataset.content
    dataset.append(label_edit(content, next(iter(content.cells)), cell_class))


def test_a_change_by_the_writer_is_seen_and_stays_seen(path):
    looked_at = Dataset.open(path, read_only=True)
    assert not looked_at.is_outdated
    with Dataset.open(path) as writer:
        assert not looked_at.is_outdated
        _label(writer)
        assert looked_at.is_outdated
        assert not writer.is_outdated
        writer.checkpoint()
        assert looked_at.is_outdated
    assert looked_at.is_outdated
    assert not Dataset.open(path, read_only=True).is_outdated


def test_what_was_read_from_the_journal_may_move_into_the_tables(path):
    with Dataset.open(path) as writer:
        _label(writer)
        looked_at = Dataset.open(path, read_only=True)
        writer.checkpoint()
        assert not looked_at.is_outdated
        _label(writer, "normal")
        writer.checkpoint()
        assert looked_at.is_outdated


def test_a_file_that_was_touched_or_copied_anew_is_no_change(path, tmp_path):
    looked_at = Dataset.open(path, read_only=True)
    os.utime(path)
    assert not looked_at.is_outdated
    shutil.copyfile(path, tmp_path / "copy")
    (tmp_path / "copy").replace(path)
    assert not looked_at.is_outdated


def test_of_a_dataset_that_is_away_nothing_is_said_until_it_is_back(path, tmp_path):
    looked_at = Dataset.open(path, read_only=True)
    away = path.rename(tmp_path / "away")
    assert not looked_at.is_outdated
    away.rename(path)
    assert not looked_at.is_outdated
    with Dataset.open(path) as writer:
        _label(writer)
    assert looked_at.is_outdated
