"""人员档案 in the window: the list that never waits, and one file, all of it masked."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from tests.accounts.conftest import TestClock
from tests.persons.conftest import LEADER, OTHER, PASSWORD, identity
from tests.ui.office import DAY
from tests.ui.persons_office import clerk, desk, founded, open_one, open_some, shown
from tests.ui.windows import quiet
from ui.dialogs.search import SearchDialog
from ui.rooms import rooms_for
from ui.tables.paged_model import PAGE, PagedModel
from ui.tables.row_model import Column
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded"]
WHOLE = (identity(123), "13800138000", "青禾镇大石村3组12号")


def texts_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_paged_model_keeps_the_rules_of_qt_and_asks_only_for_what_is_seen(qtbot: QtBot) -> None:
    model: PagedModel[str] = PagedModel((Column("名", str), Column("长", lambda r: str(len(r)))))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[tuple[int, tuple[int, ...]]] = []
    model.page_wanted.connect(lambda first, ids: asked.append((first, ids)))
    model.set_ids(range(1000))
    asked.clear()
    model.set_ids(range(1000))
    assert model.index(450, 0).data() == "…"
    assert [first for first, _ids in asked if first == 400] == [400]
    model.put(400, range(400, 600), [f"第{n}人" for n in range(400, 600)])
    assert model.index(450, 0).data() == "第450人"
    model.put(0, range(5, 5 + PAGE), ["错"] * PAGE)
    assert model.record(0) is None
    model.forget()
    assert model.record(450) is None


def test_an_answer_to_an_older_list_is_dropped(qtbot: QtBot) -> None:
    model: PagedModel[str] = PagedModel((Column("名", str),))
    model.set_ids((1, 2, 3))
    model.set_ids((4, 5, 6))
    model.put(0, (1, 2, 3), ["一", "二", "三"])
    assert model.record(0) is None


def test_the_list_shows_masks_and_opens_a_file(qtbot: QtBot, desk: Workspace) -> None:
    open_one(desk.program, 123)
    page = shown(qtbot, desk)
    model = page.desk.persons.model
    cells = [str(model.index(0, c).data()) for c in range(model.columnCount())]
    quiet(qtbot, desk)
    cells = [str(model.index(0, c).data()) for c in range(model.columnCount())]
    assert "刑事处罚" in cells[4]
    assert not [w for w in WHOLE for cell in cells if w in cell]
    page.desk.persons.table.setCurrentIndex(model.index(0, 0))
    page.desk.persons.table.activated.emit(model.index(0, 0))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.file and page.file.view is not None)
    quiet(qtbot, desk)
    told = texts_of(page)
    assert "青禾县人民法院" in told
    assert not [w for w in WHOLE if w in told]


def test_typing_finds_by_pinyin_and_by_tails(qtbot: QtBot, desk: Workspace) -> None:
    open_one(desk.program, 123, name="李四")
    open_one(desk.program, 201, name="张三")
    page = shown(qtbot, desk)
    listed = page.desk.persons
    for text in ("ls", "李四", identity(123)[-4:]):
        listed.filter.text.setText(text)
        qtbot.waitUntil(lambda: listed.told.text() == "共1人")
        listed.filter.text.clear()
        qtbot.waitUntil(lambda: listed.told.text() == "共2人")


def test_opening_values_needs_a_reason_and_going_back_closes_them(
    qtbot: QtBot, desk: Workspace
) -> None:
    number = open_one(desk.program, 123)
    page = shown(qtbot, desk)
    page.open_file(number)
    qtbot.waitUntil(lambda: page.file.view is not None)
    page.file.unmask.reason.setCurrentText("")
    page.file.unmask.button.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert identity(123) not in texts_of(page)
    page.file.unmask.reason.setCurrentText("上门走访核对身份")
    page.file.unmask.button.click()
    qtbot.waitUntil(lambda: identity(123) in texts_of(page))
    page.file.back.emit()
    assert identity(123) not in texts_of(page)
    assert page.stack.currentWidget() is page.desk


def test_another_file_never_shows_what_was_opened_before(qtbot: QtBot, desk: Workspace) -> None:
    first, second = open_some(desk.program, 2)
    page = shown(qtbot, desk)
    page.open_file(first)
    qtbot.waitUntil(lambda: page.file.view is not None)
    page.file.unmask.button.click()
    page.open_file(second)
    quiet(qtbot, desk)
    told = texts_of(page)
    assert identity(100) not in told
    assert identity(101) not in told
    assert not page.file.unmask.is_open


def test_without_an_assessment_the_page_says_what_to_do_first(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = shown(qtbot, workspace)
    assert page.desk.gate.isVisible()
    assert "影响评估" in page.desk.gate.label.text()
    assert not page.desk.buttons["register"].isEnabled()
    wanted: list[tuple[str, str]] = []
    workspace.page_wanted.connect(lambda name, key: wanted.append((name, key)))
    page.desk.gate.action.click()
    assert wanted == [("settings", "合规")]


def test_an_officer_sees_own_files_only(
    qtbot: QtBot, qapp: object, clerk: Program, founded: Path
) -> None:
    own = open_one(clerk, 123)
    clerk.case_files.set_officers(own, (OTHER,), clerk.case_files.file(own).version)
    open_one(clerk, 201)
    root = clerk.folder.root
    clerk.close()
    officer = sign_in(root, OTHER, PASSWORD, TestClock())
    workspace = Workspace(officer, DAY)
    assert "persons" in rooms_for(officer)
    page = shown(qtbot, workspace)
    assert page.desk.persons.told.text() == "共1人"
    assert "register" not in page.desk.buttons
    assert not page.desk.persons.filter.officer.isVisible()
    workspace.close()
    officer.close()


def test_every_control_has_a_name_and_the_page_fits_a_small_screen(
    qtbot: QtBot, desk: Workspace
) -> None:
    number = open_one(desk.program, 123)
    page = shown(qtbot, desk)
    page.open_file(number)
    qtbot.waitUntil(lambda: page.file.view is not None)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTableView, QListWidget)
    controls = [w for w in page.findChildren(QWidget) if isinstance(w, kinds)]
    own = [w for w in controls if not isinstance(w.parent(), QComboBox | QAbstractScrollArea)]
    named = [bool(w.accessibleName()) for w in own if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(named) > 15
    assert all(named)
    assert page.minimumSizeHint().width() <= 900


def test_the_search_finds_persons_masked_and_opens_their_file(
    qtbot: QtBot, desk: Workspace
) -> None:
    open_one(desk.program, 123, name="李四")
    dialog = SearchDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    wanted: list[tuple[str, str]] = []
    desk.page_wanted.connect(lambda name, key: wanted.append((name, key)))
    dialog.line.setText(identity(123))
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    told = dialog.list.item(0).text()
    assert "李*" in told
    assert "李四" not in told
    assert identity(123) not in told
    dialog.line.returnPressed.emit()
    assert wanted == [("persons", "person/1")]


def test_who_may_not_read_files_finds_no_persons(clerk: Program, founded: Path) -> None:
    open_one(clerk, 123, name="李四")
    root = clerk.folder.root
    clerk.close()
    leader = sign_in(root, LEADER, PASSWORD, TestClock())
    assert [hit.kind for hit in leader.search.find("李四")] == []
    leader.close()


def test_a_hundred_thousand_rows_are_shown_at_once(qtbot: QtBot) -> None:
    model: PagedModel[str] = PagedModel((Column("名", str),) * 9)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    ids = tuple(range(100_000))
    begun = time.perf_counter()
    model.set_ids(ids)
    view.viewport().grab()
    view.scrollToBottom()
    view.viewport().grab()
    assert time.perf_counter() - begun < 0.5
    assert model.rowCount() == len(ids)
