"""`analyze --dataset` with a model whose classes the dataset may not have."""

import pytest

from leukodesk import config
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.snapshot import load_content
from tests.tiny_model import make_model

FOLDERS = ("basophil", "eosinophil", "erythroblast", "ig", "lymphocyte", "monocyte", "neutrophil", "platelet")


@pytest.fixture
def model():
    return make_model(config.user_models_dir(), "cnn.leukocyte8", classes=FOLDERS, taxonomy="leukocyte8")


def test_a_new_dataset_has_the_classes_of_the_model(smear, model, tmp_path, leukodesk):
    path = tmp_path / "new.h5"
    result = leukodesk("analyze", smear, "--classifier", model.id, "--dataset", path)
    assert result.status == 0
    assert "classes of" not in result.err
    assert load_content(path).taxonomy == LEUKOCYTE8


def test_a_dataset_that_is_there_gets_what_it_lacks_and_says_so(smear, model, tmp_path, leukodesk):
    path = tmp_path / "old.h5"
    assert leukodesk("analyze", smear, "--classifier", "none", "--dataset", path).status == 0
    result = leukodesk("analyze", smear, "--classifier", model.id, "--dataset", path)
    assert result.status == 0
    (said,) = [sentence for sentence in result.sentences if "classes of" in sentence]
    assert str(path) in said
    assert "cnn.leukocyte8" in said
    assert "Immature granulocyte" in said
    content = load_content(path)
    assert content.taxonomy == extended(BLAST_NORMAL, LEUKOCYTE8)
    assert content.predictions[model.id]
    history = leukodesk("dataset", "history", path)
    assert "blast-normal+leukocyte8" in history.out
    again = leukodesk("analyze", smear, "--classifier", "none", "--dataset", path)
    assert "classes of" not in again.err
    assert load_content(path).taxonomy == content.taxonomy
