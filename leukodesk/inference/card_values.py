"""What the values in a model card may be."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

# Ids and file names end up in paths: no separators, no leading dot, nothing a shell or Windows minds.
_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9_.+-]*$"

Name = Annotated[str, Field(pattern=_NAME, max_length=120)]
Unit = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


class Frozen(BaseModel):
    """Part of a card: immutable, without unknown keys, of finite numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
