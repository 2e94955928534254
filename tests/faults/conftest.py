"""A township made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.desk import FIRST, UNITS, Desk, found_township, write_message


@pytest.fixture(scope="session")
def made_township(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A township of 36 villages, three of which reported on the first day."""
    folder = tmp_path_factory.mktemp("township")
    desk = found_township(folder / "data")
    for number, unit in enumerate(UNITS[:3]):
        message = write_message(folder / "message.txt", FIRST, unit, 20 + number)
        assert desk.here("intake", "messages", message, "--accept").code == 0
    return desk.root


@pytest.fixture
def desk(made_township: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(made_township, tmp_path / "data")))
