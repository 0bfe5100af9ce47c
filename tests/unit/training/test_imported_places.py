"""Points that were imported into a dataset are learnt from like the points themselves."""

from datetime import UTC, datetime

import cv2
import numpy as np

from leukodesk.core.content import Content
from leukodesk.core.progress import no_progress
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.phantom import render_phantom
from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.jobs.import_planning import plan_import
from leukodesk.jobs.importing import store_images
from leukodesk.store.dataset import Dataset
from leukodesk.training.sources import load_samples


def test_an_imported_set_gives_the_samples_of_its_folder(tmp_path, recipe):
    phantom = render_phantom(seed=5, height=700, width=900, white_cells=8, smudges=1)
    folder = tmp_path / "set"
    (folder / "images").mkdir(parents=True)
    assert cv2.imwrite(str(folder / "images" / "Im001_1.png"), phantom.pixels[..., ::-1])
    lines = {"blast": "", "normal": ""}
    for cell in phantom.cells:
        if phantom.classes[cell.id] in lines:
            y, x = map(round, cell.centroid)
            lines[phantom.classes[cell.id]] += f"{x}\t{y}\n"
    for name, points in (("blast", lines["blast"]), ("other", lines["normal"])):
        (folder / name).mkdir()
        (folder / name / "Im001_1.xyc").write_text(points)
    rows = "".join(
        f"Im001_1,{line.replace(chr(9), ',')},leukocyte\n" for line in lines["normal"].splitlines()
    )
    (folder / "other_kind.csv").write_text("field,x,y,kind\n" + rows)
    plan = plan_import(
        ImportRequest(folder), Content(BLAST_NORMAL), datetime.now(UTC), lambda _: b"", is_new=True
    )
    with Dataset.create(tmp_path / "data.h5", plan.taxonomy) as dataset:
        store_images(plan, dataset, no_progress)
        dataset.append(plan.edit())

    direct, imported = load_samples(folder, recipe), load_samples(tmp_path / "data.h5", recipe)
    assert imported.counts == direct.counts
    assert np.array_equal(imported.crops, direct.crops)
    assert not imported.masks.any()
