"""The chosen activity beside the list: what it was, its pictures."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import ActivityPictureRecord, ActivityRecord
from antifraud_desktop.records.materials import MaterialRecord
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.activity_picture import PictureDialog
from ui.messages import MessageBar, ask
from ui.pages.activities.lines import told_whole
from ui.tables.record_table import chosen
from ui.tables.row_model import RECORD_ROLE
from ui.widgets.pieces import heading, hide_unless, push_button
from ui.workspace import Workspace

WIDTH, SMALL = 304, 96
PICTURES = "照片 (*.jpg *.jpeg *.png)"
NOBODY = "选一条活动，这里显示内容和照片。"
Read = tuple[
    ActivityRecord,
    tuple[ActivityPictureRecord, ...],
    tuple[IndicatorRecord, ...],
    tuple[MaterialRecord, ...],
]


class ActivityPanel(QWidget):
    """``edit_wanted`` and ``repeat_wanted`` carry the activity, ``series_wanted`` its series."""

    edit_wanted = Signal(object)
    repeat_wanted = Signal(object)
    series_wanted = Signal(str)

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay it out empty; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._wanted: int | None = None
        self.record: ActivityRecord | None = None
        self.title = heading("")
        self.title.setWordWrap(True)
        self.text = QLabel(NOBODY)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QScrollArea()
        inside.setWidget(self.text)
        inside.setWidgetResizable(True)
        inside.setFrameShape(QScrollArea.Shape.NoFrame)
        self.pictures = QListWidget()
        self.pictures.setAccessibleName("活动照片")
        self.pictures.setViewMode(QListWidget.ViewMode.IconMode)
        self.pictures.setIconSize(QSize(SMALL, SMALL))
        self.pictures.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.pictures.setMovement(QListWidget.Movement.Static)
        self.pictures.setFixedHeight(SMALL + 34)
        self.pictures.itemActivated.connect(lambda _i: self.open_picture())
        self.pictures.currentRowChanged.connect(lambda _n: self._enable())
        self.edit = push_button("修改…", lambda: self.edit_wanted.emit(self.record))
        self.repeat = push_button("再办一次…", lambda: self.repeat_wanted.emit(self.record))
        self.series = push_button("看同一系列的活动", self._want_series)
        self.series.hide()
        self.add = push_button("添加照片…", self.choose_pictures)
        self.open = push_button("看大图", self.open_picture)
        self.remove = push_button("删除照片…", self.remove_picture)
        self._lay_out(inside)
        self.setFixedWidth(WIDTH)
        self._show_none()

    def _lay_out(self, inside: QWidget) -> None:
        keeps = self._workspace.program.may(Permission.KEEP_LEDGERS)
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.edit, self.repeat):
            first.addWidget(button)
            hide_unless(button, keeps)
        for button in (self.add, self.open, self.remove):
            second.addWidget(button)
        hide_unless(self.add, keeps)
        hide_unless(self.remove, keeps)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(inside, 1)
        column.addWidget(self.series)
        column.addLayout(first)
        column.addWidget(self.pictures)
        column.addLayout(second)

    def show_activity(self, number: int | None) -> None:
        """Read one activity; an answer for one that is no longer chosen is dropped."""
        self._wanted = number
        if number is None:
            self._show_none()
            return
        program = self._workspace.program
        ledgers = program.ledgers

        def work() -> Read:
            return (
                ledgers.activities.get(number),
                ledgers.activity_pictures.of(number),
                program.indicators.list(),
                ledgers.materials.list(),
            )

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        record, pictures, indicators, materials = read
        if record.id != self._wanted:
            return
        self.record = record
        self.title.setText(record.entry.title)
        self.text.setText(told_whole(record, indicators, materials))
        self.series.setVisible(bool(record.entry.series))
        self.pictures.clear()
        for picture in pictures:
            pixmap = QPixmap()
            pixmap.loadFromData(picture.thumbnail or b"")
            item = QListWidgetItem(QIcon(pixmap), "")
            item.setData(RECORD_ROLE, picture)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, picture.name)
            item.setToolTip(picture.name)
            self.pictures.addItem(item)
        self.pictures.setVisible(bool(pictures))
        self._enable()

    def _show_none(self) -> None:
        self.record = None
        self.title.setText("")
        self.text.setText(NOBODY)
        self.series.hide()
        self.pictures.clear()
        self.pictures.hide()
        self._enable()

    def _enable(self) -> None:
        for button in (self.edit, self.repeat, self.add):
            button.setEnabled(self.record is not None)
        for button in (self.open, self.remove):
            button.setEnabled(self._picture() is not None)

    def _want_series(self) -> None:
        if self.record is not None:
            self.series_wanted.emit(self.record.entry.series)

    def _picture(self) -> ActivityPictureRecord | None:
        return chosen(self.pictures, ActivityPictureRecord)

    def choose_pictures(self) -> None:
        """Add pictures from files; place and camera are left behind."""
        record = self.record
        if record is None:
            return
        paths, _kind = QFileDialog.getOpenFileNames(self, "添加照片", "", PICTURES)
        pictures, number = self._workspace.program.ledgers.activity_pictures, record.id

        def done(made: tuple[int, Changes]) -> None:
            self._workspace.announce(made[1])
            self._bar.tell("照片已添加，拍摄地点和设备信息已去掉。")

        for path in paths:
            self._workspace.run(partial(pictures.add, number, Path(path)), done, self._bar.trouble)

    def open_picture(self) -> None:
        """Show the picture large, inside the program: it is written to no file."""
        picture = self._picture()
        if picture is None:
            return
        pictures = self._workspace.program.ledgers.activity_pictures

        def show(content: bytes) -> None:
            PictureDialog(content, picture.name, self).open()

        self._workspace.run(lambda: pictures.content(picture.id), show, self._bar.trouble)

    def remove_picture(self) -> None:
        """Delete a picture after asking."""
        picture = self._picture()
        if picture is None:
            return
        if ask(self, "删除这张照片？", "删除后不能恢复，活动的记录不变。", "删除"):
            pictures = self._workspace.program.ledgers.activity_pictures
            self._workspace.run(
                lambda: pictures.remove(picture.id), self._workspace.announce, self._bar.trouble
            )
