"""What a reader says of cells: labels, removals, the way through the unreviewed, undo."""

from collections.abc import Callable, Sequence
from typing import Final

from leukodesk.core.edit import Changes
from leukodesk.gui import dialogs
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import later, tr, tr_n

_NAMED: Final = 3


def connect_labelling(parts: WindowParts) -> Callable[[str], None]:
    """Let the actions of the Edit and Review menus do their work.

    Returns:
        Labels the cells a key is meant for.
    """
    workspace = parts.workspace

    def accept() -> None:
        workspace.accept(workspace.gallery.chosen)
        parts.review.choose_next_unreviewed(1)

    def select_all() -> None:
        if smear := workspace.smear:
            workspace.select(workspace.content.cell_ids_of(smear.id))

    def go_on_after_labels(wanted: bool) -> None:
        workspace.settings.go_on_after_labels = wanted
        workspace.save_settings()

    parts.commands.connect(
        {
            "undo": lambda: _back(parts, workspace.undo, later("Undone in {names}: {step}.")),
            "redo": lambda: _back(parts, workspace.redo, later("Done again in {names}: {step}.")),
            "accept": accept,
            "accept_rest": lambda: _accept_rest(parts),
            "unlabel": lambda: workspace.label(parts.targets(), None),
            "remove": lambda: workspace.remove(workspace.gallery.chosen),
            "select_all": select_all,
            "next_cell": lambda: parts.review.choose_next_unreviewed(1),
            "previous_cell": lambda: parts.review.choose_next_unreviewed(-1),
            "pixel_size": lambda: dialogs.ask_pixel_size(parts.window, workspace),
            "annotator": lambda: dialogs.ask_annotator(parts.window, workspace),
        }
    )
    parts.commands["go_on"].setChecked(workspace.settings.go_on_after_labels)
    parts.commands.connect_switches({"go_on": go_on_after_labels})
    return lambda class_id: _label(parts, class_id)


def _label(parts: WindowParts, class_id: str) -> None:
    """Label; a reader who goes from cell to cell by keys is taken to the next one without a label."""
    workspace = parts.workspace
    chosen, labels = workspace.gallery.chosen, workspace.content.labels
    is_walking = len(chosen) == 1 and chosen[0] not in labels and workspace.settings.go_on_after_labels
    workspace.label(parts.targets(), class_id)
    workspace.picking.end()
    if is_walking and chosen[0] in workspace.content.labels:
        parts.review.choose_next_unreviewed(1)


def _accept_rest(parts: WindowParts) -> None:
    """Accept every suggestion of the smear that is left, say what came of it and show what still waits."""
    workspace, smear = parts.workspace, parts.workspace.smear
    if smear is None:
        return
    content = workspace.content
    open_ones = [cell.id for cell in content.cells_of(smear.id) if cell.id not in content.labels]
    workspace.accept(open_ones)
    waiting = [cell_id for cell_id in open_ones if cell_id not in content.labels]
    accepted = len(open_ones) - len(waiting)
    done = tr_n("1 suggestion was accepted", "{n} suggestions were accepted", accepted)
    left = tr("nothing of this smear is left to review")
    if waiting:
        workspace.select(waiting[:1])
        left = tr_n("1 cell is left to you", "{n} cells are left to you", len(waiting))
    parts.banner.show_notice(f"{done}; {left}.")


def _back(parts: WindowParts, step: Callable[[], None], elsewhere: str) -> None:
    """Undo or redo, and show what changed: the cells of the smear in view, or the names of other smears.

    Args:
        parts: of the window.
        step: takes the step.
        elsewhere: what is said where nothing of the smear in view changed; holds ``{names}`` and ``{step}``.
    """
    workspace, smear = parts.workspace, parts.workspace.smear
    there = set(workspace.content.cell_ids_of(smear.id)) if smear else set()
    stack, labelled, changed = workspace.undo_stack, list[str](), set[str]()
    text = stack.undoText() if step == workspace.undo else stack.redoText()

    def collect(changes: Changes) -> None:
        labelled.extend(changes.labels)
        changed.update(changes.labels | changes.cells)

    workspace.changed.connect(collect)
    try:
        step()
    finally:
        workspace.changed.disconnect(collect)
    content = workspace.content
    there |= set(content.cell_ids_of(smear.id)) if smear else set()
    if changed and not changed & there:
        smear_ids = {content.smear_id_of(cell_id) for cell_id in changed if cell_id in content.cells}
        names = sorted(workspace.name_of(content.smears[smear_id]) for smear_id in smear_ids)
        parts.banner.show_notice(tr(elsewhere, names=_listed(names), step=text))
    elif labelled:
        workspace.select(labelled)


def _listed(names: Sequence[str]) -> str:
    """A few names, and how many more there are; a smear of which only a cell that is gone tells has none."""
    if not names:
        return tr("another smear")
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return shown if more <= 0 else tr_n("{names} and 1 more", "{names} and {n} more", more, names=shown)
