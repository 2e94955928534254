"""The dialog of old registers: columns to correct, verdicts with reasons, then 确认."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.person_views import PersonFilter
from antifraud_desktop.records.register import ColumnRole
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import FormKind
from tests.helpers.forms import DAY, filled
from tests.helpers.registers import HEADS, JUDGMENT, row_of, write_register
from ui.dialogs.import_register import ImportRegisterDialog
from ui.widgets.register_columns import CHOICES
from ui.workspace import Workspace

OLDER = JUDGMENT.replace("2024", "2022").replace("2023-08", "2021-08")
ROWS = (
    row_of(basis=OLDER),
    row_of(name="李四", number=990101197502029952, gender="女", birth="1975-02", basis=None),
    {"姓名": "合计"},
)


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[ImportRegisterDialog]:
    made = ImportRegisterDialog(workspace.program, workspace.operations)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def sign(program: Program) -> None:
    form, _changes = program.forms.start(FormKind.IMPACT_ASSESSMENT)
    answers = filled(load_definition(FormKind.IMPACT_ASSESSMENT))
    form, _changes = program.forms.save(form.id, answers, form.version)
    program.forms.sign(form.id, "王镇长", DAY, form.version)


def read(dialog: ImportRegisterDialog, qtbot: QtBot, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.rows.rows.topLevelItemCount() > 0, timeout=8000)


def lines(dialog: ImportRegisterDialog) -> list[list[str]]:
    tree = dialog.rows.rows
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(5)] for item in items if item]


def test_rows_are_told_masked_with_reasons_and_saved_after_the_button(
    dialog: ImportRegisterDialog, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    sign(workspace.program)
    read(dialog, qtbot, write_register(tmp_path / "旧台账.xlsx", ROWS))
    told = lines(dialog)
    assert [line[:2] for line in told] == [["3", "李*"], ["2", "张*"], ["4", ""]]
    assert told[0][3] == "✗ 不予导入"
    assert "1. 身份证号的末位数字已丢失" in dialog.rows.reasons.text()
    assert "2. 没有依据文书" in dialog.rows.reasons.text()
    assert dialog.confirm.text() == "确认导入 1 份"
    assert workspace.program.persons.page(PersonFilter()).total == 0
    with qtbot.waitSignal(dialog.changed, timeout=8000) as signal:
        dialog.confirm.click()
    assert signal.args[0].persons
    made = workspace.program.backups.list()[0]
    assert (made.reason, made.counts["person"]) == ("before_import", 0)
    assert workspace.program.persons.page(PersonFilter()).total == 1
    assert "已建档 1 份，其余 2 行没有保存" in dialog.status.text()
    assert not dialog.confirm.isVisible()
    out = tmp_path / "失败行.xlsx"
    with qtbot.waitSignal(dialog.changed, timeout=8000):
        dialog.write_failed(out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert any(cell == "李四" for row in sheet.iter_rows(values_only=True) for cell in row)


def test_before_the_assessment_the_way_there_is_told(
    dialog: ImportRegisterDialog, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    read(dialog, qtbot, write_register(tmp_path / "旧台账.xlsx", ROWS))
    dialog.confirm.click()
    qtbot.waitUntil(lambda: "影响评估" in dialog.status.text(), timeout=8000)
    assert dialog.confirm.isEnabled(), "what was looked at is not lost"
    assert workspace.program.persons.page(PersonFilter()).total == 0
    assert workspace.program.backups.list() == (), "nothing was to be imported"


def test_a_column_can_be_corrected_and_a_forbidden_one_cannot(
    dialog: ImportRegisterDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = (*("人员归类甲" if head == "类别" else head for head in HEADS), "民族")
    row = row_of(basis=OLDER) | {"人员归类甲": "前科", "民族": "某族"}
    read(dialog, qtbot, write_register(tmp_path / "旧台账.xlsx", [row], heads, title="表"))
    assert "民族" in dialog.notices.text()
    assert not dialog.confirm.isEnabled()
    boxes = {b.accessibleName(): b for b in dialog.columns.findChildren(QComboBox)}
    assert "民族的含义" not in boxes
    boxes["人员归类甲的含义"].setCurrentIndex(CHOICES.index(ColumnRole.CATEGORY))
    qtbot.waitUntil(dialog.confirm.isEnabled, timeout=8000)
    assert lines(dialog)[0][3] == "＋ 新建"


def test_a_file_that_is_no_register_is_told_calmly(
    dialog: ImportRegisterDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.read(write_register(tmp_path / "a.xlsx", [{"单位": "大石村"}], ("单位", "入户")))
    qtbot.waitUntil(lambda: "没有找到人员台账的表头" in dialog.status.text(), timeout=8000)
    assert not dialog.confirm.isEnabled()
