"""时间与文书: the numbers and texts rules and documents use (R1, R5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.townships import CampaignSettings
from antifraud_desktop.vocabulary import ReportingRhythm
from ui.dialogs.incident_fields import MONEY
from ui.figure_text import NotAFigureError, figure_text, read_figure
from ui.messages import MessageBar
from ui.pages.settings.saving import save_form, with_button
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
TEXTS = (
    ("issuer", "发文机关"),
    ("report_to", "报"),
    ("send_to", "送"),
    ("copy_to", "发"),
)
NUMBERS: Mapping[str, tuple[str, int, int]] = {
    "spike_factor": ("超过平时几倍时提示", 2, 50),
    "spike_days": ("“平时”看近几天", 3, 60),
    "first_number": ("日报从第几期起编", 1, 9999),
    "accountability_days": ("发案后几天内落实责任", 1, 365),
}
AMOUNTS = (
    ("interview_loss", "损失多少起约谈"),
    ("listing_loss", "损失多少起挂牌整治"),
)
AMOUNT_HINT = "元，学校、机关发案损失达到即列入；留空表示不设"
TIMES = (
    ("deadline", "报送截止"),
    ("reminder_time", "催报提醒"),
    ("bulletin_time", "通报时间"),
)


class RulesTab(QWidget):
    """One form; a change counts from today on."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._shown: dict[str, str] | None = None
        self.form = RecordForm()
        self.times = {key: QTimeEdit() for key, _label in TIMES}
        for key, label in TIMES:
            self.times[key].setDisplayFormat("HH:mm")
            self.form.add_field(key, label, self.times[key])
        self.rhythm, self.weekday = QComboBox(), QComboBox()
        for rhythm in ReportingRhythm:
            self.rhythm.addItem(label_of(rhythm), rhythm)
        self.weekday.addItems(WEEKDAYS)
        self.form.add_field("rhythm_after", "三个月之后", self.rhythm)
        self.form.add_field("weekly_day", "每周报送日", self.weekday)
        self.numbers = {key: QSpinBox() for key in NUMBERS}
        for key, (label, least, most) in NUMBERS.items():
            self.numbers[key].setRange(least, most)
            self.form.add_field(key, label, self.numbers[key])
        self.amounts = {key: QLineEdit() for key, _label in AMOUNTS}
        for key, label in AMOUNTS:
            self.form.add_field(key, label, self.amounts[key], AMOUNT_HINT)
        self.texts = {key: QLineEdit() for key, _label in TEXTS}
        for key, label in TEXTS:
            self.form.add_field(key, label, self.texts[key])
        self.tomorrow = QPlainTextEdit()
        self.tomorrow.setMaximumHeight(90)
        self.tomorrow.setTabChangesFocus(True)
        self.form.add_field("tomorrow", "明日要求（每行一条）", self.tomorrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(with_button(self.form, "保存，自今日起生效", self.save))

    def load(self) -> None:
        """Read the settings of the working date."""
        townships, day = self._workspace.program.townships, self._workspace.day
        self._workspace.run(lambda: townships.settings(day), self._show)

    def is_typed(self) -> bool:
        """Say whether the form holds what is not saved."""
        return self._shown is not None and self._shown != self.form.typed()

    def _show(self, settings: CampaignSettings) -> None:
        """Show what is saved; a form somebody is typing in is left alone."""
        if self.is_typed():
            return
        for key, edit in self.times.items():
            value: time = getattr(settings, key)
            edit.setTime(QTime(value.hour, value.minute, value.second))
        self.rhythm.setCurrentIndex(self.rhythm.findData(settings.rhythm_after))
        self.weekday.setCurrentIndex(settings.weekly_day)
        for key, spin in self.numbers.items():
            spin.setValue(getattr(settings, key))
        for key, line in self.amounts.items():
            fen = getattr(settings, key)
            line.setText(figure_text(fen, MONEY) if fen else "")
        for key, line in self.texts.items():
            line.setText(getattr(settings, key))
        self.tomorrow.setPlainText("\n".join(settings.tomorrow))
        self._shown = self.form.typed()

    def save(self) -> None:
        """Save times, numbers and texts from today on."""
        values = self._values()
        amounts, wrong = self._amounts()
        if wrong:
            self.form.show_problems(wrong)
            self._bar.tell("还没有保存，请看标红的地方。", "bad")
            return
        values |= amounts
        program = self._workspace.program
        day = program.clock.today()

        def saved() -> None:
            self._shown = None
            self._bar.tell("已保存，自今日起生效；以前的日子不受影响。")

        save_form(
            self._workspace,
            self.form,
            self._bar,
            lambda: program.townships.change_settings(values, day),
            saved,
        )

    def _amounts(self) -> tuple[dict[str, int], tuple[Problem, ...]]:
        """Return the amounts in 分 and what cannot be read of them."""
        found: dict[str, int] = {}
        wrong: list[Problem] = []
        for key, line in self.amounts.items():
            try:
                found[key] = read_figure(line.text(), MONEY) or 0
            except NotAFigureError as error:
                wrong.append(Problem(key, Severity.ERROR, str(error)))
        return found, tuple(wrong)

    def _values(self) -> dict[str, object]:
        values: dict[str, object] = {
            key: edit.time().toPython() for key, edit in self.times.items()
        }
        values["rhythm_after"] = ReportingRhythm(self.rhythm.currentData())
        values["weekly_day"] = self.weekday.currentIndex()
        values |= {key: spin.value() for key, spin in self.numbers.items()}
        values |= {key: line.text().strip() for key, line in self.texts.items()}
        lines = self.tomorrow.toPlainText().splitlines()
        values["tomorrow"] = tuple(line.strip() for line in lines if line.strip())
        return values
