"""Who opens the children's module, and who does not any longer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program, recover
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.services.youth_keys import YouthKeyService
from antifraud_desktop.vocabulary import Role
from antifraud_desktop.work import NotAllowed
from db import youth_key
from db.keyfile import holders
from db.models import AuditEntry, YouthKey, YouthRecord
from tests.accounts.conftest import TestClock
from tests.youth.conftest import ADMIN, AUDITOR, CHECKER, FIRST, OFFICE, OWN, SECOND, WORKER

Enter = Callable[..., Program]
CHILD = "小张三在大石村小学".encode()


def keys(program: Program) -> YouthKeyService:
    return YouthKeyService(program.work, program.vault)


def add_record(program: Program) -> int:
    """Seal a record as the module does."""
    secret = program.vault.youth
    assert secret is not None
    with program.work.writing(audited=False) as uow:
        row = YouthRecord(nonce=b"", box=b"", created_at=program.clock.utc())
        uow.session.add(row)
        uow.session.flush()
        row.nonce, row.box = youth_key.close_record(secret, row.id, CHILD)
        uow.session.flush()
        number = row.id
        uow.commit()
    return number


def read_record(program: Program, number: int) -> bytes:
    secret = program.vault.youth
    assert secret is not None
    with program.work.reading() as session:
        row = session.get_one(YouthRecord, number)
        return youth_key.open_record(secret, row.id, row.nonce, row.box)


@pytest.fixture
def code(enter: Enter) -> str:
    """Both workers hold the key; the code is the module's."""
    first = enter(WORKER)
    made, _changes = keys(first).found()
    add_record(first)
    keys(first).grant(SECOND)
    return made


def test_the_first_worker_makes_the_key_and_finds_it_open_again(enter: Enter) -> None:
    program = enter(WORKER)
    assert not keys(program).state().founded
    assert program.vault.youth is None
    printed, _changes = keys(program).found()
    assert len(printed) == 39
    number = add_record(program)
    again = enter(WORKER)
    assert keys(again).state().open
    assert read_record(again, number) == CHILD
    with pytest.raises(Refused, match="已经启用"):
        keys(again).found()


@pytest.mark.parametrize("name", [OFFICE, ADMIN, CHECKER, AUDITOR])
def test_other_roles_are_refused_and_never_hold_the_key(enter: Enter, code: str, name: str) -> None:
    program = enter(name)
    assert program.vault.youth is None
    service = keys(program)
    for use in (service.state, service.found, service.make_code):
        with pytest.raises(NotAllowed):
            use()
    with pytest.raises(NotAllowed):
        service.recover(code)
    with pytest.raises(NotAllowed):
        service.grant(name)


def test_a_second_worker_waits_for_a_grant(enter: Enter) -> None:
    keys(enter(WORKER)).found()
    second = enter(SECOND)
    assert second.vault.youth is None
    state = keys(second).state()
    assert (state.founded, state.open, state.waiting) == (True, False, (SECOND,))
    with pytest.raises(Refused, match="打不开"):
        keys(second).grant(SECOND)
    keys(enter(WORKER)).grant(SECOND)
    second = enter(SECOND)
    assert second.vault.youth is not None
    assert keys(second).state().holders == tuple(sorted((WORKER, SECOND)))


def test_a_first_password_is_no_password_to_grant_to(enter: Enter) -> None:
    """Whoever gave it out knows it."""
    enter(ADMIN).accounts.add("新人", "", (Role.CHILD_PROTECTION,), FIRST)
    program = enter(WORKER)
    keys(program).found()
    for name in ("新人", OFFICE, "没有"):
        with pytest.raises(Refused, match="不能授权"):
            keys(program).grant(name)
    assert keys(program).state().waiting == (SECOND,)


@pytest.mark.usefixtures("code")
def test_changing_the_own_password_keeps_the_module_open(enter: Enter) -> None:
    enter(WORKER).accounts.change_password(OWN, "another-password")
    program = enter(WORKER, "another-password")
    assert read_record(program, 1) == CHILD


@pytest.mark.usefixtures("code")
def test_a_password_set_by_an_administrator_does_not_open_the_module(enter: Enter) -> None:
    enter(ADMIN).accounts.reset_password(WORKER, FIRST)
    enter(WORKER, FIRST).accounts.change_password(FIRST, "another-password")
    program = enter(WORKER, "another-password")
    assert program.vault.youth is None
    keys(enter(SECOND)).grant(WORKER)
    assert read_record(enter(WORKER, "another-password"), 1) == CHILD


@pytest.mark.usefixtures("code")
def test_the_offices_recovery_code_does_not_open_the_module(
    enter: Enter, root: Path, clock: TestClock
) -> None:
    printed = enter(ADMIN).accounts.make_recovery_code()
    enter(OFFICE).close()
    recover(root, WORKER, printed, "another-password", clock)
    assert enter(WORKER, "another-password").vault.youth is None


def test_the_modules_own_code_opens_it_once(enter: Enter, code: str) -> None:
    enter(ADMIN).accounts.reset_password(WORKER, FIRST)
    enter(WORKER, FIRST).accounts.change_password(FIRST, OWN)
    program = enter(WORKER)
    for wrong in ("", "ABCD", "-".join(["ABCD"] * 8)):
        with pytest.raises(EnvironmentTrouble, match="恢复码不正确"):
            keys(program).recover(wrong)
    following, _changes = keys(program).recover(code.lower().replace("-", " "))
    assert read_record(program, 1) == CHILD
    with pytest.raises(EnvironmentTrouble):
        keys(program).recover(code)
    assert read_record(enter(WORKER), 1) == CHILD
    assert keys(enter(SECOND)).recover(following)[0] != following


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("how", ["removed", "other role"])
def test_who_lost_the_right_cannot_read_what_is_written_afterwards(enter: Enter, how: str) -> None:
    """Even with the old key in hand, and the database open under the new data key."""
    old = enter(SECOND).vault.youth
    assert old is not None
    admin = enter(ADMIN)
    if how == "removed":
        admin.accounts.remove(SECOND)
    else:
        admin.accounts.change(SECOND, "", (Role.LEADER,), active=True)
    with admin.work.reading() as session:
        assert SECOND not in youth_key.granted(session)
    program = enter(WORKER)
    assert program.vault.youth not in (None, old)
    assert read_record(program, 1) == CHILD
    with program.work.reading() as session:
        row = session.get_one(YouthRecord, 1)
        with pytest.raises(InvalidTag):
            youth_key.open_record(old, row.id, row.nonce, row.box)
        assert session.scalars(select(AuditEntry.action)).all().count("youth.turn_key") == 1
    if how == "removed":
        with pytest.raises(EnvironmentTrouble):
            enter(SECOND)
    else:
        assert enter(SECOND).vault.youth is None


def test_the_printed_code_still_opens_after_the_key_was_turned(enter: Enter, code: str) -> None:
    enter(ADMIN).accounts.remove(SECOND)
    enter(WORKER)
    enter(ADMIN).accounts.reset_password(WORKER, FIRST)
    enter(WORKER, FIRST).accounts.change_password(FIRST, OWN)
    program = enter(WORKER)
    assert program.vault.youth is None
    keys(program).recover(code)
    assert read_record(program, 1) == CHILD


def test_a_new_code_ends_the_former_one(enter: Enter, code: str) -> None:
    newer = keys(enter(WORKER)).make_code()
    second = enter(SECOND)
    with pytest.raises(EnvironmentTrouble, match="恢复码不正确"):
        keys(second).recover(code)
    keys(second).recover(newer)


@pytest.mark.usefixtures("code")
def test_a_damaged_record_does_not_shut_the_others_when_the_key_is_due(enter: Enter) -> None:
    program = enter(WORKER)
    damaged = add_record(program)
    with program.work.writing(audited=False) as uow:
        row = uow.session.get_one(YouthRecord, damaged)
        row.box = row.box[:-1] + bytes([row.box[-1] ^ 1])
        uow.commit()
    enter(ADMIN).accounts.change(SECOND, "", (Role.LEADER,), active=True)
    program = enter(WORKER)
    assert read_record(program, 1) == CHILD
    with pytest.raises(InvalidTag):
        read_record(program, damaged)


@pytest.mark.usefixtures("code")
def test_a_grant_that_an_older_backup_brought_back_is_thrown_out(enter: Enter) -> None:
    """The key file stays when data are restored: who was removed since stays out of both."""
    program = enter(SECOND)
    with program.work.reading() as session:
        row = session.scalars(select(YouthKey).where(YouthKey.account == SECOND)).one()
        older = {c.key: getattr(row, c.key) for c in YouthKey.__table__.columns}
    old = program.vault.youth
    admin = enter(ADMIN)
    admin.accounts.remove(SECOND)
    turned = enter(WORKER).vault.youth
    with enter(ADMIN).work.writing(audited=False) as uow:
        uow.session.add(YouthKey(**older | {"id": 99}))
        uow.commit()
    program = enter(WORKER)
    assert program.vault.youth not in (None, old, turned)
    assert read_record(program, 1) == CHILD
    with program.work.reading() as session:
        assert SECOND not in youth_key.granted(session)


@pytest.mark.usefixtures("code")
def test_a_grant_written_by_somebody_without_the_key_is_thrown_out(enter: Enter) -> None:
    """Whoever can write to the database must not get himself the next key."""
    admin = enter(ADMIN)
    admin.accounts.add("新人", "", (Role.CHILD_PROTECTION,), FIRST)
    enter("新人", FIRST).accounts.change_password(FIRST, OWN)
    admin = enter(ADMIN)
    public = holders(admin.folder.key_file, admin.vault.key).publics["新人"]
    with admin.work.writing(audited=False) as uow:
        uow.session.add(
            YouthKey(account="新人", public=public, mac=b"m", ephemeral=b"e", nonce=b"n", box=b"b")
        )
        uow.commit()
    assert enter("新人").vault.youth is None
    program = enter(WORKER)
    with program.work.reading() as session:
        assert "新人" not in youth_key.granted(session)
    assert enter("新人").vault.youth is None


@pytest.mark.usefixtures("code")
def test_with_the_data_key_alone_nothing_of_a_child_is_read(enter: Enter) -> None:
    admin = enter(ADMIN)
    with admin.vault.engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).scalars()
        for table in list(tables):
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').all():
                for value in row:
                    told = value if isinstance(value, bytes) else str(value).encode()
                    assert CHILD not in told
                    assert "大石村".encode() not in told
    assert admin.vault.youth is None


def test_the_key_stands_in_no_repr(enter: Enter) -> None:
    program = enter(WORKER)
    keys(program).found()
    secret = program.vault.youth
    assert secret is not None
    for told in (repr(program), repr(program.vault), str(program.vault), repr(program.work)):
        assert repr(bytes(secret)) not in told
        assert secret.hex() not in told


def test_a_record_opens_under_its_own_number_alone(enter: Enter) -> None:
    program = enter(WORKER)
    keys(program).found()
    number = add_record(program)
    secret = program.vault.youth
    assert secret is not None
    with program.work.reading() as session:
        row = session.get_one(YouthRecord, number)
        with pytest.raises(InvalidTag):
            youth_key.open_record(secret, number + 1, row.nonce, row.box)
