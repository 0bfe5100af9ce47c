"""The program around the window: bugs, signals, an orderly end and a disorderly one. Real processes."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QTimer

from leukodesk import app, config
from leukodesk.log import start_log
from leukodesk.store.dataset import Dataset

ROOT = Path(__file__).parents[2]

LABELLER = """
import sys
from pathlib import Path
import numpy as np
from PySide6.QtCore import QTimer
from leukodesk import app, config
from leukodesk.core.mask import Mask
from leukodesk.workspace.reviewing import addition
settings = config.load_settings()
settings.analyze_on_open, settings.classifier, settings.annotator = False, "none", "Ada"
config.save_settings(settings)
class Window(app.MainWindow):
    def __init__(self, workspace):
        super().__init__(workspace)
        self.desk, self.count = workspace, 0
        workspace.smear_opened.connect(self.begin)
        workspace.saved_state_changed.connect(self.acknowledge)
    def begin(self, smear_id):
        if smear_id and not self.count:
            mask = Mask.from_pixels(np.ones((9, 9), dtype=bool), 5, 5)
            edit = addition(smear_id, mask, None, "Ada")
            self.desk.do(edit)
            self.cell = edit.new[0].id
            self.timer = QTimer(self, interval=3)
            self.timer.timeout.connect(self.label)
            self.timer.start()
    def label(self):
        self.count += 1
        self.desk.label([self.cell], ("blast", "normal")[self.count % 2])
    def acknowledge(self, state):
        if state == "saved" and self.count:
            print(self.count, flush=True)
app.MainWindow = Window
sys.exit(app.run_gui(Path(sys.argv[1])))
"""


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "field.png"
    cv2.imwrite(str(path), np.random.default_rng(3).integers(150, 255, (80, 90, 3), dtype=np.uint8))
    return path


@pytest.fixture
def start(image):
    """Start a real program that labels one cell over and over and prints what was said to be saved."""
    processes = []

    def begin():
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        process = subprocess.Popen(
            [sys.executable, "-c", LABELLER, str(image)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def revisions():
    (path,) = (config.user_dir() / "datasets").glob("*.h5")
    with Dataset.open(path) as dataset:
        return len(dataset.content.revisions), dataset.notices


def acknowledged(process, at_least):
    said = 0
    while said < at_least:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        said = int(line)
    return said


@pytest.mark.slow
def test_killed_program_has_every_label_it_called_saved(start):
    process = start()
    said = acknowledged(process, 10)
    process.kill()
    rest, _ = process.communicate()
    said = max([said, *map(int, rest.split())])
    kept, _ = revisions()
    assert kept >= said >= 10


@pytest.mark.slow
def test_killed_again_and_again_it_loses_nothing(start):
    least = 0
    random = np.random.default_rng(5)
    for _ in range(15):
        process = start()
        said = acknowledged(process, 1)
        time.sleep(float(random.uniform(0, 0.4)))
        process.kill()
        rest, _ = process.communicate()
        least += max([said, *map(int, rest.split())])
        kept, _ = revisions()
        assert kept >= least
        least = kept


@pytest.mark.slow
def test_termination_closes_in_order(start):
    process = start()
    acknowledged(process, 3)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    (path,) = (config.user_dir() / "datasets").glob("*.h5")
    assert not path.with_name(path.name + "-journal").exists()
    kept, notices = revisions()
    assert kept >= 3
    assert notices == ()


@pytest.fixture
def catcher(qapp):
    logger = logging.getLogger("leukodesk")
    handlers = list(logger.handlers)
    start_log()
    start_log()
    catcher = app.BugCatcher()
    catcher.install()
    yield catcher
    catcher.uninstall()
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.no_qt_log
def test_bug_on_any_thread_reaches_the_log_and_the_window(catcher, qtbot):
    caught = []
    catcher.caught.connect(caught.append)

    def fail():
        raise ZeroDivisionError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(caught) == 1)
    assert "ZeroDivisionError: in a thread" in caught[0]
    log = config.log_path().read_text()
    assert log.count("ZeroDivisionError: in a thread") == 1


def test_bug_in_a_slot_leaves_the_event_loop_alive(catcher, qtbot):
    caught, after = [], []
    catcher.caught.connect(caught.append)
    QTimer.singleShot(0, lambda: {}["missing"])
    QTimer.singleShot(1, lambda: after.append(1))
    qtbot.waitUntil(lambda: bool(caught and after))
    assert "KeyError: 'missing'" in caught[0]


def test_foreign_plugins_are_forgotten_and_own_ones_kept(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(Path("lib", "cv2", "qt", "plugins")))
    monkeypatch.setenv("QT_QPA_FONTDIR", "/usr/share/fonts")
    app.clear_foreign_qt()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert os.environ["QT_QPA_FONTDIR"] == "/usr/share/fonts"


def test_unwritable_log_does_not_stop_the_program(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "file"))
    start_log()


def test_window_is_there_before_torch():
    code = "import sys, leukodesk.app; print('torch' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(sys.platform == "win32")
