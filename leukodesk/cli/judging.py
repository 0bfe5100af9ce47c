"""``leukodesk models judge``: the figures of a model, measured again."""

from pathlib import Path
from typing import TYPE_CHECKING

from leukodesk.cli import console

if TYPE_CHECKING:
    from leukodesk.inference.cards import WeightsCard
    from leukodesk.inference.segmenter_library import SegmenterLibrary


def judge_model(model_id: str, data: Path, out: Path | None, device: str) -> None:
    """Measure a model again on what its card was judged on, and keep the figures in its card.

    With ``out`` they go into a copy of the card in that folder.

    Raises:
        InputError: the model travels with the program and no folder is given, it was cross-validated, the
            data are not its own, or the folder cannot be written to.
        ModelError, UnknownIdError: the model cannot be used.
    """
    from leukodesk.inference.segmenter_library import SegmenterLibrary

    finders = SegmenterLibrary.default()
    if model_id in finders.paths():
        _judge_finder(finders, model_id, data, out, device)
    else:
        _judge_classifier(model_id, data, out, device)


def _judge_finder(
    library: "SegmenterLibrary", model_id: str, data: Path, out: Path | None, device: str
) -> None:
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import refuse_builtin
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.card_files import save_card
    from leukodesk.inference.devices import prepare_torch
    from leukodesk.inference.registry import create_segmenter
    from leukodesk.inference.segmenters.segmenter import run_on
    from leukodesk.training.segmentation.judged_again import judge_again

    card, home = library.card(model_id)
    refuse_builtin(library, model_id, out)
    make_writable(out or home)
    prepare_torch()
    segmenter = create_segmenter(card.network, weights=model_id)
    run_on(segmenter, device)
    with ProgressBar("Judging") as bar:
        measured = judge_again(card, segmenter, data, bar)
    _print_change(card, measured)
    print(f"Card written: {save_card(measured, out or home)}")


def _judge_classifier(model_id: str, data: Path, out: Path | None, device: str) -> None:
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import refuse_builtin
    from leukodesk.cli.opening import tell
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.card_files import save_card
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.inference.reference import reference_answers
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
    # Its figures are those of how it answers now.
    figures = with_figures(classifier.card, judgement)
    card = figures.model_copy(update={"reference": reference_answers(classifier)})
    _print_change(classifier.card, card)
    if out is None:
        library.rewrite_card(card)
        print(f"{model_id} keeps the figures in its card.")
    else:
        print(f"Card written: {save_card(card, out)}")


def _print_change(former: "WeightsCard", card: "WeightsCard") -> None:
    from leukodesk.cli.model_card import metric_text

    rows = [
        (
            name,
            metric_text(former.metrics[name], name) if name in former.metrics else None,
            metric_text(metric, name),
        )
        for name, metric in card.metrics.items()
    ]
    console.print_table(["figure", "its card said", "measured again"], rows)
