"""The phantom's truth is exact, and what it shows looks like what its truth says."""

from pathlib import Path

import numpy as np
import pytest

from leukodesk.core.cell import CellKind
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.crops import background_colour
from leukodesk.imaging.phantom import Phantom, render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear


@pytest.fixture(scope="module")
def field() -> Phantom:
    return render_phantom(5, 900, 1100, white_cells=10, smudges=1, dye_clumps=1)


def test_the_default_field_has_everything_in_it() -> None:
    phantom = render_phantom()
    assert phantom.pixels.shape == (1944, 2592, 3)
    types = list(phantom.types.values())
    assert types.count("blast") == 9
    assert set(types) >= {"neutrophil", "lymphocyte", "monocyte", "eosinophil", "smudge", "dye clump"}
    assert 300 < phantom.red_cells < 600
    assert len(phantom.platelet_centres) > 20


def test_the_same_seed_gives_the_same_field_and_another_another(field: Phantom) -> None:
    again = render_phantom(5, 900, 1100, white_cells=10, smudges=1, dye_clumps=1)
    assert np.array_equal(again.pixels, field.pixels)
    assert again.cells == field.cells
    assert again.classes == field.classes
    other = render_phantom(6, 900, 1100, white_cells=10, smudges=1, dye_clumps=1)
    assert not np.array_equal(other.pixels, field.pixels)


def test_cells_are_distinct_objects_of_the_field(field: Phantom) -> None:
    assert len({cell.id for cell in field.cells}) == len(field.cells) == 12
    claimed = np.zeros(field.pixels.shape[:2], int)
    for cell in field.cells:
        assert len(cell.id) == 32
        assert cell.cell_mask.fits(900, 1100)
        claimed += cell.cell_mask.window((0, 0, 900, 1100))
        if cell.nucleus_mask:
            assert cell.nucleus_mask.overlap_px(cell.cell_mask) == cell.nucleus_area_px
            assert 0.15 < cell.nc_ratio < 0.95
    assert claimed.max() == 1


def test_kinds_and_classes_agree(field: Phantom) -> None:
    for cell in field.cells:
        cell_class = field.classes[cell.id]
        assert cell_class in BLAST_NORMAL
        assert (cell.nucleus_mask is not None) == (cell.kind is CellKind.LEUKOCYTE)
        expected = {
            CellKind.LEUKOCYTE: {"blast", "normal"},
            CellKind.SMUDGE: {"smudge"},
            CellKind.ARTEFACT: {"artefact"},
        }
        assert cell_class in expected[cell.kind]
        assert (field.types[cell.id] == "blast") == (cell_class == "blast")


def test_a_pair_touches_and_a_cell_is_cut_by_the_border(field: Phantom) -> None:
    first, second, third = field.cells[:3]
    grown = np.pad(first.cell_mask.pixels, 2)
    spread = sum(np.roll(grown, shift, axis) for shift in (-1, 1) for axis in (0, 1)) > 0
    y0, x0, y1, x1 = first.bbox
    assert np.any(spread & second.cell_mask.window((y0 - 2, x0 - 2, y1 + 2, x1 + 2)))
    assert third.bbox[2] == 900
    assert third.is_cut(900, 1100)
    assert sum(cell.is_cut(900, 1100) for cell in field.cells) == 1


def test_sizes_are_those_of_blood_cells(field: Phantom) -> None:
    for cell in field.cells:
        diameter_um = 2 * np.sqrt(cell.cell_area_px / np.pi) * field.pixel_size_um
        if field.types[cell.id] == "lymphocyte":
            assert 7.0 < diameter_um < 10.0
        elif field.types[cell.id] == "blast" and not cell.is_cut(900, 1100):
            assert 9.5 < diameter_um < 14.5


def test_nuclei_are_dark_cytoplasm_is_between_and_glass_is_bright(field: Phantom) -> None:
    green = field.pixels[..., 1].astype(float)
    glass = background_colour(field.pixels)[1]
    for cell in field.cells:
        if cell.nucleus_mask is None:
            continue
        y0, x0, y1, x1 = cell.bbox
        nucleus = cell.nucleus_mask.window(cell.bbox)
        cytoplasm = cell.cell_mask.pixels & ~nucleus
        inside = green[y0:y1, x0:x1]
        assert inside[nucleus].mean() < 0.4 * glass
        assert inside[nucleus].mean() + 20 < inside[cytoplasm].mean() < glass - 15


def test_red_cells_are_seven_and_a_half_micrometres_wide() -> None:
    phantom = render_phantom(
        2, 700, 800, white_cells=0, smudges=0, dye_clumps=0, red_cell_cover=0.05, uneven_light=0
    )
    blue, glass = phantom.pixels[..., 2].astype(float), background_colour(phantom.pixels)[2]
    expected = np.pi * (7.5 / phantom.pixel_size_um / 2) ** 2
    whole = [c for c in phantom.red_cell_centres if 60 < c[0] < 640 and 60 < c[1] < 740]
    lone = [
        c
        for c in whole
        if sum(np.hypot(c[0] - o[0], c[1] - o[1]) < 110 for o in phantom.red_cell_centres) == 1
    ]
    assert len(lone) >= 4
    for row, column in lone:
        window = blue[int(row) - 52 : int(row) + 53, int(column) - 52 : int(column) + 53]
        # The pallor in the middle is brighter than the rim and still darker than glass.
        assert np.count_nonzero(window < glass - 18) == pytest.approx(expected, rel=0.25)


def test_stain_and_light_are_the_callers() -> None:
    arguments = {"height": 300, "width": 400, "white_cells": 2, "smudges": 0, "dye_clumps": 0}
    weak = render_phantom(4, **arguments, stain_strength=0.5)
    strong = render_phantom(4, **arguments, stain_strength=1.2)
    mask = weak.cells[0].nucleus_mask
    assert mask is not None
    y0, x0, y1, x1 = mask.bbox
    darkness = [p.pixels[y0:y1, x0:x1][mask.pixels].mean() for p in (weak, strong)]
    assert darkness[1] < 0.7 * darkness[0]

    def corner_to_brightest(uneven: float) -> float:
        bare = render_phantom(4, **{**arguments, "white_cells": 0}, red_cell_cover=0.0, uneven_light=uneven)
        blocks = np.median(bare.pixels[..., 1].reshape(5, 60, 5, 80), axis=(1, 3))  # platelets do not count
        return float(blocks.min() / blocks.max())

    assert corner_to_brightest(0.0) > 0.94
    assert corner_to_brightest(2.0) < corner_to_brightest(1.0) - 0.05 < corner_to_brightest(0.0) - 0.05


def test_another_scale_shows_the_same_cells_smaller() -> None:
    phantom = render_phantom(1, 500, 600, pixel_size_um=0.2, white_cells=4, blast_share=1.0)
    widths = [cell.bbox[3] - cell.bbox[1] for cell in phantom.cells[:2]]
    assert all(9.0 < width * 0.2 < 15.5 for width in widths)


@pytest.mark.parametrize("seed", range(12))
def test_small_fields_hold_a_few_cells(seed: int) -> None:
    phantom = render_phantom(seed, 512, 640)
    assert len(phantom.cells) == 4
    assert phantom.pixels.shape == (512, 640, 3)


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit into 200 × 200"):
        render_phantom(1, 200, 200, white_cells=12)


@pytest.mark.parametrize(("suffix", "tolerance"), [(".png", 0.0), (".jpg", 4.0)])
def test_a_written_phantom_is_read_back(
    tmp_path: Path, field: Phantom, suffix: str, tolerance: float
) -> None:
    path = tmp_path / f"phantom{suffix}"
    write_phantom(field, path)
    image = read_smear(path)
    assert np.abs(image.pixels.astype(int) - field.pixels).mean() <= tolerance
    cells = field.cells_in(image.smear.id)
    assert {cell.smear_id for cell in cells} == {image.smear.id}
    assert [cell.id for cell in cells] == [cell.id for cell in field.cells]
    assert [path.name for path in tmp_path.iterdir()] == [path.name]


def test_a_phantom_is_not_written_in_other_formats(tmp_path: Path, field: Phantom) -> None:
    with pytest.raises(ValueError, match=r"\.jpg or \.png"):
        write_phantom(field, tmp_path / "phantom.gif")
    assert not list(tmp_path.iterdir())
