"""The forms of the children's module. Nothing typed here is kept outside the sealed record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.youth import ReportTo, YouthFields, YouthView
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

Done = Callable[[Changes], object]
TOLD = (
    "只写帮助孩子复学需要的。不写“涉诈”“问题少年”等标签，不写家人的证件号码，"
    "不与任何成年人的档案关联。关闭前没有保存的内容不会留下。"
)
REPORT = (
    "发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险的，应当立即向公安、民政、"
    "教育等部门报告（未成年人保护法第十一条）。紧急的先打110，再来登记。"
)
LINES = ("name", "birth_month", "school", "village", "guardian", "guardian_phone")


class RecordDialog(ShortForm):
    """A new record, or one whose values were opened for correcting."""

    def __init__(
        self,
        workspace: Workspace,
        done: Callable[[tuple[int, Changes]], object],
        parent: QWidget,
        view: YouthView | None = None,
        whole: YouthFields | None = None,
    ) -> None:
        """Lay the form out; ``view`` and ``whole`` come together."""
        super().__init__(workspace, "修改记录" if view else "新建记录", TOLD, "保存", parent)
        self._done, self._view = done, view
        self.lines = {name: QLineEdit() for name in LINES}
        self.left = DateField(today=workspace.program.clock.today())
        titles = (
            ("name", "姓名", ""),
            ("birth_month", "出生年月", "如 2010-05"),
            ("school", "学校", ""),
            ("village", "村（社区）", ""),
            ("guardian", "监护人", "只登记一位联系人"),
            ("guardian_phone", "监护人电话", ""),
        )
        for name, title, hint in titles:
            self.form.add_field(name, title, self.lines[name], hint)
        self.form.add_field("left_on", "离校日期", self.left)
        self.why = self.add_text("why_left", "离校原因", 2, "只写困难，如 家中无人照看")
        self.helped = self.add_text("help_given", "帮扶情况", 2)
        self.resize(600, 560)
        if whole is not None:
            for name, line in self.lines.items():
                line.setText(getattr(whole, name))
            self.left.set_date(whole.left_on)
            self.why.setPlainText(whole.why_left)
            self.helped.setPlainText(whole.help_given)

    def save(self) -> None:
        """Seal the record."""
        if self.left.is_wrong():
            self.fail_with("看不懂离校日期，可写成 2023-6-1，不知道的留空。")
            return
        given = YouthFields(
            left_on=self.left.date(),
            why_left=self.why.toPlainText().strip(),
            help_given=self.helped.toPlainText().strip(),
            **{name: line.text().strip() for name, line in self.lines.items()},
        )
        youth, view = self.workspace.program.youth, self._view
        number, version = (view.record_id, view.version) if view is not None else (0, 0)
        self.run(lambda: youth.save(given, number, version), self._done)


class ReportDialog(ShortForm):
    """A mandatory report that was made."""

    def __init__(self, workspace: Workspace, view: YouthView, done: Done, parent: QWidget) -> None:
        """Begin with today and the police."""
        super().__init__(workspace, "登记强制报告", REPORT, "登记", parent)
        self._done, self._view = done, view
        self.to = QComboBox()
        for place in ReportTo:
            self.to.addItem(label_of(place), place.value)
        self.on = _today(workspace)
        self.by = QLineEdit()
        self.form.add_field("to", "报告给", self.to)
        self.form.add_field("on", "报告日期", self.on)
        self.form.add_field("by", "谁报告的", self.by, "如 未保专干某某、学校班主任")
        self.setMinimumHeight(300)

    def save(self) -> None:
        """Note the report."""
        day = _day(self, self.on)
        if day is None:
            return
        youth, view = self.workspace.program.youth, self._view
        to, by = ReportTo(self.to.currentData()), self.by.text()
        self.run(lambda: youth.report(view.record_id, to, day, by, view.version), self._done)


class OutcomeDialog(ShortForm):
    """What came of a report."""

    def __init__(self, workspace: Workspace, view: YouthView, done: Done, parent: QWidget) -> None:
        """Offer the reports that wait."""
        super().__init__(workspace, "登记报告结果", "", "登记", parent)
        self._done, self._view = done, view
        self.report = QComboBox()
        for report in view.reports:
            if report.is_open:
                said = f"{report.number}. {report.on.isoformat()} {label_of(report.to)}"
                self.report.addItem(said, report.number)
        self.on = _today(workspace)
        self.form.add_field("report", "哪一次报告", self.report)
        self.form.add_field("outcome_on", "答复日期", self.on)
        self.text = self.add_text("outcome", "结果", 3, "如 民政已安排临时照料")
        self.setMinimumHeight(340)

    def save(self) -> None:
        """Note the outcome, which closes the report."""
        day = _day(self, self.on)
        if day is None:
            return
        youth, view = self.workspace.program.youth, self._view
        number, text = int(self.report.currentData()), self.text.toPlainText()
        self.run(lambda: youth.outcome(view.record_id, number, day, text, view.version), self._done)


class BackDialog(ShortForm):
    """The child is back at school."""

    def __init__(self, workspace: Workspace, view: YouthView, done: Done, parent: QWidget) -> None:
        """Begin with today."""
        told = "复学满六个月、强制报告都有结果后，记录到期永久删除。又离校的，可以取消复学登记。"
        super().__init__(workspace, "登记复学", told, "登记", parent)
        self._done, self._view = done, view
        self.on = _today(workspace)
        self.form.add_field("returned_on", "复学日期", self.on)
        self.setMinimumHeight(220)

    def save(self) -> None:
        """Note the return."""
        day = _day(self, self.on)
        if day is not None:
            youth, view = self.workspace.program.youth, self._view
            self.run(lambda: youth.back_at_school(view.record_id, day, view.version), self._done)


def _today(workspace: Workspace) -> DateField:
    today = workspace.program.clock.today()
    field = DateField(today=today)
    field.set_date(today)
    return field


def _day(form: ShortForm, field: DateField) -> date | None:
    day = field.date()
    if day is None:
        form.fail_with("请填写日期，如 8.12。")
    return day
