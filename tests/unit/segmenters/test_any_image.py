"""Every segmenter takes any image: the result is valid, and what was noticed is said."""

import cv2
import numpy as np
import pytest

from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom_shapes import Texture
from leukodesk.imaging.phantom_stain import Stain, expose
from leukodesk.imaging.phantom_white_cells import Palette, WhiteCellType, draw_white_cell
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter, segmenter_ids
from tests.unit.segmenters.painting import field, finished, paint, paint_red_cells, paint_white_cell

# A segmenter that hangs is stopped; how fast it is, other tests measure.
pytestmark = pytest.mark.timeout(120)

CENTRES = [(150, 200), (300, 400)]


def smear():
    pixels = field(450, 600)
    paint_red_cells(pixels, avoid=CENTRES)
    for centre in CENTRES:
        paint_white_cell(pixels, centre)
    return finished(pixels)


def red_cells_alone():
    pixels = field(450, 600)
    paint_red_cells(pixels)
    return finished(pixels)


def one_cell_fills_the_image():
    """A cell as if photographed ten times larger."""
    pixels = field(700, 700)
    paint(pixels, (350, 350), 30, (150, 142, 172))
    paint(pixels, (350, 350), 24, (84, 44, 128))
    return finished(pixels, sigma=4)


def clumped_blasts(count=200, pixel_size_um=0.2):
    """Blasts in a row and file, each touching its neighbours."""
    rng = np.random.default_rng(5)
    radius_px = 6.5 / pixel_size_um
    columns = 20
    step = 1.8 * radius_px
    shape = (round(step * (count // columns + 1)), round(step * (columns + 1)))
    palette = Palette(
        Stain.of_batch(rng, 1.0),
        Texture.of_grain(rng, 0.3 / pixel_size_um),
        Texture.of_grain(rng, 1.1 / pixel_size_um),
        pixel_size_um,
    )
    density = np.zeros((*shape, 3), dtype=np.float32)
    taken = np.zeros(shape, dtype=bool)
    for number in range(count):
        centre = step * (1 + number // columns), step * (1 + number % columns)
        drawn = draw_white_cell(density, WhiteCellType.BLAST, centre, radius_px, rng, palette, taken=taken)
        taken[drawn.window.rows, drawn.window.columns] |= drawn.cell
    return expose(density, rng, uneven_light=0.5, blur_px=0.35)


def grey(pixels):
    return np.repeat(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def sepia(pixels):
    return (grey(pixels) * (1.0, 0.9, 0.7)).astype(np.uint8)


IMAGES = {
    "no white cell": red_cells_alone,
    "all black": lambda: np.zeros((300, 400, 3), np.uint8),
    "all white": lambda: np.full((300, 400, 3), 255, np.uint8),
    "noise": lambda: np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8),
    "no colours": lambda: grey(smear()),
    "no colours but one tint": lambda: sepia(smear()),
    "one cell fills it": one_cell_fills_the_image,
    "one pixel high": lambda: smear()[200:201],
    "one pixel wide": lambda: smear()[:, 200:201],
    "tiny": lambda: smear()[196:204, 196:204],
}


# Other tests register segmenters of their own, which need not bear any image.
BUILT_IN = [name for name in segmenter_ids() if name in ("lab-kmeans", "pivot-growing", "unet-plr")]


@pytest.fixture(scope="module", params=BUILT_IN)
def segmenter(request):
    return create_segmenter(request.param)


def assert_valid(result, height, width):
    """Masks lie in the image, nuclei in their cells, and no pixel belongs to two cells."""
    owners = np.zeros((height, width), np.uint16)
    for cell in result.cells:
        assert cell.cell_mask.fits(height, width)
        assert cell.cell_area_px > 0
        if cell.nucleus_mask is not None:
            assert cell.nucleus_mask.overlap_px(cell.cell_mask) == cell.nucleus_area_px
        owners += cell.cell_mask.window((0, 0, height, width))
    assert owners.max(initial=0) <= 1
    if not result.cells:
        assert result.warnings
    for warning in result.warnings:
        assert warning.endswith(".")
        assert warning[0].isupper()


@pytest.mark.parametrize("pixel_size_um", [None, 0.1])
@pytest.mark.parametrize("name", IMAGES)
def test_any_image_gives_a_valid_result(segmenter, name, pixel_size_um):
    pixels = IMAGES[name]()
    height, width = pixels.shape[:2]
    about = Smear("0" * 16, f"{name}.png", "0" * 64, width, height)
    result = segmenter.segment(pixels, about, pixel_size_um=pixel_size_um, progress=no_progress)
    assert_valid(result, height, width)
    if name in ("no white cell", "all black", "all white", "tiny"):
        assert result.cells == ()
    if name in ("one pixel high", "one pixel wide"):
        assert result.warnings
    if name.startswith("no colours"):
        assert any("no colours" in warning for warning in result.warnings)
    if name == "one cell fills it" and pixel_size_um is None:
        assert any("rough guess" in warning for warning in result.warnings)


@pytest.mark.parametrize("pixel_size_um", [1.01, 20.0, 100.0])
def test_a_picture_too_coarse_for_cells_is_not_looked_at(segmenter, pixel_size_um):
    pixels = IMAGES["one cell fills it"]()
    about = Smear("0" * 16, "coarse.png", "0" * 64, pixels.shape[1], pixels.shape[0])
    result = segmenter.segment(pixels, about, pixel_size_um=pixel_size_um, progress=no_progress)
    assert result.cells == ()
    assert any(f"At {pixel_size_um:g} µm per pixel" in warning for warning in result.warnings)


@pytest.mark.slow
@pytest.mark.parametrize("pixel_size_um", [None, 0.2])
def test_clumped_blasts_are_parted(segmenter, pixel_size_um):
    pixels = clumped_blasts()
    height, width = pixels.shape[:2]
    about = Smear("0" * 16, "clump.png", "0" * 64, width, height)
    result = segmenter.segment(pixels, about, pixel_size_um=pixel_size_um, progress=no_progress)
    assert_valid(result, height, width)
    assert len(result.cells) >= 150


def written(path, pixels):
    assert cv2.imwrite(str(path), pixels)
    return read_smear(path)


def test_a_file_with_one_channel_is_segmented_and_said_to_have_no_colours(segmenter, tmp_path):
    image = written(tmp_path / "grey.png", cv2.cvtColor(smear(), cv2.COLOR_RGB2GRAY))
    result = analyze(image, segmenter, None)
    assert_valid(result.segmentation, *image.pixels.shape[:2])
    assert any("no colours" in notice for notice in result.notices)


def test_a_file_with_16_bits_a_channel_gives_the_cells_of_its_8_bit_copy(segmenter, tmp_path):
    pixels = cv2.cvtColor(smear(), cv2.COLOR_RGB2BGR)
    deep = analyze(written(tmp_path / "16.png", pixels.astype(np.uint16) * 257), segmenter, None)
    plain = analyze(written(tmp_path / "8.png", pixels), segmenter, None)
    outlines = [[cell.cell_mask for cell in each.segmentation.cells] for each in (deep, plain)]
    assert outlines[0] == outlines[1]
    assert len(outlines[0]) >= 2
