"""Every use case says what it needs, in the services and nowhere else."""

from __future__ import annotations

import ast
import inspect
import re
import typing
from collections.abc import Iterator
from typing import Any

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.ledgers import Ledgers
from antifraud_desktop.rules.permissions import ROLE_PERMISSIONS, Permission
from antifraud_desktop.work import permission_of
from tests.helpers.sources import ROOT, place, tree


def _services() -> dict[str, type]:
    hints = {
        name: kind
        for holder in (Program, Ledgers, Evaluations)
        for name, kind in typing.get_type_hints(holder).items()
    }
    return {
        name: kind
        for name, kind in hints.items()
        if isinstance(kind, type) and kind.__module__.startswith("antifraud_desktop.services")
    }


def _use_cases() -> Iterator[tuple[str, Any]]:
    for name, kind in _services().items():
        for member, thing in inspect.getmembers(kind, inspect.isfunction):
            if not member.startswith("_"):
                yield f"{name}.{member}", thing


def test_no_use_case_is_without_a_permission() -> None:
    found = dict(_use_cases())
    assert len(found) > 50  # the list is really read
    assert [name for name, use_case in found.items() if permission_of(use_case) is None] == []


def test_every_permission_is_needed_by_something_and_held_by_somebody() -> None:
    needed = {permission_of(use_case) for _name, use_case in _use_cases()}
    held = frozenset().union(*ROLE_PERMISSIONS.values())
    assert set(Permission) - needed == set()
    assert set(Permission) - held == set()


def test_no_widget_decides_by_role() -> None:
    """Pages are offered by permission; what a role means is told in one place below."""
    found = [
        place(path, node.lineno)
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare) and re.search(r"\.roles\b|\bRole\.", ast.unparse(node))
    ]
    assert found == []
