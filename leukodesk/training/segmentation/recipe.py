"""Settings of a segmentation training."""

from pydantic import BaseModel, ConfigDict, Field


class SegmentationRecipe(BaseModel):
    """Settings of one run; every one of them goes into the card.

    Attributes:
        epochs: number of reports; an epoch is ``windows`` windows, each seen once.
        windows: composed windows per epoch.
        batch: windows per step.
        learning_rate: the highest, reached after a tenth of the run; it then falls to nothing.
        weight_decay: of AdamW.
        composed_share, field_share: see :class:`leukodesk.training.segmentation.composing.Mixture`.
        working_pixel_size_um: scale the network learns at.
        seed: of all random choices.
        start: id of the weights it goes on from; random ones where empty.
        licence: of the training data, as it goes into the card.
        workers: processes that compose windows beside the training.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    epochs: int = Field(default=60, ge=1)
    windows: int = Field(default=800, ge=1)
    batch: int = Field(default=8, ge=1)
    learning_rate: float = Field(default=3e-3, gt=0)
    weight_decay: float = Field(default=1e-4, ge=0)
    composed_share: float = Field(default=0.35, ge=0, le=1)
    field_share: float = Field(default=0.15, ge=0, le=1)
    working_pixel_size_um: float = Field(default=0.16, gt=0)
    seed: int = Field(default=0, ge=0)
    start: str = ""
    licence: str = "Not stated; trained on the reader's own data."
    workers: int = Field(default=1, ge=0)
