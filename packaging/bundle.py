"""Make a folder that runs without Python: ``python packaging/bundle.py [FOLDER]``.

It needs what ``pip install ".[slides,baselines,bundle]"`` installs, and makes a bundle for the system it runs
on. What finds its files, its libraries or the program itself in another way there is used once before the
bundle counts as made.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import tifffile

HERE = Path(__file__).parent
SUFFIX = ".exe" if sys.platform == "win32" else ""
STARTED_S = 20.0
TIMEOUT_S = 900
FIELD_UM = 0.125
CROP_PX = 96
CROPS = 24
RECIPE = """architecture = "{architecture}"
epochs = 1
batch = 8
[split]
by = "random"
"""


def main() -> int:
    """Build the bundle, use it, and say how large it is."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "dist"
    with tempfile.TemporaryDirectory() as scratch:
        build(target, Path(scratch) / "build")
        programs = target / "leukodesk"
        Trial(programs, Path(scratch) / "trial").use_all()
    size = sum(file.stat().st_size for file in programs.rglob("*") if not file.is_symlink())
    print(f"made {programs}, {size / 2**30:.1f} GB")
    return 0


def build(target: Path, scratch: Path) -> None:
    """Have PyInstaller write the bundle into ``target``."""
    options = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(target), "--workpath", str(scratch)]
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, str(HERE / "leukodesk.spec")], check=True)


class Trial:
    """Uses a bundle in a folder of its own, without anything of this environment's Python.

    Args:
        programs: where the bundle lies.
        folder: does not exist yet; the user's folder and all that is written lie in it.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        folder.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self._variables = {**kept, "LEUKODESK_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def use_all(self) -> None:
        """Everything that needs another file, library or process.

        Raises:
            subprocess.CalledProcessError: a command failed; what it said stands above.
            RuntimeError: the window does not stay open.
        """
        self._use("--version")
        self._use("doctor")
        self._use("models", "verify")
        self._use("demo", "--headless", "--out", "demo")
        field = str(next((self._folder / "demo").glob("*smear.png")))
        self._make_slides(field)
        self._use("analyze", "slide.svs", "packed.tif", "--json", "slides.jsonl")
        self._make_crops(field)
        for classifier in ("hybrid_cnn_gnn-mobilenet_v2.all-subtype", "mobilenet_v2.leukocyte8"):
            self._use(
                "analyze", field, "--segmenter", "unet-plr", "--classifier", classifier, "--json", "a.jsonl"
            )
        for architecture in ("cnn", "LGBMClassifier", "XGBClassifier", "LinearDiscriminantAnalysis"):
            recipe = self._folder / f"{architecture}.toml"
            recipe.write_text(RECIPE.format(architecture=architecture), encoding="utf-8")
            chosen = ["--architecture", architecture, "--recipe", recipe.name]
            self._use("train", "--dataset", "crops", *chosen, "--out", "trained")
        self._use_window(field)

    def _use(self, *arguments: str) -> None:
        print("leukodesk", *arguments, flush=True)
        command = [str(self._programs / f"leukodesk{SUFFIX}"), *arguments]
        subprocess.run(command, env=self._variables, cwd=self._folder, check=True, timeout=TIMEOUT_S)

    def _make_slides(self, field: str) -> None:
        """The field as OpenSlide reads it, and packed in a way that tifffile leaves to imagecodecs."""
        pixels = cv2.cvtColor(cv2.imread(field), cv2.COLOR_BGR2RGB)
        per_cm = round(10_000 / FIELD_UM)
        for name, compression in (("slide.svs", None), ("packed.tif", "lzw")):
            tifffile.imwrite(
                self._folder / name,
                pixels,
                photometric="rgb",
                tile=(256, 256),
                compression=compression,
                resolution=(per_cm, per_cm),
                resolutionunit="centimeter",
                metadata=None,
            )

    def _make_crops(self, field: str) -> None:
        """Two classes of pieces of the field, to train on."""
        pixels = cv2.imread(field)
        rows, columns = pixels.shape[0] // CROP_PX, pixels.shape[1] // CROP_PX
        for number in range(2 * CROPS):
            row, column = divmod(number * 7 % (rows * columns), columns)
            piece = pixels[row * CROP_PX :, column * CROP_PX :][:CROP_PX, :CROP_PX]
            folder = self._folder / "crops" / ("dark" if number % 2 else "light")
            folder.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(folder / f"{number}.png"), piece // 2 if number % 2 else piece)

    def _use_window(self, field: str) -> None:
        print("leukodesk-window", field, flush=True)
        command = [str(self._programs / f"leukodesk-window{SUFFIX}"), field]
        with subprocess.Popen(command, env=self._variables, cwd=self._folder) as window:
            try:
                status = window.wait(STARTED_S)
            except subprocess.TimeoutExpired:
                window.terminate()
            else:
                raise RuntimeError(f"the window closed by itself, with status {status}")


if __name__ == "__main__":
    sys.exit(main())
