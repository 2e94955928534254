"""Failures and the lock, seen from sign-in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, recover
from antifraud_desktop.entrance import AccountLocked
from antifraud_desktop.errors import EnvironmentTrouble, KnownTrouble
from antifraud_desktop.paths import DataFolder
from tests.accounts.conftest import ADMIN, CLERK, FIRST, OWN, TestClock

Enter = Callable[..., Program]


def _fail(enter: Enter, times: int, name: str = CLERK) -> list[KnownTrouble]:
    found: list[KnownTrouble] = []
    for _ in range(times):
        with pytest.raises((EnvironmentTrouble, AccountLocked)) as trouble:
            enter(name, "not the password")
        found.append(trouble.value)
    return found


def test_five_failures_lock_for_a_quarter_of_an_hour(enter: Enter, clock: TestClock) -> None:
    told = _fail(enter, 5)
    assert ["再错4次" in t.advice for t in told[:1]] == [True]
    assert [isinstance(t, AccountLocked) for t in told] == [False] * 4 + [True]
    clock.turn(minutes=14, seconds=59)
    with pytest.raises(AccountLocked, match="1分钟后"):
        enter(CLERK)
    clock.turn(seconds=1)
    assert enter(CLERK).account == CLERK


def test_a_locked_account_locks_nobody_else(enter: Enter) -> None:
    _fail(enter, 5)
    assert enter(ADMIN).account == ADMIN


def test_four_failures_and_a_good_one_begin_anew(enter: Enter) -> None:
    _fail(enter, 4)
    enter(CLERK)
    _fail(enter, 4)
    assert enter(CLERK).account == CLERK


def test_a_clock_put_back_neither_opens_nor_locks_for_years(enter: Enter, clock: TestClock) -> None:
    _fail(enter, 5)
    clock.turn(days=-900)
    with pytest.raises(AccountLocked, match="15分钟后"):
        enter(CLERK)
    clock.turn(days=900, minutes=15)
    assert enter(CLERK).account == CLERK


def test_failures_are_on_record_with_the_next_good_sign_in(enter: Enter) -> None:
    _fail(enter, 3)
    program = enter(CLERK)
    with program.work.reading() as session:
        text = session.connection().exec_driver_sql(
            "SELECT summary FROM audit_entry ORDER BY sequence DESC LIMIT 1"
        )
        assert text.scalar_one() == "登录，此前有3次密码不正确"


def test_failures_are_on_record_with_what_puts_an_end_to_them(
    enter: Enter, root: Path, clock: TestClock
) -> None:
    admin = enter(ADMIN)
    code = admin.accounts.make_recovery_code()
    _fail(enter, 4)
    admin.accounts.reset_password(CLERK, FIRST)
    _fail(enter, 2)
    with pytest.raises(EnvironmentTrouble):
        recover(root, CLERK, "AAAA-" * 8, OWN, clock)
    recover(root, CLERK, code, "quite-another-one", clock)
    with admin.work.reading() as session:
        texts = session.connection().exec_driver_sql(
            "SELECT summary FROM audit_entry ORDER BY sequence DESC LIMIT 2"
        )
        assert [text for (text,) in texts] == [
            "用恢复码重设密码，此前有1次恢复码不正确，此前有2次密码不正确",
            f"重设密码：{CLERK}，此前有4次密码不正确",
        ]


def test_a_new_password_from_the_administrator_opens_the_lock(enter: Enter) -> None:
    _fail(enter, 5)
    admin = enter(ADMIN)
    assert [a.locked_until is not None for a in admin.accounts.list() if a.name == CLERK] == [True]
    admin.accounts.reset_password(CLERK, FIRST)
    assert enter(CLERK, FIRST).must_change


def test_guessing_at_the_recovery_code_is_locked_as_well(
    enter: Enter, root: Path, clock: TestClock
) -> None:
    code = enter(ADMIN).accounts.make_recovery_code()
    for _ in range(5):
        with pytest.raises(EnvironmentTrouble):
            recover(root, CLERK, "AAAA-" * 8, "quite-another-one", clock)
    with pytest.raises(AccountLocked):
        recover(root, CLERK, code, "quite-another-one", clock)
    assert enter(CLERK, OWN).account == CLERK


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff\x00", b'{"\\u5f20\\u4e09": {"failures": "x"}}']
)
def test_a_spoilt_count_keeps_nobody_out(enter: Enter, root: Path, content: bytes) -> None:
    DataFolder(root).attempts.write_bytes(content)
    assert enter(CLERK).account == CLERK
