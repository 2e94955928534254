"""Small steps with a file, each a form with its reason: attention, officers, status, appeal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.vocabulary import AppealState, AttentionLevel
from ui.dialogs.file_form import FileForm
from ui.workspace import Workspace


class ReasonDialog(FileForm):
    """One step that needs nothing but its reason; ``act`` does it with the reason."""

    def __init__(
        self,
        workspace: Workspace,
        view: FileView,
        title: str,
        told: str,
        act: Callable[[str], Changes],
        parent: QWidget | None = None,
        *,
        key: str = "reason",
        label: str = "原因",
    ) -> None:
        """Lay the one field out; ``told`` says what will happen."""
        super().__init__(workspace, view.file_id, "", title, parent)
        self._act = act
        self.resize(560, 300)
        self.form.add_note(f"{view.person.name}　{label_of(view.category)}\n{told}")
        self.reason = self.add_text(key, label, 3)

    def save(self) -> None:
        """Do it."""
        reason = " ".join(self.reason.toPlainText().split())
        self.run(lambda: self._act(reason))


class AttentionDialog(FileForm):
    """关注程度: a person decides, with a reason and an end."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Show the level that holds."""
        super().__init__(workspace, view.file_id, "attention", "关注程度", parent)
        self._version = view.version
        self.resize(580, 400)
        self.form.add_note(
            f"{view.person.name}　现在：{label_of(view.attention)}\n"
            "关注程度由人决定，程序不打分；最长6个月，到期自动恢复一般。重点关注须另一人复核。"
        )
        levels = {level.value: label_of(level) for level in AttentionLevel}
        self.level = self.add_choice("level", "改为", levels)
        self.level.setCurrentIndex(self.level.findData(view.attention.value))
        self.reason = self.add_text("reason", "原因", 3)
        self.until = self.add_day("until", "到期日", "一般的不用填")
        self.take_up()

    def save(self) -> None:
        """Set it."""
        status, version = self.workspace.program.file_status, self._version
        level, until = AttentionLevel(self.level.currentData()), self.until.date()
        reason = " ".join(self.reason.toPlainText().split())
        drafts, file_id = self.workspace.program.file_drafts, self.file_id

        def work() -> Changes:
            done = status.set_attention(file_id, level, reason, until, version)
            return done | drafts.discard(file_id, "attention")

        self.run(work)


class OfficersDialog(FileForm):
    """责任人: who may see and work on this file."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Tick those responsible today."""
        super().__init__(workspace, view.file_id, "", "包保责任人", parent)
        self._version = view.version
        self.resize(520, 380)
        now = {officer.account for officer in view.officers if officer.until is None}
        past = [o for o in view.officers if o.until is not None]
        self.form.add_note(f"{view.person.name}　{label_of(view.category)}")
        self.list = QListWidget()
        self.form.add_field("officers", "责任人", self.list, "勾选的账号才能看这份档案")
        if past:
            said = "；".join(f"{o.account}（{o.since:%Y-%m-%d}至{o.until:%Y-%m-%d}）" for o in past)
            self.form.add_note(f"以前的责任人：{said}")
        files = workspace.program.case_files
        workspace.run(files.officers, lambda names: self._show(names, now), self.fail)

    def _show(self, names: tuple[str, ...], now: set[str]) -> None:
        for name in names:
            item = QListWidgetItem(name)
            item.setCheckState(Qt.CheckState.Checked if name in now else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def chosen(self) -> tuple[str, ...]:
        """Return who is ticked."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return tuple(i.text() for i in items if i.checkState() is Qt.CheckState.Checked)

    def save(self) -> None:
        """Hand the file to them."""
        files, version, wanted = self.workspace.program.case_files, self._version, self.chosen()
        self.run(lambda: files.set_officers(self.file_id, wanted, version))


class AppealDialog(FileForm):
    """申诉情况: where the appeal against a measure stands."""

    def __init__(self, workspace: Workspace, view: FileView, parent: QWidget | None = None) -> None:
        """Offer the measures of the file."""
        super().__init__(workspace, view.file_id, "", "申诉情况", parent)
        self._view = view
        self.resize(560, 300)
        self.form.add_note(
            f"{view.person.name}\n撤销的措施今天起不再有效。申诉书在“打印”里，可以替本人填好。"
        )
        measures = {
            str(m.measure_id): f"{m.organ} {m.number}（{m.starts_on}至{m.ends_on}）"
            for m in view.measures
        }
        self.measure = self.add_choice("measure", "措施", measures)
        self.state = self.add_choice(
            "appeal", "申诉", {state.value: label_of(state) for state in AppealState}
        )
        self.measure.currentIndexChanged.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        number = int(self.measure.currentData())
        now = next(m.appeal for m in self._view.measures if m.measure_id == number)
        self.state.setCurrentIndex(self.state.findData(now.value))

    def save(self) -> None:
        """Note it."""
        files, version = self.workspace.program.case_files, self._view.version
        number, state = int(self.measure.currentData()), AppealState(self.state.currentData())
        self.run(lambda: files.change_appeal(number, state, version))
