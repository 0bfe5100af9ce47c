"""Whose cells the chosen model learnt from, and whether those of the smear in view are found like that."""

from PySide6.QtWidgets import QWidget

from leukodesk.core.content import Content
from leukodesk.gui.cells.smear_line import SmearLine
from leukodesk.gui.segmentation.procedure_text import settings_text
from leukodesk.gui.training.model_titles import segmenter_title
from leukodesk.inference.cards import Finder
from leukodesk.inference.procedures import differing_settings
from leukodesk.inference.registry import segmenter_ids
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


class FinderLine(SmearLine):
    """One calm line with a link to the other choice; hidden for models that read any cells.

    Nothing is segmented anew before the reader asks for it.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "small", "muted", parent)
        self.linkActivated.connect(self._act)
        self._show()

    def _show(self, *_: object) -> None:
        workspace, smear = self._workspace, self._workspace.smear
        brought = None if workspace.second.is_blind else workspace.choices.brought
        self.setVisible(brought is not None and smear is not None)
        if brought is None or smear is None:
            return
        own = workspace.choices.own
        theirs, ours = _spoken(brought), _spoken(own)
        follows = workspace.segmenter_id == brought.segmenter_id and not _differ(
            brought,
            Finder(brought.segmenter_id, workspace.segmenter_parameters.get(brought.segmenter_id, {})),
        )
        found = _found_by(workspace.content, smear.id)
        link = ""
        if follows and all(not _differ(brought, finder) for finder in found):
            text = tr("Segmented with {theirs}, as this model was trained.", theirs=theirs)
            if not found:
                text = tr("Cells are found with {theirs}, as this model was trained.", theirs=theirs)
            if _differ(brought, own):
                link = _link("own", tr("Use {ours} instead", ours=ours))
        elif follows:
            text = tr(
                "This model was trained on cells from {theirs}; those here were found in another way.",
                theirs=theirs,
            )
            link = _link("again", tr("Find them anew"))
        else:
            text = tr(
                "This model was trained on cells from {theirs}; you keep {ours}, for which its figures do "
                "not hold.",
                theirs=theirs,
                ours=ours,
            )
            link = _link("model", tr("Use {theirs} instead", theirs=theirs))
        self.setText(f"{text} {link}".rstrip())
        self.setAccessibleName(text)

    def _act(self, target: str) -> None:
        """Follow a link; the smear in view is segmented anew, undoably, and other smears stay as they are."""
        if target != "again":
            self._workspace.choices.follow_model(follow=target == "model")
        self._workspace.analyze()


def _link(target: str, text: str) -> str:
    return f"<a href='{target}'>{text}</a>"


def _spoken(finder: Finder) -> str:
    """``LAB k-means (violet)``."""
    title = segmenter_title(finder.segmenter_id)[0]
    return f"{title} ({settings_text(finder.segmenter_id, finder.settings)})" if finder.settings else title


def _differ(finder: Finder, other: Finder) -> bool:
    if finder.segmenter_id != other.segmenter_id:
        return True
    told, others = (differing_settings(one.segmenter_id, one.settings) for one in (finder, other))
    return told != others


def _found_by(content: Content, smear_id: str) -> list[Finder]:
    """Each way in which segmenters found cells of a smear; with the defaults where nobody recorded more."""
    known = segmenter_ids()
    ways = {(cell.source, cell.procedure) for cell in content.cells_of(smear_id) if cell.source in known}
    found = []
    for source, name in sorted(ways):
        procedure = content.procedures.get(name)
        settings = {
            key: value
            for key, value in (procedure.settings if procedure else {}).items()
            if value is not None
        }
        found.append(Finder(source, settings))
    return found
