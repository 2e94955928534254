from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import DocumentKind
from tests.ui.office import DAY, NOW
from tests.ui.windows import quiet
from ui.file_out import file_name
from ui.pages.documents import DocumentsPage
from ui.workspace import Workspace

WAIT_MS = 30_000


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[DocumentsPage]:
    made = DocumentsPage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.show_day(DAY)
    quiet(qtbot, workspace)
    yield made
    made.close()


def issue(page: DocumentsPage, qtbot: QtBot, kind: DocumentKind = DocumentKind.DAILY_REPORT) -> int:
    workspace, rows = page.workspace, page.model.rowCount()
    workspace.program.submissions.type_figures(
        DAY, [FigureEdit("U001", "households_visited", 32)], received=NOW
    )
    record, changes = workspace.program.documents.issue(kind, DAY)
    workspace.announce(changes)
    qtbot.waitUntil(lambda: page.model.rowCount() == rows + 1, timeout=WAIT_MS)
    return record.id


def choose(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    """Stand in for the person who picks a file."""
    monkeypatch.setattr(QFileDialog, method, lambda *_a, **_k: (str(path), ""))


def click(page: DocumentsPage, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()


def test_an_empty_list_says_what_to_do_first(page: DocumentsPage) -> None:
    assert page.empty.isVisible()
    assert "生成日报" in page.empty.text()
    assert not page.open.isEnabled()


def test_the_list_tells_number_edition_time_and_issuer(page: DocumentsPage, qtbot: QtBot) -> None:
    number = issue(page, qtbot)
    shown = [page.model.index(0, column).data() for column in range(page.model.columnCount())]
    assert "日报" in shown[0]
    assert shown[1:6] == ["2023-8-12", "1", "1", "2023-08-12 17:50", "office"]
    content = page.program.documents.content(number)
    assert shown[6] == hashlib.sha256(content).hexdigest()[:12]
    assert page.empty.isHidden()


def test_r4_saving_gives_the_same_bytes(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    number = issue(page, qtbot)
    copy = tmp_path / "副本.docx"
    choose(monkeypatch, "getSaveFileName", copy)
    page.save.click()
    qtbot.waitUntil(lambda: "已存到" in page.bar.label.text())
    assert copy.read_bytes() == page.program.documents.content(number)


def test_opening_hands_the_frozen_file_to_the_system(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = issue(page, qtbot)
    handed: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: handed.append(Path(url.toLocalFile())) or True
    )
    page.open.click()
    qtbot.waitUntil(lambda: bool(handed))
    assert handed[0].read_bytes() == page.program.documents.content(number)


def test_a_machine_without_word_is_told_where_the_file_lies(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(page, qtbot)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.open.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert ".docx" in page.bar.label.text()


def test_a_folder_that_cannot_be_written_is_told_calmly(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    issue(page, qtbot)
    blocked = tmp_path / "no-folder"
    blocked.write_text("a file stands here")
    choose(monkeypatch, "getSaveFileName", blocked / "日报.docx")
    page.save.click()
    qtbot.waitUntil(page.bar.isVisible)
    assert "⚠" in page.bar.label.text()


def test_a_second_edition_has_a_file_name_of_its_own(page: DocumentsPage, qtbot: QtBot) -> None:
    issue(page, qtbot)
    issue(page, qtbot)
    names = [file_name(record) for record in page.model.records]
    assert names == ["20230812-日报-第1期-第2版.docx", "20230812-日报-第1期.docx"]


def test_a_foreign_file_is_refused_as_a_template(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    foreign = tmp_path / "模板.docx"
    foreign.write_bytes(b"no document")
    choose(monkeypatch, "getOpenFileName", foreign)
    page.tabs.setCurrentIndex(1)
    click(page, "导入改好的模板…")
    qtbot.waitUntil(page.bar.isVisible)
    assert "⚠" in page.bar.label.text()
    assert all(
        "默认" in page.templates.list.item(n).text() for n in range(page.templates.list.count())
    )


def test_a_template_goes_out_and_comes_back_and_is_given_up(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frame = tmp_path / "模板.docx"
    choose(monkeypatch, "getSaveFileName", frame)
    choose(monkeypatch, "getOpenFileName", frame)
    page.tabs.setCurrentIndex(1)
    click(page, "导出模板…")
    qtbot.waitUntil(frame.exists)
    click(page, "导入改好的模板…")
    qtbot.waitUntil(lambda: "本单位修改过" in page.templates.list.item(0).text())
    click(page, "恢复默认")
    qtbot.waitUntil(lambda: "默认" in page.templates.list.item(0).text())
    quiet(qtbot, page.workspace)


def test_papers_about_persons_are_reworded_in_the_same_place(
    page: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tab, path = page.templates, tmp_path / "模板.docx"
    choose(monkeypatch, "getSaveFileName", path)
    choose(monkeypatch, "getOpenFileName", path)
    page.tabs.setCurrentIndex(1)
    titles = [tab.list.item(n).text() for n in range(tab.list.count())]
    row = next(n for n, title in enumerate(titles) if title.startswith("承诺书"))
    tab.list.setCurrentRow(row)
    click(page, "导出模板…")
    qtbot.waitUntil(path.exists)
    quiet(qtbot, page.workspace)
    click(page, "导入改好的模板…")
    qtbot.waitUntil(lambda: "本单位修改过" in tab.list.item(row).text(), timeout=WAIT_MS)
    assert tab.list.currentRow() == row
    tab.list.setCurrentRow(row + 1)
    click(page, "导入改好的模板…")
    qtbot.waitUntil(lambda: "⚠" in page.bar.label.text(), timeout=WAIT_MS)
    assert "默认" in tab.list.item(row + 1).text()
    quiet(qtbot, page.workspace)
