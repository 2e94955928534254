"""考核方案: its versions, what each says, and writing the next one (R15, R17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from antifraud_desktop.records.evaluation import SchemeVersion
from antifraud_desktop.records.evaluation_editions import EditionHead
from antifraud_desktop.records.townships import CampaignRecord
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.day_words import month_text, table_day
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState
from ui.dialogs.scheme import SchemeDialog
from ui.dialogs.scheme_model import WIDTHS, SchemeModel
from ui.messages import MessageBar
from ui.pages.evaluation.parts import follow, row_of, saying
from ui.pages.evaluation.place import MonthPlace, following
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.widgets.scheme_fields import TypedCriterion, typed_criterion
from ui.workspace import Workspace

VERSION_WIDTHS = (60, 160, 120, 90, 100, 110)
MONTHS_AHEAD = 12
RULE = (
    "方案从某个月起执行，已经定稿的月份不受影响。不能考核在档人员、返回人员、未成年人、发案的多少，"
    "不设一票否决；安装数只有登记了上级文件才能考核。"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tab and its form need."""

    versions: tuple[SchemeVersion, ...]
    indicators: tuple[IndicatorRecord, ...]
    campaign: CampaignRecord
    heads: tuple[EditionHead, ...]


class SchemesTab(QWidget):
    """Versions above, the chosen one's criteria below; a new one is written from any of them."""

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._runs = workspace.program.may(Permission.RUN_EVALUATION)
        self._names: dict[str, str] = {}
        self._heads: tuple[EditionHead, ...] = ()
        self._campaign: CampaignRecord | None = None
        self.versions = RowModel(version_columns())
        self.criteria = SchemeModel(self._names)
        self.table = record_table(self.versions, "考核方案的各版", VERSION_WIDTHS)
        self.items = record_table(self.criteria, "考核项目", WIDTHS)
        self.items.setTabKeyNavigation(False)
        self.change = push_button("修改方案…", self.open_newest)
        self.change.setProperty("primary", True)
        self.again = push_button("以这一版为底稿…", self.open_current)
        self.rule, self.told = QLabel(RULE), QLabel()
        for label in (self.rule, self.told):
            label.setWordWrap(True)
            label.setProperty("quiet", True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column_of(row_of(self.change, self.again), self.rule, self.table))
        split.addWidget(column_of(heading("考核项目"), self.items, self.told))
        split.setSizes([220, 340])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)
        for button in (self.change, self.again):
            button.setVisible(self._runs)
        follow(self.table, self._show_current)
        self.table.activated.connect(lambda _index: self.open_current())
        self._show_current()

    def load(self) -> None:
        """Read the versions, and what indicators and months a new one may name."""
        program = self._workspace.program

        def work() -> _Read:
            evaluations, today = program.evaluations, program.clock.today()
            return _Read(
                evaluations.schemes.versions(),
                evaluations.schemes.countable(following(today)),
                program.townships.overview().campaign,
                evaluations.months.editions(),
            )

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: _Read) -> None:
        before = chosen(self.table, SchemeVersion)
        number = before.scheme.number if before else 0
        self._heads, self._campaign = read.heads, read.campaign
        self._names.clear()
        self._names.update({i.code: i.name for i in read.indicators})
        self.versions.set_records(read.versions)
        choose(self.table, read.versions, lambda v: v.scheme.number == number)
        self._show_current()

    def _show_current(self) -> None:
        version = chosen(self.table, SchemeVersion)
        criteria: Sequence[TypedCriterion] = ()
        told = ""
        if version is not None:
            criteria = tuple(typed_criterion(c) for c in version.scheme.criteria)
            told = scheme_told(version)
        self.criteria.arrange(criteria)
        self.told.setText(told)
        newest = version is not None and version == self._newest()
        self.again.setEnabled(version is not None and not newest)
        self.change.setEnabled(bool(self.versions.records))

    def _newest(self) -> SchemeVersion | None:
        return next(iter(self.versions.records), None)

    def begin(self) -> None:
        """Begin what the tab is for."""
        self.open_newest()

    def open_newest(self) -> None:
        """Change the newest version."""
        version = self._newest()
        if version is not None:
            self._open(version)

    def open_current(self) -> None:
        """Write a new version from the chosen one."""
        version = chosen(self.table, SchemeVersion)
        if version is not None:
            self._open(version)

    def _open(self, version: SchemeVersion) -> None:
        newest = self._newest()
        if not self._runs or newest is None or self._campaign is None:
            return
        months = months_to_begin(self._campaign, self._heads, self._workspace.program.clock.today())
        schemes = self._workspace.program.evaluations.schemes
        base = _from(version, newest.scheme.number)
        codes = frozenset(c.code for v in self.versions.records for c in v.scheme.criteria)
        tried = month_to_try(self._heads, self._workspace.program.clock.today())
        saved = saying(self._workspace, self._bar, "已保存新的一版。执行的月份请重新计算。")

        def show(indicators: tuple[IndicatorRecord, ...]) -> None:
            offered = (indicators, months, tried)
            SchemeDialog(self._workspace, base, offered, codes, saved, self).open()

        self._workspace.run(lambda: schemes.countable(months[0]), show, self._bar.trouble)


def _from(version: SchemeVersion, number: int) -> SchemeVersion:
    """Return a version as the ground of the one after ``number``."""
    return replace(version, scheme=replace(version.scheme, number=number))


def months_to_begin(
    campaign: CampaignRecord, heads: Sequence[EditionHead], today: date
) -> tuple[date, ...]:
    """Return the months a new version may begin with: after the last frozen one."""
    frozen = [h.month for h in heads if h.state is EvaluationState.FROZEN]
    month = following(max(frozen)) if frozen else campaign.start.replace(day=1)
    last, found = today.replace(day=1), []
    for _step in range(MONTHS_AHEAD):
        last = following(last)
    while month <= last:
        found.append(month)
        month = following(month)
    return tuple(found)


def month_to_try(heads: Sequence[EditionHead], today: date) -> date:
    """Return the month a scheme's effect is shown on: the last computed one that is over."""
    running = today.replace(day=1)
    over = [head.month for head in heads if head.month < running]
    return max(over, default=running)


def version_columns() -> tuple[Column[SchemeVersion], ...]:
    """Return the columns of versions."""
    return (
        Column("版次", lambda v: f"第{v.scheme.number}版"),
        Column("名称", lambda v: v.scheme.name),
        Column("执行月份", lambda v: f"{month_text(v.scheme.valid_from)}起"),
        Column("修改人", lambda v: v.set_by),
        Column("修改日期", lambda v: table_day(v.set_at.astimezone().date())),
        Column("使用", lambda v: "■ 已有定稿" if v.used else "○ 还没有定稿"),
        Column("修改原因", lambda v: v.reason),
    )


def scheme_told(version: SchemeVersion) -> str:
    """Return what holds for all of a scheme."""
    scheme = version.scheme
    cost = "，".join(f"{d.name}每次扣{d.points}分" for d in scheme.deductions)
    return (
        f"末位约谈{scheme.bottom}个单位，异议期{scheme.objection_days}天。{cost}。"
        "不适用的项目不计分，权重按比例摊到该单位的其他项目。"
    )
