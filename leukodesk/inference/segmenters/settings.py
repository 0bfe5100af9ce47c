"""What a segmenter can be told: its parameters with title, unit, range and help, for window and command line.

A segmenter's parameters are one frozen dataclass whose fields are made with :func:`setting`; everything that
shows, checks or reads a parameter takes what it needs from there.
"""

import dataclasses
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Final, Literal, TypeGuard

from leukodesk.core.errors import SettingError, UnknownIdError
from leukodesk.core.sentence import sentence

Kind = Literal["whole", "real", "switch", "choice"]

_KEY: Final = "leukodesk.setting"
_SWITCH: Final = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False}


def choice_text(choice: object) -> str:
    """English for a value that is chosen by name, as it is listed."""
    text = str(choice)
    return f"{text[0].upper()}{text[1:]}".replace("-", " ")


@dataclass(frozen=True)
class Setting:
    """One parameter of a segmenter.

    Attributes:
        name: of the dataclass field, and on the command line.
        title: what the reader sees.
        kind: ``whole`` for an int, ``real`` for a float, ``switch`` for a bool, ``choice`` for one of a few.
        default: the value without any choice.
        unit: for example ``µm``, or empty.
        low, high: bounds, both allowed; None for none.
        step: what one press of an arrow changes, or None to let the window choose.
        choices: the allowed values of a ``choice``.
        help: one or two sentences on what it does.
    """

    name: str
    title: str
    kind: Kind
    default: Any
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[Any, ...] = ()
    help: str = ""

    def value_of(self, value: object) -> Any:
        """``value`` as the field's own type.

        Raises:
            SettingError: it is of another type or outside the range.
        """
        kind = self.kind
        if kind == "choice" and value in self.choices:
            return value
        if kind == "switch" and isinstance(value, bool):
            return value
        if kind in ("whole", "real") and _is_number(value):
            number = float(value)
            whole = isinstance(value, Integral) or number.is_integer()
            if math.isfinite(number) and self._holds(number) and (whole or kind == "real"):
                return int(number) if kind == "whole" else number
        raise SettingError(
            sentence(
                "{title} ({name}) must be {range_text}, not {value}.",
                title=self.title,
                name=self.name,
                range_text=self.range_text,
                value=repr(value),
            )
        )

    def read(self, text: str) -> Any:
        """The value that ``text`` writes, as on the command line.

        Raises:
            SettingError: it is none, or outside the range.
        """
        text = text.strip()
        if self.kind == "choice":
            return self.value_of({str(choice): choice for choice in self.choices}.get(text, text))
        if self.kind == "switch":
            return self.value_of(_SWITCH.get(text.lower(), text))
        try:
            return self.value_of(int(text) if self.kind == "whole" else float(text))
        except ValueError:
            return self.value_of(text)

    @property
    def range_text(self) -> str:
        """The values it may have, to follow ``must be``."""
        if self.kind == "choice":
            return sentence("one of {choices}", choices=", ".join(map(str, self.choices)))
        if self.kind == "switch":
            return sentence("yes or no")
        noun = sentence("a whole number") if self.kind == "whole" else sentence("a number")
        limits = {"noun": noun, "low": self.low, "high": self.high, "unit": f" {self.unit}" * bool(self.unit)}
        if self.low is not None and self.high is not None:
            return sentence("{noun} from {low:g} to {high:g}{unit}", **limits)
        if self.low is not None:
            return sentence("{noun} of {low:g}{unit} or more", **limits)
        return sentence("{noun} up to {high:g}{unit}", **limits) if self.high is not None else noun

    def _holds(self, number: float) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


def setting(
    default: Any,
    title: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    choices: Sequence[Any] | Callable[[], Sequence[Any]] = (),
    help: str = "",  # noqa: A002  # the word the reader of a dataclass expects
) -> Any:
    """A dataclass field with what :class:`Setting` says about it; lengths are in micrometres.

    ``choices`` may be a function that lists them when they are asked for.
    """
    kind: Kind = "choice" if choices else _kind_of(default)
    about = {
        "title": title,
        "kind": kind,
        "unit": unit,
        "low": low,
        "high": high,
        "step": step,
        "choices": choices,
        "help": help,
    }
    return dataclasses.field(default=default, metadata={_KEY: about})


def settings_of(parameters: type) -> tuple[Setting, ...]:
    """The settings of a parameters dataclass, in the order of its fields.

    Fields that were not made with :func:`setting` are none of the reader's business and left out.
    """
    return tuple(
        Setting(name=field.name, default=field.default, **_listed(field.metadata[_KEY]))
        for field in dataclasses.fields(parameters)
        if _KEY in field.metadata
    )


def _listed(about: Mapping[str, Any]) -> dict[str, Any]:
    choices = about["choices"]
    return {**about, "choices": tuple(choices() if callable(choices) else choices)}


def check(parameters: object) -> str:
    """What is wrong with a parameters dataclass, as one sentence naming the setting, its range and the value.

    Returns:
        The sentence, or empty when every setting is within its range.
    """
    try:
        require(parameters)
    except SettingError as error:
        return str(error)
    return ""


def require(parameters: object) -> None:
    """Refuse a parameters dataclass with a value outside its range; for ``__post_init__``.

    Raises:
        SettingError: the first wrong setting, its range and the value.
    """
    for known in settings_of(type(parameters)):
        known.value_of(getattr(parameters, known.name))


def values_of(settings: Iterable[Setting], given: Mapping[str, object], owner: str) -> dict[str, Any]:
    """The given values, each of its setting's own type.

    Args:
        settings: what there is to set.
        given: by name.
        owner: the segmenter, as messages call it.

    Raises:
        UnknownIdError: a name that is none of the settings; lists near ones.
        SettingError: a value outside its range.
    """
    known = {setting.name: setting for setting in settings}
    return {name: _named(known, name, owner).value_of(value) for name, value in given.items()}


def read_values(settings: Iterable[Setting], texts: Iterable[str], owner: str) -> dict[str, Any]:
    """The values that texts such as ``pivots=40`` give; the last of a name counts.

    Raises:
        UnknownIdError: a name that is none of the settings; lists near ones.
        SettingError: a text without ``=``, or a value outside its range.
    """
    known = {setting.name: setting for setting in settings}
    values = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise SettingError(
                sentence(
                    "'{text}' sets nothing; write it as NAME=VALUE, for example {example}.",
                    text=text,
                    example=_example(known),
                )
            )
        values[name.strip()] = _named(known, name.strip(), owner).read(value)
    return values


def _named(known: Mapping[str, Setting], name: str, owner: str) -> Setting:
    if name not in known:
        raise UnknownIdError(sentence("setting of {owner}", owner=owner), name, known)
    return known[name]


def _example(known: Mapping[str, Setting]) -> str:
    return next((f"{setting.name}={setting.default}" for setting in known.values()), "pivots=32")


def _is_number(value: object) -> TypeGuard[Real]:
    return type(value) is not bool and isinstance(value, Real)


def _kind_of(default: object) -> Kind:
    if isinstance(default, bool):
        return "switch"
    return "whole" if isinstance(default, int) else "real"
