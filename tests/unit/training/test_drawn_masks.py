"""A drawn mask is read by its values or, where it has a palette of colours, by their numbers."""

import cv2
import numpy as np
import pytest
from PIL import Image

from leukodesk.core.errors import InputError
from leukodesk.training.segmentation.drawn import read_mask

HEIGHT, WIDTH = 90, 120


def drawn_mask():
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[30:50, 40:60] = 1
    mask[30:40, 40:60] = 2
    return mask


@pytest.mark.parametrize("colours", [(0, 0, 0, 128, 0, 0, 0, 128, 0), (9, 9, 9, 0, 200, 0, 0, 0, 200)])
def test_the_numbers_of_a_palette_are_a_mask(tmp_path, colours):
    file = Image.fromarray(drawn_mask(), "P")
    file.putpalette(colours)
    file.save(tmp_path / "1_mask.png")
    np.testing.assert_array_equal(read_mask(tmp_path / "1_mask.png", (HEIGHT, WIDTH)), drawn_mask())


def test_a_palette_of_the_values_themselves_is_read_by_its_colours(tmp_path):
    swapped = np.array([0, 2, 1], np.uint8)[drawn_mask()]
    file = Image.fromarray(swapped, "P")
    file.putpalette((0, 0, 0, 2, 2, 2, 1, 1, 1))
    file.save(tmp_path / "1_mask.png")
    np.testing.assert_array_equal(read_mask(tmp_path / "1_mask.png", (HEIGHT, WIDTH)), drawn_mask())


def test_a_mask_in_pure_colours_does_not_pass_for_an_empty_one(tmp_path):
    green = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    green[30:50, 40:60, 1] = 255
    cv2.imwrite(str(tmp_path / "1_mask.png"), green)
    with pytest.raises(InputError, match="holds the value 255"):
        read_mask(tmp_path / "1_mask.png", (HEIGHT, WIDTH))
