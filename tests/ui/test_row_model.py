from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.tables.row_model import RECORD_ROLE, SORT_ROLE, Column, RowModel


class Paper(NamedTuple):
    title: str
    number: int


COLUMNS = (
    Column("标题", lambda p: p.title),
    Column("期号", lambda p: f"第{p.number}期", lambda p: p.number, right=True),
)
PAPERS = (Paper("日报", 10), Paper("通报", 9))


def test_records_are_shown_by_their_columns(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RowModel(COLUMNS)
    model.set_records(PAPERS)
    qtmodeltester.check(model)
    assert model.index(0, 1).data() == "第10期"
    assert model.index(1, 0).data(RECORD_ROLE) is PAPERS[1]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "期号"


def test_numbers_sort_as_numbers_and_stand_right(qtbot: QtBot) -> None:
    model = RowModel(COLUMNS)
    model.set_records(PAPERS)
    ranked = sorted(range(2), key=lambda row: model.index(row, 1).data(SORT_ROLE))
    assert ranked == [1, 0]
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 0).data(SORT_ROLE) == "日报"


def test_another_list_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    model = RowModel(COLUMNS)
    model.set_records(PAPERS)
    with qtbot.waitSignal(model.modelReset):
        model.set_records(PAPERS[:1])
    assert model.rowCount() == 1
