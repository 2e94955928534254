"""A ledger's list: filter, saved filters, pages, keys, what an empty list says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.tables.row_model import Column
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.workspace import Workspace

KINDS = (("", "全部"), ("odd", "单"), ("even", "双"))


@dataclass(frozen=True)
class Row:
    number: int


def ids(choices: Mapping[str, str], typed: str) -> Sequence[int]:
    wanted = {"odd": (1,), "even": (0,), "": (0, 1)}[choices["kind"]]
    return [n for n in range(450, 0, -1) if n % 2 in wanted and typed in str(n)]


LISTED = LedgerList(
    "numbers",
    "数",
    (Column("数", lambda r: str(r.number)),),
    (80,),
    ids,
    lambda asked: [Row(n) for n in asked],
    lambda r: r.number,
    "还没有数。",
    "个",
)


@pytest.fixture
def bar() -> MessageBar:
    return MessageBar()


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, bar: MessageBar) -> Iterator[LedgerDesk]:
    made = LedgerDesk(
        workspace, bar, LISTED, LedgerFilterBar("数字", [Choice("kind", "单双", KINDS)])
    )
    qtbot.addWidget(made)
    qtbot.addWidget(bar)
    made.resize(600, 400)
    made.show()
    made.load()
    qtbot.waitUntil(lambda: made.told.text() == "共450个")
    return made


def test_what_is_looked_at_is_read_and_the_rest_waits(qtbot: QtBot, desk: LedgerDesk) -> None:
    qtbot.waitUntil(lambda: desk.model.record(0) == Row(450))
    assert desk.model.record(449) is None
    desk.table.scrollToBottom()
    qtbot.waitUntil(lambda: desk.model.record(449) == Row(1))


def test_a_choice_and_a_text_narrow_the_list(qtbot: QtBot, desk: LedgerDesk) -> None:
    desk.filter.put({"kind": "odd"})
    qtbot.waitUntil(lambda: desk.told.text() == "共225个")
    desk.filter.text.setText("44")
    qtbot.waitUntil(lambda: desk.told.text() == "共5个")
    desk.filter.text.setText("9999")
    qtbot.waitUntil(lambda: "没有符合条件" in desk.told.text())


def test_the_chosen_row_stays_chosen_when_the_list_changes(qtbot: QtBot, desk: LedgerDesk) -> None:
    desk.choose(441)
    qtbot.waitUntil(lambda: desk.current() == Row(441))
    desk.filter.put({"kind": "odd"})
    qtbot.waitUntil(lambda: desk.told.text() == "共225个" and desk.current() == Row(441))


def test_a_filter_is_kept_under_a_name_taken_up_and_dropped(
    qtbot: QtBot, desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("只看双数", True))
    desk.filter.put({"kind": "even"})
    qtbot.waitUntil(lambda: desk.told.text() == "共225个")
    desk.filter.keep.click()
    qtbot.waitUntil(lambda: desk.filter.saved.findData("只看双数") > 0)
    desk.filter.put({})
    qtbot.waitUntil(lambda: desk.told.text() == "共450个")
    desk.filter.saved.setCurrentIndex(desk.filter.saved.findData("只看双数"))
    qtbot.waitUntil(lambda: desk.filter.choices() == {"kind": "even"})
    qtbot.waitUntil(lambda: desk.told.text() == "共225个")
    desk.filter.drop.click()
    qtbot.waitUntil(lambda: desk.filter.saved.findData("只看双数") < 0)


def test_keys_ask_for_a_new_one_open_and_delete(qtbot: QtBot, desk: LedgerDesk) -> None:
    desk.choose(450)
    qtbot.waitUntil(lambda: desk.current() == Row(450))
    desk.table.setFocus()
    with qtbot.waitSignal(desk.new_wanted):
        qtbot.keyClick(desk.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(desk.opened) as opened:
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert opened.args == [Row(450)]
    with qtbot.waitSignal(desk.delete_wanted) as gone:
        qtbot.keyClick(desk.table, Qt.Key.Key_Delete)
    assert gone.args == [Row(450)]


def test_filters_of_one_list_are_not_those_of_another(workspace: Workspace) -> None:
    filters = workspace.program.ledgers.filters
    filters.keep("numbers", "甲", {"kind": "odd"})
    filters.keep("letters", "乙", {})
    assert [(f.name, f.choices) for f in filters.saved("numbers")] == [("甲", {"kind": "odd"})]
    filters.drop("letters", "甲")
    assert [f.name for f in filters.saved("numbers")] == ["甲"]
