"""From colours to the maps of the segmentation network, tile by tile."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.networks.unet import HALO, STRIDE

Bytes = npt.NDArray[np.uint8]
Maps = npt.NDArray[np.float32]

OUTPUTS: Final = ("nucleus", "cell", "depth")
"""Maps of the network: chance of nucleus and of cell, and how deep inside its cell a pixel lies, 0 to 1."""
TILE_PX: Final = 1536
_LEAST_TILE_PX: Final = 128


def normalised(colours: Bytes) -> torch.Tensor:
    """(3, h, w) input of the network for (h, w, 3) relative RGB: 1 is the empty background, -1 is black."""
    return torch.from_numpy(colours.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1)


def find_maps(
    network: nn.Module, colours: Bytes, device: str, progress: Progress, tile_px: int = TILE_PX
) -> Maps:
    """Maps of a field; the same whatever the tiles, since each sees a halo as wide as the network looks.

    On CUDA the network runs in half precision. Where memory runs out, tiles get smaller.

    Args:
        network: with as many outputs as :data:`OUTPUTS`, on ``device``, in evaluation mode.
        colours: (h, w, 3) relative RGB at the working size.
        device: ``cpu`` or ``cuda``.
        progress: told before each layer of each tile, and at the end; raises to cancel.
        tile_px: side of a tile without its halo, a multiple of 16.

    Returns:
        (3, h, w) float32 in 0 to 1, in the order of :data:`OUTPUTS`.

    Raises:
        RuntimeError: not even a small tile fits, see :func:`leukodesk.inference.memory.is_out_of_memory`.
        CancelledError: raised by ``progress``.
    """
    while True:
        try:
            return _tiled(network, colours, device, progress, tile_px)
        except (RuntimeError, MemoryError) as error:
            if tile_px <= _LEAST_TILE_PX or not is_out_of_memory(error):
                raise
        # Out here, where nothing of the failed run is held any more.
        tile_px = max(_LEAST_TILE_PX, tile_px // 2 // STRIDE * STRIDE)
        torch.cuda.empty_cache()


def _tiled(network: nn.Module, colours: Bytes, device: str, progress: Progress, tile_px: int) -> Maps:
    height, width = colours.shape[:2]
    more = (-height % STRIDE, -width % STRIDE)
    framed = cv2.copyMakeBorder(colours, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE)
    out = np.empty((len(OUTPUTS), *framed.shape[:2]), dtype=np.float32)
    tiles = list(_tiles(framed.shape[0], framed.shape[1], tile_px))
    layers = [module for module in network.modules() if not any(module.children())]
    done, total = 0, len(tiles) * len(layers)

    def step() -> None:
        nonlocal done
        progress(done, total, sentence("Looking for cells"))
        done += 1

    with _told_before(layers, step):
        for rows, columns in tiles:
            seen_rows, seen_columns = _with_halo(rows, framed.shape[0]), _with_halo(columns, framed.shape[1])
            maps = _run(network, framed[seen_rows, seen_columns], device)
            top, left = rows.start - seen_rows.start, columns.start - seen_columns.start
            out[:, rows, columns] = maps[
                :, top : top + rows.stop - rows.start, left : left + columns.stop - columns.start
            ]
    progress(total, total, sentence("Looking for cells"))
    return out[:, :height, :width]


@contextmanager
def _told_before(layers: list[nn.Module], step: Callable[[], None]) -> Iterator[None]:
    """Call ``step`` before each layer: a tile takes seconds, too long for a reader who cancels."""
    with ExitStack() as hooks:
        for layer in layers:
            hooks.callback(layer.register_forward_pre_hook(lambda *_: step()).remove)
        yield


def _run(network: nn.Module, colours: Bytes, device: str) -> Maps:
    inputs = normalised(colours)[None].to(device, memory_format=torch.channels_last)
    with torch.inference_mode(), torch.autocast(device, torch.float16, enabled=device == "cuda"):
        logits = network(inputs)[0].float()
    return torch.sigmoid(logits).cpu().numpy()


def _tiles(height: int, width: int, tile_px: int) -> Iterator[tuple[slice, slice]]:
    for top in range(0, height, tile_px):
        for left in range(0, width, tile_px):
            yield slice(top, min(top + tile_px, height)), slice(left, min(left + tile_px, width))


def _with_halo(part: slice, length: int) -> slice:
    return slice(max(part.start - HALO, 0), min(part.stop + HALO, length))
