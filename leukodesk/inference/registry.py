"""Which segmenters and architectures there are, and how each is made.

A built-in or a plugin registers a builder under its id; nothing is imported before it is asked for, so
listing ids is cheap and works in a frozen program. A plugin is a package with an entry point in the
group ``leukodesk.segmenters`` or ``leukodesk.classifiers`` whose name is the id and whose value is the
module that registers it.
"""

import functools
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.segmenters.entry import Presets, SegmenterEntry
from leukodesk.inference.segmenters.settings import Setting

if TYPE_CHECKING:
    from torch import nn

ImageArray = npt.NDArray[np.uint8]

IMAGENET_MEAN: Final = (0.485, 0.456, 0.406)
IMAGENET_STD: Final = (0.229, 0.224, 0.225)
"""Per channel, of RGB in 0 to 1: what torchvision's ImageNet weights were trained with."""


class Segmenter(Protocol):
    """Finds cells in one smear.

    Attributes:
        id: the id it is registered under.
        parameters: the parameters it runs with, as they go into results.
    """

    @property
    def id(self) -> str:
        """The id it is registered under."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters it runs with."""

    def segment(
        self, pixels: ImageArray, smear: Smear, *, pixel_size_um: float | None, progress: Progress
    ) -> Segmentation:
        """Find the cells of ``smear``.

        Args:
            pixels: RGB, shape (h, w, 3).
            smear: the smear the cells belong to.
            pixel_size_um: micrometres per pixel, or None while unknown.
            progress: told how far the work is; raises to cancel it.
        """


def needs_torch(segmenter: Segmenter) -> bool:
    """Whether a segmenter belongs on the gpu thread.

    One that says ``needs_torch = False`` finds cells without torch; it need not wait until torch is
    imported and a model loaded, which takes seconds after the start.
    """
    return bool(getattr(segmenter, "needs_torch", True))


def run_on(segmenter: Segmenter, device: str) -> None:
    """Tell a segmenter that runs a network where to run it; one that has no ``device`` needs none.

    Args:
        segmenter: any.
        device: ``auto``, ``cpu`` or ``cuda``.
    """
    if hasattr(segmenter, "device"):
        segmenter.device = device


@dataclass(frozen=True)
class Architecture:
    """A kind of network that names cells.

    Attributes:
        id: the id it is registered under.
        title: what the reader sees.
        build: makes the network with random weights; takes the number of classes, gives logits (n, k)
            for inputs (n, 3, s, s).
        target_layer: the layer of such a network whose output class activation maps are made from.
        input_size_px: side of the crops it works best with; any size it can pool is accepted.
        head: names of the parameters that depend on the number of classes start with this.
        imagenet_weights: torchvision's name of the ImageNet weights to start from, or empty for none.
        imagenet_of: id of the architecture whose ImageNet weights those are; empty for this one.
        without: names of ImageNet weights that this network has no use for start with one of these.
        beyond: names of parameters, beside the head's, that ImageNet weights do not have start with one of
            these.
        mean, std: normalisation that a training run with this architecture starts from, per channel.
    """

    id: str
    title: str
    build: Callable[[int], "nn.Module"]
    target_layer: Callable[["nn.Module"], "nn.Module"]
    input_size_px: int
    head: str
    imagenet_weights: str = ""
    imagenet_of: str = ""
    without: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    mean: tuple[float, float, float] = IMAGENET_MEAN
    std: tuple[float, float, float] = IMAGENET_STD


_Builder = TypeVar("_Builder", bound=Callable[..., object])


@dataclass
class Registry(Generic[_Builder]):
    """Builders by id.

    Attributes:
        noun: what one entry is called in messages.
        group: entry-point group of plugins.
        builtins: id and module of everything that travels with the program.
    """

    noun: str
    group: str
    builtins: tuple[tuple[str, str], ...]
    _builders: dict[str, _Builder] = field(default_factory=dict)

    def register(self, entry_id: str, builder: _Builder) -> None:
        """Add a builder.

        Raises:
            ValueError: the id is taken.
        """
        if entry_id in self._builders:
            raise ValueError(f"the {self.noun} '{entry_id}' is already registered")
        self._builders[entry_id] = builder

    def ids(self) -> tuple[str, ...]:
        """All ids: built-in ones first, then plugins and what was registered directly, each sorted.

        Raises:
            ModelError: two packages claim the same id.
        """
        builtin = dict(self.builtins)
        return (*sorted(builtin), *sorted((self._plugins().keys() | self._builders.keys()) - builtin.keys()))

    def builder(self, entry_id: str) -> _Builder:
        """The builder of ``entry_id``; imports its module at first use.

        Raises:
            UnknownIdError: nothing has that id.
            ModelError: the plugin that has it cannot be imported or does not register it.
        """
        if entry_id not in self._builders:
            module = dict(self.builtins).get(entry_id)
            if module is not None:
                importlib.import_module(module)
            else:
                self._import_plugin(entry_id)
        return self._builders[entry_id]

    def _plugins(self) -> dict[str, EntryPoint]:
        found: dict[str, EntryPoint] = {}
        taken = dict(self.builtins)
        for point in installed_plugins(self.group):
            if point.name in taken or point.name in found:
                raise ModelError(
                    sentence(
                        "The plugin {value} brings a {noun} called '{point}', and another one with that id "
                        "is installed; uninstall one of the two.",
                        value=point.value,
                        noun=self.noun,
                        point=point.name,
                    )
                )
            found[point.name] = point
        return found

    def _import_plugin(self, entry_id: str) -> None:
        point = self._plugins().get(entry_id)
        if point is None:
            raise UnknownIdError(self.noun, entry_id, self.ids())
        try:
            point.load()
        except (ImportError, AttributeError) as error:
            raise ModelError(
                sentence(
                    "The plugin {value} with the {noun} '{entry_id}' cannot be loaded ({error}); update "
                    "or uninstall it.",
                    value=point.value,
                    noun=self.noun,
                    entry_id=entry_id,
                    error=error,
                )
            ) from error
        if entry_id not in self._builders:
            raise ModelError(
                sentence(
                    "The plugin {value} does not register the {noun} '{entry_id}' that it announces; "
                    "update or uninstall it.",
                    value=point.value,
                    noun=self.noun,
                    entry_id=entry_id,
                )
            )


@functools.cache
def installed_plugins(group: str) -> tuple[EntryPoint, ...]:
    """What installed packages bring; read once, since that opens a file of every one of them."""
    # A package that is found twice on the path repeats its own.
    return tuple({(point.name, point.value): point for point in entry_points(group=group)}.values())


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
