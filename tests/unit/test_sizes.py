"""No module or function of the program outgrows what one reads at a time."""

import ast
from pathlib import Path

import leukodesk

LONGEST_MODULE = 350
LONGEST_FUNCTION = 60
SOURCES = {path: path.read_text(encoding="utf-8") for path in Path(leukodesk.__file__).parent.rglob("*.py")}


def test_no_module_is_too_long() -> None:
    lengths = {path.name: len(source.splitlines()) for path, source in SOURCES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{path.name}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path, source in SOURCES.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 1000
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
