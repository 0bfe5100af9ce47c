"""Which segmenters and architectures there are, and how each is made.

A plugin brings them with an entry point in the group ``leukodesk.segmenters`` or ``leukodesk.classifiers``,
see :mod:`leukodesk.inference.plugins`.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from leukodesk.core.sentence import sentence
from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.plugins import Registry
from leukodesk.inference.segmenters.entry import Presets, SegmenterEntry
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.inference.segmenters.settings import Setting

SegmenterBuilder = Callable[..., Segmenter]
ArchitectureBuilder = Callable[[], Architecture]

_SEGMENTERS: Final[Registry[SegmenterEntry]] = Registry(
    sentence("segmenter"),
    "leukodesk.segmenters",
    (
        ("lab-kmeans", "leukodesk.inference.segmenters.lab_kmeans"),
        ("pivot-growing", "leukodesk.inference.segmenters.pivot_growing"),
        ("unet-plr", "leukodesk.inference.segmenters.unet_plr"),
    ),
)
_ARCHITECTURES: Final[Registry[ArchitectureBuilder]] = Registry(
    sentence("architecture"),
    "leukodesk.classifiers",
    tuple((listed.id, listed.module) for listed in LISTED.values()),
)

_S = TypeVar("_S", bound=SegmenterBuilder)
_A = TypeVar("_A", bound=ArchitectureBuilder)


def register_segmenter(
    segmenter_id: str, *, title: str = "", parameters: type | None = None, presets: Presets | None = None
) -> Callable[[_S], _S]:
    """Decorate a builder ``(**parameters) -> Segmenter`` to register it.

    Args:
        segmenter_id: its id.
        title: what the reader sees; the id if left out.
        parameters: the frozen dataclass of its parameters, whose fields are made with
            :func:`leukodesk.inference.segmenters.settings.setting`; without it nothing can be set by a
            reader and the builder itself refuses what it does not know.
        presets: named choices of parameters.

    Raises:
        ValueError: the id is taken.
    """

    def decorate(builder: _S) -> _S:
        entry = SegmenterEntry(segmenter_id, builder, title or segmenter_id, parameters, presets or {})
        _SEGMENTERS.register(segmenter_id, entry)
        return builder

    return decorate


def segmenter_ids() -> tuple[str, ...]:
    """Ids of all segmenters, the built-in ones first."""
    return _SEGMENTERS.ids()


def segmenter_title(segmenter_id: str) -> str:
    """What the reader sees; raises as :func:`create_segmenter`."""
    return _SEGMENTERS.builder(segmenter_id).title


def segmenter_settings(segmenter_id: str) -> tuple[Setting, ...]:
    """What a segmenter can be told, without importing torch; raises as :func:`create_segmenter`."""
    return _SEGMENTERS.builder(segmenter_id).settings


def segmenter_presets(segmenter_id: str) -> dict[str, dict[str, Any]]:
    """The named choices of parameters of a segmenter; raises as :func:`create_segmenter`."""
    entry = _SEGMENTERS.builder(segmenter_id)
    return {name: entry.preset(name) for name in entry.presets}


def segmenter_preset(segmenter_id: str, name: str) -> dict[str, Any]:
    """One named choice of parameters.

    Raises:
        UnknownIdError: there is no such segmenter or preset; lists near names.
        ModelError: its plugin cannot be used.
    """
    return _SEGMENTERS.builder(segmenter_id).preset(name)


def create_segmenter(segmenter_id: str, **parameters: object) -> Segmenter:
    """Make a segmenter.

    Args:
        segmenter_id: one of :func:`segmenter_ids`.
        parameters: what its builder accepts; none for the defaults.

    Raises:
        UnknownIdError: no segmenter has that id, or it has no such parameter.
        SettingError: a parameter is outside its range.
        ModelError: its plugin cannot be used.
    """
    return _SEGMENTERS.builder(segmenter_id)(**parameters)


def register_architecture(architecture_id: str) -> Callable[[_A], _A]:
    """Decorate a builder ``() -> Architecture`` to register it.

    Raises:
        ValueError: the id is taken.
    """

    def decorate(builder: _A) -> _A:
        _ARCHITECTURES.register(architecture_id, builder)
        return builder

    return decorate


def architecture_ids() -> tuple[str, ...]:
    """Ids of all architectures that can be trained, the built-in ones first."""
    return _ARCHITECTURES.ids()


def create_architecture(architecture_id: str) -> Architecture:
    """The description of an architecture.

    Raises:
        UnknownIdError: no architecture has that id.
        ModelError: its plugin cannot be used.
    """
    return _ARCHITECTURES.builder(architecture_id)()
