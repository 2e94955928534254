"""督导整改: what inspections found, from open to verified."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import FindingFilter, FindingRecord, FindingState
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from ui.file_out import EXCEL, FileOut
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.pages.supervision.finding_steps import FindingSteps
from ui.pages.supervision.lines import FINDING_WIDTHS, finding_columns, finding_told
from ui.pages.supervision.parts import (
    STATE,
    UNIT,
    Days,
    lay_out,
    menu_button,
    period_choice,
    period_of,
    reader,
    tell_counts,
    unit_choice,
    unit_options,
)
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

PLACE, DOING = "findings", "doing"
STATES = (
    ("", "全部状态"),
    (DOING, "未销号"),
    *((state.value, label_of(state)) for state in FindingState),
)
NOTHING = "还没有督导记录。下村看过以后点“登记督导…”，把发现的问题、要求和期限写进来。"


class FindingsTab(QWidget):
    """The list; the next right step of the chosen finding is the one that can be pressed."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._findings = workspace.program.ledgers.findings
        self._may = workspace.program.may(Permission.KEEP_LEDGERS)
        self.steps = FindingSteps(workspace, bar, self)
        self.new = push_button("登记督导…", self.begin)
        self.new.setProperty("primary", True)
        self.notice = push_button("督导通知…", self.steps.notice)
        self.rectify = push_button("登记整改…", self._with(self.steps.rectify))
        self.verify = push_button("验收…", self._with(self.steps.verify))
        self.back = push_button("退回…", self._with(self.steps.send_back))
        self.sheet = push_button("整改通知单", self._with(self.steps.issue))
        self.more = menu_button(
            "更多",
            (
                ("修改问题…", self._with(self.steps.change)),
                ("修改督导、加问题…", self._with(self.steps.inspection)),
                ("撤销验收", self._with(self.steps.reopen)),
                ("删除问题…", self._with(self.steps.remove)),
                ("删除督导…", self._with(self.steps.remove_inspection)),
            ),
        )
        self.out = push_button("导出…", self.export)
        for button in (self.new, self.rectify, self.verify, self.back, self.more):
            hide_unless(button, self._may)
        hide_unless(self.sheet, workspace.program.may(Permission.ISSUE_DOCUMENTS))
        hide_unless(self.notice, self._may)
        self.desk = LedgerDesk(
            workspace,
            bar,
            self._listed(),
            LedgerFilterBar(
                "问题、要求、整改情况",
                (Choice(STATE, "状态", STATES), unit_choice(), period_choice("整改期限")),
            ),
            (
                self.new,
                self.rectify,
                self.verify,
                self.back,
                self.sheet,
                self.more,
                self.notice,
                self.out,
            ),
        )
        self.counts = QLabel()
        self.told = reader("问题详情")
        lay_out(self, self.counts, self.desk, self.told)
        self.desk.chosen.connect(self._offer)
        self.desk.new_wanted.connect(self.begin)
        self.desk.opened.connect(lambda _record: self.open_current())
        self.desk.delete_wanted.connect(lambda _record: self.remove_current())
        self._offer()

    def _listed(self) -> LedgerList[FindingRecord]:
        today, findings = self._workspace.program.clock.today, self._findings

        def ids(choices: Mapping[str, str], typed: str) -> Sequence[int]:
            return findings.ids(wanted_of(choices, typed, period_of(choices, today())))

        return LedgerList(
            PLACE,
            "督导问题",
            finding_columns(),
            FINDING_WIDTHS,
            ids,
            findings.some,
            lambda record: record.id,
            NOTHING,
            "个问题",
        )

    def load(self) -> None:
        """Read the list, the counts and the units to choose from."""
        program = self._workspace.program

        def done(read: tuple[dict[FindingState, int], tuple[UnitRecord, ...]]) -> None:
            counts, units = read
            self._count(counts)
            self.desk.filter.offer(UNIT, unit_options(units))

        self._workspace.run(
            lambda: (self._findings.counts(), program.units.list()), done, self._bar.trouble
        )
        self.desk.load()

    def _count(self, counts: dict[FindingState, int]) -> None:
        late = counts[FindingState.OVERDUE]
        told = (
            f"整改中{counts[FindingState.OPEN]}个，待验收{counts[FindingState.RECTIFIED]}个，"
            f"已销号{counts[FindingState.VERIFIED]}个"
        )
        tell_counts(self.counts, f"超期未改{late}个" if late else "", told)

    def choose(self, number: int) -> None:
        """Bring one finding into view once the list is read."""
        self.desk.bring(number)

    def current(self) -> FindingRecord | None:
        """Return the chosen finding."""
        found = self.desk.current()
        return found if isinstance(found, FindingRecord) else None

    def _offer(self) -> None:
        record = self.current()
        state = record.state if record is not None else None
        self.rectify.setEnabled(state in (FindingState.OPEN, FindingState.OVERDUE))
        for button in (self.verify, self.back):
            button.setEnabled(state is FindingState.RECTIFIED)
        self.sheet.setEnabled(record is not None)
        self.more.setEnabled(record is not None)
        change, _inspection, reopen, remove, _all = self.more.menu().actions()
        change.setEnabled(state is not FindingState.VERIFIED)
        reopen.setEnabled(state is FindingState.VERIFIED)
        remove.setEnabled(state in (FindingState.OPEN, FindingState.OVERDUE))
        self.told.setPlainText(finding_told(record) if record is not None else "")

    def _with(self, step: Callable[[FindingRecord], None]) -> Callable[[], None]:
        return lambda: self.desk.with_current(step)

    def begin(self) -> None:
        """Enter an inspection."""
        if self._may:
            self.steps.begin()

    def open_current(self) -> None:
        """Take the next step of the chosen finding: put right, verified, or only looked at."""
        record = self.current()
        if record is None or not self._may:
            return
        if record.state is FindingState.RECTIFIED:
            self.steps.verify(record)
        elif record.state is FindingState.VERIFIED:
            self._bar.tell("这个问题已经验收销号，内容在下面。", "wait")
        else:
            self.steps.rectify(record)

    def remove_current(self) -> None:
        """Delete the chosen finding after asking."""
        record = self.current()
        if record is not None and self._may:
            self.steps.remove(record)

    def export(self) -> None:
        """Write what is listed to a file."""
        today = self._workspace.program.clock.today()
        choices = self.desk.filter.choices()
        wanted = wanted_of(choices, self.desk.filter.typed(), period_of(choices, today))
        FileOut(self._workspace, self._bar, self).write(
            "导出督导整改台账",
            "督导整改台账.xlsx",
            EXCEL,
            lambda path: self._findings.export(path, wanted),
        )


def wanted_of(choices: Mapping[str, str], typed: str, days: Days) -> FindingFilter:
    """Return the filter that the bar's choices make."""
    state = choices.get(STATE, "")
    states: tuple[FindingState, ...] = ()
    if state and state != DOING:
        states = (FindingState(state),)
    if state == DOING:
        states = tuple(one for one in FindingState if one is not FindingState.VERIFIED)
    return FindingFilter(
        states=states,
        unit_code=choices.get(UNIT, ""),
        first=days[0],
        last=days[1],
        text=typed,
    )
