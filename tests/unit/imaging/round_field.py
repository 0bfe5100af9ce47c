"""A field as an eyepiece's circle shows it: black outside, with a soft edge and a camera's noise."""

import cv2
import numpy as np


def lit_of(shape, radius, centre, softness_px):
    """(h, w) float32 share of the light that arrives; radius and centre as shares of the width and sides."""
    height, width = shape
    rows, columns = np.mgrid[:height, :width]
    lit = np.hypot(rows - centre[0] * height, columns - centre[1] * width) < radius * width
    lit = lit.astype(np.float32)
    return cv2.GaussianBlur(lit, (0, 0), softness_px) if softness_px else lit


def on_black(pixels, lit, black=8, noise=3):
    """The pixels as a JPEG of them with that light would show them."""
    shown = pixels * lit[..., None] + black * (1 - lit[..., None])
    shown = shown + np.random.default_rng(0).normal(0, noise, pixels.shape)
    _, encoded = cv2.imencode(".jpg", shown.clip(0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return cv2.imdecode(encoded, cv2.IMREAD_UNCHANGED)
