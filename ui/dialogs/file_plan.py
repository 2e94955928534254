"""安排随访: how often, or on which days; a running plan is replaced or ended with a reason."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QInputDialog, QSpinBox, QWidget

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.visits import FollowUp, NewPlan
from ui.dialogs.file_form import FileForm
from ui.widgets.date_field import read_date
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

EVERY, ON_DAYS = "every", "days"
USUAL, LONGEST = 30, 366
_BETWEEN = re.compile(r"[,，、;；\s]+")


class PlanDialog(FileForm):
    """One rhythm or set days; what the follow-up stands at is told above."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Lay the form out and read the plan that runs."""
        super().__init__(workspace, view.file_id, "plan", "安排随访", parent)
        self.resize(580, 430)
        self._plan = view.plan
        self._version: int | None = None
        self.stands = self.form.add_note(f"{view.person.name}　{view.person.unit_name}")
        self.how = self.add_choice("how", "方式", {EVERY: "每隔几天一次", ON_DAYS: "约定几个日期"})
        self.every = QSpinBox()
        self.every.setRange(1, LONGEST)
        self.every.setValue(USUAL)
        self.every.setSuffix(" 天")
        self.form.add_field("every_days", "间隔", self.every)
        self.every.valueChanged.connect(self.form.touch)
        self.days = self.add_line("days", "日期", "用逗号隔开", "如 9.1，9.15，10.8")
        self.starts = self.add_day("starts_on", "从哪天起")
        self.starts.set_date(self.today)
        self.reason = self.add_line("reason", "更换原因", "原计划到今天结束，历程里保留")
        self.form.show_field("reason", shown=view.plan is not None)
        self.stop = push_button("结束计划…", self._end)
        self.stop.setAutoDefault(False)
        self.stop.setEnabled(False)
        self.box.addButton(self.stop, self.box.ButtonRole.DestructiveRole)
        self.how.currentIndexChanged.connect(self._show_how)
        self._show_how()
        self.take_up()
        plans = workspace.program.plans
        workspace.run(lambda: plans.follow_up(view.file_id), self._show_stand, self.fail)

    def _show_how(self) -> None:
        every = self.how.currentData() == EVERY
        self.every.setEnabled(every)
        self.days.setEnabled(not every)

    def _show_stand(self, stand: FollowUp) -> None:
        running = next((p for p in stand.plans if p.ended_on is None), None)
        told = "现在没有随访计划。"
        if running is not None:
            self._version = running.version
            self.stop.setEnabled(True)
            rhythm = f"每{running.every_days}天一次" if running.every_days else _said(running.days)
            told = f"现在的计划：{rhythm}。"
        due = f"下次应在{stand.next_due:%Y-%m-%d}。" if stand.next_due else ""
        tried = f"未遇{stand.failed_since}次。" if stand.failed_since else ""
        self.stands.setText(f"{self.stands.text()}\n{told}{due}已走访{stand.done}次。{tried}")

    def plan(self) -> NewPlan:
        """Return the plan as it stands; Invalid for dates nobody can read."""
        starts = self.starts.date()
        wrong: list[Problem] = []
        if starts is None:
            wrong.append(_wrong("starts_on", "请填写从哪天起"))
        days: list[date] = []
        if self.how.currentData() == ON_DAYS:
            for word in filter(None, _BETWEEN.split(self.days.text().strip())):
                day = read_date(word, self.today)
                if day is None:
                    wrong.append(_wrong("days", f"看不懂日期“{word}”，可写成 9.1"))
                else:
                    days.append(day)
        if wrong or starts is None:
            raise Invalid(tuple(wrong))
        return NewPlan(
            starts_on=starts,
            every_days=self.every.value() if self.how.currentData() == EVERY else None,
            days=tuple(days),
            reason=self.reason.text().strip(),
        )

    def save(self) -> None:
        """Set the plan."""
        plans = self.workspace.program.plans
        try:
            plan = self.plan()
        except Invalid as trouble:
            self.fail(trouble)
            return
        self.run(lambda: plans.set(self.file_id, plan)[1])

    def _end(self) -> None:
        plan, version, plans = self._plan, self._version, self.workspace.program.plans
        reason, given = QInputDialog.getText(self, "结束随访计划", "为什么结束：")
        if given and plan is not None and version is not None:
            self.run(lambda: plans.end(plan.plan_id, reason, version))


def _wrong(field: str, text: str) -> Problem:
    return Problem(field, Severity.ERROR, text, "unreadable")


def _said(days: tuple[date, ...]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)
