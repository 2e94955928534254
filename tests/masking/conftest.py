"""The office of marked data, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program
from tests.masking.marks import fill
from tests.ui.office import DAY, build, open_copy


@pytest.fixture(scope="session")
def marked_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("marked") / "data"
    build(root)
    program = open_copy(root)
    fill(program)
    program.close()
    return root


@pytest.fixture
def program(tmp_path: Path, marked_root: Path) -> Iterator[Program]:
    opened = open_copy(tmp_path / "data", marked_root)
    yield opened
    opened.close()


@pytest.fixture
def workspace(qapp: object, program: Program) -> Iterator[object]:
    from ui.workspace import Workspace

    made = Workspace(program, DAY)
    yield made
    made.close()
