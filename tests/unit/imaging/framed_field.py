"""A field with a frame, a strip or turned corners of one colour, and where in the image it lies."""

import cv2
import numpy as np

FRAMES = ("white", "light", "grey", "thin", "turned", "left", "caption", "coloured")


def framed(pixels, kind):
    """The image, and (h, w) True where it shows the field."""
    height, width = pixels.shape[:2]
    field = np.full((height, width), 255, np.uint8)
    if kind == "turned":
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), 7, 1)
        field = cv2.warpAffine(field, turn, (width, height), flags=cv2.INTER_NEAREST)
        image = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,) * 3)
    elif kind == "left":
        image = pixels.copy()
        field[:, : round(0.3 * width)] = 0
        image[field == 0] = 255
    elif kind == "caption":
        field = cv2.copyMakeBorder(field, 0, 100, 0, 0, cv2.BORDER_CONSTANT)
        image = cv2.copyMakeBorder(pixels, 0, 100, 0, 0, cv2.BORDER_CONSTANT, value=(255,) * 3)
        cv2.putText(image, "1000x  20 um", (60, height + 70), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
    else:
        around_px, colour = {
            "white": (90, (255, 255, 255)),
            "light": (90, (240, 240, 240)),
            "grey": (90, (128, 128, 128)),
            "thin": (16, (255, 255, 255)),
            "coloured": (60, (200, 30, 220)),
        }[kind]
        margins = (around_px,) * 4
        field = cv2.copyMakeBorder(field, *margins, cv2.BORDER_CONSTANT)
        image = cv2.copyMakeBorder(pixels, *margins, cv2.BORDER_CONSTANT, value=colour)
    return image, field > 0
