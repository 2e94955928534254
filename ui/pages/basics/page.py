"""基础信息: the township's units and indicators."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from antifraud_desktop.changes import Changes
from ui.form_drafts import FormDrafts, Typed
from ui.page import Page
from ui.pages.basics.indicators_tab import IndicatorsTab
from ui.pages.basics.targets_tab import TargetsTab
from ui.pages.basics.units_tab import UnitsTab
from ui.workspace import Workspace

CODE = "code"


class BasicsPage(Page):
    """Tabs 单位, 指标 and 目标."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.units = UnitsTab(workspace)
        self.indicators = IndicatorsTab(workspace)
        self.targets = TargetsTab(workspace)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.units, "单位")
        self.tabs.addTab(self.indicators, "指标")
        self.tabs.addTab(self.targets, "目标")
        self._drafts = FormDrafts(self, "basics")
        self.body.addWidget(self.tabs)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self._save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_day(self, day: date) -> None:
        """Read units and indicators; they do not depend on the day."""
        del day
        self.units.load()
        self.indicators.load()
        self.targets.load()
        self._drafts.take_up(self._take_up)

    def keep_draft(self) -> int:
        """Keep the forms somebody is typing in, each with the code of its record."""
        return self._drafts.keep(
            {
                title: {CODE: tab.browser.current_code(), **tab.browser.form.typed()}
                for title, tab in self._titled().items()
                if tab.browser.dirty
            }
        )

    def show_key(self, key: str) -> None:
        """Show the form of a unit, or of ``indicator/`` and its code."""
        kind, _, code = key.rpartition("/")
        if kind != "indicator":
            self.show_unit(code)
            return
        self.tabs.setCurrentWidget(self.indicators)
        self.indicators.browser.search.clear()
        self.indicators.browser.select(code)

    def show_unit(self, code: str) -> None:
        """Show one unit's form."""
        self.tabs.setCurrentWidget(self.units)
        self.units.browser.search.clear()
        self.units.browser.select(code)

    def refresh(self, changes: Changes) -> None:
        """Read again what was saved elsewhere; a form being edited is left alone."""
        if changes.units:
            self.units.load()
        if changes.indicators:
            self.indicators.load()

    def _titled(self) -> dict[str, UnitsTab | IndicatorsTab | TargetsTab]:
        return {"单位": self.units, "指标": self.indicators, "目标": self.targets}

    def _take_up(self, typed: Typed) -> None:
        """Put half-filled forms back on their records; a new record's form starts empty."""
        for title, values in typed.items():
            tab = self._titled().get(title)
            if tab is None or tab.browser.dirty:
                continue
            self.tabs.setCurrentWidget(tab)
            tab.browser.choose(values.get(CODE, ""))
            tab.browser.form.put_typed({k: v for k, v in values.items() if k != CODE})
            tab.browser.mark_dirty()
            tab.browser.status.setText("✎ 接着上次没有保存的内容，请核对后保存，或点“恢复”放弃。")

    def _save(self) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, UnitsTab | IndicatorsTab | TargetsTab) and tab.browser.dirty:
            tab.save()
