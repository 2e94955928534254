"""Handing one material to several units in one go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.materials import HandOut
from antifraud_desktop.vocabulary import UnitKind
from ui.dialogs.material_lists import MaterialLists, material_box, quantity_box
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.widgets.pieces import column_of, push_button
from ui.workspace import Workspace

KEY, SHARES = "material:hand_out", "shares"
UNIT, THERE, GIVEN = range(3)
WIDTHS = (180, 120, 110)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
VILLAGES = frozenset({UnitKind.VILLAGE, UnitKind.COMMUNITY})


class SharesTable(QTableWidget):
    """Enter goes on to the next unit, as in a spreadsheet; it never hands out."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on below when a number was typed."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if hint is not QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self._step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on below a cell nothing was typed into."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif self.state() is not QTableWidget.State.EditingState:  # else its closing goes on
            self._step()

    def _step(self) -> None:
        self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), GIVEN)


class HandOutForm(ShortForm):
    """A table of the units; what is typed beside a unit is handed to it."""

    def __init__(
        self,
        workspace: Workspace,
        lists: MaterialLists,
        done: Callable[[Changes], object],
        parent: QWidget,
        material: str = "",
        unit: str = "",
    ) -> None:
        """Begin with today; ``unit`` is where the cursor stands."""
        super().__init__(
            workspace, "发放物料", "一次可以发给几个单位：在单位后面填数量。", "发放", parent
        )
        self._lists, self._done = lists, done
        self.material = material_box(lists, material)
        self.day = DateField(today=lists.today)
        self.day.set_date(lists.today)
        self.note = QLineEdit()
        self.table = SharesTable(len(lists.units), len(WIDTHS))
        self.table.setHorizontalHeaderLabels(["单位", "单位现有", "本次发放"])
        self.table.setAccessibleName("各单位数量")
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(230)
        self.table.setTabKeyNavigation(False)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.there = [_item("", typed=False) for _unit in lists.units]
        self.given = [_item("", typed=True) for _unit in lists.units]
        for item in (*self.there, *self.given):
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for row, one in enumerate(lists.units):
            self.table.setItem(row, UNIT, _item(one.name, typed=False))
            self.table.setItem(row, THERE, self.there[row])
            self.table.setItem(row, GIVEN, self.given[row])
        self.each = quantity_box()
        self.each.setAccessibleName("每个单位的数量")
        self.each.setToolTip("回车填入村和社区")
        self.each.installEventFilter(self)
        self.total = QLabel()
        self.total.setWordWrap(True)
        self._lay_out()
        self.material.currentIndexChanged.connect(lambda _n: self._suit())
        self.table.itemChanged.connect(lambda _item: self._count())
        self._suit()
        self.resize(560, 620)
        self.keep_under(KEY)
        self._stand_at(unit)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(QLabel("每个单位"))
        row.addWidget(self.each)
        row.addWidget(push_button("填入村和社区", lambda: self.fill_all(VILLAGES)))
        row.addWidget(push_button("全部填入", self.fill_all))
        row.addWidget(push_button("清空", self.clear_all))
        row.addStretch(1)
        self.form.add_field("material", "物料", self.material)
        self.form.add_field("day", "日期", self.day)
        self.form.add_field(SHARES, "各单位", column_of(row, self.table, self.total))
        self.form.add_field("note", "备注", self.note)

    def _stand_at(self, unit: str) -> None:
        codes = [one.code for one in self._lists.units]
        if codes:
            self.table.setCurrentCell(codes.index(unit) if unit in codes else 0, GIVEN)
            self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in the number for each fill it in; it would hand out what stands there."""
        if (
            watched is self.each
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            self.each.interpretText()
            self.fill_all(VILLAGES)
            return True
        return super().eventFilter(watched, event)

    def fill_all(self, kinds: Collection[UnitKind] = frozenset(UnitKind)) -> None:
        """Put the same number beside every unit of some kinds."""
        text = str(self.each.value()) if self.each.value() else ""
        for cell, unit in zip(self.given, self._lists.units, strict=True):
            if unit.kind in kinds:
                cell.setText(text)

    def clear_all(self) -> None:
        """Take every number away."""
        for cell in self.given:
            cell.setText("")

    def _suit(self) -> None:
        code = str(self.material.currentData() or "")
        self.table.blockSignals(True)
        for cell, unit in zip(self.there, self._lists.units, strict=True):
            cell.setText(str(self._lists.there(code, unit.code)))
        self.table.blockSignals(False)
        self._count()

    def _typed_shares(self) -> dict[str, str]:
        pairs = zip(self._lists.units, self.given, strict=True)
        given = {unit.code: cell.text().strip() for unit, cell in pairs}
        return {code: text for code, text in given.items() if text}

    def _count(self) -> None:
        texts = self._typed_shares().values()
        total = sum(int(text) for text in texts if text.isdecimal())
        code = str(self.material.currentData() or "")
        named = next((m for m in self._lists.materials if m.code == code), None)
        word, office = named.measure_word if named else "", self._lists.there(code)
        said = f"合计{total}{word}，{len(texts)}个单位；镇里现有{office}{word}"
        self.total.setText(f"⚠ {said}，不够" if total > office else said)
        self.touch()

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, the units' numbers among it."""
        return {**super().typed(), SHARES: json.dumps(self._typed_shares(), sort_keys=True)}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept; units that are gone are left out."""
        super().put({key: text for key, text in typed.items() if key != SHARES})
        shares = _kept(typed.get(SHARES, ""))
        for cell, unit in zip(self.given, self._lists.units, strict=True):
            cell.setText(shares.get(unit.code, ""))

    def save(self) -> None:
        """Hand out what is typed; a number that is none is told beside the table."""
        typed = self._typed_shares()
        names = {unit.code: unit.name for unit in self._lists.units}
        wrong = [names[code] for code, text in typed.items() if not text.isdecimal()]
        if wrong:
            said = f"{'、'.join(wrong)}的数量应是整数"
            self.fail(Invalid((Problem(SHARES, Severity.ERROR, said, "number"),)))
            return
        given = HandOut(
            material=str(self.material.currentData() or ""),
            day=self.day.date(),
            shares=tuple((code, int(text)) for code, text in typed.items()),
            note=self.note.text(),
        )
        movements = self.workspace.program.ledgers.material_movements
        self.run(lambda: movements.hand_out(given, KEY), self._done)


def _item(text: str, *, typed: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    made.setFlags(flags | Qt.ItemFlag.ItemIsEditable if typed else flags)
    return made


def _kept(text: str) -> dict[str, str]:
    """Return the numbers of a draft; a damaged one holds none."""
    try:
        return {str(code): str(number) for code, number in json.loads(text).items()}
    except (ValueError, AttributeError):
        return {}
