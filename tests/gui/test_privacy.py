"""What the window asks about names: of patients, of files, and what cameras write into images."""

import os
import stat

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from leukodesk.config import load_settings
from leukodesk.core.edits import ChangeSmear
from leukodesk.core.mask import Mask
from leukodesk.core.pseudonyms import is_pseudonym
from leukodesk.gui.exchange.import_dialog import ImportDialog
from leukodesk.gui.exchange.origin_dialog import OriginDialog
from leukodesk.gui.exchange.patient_key_field import PatientKeyField
from leukodesk.gui.exchange.pseudonym_dialog import PseudonymDialog
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.store.patient_key import read_patient_key
from tests.full_disk import full_disk_at
from tests.outlining import draw_cell
from tests.private_files import KEY, photograph

pytestmark = pytest.mark.slow


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "lab.key"
    path.write_text(KEY)
    return path


@pytest.fixture
def source(tmp_path):
    return photograph(tmp_path)


def texts(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def dialog_of(qtbot, made):
    qtbot.addWidget(made)
    made.show()
    return made


def settled(qtbot, reading, dialog, act):
    with qtbot.waitSignal(reading.workspace.exchange.planned, timeout=10_000):
        act()
    return dialog._plan


def test_an_import_names_nobody_unless_asked(qtbot, reading, source, key_file, tmp_path):
    dialog = dialog_of(qtbot, ImportDialog(reading.workspace, lambda: str(tmp_path), reading))
    plan = settled(qtbot, reading, dialog, lambda: dialog.choose(source))
    ((smear, _),) = plan.smears.values()
    assert (smear.path, smear.patient_id) == ("UID_7_1_1_all.jpg", "UID_7")
    key = dialog.findChild(PatientKeyField)
    plan = settled(qtbot, reading, dialog, lambda: key.choose(key_file))
    ((smear, _),) = plan.smears.values()
    assert smear.patient_id == read_patient_key(key_file).pseudonym("UID_7")
    assert "UID_7" not in smear.path
    assert "Jane Doe" not in plan.reason
    assert "lab.key" in texts(dialog)
    plan = settled(qtbot, reading, dialog, key.clear)
    ((smear, _),) = plan.smears.values()
    assert smear.patient_id == "UID_7"


def test_the_choice_in_the_import_is_the_one_for_opened_images(qtbot, reading, source, tmp_path):
    dialog = dialog_of(qtbot, ImportDialog(reading.workspace, lambda: str(tmp_path), reading))
    settled(qtbot, reading, dialog, lambda: dialog.choose(source))
    choice = dialog._origin
    assert choice.currentData() == "name"

    def choose(origin):
        choice.setCurrentIndex(choice.findData(origin))
        choice.activated.emit(choice.currentIndex())

    plan = settled(qtbot, reading, dialog, lambda: choose("all"))
    ((smear, path),) = plan.smears.values()
    assert smear.path == str(path)
    assert "Jane Doe" in plan.reason
    plan = settled(qtbot, reading, dialog, lambda: choose("nothing"))
    ((smear, _),) = plan.smears.values()
    assert smear.path == f"image {smear.id[:8]}.jpg"
    assert reading.workspace.settings.image_origin == load_settings().image_origin == "nothing"
    other = dialog_of(qtbot, OriginDialog(reading.workspace, reading))
    assert other.findChild(QComboBox).currentData() == "nothing"


def test_a_new_key_is_for_its_owner_alone_and_never_takes_the_place_of_another(qtbot, tmp_path):
    field = dialog_of(qtbot, PatientKeyField("none", lambda: str(tmp_path)))
    path = tmp_path / "new.key"
    field.make(path)
    made = path.read_bytes()
    assert field.key is not None
    assert field.key.pseudonym("7") == read_patient_key(path).pseudonym("7")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = field.key
    field.make(path)
    assert path.read_bytes() == made
    assert "is there already and stays as it is" in texts(field)
    assert field.key is first


@pytest.mark.parametrize("content", [b"secret", b"x" * 100_000, None])
def test_a_file_that_is_no_key_is_told_and_not_taken(qtbot, tmp_path, content):
    field = dialog_of(qtbot, PatientKeyField("none", lambda: str(tmp_path)))
    if content is not None:
        (tmp_path / "a.key").write_bytes(content)
    field.choose(tmp_path / "a.key")
    assert field.key is None
    assert "a.key" in texts(field)


def name_patient(reading, patient):
    smear = reading.workspace.smear
    changed = type(smear)(**{**vars(smear), "patient_id": patient})
    assert reading.workspace.do(ChangeSmear(smear, changed))


def is_forgotten(sentence):
    return "backup and journals no more" in sentence


def held(path):
    """Everything that belongs to a dataset, as bytes."""
    return b"\n".join(place.read_bytes() for place in path.parent.rglob(f"{path.name}*") if place.is_file())


def test_patients_of_the_open_dataset_get_pseudonyms(qtbot, reading, key_file, tmp_path):
    name_patient(reading, "Jane Doe")
    dialog = dialog_of(qtbot, PseudonymDialog(reading.workspace, lambda: str(tmp_path), reading))
    assert "1 patient of 1 smear" in texts(dialog)
    assert not dialog._go.isEnabled(), "there is no key yet"
    dialog._key.choose(key_file)
    with qtbot.waitSignal(reading.workspace.notice, timeout=10_000, check_params_cb=is_forgotten):
        dialog._go.click()
    (smear,) = (smear for smear in reading.workspace.content.smears.values() if smear.patient_id)
    assert is_pseudonym(smear.patient_id)
    again = dialog_of(qtbot, PseudonymDialog(reading.workspace, lambda: str(tmp_path), reading))
    again._key.choose(key_file)
    assert "nothing to do" in texts(again)
    assert not again._go.isEnabled()
    path = reading.workspace.dataset_path
    assert b"Jane Doe" not in held(path), "nor in its backup and journals"
    reading.workspace.undo()
    assert reading.workspace.content.smears[smear.id].patient_id == "Jane Doe"
    with qtbot.waitSignal(reading.workspace.notice, timeout=10_000, check_params_cb=is_forgotten):
        reading.workspace.redo()
    assert b"Jane Doe" not in held(path)
    assert reading.workspace.close()
    assert b"Jane Doe" not in held(path)


def test_ids_leave_the_files_once_the_pseudonyms_could_be_saved(qtbot, reading, key_file, tmp_path):
    name_patient(reading, "Jane Doe")
    workspace, told = reading.workspace, []
    saver = workspace._document.saver
    assert saver.flush(10)
    workspace.notice.connect(told.append)
    dialog = dialog_of(qtbot, PseudonymDialog(workspace, lambda: str(tmp_path), reading))
    dialog._key.choose(key_file)
    journal = workspace.dataset_path.with_name(f"{workspace.dataset_path.name}-journal")
    with full_disk_at(journal.stat().st_size + 10):
        dialog._go.click()
        qtbot.waitUntil(lambda: workspace.saved_state == "failed")
    assert b"Jane Doe" in held(workspace.dataset_path)
    assert not any(map(is_forgotten, told))
    with qtbot.waitSignal(workspace.notice, timeout=10_000, check_params_cb=is_forgotten):
        saver.retry()
    assert b"Jane Doe" not in held(workspace.dataset_path)


def test_a_signed_field_has_to_be_unlocked_before_its_patient_is_renamed(qtbot, reading, key_file, tmp_path):
    name_patient(reading, "Jane Doe")
    workspace = reading.workspace
    workspace.label(list(workspace.content.cells), "blast")
    with qtbot.waitSignal(workspace.changed):
        workspace.signing.sign()
    dialog = dialog_of(qtbot, PseudonymDialog(workspace, lambda: str(tmp_path), reading))
    dialog._key.choose(key_file)
    assert "is signed; unlock it first" in texts(dialog)
    assert not dialog._go.isEnabled()


def test_a_smear_is_called_in_notices_what_it_is_called_in_the_list(qtbot, make_window, tmp_path):
    window, workspace = make_window(image_origin="nothing", classifier="none", analyze_on_open=False)
    folder = tmp_path / "fields"
    folder.mkdir()
    for number in (1, 2):
        write_phantom(render_phantom(number, 200, 240, white_cells=1), folder / f"field {number}.png")
    workspace.open_path(folder)
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: workspace.smear is not None, timeout=20_000)
    first, second = workspace.content.smears
    draw_cell(workspace, Mask.from_pixels(np.pad(np.ones((9, 9), bool), 5)))
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_smear(second if workspace.smear.id == first else first)
    window.commands["undo"].trigger()
    window.commands["redo"].trigger()
    assert "Done again in field 1.png" in window.banner.text
