"""An office with two child-protection workers, made once and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from antifraud_desktop.vocabulary import Role
from tests.accounts.conftest import FIRST, OWN
from tests.helpers.staff import clock, enter, root, staffed

OFFICE, ADMIN, CHECKER, AUDITOR = "办公室", "管理", "复核", "审计"
WORKER, SECOND = "张三", "李四"
PEOPLE = {
    ADMIN: Role.ADMINISTRATOR,
    CHECKER: Role.REVIEWER,
    AUDITOR: Role.AUDITOR,
    WORKER: Role.CHILD_PROTECTION,
    SECOND: Role.CHILD_PROTECTION,
}
__all__ = ["FIRST", "OWN", "clock", "enter", "root"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staffed(tmp_path_factory.mktemp("youth") / "data", OFFICE, PEOPLE)
