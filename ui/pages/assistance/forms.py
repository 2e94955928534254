"""The forms of return assistance: the team and the wish, what is known now, contact, return."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.assistance import AssistanceFacts, AssistanceView
from antifraud_desktop.vocabulary import AbroadStatus
from ui.dialogs.file_form import FileForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

TEAM = (
    "工作小组按“3+1”：镇干部、民警、村（社区）干部各一人；亲属只有自己愿意才加入。"
    "不得要求亲属劝返、作保、承担责任，不得影响亲属的待遇、入学、参军等。"
)


class FactsForm(FileForm):
    """Begins a person's assistance, or changes its team, wish and help."""

    def __init__(self, workspace: Workspace, view: AssistanceView, parent: QWidget) -> None:
        """Show what is kept; what is masked stays as it is stored while nobody types over it."""
        super().__init__(workspace, view.file_id, "assistance", "协助返回登记", parent)
        self._version = view.version
        self.resize(640, 560)
        self.form.add_note(TEAM)
        self.notified = self.add_day("notified_on", "通知日期", "接到上级通报或本单位上报的日期")
        self.own = self.add_field("reported_by_unit", "来源", QCheckBox("本单位主动发现上报"))
        self.lines = {
            "region": self.add_line("region", "国家或地区", "只写到国家或地区"),
            "township_member": self.add_line("township_member", "镇干部"),
            "police_member": self.add_line("police_member", "民警"),
            "village_member": self.add_line("village_member", "村（社区）干部"),
            "relative": self.add_line("relative", "自愿参加的亲属", "没有就不填；只写称呼"),
        }
        self.volunteered = self.add_field(
            "relative_volunteered", "亲属意愿", QCheckBox("本人自愿，随时可以退出")
        )
        self.since = self.add_day("relative_since", "表示自愿的日期")
        self.notes = {
            "wish": self.add_text("wish", "本人意愿"),
            "help_needed": self.add_text("help_needed", "需要的帮助"),
            "help_given": self.add_text("help_given", "已提供的帮助"),
        }
        self._fill(view)
        self.take_up()

    def _fill(self, view: AssistanceView) -> None:
        self.form.begin_filling()
        self.notified.set_date(view.notified_on)
        self.own.setChecked(view.reported_by_unit)
        for name, line in self.lines.items():
            line.setText(str(getattr(view, name)) if getattr(view, name) else "")
        self.volunteered.setChecked(view.relative_since is not None)
        self.since.set_date(view.relative_since)
        for name, box in self.notes.items():
            box.setPlainText(str(getattr(view, name)))
        self.form.end_filling()

    def save(self) -> None:
        """Save the entry."""
        notified = needed(self, "notified_on", self.notified)
        if notified is None:
            return
        given = AssistanceFacts(
            notified_on=notified,
            reported_by_unit=self.own.isChecked(),
            relative_volunteered=self.volunteered.isChecked(),
            relative_since=self.since.date(),
            **{name: line.text() for name, line in self.lines.items()},
            **{name: box.toPlainText() for name, box in self.notes.items()},
        )
        assistance, number, version = self.workspace.program.assistance, self.file_id, self._version
        self.run(lambda: assistance.save(number, given, version))


class StatusForm(FileForm):
    """What is known of the person now, and from where."""

    def __init__(self, workspace: Workspace, view: AssistanceView, parent: QWidget) -> None:
        """Offer every status but the return, which has its own form."""
        super().__init__(workspace, view.file_id, "assistance:status", "情况变化", parent)
        self._version = view.version
        self.form.add_note("没有公安机关文书，不写此人从事诈骗等违法活动，只写看到、听到的情况。")
        choices = {s.value: label_of(s) for s in AbroadStatus if s is not AbroadStatus.RETURNED}
        self.status = self.add_choice("status", "现在的情况", choices)
        self.status.setCurrentIndex(max(0, self.status.findData(view.status.value)))
        self.reason = self.add_text("reason", "怎样知道的", 3, "例如：8月10日家属来电说明")
        self.take_up()

    def save(self) -> None:
        """Save what is known."""
        status, reason = AbroadStatus(self.status.currentData()), self.reason.toPlainText()
        assistance, number, version = self.workspace.program.assistance, self.file_id, self._version
        self.run(lambda: assistance.set_status(number, status, reason, version))


class ContactForm(FileForm):
    """A line of the log of contacts."""

    def __init__(self, workspace: Workspace, view: AssistanceView, parent: QWidget) -> None:
        """Begin with today."""
        super().__init__(workspace, view.file_id, "assistance:contact", "记联系", parent)
        self._version = view.version
        self.form.add_note("联系以了解安危、提供帮助为主，不威胁、不许诺，不公开本人信息。")
        self.day = self.add_day("on", "日期")
        self.day.set_date(self.today)
        self.text = self.add_text("text", "联系情况", 4, "谁联系的、本人说了什么、需要什么")
        self.take_up()

    def save(self) -> None:
        """Save the line."""
        day, text = needed(self, "on", self.day), self.text.toPlainText()
        if day is None:
            return
        assistance, number, version = self.workspace.program.assistance, self.file_id, self._version
        self.run(lambda: assistance.add_contact(number, day, text, version))


class ReturnForm(FileForm):
    """The person came back."""

    def __init__(self, workspace: Workspace, view: AssistanceView, parent: QWidget) -> None:
        """Begin with today."""
        super().__init__(workspace, view.file_id, "assistance:return", "登记返回", parent)
        self.resize(600, 360)
        self._version = view.version
        self.form.add_note(
            "返回不等于违法。要建“境外返回人员”档案，须另有依据（公安书面通知、本人申请等）。"
            "需要安置、就医、法律援助的，请继续提供；没有要办的事了，到档案里结案。"
        )
        self.day = self.add_day("on", "返回日期")
        self.day.set_date(self.today)
        self.note = self.add_text("note", "怎样返回的", 3, "例如：由使馆协助回国，家属接回")
        self.take_up()

    def save(self) -> None:
        """Save the return."""
        day, note = needed(self, "on", self.day), self.note.toPlainText()
        if day is None:
            return
        assistance, number, version = self.workspace.program.assistance, self.file_id, self._version
        self.run(lambda: assistance.returned(number, day, note, version))


def needed(form: FileForm, key: str, field: DateField) -> date | None:
    """Return a date that must be there; without one say so at its field."""
    day = field.date()
    if day is None:
        form.fail(Invalid((Problem(key, Severity.ERROR, "请填写日期，如 8.12", "required"),)))
    return day
