"""What the workspace tells its views."""

from PySide6.QtCore import QObject, Signal


class WorkspaceSignals(QObject):
    """The signals of :class:`leukodesk.workspace.workspace.Workspace`.

    Signals:
        dataset_opened: another dataset is open, everything shown is void; before its first smear opens.
        classes_changed: the taxonomy is another one; after ``dataset_opened``, and before ``changed``.
        smears_changed: smears were added, removed or described anew.
        smear_opened: ``smear`` and ``pixels`` are another one; arg: smear id, empty when none is open.
        changed: the content changed; arg: Changes.
        selection_changed: ``selection`` is another one.
        choice_changed: segmenter, classifier, device, explainer or annotator was changed.
        scale_changed: ``pixel_size`` is known or another one.
        models_changed: a model was adopted; the library lists it.
        device_changed: what the last job ran on; args: title such as ``CPU``, whether it is a fallback.
        heatmap_ready: args: cell id, box (y0, x0, y1, x1) in smear pixels, float32 (s, s) in 0 to 1.
        heatmap_failed: there is no heatmap for that cell; args: cell id, sentence.
        thumbnail_ready: args: smear id, uint8 (h, w, 3) of at most 256 pixels a side.
        saved_state_changed: arg: ``saved``, ``saving`` or ``failed``; why is ``saved_problem``.
        job_started: the reader should see that something runs; args: job id, title.
        job_progress: at most 20 times a second; args: job id, done, total (0: unknown), text.
        job_finished: arg: job id.
        failed: something asked for could not be done; args: title, one sentence.
        refused: after ``failed``, for a change that may not be made; arg: the sentence.
        way_out: after ``failed``, for a dataset that did not open; args: ``look`` (it can be looked at, see
            ``open_to_look``) or ``restore`` (there is a backup, see ``restore_backup``), the dataset's path.
        bug: the program is at fault; arg: the traceback, already logged. A job that met it says so by
            ``failed`` too; this is for those who want details.
        notice: one sentence worth knowing, such as an image that was left out.
        noticed: one sentence about the dataset in view; several may come together.
        analyzed: a smear was analysed; args: smear id, whether its cells were looked for anew, so that what
            was noticed before is void, and what was noticed now, a Noticed. Before ``labels_kept``.
        labels_kept: after each segmentation, the labelled cells that have no counterpart in it and stay as
            they are; arg: their ids, mostly none.
        preview_changed: what the settings that are being tried would find; arg: a Preview, or None when
            there is none any more.
        preview_failed: it cannot be tried; arg: one sentence.
        training_event: one event of the training worker; arg: dict with the key ``event``, one of started,
            log, epoch, done, failed and cancelled; and waiting, when a candidate of an earlier session is
            there to decide on.
        training_changed: whether a training runs, or its candidate, changed.
        candidate_ready: a training ended with a candidate; arg: its ModelCard.
    """

    dataset_opened = Signal()
    classes_changed = Signal()
    smears_changed = Signal()
    smear_opened = Signal(str)
    changed = Signal(object)
    selection_changed = Signal()
    choice_changed = Signal()
    scale_changed = Signal()
    models_changed = Signal()
    device_changed = Signal(str, bool)
    heatmap_ready = Signal(str, object, object)
    heatmap_failed = Signal(str, str)
    thumbnail_ready = Signal(str, object)
    saved_state_changed = Signal(str)
    job_started = Signal(int, str)
    job_progress = Signal(int, int, int, str)
    job_finished = Signal(int)
    failed = Signal(str, str)
    refused = Signal(str)
    way_out = Signal(str, object)
    bug = Signal(str)
    notice = Signal(str)
    noticed = Signal(str)
    analyzed = Signal(str, bool, object)
    labels_kept = Signal(object)
    preview_changed = Signal(object)
    preview_failed = Signal(str)
    training_event = Signal(object)
    training_changed = Signal()
    candidate_ready = Signal(object)
