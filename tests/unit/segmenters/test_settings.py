"""What a segmenter can be told is listed, read and refused in plain words."""

import subprocess
import sys
from dataclasses import dataclass

import pytest

from leukodesk.core.errors import LeukoDeskError, SettingError, UnknownIdError
from leukodesk.inference.registry import (
    create_segmenter,
    segmenter_ids,
    segmenter_preset,
    segmenter_presets,
    segmenter_settings,
    segmenter_title,
)
from leukodesk.inference.segmenters.settings import check, read_values, require, setting, settings_of
from tests.registering import registered


@dataclass(frozen=True)
class Knobs:
    count: int = setting(3, "Count", low=1, high=9, step=1, help="How many.")
    reach_um: float = setting(2.5, "Reach", unit="µm", low=0.5, high=10)
    part: float = setting(0.5, "Part", low=0)
    smooth: bool = setting(True, "Smooth")
    space: str = setting("colour", "Space", choices=("colour", "grey"))


@dataclass(frozen=True)
class Strict(Knobs):
    def __post_init__(self):
        require(self)


def test_every_field_is_listed_in_order_with_all_that_it_says():
    count, reach, _, smooth, space = settings_of(Knobs)
    assert (count.name, count.title, count.kind, count.default) == ("count", "Count", "whole", 3)
    assert (count.low, count.high, count.step, count.help) == (1, 9, 1, "How many.")
    assert (reach.kind, reach.unit) == ("real", "µm")
    assert smooth.kind == "switch"
    assert (space.kind, space.choices) == ("choice", ("colour", "grey"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, ""),
        ({"count": 10}, "Count (count) must be a whole number from 1 to 9, not 10."),
        ({"count": 2.5}, "Count (count) must be a whole number from 1 to 9, not 2.5."),
        ({"count": True}, "Count (count) must be a whole number from 1 to 9, not True."),
        ({"reach_um": 0.1}, "Reach (reach_um) must be a number from 0.5 to 10 µm, not 0.1."),
        ({"reach_um": float("nan")}, "Reach (reach_um) must be a number from 0.5 to 10 µm, not nan."),
        ({"part": -1.0}, "Part (part) must be a number of 0 or more, not -1.0."),
        ({"smooth": 1}, "Smooth (smooth) must be yes or no, not 1."),
        ({"space": "blue"}, "Space (space) must be one of colour, grey, not 'blue'."),
        ({"reach_um": 3}, ""),
    ],
)
def test_a_wrong_value_is_one_sentence_with_setting_range_and_value(values, sentence):
    assert check(Knobs(**values)) == sentence
    if sentence:
        with pytest.raises(SettingError) as refused:
            Strict(**values)
        assert str(refused.value) == sentence


def test_texts_are_read_as_the_settings_own_types():
    texts = ["count=4", "reach_um = 3", "smooth=no", "space=grey", "count=5"]
    values = read_values(settings_of(Knobs), texts, "knobs")
    assert values == {"count": 5, "reach_um": 3.0, "smooth": False, "space": "grey"}
    assert isinstance(values["count"], int)
    assert isinstance(values["reach_um"], float)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("count", "'count' sets nothing; write it as NAME=VALUE, for example count=3."),
        ("count=many", "Count (count) must be a whole number from 1 to 9, not 'many'."),
        ("count=2.5", "Count (count) must be a whole number from 1 to 9, not '2.5'."),
        ("smooth=perhaps", "Smooth (smooth) must be yes or no, not 'perhaps'."),
        ("cuont=4", "There is no setting of knobs called 'cuont'; did you mean: count?"),
    ],
)
def test_a_text_that_sets_nothing_is_one_sentence(text, sentence):
    with pytest.raises(LeukoDeskError) as refused:
        read_values(settings_of(Knobs), [text], "knobs")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("segmenter_id", segmenter_ids())
def test_defaults_and_presets_of_every_segmenter_are_within_their_ranges(segmenter_id):
    settings = segmenter_settings(segmenter_id)
    assert segmenter_title(segmenter_id)
    for known in settings:
        assert known.value_of(known.default) == known.default
        assert known.help.endswith(".")
        assert known.low is None or known.high is None or known.low < known.high
    defaults = create_segmenter(segmenter_id).parameters
    assert {known.name: known.default for known in settings}.items() <= dict(defaults).items()
    for name, preset in segmenter_presets(segmenter_id).items():
        assert preset == segmenter_preset(segmenter_id, name)
        assert preset.items() <= dict(create_segmenter(segmenter_id, **preset).parameters).items()


def test_a_preset_or_setting_that_is_not_there_lists_near_ones():
    with pytest.raises(UnknownIdError, match="setting of pivot-growing called 'pivot'; did you mean: pivots"):
        create_segmenter("pivot-growing", pivot=3)
    with pytest.raises(UnknownIdError, match="preset of pivot-growing called 'nothing like it'"):
        segmenter_preset("pivot-growing", "nothing like it")


def test_a_plugin_that_gives_only_its_id_keeps_working():
    class Plain:
        id = "plain"

        def __init__(self, **parameters):
            self.parameters = parameters

    with registered(Plain):
        assert segmenter_title("plain") == "plain"
        assert segmenter_settings("plain") == ()
        assert segmenter_presets("plain") == {}
        assert create_segmenter("plain", anything=3).parameters == {"anything": 3}


def test_settings_are_listed_without_torch():
    program = (
        "import sys\n"
        "from leukodesk.inference.registry import segmenter_ids, segmenter_presets, segmenter_settings\n"
        "print([(len(segmenter_settings(i)), segmenter_presets(i)) for i in segmenter_ids()] != [])\n"
        "print([name for name in ('torch', 'PySide6', 'pytorch_grad_cam') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["True", "[]"]


def test_asking_for_settings_loads_no_clustering_library():
    program = (
        "import sys\n"
        "from leukodesk.inference.registry import segmenter_ids, segmenter_settings\n"
        "[segmenter_settings(name) for name in segmenter_ids()]\n"
        "print('sklearn' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
