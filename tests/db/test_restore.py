"""Restoring: whole, into nothing or over an office, and never anything that is no whole backup."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import erasures, keyfile
from db.backup_files import find_backup
from db.engine import connect, open_engine, session_factory
from db.errors import (
    KeyDoesNotFit,
    UnknownAccount,
    WrongPassword,
)
from db.maintenance import check
from db.models import Account, AuditEntry, Draft, Erasure
from db.rekey import rekey
from db.vocabulary import Role
from tests.helpers.offices import AT, CHEAP, PASSWORD, Office
from tests.helpers.restores import (
    LATER,
    ORDER,
    drafts_in,
    furnished,
    opened,
    opener,
    put_back,
    whole,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return furnished(tmp_path / "data")


def test_into_an_empty_folder_database_and_accounts_are_as_of_that_day(
    office: Office, tmp_path: Path
) -> None:
    made = office.back_up()
    shutil.copytree(office.backups, tmp_path / "stick")
    shutil.rmtree(office.root)
    done = put_back(find_backup(tmp_path / "stick" / made.database.name), tmp_path / "new" / "data")
    root = tmp_path / "new" / "data"
    assert opened(root).drafts() == ["早0", "早1", "早2"]
    assert opened(root, "李四", "李四的密码2023").key == office.key
    assert not done.key_file_kept
    whole(root)


def test_the_entry_of_the_restore_stands_in_the_trail(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    assert put_back(made, office.root).lost == 1
    engine = open_engine(office.database, office.key)
    with session_factory(engine)() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert last is not None
        assert (last.action, last.account, last.at) == ("restore", "张三", LATER)
    engine.dispose()
    assert office.drafts() == ["早0", "早1", "早2"]
    whole(office.root)


def test_the_replaced_database_stays_until_somebody_signs_in(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    put_back(made, office.root)
    kept = office.root / "office.db.replaced"
    shutil.copy(kept, office.root / "look.db")
    assert "晚0" in drafts_in(office.root / "look.db", office.key)
    put_back(made, office.root)  # a second restore keeps both
    assert kept.exists()
    assert kept.with_name("office.db.replaced-2").exists()


def test_newer_passwords_stay_and_removed_accounts_stay_out(office: Office) -> None:
    made = office.back_up()
    keyfile.change_password(
        office.keys, "张三", PASSWORD, "换过的密码2023", cost=CHEAP, least=CHEAP
    )
    new_key = rekey(office.database, office.keys, office.key, without="李四")
    order = replace(ORDER, current=opener("张三", "换过的密码2023"))
    done = put_back(made, office.root, order)
    assert done.key_file_kept
    restored = opened(office.root, "张三", "换过的密码2023")
    assert restored.key == new_key
    assert restored.drafts() == ["早0", "早1", "早2"]
    with pytest.raises(UnknownAccount):
        opened(office.root, "李四", "李四的密码2023")
    with pytest.raises(KeyDoesNotFit):
        connect(office.database, office.key)  # what 李四 may have kept of the old key
    assert _accounts(restored)["李四"][1] is False
    check(restored.database, new_key)


def _accounts(office: Office) -> dict[str, tuple[set[Role], bool]]:
    engine = open_engine(office.database, office.key)
    with session_factory(engine)() as session:
        rows = session.scalars(select(Account))
        found = {r.name: ({held.role for held in r.roles}, r.active) for r in rows}
    engine.dispose()
    return found


def test_roles_taken_away_since_do_not_come_back_and_new_accounts_stay(office: Office) -> None:
    made = office.back_up()

    def change(session: Session) -> None:
        rows = {a.name: a for a in session.scalars(select(Account))}
        rows["李四"].roles.clear()
        rows["李四"].active = False
        session.add(Account(name="王五", display_name="王五", created_at=AT, active=True))

    office.write(change)
    keyfile.add_slot(office.keys, office.key, "王五", "王五的密码2023", CHEAP)
    put_back(made, office.root)
    found = _accounts(office)
    assert found["李四"] == (set(), False)
    assert found["王五"] == (set(), True)
    assert found["张三"] == ({Role.OPERATOR}, True)


def test_with_the_key_file_lost_the_backups_own_is_used(office: Office) -> None:
    made = office.back_up()
    office.keys.unlink()
    assert not put_back(made, office.root).key_file_kept
    assert opened(office.root).drafts() == ["早0", "早1", "早2"]


def test_with_the_key_file_damaged_the_backups_own_is_used(office: Office) -> None:
    made = office.back_up()
    office.keys.write_bytes(office.keys.read_bytes()[:-40])
    assert not put_back(made, office.root).key_file_kept
    whole(office.root)


@pytest.mark.parametrize(
    "harm",
    [
        lambda p: p.unlink(),
        lambda p: p.write_bytes(b""),
        lambda p: p.write_bytes(p.read_bytes()[:9000]),
        lambda p: p.write_bytes(b"x" * 5000 + p.read_bytes()[5000:]),
    ],
)
def test_a_lost_or_damaged_database_is_what_restore_is_for(
    office: Office, harm: Callable[[Path], object]
) -> None:
    made = office.back_up()
    harm(office.database)
    assert put_back(made, office.root).lost == 0
    assert office.drafts() == ["早0", "早1", "早2"]
    whole(office.root)


def test_an_old_log_left_beside_is_moved_away(office: Office) -> None:
    made = office.back_up()
    wal = office.root / "office.db-wal"
    wal.write_bytes(b"a log of another life")
    office.database.unlink()
    put_back(made, office.root)
    assert not wal.exists()
    assert office.drafts() == ["早0", "早1", "早2"]


def test_the_password_of_that_day_is_asked_when_the_key_was_replaced(office: Office) -> None:
    made = office.back_up()
    rekey(office.database, office.keys, office.key, without="李四")
    with pytest.raises(WrongPassword):
        put_back(made, office.root, replace(ORDER, of_backup=opener(password="另一个密码2023")))
    put_back(made, office.root)


def test_an_erasure_since_the_backup_is_applied_again(office: Office) -> None:
    office.type_drafts(1, note="删掉")
    made = office.back_up()
    _erase_draft(office, "删掉0")
    assert put_back(made, office.root).erased_again == 1
    assert office.drafts() == ["早0", "早1", "早2"]
    plain = office.root / "plain.db"
    with closing(connect(office.database, office.key)) as connection:
        connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
    assert "删掉0".encode() not in plain.read_bytes()
    later = office.back_up()
    assert put_back(later, office.root).erased_again == 0  # this one knows of it


def test_an_erasure_is_applied_again_when_only_the_side_file_is_left(office: Office) -> None:
    office.type_drafts(1, note="删掉")
    made = office.back_up()
    _erase_draft(office, "删掉0")
    office.database.write_bytes(b"x" * 8192)
    assert put_back(made, office.root).erased_again == 1
    assert office.drafts() == ["早0", "早1", "早2"]


def _erase_draft(office: Office, key: str) -> None:
    engine = open_engine(office.database, office.key)

    def erase(session: Session) -> None:
        row = session.scalars(select(Draft).where(Draft.key == key)).one()
        line = {"kind": "draft", "subject_id": str(row.id), "action": "erase"}
        session.delete(row)
        session.add(Erasure(**line, at=LATER, account="张三", reason="到期"))

    office.write(erase, "清理")
    with session_factory(engine)() as session:
        erasures.remember(office.root / "office.erasures", session)
    engine.dispose()


def test_a_backup_of_the_first_schema_comes_up_with_the_present_one(tmp_path: Path) -> None:
    data = ROOT / "tests" / "data"
    root = tmp_path / "data"
    root.mkdir()
    for ending in ("db", "keys"):
        shutil.copy(data / f"0001.{ending}", root / f"office.{ending}")
    key = keyfile.unlock(root / "office.keys", "张三", PASSWORD)
    made = Office(root, key).back_up()
    assert made.revision == "0001"
    done = put_back(made, tmp_path / "new", replace(ORDER, admit=lambda _session: None))
    assert done.upgraded_from == "0001"
    with closing(connect(tmp_path / "new" / "office.db", key)) as connection:
        assert connection.execute("SELECT value FROM current_figure").fetchone() == (12,)
    whole(tmp_path / "new")
