from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.office import DAY
from ui.dialogs.hand_out_workbooks import HandOutDialog
from ui.dialogs.import_workbooks import ImportWorkbooksDialog
from ui.workspace import Workspace


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[ImportWorkbooksDialog]:
    made = ImportWorkbooksDialog(workspace.program, workspace.operations, DAY, lambda _n: None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def round_up(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("单位", "入户", "宣传"), ("大石村", 32, 108), ("河东村", "十几", 54)):
        sheet.append(row)
    book.save(path)
    return path


def test_a_bad_file_is_told_calmly_and_hinders_no_other(
    dialog: ImportWorkbooksDialog, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    broken = tmp_path / "坏表.xlsx"
    broken.write_bytes(b"not a workbook")
    old = tmp_path / "旧表.xls"
    dialog.add_files([broken, old, round_up(tmp_path / "汇总8.12.xlsx")])
    lines = [dialog.files.item(n).text() for n in range(3)]
    qtbot.waitUntil(
        lambda: not any("正在读取" in dialog.files.item(n).text() for n in range(3)), timeout=5000
    )
    lines = [dialog.files.item(n).text() for n in range(3)]
    assert lines[0].startswith("⚠ 坏表.xlsx")
    assert "另存为.xlsx" in lines[1]
    assert "识别 2 份" in lines[2]
    with qtbot.waitSignal(dialog.changed, timeout=5000):
        dialog.confirm.click()
    book = workspace.program.days.book(DAY)
    assert {u.name for u in book.units if u.received} == {"大石村", "河东村"}


def test_blank_workbooks_are_handed_out_and_read_back(
    dialog: ImportWorkbooksDialog, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    handing = HandOutDialog(workspace.program, workspace.operations, DAY, dialog)
    qtbot.addWidget(handing)
    handing.show()
    qtbot.waitUntil(lambda: handing.units.count() == 4)
    handing.every.click()
    assert handing._chosen() == []
    handing.every.click()
    handing.write_into(tmp_path)
    qtbot.waitUntil(lambda: "生成4份" in handing.status.text(), timeout=10000)
    assert (tmp_path / "大石村反诈日报表.xlsx").exists()
