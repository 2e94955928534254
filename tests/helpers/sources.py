"""The project's own source files, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("antifraud_desktop", "db", "ui")
EVERYTHING = (*PROGRAM, "tests", "tools", "benchmarks")


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under the given folders of the project, and main.py."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [ROOT / "main.py", *found]


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int = 0) -> str:
    """Return a file, and a line when given, as a person would look it up."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def imported_names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield the dotted names an import statement asks for."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif node.module:
        yield node.module
