"""A member of the leading group, and the leader linked to a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import MemberRecord
from antifraud_desktop.vocabulary import GroupPost
from ui.dialogs.dated_form import DatedForm
from ui.dialogs.task import Offered
from ui.workspace import Workspace

POSTS = tuple((post.value, label_of(post)) for post in GroupPost)
TOLD = "调整人员时不要删除：给离任的人填“截止日期”，再登记接任的人。"
LINK_TOLD = "每个单位由哪位领导挂钩。两位领导的，用顿号隔开。与“基础信息”里的包片领导是同一项。"


class MemberDialog(DatedForm):
    """A new member, or one to be changed."""

    def __init__(
        self,
        workspace: Workspace,
        record: MemberRecord,
        done: Callable[[tuple[int, Changes]], object],
        parent: QWidget | None,
    ) -> None:
        """Fill the form."""
        title = "修改成员" if record.id else "登记成员"
        super().__init__(workspace, title, TOLD, "保存", parent)
        self._record, self._done = record, done
        self.name = self.add_line("name", "姓名", record.name)
        self.post = self.add_choice("post", "职务", POSTS, record.post)
        self.title_line = self.add_line("title", "现任职务", record.title, "如 镇党委书记。")
        self.add_day("member_from", "起始日期", record.member_from, "可以不填。", needed=False)
        self.add_day("member_until", "截止日期", record.member_until, "在任的不填。", needed=False)
        self.act = self._save

    def _save(self) -> None:
        record = replace(
            self._record,
            name=self.name.text(),
            post=GroupPost(str(self.post.currentData())),
            title=self.title_line.text(),
            member_from=self.maybe("member_from"),
            member_until=self.maybe("member_until"),
        )
        group = self.workspace.program.ledgers.leading_group
        self.run(lambda: group.save(record), self._done)


class LinkDialog(DatedForm):
    """Says which leader is linked to a unit."""

    def __init__(
        self,
        workspace: Workspace,
        offered: Offered,
        unit_code: str,
        done: Callable[[Changes], object],
        parent: QWidget | None,
    ) -> None:
        """Offer the units and the members."""
        super().__init__(workspace, "挂钩领导", LINK_TOLD, "保存", parent)
        self._done = done
        self._leaders = {unit.code: unit.leader for unit in offered.units}
        options = offered.unit_options("请选择")
        self.unit = self.add_choice("unit_code", "单位", options, unit_code)
        self.leader = self.add_names("leader", "挂钩领导", offered.names())
        self.unit.currentIndexChanged.connect(self._show)
        self._show()
        self.act = self._save

    def _show(self) -> None:
        self.leader.setCurrentText(self._leaders.get(str(self.unit.currentData() or ""), ""))

    def _save(self) -> None:
        code, leader = str(self.unit.currentData() or ""), self.leader.currentText().strip()
        if not code:
            self.fail_with("请选择单位。")
            return
        units = self.workspace.program.units
        self.run(lambda: units.save(replace(units.get(code), leader=leader)), self._done)
