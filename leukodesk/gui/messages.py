"""What the workspace tells the reader: in the banner, in a dialog, or by showing the Train tab."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QMessageBox

from leukodesk.gui import dialogs
from leukodesk.gui.saving_messages import connect_saving
from leukodesk.gui.unfinished_messages import connect_unfinished
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.noticed import Noticed
from leukodesk.workspace.words import tr

_ANEW: Final = "anew"


def connect_messages(parts: WindowParts) -> None:
    """Show failures and refused changes with their way out, notices, faults, and a new candidate."""
    workspace, banner = parts.workspace, parts.banner

    def show_refusal(sentence: str) -> None:
        # No fault: the way on stands beside the reason, in the place of the failure, and both go with the
        # smear.
        banner.withdraw(tr("Edit"))
        is_locked = workspace.signing.signature is not None and not workspace.read_only
        offer = (parts.commands["unlock"].text(), parts.commands["unlock"].trigger) if is_locked else None
        banner.show_hint(sentence, offer)

    def offer_way_out(kind: str, path: Path) -> None:
        if kind == "look":
            banner.offer(tr("Open to look at only"), partial(workspace.open_to_look, path))
        else:
            banner.offer(tr("Restore the backup"), partial(workspace.restore_backup, path))

    def show_heatmap_failure(_cell_id: str, sentence: str) -> None:
        banner.show_notice(sentence)

    def show_candidate(_card: object) -> None:
        parts.tabs.setCurrentWidget(parts.training)

    def ask_to_look_anew() -> None:
        if not workspace.onlooking.is_outdated:
            banner.withdraw(_ANEW)
            return
        name = workspace.dataset_name
        sentence = tr(
            "{name} was changed by others since it was read; labels and counts shown here are older.",
            name=name,
        )
        tip = tr("Read the dataset as it is now; the smear in view stays in view.")
        banner.ask(_ANEW, sentence, tr("Read anew"), tip, workspace.look_anew)

    def show_bug(trace: str) -> None:
        if not parts.window.findChildren(QMessageBox, "bug"):
            box = dialogs.bug_box(parts.window, trace)
            box.setObjectName("bug")
            box.open()

    _tell_of_analyses(parts)
    _let_notices_go(parts)
    workspace.failed.connect(banner.show_failure)
    workspace.refused.connect(show_refusal)
    workspace.way_out.connect(offer_way_out)
    workspace.notice.connect(banner.show_notice)
    workspace.noticed.connect(banner.show_notice)
    workspace.bug.connect(show_bug)
    workspace.candidate_ready.connect(show_candidate)
    connect_saving(parts)
    connect_unfinished(parts)
    workspace.heatmap_failed.connect(show_heatmap_failure)
    workspace.onlooking.changed.connect(ask_to_look_anew)


def _tell_of_analyses(parts: WindowParts) -> None:
    """Show what an analysis noticed, and labelled cells that it did not find, until the next one."""
    workspace, banner = parts.workspace, parts.banner

    def of_smear(smear_id: str, sentence: str) -> str:
        """The sentence, with the name of the smear it is about where that is not the one in view."""
        smear, in_view = workspace.content.smears.get(smear_id), workspace.smear
        if smear is None or (in_view is not None and in_view.id == smear_id):
            return sentence
        return tr("{name}: {sentence}", name=workspace.name_of(smear), sentence=sentence)

    def show_analysis(smear_id: str, found_anew: bool, noticed: Noticed) -> None:
        if found_anew:
            banner.forget_analysis(smear_id)
        for sentence in noticed.sentences:
            banner.show_notice(of_smear(smear_id, sentence), smear_id)

    def show_kept(cell_ids: tuple[str, ...]) -> None:
        if cell_ids:
            offer = (tr("Show"), partial(parts.review.list_kept, cell_ids))
            smear_id = workspace.content.cells[cell_ids[0]].smear_id
            sentence = of_smear(smear_id, kept_sentence(len(cell_ids)))
            banner.show_notice(sentence, smear_id, offer, stays=True)

    workspace.analyzed.connect(show_analysis)
    workspace.remarks.told.connect(banner.show_notice)
    workspace.labels_kept.connect(show_kept)
    workspace.remarks.listed.connect(show_kept)


def _let_notices_go(parts: WindowParts) -> None:
    """Close a notice when another smear comes into view than the one it was given at."""
    workspace, banner = parts.workspace, parts.banner
    noticed_at = ""

    def note_smear() -> None:
        nonlocal noticed_at
        noticed_at = workspace.smear.id if workspace.smear else ""

    def leave_notice(smear_id: str) -> None:
        if noticed_at not in ("", smear_id):
            banner.leave_smear()

    banner.noticed.connect(note_smear)
    workspace.smear_opened.connect(leave_notice)
