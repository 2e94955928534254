"""The steps with one file: plan, papers, printing, attention, officers, what is under 更多."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.visits import NewPlan
from antifraud_desktop.vocabulary import (
    AppealState,
    AttentionLevel,
    CaseCategory,
    FileStatus,
)
from tests.persons.conftest import (
    CHECKER,
    CLERK,
    OFFICER,
    identity,
)
from tests.ui.persons_office import clerk, desk, founded, open_one, opened, saved
from tests.ui.windows import quiet
from ui.dialogs.file_changes import AppealDialog, AttentionDialog, OfficersDialog
from ui.dialogs.file_contents import (
    BasisDialog,
    FactsDialog,
    MeasureDialog,
    PersonDialog,
)
from ui.dialogs.file_form import FileForm
from ui.dialogs.file_plan import ON_DAYS, PlanDialog
from ui.dialogs.print_papers import PrintDialog
from ui.pages.persons.more_steps import MoreSteps, PurgeDialog
from ui.pages.persons.page import PersonsPage
from ui.workspace import Workspace

__all__ = ["clerk", "desk", "founded", "opened"]
CHECKED = Qt.CheckState.Checked


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
        quiet(qtbot, desk)
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
    assert words() == ["人员资料…", "登记权利请求…", "与另一份资料合并…", "按封存通知清除…"]
    quiet(qtbot, desk)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (CaseCategory.CONVICTED, "从2023年8月13日起"),
        (CaseCategory.TWO_CARD, "保存到2025年5月1日"),
        (CaseCategory.RETURNEE, "保存到2024年8月12日"),
    ],
)
def test_r11_closing_says_from_when_the_file_may_go(
    qtbot: QtBot, desk: Workspace, category: CaseCategory, words: str
) -> None:
    number = open_one(desk.program, 123, category)
    forms: list[FileForm] = []
    page = PersonsPage(desk)
    qtbot.addWidget(page)
    view = desk.program.case_files.file(number)
    dict(MoreSteps(desk, page, forms.append, lambda: None).offered(view))["结案…"]()
    quiet(qtbot, desk)
    (form,) = forms
    qtbot.addWidget(form)
    told = "".join(label.text() for label in form.findChildren(QLabel))
    assert words in told
    assert "不能恢复" in told
    form.reject()


def test_a_sealed_file_goes_without_trace(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PurgeDialog, number)
    saved(qtbot, form)
    with pytest.raises(Refused):
        desk.program.case_files.file(number)


def test_a_date_nobody_can_read_is_never_saved_as_none(
    qtbot: QtBot, desk: Workspace, opened: Callable[..., FileForm]
) -> None:
    number = open_one(desk.program, 123)
    form = opened(PersonDialog, number)
    form.form.put_typed({"birth_on": "某年某月"})
    form.keep.click()
    quiet(qtbot, desk)
    assert form.isVisible()
    assert "看不懂" in form.form.problems_shown()["birth_on"]
