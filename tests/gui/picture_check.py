"""Compares what a widget looks like with stored pictures.

Fonts are drawn a little differently from machine to machine, so both pictures are shrunk until a letter is
a grey stain: what is compared is layout, colour and presence, not the edges of glyphs.
"""

from pathlib import Path

import cv2
import numpy as np

SNAPSHOTS = Path(__file__).parent / "snapshots"
SHRUNK = (350, 225)
CLOSE = 26
SHARE = 0.99


def grabbed(widget):
    """What the widget looks like; RGB, uint8, (h, w, 3)."""
    image = widget.grab().toImage()
    image = image.convertToFormat(image.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def shrunk(widget, size=SHRUNK):
    return cv2.resize(grabbed(widget), size, interpolation=cv2.INTER_AREA)


def same_share(now, name):
    """Share of the pixels of a shrunken picture that are as in the stored one."""
    then = cv2.imread(str(SNAPSHOTS / f"{name}.png"))[..., ::-1]
    assert now.shape == then.shape
    return float((np.abs(now.astype(int) - then.astype(int)).max(axis=2) <= CLOSE).mean())


def check(request, widget, name, size=SHRUNK):
    path = SNAPSHOTS / f"{name}.png"
    now = shrunk(widget, size)
    if request.config.getoption("--update-snapshots", default=False):
        SNAPSHOTS.mkdir(exist_ok=True)
        cv2.imwrite(str(path), now[..., ::-1])
        return
    assert path.exists(), f"run pytest tests/gui --update-snapshots to store {path.name}"
    share = same_share(now, name)
    assert share >= SHARE, f"{path.name}: only {share:.1%} of the picture is as it was"
