"""Bring the translations up to date with the sources: ``python packaging/translations.py [--check]``.

Collects the strings of the window, writes them into every ``resources/translations/leukodesk_*.ts``, where
the translations are (Qt Linguist opens them), and compiles those. With ``--check`` it only says what is not
up to date or not translated.
"""

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEGMENTERS = ("lab-kmeans", "pivot-growing", "unet-plr")
FOLDER = ROOT / "resources" / "translations"


@dataclass
class Message:
    """One string; ``one`` is English for one thing where the string is of a number of them."""

    source: str
    one: str = ""
    places: list[str] = field(default_factory=list)


def main() -> int:
    """Update and compile, or check."""
    sys.path.insert(0, str(ROOT))
    problems = []
    for path in sorted(FOLDER.glob("leukodesk_*.ts")):
        if "--check" in sys.argv[1:]:
            problems += check(path)
        else:
            path.write_text(updated(path), "utf-8")
            compile_to(path, path.with_suffix(".qm"))
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def check(path: Path) -> Iterator[str]:
    """What is wrong with a translation, a line each."""
    if path.read_text("utf-8") != updated(path):
        yield f"{path.name} is not up to date with the sources; run python packaging/translations.py"
    for message in _root(path).iter("message"):
        if (translation := message.find("translation")) is None or translation.get("type") == "unfinished":
            yield f"{path.name}: not translated: {message.findtext('source')}"
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "fresh.qm"
        compile_to(path, compiled)
        kept = path.with_suffix(".qm")
        if not kept.is_file() or kept.read_bytes() != compiled.read_bytes():
            yield f"{kept.name} is not up to date with {path.name}; run python packaging/translations.py"


def compile_to(path: Path, target: Path) -> None:
    """Compile with Qt's own program, which comes with PySide6."""
    import PySide6  # noqa: PLC0415  # collecting strings needs no Qt

    program = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([program, "-silent", path, "-qm", target], check=True)


def updated(path: Path) -> str:
    """The file with the strings of the sources, and the translations it has of them."""
    root = _root(path)
    known = {message.findtext("source"): message.find("translation") for message in root.iter("message")}
    for context in list(root):
        root.remove(context)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "LeukoDesk"
    for message in collected().values():
        element = ET.SubElement(context, "message", {"numerus": "yes"} if message.one else {})
        for place in message.places:
            ET.SubElement(element, "location", {"filename": f"../../{place}"})
        ET.SubElement(element, "source").text = message.source
        if message.one:
            ET.SubElement(element, "comment").text = message.one
        translation = known.get(message.source)
        if translation is None:
            translation = ET.Element("translation", {"type": "unfinished"})
        element.append(translation)
    ET.indent(root, "    ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, "unicode")}\n'


def _root(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314  # a file of this project


def collected() -> dict[str, Message]:
    """Every string of the window, by itself, in the order of the files."""
    found: dict[str, Message] = {}
    for path in sorted((ROOT / "leukodesk").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for source, one in strings_of(ast.parse(path.read_text("utf-8"))):
            _add(found, place, source, one)
    for place, source in _spoken_data():
        _add(found, place, source, "")
    for place, unit in _units():
        _add(found, place, f"{{n}} {unit}s", f"1 {unit}")
    return found


def strings_of(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The strings that a module has translated, each with English for one thing or empty."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [_literal(argument) for argument in node.args]
        if node.func.id in {"tr", "later", "sentence"} and texts and texts[0]:
            yield texts[0], ""
        elif node.func.id == "other_words" and texts[1]:
            yield texts[1], ""
        elif node.func.id == "tr_n" and texts[1]:
            yield texts[1], texts[0]
        elif node.func.id in {"counted", "Amount"} and texts[1]:
            yield f"{{n}} {texts[1]}s", f"1 {texts[1]}"


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _add(found: dict[str, Message], place: str, source: str, one: str) -> None:
    message = found.setdefault(source, Message(source, one))
    if message.one != one:
        raise SystemExit(f"{place}: “{source}” is of a number in one place and not in another.")
    if place not in message.places:
        message.places.append(place)


def _spoken_data() -> Iterator[tuple[str, str]]:
    """What tables say, and the layers below, which know nothing of languages."""
    from leukodesk import RESEARCH_USE_ONLY  # noqa: PLC0415  # found once the path is set
    from leukodesk.core.sentence import SYSTEM_REASONS  # noqa: PLC0415
    from leukodesk.core.signatures import FieldState  # noqa: PLC0415
    from leukodesk.core.taxonomies import TAXONOMIES  # noqa: PLC0415
    from leukodesk.core.taxonomy import UNIDENTIFIED_CLASS  # noqa: PLC0415
    from leukodesk.gui.commands.action_table import ACTIONS  # noqa: PLC0415
    from leukodesk.inference.classifiers.catalogue import GROUPS  # noqa: PLC0415
    from leukodesk.store.formats.registry import FORMATS  # noqa: PLC0415
    from leukodesk.training.report_files import TITLES  # noqa: PLC0415

    yield "leukodesk/__init__.py", RESEARCH_USE_ONLY
    for taxonomy in TAXONOMIES:
        for cell_class in taxonomy.classes:
            yield "leukodesk/core/taxonomies.py", cell_class.title
    yield "leukodesk/core/taxonomy.py", UNIDENTIFIED_CLASS.title
    for reason in SYSTEM_REASONS.values():
        yield "leukodesk/core/sentence.py", reason
    for state in FieldState:
        yield "leukodesk/core/signatures.py", state.value
        yield "leukodesk/core/signatures.py", state.lower()
    for spec in ACTIONS:
        for text in filter(None, (spec.menu, spec.group, spec.text, spec.tip, spec.short)):
            yield "leukodesk/gui/commands/action_table.py", text
    for group in GROUPS:
        for title in (group.title, *(listed.title for listed in group.members)):
            yield "leukodesk/inference/classifiers/catalogue.py", title
    for place, unit in _units():
        yield place, unit
        yield place, f"{unit}s"
    for known in FORMATS:
        yield "leukodesk/store/formats/registry.py", known.title
    for title in TITLES.values():
        yield "leukodesk/training/report_files.py", title
    yield from _spoken_settings()


def _units() -> Iterator[tuple[str, str]]:
    """What trainings count besides cells."""
    from leukodesk.inference.extrapolation import UNITS  # noqa: PLC0415

    for unit in UNITS:
        yield "leukodesk/inference/extrapolation.py", unit


def _spoken_settings() -> Iterator[tuple[str, str]]:
    """What the settings of the own segmenters say; those of plugins stay as they are."""
    from leukodesk.inference.registry import segmenter_presets, segmenter_settings  # noqa: PLC0415
    from leukodesk.inference.segmenters.settings import choice_text  # noqa: PLC0415

    place = "leukodesk/gui/segmentation/setting_row.py"
    for segmenter in SEGMENTERS:
        for setting in segmenter_settings(segmenter):
            yield from ((place, text) for text in (setting.title, setting.help) if text)
            if " " in setting.unit:  # else a symbol, which is the same everywhere
                yield place, setting.unit
            if setting.name != "weights":  # which there are differs between computers
                yield from ((place, choice_text(choice)) for choice in setting.choices)
        yield from ((place, choice_text(name)) for name in segmenter_presets(segmenter))


if __name__ == "__main__":
    raise SystemExit(main())
