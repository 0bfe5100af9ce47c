import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.inference import plugins, registry
from leukodesk.inference.plugins import Registry
from leukodesk.inference.registry import (
    architecture_ids,
    create_architecture,
    create_segmenter,
    segmenter_ids,
)


@pytest.fixture(autouse=True)
def _forget_plugins():
    yield
    plugins.installed_plugins.cache_clear()


def _install(monkeypatch, *points: EntryPoint) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [p for p in points if p.group == group])
    plugins.installed_plugins.cache_clear()


def _point(name: str, module: str) -> EntryPoint:
    return EntryPoint(name=name, value=module, group="leukodesk.things")


def _things(**modules: str) -> Registry:
    return Registry("thing", "leukodesk.things", tuple(modules.items()))


def test_every_listed_architecture_exists_and_carries_its_id():
    assert {"cnn", "mobilenet_v2", "resnet50", "efficientnet_b0", "vgg16"} <= set(architecture_ids())
    for architecture_id in architecture_ids():
        assert create_architecture(architecture_id).id == architecture_id


def test_every_listed_segmenter_exists_and_carries_its_id():
    assert "pivot-growing" in segmenter_ids()
    for segmenter_id in segmenter_ids():
        assert create_segmenter(segmenter_id).id == segmenter_id


def test_unknown_id_lists_near_names():
    with pytest.raises(
        UnknownIdError, match="architecture called 'mobilenet_v3'; did you mean: mobilenet_v2"
    ):
        create_architecture("mobilenet_v3")
    with pytest.raises(UnknownIdError, match="segmenter called 'pivotgrowing'; did you mean: pivot-growing"):
        create_segmenter("pivotgrowing")


def test_duplicate_raises_and_keeps_the_first():
    things = _things()
    things.register("a", str)
    with pytest.raises(ValueError, match="'a' is already registered"):
        things.register("a", int)
    assert things.builder("a") is str


def test_a_plugin_is_listed_without_being_imported_and_used_when_asked_for(monkeypatch, tmp_path):
    (tmp_path / "leukodesk_plugin_good.py").write_text(
        "from leukodesk.inference.registry import register_architecture, Architecture\n"
        "@register_architecture('plugged')\n"
        "def plugged():\n"
        "    return Architecture('plugged', 'Plugged', lambda n: None, lambda m: m, 64, 'head.')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("plugged", "leukodesk_plugin_good", "leukodesk.classifiers")
    _install(monkeypatch, point)

    assert architecture_ids()[-1] == "plugged"
    assert "leukodesk_plugin_good" not in sys.modules
    try:
        assert create_architecture("plugged").title == "Plugged"
    finally:
        registry._ARCHITECTURES._builders.pop("plugged", None)


def test_a_broken_plugin_names_itself_and_hurts_nobody_else(monkeypatch):
    _install(monkeypatch, _point("bad", "leukodesk_no_such_module"))
    things = _things(good="string")
    things.register("good", str)

    assert things.ids() == ("good", "bad")
    assert things.builder("good") is str
    with pytest.raises(ModelError, match=r"leukodesk_no_such_module .* 'bad' cannot be loaded"):
        things.builder("bad")


def test_a_plugin_that_does_not_register_what_it_announces(monkeypatch):
    _install(monkeypatch, _point("absent", "json"))
    with pytest.raises(ModelError, match="json does not register the thing 'absent'"):
        _things().builder("absent")


@pytest.mark.parametrize("taken", ["builtin", "other plugin"])
def test_a_plugin_may_not_take_an_id(monkeypatch, taken):
    _install(monkeypatch, *[_point("x", "one"), _point("x", "two")][: 1 if taken == "builtin" else 2])
    things = _things(x="string") if taken == "builtin" else _things()
    with pytest.raises(ModelError, match="called 'x', and another one with that id is installed"):
        things.ids()


def test_a_package_found_twice_on_the_path_is_one_plugin(monkeypatch):
    _install(monkeypatch, _point("x", "one"), _point("x", "one"))
    assert _things().ids() == ("x",)


def test_listing_models_segmenters_and_explainers_does_not_import_torch():
    program = (
        "import sys\n"
        "from leukodesk.inference.library import ModelLibrary\n"
        "from leukodesk.inference.registry import architecture_ids, segmenter_ids\n"
        "from leukodesk.inference.explain import EXPLAINERS\n"
        "ModelLibrary.default().cards(), architecture_ids(), segmenter_ids(), EXPLAINERS\n"
        "print([name for name in ('torch', 'cv2', 'PySide6', 'pytorch_grad_cam') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
