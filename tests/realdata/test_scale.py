"""The scale of real images: whole fields, crops, low magnification, many stains.

The bounds guard what was reached; settings were chosen on part of the same sets.
"""

import numpy as np
import pytest

from leukodesk.imaging.reader import read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.scaling import Scale, stated_scale_notices

pytestmark = pytest.mark.realdata

PBC_UM = 0.192
"""By hand: the red cells are about 39 pixels wide."""
CELLAVISION_UM = 0.1
ALL_SUBTYPES_UM = 0.45
"""By hand: the red cells of 17 fields are 16.7 pixels wide, 13.5 to 18.7."""


def measured(paths):
    """(errors, confidences, share that fell back): errors are logarithms of the measured size in µm."""
    estimates = [estimate_pixel_size(read_smear(path).pixels) for path in paths]
    assert len(estimates) >= 12
    return (
        np.log([estimate.pixel_size_um for estimate in estimates]),
        np.array([estimate.confidence for estimate in estimates]),
        np.mean([estimate.source != "red cells" for estimate in estimates]),
    )


@pytest.mark.parametrize(
    ("images", "step", "truth_um", "typical", "fell_back"),
    [
        ("all_subtypes/*/*.jpg", 72, ALL_SUBTYPES_UM, 0.12, 0.15),
        ("pbc/*/*.jpg", 120, PBC_UM, 0.08, 0.05),
        ("wbc_masks/cellavision/???.png", 3, CELLAVISION_UM, 0.12, 0.5),
    ],
)
def test_sets_of_one_camera(shared_data, images, step, truth_um, typical, fell_back):
    logs, confidences, fallen = measured(sorted(shared_data.glob(images))[1::step])
    errors = np.abs(logs - np.log(truth_um))
    print(f"{images}: median {np.median(errors):.3f}, 90 % {np.percentile(errors, 90):.3f}, {fallen:.2f}")
    assert np.median(errors) < typical
    assert fallen <= fell_back
    assert np.median(confidences) > 0.1


def test_fields_full_of_touching_red_cells(shared_data):
    logs, _, fallen = measured(sorted((shared_data / "bccd" / "JPEGImages").glob("*.jpg"))[1::15])
    # The boxes around red cells are 104 pixels wide and 15 % wider than the outlines in them.
    assert np.median(np.abs(logs - np.log(7.5 / 90))) < 0.12
    assert fallen <= 0.1


def test_crops_agree_with_their_fields(shared_data):
    lines = (shared_data / "wbc_masks" / "labels.csv").read_text().splitlines()[1:]
    rows = [line.split(",") for line in lines if line.startswith("all_idb2/")]
    rows = [row for row in rows if float(row[3]) >= 0.95][1::6]
    logs, _, fallen = measured([shared_data / "wbc_masks" / f"{crop}.png" for crop, *_ in rows])
    fields, sure, none = measured([shared_data / "all_idb1" / "images" / f"{row[2]}.jpg" for row in rows])
    assert none == 0
    assert (sure > 0.5).all()
    assert np.median(np.abs(logs - fields)) < 0.1
    assert fallen <= 0.25


@pytest.mark.parametrize(
    ("images", "step", "truth_um", "told"),
    [
        ("all_idb1/images/*.jpg", 5, 0.098, 1.0),
        ("bccd/JPEGImages/*.jpg", 15, 7.5 / 90, 0.3),
        ("all_subtypes/*/*.jpg", 72, ALL_SUBTYPES_UM, 0.5),
        ("wbc_masks/cellavision/???.png", 3, CELLAVISION_UM, 0.4),
        ("wbc_masks/jtsc/???.png", 12, 0.28, 0.0),
    ],
)
def test_a_stated_scale_is_doubted_only_where_it_is_wrong(shared_data, images, step, truth_um, told):
    estimates = [
        estimate_pixel_size(read_smear(path).pixels) for path in sorted(shared_data.glob(images))[1::step]
    ]
    assert len(estimates) >= 10

    def doubted(factor):
        scale = Scale(truth_um * factor, "given")
        return np.mean([bool(stated_scale_notices(scale, lambda e=e: e)) for e in estimates])

    print(f"{images}: doubted at twice {doubted(2):.2f}, at half {doubted(0.5):.2f} of {len(estimates)}")
    assert doubted(1) == 0
    assert min(doubted(2), doubted(0.5)) >= told
