"""Images stay with their dataset, whatever happens to names, and come out as they went in."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import h5py
import pytest

from leukodesk.core.edits import Act, AddSmears, RemoveSmears
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import image_references
from leukodesk.store.dataset import Dataset
from leukodesk.store.info import info
from leukodesk.store.merge import merge
from leukodesk.store.verify import verify
from tests.store.building import encoded_image, fill, filled, smear_of


def _expect_images(path: Path, *, smears: int = 2) -> None:
    with Dataset.open(path, read_only=True) as dataset:
        assert [dataset.image_bytes(smear_id) for smear_id in dataset.content.smears] == [
            encoded_image(number) for number in range(smears)
        ]
    assert verify(path) == []


def _linked(path: Path) -> list[bytes]:
    with h5py.File(path) as file:
        return sorted(bytes(file["images"][name][()]) for name in file["images"])


def test_file_and_folder_may_move_together(tmp_path: Path) -> None:
    filled(tmp_path / "a.h5")
    tmp_path.joinpath("a.h5").parent.joinpath("away").mkdir()
    for name in ("a.h5", "a.h5-images"):
        (tmp_path / name).rename(tmp_path / "away" / name)
    _expect_images(tmp_path / "away" / "a.h5")
    assert _linked(tmp_path / "away" / "a.h5") == sorted(map(encoded_image, range(2)))


def test_the_file_alone_may_be_renamed(tmp_path: Path) -> None:
    filled(tmp_path / "a.h5")
    (tmp_path / "a.h5").rename(tmp_path / "b.h5")
    _expect_images(tmp_path / "b.h5")
    with Dataset.open(tmp_path / "b.h5") as dataset:
        fill(dataset, smears=1)
    assert not (tmp_path / "b.h5-images").exists()
    _expect_images(tmp_path / "b.h5", smears=3)
    assert len(_linked(tmp_path / "b.h5")) == 3


def test_file_and_folder_may_be_renamed_alike(tmp_path: Path) -> None:
    filled(tmp_path / "a.h5")
    (tmp_path / "a.h5").rename(tmp_path / "b.h5")
    (tmp_path / "a.h5-images").rename(tmp_path / "b.h5-images")
    _expect_images(tmp_path / "b.h5")
    # Opening for writing renews the links that other programs follow.
    Dataset.open(tmp_path / "b.h5").close()
    assert _linked(tmp_path / "b.h5") == sorted(map(encoded_image, range(2)))
    _expect_images(tmp_path / "b.h5")


def test_missing_images_are_said_and_do_not_hide_the_labels(tmp_path: Path) -> None:
    content = filled(tmp_path / "a.h5")
    (tmp_path / "a.h5-images").rename(tmp_path / "lost")
    with Dataset.open(tmp_path / "a.h5") as dataset:
        assert "2 of 2 images of a.h5 are missing; put the folder a.h5-images back" in dataset.notices[0]
        assert dataset.content.labels == content.labels
        with pytest.raises(DatasetError, match=r"field 0\.jpg is missing.*a\.h5-images back"):
            dataset.image_bytes(next(iter(content.smears)))
    assert info(tmp_path / "a.h5").missing_images == 2
    assert len(verify(tmp_path / "a.h5")) == 2


@pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
def test_a_damaged_image_is_never_handed_out_and_can_be_stored_anew(tmp_path: Path, place: float) -> None:
    path = tmp_path / "a.h5"
    content = filled(path)
    smear = next(iter(content.smears.values()))
    file = tmp_path / "a.h5-images" / f"{smear.id}.h5"
    good = file.read_bytes()
    inside = good.index(encoded_image(0)[:100])
    damaged = bytearray(good)
    damaged[inside + int(place * len(encoded_image(0)))] ^= 255
    file.write_bytes(damaged)
    with Dataset.open(path) as dataset:
        with pytest.raises(DatasetError, match=rf"{smear.id}\.h5 is damaged"):
            dataset.image_bytes(smear.id)
        assert [problem.where for problem in verify(path)] == [file]
        dataset.add_image(smear, encoded_image(0))
        assert dataset.image_bytes(smear.id) == encoded_image(0)
    assert verify(path) == []


def test_adding_an_image_twice_writes_it_once(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        smear = smear_of(encoded_image(0))
        dataset.add_image(smear, encoded_image(0))
        file = tmp_path / "a.h5-images" / f"{smear.id}.h5"
        before = file.stat()
        dataset.add_image(smear, encoded_image(0))
        assert file.stat() == before


def test_other_bytes_than_the_digest_says_are_refused(tmp_path: Path) -> None:
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        with pytest.raises(DatasetError, match=r"field\.jpg changed while it was read"):
            dataset.add_image(smear_of(encoded_image(0)), encoded_image(1))
        assert not (tmp_path / "a.h5-images").exists()


def test_an_image_is_never_stored_under_the_id_of_another(tmp_path: Path) -> None:
    first, second = smear_of(encoded_image(0)), smear_of(encoded_image(1))
    mixed_up = replace(second, id=first.id)
    large = tmp_path / "large.tif"
    large.write_bytes(encoded_image(1))
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        with pytest.raises(DatasetError, match=rf"is not the image of smear {first.id}"):
            dataset.add_image(mixed_up, encoded_image(1))
        with pytest.raises(DatasetError, match=rf"is not the image of smear {first.id}"):
            dataset.refer_to_image(mixed_up, large)
        assert not (tmp_path / "a.h5-images").exists()
        dataset.add_image(first, encoded_image(0))
        dataset.append(AddSmears((first,)))
        with pytest.raises(DatasetError, match=rf"is not the image of smear {first.id}"):
            dataset.add_image(mixed_up, encoded_image(1))
        assert dataset.image_bytes(first.id) == encoded_image(0)
    assert verify(tmp_path / "a.h5") == []


def test_an_image_that_was_stored_anew_is_the_one_on_record_and_no_other(tmp_path: Path) -> None:
    smear = smear_of(encoded_image(0))
    anew = replace(smear, sha256=smear_of(encoded_image(1)).sha256)
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        dataset.append(AddSmears((anew,)))
        with pytest.raises(DatasetError, match="is not the image of smear"):
            dataset.add_image(smear, encoded_image(0))
        dataset.add_image(anew, encoded_image(1))
        assert dataset.image_bytes(smear.id) == encoded_image(1)
    with Dataset.create(tmp_path / "b.h5", BLAST_NORMAL) as other:
        with pytest.raises(DatasetError, match="is not the image of smear"):
            other.add_image(anew, encoded_image(1))
        other.add_image(anew, encoded_image(1), anew)


def test_the_image_of_a_removed_smear_stays_for_an_undo(tmp_path: Path) -> None:
    smear = smear_of(encoded_image(0))
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        dataset.add_image(smear, encoded_image(0))
        dataset.append(AddSmears((smear,)))
        dataset.append(RemoveSmears((smear,)))
    with Dataset.open(tmp_path / "a.h5") as dataset:
        with pytest.raises(DatasetError, match="holds no smear"):
            dataset.image_bytes(smear.id)
        dataset.append(AddSmears((smear,)))
        assert dataset.image_bytes(smear.id) == encoded_image(0)


def test_a_file_cannot_send_us_to_another_folder(tmp_path: Path) -> None:
    from leukodesk.store.images import ImageFolder
    from leukodesk.store.layout import DatasetFiles

    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.h5").write_bytes(b"")
    inside = tmp_path / "data"
    inside.mkdir()
    folder = ImageFolder(DatasetFiles.of(inside / "a.h5"), "../secret")
    assert folder.find("x") is None
    assert folder.find("../../secret/x") is None


class TestAFileThatStaysWhereItLies:
    @pytest.fixture
    def large(self, tmp_path: Path) -> Path:
        path = tmp_path / "slides" / "large ü.tif"
        path.parent.mkdir()
        path.write_bytes(encoded_image(7))
        return path

    @pytest.fixture
    def dataset_path(self, tmp_path: Path, large: Path) -> Path:
        path = tmp_path / "a.h5"
        smear = smear_of(encoded_image(7))
        with Dataset.create(path, BLAST_NORMAL) as dataset:
            dataset.refer_to_image(smear, large)
            dataset.append(AddSmears((smear,)))
        return path

    def _place(self, path: Path) -> bytes | Path:
        with Dataset.open(path, read_only=True) as dataset:
            return dataset.image_place(next(iter(dataset.content.smears.values())))

    def test_it_is_found_where_it_is_and_plain_readers_see_it(self, dataset_path: Path, large: Path) -> None:
        assert self._place(dataset_path) == large
        assert _linked(dataset_path) == [encoded_image(7)]
        assert verify(dataset_path) == []

    def test_a_newer_date_alone_does_not_matter_and_other_bytes_do(
        self, dataset_path: Path, large: Path
    ) -> None:
        os.utime(large, (1, 1))
        assert self._place(dataset_path) == large
        large.write_bytes(encoded_image(8))
        with pytest.raises(DatasetError, match="not the image any more"):
            self._place(dataset_path)

    def test_verify_reads_it_through(self, dataset_path: Path, large: Path) -> None:
        before = large.stat()
        altered = bytearray(encoded_image(7))
        altered[-1] ^= 1
        large.write_bytes(altered)
        os.utime(large, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert self._place(dataset_path) == large
        assert "not the image any more" in verify(dataset_path)[0].text

    def test_when_it_is_gone_its_new_place_can_be_told(self, dataset_path: Path, large: Path) -> None:
        moved = large.with_name("moved.tif")
        large.rename(moved)
        with pytest.raises(DatasetError, match=r"large ü\.tif is too large .* add it again"):
            self._place(dataset_path)
        with Dataset.open(dataset_path) as dataset:
            smear = next(iter(dataset.content.smears.values()))
            other = large.with_name("other.tif")
            other.write_bytes(encoded_image(8))
            with pytest.raises(DatasetError, match=r"other\.tif is not the image"):
                dataset.refer_to_image(smear, other)
            dataset.refer_to_image(smear, moved)
        assert self._place(dataset_path) == moved

    def test_a_merged_copy_refers_to_it_too(self, dataset_path: Path, large: Path, tmp_path: Path) -> None:
        target = tmp_path / "b.h5"
        Dataset.create(target, BLAST_NORMAL).close()
        merge(target, [dataset_path], Act("anna", datetime(2026, 1, 1, tzinfo=UTC)))
        assert self._place(target) == large

    def test_it_can_be_copied_unless_it_is_too_large_for_that(
        self, dataset_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Dataset.open(dataset_path, read_only=True) as dataset:
            smear_id = next(iter(dataset.content.smears))
            assert dataset.image_bytes(smear_id) == encoded_image(7)
            monkeypatch.setattr(image_references, "_MOST_AT_ONCE", 10)
            with pytest.raises(DatasetError, match="too large to be copied"):
                dataset.image_bytes(smear_id)
