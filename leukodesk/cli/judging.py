"""``leukodesk models judge``: the figures of a model, measured again."""

from pathlib import Path

from leukodesk.cli import console


def judge_model(model_id: str, data: Path, out: Path | None, device: str) -> None:
    """Measure a model again on what its card was judged on, and keep the figures in its card.

    With ``out`` they go into a copy of the card in that folder.

    Raises:
        InputError: the model travels with the program and no folder is given, it was cross-validated, the
            data are not its own, or the folder cannot be written to.
        ModelError, UnknownIdError: the model cannot be used.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import metric_text, refuse_builtin
    from leukodesk.cli.opening import tell
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.card_files import save_card
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.curve_of_model import recipe_of
    from leukodesk.training.judged_again import judge_again, with_figures
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    refuse_builtin(library, model_id, out)
    if out is not None:
        make_writable(out)
    prepare_torch()
    classifier = library.load(model_id, resolve_device(device))
    with ProgressBar("Judging") as bar:
        samples = load_samples(data, recipe_of(classifier.card), bar)
        tell(samples.notices)
        judgement = judge_again(classifier, samples, bar)
    former, card = classifier.card, with_figures(classifier.card, judgement)
    rows = [
        (name, metric_text(former.metrics[name]) if name in former.metrics else None, metric_text(metric))
        for name, metric in card.metrics.items()
    ]
    console.print_table(["figure", "its card said", "measured again"], rows)
    if out is None:
        library.rewrite_card(card)
        print(f"{model_id} keeps the figures in its card.")
    else:
        print(f"Card written: {save_card(card, out)}")
