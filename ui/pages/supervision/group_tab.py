"""领导小组: its members, and which leader is linked to which units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.supervision import Links, MemberRecord
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.group_member import LinkDialog, MemberDialog
from ui.dialogs.task import Offered, offered_today
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar, ask
from ui.pages.supervision.lines import (
    LEADER_WIDTHS,
    MEMBER_WIDTHS,
    leader_columns,
    member_columns,
)
from ui.tables.record_table import record_table
from ui.tables.row_model import RECORD_ROLE, RowModel
from ui.widgets.pieces import heading, hide_unless, push_button
from ui.workspace import Workspace

NOBODY = "还没有登记领导小组。点“登记成员…”，从组长开始；议程、任务和验收的表单里就能选到他们。"
NO_LINKS = "还没有单位写明挂钩领导。点“改挂钩领导…”逐个填写，或在单位清单里一次导入。"
NAMED = 12
WINDOW = Qt.ShortcutContext.WindowShortcut
Read = tuple[tuple[MemberRecord, ...], Links]


class GroupTab(QWidget):
    """Members above, linked leaders below; what is lacking is said between."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._group = workspace.program.ledgers.leading_group
        self._may = workspace.program.may(Permission.KEEP_LEDGERS)
        self.members = RowModel(member_columns())
        self.table = record_table(self.members, "领导小组成员", MEMBER_WIDTHS)
        self.leaders = RowModel(leader_columns())
        self.links = record_table(self.leaders, "挂钩领导", LEADER_WIDTHS)
        self.new = push_button("登记成员…", self.begin)
        self.new.setProperty("primary", True)
        self.edit = push_button("修改…", self.change)
        self.delete = push_button("删除…", self.remove)
        self.link = push_button("改挂钩领导…", self.change_link)
        self.out = push_button("导出…", self.export)
        for button in (self.new, self.edit, self.delete):
            hide_unless(button, self._may)
        hide_unless(self.link, workspace.program.may(Permission.KEEP_BASICS))
        self.told, self.lacking = QLabel(), QLabel()
        for label in (self.told, self.lacking):
            label.setWordWrap(True)
        self.told.setProperty("quiet", True)
        self._lay_out()
        self.table.activated.connect(lambda _index: self.change())
        self.table.selectionModel().selectionChanged.connect(lambda *_a: self._offer())
        # From the navigation too; deleting asks for the focus in the table.
        self._key(QKeySequence.StandardKey.New, self, self.begin, WINDOW)
        self._key(QKeySequence.StandardKey.Delete, self.table, self.remove)
        self._offer()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for button in (self.new, self.edit, self.delete):
            above.addWidget(button)
        above.addWidget(self.out)
        above.addStretch(1)
        below.addWidget(heading("挂钩领导"))
        below.addStretch(1)
        below.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        column.addWidget(self.lacking)
        column.addWidget(self.links, 1)

    def _key(
        self,
        key: QKeySequence.StandardKey,
        where: QWidget,
        act: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(context)
        shortcut.activated.connect(act)

    def load(self) -> None:
        """Read members and links."""
        group = self._group
        self._workspace.run(lambda: (group.members(), group.links()), self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        members, links = read
        kept = self.current()
        self.members.set_records(members)
        self.leaders.set_records(links.leaders)
        self.told.setText("" if members else NOBODY)
        self.told.setHidden(bool(members))
        self.lacking.setText(lacking_text(links) if links.leaders else NO_LINKS)
        self.lacking.setProperty("tone", "bad" if links.without or links.strangers else "muted")
        self.lacking.style().polish(self.lacking)
        found = [n for n, member in enumerate(members) if kept and member.id == kept.id]
        if found:
            self.table.selectRow(found[0])
        self._offer()

    def current(self) -> MemberRecord | None:
        """Return the chosen member."""
        rows = self.table.selectionModel().selectedRows()
        found = rows[0].data(RECORD_ROLE) if rows else None
        return found if isinstance(found, MemberRecord) else None

    def _offer(self) -> None:
        for button in (self.edit, self.delete):
            button.setEnabled(self.current() is not None)

    def begin(self) -> None:
        """Enter a member, at the end of the office's order."""
        if self._may:
            order = max((m.sort_order for m in self.members.records), default=0) + 1
            self._open(replace(MemberRecord(), sort_order=order))

    def change(self) -> None:
        """Change the chosen member."""
        record = self.current()
        if record is not None and self._may:
            self._open(record)

    def _open(self, record: MemberRecord) -> None:
        def done(saved: tuple[int, Changes]) -> None:
            self._saved(saved[1], "已保存。")

        MemberDialog(self._workspace, record, done, self).open()

    def remove(self) -> None:
        """Delete the chosen member after asking."""
        record = self.current()
        if record is None or not self._may:
            return
        detail = f"{record.name}会从名单里删除。离任的请填“截止日期”，不用删除。"
        if ask(self, "删除这名成员？", detail, "删除"):
            self._workspace.run(
                lambda: self._group.remove(record.id, record.version),
                lambda changes: self._saved(changes, "已删除。"),
                self._bar.trouble,
            )

    def change_link(self) -> None:
        """Say which leader is linked to a unit."""

        def show(read: tuple[Offered, Links]) -> None:
            offered, links = read
            first = links.without[0].code if links.without else ""
            LinkDialog(
                self._workspace, offered, first, lambda c: self._saved(c, "已保存。"), self
            ).open()

        self._workspace.run(
            lambda: (offered_today(self._workspace), self._group.links()),
            show,
            self._bar.trouble,
        )

    def export(self) -> None:
        """Write members and linked leaders to a workbook."""
        FileOut(self._workspace, self._bar, self).write(
            "导出领导小组", "领导小组和挂钩领导.xlsx", EXCEL, self._group.export
        )

    def _saved(self, changes: Changes, told: str) -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)


def lacking_text(links: Links) -> str:
    """Return which units name no leader and which leaders are no members."""
    told: list[str] = []
    if links.without:
        names = "、".join(unit.name for unit in links.without[:NAMED])
        more = f"等{len(links.without)}个" if len(links.without) > NAMED else ""
        told.append(f"⚠ 没有挂钩领导的单位：{names}{more}。")
    if links.strangers:
        told.append(f"挂钩但不在领导小组的：{'、'.join(links.strangers)}。")
    return "".join(told) or "每个单位都有挂钩领导。"
