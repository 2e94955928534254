"""到期清理: ticking, saying what is gone, erasing, putting off, shortening terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.services.retention_kinds import office_kinds
from db.models import Option
from tests.helpers import old_records as old
from tests.helpers.old_records import MARKER
from tests.ui.windows import quiet
from ui.messages import MessageBar
from ui.pages.settings import retention_tab
from ui.pages.settings.retention_tab import RetentionTab
from ui.workspace import Workspace

LATER = date(2026, 8, 12)


class Office:
    """A signed-in program three years later, perhaps with fewer permissions."""

    def __init__(self, program: Program, without: frozenset[Permission] = frozenset()) -> None:
        self._program, self._without = program, without
        self.clock = FixedClock(datetime.combine(LATER, time(9)))
        work = replace(program.work, clock=self.clock)
        self.retention = RetentionService(work, program.folder, office_kinds())

    def may(self, permission: Permission) -> bool:
        return permission not in self._without and self._program.may(permission)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)


@pytest.fixture
def opened(qtbot: QtBot, program: Program) -> Iterator[Callable[..., RetentionTab]]:
    """Give the tab as an account without some permissions sees it, on old records."""
    old.everything(program.work)
    spaces: list[Workspace] = []

    def make(*without: Permission) -> RetentionTab:
        space = Workspace(Office(program, frozenset(without)), LATER)
        spaces.append(space)
        bar = MessageBar()
        tab = RetentionTab(space, bar)
        qtbot.addWidget(bar)
        qtbot.addWidget(tab)
        tab.resize(1150, 560)
        tab.show()
        space.announced.connect(lambda _changes: tab.load())
        tab.load()
        quiet(qtbot, space)
        return tab

    yield make
    for space in spaces:
        space.close()


@pytest.fixture
def tab(opened: Callable[..., RetentionTab]) -> RetentionTab:
    return opened()


def agree(monkeypatch: pytest.MonkeyPatch, *, yes: bool = True) -> list[str]:
    """Answer the question; return what was asked."""
    asked: list[str] = []

    def ask(_parent: object, question: str, detail: str, _yes: str) -> bool:
        asked.append(f"{question}\n{detail}")
        return yes

    monkeypatch.setattr(retention_tab, "ask", ask)
    return asked


def row(tab: RetentionTab, name: str) -> QTreeWidgetItem:
    tops = [tab.tree.topLevelItem(n) for n in range(tab.tree.topLevelItemCount())]
    return next(top for top in tops if top.text(0).startswith(name))


def tick(tab: RetentionTab, name: str) -> None:
    row(tab, name).setCheckState(0, Qt.CheckState.Checked)


def names(tab: RetentionTab) -> set[str]:
    tree = tab.tree
    tops = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    return {text.split("　")[0] for text in tops}


def said(tab: RetentionTab) -> str:
    return tab._bar.label.text()


def press(qtbot: QtBot, tab: RetentionTab, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    quiet(qtbot, tab._workspace)
    quiet(qtbot, tab._workspace)


def test_every_kind_is_listed_without_anybodys_name(tab: RetentionTab) -> None:
    after_the_campaign = {"message_text", "activity_picture"}
    assert names(tab) == {
        kind.rule.name for kind in office_kinds() if kind.rule.code not in after_the_campaign
    }
    texts = [tab.tree.topLevelItem(n).child(0).text(0) for n in range(len(names(tab)))]
    assert not any(MARKER in text for text in texts)
    assert tab.tree.chosen() == ()
    assert not tab.erase.isEnabled()


def test_what_will_be_gone_is_said_before_anything_goes(
    tab: RetentionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = agree(monkeypatch, yes=False)
    tick(tab, "报送原文")
    assert "数字、出处、版本和时间保留" in tab.gone.text()
    tab.reason.setText("保存期满")
    press(qtbot, tab, tab.erase)
    assert "原文、备注和疑问的文字清空" in asked[0]
    assert "备份轮换自行淘汰" in asked[0]
    assert "报送原文（行动未结束）" in names(tab)
    assert tab.reason.text() == "保存期满"


def test_erasing_takes_a_reason_first(
    tab: RetentionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = agree(monkeypatch)
    tick(tab, "没有保存的录入")
    press(qtbot, tab, tab.erase)
    assert "原因" in said(tab)
    assert asked == []
    assert len(tab.tree.chosen()) == 1


def test_what_is_ticked_goes_and_the_rest_stays(
    tab: RetentionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    tick(tab, "停用单位的联络员")
    tab.reason.setText("保存期满")
    press(qtbot, tab, tab.erase)
    assert "已清理：停用单位的联络员1个单位" in said(tab)
    assert "停用单位的联络员" not in names(tab)
    assert "没有保存的录入" in names(tab)
    assert tab.unfinished.isHidden()
    assert tab.reason.text() == ""


def test_when_all_is_gone_the_tab_says_so(
    tab: RetentionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    for name in names(tab):
        tick(tab, name)
    tab.reason.setText("保存期满")
    press(qtbot, tab, tab.erase)
    assert tab.empty.isVisible()
    assert not tab.tree.isVisible()
    assert not tab.erase.isVisible()
    assert tab.terms.isVisible()


def test_an_unfinished_erasing_is_told_and_finished_from_here(
    tab: RetentionTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    tick(tab, "没有保存的录入")
    tab.reason.setText("保存期满")
    with tab._workspace.program.work.reading() as session:
        session.scalars(select(Option.key)).all()
        press(qtbot, tab, tab.erase)
        assert "还没有整理完" in said(tab)
        assert tab.unfinished.isVisible()
        press(qtbot, tab, tab.again)
        assert "稍后再整理" in said(tab)
    press(qtbot, tab, tab.again)
    assert "已整理完" in said(tab)
    assert not tab.unfinished.isVisible()


def test_only_what_is_to_be_reviewed_can_be_kept_on(tab: RetentionTab, qtbot: QtBot) -> None:
    tab.tree.setCurrentItem(row(tab, "没有保存的录入").child(0))
    assert not tab.keep.isVisible()
    tab.tree.setCurrentItem(row(tab, "导出申请").child(0))
    assert tab.keep.isVisible()
    tab.until.set_date(date(2026, 12, 31))
    press(qtbot, tab, tab.keep)
    assert "原因" in said(tab)
    tab.reason.setText("仍在核查")
    press(qtbot, tab, tab.keep)
    assert "已继续保存到2026-12-31" in said(tab)
    assert "导出申请的接收人和事由" not in names(tab)


def test_a_term_is_shortened_and_cannot_be_lengthened(tab: RetentionTab, qtbot: QtBot) -> None:
    number = tab.terms.numbers["draft"]
    number.setValue(500)
    assert number.value() == 90
    number.setValue(30)
    tab.save_terms()
    quiet(qtbot, tab._workspace)
    assert "期限已修改" in said(tab)
    terms = {t.kind: t.term.label for t in tab._workspace.program.retention.terms()}
    assert terms["draft"] == "30天"
    logs = tab.terms.numbers["audit_payload"]
    logs.setValue(1)
    assert logs.value() == 6


def test_a_number_being_changed_survives_another_saving(tab: RetentionTab, qtbot: QtBot) -> None:
    tab.terms.numbers["draft"].setValue(45)
    tab.load()
    quiet(qtbot, tab._workspace)
    assert tab.terms.numbers["draft"].value() == 45


def test_who_may_only_read_finds_nothing_to_press(
    opened: Callable[..., RetentionTab],
) -> None:
    tab = opened(Permission.ERASE)
    assert names(tab)
    assert row(tab, "导出申请").data(0, Qt.ItemDataRole.CheckStateRole) is None
    assert not tab.erase.isVisible()
    assert tab.terms.numbers["draft"].isReadOnly()
    assert [b.text() for b in tab.findChildren(QPushButton) if b.isVisible()] == []
