"""The office's backups as the office meets them: two places, rotation, state, the daily one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.changes import Changes
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.backups import Light
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.backups import BackupService
from antifraud_desktop.services.restoring import RestoreRequest, restore_backup
from antifraud_desktop.work import NotAllowed
from db.backup import verify_backup
from db.backup_files import list_backups, write_manifest
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
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_new_office_is_told_to_back_up_and_then_praised(backups: BackupService) -> None:
    assert backups.state().light is Light.BAD
    assert backups.due(NOON)
    made, changes = backups.make()
    assert changes.backups
    state = backups.state()
    assert state.last == made.backup
    assert "今天已备份" in state.sentence
    assert not backups.due(NOON)
    assert backups.due(NOON + timedelta(days=1))


def test_it_is_copied_to_the_second_place(backups: BackupService, stick: Path) -> None:
    assert "移动盘" in backups.state().second.sentence
    backups.set_second_target(stick)
    made, _ = backups.make()
    assert made.copy is not None
    assert made.copy.folder == stick
    assert [b.folder for b in backups.list()] == [made.backup.folder, stick]
    assert backups.state().second.last == made.copy
    assert all(not check.trouble and check.opened for check in backups.verify_all())


def test_a_second_place_pulled_out_is_told_and_hinders_nothing(
    backups: BackupService, stick: Path
) -> None:
    backups.set_second_target(stick)
    backups.make()
    stick.rename(stick.with_name("pulled out"))
    made, _ = backups.make()
    assert made.copy is None
    assert "没有连接" in made.second_trouble
    assert "没有连接" in backups.state().second.sentence
    assert not stick.exists()  # never made by the program: it would hide that the stick is gone


def test_a_second_place_of_last_week_is_reminded_of(program: Program, stick: Path) -> None:
    at(program, NOON).set_second_target(stick)
    at(program, NOON).make()
    assert "正常" in _second(program, 7) or "同一块" in _second(program, 7)
    assert "超过7天" in _second(program, 8)


def _second(program: Program, days: int) -> str:
    return at(program, NOON + timedelta(days=days)).state().second.sentence


def test_a_second_place_inside_the_data_is_none(backups: BackupService, program: Program) -> None:
    for folder in (program.folder.root, program.folder.root / "backups"):
        with pytest.raises(Refused, match="里面"):
            backups.set_second_target(folder)
    with pytest.raises(EnvironmentTrouble, match="不能写入"):
        backups.set_second_target(program.folder.root.parent / "nowhere")


def test_it_can_be_given_up_again(backups: BackupService, stick: Path) -> None:
    backups.set_second_target(stick)
    backups.set_second_target(None)
    assert backups.make()[0].copy is None
    assert list(stick.iterdir()) == []


def test_numbers_go_on_though_every_file_is_gone(program: Program, backups: BackupService) -> None:
    backups.make()
    backups.make()
    shutil.rmtree(program.folder.backups)
    assert backups.make()[0].backup.number == 3


def test_numbers_go_on_from_the_stick_of_another_time(backups: BackupService, stick: Path) -> None:
    (stick / "office-000041.db").write_bytes(b"of another time")
    backups.set_second_target(stick)
    assert backups.make()[0].backup.number == 42


def test_clocks_jumping_by_years_leave_the_newest_five_whole(program: Program) -> None:
    years = (2023, 1999, 2041, 2023, 1970, 2099, 2023)
    for year in years:
        for _ in range(2):
            at(program, NOON.replace(year=year)).make()
    listed = list_backups(program.folder.backups)
    assert [b.number for b in listed[:5]] == [14, 13, 12, 11, 10]
    for backup in listed[:5]:
        verify_backup(backup, program.vault.key)


def test_older_ones_of_a_day_go(program: Program, backups: BackupService) -> None:
    for _ in range(7):
        made, _ = backups.make()
    assert made.removed == (2,)
    assert [b.number for b in list_backups(program.folder.backups)] == [7, 6, 5, 4, 3]


def test_damaged_ones_stay_for_a_person_to_look_at(
    program: Program, backups: BackupService
) -> None:
    broken = backups.make()[0].backup
    broken.manifest.write_bytes(b"{}")
    for _ in range(8):
        backups.make()
    state = backups.state()
    assert [b.number for b in state.damaged] == [broken.number]
    assert broken.database.exists()
    assert "不完整" in state.sentence


def test_planted_backups_do_not_push_out_ours(program: Program, backups: BackupService) -> None:
    ours = [backups.make()[0].backup for _ in range(3)]
    for number in range(900, 906):  # without the key a manifest can be written, not sealed
        planted = replace(ours[0], number=number)
        shutil.copy(ours[0].database, planted.database)
        shutil.copy(ours[0].key_file, planted.key_file)
        write_manifest(planted, bytes(32))
    for _ in range(4):
        backups.make()
    kept = {b.number for b in list_backups(program.folder.backups)}
    assert {3, 906, 907, 908, 909} <= kept


def test_before_an_import_one_is_made_unless_nothing_was_done_since(program: Program) -> None:
    assert at(program, NOON).before("before_import")[0] is not None
    again = at(program, NOON + timedelta(minutes=9)).before("before_import")
    assert again == (None, Changes())
    act(program)
    assert at(program, NOON + timedelta(minutes=9)).before("before_import")[0] is not None
    assert at(program, NOON + timedelta(minutes=30)).before("before_import")[0] is not None


def test_who_may_not_make_one_may_not(program: Program) -> None:
    work = replace(program.work, permissions=frozenset({Permission.VERIFY}))
    weak = BackupService(work, program.vault)
    with pytest.raises(NotAllowed):
        weak.make()
    assert weak.before("daily")[0] is not None  # the program's own caution asks nobody


def test_the_key_is_in_no_repr(program: Program, backups: BackupService) -> None:
    request = RestoreRequest("zhangsan", PASSWORD, "damals", "CODE")
    shown = repr((backups, program.vault, request, program, vars(backups)))
    for secret in (program.vault.key.hex(), repr(bytes(program.vault.key)), PASSWORD, "damals"):
        assert secret not in shown


def test_restored_the_office_signs_in_and_what_was_undone_is_backed_up(program: Program) -> None:
    backups = at(program, NOON)
    made, _ = backups.make()
    act(program)
    told = backups.preview_restore(made.backup.database, RestoreRequest("zhangsan", PASSWORD))
    assert told.lost == 2  # the backup's own entry and the new account
    program.close()
    request = RestoreRequest("zhangsan", PASSWORD)
    done = restore_backup(program.folder, made.backup.manifest, request, FixedClock(NOON))
    assert done.lost == 2
    again = sign_in(program.folder.root, "zhangsan", PASSWORD, FixedClock(NOON))
    assert again.alarms == ()
    assert not list(program.folder.root.glob("*.replaced*"))  # gone with the good sign-in
    newest = at(again, NOON).state().last
    assert newest is not None
    assert (newest.reason, newest.audit_sequence) == ("before_restore", told.now.audit_sequence)  # type: ignore[union-attr]
    assert at(again, NOON).make()[0].backup.number == newest.number + 1
    again.close()


def test_with_the_recovery_code_a_new_machine_gets_the_office(
    program: Program, tmp_path: Path
) -> None:
    code = program.accounts.make_recovery_code()
    made, _ = at(program, NOON).make()
    shutil.copytree(program.folder.backups, tmp_path / "usb")
    program.close()
    new = DataFolder(tmp_path / "new machine")
    file = tmp_path / "usb" / made.backup.database.name
    restore_backup(new, file, RestoreRequest("zhangsan", "", code=code), FixedClock(NOON))
    sign_in(new.root, "zhangsan", PASSWORD, FixedClock(NOON)).close()


def test_a_code_that_was_replaced_is_told_as_a_code(program: Program, tmp_path: Path) -> None:
    old = program.accounts.make_recovery_code()
    program.accounts.make_recovery_code()
    made, _ = at(program, NOON).make()
    request = RestoreRequest("zhangsan", "", code=old)
    with pytest.raises(EnvironmentTrouble, match="恢复码"):
        restore_backup(DataFolder(tmp_path / "n"), made.backup.manifest, request, FixedClock(NOON))


def test_while_the_office_is_open_nothing_is_restored(program: Program) -> None:
    made, _ = at(program, NOON).make()
    with pytest.raises(EnvironmentTrouble, match="占用"):
        restore_backup(
            program.folder,
            made.backup.database,
            RestoreRequest("zhangsan", PASSWORD),
            FixedClock(NOON),
        )
    assert at(program, NOON).state().last == made.backup  # nor is one made in vain


def test_an_account_without_the_right_restores_nothing(program: Program, tmp_path: Path) -> None:
    act(program)
    name = program.accounts.list()[-1].name
    made, _ = at(program, NOON).make()
    program.close()
    before = program.folder.database.read_bytes()
    with pytest.raises(NotAllowed, match="恢复"):
        restore_backup(
            program.folder,
            made.backup.database,
            RestoreRequest(name, PASSWORD + "x"),
            FixedClock(NOON),
        )
    assert program.folder.database.read_bytes() == before


def test_the_restore_card_says_where_the_backups_lie(
    program: Program, backups: BackupService, stick: Path, tmp_path: Path
) -> None:
    from docx import Document

    backups.set_second_target(stick)
    backups.make()
    document = Document(str(backups.write_restore_card(tmp_path / "card.docx")))
    told = "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    for wanted in (str(program.folder.root), str(stick), "第1号，2023年8月12日", "--recovery-file"):
        assert wanted in told
    assert program.vault.key.hex() not in told
