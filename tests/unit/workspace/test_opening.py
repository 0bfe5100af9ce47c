"""Images, folders and datasets become the open workspace; labels are found again."""

import hashlib
import shutil
import threading

import numpy as np
import pytest

from leukodesk.config import user_dir
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import find_images
from leukodesk.store import settling
from leukodesk.store.dataset import Dataset
from leukodesk.workspace import importing
from leukodesk.workspace.opening import automatic_path


def test_image_is_shown_and_its_cells_are_found(opened, image):
    assert opened.smear.path == image.name
    assert opened.pixels.shape == (100, 120, 3)
    assert not opened.pixels.flags.writeable
    assert len(opened.content.cells) == 3
    assert opened.dataset_path.parent == user_dir() / "datasets"
    assert opened.saved_state == "saved"
    assert not opened.told["failed"]


def test_analysis_on_opening_can_be_switched_off(make_workspace, image, settle):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(image)
    settle(workspace)
    assert workspace.smear is not None
    assert not workspace.content.cells


def test_label_is_found_again_after_a_restart(opened, make_workspace, image, settle):
    cell_id = next(iter(opened.content.cells))
    opened.label([cell_id], "blast")
    assert opened.close()
    again = make_workspace()
    again.open_path(image)
    settle(again)
    assert again.content.labels[cell_id].cell_class == "blast"
    assert again.content.labels[cell_id].annotator == "Ada"
    assert len(again.content.cells) == 3


def test_folder_shows_its_first_image_and_adds_the_rest(workspace, folder, settle):
    workspace.open_path(folder)
    settle(workspace)
    assert workspace.smear.path == "a.png"
    assert [smear.path for smear in workspace.content.smears.values()] == [f"{name}.png" for name in "abcde"]


def test_image_of_an_opened_folder_finds_the_folders_dataset(make_workspace, folder, settle):
    first = make_workspace()
    first.open_path(folder)
    settle(first)
    path = first.dataset_path
    assert first.close()
    second = make_workspace()
    second.open_path(folder / "c.png")
    settle(second)
    assert second.dataset_path == path
    assert second.smear.path == "c.png"
    assert len(second.content.smears) == 5


def test_moved_image_finds_its_labels_by_content(opened, settle, image, tmp_path):
    cell_id = next(iter(opened.content.cells))
    opened.label([cell_id], "normal")
    moved = shutil.copy(image, tmp_path / "renamed.png")
    opened.add_images([tmp_path / "renamed.png"])
    settle(opened)
    assert moved
    assert len(opened.content.smears) == 1
    assert opened.content.labels[cell_id].cell_class == "normal"


def test_bad_image_gives_one_sentence_and_the_rest_is_added(workspace, folder, settle):
    (folder / "b.png").write_bytes(b"not an image")
    workspace.open_path(folder)
    settle(workspace)
    assert len(workspace.content.smears) == 4
    ((_, sentence),) = workspace.told["failed"]
    assert "b.png" in sentence
    assert sentence.endswith(".")


def test_all_bad_images_are_named_together(workspace, folder, settle):
    for name in ("b.png", "d.png"):
        (folder / name).write_bytes(b"not an image")
    for number in range(12):
        (folder / f"bad {number:02}.png").write_bytes(b"")
    workspace.open_path(folder)
    settle(workspace)
    assert len(workspace.content.smears) == 3
    ((_, sentence),) = workspace.told["failed"]
    assert "14 images were left out: b.png, bad 00.png, " in sentence
    assert "bad 08.png and 4 more. " in sentence


def test_images_that_cannot_be_stored_are_named_together(opened, folder, settle):
    images = opened.dataset_path.with_name(f"{opened.dataset_path.name}-images")
    shutil.rmtree(images)
    images.write_bytes(b"")  # nothing can be put there
    opened.add_images([folder / "a.png", folder / "b.png"])
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert "2 images were left out: a.png, b.png. " in sentence
    assert len(opened.content.smears) == 1


def test_the_next_image_is_read_while_one_is_stored(workspace, folder, write_image, settle, monkeypatch):
    for number in range(3):
        write_image(folder / f"more {number}.png")
    (folder / "more 1.png").write_bytes(b"no image")
    names = [path.name for path in find_images((folder,))]
    read, alone = {name: threading.Event() for name in names}, []
    really_read, really_store = importing.read_new_smear, importing.store_image

    def read_and_say(context, path, *rest):
        try:
            return really_read(context, path, *rest)
        finally:
            read[path.name].set()

    def store_when_the_next_is_read(context, dataset, smear, place):
        following = names[names.index(smear.path) + 1 :]
        if smear.path != names[0] and following and not read[following[0]].wait(30):
            alone.append(smear.path)
        return really_store(context, dataset, smear, place)

    monkeypatch.setattr(importing, "read_new_smear", read_and_say)
    monkeypatch.setattr(importing, "store_image", store_when_the_next_is_read)
    workspace.open_path(folder)
    settle(workspace)
    assert alone == []
    assert [smear.path for smear in workspace.content.smears.values()] == [
        name for name in names if name != "more 1.png"
    ]
    assert len([said for said in workspace.told["failed"] if "more 1.png" in str(said)]) == 1


def test_first_image_being_bad_shows_the_second(workspace, folder, settle):
    (folder / "a.png").write_bytes(b"")
    workspace.open_path(folder)
    settle(workspace)
    assert workspace.smear.path == "b.png"


def test_single_bad_image_is_a_failure(workspace, tmp_path, settle):
    path = tmp_path / "text.jpg"
    path.write_text("hello")
    workspace.open_path(path)
    settle(workspace)
    ((_title, sentence),) = workspace.told["failed"]
    assert "text.jpg" in sentence
    assert workspace.smear is None


@pytest.mark.parametrize("name", ["text.png", "gone.png", "gone.h5", "text.h5", "bad"])
def test_bad_path_leaves_the_open_smear(opened, settle, tmp_path, name):
    smear = opened.smear
    if name == "bad":
        (tmp_path / name).mkdir()
        (tmp_path / name / "bad.png").write_text("hello")
    elif "text" in name:
        (tmp_path / name).write_text("hello")
    opened.open_path(tmp_path / name)
    settle(opened)
    ((_title, sentence),) = opened.told["failed"]
    assert name in sentence
    assert opened.smear == smear
    cell_id = next(iter(opened.content.cells))
    opened.label([cell_id], "blast")
    settle(opened)
    assert opened.saved_state == "saved"


def test_new_dataset_takes_images_and_opens_again(workspace, make_workspace, folder, tmp_path, settle):
    path = tmp_path / "study" / "mine.h5"
    workspace.new_dataset(path)
    settle(workspace)
    assert workspace.dataset_path == path
    assert workspace.content.smears == {}
    workspace.add_images([folder / "a.png", folder / "b.png"])
    settle(workspace)
    assert workspace.close()
    again = make_workspace()
    again.open_path(path)
    settle(again)
    assert again.smear.path == "a.png"
    assert len(again.content.smears) == 2
    assert again.settings.recent[0] == str(path)


def test_dataset_open_elsewhere_is_refused(opened, make_workspace, settle):
    other = make_workspace()
    other.open_path(opened.dataset_path)
    settle(other)
    ((_title, sentence),) = other.told["failed"]
    assert opened.dataset_path.name in sentence
    assert other.dataset_path is None


def test_another_dataset_replaces_the_open_one_without_loss(opened, folder, settle):
    cell_id = next(iter(opened.content.cells))
    former = opened.dataset_path
    opened.label([cell_id], "blast")
    opened.open_path(folder)
    settle(opened)
    assert opened.dataset_path != former
    assert opened.undo_stack.count() == 0
    with Dataset.open(former) as dataset:
        assert dataset.content.labels[cell_id].cell_class == "blast"


def test_last_of_several_quick_requests_wins(workspace, folder, image, settle):
    workspace.open_path(image)
    for name in "abcd":
        workspace.open_path(folder / f"{name}.png")
    settle(workspace)
    assert workspace.smear.path == "d.png"
    assert workspace.dataset_path == automatic_path(folder)


def test_closing_while_a_dataset_is_being_opened_leaves_it_free(workspace, folder, settle, make_workspace):
    workspace.open_path(folder)
    settle(workspace)
    path = workspace.dataset_path
    assert workspace.close()
    hasty = make_workspace()
    hasty.open_path(path)
    assert hasty.close()
    with Dataset.open(path) as dataset:
        assert not dataset.read_only
        assert len(dataset.content.smears) == 5


def test_images_dropped_together_land_in_one_dataset(workspace, folder, image, settle):
    workspace.add_images([folder / "b.png", folder / "d.png"])
    workspace.add_images([image])
    settle(workspace)
    names = [smear.path for smear in workspace.content.smears.values()]
    assert names == ["b.png", "d.png", image.name]
    assert workspace.dataset_path == automatic_path(folder)


def test_images_added_while_the_first_is_being_opened_are_added(workspace, folder, settle):
    workspace.open_path(folder / "a.png")
    workspace.add_images([folder / "b.png", folder / "c.png"])
    settle(workspace)
    assert len(workspace.content.smears) == 3


def test_dataset_of_a_newer_program_is_shown_and_never_changed(opened, make_workspace, settle, monkeypatch):
    path = opened.dataset_path
    assert opened.close()
    with monkeypatch.context() as newer, Dataset.open(path) as dataset:
        newer.setattr(settling, "SCHEMA", 99)
        dataset._write_tables()
    before = path.read_bytes()
    workspace = make_workspace()
    workspace.open_path(path)
    settle(workspace)
    assert workspace.read_only
    assert "newer" in workspace.told["noticed"][0][0]
    assert workspace.smear is not None
    cell_id = next(iter(workspace.content.cells))
    workspace.label([cell_id], "blast")
    workspace.analyze()
    settle(workspace)
    assert len(workspace.told["failed"]) == 2
    assert not workspace.content.labels
    assert workspace.close()
    assert path.read_bytes() == before


def test_folder_name_with_odd_letters_gives_a_plain_file_name(tmp_path):
    folder = tmp_path / "Ünï cødé * patients?"
    path = automatic_path(folder)
    assert path != automatic_path(tmp_path / "x" / folder.name)
    assert path.suffix == ".h5"
    assert not set(path.name) & set("*? /\\:")
    assert automatic_path(tmp_path / ("long" * 100)).name.__len__() < 90
    assert "patients" not in path.name, "the dataset would hold the name of the folder"


def test_a_dataset_that_was_named_after_its_folder_is_found_again(workspace, folder, settle):
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]
    former = user_dir() / "datasets" / f"fields-{digest}.h5"
    former.parent.mkdir(parents=True, exist_ok=True)
    Dataset.create(former, BLAST_NORMAL).close()
    workspace.open_path(folder)
    settle(workspace)
    assert workspace.dataset_path == former
    assert workspace.dataset_name == folder.name


def test_thumbnails_come_for_every_smear(workspace, folder, settle, qtbot):
    workspace.open_path(folder)
    settle(workspace)
    thumbnails = {}
    workspace.thumbnail_ready.connect(lambda smear_id, pixels: thumbnails.update({smear_id: pixels}))
    for smear_id in workspace.content.smears:
        workspace.request_thumbnail(smear_id)
    qtbot.waitUntil(lambda: len(thumbnails) == 5)
    assert all(pixels.dtype == np.uint8 and pixels.shape == (100, 120, 3) for pixels in thumbnails.values())


def test_thumbnails_of_a_reopened_dataset_are_made_from_what_it_stores(make_workspace, folder, settle, qtbot):
    first = make_workspace()
    first.open_path(folder)
    settle(first)
    path = first.dataset_path
    assert first.close()
    shutil.rmtree(folder)
    workspace = make_workspace()
    workspace.open_path(path)
    settle(workspace)
    thumbnails = {}
    workspace.thumbnail_ready.connect(lambda smear_id, pixels: thumbnails.update({smear_id: pixels}))
    for smear_id in workspace.content.smears:
        workspace.request_thumbnail(smear_id)
    qtbot.waitUntil(lambda: len(thumbnails) == 5)


def test_quick_leafing_shows_only_the_last_smear(make_workspace, folder, settle):
    first = make_workspace()
    first.open_path(folder)
    settle(first)
    path = first.dataset_path
    assert first.close()
    workspace = make_workspace()
    workspace.open_path(path)
    settle(workspace)
    workspace.told.events.clear()
    for _ in range(4):
        workspace.open_neighbour(1)
    workspace.open_neighbour(1)
    settle(workspace)
    shown = [args[0] for args in workspace.told["smear_opened"]]
    order = list(workspace.content.smears)
    assert workspace.smear.id == order[4]
    assert shown[-1] == order[4]
    assert len(shown) <= 2  # the read-ahead neighbour may be there at once
    analysed = {cell.smear_id for cell in workspace.content.cells.values()}
    assert analysed == {order[0], order[4]}


def test_write_image_gives_different_smears(write_image, tmp_path):
    assert write_image(tmp_path / "a.png").read_bytes() != write_image(tmp_path / "b.png").read_bytes()


def test_scale_is_measured_again_after_a_restart(opened, make_workspace, image, settle):
    measured = opened.pixel_size
    assert measured is not None
    assert opened.close()
    again = make_workspace()
    again.open_path(image)
    settle(again)
    assert again.pixel_size == measured


def test_images_added_while_a_cancelled_adding_still_stores_one_are_all_added_as_themselves(
    opened, folder, write_image, tmp_path, settle, monkeypatch, qtbot
):
    is_storing, go_on = threading.Event(), threading.Event()

    really_store = importing.store_image

    def store_slowly(*arguments):
        is_storing.set()
        assert go_on.wait(10)
        return really_store(*arguments)

    monkeypatch.setattr(importing, "store_image", store_slowly)
    others = tmp_path / "others"
    others.mkdir()
    for name in "xyz":
        write_image(others / f"{name}.png", corners=((30, 70),), size=(80, 140))
    started = []
    opened.job_started.connect(lambda job_id, _title: started.append(job_id))
    opened.add_images([folder])
    qtbot.waitUntil(is_storing.is_set, timeout=10_000)
    opened.cancel_job(started[-1])
    opened.add_images([others])
    qtbot.waitUntil(lambda: not opened.runner.running("add"), timeout=10_000)
    go_on.set()
    settle(opened)
    there = {smear.file_name: smear.id for smear in opened.content.smears.values()}
    assert {"x.png", "y.png", "z.png"} <= there.keys()
    for name, smear_id in there.items():
        with qtbot.waitSignal(opened.smear_opened, timeout=10_000):
            opened.open_smear(smear_id)
        assert opened.pixels.shape[:2] == ((80, 140) if name in ("x.png", "y.png", "z.png") else (100, 120))


@pytest.mark.parametrize("suffix", [".h5", ".png"])
def test_name_that_no_system_takes_is_told_as_any_other(opened, settle, suffix):
    shown = opened.dataset_path
    name = "a" * 300 + suffix
    opened.open_path(opened.dataset_path.parent / name)
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert name in sentence
    assert "too long" in sentence
    assert opened.dataset_path == shown
    assert not opened.told["bug"]
