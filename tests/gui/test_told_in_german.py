"""What goes wrong below the window is told in the window's language: no English sentence is left over."""

import ast
import json
import re
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from leukodesk.core.errors import LeukoDeskError, UnknownIdError
from leukodesk.core.progress import no_progress
from leukodesk.core.sentence import Amount, ClassName, Joined, Sentence, sentence, system_reason
from leukodesk.core.sentence_records import said_in, words_of
from leukodesk.imaging.crops import CropSpec
from leukodesk.imaging.stain import read_template
from leukodesk.inference.card_files import load_card
from leukodesk.inference.cards import CurvePoint, Finder
from leukodesk.inference.classifiers.imagenet import imagenet_start
from leukodesk.inference.devices import device_title, resolve_device
from leukodesk.inference.extrapolation import UNITS, what_it_says
from leukodesk.inference.field_answer import foreign_cells
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.model_archive import read_archive
from leukodesk.inference.procedures import settings_words
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.scaling import Scale, scale_notices
from leukodesk.store.formats.registry import format_named, format_of
from leukodesk.store.patient_key import make_patient_key, read_patient_key
from leukodesk.training.protocol import Trainer
from leukodesk.training.recipe import Recipe, SplitChoice
from leukodesk.training.samples import Samples
from leukodesk.training.splits import single_split
from leukodesk.training.starting import Starter
from leukodesk.workspace import words
from leukodesk.workspace.training_process import TrainingProcess
from leukodesk.workspace.words import tr, worded
from tests.gui.closing import close_messages

LEUKODESK = Path(__file__).parents[2] / "leukodesk"

# The window and what it stands on; what a training started from the window says is tested below, most else of
# training and the cluster are for the command line alone.
LAYERS = ("core", "imaging", "store", "inference", "jobs", "workspace", "gui")
FROM_THE_COMMAND_LINE = {"jobs/cluster.py"}

_ENGLISH = re.compile(
    r"\b(again|and|are|be|cannot|choose|does|export|has|holds|is|it|no|not|of|or|that|the|this|to|which|with)\b"
)


def is_english(text: str, *names: object) -> bool:
    """Whether a text has words that German does not, names and commands aside."""
    for name in map(str, names):
        text = text.replace(name, "")
    return bool(_ENGLISH.search(re.sub(r"`[^`]*`", "", text)))


def _picture(path: Path, height: int = 300, width: int = 400) -> bytes:
    pixels = np.random.default_rng(1).integers(0, 255, (height, width, 3), np.uint8)
    cv2.imwrite(str(path), pixels)
    return path.read_bytes()


def _folder_without_images(path: Path) -> None:
    path.mkdir()
    (path / "notes.txt").write_text("no image")


BAD_FILES = {
    "missing.jpg": lambda path: None,
    "missing.h5": lambda path: None,
    "without images": _folder_without_images,
    "empty.jpg": lambda path: path.write_bytes(b""),
    "text.jpg": lambda path: path.write_text("this is no image\n" * 100),
    "cut.jpg": lambda path: path.write_bytes(_picture(path)[:5000]),
    "cut.png": lambda path: path.write_bytes(_picture(path)[:5000]),
    "cut.tif": lambda path: path.write_bytes(_picture(path)[:5000]),
    "altered.png": lambda path: path.write_bytes(_picture(path)[:5000] + b"x" + _picture(path)[5001:]),
    "small.png": lambda path: _picture(path, 5, 5),
    "text.h5": lambda path: path.write_text("this is no dataset"),
    "folder.h5": Path.mkdir,
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
def test_a_german_window_tells_in_german_why_a_file_does_not_open(qtbot, make_window, tmp_path):
    window, workspace = make_window(language="de")
    try:
        for name, make in BAD_FILES.items():
            make(tmp_path / name)
            close_messages(window.banner)
            with qtbot.waitSignal(workspace.failed, timeout=20_000):
                window.open_paths([tmp_path / name])
            said = window.banner.text
            assert name in said
            assert not is_english(said, tmp_path / name), said
    finally:
        words.speak("en")


@pytest.mark.usefixtures("german")
def test_what_an_analysis_ran_on_is_told_in_german():
    assert re.fullmatch(r"CPU, (1 Thread|\d+ Threads)", worded(device_title("cpu")))


BAD_IMPORTS = {
    "coco": ("a.json", '{"images": [}'),
    "labelme": ("a.json", "[1, 2]"),
    "geojson": ("a.geojson", '{"features": 3}'),
    "voc": ("a.xml", "<annotation><object></annotation>"),
    "csv": ("a.csv", 'image,x,y\n"a,1,2'),
    "xyc": ("a.xyc", "1\n"),
    "yolo": ("a.txt", "0 0.1 0.2\n"),
}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("name", BAD_IMPORTS)
def test_what_is_wrong_with_files_of_other_programs_is_told_in_german(name, tmp_path):
    file, text = BAD_IMPORTS[name]
    (tmp_path / file).write_text(text)
    document = format_named(name).read(tmp_path)
    told = [*document.problems, *document.skipped, *document.notes]
    assert told
    for said in told:
        assert is_english(said, tmp_path), said
        assert not is_english(worded(said), tmp_path), worded(said)


def _with_text(read):
    def call(path: Path) -> None:
        path.write_text("{this is nothing")
        read(path)

    return call


def _refuse_to_write(path: Path) -> None:
    make_patient_key(path / "key.txt")


REFUSED = {
    "nothing to import": format_of,
    "a template that is none": _with_text(read_template),
    "a template that is not there": read_template,
    "a card that is none": _with_text(load_card),
    "a card that is not there": load_card,
    "an exported model that is none": _with_text(read_archive),
    "a key that is not there": read_patient_key,
    "a key that is too short": _with_text(read_patient_key),
    "a place nothing can be written to": _refuse_to_write,
    "an unknown device": lambda path: resolve_device("gpu"),
    "an unknown segmenter": lambda path: create_segmenter("pivot-grow"),
    "an unknown model": lambda path: ModelLibrary.default().card("none"),
    "an unknown setting": lambda path: create_segmenter("lab-kmeans", clsters=3),
    "a setting out of its range": lambda path: create_segmenter("lab-kmeans", clusters=-3),
}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_english_where_it_is_written_down_and_german_in_the_window(name, tmp_path):
    path = tmp_path / "datei.json"
    with pytest.raises(LeukoDeskError) as refused:
        REFUSED[name](path)
    assert is_english(str(refused.value), path)
    assert not is_english(worded(refused.value), path), worded(refused.value)


@pytest.mark.usefixtures("german")
def test_sentences_within_sentences_and_errors_within_texts_are_worded():
    inner = sentence("{cells} {are} {what}", cells=Amount(2, "cell"), are=sentence("are"), what="x")
    said = sentence("{parts}.", parts=Joined((inner, "y"), sentence(" and ")))
    assert said == "2 cells are x and y."
    assert worded(said) == "2 Zellen sind x und y."
    error = UnknownIdError(sentence("model"), "m", ())
    assert str(error) == "There is no model called 'm'; did you mean: none is installed?"
    told = tr("{error} Cells are found but not classified until you choose a classifier.", error=error)
    assert told.startswith("Modell „m“ ist nicht bekannt; meinten Sie: keines ist installiert?")
    (notice,) = scale_notices(Scale(0.125, "default"))
    assert "0,125 µm je Pixel" in worded(notice)


@pytest.mark.usefixtures("german")
def test_the_reasons_of_the_system_are_told_in_german(tmp_path):
    for read in (Path.read_bytes, Path.iterdir):
        with pytest.raises(OSError) as refused:  # noqa: PT011  # which one differs between systems
            list(read(tmp_path / "missing"))
        assert system_reason(refused.value, lower=True) == refused.value.strerror.lower()
        assert worded(system_reason(refused.value)) == "Datei oder Ordner gibt es nicht"
    assert worded(system_reason(OSError("a disk of its own kind"))) == "a disk of its own kind"


def _cells_of(classes, groups, source="reading.h5"):
    n = len(classes)
    return Samples(
        contexts=np.arange(n, dtype=np.uint8)[:, None, None, None] + np.zeros((1, 24, 24, 3), np.uint8),
        spec=CropSpec(16, 0.2),
        labels=np.array([sorted(set(classes)).index(name) for name in classes], np.int64),
        classes=tuple(sorted(set(classes))),
        taxonomy="blast-normal",
        groups=tuple(groups),
        grouped_by="field",
        names=tuple(f"cell {number}" for number in range(n)),
        masks=np.zeros((n, 24, 24), bool),
        source=source,
        scale="given",
    )


@pytest.mark.usefixtures("german")
def test_a_training_that_fails_says_why_in_german_through_its_process(qtbot):
    with pytest.raises(LeukoDeskError) as refused:
        single_split(_cells_of(["blast", "blast", "normal", "normal"], "abcc"), SplitChoice(), 0)
    told = _through_a_process(qtbot, {"event": "failed", "message": str(refused.value)})
    titles = {"blast": "Blast", "normal": "Normaler Leukozyt"}
    said = worded(told, lambda class_id: titles[class_id])
    expected = "Die Klasse „Blast“ von reading.h5 hat 2 Zellen, aber nur aus: 2 Gesichtsfelder (a, b)."
    assert said.startswith(expected)
    assert not is_english(said)


def _through_a_process(qtbot, event):
    """What the window hears of an event that the worker's channel writes."""
    writing = (
        "import json, sys; from leukodesk.training.worker import Channel; "
        "from leukodesk.core.sentence_records import said_in; event = json.loads(sys.argv[1]); "
        "Channel().finish(event | {'message': said_in(event['message'])})"
    )
    given = json.dumps(event | {"message": words_of(event["message"])})
    process = TrainingProcess([sys.executable, "-c", writing, given])
    with qtbot.waitSignal(process.failed, timeout=20_000) as failed:
        process.start([])
    return failed.args[0]


@pytest.mark.usefixtures("german")
def test_what_a_training_says_on_its_way_is_told_in_german():
    starter = Starter(Recipe(architecture="cnn", start="scratch", seed=3))
    said = []
    samples = _cells_of(["blast", "normal"], "ab")
    starter.network(samples, said.append)
    Trainer(starter, no_progress, lambda event: said.append(event["text"])).log(
        sentence("Training {stage} on {cells}", stage=sentence("the model"), cells=Amount(51, "cell"))
    )
    said.append(imagenet_start(torch.nn.Module(), "cnn", None))
    for text in said:
        assert is_english(text) or "starts" in text or "Training" in text
        assert not is_english(worded(text)), worded(text)
        assert not re.search("starts|the model|weights", worded(text)), worded(text)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "accuracies", [(0.8, 0.9), (0.9, 0.8, 0.85), (0.7, 0.8, 0.85), (0.6, 0.7, 0.78, 0.84)]
)
@pytest.mark.parametrize("unit", UNITS)
def test_what_a_learning_curve_says_is_told_in_german(accuracies, unit):
    points = [
        CurvePoint(
            share=2.0 ** (number + 1 - len(accuracies)),
            groups=10 * 2**number,
            unit=unit,
            n=100 * 2**number,
            balanced_accuracy=value,
            balanced_accuracy_interval=(value - 0.01, value + 0.01),
        )
        for number, value in enumerate(accuracies)
    ]
    said = what_it_says(points)
    assert is_english(said)
    assert not is_english(worded(said)), worded(said)
    assert not re.search(r"\d\.\d", worded(said)), "numbers are written with a comma"


@pytest.mark.usefixtures("german")
def test_what_a_segmenter_was_told_is_told_in_german():
    assert worded(settings_words("lab-kmeans", {})) == "Vorgaben"
    told = settings_words("lab-kmeans", {"clusters": 5})
    assert told == "clusters 5"
    assert worded(told) != told
    finder = Finder(segmenter_id="lab-kmeans", settings={"clusters": 5})
    assert "clusters" not in worded(foreign_cells("cnn.mine", finder))


def test_a_sentence_stays_one_on_its_way_through_json():
    inner = sentence("{n} of {name}", n=2, name=ClassName("blast"))
    error = LeukoDeskError(sentence("{parts}.", parts=Joined((inner, Amount(1, "cell")), sentence(" and "))))
    said = sentence("{error} {share:.2f} {path}", error=error, share=0.5, path=Path("a"))
    back = said_in(json.loads(json.dumps(words_of(said))))
    assert back == said
    assert worded(back, str.upper) == "2 of BLAST and 1 cell. 0.50 a"
    assert said_in({"text": 3}) == {"text": 3}


def test_a_sentence_stays_one_in_an_error():
    assert isinstance(str(LeukoDeskError(sentence("is"))), Sentence)
    assert str(LeukoDeskError("plain")) == "plain"


def test_every_error_keeps_what_it_was_made_from():
    kinds = {kind.__name__ for kind in _kinds_of(LeukoDeskError)} | {"BadValueError"}
    plain = []
    for path in (path for layer in LAYERS for path in (LEUKODESK / layer).rglob("*.py")):
        place = path.relative_to(LEUKODESK).as_posix()
        if place not in FROM_THE_COMMAND_LINE:
            plain += [f"{place}:{line}" for line in _plain_errors(path.read_text("utf-8"), kinds)]
    assert plain == []


def _kinds_of(kind):
    return [kind, *(kin for child in kind.__subclasses__() for kin in _kinds_of(child))]


def _plain_errors(source, kinds):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            for told in node.args[:1]:
                if isinstance(told, ast.JoinedStr) or (
                    isinstance(told, ast.Constant) and " " in str(told.value)
                ):
                    yield told.lineno
