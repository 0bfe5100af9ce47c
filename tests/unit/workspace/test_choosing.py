"""What is chosen to analyse with, and how often models are asked for it."""

from leukodesk.config import Settings, load_settings
from leukodesk.inference.cards import Finder
from leukodesk.inference.explain import EXPLAINERS
from leukodesk.workspace.choosing import Chooser


def test_the_segmenter_a_model_brings_is_looked_up_once_per_choice(make_workspace):
    asked = []

    def finder_of(model_id):
        asked.append(model_id)
        return Finder("light", {}) if model_id == "cnn.brings" else None

    runner = make_workspace().runner
    settings = Settings(classifier="cnn.brings", segmenter="dark")
    chooser = Chooser(settings, runner, finder_of, lambda model_id: EXPLAINERS)
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


def test_a_method_that_the_model_lacks_gives_way_and_comes_back_with_a_model_that_has_it(make_workspace):
    methods = {"cnn.pooled": EXPLAINERS, "cnn.other": EXPLAINERS[:-1], "svm.none": ()}
    settings = Settings(classifier="cnn.other", explainer="cam")
    chooser = Chooser(settings, make_workspace().runner, lambda model_id: None, methods.__getitem__)
    assert chooser.choice_and_method()[1] == "gradcam"
    chooser.set_classifier("cnn.pooled")
    assert chooser.choice_and_method()[1] == "cam"
    chooser.set_classifier("svm.none")
    assert chooser.choice_and_method()[1] == "cam"
    chooser.set_classifier("cnn.other")
    chooser.set_explainer("layercam")
    assert chooser.choice_and_method()[1] == settings.explainer == "layercam"
    chooser.set_classifier(None)
    assert chooser.choice_and_method()[1] == "layercam"


def test_windows_keep_what_was_changed_in_each_of_them(make_workspace, settle):
    first, second = make_workspace(annotator="Ada", theme="light"), make_workspace(annotator="Ada")
    first.set_annotator("Grace")
    first.settings.keys = {"fills": ["Ctrl+U"]}
    first.save_settings()
    settle(first)
    second.settings.theme = "dark"
    second.save_settings()
    settle(second)
    kept = load_settings()
    assert (kept.annotator, kept.keys, kept.theme) == ("Grace", {"fills": ["Ctrl+U"]}, "dark")
    second.set_annotator("Edith")
    second.set_annotator("Ada")
    settle(second)
    assert load_settings().annotator == "Ada"
