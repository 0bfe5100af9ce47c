"""The step of an analysis that adjusts a smear to a colour template, and what the reader is told about it."""

from dataclasses import replace
from typing import Final

from leukodesk.core.results import Segmentation
from leukodesk.core.sentence import sentence
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.cards import ModelCard

TEMPLATE_SETTINGS: Final = ("stain_template", "stain_template_digest")
"""Under these names a segmentation tells the template among its parameters."""


def adjusted_image(image: SmearImage, template: StainTemplate | None) -> SmearImage:
    """The smear in the colours of the template; its identity and its file stay what they are."""
    return image if template is None else replace(image, pixels=template.adjusted(image.pixels))


def with_template(segmentation: Segmentation, template: StainTemplate | None) -> Segmentation:
    """The segmentation with the template's name and digest among its parameters."""
    if template is None:
        return segmentation
    told = dict(zip(TEMPLATE_SETTINGS, (template.name, template.digest), strict=True))
    return replace(segmentation, parameters={**segmentation.parameters, **told})


def stain_notices(template: StainTemplate | None, card: ModelCard | None) -> tuple[str, ...]:
    """What the reader should know about adjusted colours, one sentence each.

    Args:
        template: of the colours, or None.
        card: of the model that names the cells, or None.
    """
    if template is None or card is None or card.stain != "none":
        return ()
    notice = sentence(
        "The colours were adjusted to the template {template}, but the model {card} was trained without, so "
        "the figures on its card do not hold here.",
        template=template.name,
        card=card.id,
    )
    return (notice,)
