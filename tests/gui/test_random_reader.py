"""Whatever a reader does, and whenever: the window lives on without a bug, and all of it is on the disk."""

import pytest
from PySide6.QtGui import QDesktopServices

from leukodesk import config
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.gui.conftest import READERS, STEPS
from tests.gui.random_files import RandomFiles
from tests.gui.random_reader import RandomReader


def pytest_generate_tests(metafunc):
    """A random reader for each seed; from the top folder pytest does not know the options of this one."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("--readers", READERS)))


@pytest.fixture
def images(tmp_path):
    """A folder of four small fields."""
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(4):
        phantom = render_phantom(number, 600, 800, white_cells=6, smudges=1, dye_clumps=1)
        write_phantom(phantom, folder / f"field {number}.png")
    return folder


@pytest.fixture
def paths(images, dataset_path, other_dataset, tmp_path):
    """What a reader may try to open: images, datasets, and what is neither."""
    damaged = tmp_path / "damaged.h5"
    damaged.write_bytes(dataset_path.read_bytes()[:5000])
    notes = tmp_path / "notes.txt"
    notes.write_text("no image")
    return [
        images,
        *sorted(images.iterdir()),
        dataset_path,
        dataset_path.parent,
        other_dataset,
        damaged,
        notes,
    ]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_a_reader_does_breaks_the_window_or_is_lost(
    seed, request, qtbot, make_window, images, dataset_path, other_dataset, paths, monkeypatch, tmp_path
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    RandomFiles(paths, tmp_path, seed).answer(monkeypatch)
    window, workspace = make_window()
    bugs = []
    workspace.bug.connect(bugs.append)
    workspace.prepare()
    workspace.open_path(images)
    qtbot.waitUntil(lambda: not workspace.is_busy, timeout=60_000)
    reader = RandomReader(window, workspace, paths, seed)
    reader.work(request.config.getoption("--steps", STEPS))
    reader.deleteLater()
    qtbot.waitUntil(lambda: not workspace.is_busy, timeout=120_000)
    assert not bugs, "\n".join(reader.done[-20:])
    assert window.isVisible()
    path, content = workspace.dataset_path, workspace._document.content
    cells, labels, smears = dict(content.cells), dict(content.labels), dict(content.smears)
    assert workspace.close(), workspace.saved_problem
    saved = load_content(path)
    assert dict(saved.cells) == cells
    assert dict(saved.labels) == labels
    assert dict(saved.smears) == smears
    for dataset in {path, *config.user_dir().glob("datasets/*.h5"), dataset_path, other_dataset}:
        assert verify(dataset) == []
