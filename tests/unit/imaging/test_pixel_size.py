"""The scale is read where a file states a microscopic one, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from leukodesk.imaging.reader import read_smear

_PIXELS = np.full((40, 60, 3), 200, np.uint8)


def _read(path: Path) -> float | None:
    return read_smear(path).smear.pixel_size_um


@pytest.mark.parametrize(
    ("size", "unit", "expected"),
    [
        (0.11, "µm", 0.11),
        (110.0, "nm", 0.11),
        (0.00011, "mm", 0.11),
        (353.0, "µm", None),
        (0.11, "pixel", None),
    ],
)
def test_ome_tiff(tmp_path: Path, size: float, unit: str, expected: float | None) -> None:
    path = tmp_path / "a.ome.tif"
    metadata = {
        "axes": "YXS",
        "PhysicalSizeX": size,
        "PhysicalSizeXUnit": unit,
        "PhysicalSizeY": size,
        "PhysicalSizeYUnit": unit,
    }
    tifffile.imwrite(path, _PIXELS, ome=True, photometric="rgb", metadata=metadata)
    assert _read(path) == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(
    ("unit", "expected"), [("um", 0.125), ("micron", 0.125), ("inch", None), (None, None)]
)
def test_imagej_tiff(tmp_path: Path, unit: str | None, expected: float | None) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path, _PIXELS, imagej=True, resolution=(8.0, 8.0), metadata={"unit": unit} if unit else {}
    )
    assert _read(path) == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(
    ("per_unit", "unit", "expected"),
    [
        ((100_000.0, 100_000.0), "CENTIMETER", 0.1),
        ((254_000.0, 254_000.0), "INCH", 0.1),
        ((72.0, 72.0), "INCH", None),  # a print resolution
        ((4800.0, 4800.0), "INCH", None),  # a flat-bed scanner's
        ((100_000.0, 50_000.0), "CENTIMETER", None),  # pixels are square
        ((100_000.0, 100_000.0), "NONE", None),
    ],
)
def test_tiff_resolution(
    tmp_path: Path, per_unit: tuple[float, float], unit: str, expected: float | None
) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path, _PIXELS, photometric="rgb", resolution=per_unit, resolutionunit=unit, metadata=None
    )
    assert _read(path) == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_the_print_resolution_of_a_camera_is_no_scale(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.fromarray(_PIXELS).save(path, dpi=(180, 180))
    assert _read(path) is None
