"""Segmenters of a test, which no other test meets."""

from collections.abc import Iterator
from contextlib import contextmanager

from leukodesk.inference import registry
from leukodesk.inference.registry import register_segmenter


@contextmanager
def registered(*kinds: type, **description: object) -> Iterator[None]:
    """Have segmenter classes registered under their ``id`` within this block; see ``register_segmenter``."""
    done: list[str] = []
    try:
        for kind in kinds:
            register_segmenter(kind.id, **description)(kind)
            done.append(kind.id)
        yield
    finally:
        for segmenter_id in done:
            registry._SEGMENTERS._builders.pop(segmenter_id)
