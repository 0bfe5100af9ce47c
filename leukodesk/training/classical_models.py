"""Fitting the classical models of Asaad et al., Table 5, to measured features, as models that can be kept."""

import time

import numpy as np

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.handcrafted import handcrafted_features
from leukodesk.inference.classifiers.measured_models import MeasuredModel
from leukodesk.training.baselines import fit_baseline, why_not
from leukodesk.training.classical import judged_once
from leukodesk.training.loop import Fit
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import Samples


def fit_measured(
    network: MeasuredModel,
    training: Samples,
    validation: Samples | None,
    recipe: Recipe,
    progress: Progress,
) -> Fit:
    """Fit a model in place: features scaled to mean 0 and deviation 1, then the model with its own defaults.

    Nothing is chosen, so the validation part is measured only, for the curve and the calibration. Classes are
    weighted as the recipe says where the model can weight them. Crops are not augmented.

    Args:
        network: changed in place.
        training: the cells to fit.
        validation: the cells to measure on, or None.
        recipe: names the model; its seed and class weights are followed.
        progress: told after each crop; raises to cancel.

    Raises:
        ModelError: it cannot be fitted to such cells.
    """
    title = LISTED[recipe.architecture].title
    size_um = training.spec.pixel_size_um
    features = handcrafted_features(training.crops, size_um, progress)
    start = time.perf_counter()
    try:
        fitted = fit_baseline(
            recipe.architecture,
            features,
            training.labels,
            recipe.seed,
            class_weights=recipe.class_weights,
        )
    except ValueError as error:
        raise ModelError(
            sentence(
                "{title} cannot be fitted to these cells ({reason}); choose another model, or label "
                "more cells.",
                title=title,
                reason=why_not(error),
            )
        ) from error
    taken_s = time.perf_counter() - start
    network.keep(fitted.pipeline, features, size_um)
    labels = training.labels
    if validation is not None:
        features = np.concatenate([features, handcrafted_features(validation.crops, size_um, progress)])
        labels = np.concatenate([labels, validation.labels])
    epoch = judged_once(network.answers(features), labels, len(training))
    return Fit(1, (epoch,), _notices(title, features.shape[1], taken_s, converged=fitted.converged))


def _notices(title: str, features: int, taken_s: float, *, converged: bool) -> tuple[str, ...]:
    """What a fit has to tell: number of features, wall time, and whether it came to its end."""
    said = sentence(
        "{title} reads {features} features and was fitted in {seconds} s.",
        title=title,
        features=features,
        seconds=f"{taken_s:.1f}",
    )
    if converged:
        return (said,)
    return said, sentence("{title} did not come to the end of its search for the best fit.", title=title)
