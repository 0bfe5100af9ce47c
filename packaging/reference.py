"""Draw the reference smear and ask shipped models and segmenters about it: ``python packaging/reference.py``.

The smear is drawn only where it is missing: models of readers can be compared as long as it stays the same.
Run it again after shipped models were trained or measured anew, or outlines changed on purpose; cards are
rewritten in place.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from leukodesk import atomic  # noqa: E402
from leukodesk.config import builtin_models_dir  # noqa: E402
from leukodesk.core.cell import CellKind  # noqa: E402
from leukodesk.imaging.phantom import Phantom, render_phantom, write_phantom  # noqa: E402
from leukodesk.inference.card_files import save_card  # noqa: E402
from leukodesk.inference.devices import prepare_torch  # noqa: E402
from leukodesk.inference.library import ModelLibrary  # noqa: E402
from leukodesk.inference.reference import PIXEL_SIZE_UM, reference_answers, reference_files  # noqa: E402
from leukodesk.inference.reference_finds import finds_path, reference_finds  # noqa: E402
from leukodesk.inference.registry import segmenter_ids  # noqa: E402


def main() -> None:
    """Draw, ask, write."""
    smear, cells = reference_files()
    if not smear.exists():
        smear.parent.mkdir(exist_ok=True)
        phantom = render_phantom(1, 480, 640, pixel_size_um=PIXEL_SIZE_UM, white_cells=8)
        write_phantom(phantom, smear)
        _write_cells(phantom, cells)
    prepare_torch()
    folder = builtin_models_dir()
    library = ModelLibrary((folder, folder / "none"))
    for card in library.cards():
        answers = reference_answers(library.load(card.id, "cpu"))
        print(save_card(card.model_copy(update={"reference": answers}), folder))
    finds = {name: reference_finds(name).rows.tolist() for name in segmenter_ids()}
    atomic.write_bytes(finds_path(), (json.dumps(finds, indent=1) + "\n").encode())


def _write_cells(phantom: Phantom, path: Path) -> None:
    values = np.zeros(phantom.pixels.shape[:2], np.uint8)
    white = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    for index, cell in enumerate(white):
        for mask, value in ((cell.cell_mask, 2 * index + 1), (cell.nucleus_mask, 2 * index + 2)):
            if mask is not None:
                y0, x0, y1, x1 = mask.bbox
                values[y0:y1, x0:x1][mask.pixels] = value
    atomic.write_bytes(path, cv2.imencode(".png", values, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes())


if __name__ == "__main__":
    main()
