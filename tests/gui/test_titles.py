"""What the window calls things agrees with what they are, and keys of classes with all others."""

import pytest

from leukodesk.core.taxonomies import TAXONOMIES, extended, taxonomy_for
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.training.model_titles import architecture_title
from leukodesk.inference.registry import architecture_ids, create_architecture


@pytest.mark.parametrize("architecture_id", architecture_ids())
def test_architectures_are_called_what_they_call_themselves(architecture_id):
    title = create_architecture(architecture_id).title
    assert title == architecture_title(architecture_id) != architecture_id


def test_no_key_of_a_class_does_anything_else_in_the_window():
    taken = {key for spec in ACTIONS for key in spec.keys}
    many = taxonomy_for("many", [f"class_{number}" for number in range(40)])
    assert not taken & {item.key for item in (*many.classes, *extended(*TAXONOMIES).classes) if item.key}
