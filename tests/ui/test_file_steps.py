"""The steps with one file: plan, papers, printing, attention, officers, what is under 更多."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.case_requests import NewFile
from antifraud_desktop.records.person_papers import PersonPaper
from antifraud_desktop.records.visits import NewPlan
from antifraud_desktop.vocabulary import (
    AppealState,
    AttentionLevel,
    CaseCategory,
    FileStatus,
)
from tests.accounts.conftest import TestClock
from tests.persons.conftest import (
    BASES,
    CHECKER,
    CLERK,
    OFFICER,
    PASSWORD,
    founded,
    identity,
    someone,
)
from tests.ui.office import DAY
from tests.ui.persons_office import open_one
from tests.ui.windows import quiet
from ui.dialogs.doubles import DoublesDialog
from ui.dialogs.file_changes import AppealDialog, AttentionDialog, OfficersDialog
from ui.dialogs.file_contents import (
    BasisDialog,
    FactsDialog,
    MeasureDialog,
    PersonDialog,
)
from ui.dialogs.file_form import FileForm
from ui.dialogs.file_papers import PapersDialog, ScanDialog
from ui.dialogs.file_plan import ON_DAYS, PlanDialog
from ui.dialogs.print_papers import MASKED, PrintDialog, PrintUnitDialog
from ui.dialogs.referrals import ReferralsDialog
from ui.dialogs.visit_round import MET, MISSED, NOTE, VisitRoundDialog
from ui.pages.persons.more_steps import MoreSteps, PurgeDialog
from ui.pages.persons.page import PersonsPage
from ui.workspace import Workspace

__all__ = ["founded"]
CHECKED = Qt.CheckState.Checked


@pytest.fixture
def clerk(founded: Path, tmp_path: Path) -> Iterator[Program]:
    program = sign_in(Path(shutil.copytree(founded, tmp_path / "d")), CLERK, PASSWORD, TestClock())
    yield program
    program.close()


@pytest.fixture
def desk(qapp: object, clerk: Program) -> Iterator[Workspace]:
    made = Workspace(clerk, DAY)
    yield made
    made.close()


@pytest.fixture
def opened(qtbot: QtBot, desk: Workspace) -> Callable[..., FileForm]:
    def make(kind: Callable[..., FileForm], number: int, *more: object) -> FileForm:
        form = kind(desk, desk.program.case_files.file(number), *more)
        qtbot.addWidget(form)
        form.show()
        quiet(qtbot, desk)
        return form

    return make


def saved(qtbot: QtBot, form: FileForm) -> None:
    with qtbot.waitSignal(form.accepted):
        form.keep.click()


def pick(dialog: PrintDialog, code: str) -> None:
    row = next(n for n in range(dialog.list.count()) if dialog.list.item(n).data(256) == code)
    dialog.list.setCurrentRow(row)


def test_r12_a_plan_is_set_and_replaced_with_a_reason(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PlanDialog, number)
    assert isinstance(form, PlanDialog)
    form.every.setValue(15)
    saved(qtbot, form)
    assert desk.program.case_files.file(number).next_due is not None
    form = opened(PlanDialog, number)
    assert isinstance(form, PlanDialog)
    form.how.setCurrentIndex(form.how.findData(ON_DAYS))
    form.days.setText("9.1，9.15 10.8")
    form.keep.click()
    qtbot.waitUntil(lambda: "reason" in form.form.problems_shown())
    form.reason.setText("本人外出务工，约定日期回访")
    saved(qtbot, form)
    plans = desk.program.plans.follow_up(number).plans
    assert [p.days for p in plans if p.ended_on is None] == [
        (date(2023, 9, 1), date(2023, 9, 15), date(2023, 10, 8))
    ]


def test_a_running_plan_ends_with_a_reason(
    qtbot: QtBot,
    desk: Workspace,
    opened: Callable[..., FileForm],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = open_one(desk.program, 123)
    desk.program.plans.set(number, NewPlan(date(2023, 8, 12), 30))
    form = opened(PlanDialog, number)
    assert isinstance(form, PlanDialog)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a: ("已搬离本镇", True))
    with qtbot.waitSignal(form.accepted):
        form.stop.click()
    assert desk.program.case_files.file(number).plan is None


def test_attention_is_set_by_a_person_with_reason_and_end(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(AttentionDialog, number)
    assert isinstance(form, AttentionDialog)
    form.level.setCurrentIndex(form.level.findData(AttentionLevel.CLOSE.value))
    form.keep.click()
    qtbot.waitUntil(lambda: {"reason", "until"} <= set(form.form.problems_shown()))
    form.reason.setPlainText("近期失业，需要多联系")
    form.until.line.setText("2023-11-1")
    saved(qtbot, form)
    view = desk.program.case_files.file(number)
    assert (view.attention, view.unconfirmed) == (AttentionLevel.CLOSE, True)


def test_officers_are_ticked(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(OfficersDialog, number)
    assert isinstance(form, OfficersDialog)
    assert form.chosen() == (CLERK,)
    names = [form.list.item(n).text() for n in range(form.list.count())]
    assert CHECKER in names
    form.list.item(names.index(OFFICER)).setCheckState(CHECKED)
    saved(qtbot, form)
    officers = desk.program.case_files.file(number).officers
    assert {o.account for o in officers if o.until is None} == {CLERK, OFFICER}


def test_fields_keep_what_a_mask_hides(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    version = desk.program.case_files.file(number).version
    needed = "请联系13900139000安排培训"
    desk.program.case_files.change_facts(number, {"help_needed": needed}, version)
    form = opened(FactsDialog, number)
    assert isinstance(form, FactsDialog)
    assert "13900139000" not in form.form.typed()["help_needed"]
    form.form.put_typed({"skills": "电工"})
    saved(qtbot, form)
    view = desk.program.case_files.file(number)
    grant = desk.program.unmasking.unmask(*view.facts[0].value.subject, "核对内容原文")
    now = desk.program.clock.now()
    assert {f.code: f.value.whole_for(grant, now) for f in view.facts} == {
        "help_needed": needed,
        "skills": "电工",
    }


def test_a_person_is_changed_without_being_seen(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PersonDialog, number)
    assert isinstance(form, PersonDialog)
    form.lines["phone"].setText("13900139000")
    saved(qtbot, form)
    grant = desk.program.unmasking.unmask("person", "1", "核对本人信息")
    whole, now = desk.program.persons.whole(grant), desk.program.clock.now()
    assert whole.phone.whole_for(grant, now) == "13900139000"
    assert whole.identity_number.whole_for(grant, now) == identity(123)


def test_r14_measures_are_copied_and_judged_and_their_appeal_is_noted(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123, CaseCategory.TWO_CARD)
    form = opened(MeasureDialog, number)
    form.form.put_typed(
        {
            "organ": "青禾县公安局",
            "number": "决定6号",
            "ground": "出租银行卡",
            "starts_on": "2025-2-1",
            "ends_on": "2026-1-31",
        }
    )
    form.keep.click()
    qtbot.waitUntil(lambda: "不能建档" in form.told.text() or "还没有保存" in form.told.text())
    assert len(desk.program.case_files.file(number).measures) == 1
    appeal = opened(AppealDialog, number)
    assert isinstance(appeal, AppealDialog)
    appeal.state.setCurrentIndex(appeal.state.findData(AppealState.PENDING.value))
    saved(qtbot, appeal)
    assert desk.program.case_files.file(number).measures[0].appeal is AppealState.PENDING


def test_a_further_basis_is_judged_like_the_first(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(BasisDialog, number)
    assert isinstance(form, BasisDialog)
    form.basis.form.put_typed({"organ": "青禾县人民法院", "ground": "盗窃罪"})
    form.keep.click()
    qtbot.waitUntil(form.told.isVisible)
    assert len(desk.program.case_files.file(number).bases) == 1


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


def test_what_is_under_more_follows_state_and_category(qtbot: QtBot, desk: Workspace) -> None:
    number = open_one(desk.program, 123)
    page = PersonsPage(desk)
    qtbot.addWidget(page)
    forms: list[FileForm] = []
    more = MoreSteps(desk, page, forms.append, lambda: None)

    def words() -> list[str]:
        return [text for text, _act in more.offered(desk.program.case_files.file(number))]

    def take(word: str, reason: str) -> None:
        view = desk.program.case_files.file(number)
        dict(more.offered(view))[word]()
        form = forms.pop()
        qtbot.addWidget(form)
        form.reason.setPlainText(reason)  # type: ignore[attr-defined]
        saved(qtbot, form)

    assert "登记惩戒措施…" not in words()
    take("限制处理…", "本人要求限制处理")
    assert "恢复办理…" in words()
    assert "补充依据…" not in words()
    take("恢复办理…", "争议已解决")
    take("定期审核…", "依据仍然有效，需要继续帮扶")
    take("结案…", "帮扶完成")
    assert desk.program.case_files.file(number).status is FileStatus.CLOSED
    assert words() == ["人员资料…", "按封存通知清除…"]
    quiet(qtbot, desk)


def test_a_sealed_file_goes_without_trace(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PurgeDialog, number)
    saved(qtbot, form)
    with pytest.raises(Refused):
        desk.program.case_files.file(number)


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
