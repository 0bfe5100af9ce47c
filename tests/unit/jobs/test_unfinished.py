"""What is still to come into a dataset is put down until it is there."""

import pytest

from leukodesk.jobs.job import JobContext
from leukodesk.jobs.unfinished import (
    MissingImages,
    find_imports,
    find_merges,
    find_missing,
    forget_imports,
    forget_merges,
    forget_missing,
    merge_noted,
    note_asked,
    note_import_asked,
    note_import_over,
    note_merge_asked,
    note_over,
    told_cut_off,
)

HERE = JobContext()


@pytest.fixture
def images(tmp_path):
    made = tuple(tmp_path / f"{name}.png" for name in "abc")
    for path in made:
        path.write_bytes(b"pixels")
    return made


@pytest.fixture
def dataset(tmp_path):
    return tmp_path / "reading.h5"


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("LEUKODESK_HOME", str(home))
    return home


@pytest.mark.usefixtures("home")
def test_what_was_asked_for_and_is_not_over_is_missing(dataset, images, tmp_path):
    assert find_missing(HERE, dataset) == MissingImages()
    note_asked(HERE, dataset, images)
    note_over(HERE, dataset, images[:1])
    images[2].unlink()
    assert find_missing(HERE, dataset) == MissingImages(images[1:2], images[2:])
    assert find_missing(HERE, tmp_path / "other.h5") == MissingImages()
    forget_missing(HERE, dataset)
    assert find_missing(HERE, dataset) == MissingImages()


def test_nothing_is_left_behind_once_all_is_over(dataset, images, home):
    note_asked(HERE, dataset, images)
    note_over(HERE, dataset, images[:2])
    assert any((home / "adding").iterdir())
    note_over(HERE, dataset, images[2:])
    assert not any((home / "adding").iterdir())


@pytest.mark.parametrize("line", ['["over", "/som', "7", "[]"])
def test_a_line_that_was_cut_off_hides_no_other(dataset, images, home, line):
    note_asked(HERE, dataset, images)
    (record,) = (home / "adding").iterdir()
    record.write_text(f"{record.read_text()}\n{line}")
    note_over(HERE, dataset, images[:1])
    assert find_missing(HERE, dataset) == MissingImages(images[1:])


def test_a_folder_that_cannot_be_written_to_stops_nothing(dataset, images, home):
    home.write_text("in the way")
    note_asked(HERE, dataset, images)
    assert find_missing(HERE, dataset) == MissingImages()
    forget_missing(HERE, dataset)


def test_an_import_is_told_of_until_its_end_is_known(dataset, images, home):
    note_import_asked(HERE, dataset, "20261121T093000.123456Z", "two words")
    note_import_asked(HERE, dataset, "20261122T093000.123456Z", "other")
    note_asked(HERE, dataset, images)
    note_import_over(HERE, dataset, "20261122T093000.123456Z", "other")
    assert find_imports(HERE, dataset) == {"20261121T093000.123456Z": "two words"}
    assert find_missing(HERE, dataset) == MissingImages(images)
    note_import_over(HERE, dataset, "20261121T093000.123456Z", "two words")
    assert find_imports(HERE, dataset) == {}
    assert not any((home / "importing").iterdir())
    note_import_asked(HERE, dataset, "20261121T093000.123456Z", "two words")
    forget_imports(HERE, dataset)
    assert find_imports(HERE, dataset) == {}


@pytest.mark.usefixtures("home")
def test_a_merge_is_told_of_until_one_of_the_same_copy_ended(dataset, tmp_path):
    for name in ("bob.h5", "cleo.h5"):
        note_merge_asked(HERE, dataset, name)
    assert find_merges(HERE, dataset) == ("bob.h5", "cleo.h5")
    with merge_noted(dataset, [tmp_path / "bob.h5"]):
        assert "bob.h5" in find_merges(HERE, dataset)
    assert find_merges(HERE, dataset) == ("cleo.h5",)
    assert find_merges(HERE, tmp_path / "other.h5") == ()
    forget_merges(HERE, dataset)
    assert find_merges(HERE, dataset) == ()


@pytest.mark.usefixtures("home")
def test_a_command_says_of_each_kind_of_work_that_it_was_cut_off(dataset, images):
    assert told_cut_off(dataset, ()) == ()
    note_asked(HERE, dataset, images)
    note_import_asked(HERE, dataset, "20261121T093000.123456Z", "marked")
    note_import_asked(HERE, dataset, "20261122T093000.123456Z", "is in it")
    note_merge_asked(HERE, dataset, "bob.h5")
    added, imported, merged = told_cut_off(dataset, {"20261122T093000.123456Z"})
    assert "3 of them are not in it" in added
    assert "import of marked was cut off" in imported
    assert "Merging bob.h5" in merged
