"""The checklist of signs that somebody was deceived, sold or is held, and the places of help."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.assistance import AssistanceView, HelpTexts, ReferralText
from ui.clipboard import copy_text
from ui.dialogs.file_form import FileForm
from ui.dialogs.short_form import ShortForm
from ui.pages.assistance.forms import needed
from ui.workspace import Workspace


class SignsDialog(ShortForm):
    """``checked`` carries the places of help when there are signs, and what was saved."""

    checked = Signal(object, object)

    def __init__(
        self, workspace: Workspace, view: AssistanceView, texts: HelpTexts, parent: QWidget
    ) -> None:
        """Show the list with what was ticked before."""
        told = "请逐项核对。有一项符合，就按疑似受害人对待：先保护、先求助。"
        super().__init__(workspace, "核对疑似被骗、被拐、被拘禁迹象", told, "保存", parent)
        self._view = view
        before = {sign.code for sign in view.signs}
        self.boxes: dict[str, QCheckBox] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for sign in texts.signs:
            box = self.boxes[sign.code] = QCheckBox(sign.text)
            box.setAccessibleName(sign.text)
            box.setChecked(sign.code in before)
            column.addWidget(box)
        self.form.add_field("signs", "迹象", inside, texts.note)
        self.resize(720, 540)

    def save(self) -> None:
        """Keep what is ticked."""
        codes = tuple(code for code, box in self.boxes.items() if box.isChecked())
        assistance, view = self.workspace.program.assistance, self._view
        self.run(lambda: assistance.check_signs(view.file_id, codes, view.version), self._saved)

    def _saved(self, saved: tuple[tuple[ReferralText, ...], Changes]) -> None:
        self.checked.emit(*saved)


class HelpDialog(FileForm):
    """The places of help with what to say there; that one was called in is noted at once."""

    def __init__(
        self, workspace: Workspace, view: AssistanceView, texts: HelpTexts, parent: QWidget
    ) -> None:
        """Show the first place."""
        super().__init__(workspace, view.file_id, "assistance:refer", "求助渠道", parent)
        self._version = view.version
        self._places = {place.code: place for place in texts.referrals}
        self.resize(680, 560)
        if view.signs:
            self.form.add_note(f"⚠ {texts.recommendation}")
        self.place = self.add_choice(
            "place", "渠道", {place.code: place.title for place in texts.referrals}
        )
        self.shown = QLabel()
        self.shown.setWordWrap(True)
        self.form.add_field("text", "怎样联系", self.shown)
        self.copy = QPushButton("复制这段文字")
        self.copy.setAutoDefault(False)
        self.form.add_field("copy", "转给家属", self.copy, texts.note)
        self.on = self.add_day("on", "求助日期")
        self.on.set_date(self.today)
        self.note = self.add_text("note", "求助结果", 2, "已经求助的填，例如：已报案，有受案回执")
        self.keep.setText("登记已求助")
        self.keep.setAccessibleName("登记已求助")
        self.place.currentIndexChanged.connect(lambda _n: self._show())
        self.copy.clicked.connect(lambda _c=False: copy_text(self.words()))
        self._show()
        self.take_up()

    def words(self) -> str:
        """Return the place as it is handed to the family; nothing of the person in it."""
        place = self._places[str(self.place.currentData())]
        return f"{place.title}\n电话：{place.contact}\n什么时候：{place.when}\n{place.text}"

    def _show(self) -> None:
        self.shown.setText(self.words())

    def save(self) -> None:
        """Note that help was called in."""
        day, note = needed(self, "on", self.on), self.note.toPlainText()
        if day is None:
            return
        assistance, code = self.workspace.program.assistance, str(self.place.currentData())
        number, version = self.file_id, self._version
        self.run(lambda: assistance.refer(number, code, day, note, version))
