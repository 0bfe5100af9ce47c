"""What the reader chose: in whose name, with which segmenter, classifier, device and explainer."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from leukodesk.config import Device, Settings, change_settings
from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.stain import StainTemplate
from leukodesk.inference.cards import Finder
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import Job, JobContext
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.words import tr

_NONE = "none"


def _write(context: JobContext, changed: Mapping[str, Any]) -> None:
    try:
        change_settings(changed)
    except OSError as error:
        raise InputError(
            sentence(
                "The settings cannot be saved ({reason}); they hold until the program ends.",
                reason=system_reason(error),
            )
        ) from error


class Chooser(QObject):
    """Changes the settings and keeps them.

    A model that learnt from the cells of one segmenter brings it along: while that model is chosen its
    segmenter finds the cells, as it was told then, unless the reader keeps another one for that model.

    Attributes:
        settings: the settings.
        stain_template: colours that smears are adjusted to, or None.

    Signals:
        changed: a choice was changed.
        analysis_changed: a choice was changed that decides what an analysis says.
        notice: one sentence.
    """

    changed = Signal()
    analysis_changed = Signal()
    notice = Signal(str)

    def __init__(
        self,
        settings: Settings,
        runner: JobRunner,
        finder_of: Callable[[str], Finder | None],
        explainers_of: Callable[[str], tuple[str, ...]],
        parent: QObject | None = None,
    ) -> None:
        """Begin with what was kept.

        Args:
            settings: the settings.
            runner: writes them.
            finder_of: the segmenter that a model brings, or None; also of a model that is not there.
            explainers_of: the methods of heatmaps that a model has, likewise.
            parent: owns it.
        """
        super().__init__(parent)
        self.settings = settings
        self._loaded = settings.model_dump()
        self._own: set[str] = set()
        self._finder_of = finder_of
        self._explainers_of = explainers_of
        self.stain_template: StainTemplate | None = None
        self._runner = runner
        self._is_without_model = False
        self._brought: tuple[str, Finder | None] = ("", None)
        self._explainers: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def model_id(self) -> str | None:
        """The chosen classifier, or None for nobody or one that is not there."""
        is_none = self._is_without_model or self.settings.classifier == _NONE
        return None if is_none else self.settings.classifier

    def do_without_model(self) -> None:
        """Classify with nobody until another choice or another start; the choice itself stays saved."""
        self._is_without_model = True
        self.changed.emit()
        self.analysis_changed.emit()

    @property
    def brought(self) -> Finder | None:
        """The segmenter that the chosen model brings, whether or not it is in force."""
        # Kept, because each analysis asks, and reading model cards would make the window wait.
        model_id = self.model_id or ""
        if model_id != self._brought[0]:
            self._brought = model_id, self._finder_of(model_id) if model_id else None
        return self._brought[1]

    @property
    def explainer(self) -> str:
        """The method of the heatmap: the reader's, or the first of a chosen model that does not have it."""
        model_id = self.model_id or ""
        if model_id != self._explainers[0]:
            self._explainers = model_id, self._explainers_of(model_id) if model_id else ()
        wanted, possible = self.settings.explainer, self._explainers[1]
        return wanted if wanted in possible or not possible else possible[0]

    @property
    def own(self) -> Finder:
        """The segmenter that the reader chose, whether or not it is in force."""
        segmenter = self.settings.segmenter
        return Finder(segmenter, self.settings.segmenter_settings.get(segmenter, {}))

    @property
    def finder(self) -> Finder:
        """The segmenter in force, and what it is told."""
        brought = self.brought
        return self.own if brought is None or self.model_id in self.settings.own_segmenter else brought

    @property
    def segmenter_settings(self) -> Mapping[str, Mapping[str, Any]]:
        """What each segmenter is told where that is not its default, by its id and the setting's name."""
        finder = self.finder
        told = {finder.segmenter_id: finder.settings} if finder.settings else {}
        return {
            key: kept for key, kept in self.settings.segmenter_settings.items() if key != finder.segmenter_id
        } | told

    def choice(self) -> Choice:
        """With what smears are analysed."""
        finder = self.finder
        told = tuple(finder.settings.items())
        return Choice(finder.segmenter_id, self.model_id, self.settings.device, told, self.stain_template)

    def choice_and_method(self) -> tuple[Choice, str]:
        """The choice, and the method of the heatmap."""
        return self.choice(), self.explainer

    def choice_for_analysis(self) -> tuple[Choice, str, bool]:
        """The choice, the annotator, and whether smears are analysed on opening."""
        return self.choice(), self.settings.annotator, self.settings.analyze_on_open

    def set_annotator(self, name: str) -> None:
        """Choose the name written beside labels; an empty one changes nothing."""
        name = " ".join(name.replace("\0", " ").split())
        if name and name != self.settings.annotator:
            self.settings.annotator = name
            self._tell(analysis=False)

    def set_segmenter(self, segmenter_id: str) -> None:
        """Choose who finds cells, told what was kept for it before, or what the chosen model brings."""
        brought = self.brought
        if brought is not None and segmenter_id == brought.segmenter_id:
            self.follow_model(follow=True)
            return
        self.settings.segmenter = segmenter_id
        self.follow_model(follow=False)

    def follow_model(self, *, follow: bool) -> None:
        """Use the segmenter that the chosen model brings, or the reader's own; remembered for that model."""
        others = [name for name in self.settings.own_segmenter if name != self.model_id]
        own = [] if follow or self.model_id is None or self.brought is None else [self.model_id]
        self.settings.own_segmenter = [*others, *own]
        self._tell(analysis=True)

    def keep_segmenter(self, segmenter_id: str, parameters: Mapping[str, Any]) -> None:
        """Choose who finds cells from now on, and what it is told where that is not its default."""
        others = {key: kept for key, kept in self.settings.segmenter_settings.items() if key != segmenter_id}
        told = {segmenter_id: dict(parameters)} if parameters else {}
        self.settings.segmenter_settings = {**others, **told}
        self.settings.segmenter = segmenter_id
        self.follow_model(follow=Finder(segmenter_id, dict(parameters)) == self.brought)

    def set_classifier(self, model_id: str | None) -> None:
        """Choose who classifies, or nobody."""
        self._is_without_model = False
        self.settings.classifier = model_id or _NONE
        self._tell(analysis=True)

    def set_device(self, device: Device) -> None:
        """Choose where models run."""
        self.settings.device = device
        self._tell(analysis=True)

    def set_stain_template(self, template: StainTemplate | None, file_name: str = "") -> None:
        """Choose the colours that smears are adjusted to, kept in that file; None leaves them as they are."""
        self.stain_template = template
        self.settings.stain_template = file_name
        self._tell(analysis=True)

    def restore_stain_template(self, template: StainTemplate) -> None:
        """Take up what was chosen and kept before."""
        self.stain_template = template
        self.changed.emit()

    def set_explainer(self, method: str) -> None:
        """Choose the method of the heatmap, for all models that have it."""
        self.settings.explainer = method
        self._tell(analysis=False)

    def save(self) -> None:
        """Write in the background what was changed here; another window may have changed the rest."""
        now = self.settings.model_dump()
        self._own |= {name for name, value in now.items() if value != self._loaded[name]}
        changed = {name: now[name] for name in self._own}
        job = Job(tr("Save settings"), _write, (changed,), shown=False, must_finish=True)
        running = self._runner.start(job, "io")
        running.failed.connect(self._report)

    def _report(self, _title: str, sentence: str) -> None:
        self.notice.emit(sentence)

    def _tell(self, *, analysis: bool) -> None:
        self.save()
        self.changed.emit()
        if analysis:
            self.analysis_changed.emit()
