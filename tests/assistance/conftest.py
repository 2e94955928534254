"""An office with persons abroad on file, each on a basis of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.vocabulary import (
    AttentionLevel,
    BasisKind,
    CaseCategory,
    FileStatus,
    Role,
    UnitKind,
)
from db.models import BasisDocument, CaseFile, FileOfficer, Person, Unit
from tests.helpers.staff import clock, enter, root, staffed

TODAY = date(2023, 8, 12)
CLERK, OFFICER, LEADER, ADMIN = "办公室", "包片", "领导", "管理"
PEOPLE = {OFFICER: Role.CASE_OFFICER, LEADER: Role.LEADER, ADMIN: Role.ADMINISTRATOR}
__all__ = ["clock", "enter", "root"]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staffed(tmp_path_factory.mktemp("abroad") / "data", CLERK, PEOPLE, _two_villages)


def _two_villages(program: Program) -> None:
    with program.work.writing(audited=False) as uow:
        for order, name in enumerate(("大石村", "竹园村"), start=1):
            uow.session.add(
                Unit(
                    code=f"V0{order}",
                    name=name,
                    kind=UnitKind.VILLAGE,
                    reports_daily=True,
                    ranked=True,
                    sort_order=order,
                )
            )
        uow.commit()


@pytest.fixture
def clerk(enter: Callable[..., Program]) -> Program:
    return enter(CLERK)


def add_file(
    program: Program,
    name: str = "张三",
    *,
    basis: BasisKind = BasisKind.FAMILY_REQUEST,
    category: CaseCategory = CaseCategory.ABROAD,
    unit: int | None = 1,
    officer: str = "",
    person: int = 0,
) -> int:
    """Put a file on record; return its number."""
    with program.work.writing(audited=False) as uow:
        if not person:
            row = Person(
                name=name,
                pinyin="zhangsan",
                initials="zs",
                identity_number="990101197502034567",
                phone="13800138000",
                unit_id=unit,
                address="大石村3组",
                guardian="李四",
                created_at=program.clock.utc(),
                created_by="测试",
            )
            uow.session.add(row)
            uow.session.flush()
            person = row.id
        file = CaseFile(
            person_id=person,
            category=category,
            status=FileStatus.OPEN,
            opened_on=TODAY,
            opened_by="测试",
            attention=AttentionLevel.NORMAL,
        )
        file.bases = [
            BasisDocument(
                kind=basis,
                organ="×县公安局",
                number="〔2023〕5号",
                issued_on=TODAY,
                recorded_at=program.clock.utc(),
                recorded_by="测试",
            )
        ]
        if officer:
            file.officers = [FileOfficer(account=officer, since=TODAY)]
        uow.session.add(file)
        uow.session.flush()
        number = file.id
        uow.commit()
    return number
