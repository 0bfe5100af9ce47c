"""With what a smear was analysed, as a value that is kept with the cells."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

Value = bool | int | float | str | None


@dataclass(frozen=True)
class Procedure:
    """With what cells were found, or named.

    Attributes:
        program: version of the program.
        segmenter: who found the cells; empty where known ones were named only.
        settings: everything it was told, also what was left at its default, by the setting's name.
        model: who named them; empty where nobody did.
        model_sha256: digest of that model's weights, which tells one version of it from another.
        template: name of the colours that the smear was adjusted to; empty where they were left.
        template_digest: tells these from others of that name.
        pixel_size_um: micrometres per pixel it was analysed at.
        scale_source: how they were known: ``given``, ``metadata``, ``estimated`` or ``default``.
    """

    program: str
    segmenter: str = ""
    settings: Mapping[str, Value] = field(default_factory=dict)
    model: str = ""
    model_sha256: str = ""
    template: str = ""
    template_digest: str = ""
    pixel_size_um: float = 0.0
    scale_source: str = ""

    @cached_property
    def id(self) -> str:
        """The first 16 hexadecimal digits of a digest over all of it: equal procedures are one."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def __hash__(self) -> int:
        return hash(self.id)
