"""Restoring: whole, into nothing or over an office, and never anything that is no whole backup."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import erasures, folder_lock, keyfile, swap
from db.backup_errors import (
    BackupDamaged,
    BackupOfOtherOffice,
    BackupTampered,
    BackupWithoutManifest,
    RestoreNotAllowed,
)
from db.backup_files import BackupFile, find_backup, write_manifest
from db.chain import verify_chain
from db.engine import connect, open_engine, session_factory
from db.errors import (
    Cancelled,
    KeyDoesNotFit,
    NetworkShare,
    NewerSchema,
    StorageBusy,
    StorageTrouble,
    UnknownAccount,
    WrongPassword,
)
from db.maintenance import check
from db.models import Account, AuditEntry, Draft, Erasure
from db.rekey import rekey
from db.restore import Restored, RestoreOrder, restore
from db.restore_preview import preview
from db.vocabulary import Role
from tests.helpers.offices import AT, CHEAP, PASSWORD, Office, new_office

ROOT = Path(__file__).parents[2]
LATER = datetime(2023, 8, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = new_office(tmp_path / "data")
    keyfile.add_slot(office.keys, office.key, "李四", "李四的密码2023", CHEAP)
    office.type_drafts(3, note="早")
    return office


def opener(account: str = "张三", password: str = PASSWORD) -> Callable[[Path], bytes]:
    return lambda path: keyfile.unlock(path, account, password, CHEAP)


def admitting(account: str = "张三") -> Callable[[Session], None]:
    def admit(session: Session) -> None:
        row = session.scalars(select(Account).where(Account.name == account)).one_or_none()
        if row is None or Role.OPERATOR not in {held.role for held in row.roles}:
            raise RestoreNotAllowed(account)

    return admit


ORDER = RestoreOrder("张三", LATER, opener(), opener(), admitting())


def put_back(
    backup: BackupFile, root: Path, order: RestoreOrder = ORDER, **how: object
) -> Restored:
    return restore(backup, root, order, **how)  # type: ignore[arg-type]


def opened(root: Path, account: str = "张三", password: str = PASSWORD) -> Office:
    """Return a folder as its accounts find it."""
    return Office(root, keyfile.unlock(root / "office.keys", account, password, CHEAP))


def whole(root: Path) -> None:
    """Look whether file, seals, chain and anchor are in order."""
    office = opened(root)
    check(office.database, office.key)
    engine = open_engine(office.database, office.key)
    with session_factory(engine)() as session:
        assert verify_chain(session, root / "office.anchor").problems == ()
    engine.dispose()


def everything(root: Path) -> dict[str, bytes]:
    """Return every file of a folder but the locks."""
    return {
        f.name: f.read_bytes()
        for f in root.iterdir()
        if f.is_file() and not f.name.startswith("office.lock")
    }


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
    assert "晚0" in _drafts(office.root / "look.db", office.key)
    put_back(made, office.root)  # a second restore keeps both
    assert kept.exists()
    assert kept.with_name("office.db.replaced-2").exists()


def _drafts(path: Path, key: bytes) -> list[str]:
    with closing(connect(path, key)) as connection:
        return [row[0] for row in connection.execute("SELECT key FROM draft")]


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


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda b: b.manifest.unlink(), BackupWithoutManifest),
        (lambda b: b.manifest.write_bytes(b"{}"), StorageTrouble),
        (lambda b: b.database.write_bytes(b""), BackupDamaged),
        (lambda b: _cut(b.database), BackupDamaged),
        (lambda b: _flip(b.database), BackupDamaged),
        (lambda b: _flip(b.key_file), BackupDamaged),
        (lambda b: b.database.unlink(), BackupDamaged),
        (lambda b: write_manifest(b, bytes(32)), BackupTampered),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_touched(
    office: Office, harm: Callable[[BackupFile], object], kind: type[StorageTrouble]
) -> None:
    made = office.back_up()
    harm(made)
    before = everything(office.root)
    with pytest.raises(kind) as told:
        put_back(made, office.root)
    assert told.value.sentence
    assert told.value.advice
    assert everything(office.root) == before


def test_a_database_that_fails_its_checks_under_a_true_manifest_is_refused(
    office: Office, tmp_path: Path
) -> None:
    """Somebody with the key signed for a file that is none."""
    made = office.back_up()
    stranger = tmp_path / "stranger.db"
    stranger.write_bytes(b"SQLite format 3\0" + bytes(made.size - 16))
    shutil.copy(stranger, made.database)
    digest = hashlib.sha256(stranger.read_bytes()).hexdigest()
    write_manifest(replace(made, sha256=digest), office.key)
    with pytest.raises(BackupDamaged):
        put_back(made, office.root)
    assert office.drafts() == ["早0", "早1", "早2"]


def test_a_newer_schema_is_refused(office: Office) -> None:
    made = office.back_up()
    write_manifest(replace(made, revision="9999"), office.key)
    with pytest.raises(NewerSchema):
        put_back(made, office.root)


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        (replace(ORDER, current=opener(password="不对的密码"), of_backup=opener()), WrongPassword),
        (replace(ORDER, current=opener("赵六"), of_backup=opener("赵六")), UnknownAccount),
        (replace(ORDER, admit=admitting("李四")), RestoreNotAllowed),
    ],
)
def test_who_may_not_is_refused(
    office: Office, order: RestoreOrder, kind: type[StorageTrouble]
) -> None:
    made = office.back_up()
    before = everything(office.root)
    with pytest.raises(kind):
        put_back(made, office.root, order)
    assert everything(office.root) == before


def test_the_password_of_that_day_is_asked_when_the_key_was_replaced(office: Office) -> None:
    made = office.back_up()
    rekey(office.database, office.keys, office.key, without="李四")
    with pytest.raises(WrongPassword):
        put_back(made, office.root, replace(ORDER, of_backup=opener(password="另一个密码2023")))
    put_back(made, office.root)


def test_the_backup_of_another_office_is_refused(office: Office, tmp_path: Path) -> None:
    other = new_office(tmp_path / "other")
    with pytest.raises(BackupOfOtherOffice):
        put_back(other.back_up(), office.root)
    assert office.drafts() == ["早0", "早1", "早2"]


def test_a_folder_in_use_is_left_alone(office: Office) -> None:
    made = office.back_up()
    with folder_lock.using(office.root / "office.lock"), pytest.raises(StorageBusy):
        put_back(made, office.root)


def test_a_network_share_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise NetworkShare(str(path))

    made = office.back_up()
    monkeypatch.setattr("db.restore.refuse_network_share", refuse)
    with pytest.raises(NetworkShare):
        put_back(made, office.root)


def test_cancelled_between_any_two_steps_nothing_has_changed(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    before = everything(office.root)
    stopped = 0
    while True:
        asked: list[int] = []
        try:
            put_back(
                made,
                office.root,
                cancelled=lambda a=asked, s=stopped: len(a) > s or bool(a.append(1)),
            )
        except Cancelled:
            stopped += 1
        else:
            break
        after = everything(office.root)
        assert after.keys() - {"office.db-wal", "office.db-shm"} == before.keys()
        assert "晚0" in office.drafts()
    assert stopped > 5
    assert "晚0" not in office.drafts()


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


def test_the_preview_says_what_would_be_lost_and_touches_nothing(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    before = everything(office.root)
    told = preview(made, office.root, opener(), opener())
    assert told.now is not None
    assert (told.lost, told.now.counts["audit_entry"], told.then.counts["audit_entry"]) == (1, 3, 2)
    assert told.newest_lost == (AT, "张三", "晚")
    assert not told.needs_upgrade
    after = everything(office.root)
    assert {n: after[n] for n in before} == before


def test_the_preview_of_an_empty_folder_compares_with_nothing(
    office: Office, tmp_path: Path
) -> None:
    told = preview(office.back_up(), tmp_path / "new", opener(), opener())
    assert told.now is None
    assert told.then.counts["account"] == 2


RESTORE = """
import os, signal, sys
from pathlib import Path
from db.backup_files import find_backup
from tests.db.test_restore import put_back
calls = 0
def killing(do):
    def done(*arguments, **more):
        global calls
        calls += 1
        if calls == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*arguments, **more)
    return done
backup = find_backup(Path(sys.argv[1]))
Path.replace = killing(Path.replace)
Path.unlink = killing(Path.unlink)
os.fsync = killing(os.fsync)
put_back(backup, Path(sys.argv[2]))
print("through", flush=True)
"""


def test_killed_at_any_step_the_old_or_the_new_one_stands(office: Office, tmp_path: Path) -> None:
    made = office.back_up(tmp_path)
    office.type_drafts(1, note="晚")
    old, new = ["早0", "早1", "早2", "晚0"], ["早0", "早1", "早2"]
    seen: set[str] = set()
    for step in range(1, 60):
        root = tmp_path / f"try{step}"
        shutil.copytree(office.root, root)
        run = subprocess.run(
            [sys.executable, "-c", RESTORE, str(made.database), str(root), str(step)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert run.returncode in {0, -signal.SIGKILL}, run.stderr
        with folder_lock.alone(root / "office.lock"):
            swap.finish(root)
        found = opened(root).drafts()
        assert found in (old, new)
        whole(root)
        seen.add("old" if found == old else "new")
        assert not list(root.glob("*.new*"))
        shutil.rmtree(root)
        if run.returncode == 0:
            break
    else:
        pytest.fail("never came through")
    assert seen == {"old", "new"}
