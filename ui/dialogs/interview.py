"""Interviews of units at the bottom: chosen, planned, held, followed up, closed (R19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QTimeEdit, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.consequences import (
    Candidate,
    InterviewHeld,
    InterviewRecord,
    MonthCandidates,
)
from antifraud_desktop.rules.day_words import month_text
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

Done = Callable[[Changes], object]
MORNING = QTime(9, 0)


def told_of(record: InterviewRecord) -> str:
    """Return what an interview is about, for above a form."""
    place = "" if record.rank is None else f"，第{record.rank}名，{record.total}分"
    return f"{record.unit}　{month_text(record.month)}考核{place}"


class PickDialog(DatedForm):
    """A leader picks among units with equal totals, with the reason."""

    def __init__(
        self,
        workspace: Workspace,
        found: MonthCandidates,
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Offer the tied units that have no interview yet."""
        told = (
            f"{month_text(found.month)}有几个单位同分，还要选{found.left}个约谈。"
            "由领导决定，写明理由；没有选中的不约谈，也不计入黄牌。"
        )
        super().__init__(workspace, "选定约谈单位", told, "选定", parent)
        self._found, self._done = found, done
        self.boxes = {c.unit_code: QCheckBox(_candidate(c)) for c in found.candidates if _free(c)}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes.values():
            column.addWidget(box)
        self.form.add_field("units", "约谈哪些单位", holder)
        self.reason = self.add_line("reason", "选定理由")
        self.act = self._save

    def _save(self) -> None:
        codes = [code for code, box in self.boxes.items() if box.isChecked()]
        month, said = self._found.month, self.reason.text()
        consequences = self.workspace.program.evaluations.consequences
        self.run(lambda: consequences.pick(month, codes, said), lambda found: self._done(found[1]))


class PlanDialog(DatedForm):
    """When and where an interview is to be, and who speaks."""

    def __init__(
        self,
        workspace: Workspace,
        record: InterviewRecord,
        names: Sequence[str],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Show what is set already."""
        super().__init__(workspace, "安排约谈", told_of(record), "保存", parent)
        self._record, self._done = record, done
        at = record.planned_at
        self.add_day("planned_at", "日期", at.date() if at else None)
        self.clock = QTimeEdit(QTime(at.hour, at.minute) if at else MORNING)
        self.clock.setDisplayFormat("HH:mm")
        self.form.add_field("time", "时间", self.clock)
        self.place = self.add_line("place", "地点", record.place)
        self.who = self.add_names("interviewer", "约谈人", names, record.interviewer)
        self.act = self._save

    def _save(self) -> None:
        typed = self.clock.time()
        at = datetime.combine(self.day("planned_at"), time(typed.hour(), typed.minute()))
        record, place, who = self._record, self.place.text(), self.who.currentText()
        interviews = self.workspace.program.evaluations.interviews
        self.run(lambda: interviews.plan(record.id, at, place, who, record.version), self._done)


class HoldDialog(DatedForm):
    """The record of an interview that took place; can be corrected until it is closed."""

    def __init__(
        self,
        workspace: Workspace,
        record: InterviewRecord,
        names: Sequence[str],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Show what was entered already."""
        super().__init__(workspace, "登记约谈情况", told_of(record), "保存", parent)
        self._record, self._done, self._key = record, done, f"interview:{record.id}"
        planned = record.planned_at.date() if record.planned_at else None
        self.add_day("held_on", "约谈日期", record.held_on or planned or self.today)
        self.who = self.add_names("interviewer", "约谈人", names, record.interviewer)
        self.attendees = self.add_line(
            "attendees", "参加人", record.attendees, "单位负责人和在场的工作人员。"
        )
        self.problems = self.add_text("problems", "存在问题", 3)
        self.problems.setPlainText(record.problems)
        self.measures = self.add_text("measures", "整改要求", 3)
        self.measures.setPlainText(record.measures)
        self.add_day("measures_due", "整改期限", record.measures_due)
        self.act = self._save
        self.keep_under(self._key)

    def _save(self) -> None:
        given = InterviewHeld(
            held_on=self.day("held_on"),
            interviewer=self.who.currentText(),
            attendees=self.attendees.text(),
            problems=self.problems.toPlainText(),
            measures=self.measures.toPlainText(),
            measures_due=self.maybe("measures_due"),
        )
        record, key = self._record, self._key
        interviews = self.workspace.program.evaluations.interviews
        self.run(lambda: interviews.hold(record.id, given, record.version, key), self._done)


class FollowUpDialog(DatedForm):
    """What became of the measures; with a day the interview is closed."""

    def __init__(
        self,
        workspace: Workspace,
        record: InterviewRecord,
        done: Done,
        parent: QWidget | None,
        *,
        closing: bool,
    ) -> None:
        """Ask for the words, and for the day when it is closed."""
        title, yes = ("办结约谈", "办结") if closing else ("登记整改跟进", "保存")
        told = f"{told_of(record)}\n整改要求：{record.measures}"
        super().__init__(workspace, title, told, yes, parent)
        self._record, self._done, self._closing = record, done, closing
        self.said = self.add_text("follow_up", "整改跟进情况", 4)
        self.said.setPlainText(record.follow_up)
        if closing:
            self.add_day("on", "办结日期", self.today)
        self.act = self._save

    def _save(self) -> None:
        record, said = self._record, self.said.toPlainText()
        interviews = self.workspace.program.evaluations.interviews
        if self._closing:
            on = self.day("on")
            self.run(lambda: interviews.close(record.id, on, said, record.version), self._done)
        else:
            self.run(lambda: interviews.follow_up(record.id, said, record.version), self._done)


class WithdrawInterviewDialog(DatedForm):
    """An interview that should not be: withdrawn with the reason."""

    def __init__(
        self, workspace: Workspace, record: InterviewRecord, done: Done, parent: QWidget | None
    ) -> None:
        """Ask for day and reason."""
        told = f"{told_of(record)}\n撤销后不计入黄牌。约谈和撤销的原因都会保留。"
        super().__init__(workspace, "撤销约谈", told, "撤销约谈", parent)
        self._record, self._done = record, done
        self.reason = self.add_line("reason", "撤销原因")
        self.add_day("on", "撤销日期", self.today)
        self.act = self._save

    def _save(self) -> None:
        record, on, said = self._record, self.day("on"), self.reason.text()
        interviews = self.workspace.program.evaluations.interviews
        self.run(lambda: interviews.withdraw(record.id, on, said, record.version), self._done)


def _free(candidate: Candidate) -> bool:
    return candidate.tied and candidate.interview_id is None


def _candidate(candidate: Candidate) -> str:
    return f"{candidate.unit}（{candidate.total}分）"
