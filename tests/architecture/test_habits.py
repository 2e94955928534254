"""Habits no linter knows: short files, nothing global, nothing half done, English for readers."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.sources import EVERYTHING, PROGRAM, place, python_files, tree

LONGEST_FILE = 300
# Written so that this file passes its own test.
UNFINISHED = re.compile(r"TOD[O]|FIXM[E]|XX[X]|NotImplementedErro[r]")
SKIPPED = re.compile(r"pytest\.(mark\.)?(skip|xfai[l])|pragma: no cove[r]")
HAN = re.compile(r"[\u4e00-\u9fff]")
QUOTED = re.compile(r"[(（`\"'“‘「].*?[)）`\"'”’」]", re.DOTALL)
LATIN = re.compile(r"[A-Za-z]")
MUTABLE_CALLS = ("list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict")
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
CHANGING_CALLS = frozenset(
    [
        "add",
        "append",
        "clear",
        "discard",
        "extend",
        "insert",
        "pop",
        "popitem",
        "remove",
        "setdefault",
        "sort",
        "update",
    ]
)


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        place(path): lines
        for path in python_files(*EVERYTHING)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def _made_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in MUTABLE_CALLS
    return isinstance(value, MUTABLE_NODES)


def _module_collections(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the names of lists, dicts and sets made at module level, with their lines."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _made_mutable(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((t.id, node.lineno) for t in targets if isinstance(t, ast.Name))


def _changed_names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the names whose contents are changed in place; binding anew is ruff's to find."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Subscript | ast.Attribute):
            continue
        stored = isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
        called = isinstance(node, ast.Attribute) and node.attr in CHANGING_CALLS
        if (stored or called) and isinstance(node.value, ast.Name):
            yield node.value.id, node.lineno


def _module_state(path: Path) -> Iterator[str]:
    made = dict(_module_collections(path))
    for name, line in made.items():
        if name.upper() != name and name != "__all__":
            yield f"{place(path, line)} {name} is no constant"
    for name, line in _changed_names(path):
        if name in made:
            yield f"{place(path, line)} changes {name}"


def test_no_state_lives_at_module_level() -> None:
    found = [text for path in python_files(*PROGRAM) for text in _module_state(path)]
    assert found == []


def test_nothing_is_half_done_or_skipped() -> None:
    found = [
        f"{place(path, number)} {line.strip()}"
        for path in python_files(*EVERYTHING)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line) or SKIPPED.search(line)
    ]
    assert found == []


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Cleaning up and raising again is no swallowing."""
    last = handler.body[-1]
    everything = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    return everything and not (isinstance(last, ast.Raise) and last.exc is None)


def test_no_handler_swallows_everything() -> None:
    found = [
        place(path, node.lineno)
        for path in python_files(*PROGRAM)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _swallows_everything(node)
    ]
    assert found == []


def test_no_mixins() -> None:
    found = [
        place(path, node.lineno)
        for path in python_files(*PROGRAM)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Mixin") for base in node.bases)
    ]
    assert found == []


def _prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the comments and docstrings of a file with their lines."""
    text = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def test_comments_and_docstrings_are_english_and_only_quote_chinese_terms() -> None:
    found = [
        f"{place(path, line)} {text.strip()[:60]}"
        for path in python_files(*EVERYTHING)
        for line, text in _prose(path)
        if len(HAN.findall(QUOTED.sub("", text))) > len(LATIN.findall(text))
    ]
    assert found == []
