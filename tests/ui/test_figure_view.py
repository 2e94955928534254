from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.days import INDICATORS, USUAL
from ui.tables.figure_delegate import FigureDelegate
from ui.tables.figure_model import FigureModel
from ui.tables.figure_view import FigureView


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[FigureView]:
    model = FigureModel()
    model.sheet.load(USUAL)
    model.arrange((u.code for u in USUAL.units), (i.code for i in INDICATORS))
    made = FigureView(model)
    made.setItemDelegate(FigureDelegate(made))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitExposed(made)
    made.setCurrentIndex(model.index(0, 0))
    made.setFocus()
    yield made
    made.close()


def press(view: FigureView, *keys: str | Qt.Key, mod: Qt.KeyboardModifier | None = None) -> None:
    modifier = mod or Qt.KeyboardModifier.NoModifier
    for key in keys:
        # The first character opens an editor, the next one goes there.
        for stroke in key if isinstance(key, str) else (key,):
            QTest.keyClick(QApplication.focusWidget() or view, stroke, modifier)


def column(view: FigureView, number: int) -> list[str]:
    model = view.model()
    return [str(model.index(r, number).data()) for r in range(model.rowCount())]


def commit(target: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def select_column(view: FigureView, number: int) -> None:
    model = view.model()
    block = QItemSelection(model.index(0, number), model.index(model.rowCount() - 1, number))
    view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_typing_down_a_column(view: FigureView) -> None:
    press(view, "35", Qt.Key.Key_Return, "20", Qt.Key.Key_Return, "9", Qt.Key.Key_Return)
    assert column(view, 0)[:3] == ["35", "20", "9"]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (3, 0)


def test_tab_goes_right_and_enter_back_to_the_first_column(view: FigureView) -> None:
    press(view, "1", Qt.Key.Key_Tab, "2", Qt.Key.Key_Tab, "3", Qt.Key.Key_Return)
    assert [column(view, c)[0] for c in range(3)] == ["1", "2", "3"]
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0)


def test_arrows_commit_and_move(view: FigureView) -> None:
    press(view, "7", Qt.Key.Key_Down)
    assert column(view, 0)[0] == "7"
    assert view.currentIndex().row() == 1
    press(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 1


def test_escape_leaves_the_cell_as_it_was(view: FigureView) -> None:
    press(view, "7", Qt.Key.Key_Escape)
    assert column(view, 0)[0] == "32"


def test_delete_empties_the_selection_in_one_step(view: FigureView) -> None:
    select_column(view, 0)
    press(view, Qt.Key.Key_Delete)
    assert column(view, 0) == [""] * 5
    model = view.model()
    assert isinstance(model, FigureModel)
    model.sheet.undo()
    assert column(view, 0) == ["32", "18", "", "", ""]


def test_chinese_input_opens_the_cell(view: FigureView) -> None:
    commit(view, "三十一")
    press(view, Qt.Key.Key_Return)
    assert column(view, 0)[0] == "31"


def test_composing_in_the_grid_opens_the_cell(view: FigureView) -> None:
    QApplication.sendEvent(view, QInputMethodEvent("liang bai", []))
    commit(view, "两百")
    press(view, Qt.Key.Key_Return)
    assert column(view, 0)[0] == "200"


def test_enter_while_composing_does_not_leave_the_cell(view: FigureView) -> None:
    press(view, "1")
    editor = QApplication.focusWidget()
    assert editor is not None
    QApplication.sendEvent(editor, QInputMethodEvent("liang", []))
    assert view.currentIndex().row() == 0
    commit(editor, "千")
    press(view, Qt.Key.Key_Return)
    assert column(view, 0)[0] == "1000"


def test_a_block_from_wps(view: FigureView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText('12\t33\r\n"２.1万"\t四十\r\n')
    with qtbot.waitSignal(view.pasted) as told:
        press(view, Qt.Key.Key_V, mod=Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].taken == 4
    assert [column(view, c)[:2] for c in (0, 1)] == [["12", "21000"], ["33", "40"]]


def test_one_cell_fills_the_selection_and_copies_back(view: FigureView) -> None:
    QGuiApplication.clipboard().setText("5")
    select_column(view, 1)
    view.paste_clipboard()
    assert column(view, 1) == ["5"] * 5
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == "5\n" * 5
