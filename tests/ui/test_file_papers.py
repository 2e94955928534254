"""Papers and scans, printing, the day's round, referrals and doubles in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.visits import NewPlan
from antifraud_desktop.vocabulary import (
    CaseCategory,
)
from tests.persons.conftest import (
    BASES,
    identity,
    someone,
)
from tests.ui.persons_office import clerk, desk, founded, open_one, opened, saved
from tests.ui.windows import quiet
from ui.dialogs import leaving
from ui.dialogs.doubles import DoublesDialog
from ui.dialogs.file_form import FileForm
from ui.dialogs.file_papers import PapersDialog, ScanDialog
from ui.dialogs.print_papers import MASKED, PrintDialog, PrintUnitDialog
from ui.dialogs.referrals import ReferralsDialog
from ui.dialogs.visit_round import MET, MISSED, NOTE, VisitRoundDialog
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded", "opened"]
CHECKED = Qt.CheckState.Checked


def pick(dialog: PrintDialog, code: str) -> None:
    row = next(n for n in range(dialog.list.count()) if dialog.list.item(n).data(256) == code)
    dialog.list.setCurrentRow(row)


def test_a_paper_with_a_scan_is_kept_small_and_shown_after_a_reason(
    qtbot: QtBot,
    desk: Workspace,
    opened: Callable[..., FileForm],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    number = open_one(desk.program, 123)
    photo = tmp_path / "张三承诺书.jpg"
    Image.effect_noise((900, 600), 40).convert("RGB").save(photo)
    form = opened(PapersDialog, number)
    assert isinstance(form, PapersDialog)
    form.take(photo)
    saved(qtbot, form)
    again = opened(PapersDialog, number)
    assert isinstance(again, PapersDialog)
    assert not again.list.item(0).icon().isNull()
    assert "张三" not in again.list.item(0).text()
    again.list.setCurrentRow(0)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("核对签名", True))
    again.look.click()
    qtbot.waitUntil(lambda: bool(again.findChildren(ScanDialog)))
    shown = again.findChildren(ScanDialog)[0]
    assert shown.findChildren(QLabel)[0].pixmap().width() == 900
    shown.reject()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("登记错了", True))
    with qtbot.waitSignal(again.accepted):
        again.drop.click()
    assert desk.program.papers.of_file(number) == ()
    assert desk.program.papers.scans(number) == ()


def test_a_notice_goes_to_the_person_and_the_file_is_printed_masked(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm], tmp_path: Path
) -> None:
    number = open_one(desk.program, 123)
    for code, whole in ((PersonPaper.NOTICE.value, True), (MASKED, False)):
        form = opened(PrintDialog, number, None)
        assert isinstance(form, PrintDialog)
        pick(form, code)
        out = tmp_path / f"{code}.docx"
        with qtbot.waitSignal(form.accepted):
            form.write(out)
        document = Document(str(out))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        text = "\n".join([*(p.text for p in document.paragraphs), *cells])
        assert ("张三丁" in text) is whole
        assert identity(123) not in text or whole


def test_an_appeal_begins_with_the_decision_it_is_against(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm], tmp_path: Path
) -> None:
    number = open_one(desk.program, 123, CaseCategory.TWO_CARD)
    form = opened(PrintDialog, number, None)
    assert isinstance(form, PrintDialog)
    first = form.code()
    assert first
    assert first not in {PersonPaper.PERSON_FILE.value, PersonPaper.REFERRAL_LETTER.value}
    pick(form, PersonPaper.APPEAL_LISTING.value)
    out = tmp_path / "申诉书.docx"
    with qtbot.waitSignal(form.accepted):
        form.write(out)
    assert out.exists()


def test_the_whole_file_is_asked_for(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PrintDialog, number, None)
    assert isinstance(form, PrintDialog)
    pick(form, PersonPaper.PERSON_FILE.value)
    assert "第二人审批" in form.need.text()
    form.to.setText("青禾县反诈中心")
    form.reason.setCurrentText("县反诈中心调阅档案")
    saved(qtbot, form)
    assert [r.recipient for r in desk.program.exports.mine()] == ["青禾县反诈中心"]


def test_the_round_is_ticked_and_entered_at_once(
    qtbot: QtBot, desk: Workspace, tmp_path: Path
) -> None:
    numbers = [open_one(desk.program, serial) for serial in (123, 201)]
    for number in numbers:
        desk.program.plans.set(number, NewPlan(date(2023, 8, 12), days=(date(2023, 8, 12),)))
    dialog = VisitRoundDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    assert dialog.table.rowCount() == 2
    out = tmp_path / "清单.docx"
    dialog.write(out)
    qtbot.waitUntil(lambda: "清单有2人" in dialog.told.text())
    dialog.table.item(0, MET).setCheckState(CHECKED)
    dialog.table.item(0, MISSED).setCheckState(CHECKED)
    assert dialog.table.item(0, MET).checkState() is not CHECKED
    dialog.table.item(0, MET).setCheckState(CHECKED)
    dialog.table.item(0, NOTE).setText("近况稳定")
    dialog.table.item(1, MISSED).setCheckState(CHECKED)
    dialog.keep.click()
    qtbot.waitUntil(lambda: "见到1人，未遇1人" in dialog.told.text())
    assert {v.failed for n in numbers for v in desk.program.visits.of_file(n)} == {True, False}
    assert dialog.marks() == ()
    dialog.reject()


def test_ticks_stay_while_another_day_is_looked_at(
    qtbot: QtBot, desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = open_one(desk.program, 123)
    desk.program.plans.set(number, NewPlan(date(2023, 8, 12), days=(date(2023, 8, 12),)))
    dialog = VisitRoundDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    dialog.table.item(0, MET).setCheckState(CHECKED)
    dialog.table.item(0, NOTE).setText("近况稳定")
    asked: list[str] = []
    monkeypatch.setattr(leaving, "ask", lambda _p, said, *_: asked.append(said))
    for day, rows in ((date(2023, 8, 1), 0), (date(2023, 8, 12), 1)):
        dialog.day.set_date(day)
        dialog.load()
        quiet(qtbot, desk)
        assert dialog.table.rowCount() == rows
        dialog.leave.click()
    assert len(asked) == 2
    assert dialog.isVisible()
    (mark,) = dialog.marks()
    assert (mark.met, mark.note) == (True, "近况稳定")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "见到1人" in dialog.told.text())
    quiet(qtbot, desk)
    dialog.leave.click()
    assert not dialog.isVisible()


def test_a_referral_clicked_twice_is_entered_once(qtbot: QtBot, desk: Workspace) -> None:
    dialog = ReferralsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    dialog.name.setText("李四")
    dialog.text.setPlainText("家属联系不上本人，请求帮助寻找")
    dialog.keep.click()
    dialog.keep.click()
    quiet(qtbot, desk)
    assert len(desk.program.referrals.list()) == 1
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_a_referral_names_no_offence(qtbot: QtBot, desk: Workspace) -> None:
    dialog = ReferralsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    dialog.name.setText("李四")
    dialog.text.setPlainText("疑似涉诈人员")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "text" in dialog.form.problems_shown())
    assert desk.program.referrals.list() == ()
    dialog.text.setPlainText("家属联系不上本人，请求帮助寻找")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "已登记" in dialog.told.text())
    quiet(qtbot, desk)
    assert "李*" in dialog.list.item(0).text()
    dialog.reject()


def test_doubles_become_one_with_both_files(qtbot: QtBot, desk: Workspace) -> None:
    open_one(desk.program, 123, name="张三")
    twin = someone("张三", identity_number="")
    request = NewFile(
        person=replace(twin, birth_on=date(1975, 2, 3)),
        category=CaseCategory.VICTIM,
        basis=BASES[CaseCategory.VICTIM],
    )
    desk.program.case_files.open_file(request)
    dialog = DoublesDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    assert dialog.current() is not None
    dialog.merge.click()
    qtbot.waitUntil(lambda: "⚠" in dialog.told.text())
    dialog.reason.setText("身份证核对为同一人")
    dialog.merge.click()
    qtbot.waitUntil(lambda: "已合并" in dialog.told.text())
    quiet(qtbot, desk)
    assert len(desk.program.persons.person(1).files) == 2
    dialog.reject()


def test_a_unit_is_printed_at_once(qtbot: QtBot, desk: Workspace, tmp_path: Path) -> None:
    open_one(desk.program, 123)
    dialog = PrintUnitDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    quiet(qtbot, desk)
    dialog.unit.setCurrentIndex(dialog.unit.findData("V01"))
    dialog.write(tmp_path / "批量.docx")
    qtbot.waitUntil(lambda: "已存1份" in dialog.told.text())
    dialog.unit.setCurrentIndex(dialog.unit.findData("V02"))
    dialog.write(tmp_path / "没有.docx")
    qtbot.waitUntil(lambda: "没有由您负责" in dialog.told.text())
    dialog.reject()
