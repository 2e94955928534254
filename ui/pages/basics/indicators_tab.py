"""The tab of indicators: edit, wordings preset and learnt, history."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import IndicatorRecord
from ui.widgets.indicator_form import EMPTY_INDICATOR, IndicatorForm
from ui.widgets.record_browser import RecordBrowser
from ui.workspace import Workspace


class IndicatorsTab(QWidget):
    """Lists and edits indicators."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._indicators: dict[str, IndicatorRecord] = {}
        self.form = IndicatorForm()
        self.browser = RecordBrowser(self.form, "指标")
        self.browser.search.setPlaceholderText("搜索名称或说法")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)
        self.browser.searched.connect(lambda _text: self._show_rows())
        self.browser.chosen.connect(self._show)
        self.browser.save_wanted.connect(self.save)
        self.browser.history_wanted.connect(self._load_history)
        self.form.show_record(EMPTY_INDICATOR)
        self.browser.set_dirty(False)

    def load(self) -> None:
        """Read the indicators; an edited form is left alone."""
        program = self._workspace.program
        self._workspace.run(program.indicators.list, self._loaded, self._trouble)

    def save(self) -> None:
        """Save the form; all problems come back at once, beside their fields."""
        record, indicators = self.form.read_record(), self._workspace.program.indicators

        def done(changes: Changes) -> None:
            self.browser.set_dirty(False)
            # Announcing makes the page read the list again.
            self._workspace.announce(changes)
            self.browser.status.setText(f"✓ 已保存：{record.name}")

        self._workspace.run(lambda: indicators.save(record), done, self._not_saved)

    def _loaded(self, indicators: tuple[IndicatorRecord, ...]) -> None:
        self._indicators = {i.code: i for i in indicators}
        self._show_rows()
        if self.browser.dirty:
            return
        self.form.set_flows(indicators)
        if not self.browser.current_code() and indicators:
            self.browser.select(indicators[0].code)
        self._fill(self.browser.current_code())

    def _show_rows(self) -> None:
        wanted = self.browser.search.text().strip().lower()
        rows = [
            (i.code, _line(i))
            for i in self._indicators.values()
            if any(wanted in w.lower() for w in (i.name, i.short_name, *i.aliases, *i.learnt))
        ]
        self.browser.show_rows(rows, "没有找到这个指标。" if wanted else "还没有指标。")

    def _fill(self, code: str) -> None:
        self.form.show_record(self._indicators.get(code, EMPTY_INDICATOR))
        self.browser.set_dirty(False)

    def _show(self, code: str) -> None:
        self._fill(code)
        self.browser.status.setText("" if code else "填写新指标，然后保存。")

    def _load_history(self) -> None:
        code, program = self.browser.current_code(), self._workspace.program
        if code:
            self._workspace.run(
                lambda: program.indicators.history(code), self.browser.show_history, self._trouble
            )

    def _not_saved(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.browser.status.setText(f"⚠ 有{len(trouble.problems)}处需要改正，还没有保存。")
        elif isinstance(trouble, ChangedElsewhere):
            said = "您填写的还在这里：先记下来，点“恢复”看最新内容，再改。"
            self.browser.status.setText(f"⚠ {trouble.sentence}{said}")
            self.load()
        else:
            self._trouble(trouble)

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.browser.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")


def _line(indicator: IndicatorRecord) -> str:
    parts = [indicator.name, indicator.measure_word, label_of(indicator.nature)]
    if indicator.learnt:
        parts.append(f"学会{len(indicator.learnt)}个说法")
    if not indicator.active:
        parts.append("停用")
    return "　".join(parts)
