"""What a laboratory must not let out: its key of pseudonyms, a photo that names patient and photographer."""

from pathlib import Path

import numpy as np
from PIL import Image

KEY = "8f1d0c5b7a92e3461fb0d7c94e5a2683c1d9e07b64f83a25"
"""As random as a key has to be."""

PHOTOGRAPHER = "Dr. Personal Name"
PATIENT = "UID_7"
"""Id of the patient whose cell :func:`photograph` writes."""

_ARTIST = 315


def photograph(folder: Path) -> Path:
    """Write a photo with camera data of a patient's cell, as C-NMC names it; the folder to import."""
    photos = folder / "Jane Doe" / "all"
    photos.mkdir(parents=True)
    pixels = np.zeros((60, 60, 3), np.uint8)
    pixels[10:40, 10:40] = np.random.default_rng(0).integers(60, 255, (30, 30, 3), np.uint8)
    exif = Image.Exif()
    exif[_ARTIST] = PHOTOGRAPHER
    Image.fromarray(pixels).save(photos / f"{PATIENT}_1_1_all.jpg", exif=exif, quality=95)
    return photos.parent
