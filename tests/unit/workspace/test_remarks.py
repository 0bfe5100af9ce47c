"""What is known of a smear: what was noticed of its cells, and by the model that is chosen now."""

import pytest

from leukodesk.config import user_models_dir
from leukodesk.core.comparison import Side

ONE, TWO = "hybrid_cnn_gnn.one", "hybrid_cnn_gnn.two"


@pytest.fixture
def asked(make_workspace, image, settle, tiny_model):
    """An analysed image of three cells, and two models of whole smears, each of which says that it is one."""
    for name in (ONE, TWO):
        tiny_model(user_models_dir(), name, weights_of="hybrid_cnn_gnn", task="field", turns=1)
    workspace = make_workspace(classifier=ONE)
    workspace.open_path(image)
    settle(workspace)
    return workspace


def told_by(workspace):
    """The models that have remarks on the smear in view, and how many sentences name none."""
    remarks = workspace.remarks.of(workspace.smear.id)
    models = {model for model in (ONE, TWO) for sentence in remarks if model in sentence}
    return models, [sentence for sentence in remarks if not any(m in sentence for m in (ONE, TWO))]


def test_remarks_of_a_model_are_told_while_it_is_chosen(asked, settle):
    models, of_cells = told_by(asked)
    assert models == {ONE}
    assert of_cells  # the scale is assumed
    asked.set_classifier(TWO)
    settle(asked)
    assert told_by(asked) == ({TWO}, of_cells)
    asked.set_classifier(None)
    settle(asked)
    assert told_by(asked) == (set(), of_cells)
    changed, told = [], []
    asked.remarks.changed.connect(changed.append)
    asked.remarks.told.connect(lambda sentence, _smear_id: told.append(sentence))
    asked.set_classifier(ONE)
    assert changed == [asked.smear.id]
    settle(asked)
    assert told_by(asked) == ({ONE}, of_cells)
    asked.remarks.tell(asked.smear.id)
    assert tuple(told) == asked.remarks.of(asked.smear.id)


def test_a_model_that_was_asked_for_a_comparison_has_its_remarks_once_it_is_chosen(asked, settle):
    asked.comparing.compare(Side("model", ONE), Side("model", TWO))
    settle(asked)
    assert told_by(asked)[0] == {ONE}
    asked.set_classifier(TWO)
    settle(asked)
    assert told_by(asked)[0] == {TWO}


def test_an_analysis_takes_back_what_all_models_noticed(asked, settle):
    asked.set_classifier(TWO)
    settle(asked)
    asked.set_classifier(None)
    settle(asked)
    asked.analyze()
    settle(asked)
    asked.settings.classifier = TWO
    assert not told_by(asked)[0]


def test_another_dataset_begins_without_remarks(asked, settle, tmp_path):
    smear_id = asked.smear.id
    assert all(told_by(asked))
    asked.new_dataset(tmp_path / "new.h5")
    settle(asked)
    assert asked.remarks.of(smear_id) == ()
