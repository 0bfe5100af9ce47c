"""Train on some units, speak about others: held-out probabilities by one split or by cross-validation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from torch import nn

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import Amount, sentence
from leukodesk.inference.calibration import Abstention, choose_abstention, fit_temperature, probabilities_of
from leukodesk.inference.classifiers.handcrafted_svm import HandcraftedSvm
from leukodesk.inference.classifiers.measured_models import MeasuredModel
from leukodesk.training.asked import Asked, asked_of
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.classical import fit_svm
from leukodesk.training.classical_models import fit_measured
from leukodesk.training.controls import shuffled
from leukodesk.training.loop import Epoch, Fit, Listeners, fit
from leukodesk.training.reading import asked_network, logits_of
from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split
from leukodesk.training.starting import Starter

FloatArray = npt.NDArray[np.float32]
Events = Callable[[Mapping[str, object]], None]

_LEAST_COVERAGE = 0.5


@dataclass(frozen=True)
class HeldOut:
    """What was said about cells, or fields, by weights that never saw their unit.

    Attributes:
        indices: (m,) into what is asked about the samples.
        logits: (m, k).
        probabilities: (m, k), calibrated without these.
        named: (m,) False where the model abstains, by a threshold chosen without these.
    """

    indices: IntArray
    logits: FloatArray
    probabilities: FloatArray
    named: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Calibration:
    """Temperature and abstention threshold, and what they were chosen on."""

    temperature: float
    abstention: Abstention

    @property
    def threshold(self) -> float:
        """The threshold; 0 where it would leave most cells to the reader."""
        return self.abstention.threshold if self.abstention.coverage >= _LEAST_COVERAGE else 0.0


def calibrate(logits: FloatArray, labels: IntArray, target_accuracy: float) -> Calibration:
    """Fit temperature, then choose the threshold, on held-out cells or fields."""
    temperature = fit_temperature(logits, labels)
    chosen = choose_abstention(probabilities_of(logits, temperature), labels, target_accuracy)
    return Calibration(temperature, chosen)


@dataclass(frozen=True)
class Trainer:
    """Fits networks of one recipe and reports each epoch.

    Attributes:
        starter: makes the network each fit begins with; holds the recipe.
        progress: told after each batch; raises to cancel.
        events: told each epoch as the worker's JSON event.
        checkpoints: where fits keep their state; None where nothing is kept.
    """

    starter: Starter
    progress: Progress
    events: Events
    checkpoints: Checkpoints | None = None

    def fit(self, training: Samples, validation: Samples | None, stage: str) -> tuple[nn.Module, Fit]:
        """A fitted network; ``stage`` says in the events which one it is."""
        cells = Amount(len(training), "cell")
        self.log(sentence("Training {stage} on {cells}", stage=stage, cells=cells))
        recipe, network = self.starter.recipe, self.starter.network(training, self.log)

        def told(epoch: Epoch) -> None:
            self.events(
                {
                    "event": "epoch",
                    "stage": stage,
                    "epoch": epoch.number,
                    "epochs": epoch.of,
                    "train_loss": epoch.train_loss,
                    "validation_loss": epoch.validation_loss,
                    "balanced_accuracy": epoch.balanced_accuracy,
                }
            )

        def reported(done: int, total: int, text: str = "") -> None:
            self.progress(done, total, f"{text} {stage}")

        asked_network(network, recipe.task, recipe.architecture)
        if isinstance(network, HandcraftedSvm):
            fitted = fit_svm(network, training, validation, recipe, reported)
            told(fitted.history[-1])
        elif isinstance(network, MeasuredModel):
            fitted = fit_measured(network, training, validation, recipe, reported)
            told(fitted.history[-1])
        else:
            fitted = fit(
                network,
                training,
                validation,
                recipe,
                self.starter.normaliser,
                Listeners(reported, told, self.log),
                self.checkpoints.of(stage) if self.checkpoints else None,
                self.starter.recipe_file,
            )
        return network, fitted

    def log(self, text: str) -> None:
        """Pass a sentence on to the reader."""
        self.events({"event": "log", "text": text})

    def logits(self, network: nn.Module, cells: Samples) -> FloatArray:
        """Uncalibrated outputs (n, k) for n cells, or (f, k) for the fields they lie in."""
        recipe, normaliser = self.starter.recipe, self.starter.normaliser
        return logits_of(
            network, cells.crops, normaliser, recipe.turns, self.progress, cells.places, recipe.task
        )

    def asked(self, samples: Samples) -> Asked:
        """What the recipe's model is asked about samples."""
        return asked_of(samples, self.starter.recipe.task)

    def single(
        self, samples: Samples, split: Split, stage: str, *, shuffle: bool = False
    ) -> tuple[HeldOut, Calibration, nn.Module, Fit]:
        """Train, validate and test once; calibration comes from the validation part."""
        training, validation = (
            self._part(samples, part, shuffle) for part in (split.train, split.validation)
        )
        network, fitted = self.fit(training, validation, stage)
        calibration = self._calibrated(self.logits(network, validation), self.asked(validation).labels)
        tested = self.asked(samples).among(split.test)
        held_out = _spoken(tested, self.logits(network, samples.take(split.test)), calibration)
        return held_out, calibration, network, fitted

    def cross_validate(
        self,
        samples: Samples,
        splits: list[Split],
        stage: str,
        *,
        shuffle: bool = False,
        fitted_fold: Callable[[nn.Module, Split], None] | None = None,
    ) -> tuple[HeldOut, Calibration, tuple[Fit, ...]]:
        """Train once per fold; every cell is spoken about by the fold that held it out.

        A fold's calibration comes from its validation part, or, where there is none, from what the other
        folds said about their own held-out cells, never from the cells it is reported on. ``fitted_fold`` is
        told each fold's network.

        Returns:
            What was said, the calibration on all held-out cells for weights trained on everything, and
            the fits.
        """
        asked = self.asked(samples)
        tests = [asked.among(split.test) for split in splits]
        said: list[FloatArray] = []
        calibrations: list[Calibration | None] = []
        fits: list[Fit] = []
        for split in splits:
            validation = self._part(samples, split.validation, shuffle) if len(split.validation) else None
            training = self._part(samples, split.train, shuffle)
            network, fitted = self.fit(training, validation, f"{stage}{split.name}")
            fits.append(fitted)
            if fitted_fold is not None:
                fitted_fold(network, split)
            said.append(self.logits(network, samples.take(split.test)))
            own = validation and self._calibrated(
                self.logits(network, validation), self.asked(validation).labels
            )
            calibrations.append(own or None)
        parts = []
        for number, (tested, calibration) in enumerate(zip(tests, calibrations, strict=True)):
            others = [i for i in range(len(splits)) if i != number]
            chosen = calibration or self._calibrated(
                np.concatenate([said[i] for i in others]),
                asked.labels[np.concatenate([tests[i] for i in others])],
            )
            parts.append(_spoken(tested, said[number], chosen))
        whole = _joined(parts)
        return whole, self._calibrated(whole.logits, asked.labels[whole.indices]), tuple(fits)

    def _part(self, samples: Samples, indices: IntArray, shuffle: bool) -> Samples:
        # Also what is validated on: weights that are kept for true labels know something of them.
        part = samples.take(indices)
        if not shuffle:
            return part
        asked = self.asked(part)
        return part.relabelled(shuffled(asked.labels, self.starter.recipe.seed)[asked.of_cell])

    def _calibrated(self, logits: FloatArray, labels: IntArray) -> Calibration:
        return calibrate(logits, labels, self.starter.recipe.abstention_accuracy)


def _spoken(indices: IntArray, logits: FloatArray, calibration: Calibration) -> HeldOut:
    probabilities = probabilities_of(logits, calibration.temperature)
    return HeldOut(indices, logits, probabilities, probabilities.max(axis=1) >= calibration.threshold)


def _joined(parts: list[HeldOut]) -> HeldOut:
    return HeldOut(
        np.concatenate([part.indices for part in parts]),
        np.concatenate([part.logits for part in parts]),
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.named for part in parts]),
    )
