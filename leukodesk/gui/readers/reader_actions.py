"""Several readers on one dataset: blind readings, merged copies, and deciding where readers differ."""

from typing import Final

from leukodesk.gui import dialogs
from leukodesk.gui.field.tools.toolbox import SELECT
from leukodesk.gui.readers.adjudication_panel import AdjudicationPanel
from leukodesk.gui.readers.agreement_dialog import AgreementDialog
from leukodesk.gui.readers.merge_dialog import MergeDialog
from leukodesk.gui.side_panels import connect_panel
from leukodesk.gui.window_parts import WindowParts
from leukodesk.jobs.second_reading import SecondAgreement
from leukodesk.workspace.words import tr, tr_n

_DIFFER: Final = "readers"


def connect_readers(parts: WindowParts) -> None:
    """Let the actions do their work, and the banner tell of cells that wait for a decision."""
    workspace = parts.workspace
    _connect_adjudication(parts)
    _connect_second_reading(parts)
    parts.commands.connect(
        {"merge_copy": lambda: dialogs.ask(MergeDialog(workspace, parts.last_folder, parts.window))}
    )


def _connect_adjudication(parts: WindowParts) -> None:
    review, workspace, commands = parts.review, parts.workspace, parts.commands
    deciding = workspace.deciding
    panel = AdjudicationPanel(workspace, parts.theme)

    def begin() -> None:
        parts.banner.withdraw(_DIFFER)
        # A heatmap would be the model's word before it is asked for.
        parts.display.show_layer("heatmap", False)
        panel.begin()

    def look_closer() -> None:
        review.view.zoom_to_selection()
        review.view.setFocus()

    def tell(*_: object) -> None:
        number = len(deciding.cells)
        if number:
            cells = tr_n("1 cell waits", "{n} cells wait", number)
            sentence = tr("{cells} for a decision, because readers differ.", cells=cells)
            tip = tr("Go through them one by one, with what each reader said.")
            parts.banner.ask(_DIFFER, sentence, tr("Adjudicate"), tip, commands["adjudicate"].trigger)

    panel.shown.connect(look_closer)

    def renew() -> None:
        if not deciding.cells:
            parts.banner.withdraw(_DIFFER)
        elif parts.banner.told_about(_DIFFER):
            tell()

    deciding.found.connect(tell)
    deciding.changed.connect(renew)
    deciding.changed.connect(parts.refresh)
    workspace.merging.merged.connect(tell)
    connect_panel(parts, "adjudicate", panel, begin, panel.end)


def _connect_second_reading(parts: WindowParts) -> None:
    workspace, commands = parts.workspace, parts.commands
    second = workspace.second

    def read_blind(wanted: bool) -> None:
        readers = {label.annotator for label in workspace.content.labels.values()}
        if wanted and readers == {workspace.annotator}:
            dialogs.ask_second_reader(parts.window, workspace)
        if wanted:
            second.begin()
        else:
            second.end()
        commands["second_reading"].setChecked(second.is_blind)

    def switch() -> None:
        commands["second_reading"].setChecked(second.is_blind)
        if second.is_blind:
            parts.banner.withdraw(_DIFFER)
            parts.review.show_panel(None)
            parts.review.view.toolbox.choose(SELECT)
            parts.display.show_layer("heatmap", False)
        parts.refresh()

    def compare(found: SecondAgreement) -> None:
        adjudicate = commands["adjudicate"].trigger
        dialog = AgreementDialog(found, workspace.taxonomy, adjudicate, parts.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    second.switched.connect(switch)
    second.compared.connect(compare)
    commands.connect_switches({"second_reading": read_blind})
