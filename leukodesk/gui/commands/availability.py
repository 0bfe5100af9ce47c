"""Which actions make sense now."""

from leukodesk.gui.field.display import Display
from leukodesk.workspace.workspace import Workspace


def facts_of(workspace: Workspace, display: Display) -> frozenset[str]:
    """What is so now, in the words that the table of actions uses.

    ``large``: the smear in view is read in parts.
    ``dataset``, ``smear``, ``cells``, ``selection``: there is one. ``chosen``: cells are, in whatever smears.
    ``target``: a cell is chosen or under the pointer. ``writable``: the dataset may be changed.
    ``undo``, ``redo``: there is something to.
    ``classifier``, ``template``: one is chosen. ``idle_training``: no training runs.
    ``foreign_classes``: the chosen model names classes that the dataset lacks. ``sighted``: nobody reads
    blind. ``signed``, ``unsigned``: the smear in view is, or is not and has cells; ``unlocked``: it is not
    signed. ``freezable``, ``releasable``: of the chosen smears some can be kept for judging, or released
    for training. ``nameable``: it can be said whose they are.
    """
    smear = workspace.smear
    has_cells = smear is not None and bool(workspace.content.cell_ids_of(smear.id))
    facts = {
        "dataset": workspace.dataset_path is not None,
        "smear": smear is not None,
        "large": workspace.is_large,
        "cells": has_cells,
        "selection": bool(workspace.selection),
        "chosen": bool(workspace.gallery.chosen),
        "target": bool(workspace.gallery.chosen or display.hovered),
        "writable": workspace.dataset_path is not None and not workspace.read_only,
        "undo": workspace.undo_stack.canUndo(),
        "redo": workspace.undo_stack.canRedo(),
        "classifier": workspace.model_id is not None,
        "foreign_classes": bool(workspace.classes.missing),
        "idle_training": not workspace.training.is_running,
        "sighted": not workspace.second.is_blind,
        "signed": workspace.signing.signature is not None,
        "unlocked": workspace.signing.signature is None,
        "unsigned": has_cells and workspace.signing.signature is None,
        "freezable": not workspace.freezing.refusal(frozen=True),
        "nameable": not workspace.patients.refusal,
        "releasable": not workspace.freezing.refusal(frozen=False),
        "template": workspace.stain.template is not None,
    }
    return frozenset(name for name, so in facts.items() if so)
