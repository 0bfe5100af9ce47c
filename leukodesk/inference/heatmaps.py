"""What a heatmap of one cell is."""

import numpy as np
import numpy.typing as npt

FieldBox = tuple[float, float, float, float]
"""``(y0, x0, y1, x1)`` in the field's edge coordinates; see :func:`leukodesk.imaging.crops.field_box`."""

Heatmap = tuple[FieldBox, npt.NDArray[np.float32]]
"""Where the crop lay that was looked at, and its heat (s, s), 0 to 1."""
