"""更多: the rarer steps with a file, as far as the account and the file's state allow them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.person_views import FileBrief, FileView, PersonRow
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import CaseCategory, FileStatus
from ui.dialogs.doubles import DoublesDialog
from ui.dialogs.file_changes import AppealDialog, ReasonDialog
from ui.dialogs.file_contents import BasisDialog, FactsDialog, MeasureDialog, PersonDialog
from ui.dialogs.file_form import FileForm
from ui.dialogs.pick_file import PickFileDialog
from ui.workspace import Workspace

Act = Callable[[], None]
Show = Callable[[FileForm], None]
STOP_TOLD = "限制处理：只保存、不再走访和修改，直到恢复。"
CLOSE_TOLD = "结案后不再添加内容。"
KEPT_TOLD = "这份档案保存到{}，到期列入“到期清理”，清理后不能恢复。"
GOES_TOLD = (
    "⚠ 结案就是帮扶结束：从{}起，这份档案连同依据、走访、材料和历程列入“到期清理”，清理后不能恢复。"
    "还有帮扶要做、还有材料要留的，请先不要结案。"
)
RENEW_TOLD = "再保留30天，最多续两次，每次要有新的理由；不续期即到期结案删除。"
PURGE_TOLD = "收到封存通知后清除这份档案：不能恢复，只留一条“已清除”的记号，通知本身也不保存。"


class MoreSteps:
    """Makes the menu of a file; ``show`` opens a form, ``gone`` says that the file was erased."""

    def __init__(self, workspace: Workspace, over: QWidget, show: Show, gone: Act) -> None:
        """Keep how forms are opened."""
        self._workspace, self._over, self._show, self._gone = workspace, over, show, gone

    def offered(self, view: FileView) -> tuple[tuple[str, Act], ...]:
        """Return the steps there are for this file now, with their words."""
        may, status = self._workspace.program.may, view.status
        write, opened = may(Permission.WRITE_FILES), status is FileStatus.OPEN
        cards = view.category is CaseCategory.TWO_CARD
        waiting = view.unconfirmed and may(Permission.REVIEW_FILES)
        running = status is not FileStatus.CLOSED
        steps: tuple[tuple[bool, str, Act], ...] = (
            (waiting, "同意重点关注", partial(self._confirm, view)),
            (waiting, "退回重点关注…", partial(self._decline, view)),
            (view.category is CaseCategory.ABROAD, "协助返回", partial(self._assistance, view)),
            (write and opened, "档案内容…", partial(self._form, FactsDialog, view)),
            (write, "人员资料…", partial(self._form, PersonDialog, view)),
            (may(Permission.RIGHTS_DESK), "登记权利请求…", partial(self._rights, view)),
            (write and opened, "补充依据…", partial(self._form, BasisDialog, view)),
            (write and opened and cards, "登记惩戒措施…", partial(self._form, MeasureDialog, view)),
            (
                write and opened and bool(view.measures),
                "申诉情况…",
                partial(self._form, AppealDialog, view),
            ),
            (
                write and opened and view.category is CaseCategory.CONCERN,
                "续期…",
                partial(self._renew, view),
            ),
            (write and running, "定期审核…", partial(self._review, view)),
            (write and opened, "限制处理…", partial(self._stop, view)),
            (write and status is FileStatus.STOPPED, "恢复办理…", partial(self._resume, view)),
            (write and running, "结案…", partial(self._close, view)),
            (
                write and may(Permission.ALL_FILES),
                "与另一份资料合并…",
                partial(self._merge, view),
            ),
            (may(Permission.ERASE), "按封存通知清除…", partial(self._purge, view)),
        )
        return tuple((text, act) for there, text, act in steps if there)

    def _assistance(self, view: FileView) -> None:
        self._workspace.open_page("assistance", str(view.file_id))

    def _merge(self, view: FileView) -> None:
        """Find the other row of the same person, and show both side by side."""
        workspace, person = self._workspace, view.person.person_id

        def of_another(row: PersonRow, brief: FileBrief) -> bool:
            return row.person_id != person and brief == row.files[0]

        def beside(other: int) -> None:
            dialog = DoublesDialog(workspace, self._over, (person, other))
            dialog.saved.connect(workspace.announce)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        def picked(number: int, _shown: str) -> None:
            files = workspace.program.case_files
            workspace.run(lambda: files.file(number).person.person_id, beside)

        pick = PickFileDialog(workspace, "找出同一人的另一份资料", of_another, self._over, ())
        pick.picked.connect(picked)
        pick.finished.connect(pick.deleteLater)
        pick.open()

    def _rights(self, view: FileView) -> None:
        self._workspace.open_page("rights", f"person/{view.person.person_id}")

    def _form(
        self, kind: Callable[[Workspace, FileView, QWidget], FileForm], view: FileView
    ) -> None:
        self._show(kind(self._workspace, view, self._over))

    def _ask(
        self,
        view: FileView,
        title: str,
        told: str,
        act: Callable[[str], Changes],
        key: str = "reason",
        label: str = "原因",
    ) -> ReasonDialog:
        made = ReasonDialog(
            self._workspace, view, title, told, act, self._over, key=key, label=label
        )
        self._show(made)
        return made

    def _confirm(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        self._workspace.run(
            lambda: status.confirm_attention(view.file_id, view.version), self._workspace.announce
        )

    def _decline(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        self._ask(
            view,
            "退回重点关注",
            "退回后恢复一般关注。",
            lambda reason: status.confirm_attention(
                view.file_id, view.version, agreed=False, reason=reason
            ),
        )

    def _renew(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        act = partial(_with_version, status.renew, view)
        self._ask(view, "续期", RENEW_TOLD, act, label="新的理由")

    def _review(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        act = partial(_with_version, status.review, view)
        told = "看依据是否还成立、内容是否准确、是否还需要保留。下次审核在一年后。"
        self._ask(view, "定期审核", told, act, "finding", "结论")

    def _stop(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        self._ask(view, "限制处理", STOP_TOLD, partial(_with_version, status.stop, view))

    def _resume(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        act = partial(_with_version, status.resume, view)
        self._ask(view, "恢复办理", "恢复后可以继续走访和修改。", act)

    def _close(self, view: FileView) -> None:
        status = self._workspace.program.file_status
        act = partial(_with_version, status.close, view)

        def ask(until: date) -> None:
            told = CLOSE_TOLD + closing_words(view.category, until)
            self._ask(view, "结案", told, act)

        self._workspace.run(lambda: status.until_when_closed(view.file_id), ask)

    def _purge(self, view: FileView) -> None:
        form = PurgeDialog(self._workspace, view, self._over)
        form.accepted.connect(self._gone)
        self._show(form)


class PurgeDialog(FileForm):
    """按封存通知清除: asks for nothing but the day the notice came."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Say what is lost."""
        super().__init__(workspace, view.file_id, "", "按封存通知清除", parent)
        self.resize(520, 260)
        self.form.add_note(PURGE_TOLD)
        self.received = self.add_day("received_on", "收到通知日期")
        self.received.set_date(self.today)
        self.keep.setText("清除，不能恢复")
        self.keep.setAccessibleName("清除，不能恢复")

    def save(self) -> None:
        """Erase the file."""
        status, day = self.workspace.program.file_status, self.received.date()
        if day is None:
            self.say("⚠ 请填写收到通知的日期。")
            return
        received: date = day
        self.run(lambda: status.purge_sealed(self.file_id, received))


def closing_words(category: CaseCategory, until: date) -> str:
    """Return from when a file may go once it is closed."""
    told = GOES_TOLD if category is CaseCategory.CONVICTED else KEPT_TOLD
    return told.format(f"{until.year}年{until.month}月{until.day}日")


def _with_version(step: Callable[[int, str, int], Changes], view: FileView, reason: str) -> Changes:
    return step(view.file_id, reason, view.version)
