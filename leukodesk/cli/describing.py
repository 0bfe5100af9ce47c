"""``leukodesk models fit-distribution``: what the cells of a model look like."""

from pathlib import Path


def describe_model(model_id: str, data: Path, out: Path | None, device: str) -> None:
    """Let a model tell when a cell is unlike those it learnt from.

    With ``out`` a copy of its card goes into that folder, with the description beside it.

    Raises:
        InputError: the model travels with the program and no folder is given, the folder cannot be written
            to, or the data cannot be described.
        ModelError, UnknownIdError: the model cannot be used.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import refuse_builtin
    from leukodesk.cli.opening import tell
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.errors import InputError
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.distribution import FLAGGED_SHARE
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.evaluate import evaluation_recipe
    from leukodesk.training.familiarity import describe_cells
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    refuse_builtin(library, model_id, out)
    if out is not None:
        make_writable(out)
    recipe = evaluation_recipe(library.card(model_id))
    prepare_torch()
    classifier = library.load(model_id, resolve_device(device))
    with ProgressBar("Describing the cells") as bar:
        samples = load_samples(data, recipe, bar, judging=True)
        tell(samples.notices)
        found = describe_cells(classifier, samples, bar)
    if found is None:
        raise InputError(
            f"{data} has too few labelled cells or fields to describe them, or model {model_id} is no "
            "network; give the cells it was trained on."
        )
    distribution, n, calibrated_on = found
    path = library.describe_cells(
        model_id,
        distribution.to_bytes(),
        n=n,
        calibrated_on=calibrated_on,
        flagged_share=FLAGGED_SHARE,
        folder=out,
    )
    print(f"{model_id} now tells when a cell is unlike {n} cells of {samples.source}; limit chosen on")
    print(f"{calibrated_on}.")
    if out is not None:
        print(f"Card written: {path}")
