"""Crops on their way into one array."""

import weakref

import numpy as np
import pytest

from leukodesk.training import pile
from leukodesk.training.cutting import SampleCutter
from leukodesk.training.pile import BLOCK, Pile
from tests.unit.training.conftest import draw_cell


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK, 2 * BLOCK + 3])
def test_what_was_piled_up_comes_as_one_array_in_its_order(count):
    arrays = list(np.random.default_rng(count).integers(0, 255, (count, 3, 4), np.uint8))
    piled = Pile()
    for array in arrays:
        piled.append(array)
    assert len(piled) == count
    assert np.array_equal(piled.taken(), np.stack(arrays))
    assert len(piled) == 0


def test_what_was_cut_lies_in_blocks_and_is_let_go_of_once_it_is_among_the_samples(recipe, monkeypatch):
    monkeypatch.setattr(pile, "BLOCK", 4)
    cutter, random = SampleCutter(recipe), np.random.default_rng(0)
    cut = []
    for number in range(10):
        pixels = draw_cell("blast" if number % 2 else "normal", 48, random)
        cutter.add_image(pixels, ("blast" if number % 2 else "normal", f"group {number}", f"{number}.png"))
        cut.append(cutter._contexts._blocks[-1][number % 4].copy())
    held = [weakref.ref(block) for block in (*cutter._contexts._blocks, *cutter._masks._blocks)]
    assert len(held) == 6
    samples = cutter.samples(("blast", "normal"), "blast-normal", "image", "here")
    assert not any(each() is not None for each in held)
    assert np.array_equal(samples.contexts, np.stack(cut))
    assert samples.masks.shape == samples.contexts.shape[:3]
