"""宣传物料 in the window: stocks, handing out, corrections, keys, drafts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from antifraud_desktop.records.materials import MovementRecord
from antifraud_desktop.vocabulary import MovementKind
from tests.materials.conftest import V1, V2, counts, hand_out, receive
from tests.ui.materials_office import again, cell, dialog, page, tab
from tests.ui.windows import quiet
from ui.dialogs.material_hand_out import VILLAGES, HandOutForm
from ui.dialogs.material_movement import MovementForm
from ui.dialogs.material_order import OrderForm
from ui.pages.materials import forms
from ui.pages.materials.movements_tab import MovementsTab
from ui.pages.materials.orders_tab import OrdersTab
from ui.pages.materials.page import MaterialsPage
from ui.pages.materials.stock_tab import StockTab
from ui.rooms import rooms_for

__all__ = ["page"]
K = MovementKind


def test_the_room_says_where_to_begin_and_marks_nothing_while_empty(
    qtbot: QtBot, page: MaterialsPage
) -> None:
    stock = tab(page, qtbot, "库存", StockTab)
    assert "materials" in rooms_for(page.program)
    assert "请先点“入库…”" in stock.told.text()
    assert cell(stock, "镇里库存", "宣传单") == cell(stock, "大石村", "宣传单") == "0"


def test_what_comes_is_entered_and_stands_in_the_sheet(qtbot: QtBot, page: MaterialsPage) -> None:
    stock = tab(page, qtbot, "库存", StockTab)
    stock.buttons["receive"].click()
    form = dialog(page, qtbot, MovementForm)
    form.save()
    quiet(qtbot, page.workspace)
    assert "quantity" in form.form.problems_shown()
    form.quantity.setValue(500)
    form.save()
    quiet(qtbot, page.workspace)
    assert not isValid(form)
    assert cell(stock, "镇里库存", "宣传单") == "500"
    assert cell(stock, "大石村", "宣传单") == "⚠ 0"
    assert "缺货4处" in stock.told.text()
    said = stock.model.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "大石村　宣传单0张，缺货，少50张"


def test_several_units_take_in_one_go(qtbot: QtBot, page: MaterialsPage) -> None:
    receive(page.program, 500)
    again(page, qtbot)
    stock = tab(page, qtbot, "库存", StockTab)
    stock.buttons["hand_out"].click()
    form = dialog(page, qtbot, HandOutForm)
    form.each.setValue(200)
    form.fill_all()
    assert form.total.text() == "⚠ 合计800张，4个单位；镇里现有500张，不够"
    form.save()
    quiet(qtbot, page.workspace)
    assert "差300张" in form.form.problems_shown()["shares"]
    form.clear_all()
    form.given[0].setText("一百")
    form.save()
    assert "大石村的数量应是整数" in form.form.problems_shown()["shares"]
    form.given[0].setText("100")
    form.given[1].setText("60")
    form.save()
    quiet(qtbot, page.workspace)
    assert counts(page.program) == {"": 340, V1: 100, V2: 60}
    assert cell(stock, "大石村", "宣传单") == "100"


def test_enter_on_a_cell_hands_out_that_material_to_that_unit(
    qtbot: QtBot, page: MaterialsPage
) -> None:
    receive(page.program, 90, material="folder")
    again(page, qtbot)
    stock = tab(page, qtbot, "库存", StockTab)
    stock.table.setCurrentIndex(stock.model.index(3, 2))
    stock.table.setFocus()
    qtbot.keyClick(stock.table, Qt.Key.Key_Return)
    form = dialog(page, qtbot, HandOutForm)
    assert form.material.currentData() == "folder"
    assert form.table.currentRow() == 1
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    quiet(qtbot, page.workspace)
    assert not [d for d in page.findChildren(QDialog) if d.isVisible()]
    stock.table.setCurrentIndex(stock.model.index(0, 2))
    qtbot.keyClick(stock.table, Qt.Key.Key_Return)
    assert dialog(page, qtbot, MovementForm).chosen_kind() is K.RECEIVED


def typed(qtbot: QtBot, form: HandOutForm, text: str) -> None:
    """Type into the current cell and press Enter, as in a spreadsheet."""
    qtbot.keyClicks(form.table, text[:1])
    editor = form.table.findChildren(QLineEdit)[-1]
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not form.table.findChildren(QLineEdit))


def test_enter_in_the_units_goes_to_the_next_one_and_never_hands_out(
    qtbot: QtBot, page: MaterialsPage
) -> None:
    receive(page.program, 500)
    stock = tab(page, qtbot, "库存", StockTab)
    stock.buttons["hand_out"].click()
    form = dialog(page, qtbot, HandOutForm)
    form.table.setFocus()
    typed(qtbot, form, "30")
    typed(qtbot, form, "20")
    qtbot.keyClick(form.table, Qt.Key.Key_Return)
    typed(qtbot, form, "10")
    assert [item.text() for item in form.given[:4]] == ["30", "20", "", "10"]
    qtbot.keyClick(form.table, Qt.Key.Key_Return)
    quiet(qtbot, page.workspace)
    assert form.isVisible()
    form.each.setFocus()
    form.each.selectAll()
    qtbot.keyClicks(form.each, "15")
    qtbot.keyClick(form.each, Qt.Key.Key_Return)
    quiet(qtbot, page.workspace)
    assert form.isVisible()
    villages = [u.kind in VILLAGES for u in page.program.units.list()]
    assert [item.text() == "15" for item in form.given] == villages
    assert counts(page.program) == {"": 500}


def test_a_form_opens_with_the_cursor_in_its_first_field(qtbot: QtBot, page: MaterialsPage) -> None:
    page.activateWindow()
    orders = tab(page, qtbot, "订单", OrdersTab)
    page.tabs.list.setFocus()
    qtbot.keyClick(page.tabs.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = dialog(page, qtbot, OrderForm)
    assert orders.desk.isVisible()
    assert form.focusWidget() is form.material


def test_what_was_typed_into_a_handing_out_is_kept(qtbot: QtBot, page: MaterialsPage) -> None:
    receive(page.program, 500)
    stock = tab(page, qtbot, "库存", StockTab)
    stock.buttons["hand_out"].click()
    form = dialog(page, qtbot, HandOutForm)
    form.given[2].setText("70")
    form.note.setText("随车带去")
    form.reject()
    quiet(qtbot, page.workspace)
    stock.buttons["hand_out"].click()
    second = dialog(page, qtbot, HandOutForm)
    assert (second.given[2].text(), second.note.text()) == ("70", "随车带去")
    second.save()
    quiet(qtbot, page.workspace)
    assert page.program.drafts.load("material:hand_out") is None


def chosen(page: MaterialsPage, qtbot: QtBot, made: MovementsTab, row: int) -> MovementRecord:
    qtbot.waitUntil(lambda: made.desk.model.record(row) is not None)
    made.desk.table.selectRow(row)
    record = made.desk.current()
    assert isinstance(record, MovementRecord)
    return record


def test_a_movement_is_corrected_narrowed_and_taken_back(
    qtbot: QtBot, page: MaterialsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(page.program, 500)
    hand_out(page.program, (V1, 300), (V2, 100))
    made = tab(page, qtbot, "出入库", MovementsTab)
    qtbot.waitUntil(lambda: made.desk.told.text() == "共3笔")
    made.filter.put({"unit": V1})
    qtbot.waitUntil(lambda: made.desk.told.text() == "共1笔")
    assert chosen(page, qtbot, made, 0).unit_name == "大石村"
    made.desk.table.setFocus()
    qtbot.keyClick(made.desk.table, Qt.Key.Key_Return)
    form = dialog(page, qtbot, MovementForm)
    form.quantity.setValue(250)
    form.save()
    quiet(qtbot, page.workspace)
    assert counts(page.program) == {"": 150, V1: 250, V2: 100}
    asked: list[str] = []
    monkeypatch.setattr(forms, "ask", lambda _over, said, *_more: asked.append(said) or True)
    made.filter.put({})
    qtbot.waitUntil(lambda: made.desk.told.text() == "共3笔")
    chosen(page, qtbot, made, 2)
    made.remove.click()
    quiet(qtbot, page.workspace)
    assert "不能删除" in page.bar.label.text()  # the receipt: units have it
    chosen(page, qtbot, made, 0)
    with qtbot.waitActive(page):  # the form that closed took the window's place
        page.activateWindow()
    made.desk.table.setFocus()
    qtbot.keyClick(made.desk.table, Qt.Key.Key_Delete)
    quiet(qtbot, page.workspace)
    assert counts(page.program) == {"": 250, V1: 250}
    assert len(asked) == 2


def test_the_office_can_be_chosen_in_the_filter(qtbot: QtBot, page: MaterialsPage) -> None:
    receive(page.program, 500)
    hand_out(page.program, (V1, 300))
    made = tab(page, qtbot, "出入库", MovementsTab)
    made.filter.put({"unit": "office", "period": "month", "kind": K.RECEIVED.value})
    qtbot.waitUntil(lambda: made.desk.told.text() == "共1笔")
    assert chosen(page, qtbot, made, 0).kind is K.RECEIVED
