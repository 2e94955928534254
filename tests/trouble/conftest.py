"""One small office, copied for each trouble."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trouble.cases import Case
from tests.ui import office


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sound") / "data"
    office.build(root)
    return root


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def root(
    case: Case, tmp_path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The office with the trouble of the case made in it."""
    folder = office.copy(tmp_path / "data", sound)
    with case.make(folder, monkeypatch):
        yield folder
