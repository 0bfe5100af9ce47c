"""Training the U-Net segmenter: what windows are composed of, and a run from a folder to a card."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import CellKind
from leukodesk.core.errors import InputError, ModelError, SettingError, UnknownIdError
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import PIXEL_SIZE_UM, render_phantom
from leukodesk.inference.card_files import load_card_of, verify
from leukodesk.inference.cards import SegmenterCard
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.unet_weights import tensors_of
from leukodesk.training.segmentation import fit
from leukodesk.training.segmentation.composing import Mixture
from leukodesk.training.segmentation.examples import drawn_example, field_example
from leukodesk.training.segmentation.marked import MarkedField
from leukodesk.training.segmentation.recipe import SegmentationRecipe
from leukodesk.training.segmentation.train import train_segmenter

pytestmark = pytest.mark.slow

TINY = SegmentationRecipe(epochs=1, windows=4, batch=2, workers=0)
UM = 0.16


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(height=900, width=1200, seed=3)


@pytest.fixture(scope="module")
def cut(phantom):
    """Crops of whole white cells with their drawn masks."""
    crops = []
    for cell in phantom.cells:
        row, column = map(round, cell.centroid)
        if cell.kind is CellKind.LEUKOCYTE and 120 < row < 780 and 120 < column < 1080:
            box = (row - 120, column - 120, row + 120, column + 120)
            mask = cell.cell_mask.window(box).astype(np.uint8)
            mask[cell.nucleus_mask.window(box)] = 2
            crops.append((phantom.pixels[box[0] : box[2], box[1] : box[3]], mask))
    assert len(crops) > 2
    return crops


@pytest.fixture(scope="module")
def mixture(phantom, cut):
    crops = [drawn_example(f"{i}", *crop, PIXEL_SIZE_UM, UM) for i, crop in enumerate(cut)]
    white = tuple(cell.centroid for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE)
    field = MarkedField(Path("field.png"), leukocytes=white)
    return Mixture([crops], [[field_example(field, phantom.pixels, PIXEL_SIZE_UM, UM)]])


def test_what_an_expert_drew_is_learnt_and_strangers_are_not(phantom, cut):
    (pixels, mask), (other_pixels, other_mask) = cut[:2]
    pixels = np.hstack([pixels, other_pixels])
    undrawn = np.hstack([np.zeros_like(mask), other_mask]) > 0
    mask = np.hstack([mask, np.zeros_like(mask)])
    example = drawn_example("x", pixels, mask, PIXEL_SIZE_UM, PIXEL_SIZE_UM)
    assert example.known[mask > 0].all()
    assert example.known[undrawn].mean() < 0.1
    assert example.known.mean() > 0.5
    np.testing.assert_array_equal(example.nuclei, mask == 2)


def test_in_a_boxed_field_of_which_nothing_is_found_the_boxes_are_unknown():
    field = MarkedField(Path("x.png"), leukocytes=((50.0, 50.0),), boxes=((30.0, 30.0, 70.0, 70.0),))
    example = field_example(field, np.full((200, 200, 3), 230, np.uint8), UM, UM)
    assert not example.known[30:70, 30:70].any()
    assert example.known[120:, 120:].all()
    assert not example.cells.any()


def test_only_marked_cells_of_a_field_are_learnt(phantom):
    white = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    marks = tuple(cell.centroid for cell in white[1:])
    field = MarkedField(Path("x.png"), leukocytes=marks)
    example = field_example(field, phantom.pixels, PIXEL_SIZE_UM, PIXEL_SIZE_UM)
    forgotten = white[0].cell_mask.window((0, 0, *phantom.pixels.shape[:2]))
    assert not example.known[forgotten].any()
    assert example.known.mean() > 0.7
    assert len(np.unique(example.cells)) - 1 <= len(marks)
    assert len(np.unique(example.cells)) > 1


def test_a_boxed_cell_is_learnt_where_its_outline_fills_the_box(phantom):
    white = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    marks = tuple(cell.centroid for cell in white)
    tight = tuple(tuple(map(float, cell.bbox)) for cell in white)
    y0, x0, y1, x1 = tight[0]
    loose = (y0 - (y1 - y0), x0 - (x1 - x0), y1, x1)

    def learnt(boxes):
        field = MarkedField(Path("x.png"), leukocytes=marks, boxes=boxes)
        return field_example(field, phantom.pixels, PIXEL_SIZE_UM, PIXEL_SIZE_UM)

    row, column = map(round, marks[0])
    assert learnt(tight).cells[row, column]
    example = learnt((loose, *tight[1:]))
    assert not example.cells[row, column]
    in_box = example.known[max(0, round(loose[0])) : round(y1), max(0, round(loose[1])) : round(x1)]
    assert not in_box.any()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_windows_are_sound_and_repeatable(mixture, seed):
    window = mixture.window(seed)
    again = mixture.window(seed)
    assert window.colours.shape == (144, 144, 3)
    np.testing.assert_array_equal(window.colours, again.colours)
    assert not (window.nuclei & ~window.cells & window.known & 1).any()
    assert ((window.depth > 0) <= (window.cells > 0)).all()
    assert window.depth.max() <= 1


def test_composed_windows_hold_several_touching_cells(mixture):
    crowded = Mixture(mixture.crops, mixture.fields, composed_share=1.0, field_share=0.0)
    middles = [
        cv2.connectedComponents((crowded.window(i).depth > 0.6).astype(np.uint8))[0] for i in range(20)
    ]
    bodies = [cv2.connectedComponents(crowded.window(i).cells)[0] for i in range(20)]
    assert max(middles) > 3
    assert any(parts > whole for parts, whole in zip(middles, bodies, strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, cut):
    folder = tmp_path_factory.mktemp("drawn")
    for number, (pixels, mask) in enumerate((cut * 9)[:20]):
        cv2.imwrite(str(folder / f"{number:03}.png"), pixels[..., ::-1])
        cv2.imwrite(str(folder / f"{number:03}_mask.png"), mask)
    return folder


@pytest.fixture(scope="module")
def trained(folder, tmp_path_factory):
    return train_segmenter(folder, TINY, "cpu", tmp_path_factory.mktemp("run")).card


def test_a_run_ends_in_a_sound_card_with_held_out_figures(folder, trained):
    card = load_card_of(trained, SegmenterCard)
    verify(card, trained.parent)
    learnt_from = set(card.split.groups[folder.name])
    assert learnt_from == {f"{n:03}" for n in range(20) if n // 5 % 5 != 3}
    assert card.training.n == len(learnt_from)
    assert card.metrics_on.n == 5
    assert any("dice" in name for name in card.metrics)


def test_a_second_run_leaves_the_weights_of_the_first(folder, trained):
    before = {path: path.read_bytes() for path in trained.parent.iterdir() if path.is_file()}
    second = train_segmenter(folder, TINY.model_copy(update={"seed": 2}), "cpu", trained.parent).card
    assert second.stem == f"{trained.stem}-2"
    verify(load_card_of(second, SegmenterCard), trained.parent)
    assert {path: path.read_bytes() for path in before} == before


def test_a_run_goes_on_from_weights_that_are_there(folder, tmp_path):
    recipe = TINY.model_copy(update={"start": "unet-plr", "learning_rate": 1e-9})
    card = load_card_of(train_segmenter(folder, recipe, "cpu", tmp_path).card, SegmenterCard)
    shipped, place = SegmenterLibrary.default().card("unet-plr")
    before, after = tensors_of(shipped, place), tensors_of(card, tmp_path)
    assert card.training.recipe["start"] == "unet-plr"
    slopes = [name for name in before if "running" not in name and before[name].is_floating_point()]
    assert all(torch.allclose(before[name], after[name], atol=1e-4) for name in slopes)


def test_weights_to_go_on_from_that_are_not_there_are_named(folder, tmp_path):
    with pytest.raises(UnknownIdError, match="unet-plr"):
        train_segmenter(folder, TINY.model_copy(update={"start": "unet-prl"}), "cpu", tmp_path)


@pytest.mark.parametrize(
    "error", [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError("DefaultCPUAllocator: no memory")]
)
def test_a_lack_of_memory_is_one_sentence(folder, tmp_path, monkeypatch, error):
    def full(*_):
        raise error

    monkeypatch.setattr(fit, "loss_of", full)
    with pytest.raises(ModelError, match="for 2 windows at a time; make the batch in the recipe smaller"):
        train_segmenter(folder, TINY, "cpu", tmp_path)


def test_nothing_drawn_is_said(tmp_path, phantom):
    cv2.imwrite(str(tmp_path / "Im001.png"), phantom.pixels)
    (tmp_path / "Im001.xyc").write_text("100 100 10\n")
    with pytest.raises(InputError, match="no drawn cell"):
        train_segmenter(tmp_path, TINY, "cpu", tmp_path / "out")


def test_imported_weights_never_replace_others(trained, tmp_path):
    library = SegmenterLibrary([tmp_path / "shipped", tmp_path / "own"])
    ids = [library.import_file(trained).id for _ in range(3)]
    assert ids == ["unet-plr", "unet-plr-2", "unet-plr-3"] == list(library.paths())
    assert library.verify() == []
    assert library.import_file(tmp_path / "own" / "unet-plr-2.json").id == "unet-plr-4"
    (tmp_path / "own" / "unet-plr-2.safetensors").write_bytes(b"other")
    assert ["unet-plr-2" in problem.sentence for problem in library.verify()] == [True]
    with pytest.raises(UnknownIdError, match="unet-plr-3"):
        library.card("unet-plr-5")


def test_imported_weights_can_be_chosen(trained, phantom):
    imported = SegmenterLibrary.default().import_file(trained).id
    segmenter = create_segmenter("unet-plr", weights=imported)
    smear = Smear("0" * 16, "x", "0" * 64, 300, 300)
    pixels = phantom.pixels[:300, :300]
    assert (
        segmenter.segment(pixels, smear, pixel_size_um=0.1, progress=no_progress).parameters["weights"]
        == imported
    )
    with pytest.raises(SettingError, match=imported):
        create_segmenter("unet-plr", weights="unet-plr-9")
