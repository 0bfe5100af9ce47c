"""What can be chosen by id: what travels with the program, and what plugins bring.

A built-in or a plugin registers a builder under its id; nothing is imported before it is asked for, so
listing ids is cheap and works in a frozen program. A plugin is a package with an entry point whose name is
the id and whose value is the module that registers it.
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.sentence import sentence

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
