"""Classifiers whose activations have learned slopes (parametric leaky ReLU, PLR)."""

from dataclasses import replace
from typing import Final

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.networks.plr import with_learned_slopes

PLR: Final = "-plr"
"""Ids of such networks end with this; their ImageNet weights are those of the plain network."""


def plr_of(plain: Architecture) -> Architecture:
    """The same network with a PReLU in place of each activation (Asaad et al., Table 6)."""
    architecture_id = plain.id + PLR
    return replace(
        plain,
        id=architecture_id,
        title=LISTED[architecture_id].title,
        build=lambda n_classes: with_learned_slopes(plain.build(n_classes)),
    )
