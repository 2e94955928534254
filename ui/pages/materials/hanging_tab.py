"""张挂: what hangs where until when, what should be down by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.rules.permissions import Permission
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.pages.materials.forms import MaterialForms
from ui.pages.materials.lines import hanging_columns
from ui.pages.materials.papers import MaterialPapers
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

DUE, DOWN = "due", "down"
WIDTHS = (118, 100, 80, 220, 130, 96, 96, 160)
STATES = (("", "正在张挂的"), (DUE, "到期未拆的"), (DOWN, "已拆除的"))
NOTHING = "现在没有张挂的物料。挂了横幅、贴了海报，点“登记张挂…”，到期会在这里提示拆除。"


class HangingTab(QWidget):
    """The earliest to come down stands first."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._movements = workspace.program.ledgers.material_movements
        self.forms = MaterialForms(workspace, bar, self)
        self.papers = MaterialPapers(workspace, bar, self)
        keeps = workspace.program.may(Permission.KEEP_LEDGERS)
        self.new = push_button("登记张挂…", self.forms.put_up)
        self.new.setProperty("primary", True)
        self.down = push_button("登记拆除…", lambda: self.desk.with_current(self.forms.take_down))
        self.change = push_button("修改…", lambda: self.desk.with_current(self.forms.change))
        self.remove = push_button("删除…", lambda: self.desk.with_current(self.forms.remove))
        steps = (self.new, self.down, self.change, self.remove)
        self.export = push_button("导出表格…", self._export)
        buttons = (*steps, self.export)
        self.filter = LedgerFilterBar("", (Choice("state", "状态", STATES),))
        self.desk = LedgerDesk(
            workspace,
            bar,
            LedgerList(
                place="materials_up",
                name="张挂的物料",
                columns=hanging_columns(workspace.program.clock.today()),
                widths=WIDTHS,
                ids=self._ids,
                rows=self._movements.rows,
                number=lambda record: record.id,
                nothing=NOTHING,
                measure="处",
            ),
            self.filter,
            buttons,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)
        for button in steps:
            hide_unless(button, keeps)
        self.desk.chosen.connect(self._enable)
        if keeps:
            self.desk.opened.connect(self.forms.change)
            self.desk.new_wanted.connect(self.forms.put_up)
            self.desk.delete_wanted.connect(self.forms.remove)
        self._enable()

    def load(self) -> None:
        """Read the list."""
        self.desk.load()

    def _ids(self, choices: Mapping[str, str], _text: str) -> Sequence[int]:
        state = choices["state"]
        return self._movements.put_up(down=state == DOWN, due_only=state == DUE)

    def _export(self) -> None:
        state = self.filter.choices()["state"]
        self.papers.hanging(down=state == DOWN, due_only=state == DUE)

    def _enable(self) -> None:
        record = self.desk.current()
        for button in (self.down, self.change, self.remove):
            button.setEnabled(record is not None)
        is_down = record is not None and record.taken_down_on is not None
        self.down.setText("撤销拆除" if is_down else "登记拆除…")
