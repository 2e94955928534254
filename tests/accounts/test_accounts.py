"""Accounts: adding, roles, first password, forgotten passwords, suspending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from antifraud_desktop.accounts import account_names
from antifraud_desktop.bootstrap import Program, recover
from antifraud_desktop.errors import EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import Role
from antifraud_desktop.work import NotAllowed
from tests.accounts.conftest import ADMIN, AUDITOR, CHECKER, CLERK, FIRST, FOUNDER, OWN, TestClock

Enter = Callable[..., Program]


def test_a_password_given_by_another_opens_nothing_but_its_own_change(enter: Enter) -> None:
    enter(ADMIN).accounts.add("王五", "新来的", (Role.OPERATOR,), FIRST)
    first = enter("王五", FIRST)
    assert first.must_change
    with pytest.raises(NotAllowed):
        first.units.list()
    with pytest.raises(Invalid, match="相同"):
        first.accounts.change_password(FIRST, FIRST)
    first.accounts.change_password(FIRST, OWN)
    again = enter("王五")
    assert not again.must_change
    assert again.units.list() == ()


def test_administrator_and_auditor_see_no_figures_and_hold_no_other_role(enter: Enter) -> None:
    admin = enter(ADMIN)
    for roles in (
        (Role.ADMINISTRATOR, Role.OPERATOR),
        (Role.AUDITOR, Role.REVIEWER),
        (Role.ADMINISTRATOR, Role.AUDITOR),
        (),
    ):
        with pytest.raises(Invalid):
            admin.accounts.add("王五", "", roles, FIRST)
    for program in (admin, enter(AUDITOR)):
        with pytest.raises(NotAllowed):
            program.units.list()
    assert enter(AUDITOR).may(Permission.READ_TRAIL)
    assert not admin.may(Permission.READ_TRAIL)


def test_an_operator_stands_in_only_while_nobody_holds_the_role(enter: Enter) -> None:
    clerk = enter(CLERK)
    assert not clerk.may(Permission.MANAGE_ACCOUNTS)
    with pytest.raises(NotAllowed):
        clerk.accounts.list()
    enter(ADMIN).accounts.change(AUDITOR, "", (Role.AUDITOR,), active=False)
    assert enter(CLERK).may(Permission.READ_TRAIL)


def test_a_leader_reads_figures_and_changes_none(enter: Enter) -> None:
    enter(ADMIN).accounts.change(CHECKER, "镇长", (Role.LEADER,), active=True)
    leader = enter(CHECKER)
    assert leader.units.list() == ()
    with pytest.raises(NotAllowed):
        leader.intake.read_messages("大石村入户3户", leader.clock.today())


def test_several_roles_add_up(enter: Enter) -> None:
    enter(ADMIN).accounts.change(CLERK, "", (Role.OPERATOR, Role.REVIEWER), active=True)
    both = enter(CLERK)
    assert both.may(Permission.TAKE_FIGURES)
    assert both.may(Permission.DECIDE_EXPORT)


def test_a_suspended_account_is_told_and_can_come_back(enter: Enter) -> None:
    admin = enter(ADMIN)
    admin.accounts.change(CLERK, "", (Role.OPERATOR,), active=False)
    with pytest.raises(Refused, match="停用"):
        enter(CLERK)
    admin.accounts.change(CLERK, "", (Role.OPERATOR,), active=True)
    assert not enter(CLERK).must_change


def test_the_office_keeps_somebody_who_manages_accounts(enter: Enter) -> None:
    admin = enter(ADMIN)
    with pytest.raises(Refused):
        admin.accounts.change(ADMIN, "", (Role.ADMINISTRATOR,), active=False)
    for name in (FOUNDER, CLERK):
        admin.accounts.change(name, "", (Role.LEADER,), active=True)
    with pytest.raises(Refused, match="没有人能管理账号"):
        admin.accounts.change(ADMIN, "", (Role.LEADER,), active=True)


def test_a_forgotten_password_is_set_by_the_administrator(enter: Enter) -> None:
    admin = enter(ADMIN)
    with pytest.raises(Refused, match="自己"):
        admin.accounts.reset_password(ADMIN, FIRST)
    admin.accounts.reset_password(CLERK, FIRST)
    with pytest.raises(EnvironmentTrouble, match="密码不正确"):
        enter(CLERK, OWN)
    assert enter(CLERK, FIRST).must_change


def test_the_printed_recovery_code_opens_once(enter: Enter, root: Path, clock: TestClock) -> None:
    code = enter(ADMIN).accounts.make_recovery_code()
    with pytest.raises(EnvironmentTrouble, match="恢复码不正确"):
        recover(root, CLERK, "AAAA-" * 8, "quite-another-one", clock)
    with pytest.raises(Refused):
        recover(root, "无此人", code, "quite-another-one", clock)
    with pytest.raises(Invalid):
        recover(root, CLERK, code, "short", clock)
    following = recover(root, CLERK, code.lower().replace("-", " "), "quite-another-one", clock)
    assert not enter(CLERK, "quite-another-one").must_change
    with pytest.raises(EnvironmentTrouble):
        recover(root, CLERK, code, "one-more-password", clock)
    assert following != code
    assert recover(root, CLERK, following, "one-more-password", clock)


def test_the_recovery_code_does_not_let_in_who_was_suspended(
    enter: Enter, root: Path, clock: TestClock
) -> None:
    admin = enter(ADMIN)
    code = admin.accounts.make_recovery_code()
    admin.accounts.change(CLERK, "", (Role.OPERATOR,), active=False)
    with pytest.raises(Refused, match="已停用"):
        recover(root, CLERK, code, "quite-another-one", clock)
    assert recover(root, FOUNDER, code, "quite-another-one", clock)  # the code is not spent


def test_without_a_recovery_code_the_office_is_told_so(root: Path, clock: TestClock) -> None:
    with pytest.raises(Refused, match="没有生成过恢复码"):
        recover(root, CLERK, "AAAA-" * 8, "quite-another-one", clock)


def test_names_are_used_once_and_in_one_spelling(enter: Enter, root: Path) -> None:
    admin = enter(ADMIN)
    for name in ("", "长" * 33, CLERK, f" {CLERK} ", "王\n五", "王\u200b五"):
        with pytest.raises(Invalid):
            admin.accounts.add(name, "", (Role.LEADER,), FIRST)
    admin.accounts.add("cafe\u0301", "", (Role.LEADER,), FIRST)
    assert "café" in account_names(root)
    assert enter("cafe\u0301", FIRST).account == "café"


def test_a_refused_account_leaves_no_slot(enter: Enter, root: Path) -> None:
    before, accounts = account_names(root), enter(ADMIN).accounts
    with pytest.raises(Invalid):
        accounts.add("王五", "", (Role.LEADER,), "short")
    for shown in ("长" * 33, "王\n五"):
        with pytest.raises(Invalid) as told:
            accounts.add("王五", shown, (Role.LEADER,), FIRST)
        assert [problem.field for problem in told.value.problems] == ["display_name"]
        with pytest.raises(Invalid):
            accounts.change(CLERK, shown, (Role.OPERATOR,), active=True)
    assert account_names(root) == before


def test_every_account_action_is_on_record_without_a_secret(enter: Enter, clock: TestClock) -> None:
    admin = enter(ADMIN)
    admin.accounts.add("王五", "", (Role.LEADER,), FIRST)
    code = admin.accounts.make_recovery_code()
    with admin.work.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT action, account, summary, before, after FROM audit_entry"
            " LEFT JOIN audit_payload ON entry_id = audit_entry.id ORDER BY sequence"
        )
        told = [tuple(row) for row in rows]
    assert [row[0] for row in told[-3:]] == ["sign_in", "add_account", "recovery_code"]
    assert all(row[1] == ADMIN for row in told[-3:])
    text = str(told)
    assert FIRST not in text
    assert code not in text
