"""系统: the township, its times and texts, reporting days, password, appearance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QTimeEdit,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.townships import CampaignSettings, TownshipRecord
from antifraud_desktop.vocabulary import ReportingRhythm
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.settings.about import about
from ui.pages.settings.calendar_tab import CalendarTab
from ui.pages.settings.history_tab import HistoryTab
from ui.pages.settings.password_tab import PasswordTab
from ui.pages.settings.saving import tell_at, with_button
from ui.preferences import Appearance
from ui.theme import SCALES, Mode
from ui.widgets.date_field import DateField
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
TEXTS = (
    ("issuer", "发文机关"),
    ("report_to", "报"),
    ("send_to", "送"),
    ("copy_to", "发"),
)
TIMES = (
    ("deadline", "报送截止"),
    ("reminder_time", "催报提醒"),
    ("bulletin_time", "通报时间"),
)


class SettingsPage(Page):
    """Every number a rule uses; a change counts from today on and is audited."""

    title = "系统"
    icon_name = "settings"
    help_topic = "settings"

    appearance_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        appearance: Appearance | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.appearance = appearance or Appearance()
        self._record: TownshipRecord | None = None
        self.bar = MessageBar()
        self.tabs = QTabWidget()
        self.calendar = CalendarTab(workspace, self.bar)
        self.history = HistoryTab(workspace)
        self.password = PasswordTab(workspace, self.bar)
        self._shown: dict[RecordForm, object] = {}
        for title, tab in (
            ("乡镇与行动", self._township_tab()),
            ("时间与文书", self._rules_tab()),
            ("报送日与豁免", self.calendar),
            ("修改记录", self.history),
            ("密码", self.password),
            ("外观", self._appearance_tab()),
            ("关于", about()),
        ):
            self.tabs.addTab(tab, title)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def show_day(self, day: date) -> None:
        """Read what is valid on a day."""
        program = self.workspace.program
        self.workspace.run(
            lambda: (program.townships.overview(), program.townships.settings(day)), self._show
        )
        self.calendar.load()
        self.history.load()

    def refresh(self, changes: Changes) -> None:
        """Read again what was saved."""
        if changes.settings:
            self.show_day(self.workspace.day)
        elif changes.calendar or changes.units:
            self.calendar.load()

    def _township_tab(self) -> QWidget:
        self.township = RecordForm()
        self.name, self.campaign = QLineEdit(), QLineEdit()
        self.start, self.until, self.end = DateField(), DateField(), DateField()
        self.township.add_field("name", "乡镇名称", self.name)
        self.township.add_field("campaign", "专项行动", self.campaign)
        self.township.add_field("start", "行动开始", self.start)
        self.township.add_field("daily_until", "每日报送至", self.until)
        self.township.add_field("end", "行动结束（可不填）", self.end)
        return with_button(self.township, "保存乡镇与行动", self.save_township)

    def _rules_tab(self) -> QWidget:
        self.rules = RecordForm()
        self.times = {key: QTimeEdit() for key, _label in TIMES}
        for key, label in TIMES:
            self.times[key].setDisplayFormat("HH:mm")
            self.rules.add_field(key, label, self.times[key])
        self.rhythm, self.weekday = QComboBox(), QComboBox()
        for rhythm in ReportingRhythm:
            self.rhythm.addItem(label_of(rhythm), rhythm)
        self.weekday.addItems(WEEKDAYS)
        self.rules.add_field("rhythm_after", "三个月之后", self.rhythm)
        self.rules.add_field("weekly_day", "每周报送日", self.weekday)
        self.numbers = {key: QSpinBox() for key in ("spike_factor", "spike_days", "first_number")}
        for key, label, least, most in (
            ("spike_factor", "超过平时几倍时提示", 2, 50),
            ("spike_days", "“平时”看近几天", 3, 60),
            ("first_number", "日报从第几期起编", 1, 9999),
        ):
            self.numbers[key].setRange(least, most)
            self.rules.add_field(key, label, self.numbers[key])
        self.texts = {key: QLineEdit() for key, _label in TEXTS}
        for key, label in TEXTS:
            self.rules.add_field(key, label, self.texts[key])
        self.tomorrow = QPlainTextEdit()
        self.tomorrow.setMaximumHeight(90)
        self.tomorrow.setTabChangesFocus(True)
        self.rules.add_field("tomorrow", "明日要求（每行一条）", self.tomorrow)
        return with_button(self.rules, "保存，自今日起生效", self.save_rules)

    def _appearance_tab(self) -> QWidget:
        form = RecordForm()
        self.mode, self.scale = QComboBox(), QComboBox()
        self.mode.addItem("浅色", Mode.LIGHT.value)
        self.mode.addItem("深色", Mode.DARK.value)
        for scale in SCALES:
            self.scale.addItem(f"{scale}%", scale)
        self.mode.setCurrentIndex(self.mode.findData(self.appearance.mode))
        self.scale.setCurrentIndex(self.scale.findData(self.appearance.scale))
        form.add_field("mode", "颜色", self.mode)
        form.add_field("scale", "字号", self.scale)
        for box in (self.mode, self.scale):
            box.currentIndexChanged.connect(lambda _n: self._appear())
        return form

    def _show(self, read: tuple[TownshipRecord, CampaignSettings]) -> None:
        """Show what is saved; a form somebody is typing in is left alone."""
        self._record, settings = read
        if self._shown.get(self.township) in (None, self._township_values()):
            self._fill_township(self._record)
        if self._shown.get(self.rules) in (None, self._rule_values()):
            self._fill_rules(settings)

    def _fill_township(self, record: TownshipRecord) -> None:
        campaign = record.campaign
        self.name.setText(record.name)
        self.campaign.setText(campaign.name)
        self.start.set_date(campaign.start)
        self.until.set_date(campaign.daily_until)
        self.end.set_date(campaign.end)
        self._shown[self.township] = self._township_values()

    def _township_values(self) -> object:
        dates = tuple(field.line.text() for field in (self.start, self.until, self.end))
        return (self.name.text(), self.campaign.text(), *dates)

    def _fill_rules(self, settings: CampaignSettings) -> None:
        for key, edit in self.times.items():
            value: time = getattr(settings, key)
            edit.setTime(QTime(value.hour, value.minute, value.second))
        self.rhythm.setCurrentIndex(self.rhythm.findData(settings.rhythm_after))
        self.weekday.setCurrentIndex(settings.weekly_day)
        for key, spin in self.numbers.items():
            spin.setValue(getattr(settings, key))
        for key, line in self.texts.items():
            line.setText(getattr(settings, key))
        self.tomorrow.setPlainText("\n".join(settings.tomorrow))
        self._shown[self.rules] = self._rule_values()

    def save_township(self) -> None:
        """Save the township and its campaign."""
        start, until = self.start.date(), self.until.date()
        if self._record is None or start is None or until is None or self.end.is_wrong():
            self.bar.tell("请把日期填写完整，如 2023-8-1。", "bad")
            return
        campaign = replace(
            self._record.campaign,
            name=self.campaign.text(),
            start=start,
            daily_until=until,
            end=self.end.date(),
        )
        record = replace(self._record, name=self.name.text(), campaign=campaign)
        townships = self.workspace.program.townships
        self._save(self.township, lambda: townships.save(record), "已保存。")

    def save_rules(self) -> None:
        """Save times, numbers and texts from today on."""
        values = self._rule_values()
        program = self.workspace.program
        day = program.clock.today()
        self._save(
            self.rules,
            lambda: program.townships.change_settings(values, day),
            "已保存，自今日起生效；以前的日子不受影响。",
        )

    def _rule_values(self) -> dict[str, object]:
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

    def _save(self, form: RecordForm, work: Callable[[], Changes], said: str) -> None:
        def done(changes: Changes) -> None:
            form.clear_problems()
            self._shown.pop(form, None)
            self.bar.tell(said)
            self.workspace.announce(changes)

        self.workspace.run(work, done, lambda trouble: tell_at(form, self.bar, trouble))

    def _appear(self) -> None:
        wanted = replace(
            self.appearance, mode=self.mode.currentData(), scale=self.scale.currentData()
        )
        self.appearance = wanted
        self.appearance_wanted.emit(wanted)
