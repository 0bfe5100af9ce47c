"""The parts of a reproduction: what the papers say, which images are taken, what is made of the figures."""

import cv2
import numpy as np
import pytest

from leukodesk.config import reproduction_path
from leukodesk.core.errors import InputError
from leukodesk.core.progress import no_progress
from leukodesk.inference.cards import Metric
from leukodesk.inference.registry import architecture_ids
from leukodesk.training.baselines import BASELINES
from leukodesk.training.reproduction.budget import Budget
from leukodesk.training.reproduction.fields import blanked_fields, dark_parts
from leukodesk.training.reproduction.meaning import meaning_of, means_something
from leukodesk.training.reproduction.papers import PAPERS
from leukodesk.training.reproduction.record import Figures, PaperRecord, Record, Row, Spent, keep, load_record
from leukodesk.training.reproduction.spreading import reduced, spread, without_twins
from leukodesk.training.reproduction.studies import read_study
from leukodesk.training.reproduction.table import HEADINGS, cells, markdown
from leukodesk.training.splits import folds

SPENT = Spent(start="random", images=8, trained_on=16, epochs=2, side=64, folds=(1, 4))


def figures(value, low=None, high=None, units=20):
    metric = Metric(value=value, low=value if low is None else low, high=value if high is None else high)
    return Figures(split="by patient", n=40, units=units, metrics={"balanced_accuracy": metric})


def controls(best=0.5):
    return {
        "cells_blanked_out": figures(0.5),
        "colour_statistics": figures(best),
        "labels_shuffled": figures(0.5),
    }


def row(name="resnet50", **changes):
    values = {
        "system": name,
        "kind": "network",
        "published": {"accuracy": 0.9962},
        "spent": SPENT,
        "paper_split": figures(0.9),
        "honest_split": figures(0.8, 0.7, 0.9),
        "controls": controls(),
        "own_images": 0.95,
        "means_something": True,
        "meaning": "words",
        "in_short": True,
        "elapsed_s": 1.0,
    }
    return Row.model_validate(values | changes)


def paper(letter="A", *rows):
    return PaperRecord(
        letter=letter,
        citation="somebody",
        task="something",
        headline="much",
        contradiction="",
        data="set",
        class_counts={"all": 3},
        digest="0" * 64,
        budget={"epochs": 2},
        rows=rows or (row(),),
        missing={},
        notices=(),
        device="CPU",
        version="0",
        elapsed_s=1.0,
    )


def draw_field(path, dark, seed):
    """A pale field with red cells and ``dark`` nuclei."""
    random = np.random.default_rng(seed)
    pixels = np.full((96, 128, 3), 225, np.uint8)
    for number in range(dark + 6):
        colour = (140, 50, 110) if number < dark else (150, 160, 220)
        centre = (int(random.integers(12, 116)), int(random.integers(12, 84)))
        cv2.circle(pixels, centre, 7, colour, -1, cv2.LINE_AA)
    noise = random.normal(0, 3, pixels.shape)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.clip(pixels + noise, 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def fields(tmp_path_factory):
    """Laid out as ALL-IDB1: two runs of 22 neighbouring numbers."""
    root = tmp_path_factory.mktemp("sets")
    for number in range(1, 23):
        draw_field(root / "all_idb1" / "images" / f"Im{number:03d}_1.png", 5, number)
        draw_field(root / "all_idb1" / "images" / f"Im{number + 30:03d}_0.png", 1, number + 30)
    return root


def test_every_system_of_the_papers_can_be_trained():
    assert set(PAPERS) == set("ABCDE")
    for each in PAPERS.values():
        for system in each.systems:
            known = BASELINES if system.kind == "classical" else architecture_ids()
            assert system.id in known
            assert bool(system.published) == (system.kind != "stand-in")
            assert all(0 < value <= 1 for value in system.published.values())


def test_the_headlines_are_the_papers():
    said = {letter: {system.id: system.published for system in PAPERS[letter].systems} for letter in PAPERS}
    assert said["A"]["resnet50"]["accuracy"] == pytest.approx(0.9962, abs=1e-4)
    assert said["B"]["efficientnet_b0"] == {"accuracy": 0.6763, "f1": 0.9624, "specificity": 0.9768}
    assert said["C"]["hybrid_cnn_gnn-paper"] == {"accuracy": 0.9687}
    assert said["D"]["efficientnet_v2_l"]["accuracy"] == 0.97
    assert said["E"]["unet-plr"] == pytest.approx(
        {"accuracy": 0.9522, "balanced_accuracy": 0.9467, "auc": 0.9482, "f1": 0.9508}
    )
    assert set(BASELINES) <= set(said["E"])


def test_a_small_budget_takes_as_many_of_each_class_from_all_groups():
    labels = np.array([0] * 60 + [1] * 12)
    groups = ["large"] * 40 + [f"small {i}" for i in range(20)] + [f"other {i % 3}" for i in range(12)]
    chosen = spread(np.arange(72), labels, groups, 9, seed=1)
    assert np.bincount(labels[chosen]).tolist() == [9, 9]
    assert sum(groups[i] == "large" for i in chosen) <= 1
    assert len({groups[i] for i in chosen if labels[i]}) == 3
    assert len(spread(np.arange(72), labels, groups, 100, seed=1)) == 72


def test_classes_to_train_on_are_made_equally_large(make_samples, recipe):
    samples = make_samples(groups=20, each=2).take(np.r_[0:40, 41:80:2])
    split = folds(samples, recipe.split.model_copy(update={"folds": 5}), 1, validate=True)[0]
    small = reduced(split, samples, 100, 3, 1)
    assert len(set(np.bincount(samples.labels[small.train]))) == 1
    assert max(np.bincount(samples.labels[small.test])) <= 3
    assert set(small.train) <= set(split.train)


def test_an_image_that_is_there_twice_counts_once(make_samples):
    samples = make_samples(groups=3, each=1)
    kept = without_twins(samples.take([0, 1, 1, 2, 0]))
    assert len(kept) == 3
    assert kept.notices[-1].startswith("2 images left out")
    assert without_twins(samples) is samples


def test_copies_leak_into_every_part_of_the_papers_split_and_blocks_into_none_of_the_honest(fields):
    study = read_study("A", fields, 32, Budget(side=32), no_progress)
    assert len(study.samples) == 44
    assert len(study.paper) > 4 * 44
    assert len(set(study.paper.crop_digests)) == len(study.paper)
    by_chance = folds(study.paper, study.ways.paper, 1, validate=True)[0]
    original = [name.rpartition(", copy")[0] for name in study.paper.names]
    assert {original[i] for i in by_chance.train} & {original[i] for i in by_chance.test}
    for split in folds(study.samples, study.ways.honest, 1, validate=True):
        parts = [{study.samples.groups[i] for i in part} for part in split.parts.values()]
        assert sum(map(len, parts)) == len(set.union(*parts))


def test_what_is_as_dark_as_nuclei_is_painted_over_in_a_field(fields):
    pixels = cv2.imread(str(fields / "all_idb1" / "images" / "Im001_1.png"))[..., ::-1]
    marked = dark_parts(np.ascontiguousarray(pixels))
    assert marked[pixels[..., 1] < 90].all()
    assert 0.02 < marked.mean() < 0.6
    assert not dark_parts(np.full((20, 20, 3), 200, np.uint8)).any()
    study = read_study("A", fields, 32, Budget(side=32), no_progress)
    assert study.samples.crops[..., 1].min() < 130 < study.blank.crops[..., 1].min()
    assert blanked_fields(study.blank).digest == study.blank.digest


def test_a_budget_that_teaches_nothing_is_said_to_mean_nothing():
    assert not means_something(0.7, 2)
    assert means_something(0.76, 2)
    assert means_something(None, 4)
    said = meaning_of(SPENT, 0.52, 2, (figures(0.9), figures(0.9)), controls())
    assert said == (
        "The budget is too small to mean anything: after 2 epochs on 16 images from random weights it names "
        "52 % (balanced) of its own training images right, where guessing gives 50 %."
    )


@pytest.mark.parametrize(
    ("honest", "best", "words"),
    [
        (figures(0.7, 0.4, 0.9), 0.5, "cannot be told from guessing"),
        (figures(0.7, 0.6, 0.8), 0.75, "no better than colour statistics alone (75 %)"),
        (figures(0.8, 0.65, 0.9), 0.6, "better than guessing and than every control"),
        (figures(0.8, 0.6, 0.9), 0.7, "chance alone may set it above colour statistics alone (70 %)"),
        (figures(0.8, 0.6, 0.9, units=4), 0.6, "4 patients or blocks only"),
        (figures(0.7, 0.6, 0.8), 0.5, "flatters it by 25 points"),
    ],
)
def test_figures_are_put_into_words_beside_guessing_and_the_controls(honest, best, words):
    assert words in meaning_of(SPENT, 0.95, 2, (figures(0.95), honest), controls(best))


def test_a_split_is_said_to_flatter_only_where_the_honest_interval_leaves_the_papers_figure_out():
    wide, narrow = figures(0.7, 0.17, 0.96, units=4), figures(0.7, 0.6, 0.8)
    paper = figures(0.92, 0.85, 0.98)
    assert "flatters it by 22 points" in meaning_of(SPENT, 0.95, 2, (paper, narrow), controls())
    said = meaning_of(SPENT, 0.95, 2, (paper, wide), controls())
    assert "flatters" not in said
    assert (
        "On the paper's kind of split it reaches 22 points more, which may be chance: the interval of the "
        "honest one, 17 to 96 %, holds both." in said
    )
    assert "points" not in meaning_of(SPENT, 0.95, 2, (figures(0.72), narrow), controls())


def test_the_record_that_travels_along_says_in_words_what_its_figures_say():
    for of_paper in load_record(reproduction_path()).papers.values():
        for each in of_paper.rows:
            both, classes = (each.paper_split, each.honest_split), len(of_paper.class_counts)
            said = meaning_of(each.spent, each.own_images, classes, both, each.controls)
            assert each.meaning == said, each.system


def test_a_record_keeps_the_other_papers(tmp_path):
    path = tmp_path / "reproduction.json"
    keep(paper("C"), path)
    keep(paper("A"), path)
    again = paper("C", row("cnn"))
    keep(again, path)
    record = load_record(path)
    assert list(record.papers) == ["A", "C"]
    assert record.papers["C"] == again
    assert record.papers["A"] == paper("A")


@pytest.mark.parametrize("content", ["{}", "nonsense", '{"format": "something", "papers": {}}'])
def test_another_file_is_neither_read_nor_overwritten(tmp_path, content):
    path = tmp_path / "card.json"
    path.write_text(content)
    if content == "{}":
        assert load_record(path) == Record()
        return
    for attempt in (lambda: load_record(path), lambda: keep(paper(), path)):
        with pytest.raises(InputError, match=r"card\.json is not a record"):
            attempt()
    assert path.read_text() == content


def test_the_table_marks_what_means_nothing_and_the_short_one_leaves_out():
    learnt, not_learnt = row(), row("vgg16", means_something=False)
    long = row("vgg19", in_short=False)
    shown = cells(paper(), not_learnt)
    assert len(shown) == len(HEADINGS)
    assert shown[1] == "vgg16 †"
    assert shown[4] == "80 (70 to 90)"
    table = markdown(Record().with_paper(paper("A", learnt, not_learnt, long)))
    assert table.count("\n") == 4
    assert "| A | `vgg16` † | accuracy 99.6 | 90 (90 to 90) |" in table
    assert "vgg19" not in table
