"""The columns of an old register with what each is for; what is forbidden cannot be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.register import ColumnRole, RegisterColumn

CHOICES = tuple(role for role in ColumnRole if role is not ColumnRole.FORBIDDEN)


class RegisterColumns(QTreeWidget):
    """Shows each head with its meaning; ``changed`` tells that somebody corrected one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until :meth:`show_columns`."""
        super().__init__(parent)
        self.setAccessibleName("各栏的含义")
        self.setRootIsDecorated(False)
        self.setHeaderLabels(["栏", "表头", "含义"])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self._roles: dict[int, ColumnRole] = {}

    def show_columns(self, columns: tuple[RegisterColumn, ...]) -> None:
        """Show the columns of a sheet."""
        self.clear()
        self._roles = {column.index: column.role for column in columns}
        for column in columns:
            item = QTreeWidgetItem([column.letter, column.head, ""])
            item.setToolTip(1, column.head)
            self.addTopLevelItem(item)
            if column.role is ColumnRole.FORBIDDEN:
                item.setText(2, f"✗ {label_of(column.role)}")
                item.setToolTip(2, "个人信息保护法第六条：与目的无关的不收集；这一栏没有读取。")
            else:
                self.setItemWidget(item, 2, self._choice(column))

    def roles(self) -> dict[int, ColumnRole]:
        """Return what each column is for, by its index."""
        return dict(self._roles)

    def _choice(self, column: RegisterColumn) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"{column.head}的含义")
        for role in CHOICES:
            box.addItem(label_of(role), role)
        box.setCurrentIndex(CHOICES.index(column.role))
        index = column.index
        box.currentIndexChanged.connect(lambda place: self._settle(index, CHOICES[place]))
        return box

    def _settle(self, index: int, role: ColumnRole) -> None:
        self._roles[index] = role
        self.changed.emit()
