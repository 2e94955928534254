"""What the window says unasked, on every page: who is missing, a new day, alarms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.reminder import Reminder
from ui.workspace import Workspace


class Notices(QObject):
    """Speaks through the window's bar; ``take_step`` takes a step of 今日."""

    def __init__(
        self,
        workspace: Workspace,
        bar: MessageBar,
        take_step: Callable[[str], None],
        reminded: date | None,
        parent: QWidget,
    ) -> None:
        """Begin to watch the clock where the account may see who is missing."""
        super().__init__(parent)
        self._workspace, self._bar, self._take_step = workspace, bar, take_step
        self._window = parent
        self.reminder: Reminder | None = None
        if workspace.program.may(Permission.READ_FIGURES):
            self.reminder = Reminder(workspace, self, reminded)
            self.reminder.due.connect(self._remind)
            self.reminder.day_turned.connect(self._new_day)

    @property
    def reminded(self) -> date | None:
        """Return the day the missing were named last: once a day is enough, locked or not."""
        return self.reminder.told if self.reminder is not None else None

    def tell_first(self) -> None:
        """Tell what concerns the file or the account before anything is done."""
        program = self._workspace.program
        if program.must_change:
            self._bar.tell(
                "现在的密码是别人给的，请先改成自己的；改好后锁定，用新密码登录。", "wait"
            )
        if program.alarms:
            self._bar.tell(" ".join(program.alarms), "bad")

    def _remind(self, names: tuple[str, ...]) -> None:
        """Name who is missing, and ask for attention."""
        self._bar.tell(f"还有{len(names)}个单位未报：{'、'.join(names)}", "wait")
        if self._workspace.program.may(Permission.TAKE_FIGURES):
            self._bar.offer("催报", self._chase)
        QApplication.alert(self._window)

    def _chase(self) -> None:
        self._bar.hide()
        self._workspace.set_day(self._workspace.program.clock.today())
        self._take_step("chase")

    def _new_day(self, day: date) -> None:
        def work_on() -> None:
            self._bar.hide()
            self._workspace.set_day(day)

        if self._workspace.day == day:
            return
        old = self._workspace.day
        self._bar.tell(
            f"已是{day.month}月{day.day}日，工作日期还是{old.month}月{old.day}日。", "wait"
        )
        self._bar.offer("改为今天", work_on)
