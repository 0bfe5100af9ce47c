"""Deal cells to training, validation and test so that nothing of one patient or field is on two sides."""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import Amount, ClassName, Joined, Sentence, other_words, sentence
from leukodesk.training.blocks import blocks_of
from leukodesk.training.dealing import dealt_one_by_one
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.same_cells import refuse_same_cells
from leukodesk.training.samples import IntArray, Samples

TextArray = npt.NDArray[np.str_]

_TRIES = 20
_FEWEST_FOLDS = 3


@dataclass(frozen=True)
class Split:
    """Parts of the samples; no unit is in two of them.

    Attributes:
        name: what it is, for example ``fold 2 of 5``.
        train, validation, test: indices into the samples; validation may be empty.
    """

    name: str
    train: IntArray
    validation: IntArray
    test: IntArray

    @property
    def parts(self) -> Mapping[str, IntArray]:
        """The parts by name, the empty ones left out."""
        named = {"train": self.train, "validation": self.validation, "test": self.test}
        return {name: part for name, part in named.items() if len(part)}


def units_of(samples: Samples, choice: SplitChoice) -> tuple[str, ...]:
    """(n,) name of what is dealt out as a whole: patient, field, block or cell.

    Raises:
        InputError: patients shall be kept together, and the names carry none.
    """
    match choice.by:
        case "patient" if samples.grouped_by != "patient":
            raise InputError(
                f"{samples.source} does not name the patient of every cell, so it cannot be split by "
                'patient; choose by = "group" or by = "block".'
            )
        case "field":
            return _fields_of(samples)
        case "block":
            names = _numbered(samples)
            blocks = blocks_of(names, choice.block)
            return tuple(blocks[name] for name in names)
        case "random":
            return tuple(f"{number}: {name}" for number, name in enumerate(samples.names))
        case _:
            return samples.groups


def _fields_of(samples: Samples) -> tuple[str, ...]:
    """(n,) the field of each cell; where every cell is an image of its own, its name."""
    if samples.grouped_by != "patient":
        return samples.groups
    if samples.places is None:
        return samples.names
    return tuple(f"{g}, field {f}" for g, f in zip(samples.groups, samples.places.fields, strict=True))


def _numbered(samples: Samples) -> Sequence[str]:
    """(n,) names whose numbers tell neighbours: patients, and fields by their files.

    A smear of a dataset is named by its content, so that neighbours bear ids that have nothing in common.
    """
    if not samples.images:
        return samples.groups
    pairs = zip(samples.groups, samples.images, strict=True)
    return [group if group in samples.kin else image for group, image in pairs]


def unit_noun(samples: Samples, choice: SplitChoice) -> str:
    """What a unit is called: ``patient``, ``field``, ``block``, ``cell`` and the like."""
    nouns = {"field": "field", "block": "block", "random": "cell"}
    return nouns.get(choice.by, samples.grouped_by)


def single_split(samples: Samples, choice: SplitChoice, seed: int) -> Split:
    """One split by the recipe's fractions, stratified by class.

    Raises:
        InputError: a class has too few units, or no deal gives every part every class.
        SameCellsError: the same crop is in two parts.
    """
    units = np.array(units_of(samples, choice))
    _need_units(samples, units, 3, unit_noun(samples, choice), folds=False)
    for attempt in range(_TRIES):
        found = _cut_at_random(samples.labels, units, choice, seed + attempt)
        if found is not None and _all_classes(samples, found):
            break
    else:
        shares = (1 - choice.validation - choice.test, choice.validation, choice.test)
        dealt = dealt_one_by_one(samples.labels, units, shares, seed)
        if dealt is None:
            raise InputError(_too_lopsided(samples, unit_noun(samples, choice), folds=0))
        found = dealt[0], dealt[1], dealt[2]
    split = Split("single split", *found)
    refuse_same_cells(samples, split.parts, choice)
    return split


def folds(samples: Samples, choice: SplitChoice, seed: int, *, validate: bool) -> list[Split]:
    """Cross-validation: every cell is tested once, by weights that have seen nothing of its unit.

    Args:
        samples: the cells.
        choice: number of folds, and what is kept together.
        seed: of the dealing.
        validate: take the next fold as validation part; else there is none.

    Raises:
        InputError: a class has fewer units than there are folds, or no deal gives every fold every class.
        SameCellsError: the same crop is in two parts.
    """
    units = np.array(units_of(samples, choice))
    _need_units(samples, units, choice.folds, unit_noun(samples, choice), folds=True)
    for attempt in range(_TRIES):
        dealer = StratifiedGroupKFold(choice.folds, shuffle=True, random_state=seed + attempt)
        tests = [test for _, test in dealer.split(units, samples.labels, units)]
        if _all_classes(samples, tests):
            break
    else:
        dealt = dealt_one_by_one(samples.labels, units, [1 / choice.folds] * choice.folds, seed)
        if dealt is None:
            raise InputError(_too_lopsided(samples, unit_noun(samples, choice), choice.folds))
        tests = dealt
    splits = []
    for number, test in enumerate(tests):
        validation = tests[(number + 1) % len(tests)] if validate else np.empty(0, np.int64)
        train = np.setdiff1d(np.arange(len(units)), np.concatenate([test, validation]))
        splits.append(Split(f"fold {number + 1} of {choice.folds}", train, validation, test))
    refuse_same_cells(samples, {split.name: split.test for split in splits}, choice)
    return splits


def _cut_at_random(
    labels: IntArray, units: TextArray, choice: SplitChoice, seed: int
) -> tuple[IntArray, IntArray, IntArray] | None:
    """Cells to train, to validate and to test, which may lack a class; nothing where they are too few to cut.

    Cards and resumed trainings rest on what this finds, so it has to stay as it is.
    """
    held_out = _held_out(labels, units, choice.test, seed)
    if held_out is None:
        return None
    rest, test = held_out
    held_out = _held_out(labels[rest], units[rest], choice.validation / (1 - choice.test), seed)
    if held_out is None:
        return None
    train, validation = held_out
    return rest[train], rest[validation], test


def _held_out(
    labels: IntArray, units: TextArray, share: float, seed: int
) -> tuple[IntArray, IntArray] | None:
    """The fold whose size is nearest to ``share``, and the rest before it."""
    n_folds = min(max(2, round(1 / share)), len(set(units)))
    # The dealer takes no single fold, and none of which every class has fewer cells than there are folds.
    if n_folds < 2 or n_folds > np.bincount(labels).max():
        return None
    dealer = StratifiedGroupKFold(n_folds, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        # A class with fewer units than folds is checked by the caller, in words a reader understands.
        warnings.filterwarnings("ignore", message="The least populated class")
        dealt = list(dealer.split(units, labels, units))
    nearest: tuple[IntArray, IntArray] = min(dealt, key=lambda pair: abs(len(pair[1]) - share * len(labels)))
    return nearest


def _all_classes(samples: Samples, parts: Sequence[IntArray]) -> bool:
    return all(len(np.unique(samples.labels[part])) == len(samples.classes) for part in parts)


def _need_units(samples: Samples, units: TextArray, least: int, noun: str, *, folds: bool) -> None:
    units_by_class = [sorted(set(units[samples.labels == index])) for index in range(len(samples.classes))]
    for index, (name, have) in enumerate(zip(samples.classes, units_by_class, strict=True)):
        if len(have) >= least:
            continue
        cells = Amount(Counter(samples.labels.tolist())[index], "cell")
        if folds:
            most = min(map(len, units_by_class))
            raise InputError(_fewer_than_folds(samples, name, cells, have, least, most, noun))
        raise InputError(_too_few(samples, name, cells, have, least, noun))


def _without_class(samples: Samples) -> Sentence:
    """What else can be done about a class with too few cells; in the window there is no recipe."""
    if samples.in_dataset:
        return sentence("give these another class")
    return sentence("leave the class out of the recipe's classes")


def _too_few(
    samples: Samples, name: str, cells: Amount, have: Sequence[str], least: int, noun: str
) -> Sentence:
    if noun == "cell":
        return sentence(
            "The class '{name}' of {source} has {cells}, and {least} are needed, at least one each to train, "
            "to validate and to test; label more of them, or {otherwise}.",
            source=samples.source,
            name=ClassName(name),
            cells=cells,
            least=least,
            otherwise=_without_class(samples),
        )
    return sentence(
        "The class '{name}' of {source} has {cells} from only {units} ({listed}), and {least} are needed, "
        "at least one each to train, to validate and to test so that no {unit} is both trained on and judged "
        "on; label cells of further ones, or {otherwise}.",
        otherwise=_without_class(samples),
        source=samples.source,
        name=ClassName(name),
        cells=cells,
        units=Amount(len(have), noun),
        listed=Joined(tuple(have[:5])),
        least=least,
        unit=other_words(noun, noun),
    )


def _fewer_than_folds(
    samples: Samples, name: str, cells: Amount, have: Sequence[str], folds: int, most: int, noun: str
) -> Sentence:
    if most >= _FEWEST_FOLDS:
        way_out = sentence("choose {most} folds at most, or label more of them", most=most)
    else:
        way_out = sentence("label more of them, or {otherwise}", otherwise=_without_class(samples))
    if noun == "cell":
        return sentence(
            "The class '{name}' of {source} has {cells}, and {folds} folds need {folds}, at least one each; "
            "{way_out}.",
            source=samples.source,
            name=ClassName(name),
            cells=cells,
            folds=folds,
            way_out=way_out,
        )
    return sentence(
        "The class '{name}' of {source} has {cells} from only {units} ({listed}), and {folds} folds need "
        "{folds}, at least one each; {way_out}.",
        source=samples.source,
        name=ClassName(name),
        cells=cells,
        units=Amount(len(have), noun),
        listed=Joined(tuple(have[:5])),
        folds=folds,
        way_out=way_out,
    )


def _too_lopsided(samples: Samples, noun: str, folds: int) -> Sentence:
    if folds > _FEWEST_FOLDS:
        way_out = sentence("choose fewer folds, or label cells of rare classes in further ones")
    else:
        way_out = sentence("label cells of rare classes in further ones, or leave such a class out")
    return sentence(
        "No way was found to deal out the cells of {source} so that every part has every class without "
        "tearing a {unit} apart; {way_out}.",
        source=samples.source,
        unit=other_words(noun, noun),
        way_out=way_out,
    )
