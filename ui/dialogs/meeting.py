"""A meeting's form: level, day, who was there, agenda and minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import Agenda, MeetingRecord
from antifraud_desktop.vocabulary import MeetingLevel
from ui.dialogs.dated_form import DatedForm
from ui.dialogs.task import Offered
from ui.workspace import Workspace

WIDE, HIGH = 720, 650
LEVELS = tuple((level.value, label_of(level)) for level in MeetingLevel)
TOLD = "议定的事项保存后点“交办事项…”逐项登记，才会提醒和跟踪。"


def draft_key(record: MeetingRecord, agenda: Agenda | None = None) -> str:
    """Return where a meeting's form is kept; one begun from an agenda by its level and day."""
    if agenda is not None:
        return f"meeting:{agenda.level}:{agenda.day.isoformat()}"
    return f"meeting:{record.id}"


class MeetingDialog(DatedForm):
    """A new meeting, with the agenda that was prepared, or one to be changed."""

    def __init__(
        self,
        workspace: Workspace,
        record: MeetingRecord,
        offered: Offered,
        done: Callable[[tuple[int, Changes]], object],
        parent: QWidget | None,
        agenda: Agenda | None = None,
    ) -> None:
        """Fill the form."""
        title = "修改会议" if record.id else "登记会议"
        super().__init__(workspace, title, TOLD, "保存", parent)
        self.resize(WIDE, HIGH)
        self._record, self._done = record, done
        new = record.id == 0
        self.level = self.add_choice("level", "会议", LEVELS, record.level)
        self.add_day("day", "日期", self.today if new else record.day)
        self.chair = self.add_names("chair", "主持人", offered.names(), record.chair)
        self.attendees = self.add_text("attendees", "参会人员", 2)
        self.attendees.setPlainText(record.attendees)
        self.agenda = self.add_text("agenda", "议题", 7)
        self.agenda.setPlainText(record.agenda)
        self.minutes = self.add_text("minutes", "会议内容", 6, "写工作，不写群众的个人信息。")
        self.minutes.setPlainText(record.minutes)
        self.act = self._save
        self._key = draft_key(record, agenda)
        if agenda is not None:
            self.level.setCurrentIndex(max(self.level.findData(agenda.level.value), 0))
            self._days["day"][0].set_date(agenda.day)
            self.agenda.setPlainText(agenda.text)
        self.keep_under(self._key)

    def _save(self) -> None:
        record = replace(
            self._record,
            level=MeetingLevel(str(self.level.currentData())),
            day=self.day("day"),
            chair=self.chair.currentText(),
            attendees=self.attendees.toPlainText(),
            agenda=self.agenda.toPlainText(),
            minutes=self.minutes.toPlainText(),
        )
        meetings, key = self.workspace.program.ledgers.meetings, self._key
        self.run(lambda: meetings.save(record, key), self._done)
