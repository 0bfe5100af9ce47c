"""Small pictures and the files they are kept in."""

import io

import numpy as np
from PIL import Image


def picture(height: int = 48, width: int = 64) -> np.ndarray:
    """A smooth colour picture in which no two corners look alike."""
    y, x = np.mgrid[0:height, 0:width]
    channels = [60 + 150 * y / height, 220 - 140 * x / width, 90 + 100 * (x / width) * (y / height)]
    return np.stack(channels, axis=2).astype(np.uint8)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The image as the bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def difference(one: np.ndarray, other: np.ndarray) -> int:
    """The largest difference of two pictures of one shape."""
    assert one.shape == other.shape
    return int(np.abs(one.astype(int) - other.astype(int)).max())
