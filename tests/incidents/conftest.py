"""A township with villages, a school and an office, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program
from tests.incidents.office import found, opened


@pytest.fixture(scope="session")
def office_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("incidents") / "data"
    found(root)
    return root


@pytest.fixture
def program(tmp_path: Path, office_root: Path) -> Iterator[Program]:
    made = opened(tmp_path / "data", office_root)
    yield made
    made.close()
