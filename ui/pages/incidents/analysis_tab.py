"""分析: a range of days beside last year's, by type, unit, channel, age; what the dailies say."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.records.incidents import IncidentAnalysis, ReportedDifference, Tally
from antifraud_desktop.rules.incident_figures import change_words
from antifraud_desktop.rules.periods import NamedPeriod, days_of
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.incident_fields import money_text
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar
from ui.pages.incidents.bars import Pair, PairBars
from ui.pages.incidents.lines import (
    DIFFERENCE_WIDTHS,
    GROUP_WIDTHS,
    MONTH_WIDTHS,
    NOT_KEPT,
    difference_columns,
    group_columns,
    month_columns,
)
from ui.tables.record_table import record_table
from ui.tables.row_model import RowModel
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

OWN, SIX_MONTHS = "own", "six_months"
PERIODS = (
    (SIX_MONTHS, "近六个月"),
    (NamedPeriod.WEEK.value, "本周"),
    (NamedPeriod.MONTH.value, "本月"),
    (NamedPeriod.LAST_MONTH.value, "上月"),
    (NamedPeriod.YEAR.value, "今年"),
    (NamedPeriod.LAST_YEAR.value, "去年"),
    (OWN, "自选日期"),
)
MONTHS_BACK, TYPES_SHOWN, DOCUMENTS = 5, 6, "documents"
GROUPS = (("type", "诈骗类型"), ("unit", "单位"), ("channel", "渠道"), ("age", "年龄段"))
NOTHING = "这段时间没有登记发案和劝阻。换一段时间，或到“登记”里补登记。"
INSIDE = "窗口里是准确数，只供本办；发出的文书里，分单位、分年龄段不足5起的写“<5”。"
Read = tuple[IncidentAnalysis, tuple[ReportedDifference, ...]]


class AnalysisTab(QWidget):
    """Reads again whenever the range changes."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        today = workspace.program.clock.today()
        self.period = QComboBox()
        self.period.setAccessibleName("时间")
        for value, word in PERIODS:
            self.period.addItem(word, value)
        self.first, self.last = DateField(today=today), DateField(today=today)
        self.first.setAccessibleName("起始日期")
        self.last.setAccessibleName("截止日期")
        self.issue = push_button("生成发案分析", self.issue_analysis)
        self.issue.setProperty("primary", True)
        hide_unless(self.issue, workspace.program.may(Permission.ISSUE_DOCUMENTS))
        self.export = push_button("导出表格…", self.export_sums)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.months = PairBars("各月发案", "本期发案", "去年同月", NOT_KEPT, lying=False)
        self.kinds = PairBars("各类诈骗", "发案", "劝阻", "", lying=True)
        self.by_month = RowModel(month_columns())
        self.groups = {key: RowModel(group_columns(head)) for key, head in GROUPS}
        self.differences = RowModel(difference_columns())
        self.tabs = QTabWidget()
        self._lay_out()
        self._take_period()
        self.period.currentIndexChanged.connect(self._choose_period)
        for field in (self.first, self.last):
            field.changed.connect(self._own_days)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (
            self.period, self.first, QLabel("至"), self.last, self.issue, self.export,
        ):  # fmt: skip
            row.addWidget(part)
        row.addStretch(1)
        charts = QHBoxLayout()
        charts.setSpacing(24)
        charts.addWidget(self.months, 1)
        charts.addWidget(self.kinds, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(record_table(self.by_month, "按月", MONTH_WIDTHS), "按月同比")
        for key, head in GROUPS:
            table = record_table(self.groups[key], f"按{head}", GROUP_WIDTHS)
            self.tabs.addTab(table, f"按{head}")
        table = record_table(self.differences, "与每日报送核对", DIFFERENCE_WIDTHS)
        self.tabs.addTab(table, "与日报核对")
        note = QLabel(INSIDE)
        note.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addLayout(charts)
        column.addWidget(self.tabs, 1)
        column.addWidget(note)

    def _choose_period(self) -> None:
        if self.period.currentData() != OWN:
            self._take_period()
            self.load()

    def _take_period(self) -> None:
        """Put the days of the named period into the fields, none of them to come."""
        today = self._workspace.program.clock.today()
        first, last = _days(str(self.period.currentData()), today)
        self.first.set_date(first)
        self.last.set_date(min(last, today))

    def _own_days(self) -> None:
        self.period.setCurrentIndex(self.period.findData(OWN))
        self.load()

    def _range(self) -> tuple[date, date] | None:
        first, last = self.first.date(), self.last.date()
        if first is None or last is None:
            self._bar.tell("请把起止日期填写完整，如 8.1。", "bad")
            return None
        return first, last

    def load(self) -> None:
        """Read the range's sums and what the daily figures say otherwise."""
        days = self._range()
        if days is None:
            return
        figures = self._workspace.program.ledgers.incident_figures

        def work() -> Read:
            return figures.analysis(*days), figures.differences(*days)

        def done(read: Read) -> None:
            if (self.first.date(), self.last.date()) == days:
                self._show(*read)

        self._workspace.run(work, done, self._bar.trouble)

    def _show(
        self, analysis: IncidentAnalysis, differences: tuple[ReportedDifference, ...]
    ) -> None:
        self.told.setText(_said(analysis) if analysis.total else NOTHING)
        self.months.show_pairs(
            [
                Pair(
                    f"{r.month.month}月",
                    r.now.incidents,
                    None if r.then is None else r.then.incidents,
                )
                for r in analysis.months
            ]
        )
        self.kinds.show_pairs(
            [
                Pair(g.name, g.tally.incidents, g.tally.dissuasions)
                for g in analysis.by_type[:TYPES_SHOWN]
            ]
        )
        self.by_month.set_records(analysis.months)
        for key, groups in (
            ("type", analysis.by_type),
            ("unit", analysis.by_unit),
            ("channel", analysis.by_channel),
            ("age", analysis.by_age),
        ):
            self.groups[key].set_records(groups)
        self.differences.set_records(differences)
        said = f"与日报核对（{len(differences)}）" if differences else "与日报核对 ✓"
        self.tabs.setTabText(self.tabs.count() - 1, said)

    def issue_analysis(self) -> None:
        """Number and freeze the analysis of the range."""
        days = self._range()
        if days is None:
            return
        papers = self._workspace.program.ledgers.incident_papers

        def done(result: tuple[IssuedRecord, Changes]) -> None:
            record, changes = result
            self._workspace.announce(changes)
            self._bar.tell(f"已生成：{record.title}")
            self._bar.offer(
                "到文书查看", lambda: self._workspace.open_page(DOCUMENTS, str(record.id))
            )

        self._workspace.run(lambda: papers.issue_analysis(*days), done, self._bar.trouble)

    def export_sums(self) -> None:
        """Write the range's tables to a workbook the clerk chooses the place of."""
        days = self._range()
        if days is None:
            return
        papers = self._workspace.program.ledgers.incident_papers
        FileOut(self._workspace, self._bar, self).write(
            "导出表格", "发案分析表.xlsx", EXCEL, lambda path: papers.export_sums(*days, path)
        )


def _days(period: str, today: date) -> tuple[date, date]:
    if period == SIX_MONTHS:
        first = today.replace(day=1)
        for _month in range(MONTHS_BACK):
            first = (first - timedelta(days=1)).replace(day=1)
        return first, today
    return days_of(period, today) or (today, today)


def _said(analysis: IncidentAnalysis) -> str:
    now, then = analysis.total, analysis.last_year
    compared = "去年同期登记不全，总数不作同比"
    if then is not None:
        compared = f"发案{change_words(now.incidents, then.incidents, _cases)}"
        loss = change_words(now.loss, then.loss, _yuan, cases=then.incidents)
        compared += f"；损失{loss}"
    return f"{_sums(now)}。{compared}。数字取自台账，不与日报相加。"


def _sums(tally: Tally) -> str:
    return (
        f"发案{tally.incidents}起，损失{money_text(tally.loss)}元；"
        f"劝阻{tally.dissuasions}起，挽回{money_text(tally.saved)}元"
    )


def _cases(number: int) -> str:
    return f"{number}起"


def _yuan(fen: int) -> str:
    return f"{money_text(fen)}元"
