"""What the project says of itself is so: links lead somewhere, commands exist, words are kept."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser
from enum import StrEnum
from pathlib import Path

from db import models, vocabulary
from db.base import Base
from tests.helpers.sources import ROOT, python_files, tree

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
RULE = re.compile(r"\bR(\d+)\b")
FIRST_RULES = {1, 2, 3, 4, 5}


def test_links_between_pages_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_make_command_in_the_pages_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told = {
        name for page in PAGES for name in re.findall(r"`make ([a-z]+)", page.read_text("utf-8"))
    }
    assert told <= targets
    assert {"setup", "run", "demo", "test", "lint", "lock", "clean"} <= targets


def test_every_decision_says_what_why_and_what_else() -> None:
    incomplete = [
        f"{path.name}: {part}"
        for path in sorted((ROOT / "docs" / "decisions").glob("0*.md"))
        for part in (f"# {path.name[:4]} ", "**Decision.**", "**Why.**", "**Considered.**")
        if part not in path.read_text(encoding="utf-8")
    ]
    assert incomplete == []


def test_the_version_has_a_chapter_in_the_changelog() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {setup['metadata']['version']}" in changelog


def test_the_glossary_holds_every_stored_word_and_model() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    lists = [
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    ]
    words = {f"`{member.value}`" for kind in lists for member in kind}
    words |= {
        f"`{name}`"
        for name, thing in vars(models).items()
        if isinstance(thing, type) and issubclass(thing, Base)
    }
    assert sorted(word for word in words if word not in glossary) == []


def _numbers(paths: list[Path]) -> set[int]:
    texts = (
        ast.get_docstring(node) or ""
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    )
    return {int(number) for text in texts for number in RULE.findall(text)}


def test_every_rule_the_code_speaks_of_has_a_test_that_names_it() -> None:
    spoken = _numbers(python_files("antifraud_desktop/rules")) | FIRST_RULES
    tests = {
        node.name
        for path in python_files("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    untested = {
        number
        for number in spoken
        if not any(re.search(rf"_r{number}(_|$)", name) for name in tests)
    }
    assert untested == set()
