"""The shipped frames, and reading a document back as a clerk would."""

from __future__ import annotations

from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.documents.templates import TemplateStore


@pytest.fixture
def store(tmp_path: Path) -> TemplateStore:
    return TemplateStore(shipped_templates(), tmp_path / "office")
