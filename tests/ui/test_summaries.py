from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.rules.permissions import permissions_of
from antifraud_desktop.vocabulary import DocumentKind, Role
from tests.ui.office import DAY, NOW
from tests.ui.windows import quiet
from ui.dialogs.summary import SummaryDialog
from ui.dialogs.summary_trace import SummaryTraceDialog
from ui.pages.documents import DocumentsPage
from ui.workspace import Workspace

WAIT_MS = 60_000


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[SummaryDialog]:
    edits = [FigureEdit("U001", "households_visited", 30), FigureEdit("U002", "leaflets", 200)]
    workspace.program.submissions.type_figures(DAY, edits, received=NOW)
    made = SummaryDialog(workspace)
    made.open()
    quiet(qtbot, workspace)
    yield made
    made.close()
    quiet(qtbot, workspace)


def choose(dialog: SummaryDialog, qtbot: QtBot, kind: DocumentKind) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
    quiet(qtbot, dialog._workspace)


def traced(dialog: SummaryDialog, qtbot: QtBot) -> SummaryTraceDialog:
    quiet(qtbot, dialog._workspace)
    (found,) = dialog.findChildren(SummaryTraceDialog)
    return found


def test_the_running_week_is_read_at_once(dialog: SummaryDialog) -> None:
    assert "周小结（2023年8月7日至2023年8月13日，截至8月12日）" in dialog.span.text()
    assert "入户走访30户" in dialog.text.toPlainText()
    assert dialog.make.isEnabled()


def test_a_figure_leads_to_the_rows_it_counts(dialog: SummaryDialog, qtbot: QtBot) -> None:
    dialog.text.anchorClicked.emit(QUrl("#daily.leaflets"))
    shown = traced(dialog, qtbot)
    assert "200份：取自每日报送（现值）" in shown.said.text()
    rows = [[shown.rows.index(r, c).data() for c in range(4)] for r in range(shown.rows.rowCount())]
    assert rows == [["2023-8-12", "河东村", "发放宣传单", "200"]]
    shown.search.setText("按时 报送")
    quiet(qtbot, dialog._workspace)
    assert {f.what for f in shown.figures.records} == {"按时报送的单位次数", "按时报送率"}
    shown.search.setText("按时报送率")
    quiet(qtbot, dialog._workspace)
    assert "÷" in shown.said.text()
    assert shown.counted.isHidden()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_kinds_and_steps_lead_to_other_days(dialog: SummaryDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, DocumentKind.MONTHLY_SUMMARY)
    assert "2023年8月反诈工作小结" in dialog.span.text()
    dialog.back.click()
    quiet(qtbot, dialog._workspace)
    assert "2023年7月反诈工作小结" in dialog.span.text()
    dialog.forward.click()
    dialog.forward.click()
    quiet(qtbot, dialog._workspace)
    assert "⚠" in dialog.bar.label.text()
    assert not dialog.make.isEnabled(), "nothing can be issued of days to come"
    dialog.back.click()
    quiet(qtbot, dialog._workspace)
    assert dialog.make.isEnabled()
    assert not dialog.bar.isVisible()


def test_a_work_summary_begins_with_the_campaign(dialog: SummaryDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, DocumentKind.WORK_SUMMARY)
    assert dialog.first.date() == date(2023, 8, 1)
    assert dialog.last.isVisible()
    assert not dialog.back.isVisible()
    assert "反诈专项行动工作总结（2023年8月1日至2023年8月12日）" in dialog.span.text()


def test_issuing_stores_it_and_offers_to_open(
    dialog: SummaryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: handed.append(Path(url.toLocalFile())) or True
    )
    dialog.make.click()
    qtbot.waitUntil(lambda: "已生成" in dialog.bar.label.text(), timeout=WAIT_MS)
    (record,) = dialog._workspace.program.documents.issued()
    assert record.title == "反诈工作周小结第1期"
    dialog.bar.action.click()
    content = dialog._workspace.program.documents.content(record.id)
    assert handed[0].read_bytes() == content
    dialog.draft.click()
    qtbot.waitUntil(lambda: len(handed) == 2, timeout=WAIT_MS)
    assert handed[1].read_bytes() != content


def test_the_table_is_saved_where_the_clerk_says(
    dialog: SummaryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "小结.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    dialog.table.click()
    qtbot.waitUntil(path.is_file, timeout=WAIT_MS)
    quiet(qtbot, dialog._workspace)
    assert "已存到" in dialog.bar.label.text()


def test_who_may_only_read_is_offered_no_issue(qtbot: QtBot, program: Program) -> None:
    given = permissions_of((Role.LEADER,), (Role.LEADER, Role.OPERATOR))
    workspace = Workspace(replace(program, permissions=given), DAY)
    made = SummaryDialog(workspace)
    made.open()
    quiet(qtbot, workspace)
    assert made.make.isHidden()
    assert made.draft.isHidden()
    assert made.sources.isEnabled()
    made.close()
    workspace.close()


def test_the_page_opens_it_by_button_and_key(qtbot: QtBot, workspace: Workspace) -> None:
    page = DocumentsPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.show_day(DAY)
    quiet(qtbot, workspace)
    page.summary.click()
    quiet(qtbot, workspace)
    (opened,) = page.findChildren(SummaryDialog)
    assert opened.isVisible()
    opened.close()
    qtbot.waitUntil(lambda: not page.findChildren(SummaryDialog))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, workspace)
    (again,) = page.findChildren(SummaryDialog)
    again.close()
    quiet(qtbot, workspace)
    page.close()
