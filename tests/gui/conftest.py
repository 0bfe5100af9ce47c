"""A real window on a real dataset of two small synthetic fields, with labels and predictions."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt

from leukodesk.config import Settings
from leukodesk.core.cell import CellKind, Label
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.gui.main_window import MainWindow
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.library import ModelLibrary
from leukodesk.store.dataset import Dataset
from leukodesk.workspace import words
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace
from tests.drawn_dataset import drawn
from tests.gui.closing import close_window
from tests.gui.dark_segmenter import PRESETS, DarkParameters, DarkSegmenter
from tests.registering import registered

READERS, STEPS = 2, 300
MODEL = "mobilenet_v2.all-idb1"
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
# The platform without a display cannot pass size hints on, raise windows or grab keys, and says so each time.
_OFFSCREEN = "This plugin does not support"


def pytest_addoption(parser):
    parser.addoption("--update-snapshots", action="store_true", help="store what the window looks like now")
    parser.addoption("--readers", type=int, default=READERS, help="how many random readers there are")
    parser.addoption("--steps", type=int, default=STEPS, help="how many things each of them does")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN))


@pytest.fixture(autouse=True)
def _english_again():
    """A window that speaks German leaves the whole process German."""
    yield
    if QLocale().language() != QLocale.Language.English:
        words.speak("en")


@pytest.fixture(scope="session")
def dataset_template(tmp_path_factory):
    """Two fields; in the first, two cells are labelled, and a model spoke about all white cells."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "reading.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for seed in (1, 2):
            _add_field(dataset, folder / f"field {seed}.png", seed)
        dataset.checkpoint()
    return path


def _add_field(dataset, image_path, seed):
    phantom = render_phantom(seed, 900, 1200, white_cells=9, smudges=1, dye_clumps=1)
    write_phantom(phantom, image_path)
    image = read_smear(image_path)
    cells = phantom.cells_in(image.smear.id)
    act = Act("anna", AT)
    dataset.add_image(image.smear, image.encoded)
    dataset.append(AddSmears((image.smear,)))
    dataset.append(ChangeCells((), cells, act))
    white = [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]
    said = []
    for number, cell in enumerate(white):
        sure = 0.55 + 0.05 * number
        blast = sure if phantom.classes[cell.id] == "blast" else 1 - sure
        probabilities = {"blast": blast, "normal": 1 - blast}
        said.append(Prediction(cell.id, MODEL, probabilities, abstained=sure < 0.7))
    dataset.append_predictions(said)
    if seed == 1:
        changes = [LabelChange(c.id, None, Label(phantom.classes[c.id], "anna", AT)) for c in white[-2:]]
        dataset.append(SetLabels(tuple(changes), act))


@pytest.fixture
def dataset_path(dataset_template, tmp_path):
    """A copy of the dataset that a test may change."""
    target = tmp_path / "reading"
    shutil.copytree(dataset_template.parent, target)
    return target / dataset_template.name


@pytest.fixture
def other_dataset(dataset_path, tmp_path):
    """A dataset with other classes and one of the fields, where nothing was found yet."""
    path = tmp_path / "other.h5"
    image = read_smear(dataset_path.with_name("field 1.png"))
    with Dataset.create(path, LEUKOCYTE8) as dataset:
        dataset.add_image(image.smear, image.encoded)
        dataset.append(AddSmears((image.smear,)))
    return path


@pytest.fixture
def make_window(qtbot, qapp, monkeypatch):
    """Builds windows and closes them, with everything saved, at the end of the test."""
    made = []

    def make(theme="light", **more):
        chosen = {"annotator": "test reader", "classifier": MODEL, "device": "cpu", "language": "en"} | more
        settings = Settings(theme=theme, **chosen)
        runner = JobRunner()
        workspace = Workspace(settings, ModelLibrary.default(), runner)
        runner.setParent(workspace)
        window = MainWindow(workspace)
        window.resize(1400, 900)
        window.show()
        qtbot.waitExposed(window)
        made.append((window, workspace))
        return window, workspace

    yield make
    for window, workspace in made:
        close_window(window, workspace)


@pytest.fixture
def window(make_window):
    """A window without anything open, and its workspace as ``window.workspace``."""
    window, workspace = make_window()
    window.workspace = workspace
    return window


@pytest.fixture
def dark_segmenter():
    """Id of a registered segmenter with settings."""
    described = {"title": "Dark places", "parameters": DarkParameters, "presets": PRESETS}
    with registered(DarkSegmenter, **described):
        yield DarkSegmenter.id


@pytest.fixture
def german(qapp):
    """Everything made meanwhile speaks German."""
    words.speak("de")
    yield
    words.speak("en")


@pytest.fixture
def source(tmp_path):
    """One outlined cell of a class that no dataset knows, as labelme writes it."""
    folder = tmp_path / "marked"
    folder.mkdir()
    cv2.imwrite(str(folder / "new.png"), np.random.default_rng(3).integers(0, 255, (80, 120, 3), np.uint8))
    square = [[20, 20], [40, 20], [40, 44], [20, 44]]
    shapes = [{"label": "hairy cell", "points": square, "shape_type": "polygon"}]
    record = {"shapes": shapes, "imagePath": "new.png", "imageHeight": 80, "imageWidth": 120}
    (folder / "new.json").write_text(json.dumps(record))
    return folder


@pytest.fixture
def open_dataset(qtbot):
    """Opens a dataset in a window and waits for its first smear."""

    def open_it(window, workspace, path):
        with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
            workspace.open_path(path)
        qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=60_000)
        window.activateWindow()
        window.review.view.setFocus(Qt.FocusReason.OtherFocusReason)

    return open_it


@pytest.fixture
def fields_path(tmp_path):
    """A dataset of eight small labelled fields."""
    return drawn(tmp_path / "reader.h5")


@pytest.fixture
def fields(window, fields_path, open_dataset):
    """The window with these fields; nothing is analysed by itself."""
    window.workspace.settings.analyze_on_open = False
    open_dataset(window, window.workspace, fields_path)
    return window


@pytest.fixture
def reading(window, dataset_path, open_dataset):
    """The window with the dataset open at its first smear."""
    open_dataset(window, window.workspace, dataset_path)
    return window


@pytest.fixture
def cells(reading):
    """Ids of the cells of the open smear, in their order."""
    workspace = reading.workspace
    return [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]


@pytest.fixture
def shown(qtbot, make_window, dataset_path, open_dataset):
    """Shows a window at rest in a theme, with the dataset open or empty."""

    def show(theme, *, opened, **settings):
        window, workspace = make_window(theme, **settings)
        window.workspace = workspace
        if opened:
            open_dataset(window, workspace, dataset_path)
            cells = [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]
            workspace.select([cells[0]])
            qtbot.waitUntil(lambda: workspace.saved_state == "saved")
        # Settles what is drawn again after the zoom came to rest, and the last thumbnail.
        qtbot.wait(300)
        return window

    return show
