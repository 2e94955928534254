"""The tab of dated targets (R7): edit, history."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.records.townships import TargetRecord
from ui.widgets.record_browser import RecordBrowser
from ui.widgets.target_form import EMPTY_TARGET, TargetForm
from ui.workspace import Workspace


class TargetsTab(QWidget):
    """Lists and edits the campaign's targets; they come from the presets."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the tab out."""
        super().__init__(parent)
        self._workspace = workspace
        self._targets: dict[str, TargetRecord] = {}
        self.form = TargetForm()
        self.browser = RecordBrowser(self.form, "目标")
        self.browser.new.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.searched.connect(lambda _text: self._show_rows())
        self.browser.chosen.connect(self._fill)
        self.browser.save_wanted.connect(self.save)
        self.browser.history_wanted.connect(self._load_history)
        self.form.show_record(EMPTY_TARGET)
        self.browser.set_dirty(False)

    def load(self) -> None:
        """Read the targets; an edited form is left alone."""
        self._workspace.run(self._workspace.program.targets.list, self._loaded, self._trouble)

    def save(self) -> None:
        """Save the form; all problems come back at once."""
        record, problems = self.form.read_record()
        if problems:
            self.form.show_problems(problems)
            return
        targets = self._workspace.program.targets

        def done(changes: Changes) -> None:
            self.browser.set_dirty(False)
            self._workspace.announce(changes)
            self.load()
            self.browser.status.setText(f"✓ 已保存：{record.name}")

        self._workspace.run(lambda: targets.save(record), done, self._trouble)

    def _loaded(self, targets: tuple[TargetRecord, ...]) -> None:
        self._targets = {t.code: t for t in targets}
        self._show_rows()
        if self.browser.dirty:
            return
        if not self.browser.current_code() and targets:
            self.browser.select(targets[0].code)
        self._fill(self.browser.current_code())

    def _show_rows(self) -> None:
        wanted = self.browser.search.text().strip()
        rows = [(t.code, _line(t)) for t in self._targets.values() if wanted in t.name]
        self.browser.show_rows(rows, "没有找到这个目标。" if wanted else "还没有目标。")

    def _fill(self, code: str) -> None:
        self.form.show_record(self._targets.get(code, EMPTY_TARGET))
        self.browser.set_dirty(False)

    def _load_history(self) -> None:
        code, targets = self.browser.current_code(), self._workspace.program.targets
        if code:
            self._workspace.run(
                lambda: targets.history(code), self.browser.show_history, self._trouble
            )

    def _trouble(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
        self.browser.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")


def _line(target: TargetRecord) -> str:
    parts = [target.name, f"{target.share:.0%}"]
    if target.by is not None:
        parts.append(f"{target.by.isoformat()}前")
    if not target.active:
        parts.append("停用")
    return "　".join(parts)
