"""What is chosen to analyse with, and how often models are asked for it."""

from leukodesk.config import Settings
from leukodesk.inference.cards import Finder
from leukodesk.workspace.choosing import Chooser


def test_the_segmenter_a_model_brings_is_looked_up_once_per_choice(make_workspace):
    asked = []

    def finder_of(model_id):
        asked.append(model_id)
        return Finder("light", {}) if model_id == "cnn.brings" else None

    runner = make_workspace().runner
    chooser = Chooser(Settings(classifier="cnn.brings", segmenter="dark"), runner, finder_of)
    assert {chooser.choice().segmenter_id for _ in range(3)} == {"light"}
    assert asked == ["cnn.brings"]
    chooser.set_classifier("cnn.plain")
    assert {chooser.choice().segmenter_id for _ in range(3)} == {"dark"}
    assert asked == ["cnn.brings", "cnn.plain"]
    chooser.set_classifier(None)
    assert chooser.choice().segmenter_id == "dark"
    assert asked == ["cnn.brings", "cnn.plain"]
    chooser.set_classifier("cnn.brings")
    assert chooser.choice().segmenter_id == "light"
