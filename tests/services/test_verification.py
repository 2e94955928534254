"""Verifying: what is whole passes, and every kind of damage is named where it is."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.services.backups import BackupService
from antifraud_desktop.services.verification import VerificationService
from antifraud_desktop.vocabulary import DocumentKind
from db.engine import connect
from db.models import IssuedDocument
from tests.helpers.signed_in import NOON, PASSWORD, act, at, found_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office") / "data"
    found_office(root)
    return root


@pytest.fixture
def program(made_office: Path, tmp_path: Path) -> Iterator[Program]:
    root = tmp_path / "data"
    shutil.copytree(made_office, root)
    program = sign_in(root, "zhangsan", PASSWORD, FixedClock(NOON))
    yield program
    program.close()


@pytest.fixture
def backups(program: Program) -> BackupService:
    return at(program, NOON)


@pytest.fixture
def verification(program: Program, backups: BackupService) -> VerificationService:
    return VerificationService(program.work, program.vault, backups)


def by_hand(program: Program, *statements: str) -> None:
    """Change the database as somebody with the key and a tool would."""
    with closing(connect(program.folder.database, program.vault.key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


def issue(program: Program) -> None:
    content = b"a document"
    with program.work.writing() as uow:
        uow.session.add(
            IssuedDocument(
                kind=DocumentKind.DAILY_REPORT,
                date=date(2023, 8, 12),
                year=2023,
                number=1,
                title="日报",
                issued_at=NOON,
                issued_by="zhangsan",
                snapshot="{}",
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
        uow.record("issue", "document", 1, "发文")
        uow.commit()


def found(verification: VerificationService) -> list[tuple[str, str, str]]:
    return [(f.area, f.kind, f.where) for f in verification.run().findings]


def test_what_is_whole_passes_and_is_counted(
    program: Program, backups: BackupService, verification: VerificationService
) -> None:
    issue(program)
    backups.make()
    done = verification.run()
    assert done.ok
    assert done.checked["documents"] == done.checked["backups"] == done.checked["slots"] == 1
    assert done.checked["audit_entries"] == 4  # founded, signed in, issued, backed up
    assert done.checked["pages"] > 10


def test_a_missing_backup_is_no_damage(verification: VerificationService) -> None:
    assert found(verification) == []
    assert verification.run().checked["backups"] == 0


HARM: dict[str, tuple[Callable[[Program], None], tuple[str, str, str]]] = {
    "document": (
        lambda p: by_hand(p, "UPDATE issued_document SET content = x'00'"),
        ("documents", "hash", "1"),
    ),
    "reference": (
        lambda p: by_hand(p, "UPDATE account_role SET account_id = 77"),
        ("database", "reference", "account_role 1 → account"),
    ),
    "trail": (
        lambda p: by_hand(p, "UPDATE audit_entry SET summary = '另一句' WHERE sequence = 2"),
        ("audit", "edited", "2"),
    ),
    "key file": (
        lambda p: p.folder.key_file.write_bytes(p.folder.key_file.read_bytes()[:-3]),
        ("key_file", "KeyFileDamaged", "office.keys"),
    ),
    "backup": (
        lambda p: (p.folder.backups / "office-000001.db").write_bytes(
            bytes((p.folder.backups / "office-000001.db").stat().st_size)
        ),
        ("backup", "damaged", "office-000001.db"),
    ),
}


@pytest.mark.parametrize("what", HARM)
def test_every_kind_of_damage_is_named(
    what: str, program: Program, backups: BackupService, verification: VerificationService
) -> None:
    issue(program)
    backups.make()
    harm, named = HARM[what]
    harm(program)
    assert named in found(verification)


def test_a_page_overwritten_in_the_file_is_named(
    program: Program, backups: BackupService, verification: VerificationService
) -> None:
    issue(program)
    backups.make()
    by_hand(program, "PRAGMA wal_checkpoint(TRUNCATE)")
    last = program.folder.database.stat().st_size // 4096
    content = bytearray(program.folder.database.read_bytes())
    content[-2000] ^= 1
    program.vault.engine.dispose()
    program.folder.database.write_bytes(content)
    findings = verification.run().findings
    seals = [f for f in findings if f.kind == "seal"]
    assert len(seals) == 1
    assert str(last) in seals[0].where
    assert any("\n" in f.where for f in findings), "SQLite names a hundred places in one breath"
    assert all(len(f.text) < 150 and "\n" not in f.text for f in findings)
    assert "备份恢复" in seals[0].text


def test_it_is_asked_for_once_a_month(verification: VerificationService) -> None:
    now = NOON.replace(tzinfo=UTC)
    assert verification.due(now)
    verification.run()
    assert not verification.due(now + timedelta(days=29))
    assert verification.due(now + timedelta(days=30))
    assert verification.due(datetime(1999, 1, 1, tzinfo=UTC))  # a clock gone back does not stop it


def test_it_stands_in_the_audit_trail(program: Program, verification: VerificationService) -> None:
    verification.run()
    with closing(connect(program.folder.database, program.vault.key)) as connection:
        rows = connection.execute(
            "SELECT summary FROM audit_entry WHERE action = 'verify'"
        ).fetchall()
    assert rows == [("核验数据，没有发现问题",)]


def test_it_can_be_stopped(program: Program, verification: VerificationService) -> None:
    act(program)
    with pytest.raises(EnvironmentTrouble, match="停止"):
        verification.run(cancelled=lambda: True)
