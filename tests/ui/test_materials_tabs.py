"""宣传物料 in the window: orders, what hangs, the catalogue, papers, who may what, trouble."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.materials import OrderFields
from antifraud_desktop.rules.permissions import permissions_of
from antifraud_desktop.vocabulary import MovementKind, Role
from tests.materials.conftest import FIRST, V1, hand_out, moved, receive
from tests.ui.materials_office import cell, dialog, page, tab
from tests.ui.office import DAY
from tests.ui.windows import quiet
from ui.care import ledgers_due
from ui.dialogs.material_movement import MovementForm
from ui.dialogs.material_order import OrderForm
from ui.dialogs.material_sort import MaterialSortForm
from ui.dialogs.material_span import SpanForm
from ui.pages.materials.hanging_tab import HangingTab
from ui.pages.materials.orders_tab import OrdersTab
from ui.pages.materials.page import MaterialsPage
from ui.pages.materials.stock_tab import StockTab
from ui.workspace import Workspace

__all__ = ["page"]
K = MovementKind


def test_an_order_is_entered_comes_in_parts_and_is_ended(qtbot: QtBot, page: MaterialsPage) -> None:
    made = tab(page, qtbot, "订单", OrdersTab)
    assert "新订单" in made.desk.told.text()
    made.new.click()
    form = dialog(page, qtbot, OrderForm)
    form.save()
    quiet(qtbot, page.workspace)
    assert {"printer", "quantity"} <= set(form.form.problems_shown())
    form.printer.setText("青禾印刷厂")
    form.quantity.setValue(1000)
    form.save()
    quiet(qtbot, page.workspace)
    qtbot.waitUntil(lambda: made.desk.model.record(0) is not None)
    made.desk.table.selectRow(0)
    made.receive.click()
    came = dialog(page, qtbot, MovementForm)
    assert (came.quantity.value(), came.order.currentIndex()) == (1000, 1)
    came.quantity.setValue(400)
    came.save()
    quiet(qtbot, page.workspace)
    qtbot.waitUntil(lambda: made.desk.model.index(0, 4).data() == "600张")
    made.end.click()
    quiet(qtbot, page.workspace)
    assert "全部订单" in made.desk.told.text()
    made.filter.put({"state": "all"})
    qtbot.waitUntil(lambda: made.desk.model.index(0, 0).data() == "已结束")


def test_a_late_order_says_by_how_many_days(qtbot: QtBot, page: MaterialsPage) -> None:
    page.program.ledgers.material_orders.save(
        OrderFields("banner", "青禾印刷厂", 60, FIRST, date(2023, 8, 7))
    )
    made = tab(page, qtbot, "订单", OrdersTab)
    qtbot.waitUntil(lambda: made.desk.model.index(0, 0).data() == "⚠ 晚5天")


def test_what_hangs_too_long_is_told_and_comes_down(qtbot: QtBot, page: MaterialsPage) -> None:
    receive(page.program, 20, material="banner")
    put_up = moved(K.PUT_UP, 2, material="banner", place="集市南门")
    service = page.program.ledgers.material_movements
    service.add(replace(put_up, until=date(2023, 8, 9)))
    service.add(replace(put_up, place="村口", until=DAY))
    page.show_day(DAY)
    quiet(qtbot, page.workspace)
    assert "有1处张挂已经到期" in page.bar.label.text()
    page.bar.action.click()
    made = tab(page, qtbot, "张挂", HangingTab)
    qtbot.waitUntil(lambda: made.desk.model.index(0, 0).data() == "⚠ 过期3天")
    assert made.desk.model.index(1, 0).data() == "● 今天到期"
    made.desk.table.selectRow(0)
    made.down.click()
    form = dialog(page, qtbot, SpanForm)
    form.first.set_date(date(2023, 7, 1))
    form.save()
    quiet(qtbot, page.workspace)
    assert "早于张挂" in page.bar.label.text()
    (due,) = ledgers_due(page.program)
    assert due.text == "1处张挂已经到期，请安排拆除。"
    page.show_key(due.tab)
    assert page.tabs.current == "张挂"
    made.down.click()
    dialog(page, qtbot, SpanForm).save()
    quiet(qtbot, page.workspace)
    assert service.overdue() == 0
    made.filter.put({"state": "down"})
    qtbot.waitUntil(lambda: made.desk.model.index(0, 0).data() == "✓ 2023-8-12拆除")


def test_orders_and_what_hangs_are_exported_as_they_are_listed(
    qtbot: QtBot, page: MaterialsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title, kind, name in (
        ("订单", OrdersTab, "印制订单"),
        ("张挂", HangingTab, "张挂清单"),
    ):
        path = tmp_path / f"{name}.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, path=path: (str(path), ""))
        tab(page, qtbot, title, kind).export.click()
        quiet(qtbot, page.workspace)
        assert str(path) in page.bar.label.text()
        assert path.exists()
    titles = [item.title for item in page.program.exports.register()]
    assert sorted(titles) == ["印制订单", "张挂清单"]


def test_a_new_sort_of_material_gets_a_column(qtbot: QtBot, page: MaterialsPage) -> None:
    stock = tab(page, qtbot, "库存", StockTab)
    stock.buttons["sorts"].click()
    form = dialog(page, qtbot, MaterialSortForm)
    form.which.setCurrentIndex(0)
    form.name.setText("冰箱贴")
    form.word.setText("个")
    form.save()
    quiet(qtbot, page.workspace)
    assert cell(stock, "镇里库存", "冰箱贴") == "0"


def test_the_ledger_is_issued_and_slips_are_written(
    qtbot: QtBot, page: MaterialsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(page.program, 500)
    hand_out(page.program, (V1, 300))
    stock = tab(page, qtbot, "库存", StockTab)
    stock.issue.click()
    dialog(page, qtbot, SpanForm).save()
    quiet(qtbot, page.workspace)
    assert "已生成宣传物料台账第1期" in page.bar.label.text()
    assert [p.name for p in page.program.folder.exports.glob("*.docx")] == [
        "20230812-宣传物料台账-第1期.docx"
    ]
    path = tmp_path / "领用单.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    stock.slips.click()
    form = dialog(page, qtbot, SpanForm)
    form.save()
    quiet(qtbot, page.workspace)
    assert "没有发放物料" in page.bar.label.text()
    stock.slips.click()
    form = dialog(page, qtbot, SpanForm)
    form.first.set_date(FIRST)
    form.save()
    quiet(qtbot, page.workspace)
    assert path.exists()
    assert str(path) in page.bar.label.text()


def test_who_may_only_read_is_offered_no_step(qtbot: QtBot, workspace: Workspace) -> None:
    given = permissions_of((Role.LEADER,), (Role.LEADER, Role.OPERATOR))
    own = Workspace(replace(workspace.program, permissions=given), DAY)
    page = MaterialsPage(own)
    qtbot.addWidget(page)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, own)
    stock = tab(page, qtbot, "库存", StockTab)
    assert not [b for b in stock.buttons.values() if b.isVisible()]
    assert stock.export.isVisible()
    orders = tab(page, qtbot, "订单", OrdersTab)
    assert not orders.new.isVisible()
    own.close()


def test_trouble_of_the_file_is_told_above_the_sheet(qtbot: QtBot, page: MaterialsPage) -> None:
    page.program.folder.database.rename(page.program.folder.root / "gone.db")
    page.program.close()
    page.tabs.stale()
    quiet(qtbot, page.workspace)
    assert page.bar.isVisible()
    assert page.bar.label.text().startswith("⚠")
