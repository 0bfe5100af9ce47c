"""Large modules and the garbage collector."""

import ctypes
import gc
import importlib.util
import sys
from pathlib import Path

import pytest

from leukodesk.core.errors import CancelledError
from leukodesk.jobs import heavy_imports
from leukodesk.jobs.heavy_imports import import_all, wait_for_libraries
from leukodesk.jobs.job import JobContext


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_imported_is_left_alone_by_later_collections():
    before = gc.get_freeze_count()
    import_all(JobContext(), ("wave",))
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    assert not any(isinstance(thing, type) for thing in gc.get_objects())


def test_the_window_gets_its_turn_sooner_while_much_is_imported_and_only_then(tmp_path, monkeypatch):
    (tmp_path / "looks_at_turns.py").write_text("import sys\nturn_s = sys.getswitchinterval()\n")
    monkeypatch.syspath_prepend(tmp_path)
    before = sys.getswitchinterval()
    import_all(JobContext(), ("looks_at_turns",))
    assert sys.modules.pop("looks_at_turns").turn_s < before
    assert sys.getswitchinterval() == before


def test_the_collector_goes_on_after_a_program_that_was_closed_meanwhile():
    context = JobContext()
    context.cancel()
    with pytest.raises(CancelledError):
        import_all(context, ("wave",))
    assert gc.isenabled()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is changed there")
def test_modules_load_libraries_as_ever_while_others_wait_for_them(tmp_path, monkeypatch):
    module = tmp_path / "loads_libraries.py"
    module.write_text(
        "import ctypes\n"
        "there = ctypes.CDLL(None).strlen(b'four')\n"
        "try:\n"
        "    ctypes.CDLL('no-such-library.so')\n"
        "except OSError as error:\n"
        "    said = str(error)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    before = vars(ctypes)["_dlopen"], list(sys.meta_path)
    import_all(JobContext(), ("loads_libraries",))
    wait_for_libraries()
    loaded = sys.modules.pop("loads_libraries")
    assert loaded.there == 4
    assert "no-such-library.so" in loaded.said
    assert (vars(ctypes)["_dlopen"], list(sys.meta_path)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is changed there")
def test_the_libraries_of_a_large_module_are_loaded_just_before_it(tmp_path, monkeypatch):
    folder = tmp_path / "torch_like"
    (folder / "lib").mkdir(parents=True)
    (folder / "__init__.py").write_text("from torch_like import _C\n")
    (folder / "_C.py").write_text("")
    asked = []
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(heavy_imports, "_LIBRARIES", {"torch_like._C": "lib/libwhole.so"})
    monkeypatch.setattr(heavy_imports, "_unlocked_loader", lambda: lambda name, mode: asked.append(name))
    import_all(JobContext(), ("torch_like",))
    for name in ("torch_like", "torch_like._C"):
        del sys.modules[name]
    assert asked == [str(folder / "lib" / "libwhole.so")]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is changed there")
def test_every_large_library_named_is_one_that_torch_brings():
    for module, library in heavy_imports._LIBRARIES.items():
        package = importlib.util.find_spec(module.partition(".")[0])
        if package is not None:  # triton comes with some builds of torch only
            folder = Path(package.origin).parent.joinpath(*module.split(".")[1:-1])
            assert (folder / library).is_file(), module
