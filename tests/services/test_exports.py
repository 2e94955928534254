"""An export of personal data: asked, approved by somebody else, written once, on record."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from antifraud_desktop.errors import ChangedElsewhere, EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.services.export_kinds import shipped_kinds
from antifraud_desktop.services.exports import ExportService
from antifraud_desktop.services.units import UnitService
from antifraud_desktop.work import NotAllowed, Work
from db.models import AccountRole, AuditEntry, AuditPayload
from db.vocabulary import ExportState, Role, UnitKind
from tests.services.export_office import Office, open_office, sha


@pytest.fixture
def office(work: Work, tmp_path: Path) -> Office:
    return open_office(work, tmp_path)


def test_the_whole_way(office: Office) -> None:
    asked, _ = office.desk("张三").ask("unit_contacts", {}, " 县反诈中心 ", "县里统一建立联络群")
    assert (asked.title, asked.state) == ("单位联络表（4个单位）", ExportState.PENDING)
    assert office.desk("张三").reviewers() == ("复核", "李四")
    (waiting,) = office.desk("李四").pending()
    assert waiting == asked
    office.desk("李四").decide(asked.id, agreed=True, why="", version=waiting.version)
    office.clock.at += timedelta(hours=1)
    path = office.out / "联络表.xlsx"
    assert office.desk("张三").carry_out(asked.id, path).exports

    (mine,) = office.desk("张三").mine()
    assert (mine.state, mine.decided_by, mine.withdrawn) == (ExportState.DONE, "李四", False)
    (left,) = office.desk("审计").register()
    assert (left.account, left.recipient, left.personal) == ("张三", "县反诈中心", True)
    assert (left.request_id, left.sha256) == (asked.id, sha(path))
    assert office.actions()[-3:] == ["ask_export", "decide_export", "export"]
    assert office.files() == [path]


def test_the_file_names_who_when_for_whom_and_gives_phones_in_full(office: Office) -> None:
    number = office.approved()
    path = office.out / "联络表.xlsx"
    office.desk("张三").carry_out(number, path)
    book = openpyxl.load_workbook(path)
    mark = f"张三 2023-08-12 17:40 导出 · 报送县反诈中心 · 编号 {number}"
    (sheet,) = book.worksheets
    assert sheet["A1"].value == mark
    assert sheet.oddHeader.center.text == mark
    assert book.properties.description == mark
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["序号", "单位", "类别", "联络员", "联系电话"]
    assert rows[1] == [1, "大石村", "村", "联络员01", "13800138000"]
    assert len(rows) == 5


def test_what_was_asked_for_is_what_is_exported(office: Office) -> None:
    desk = office.desk("张三")
    asked, _ = desk.ask("unit_contacts", {"units": ["U003", "U001"]}, "县反诈中心", "核对电话")
    assert asked.title == "单位联络表（大石村、竹园村）"
    everybody = office.asked()
    for number in (asked.id, everybody):
        office.desk("李四").decide(number, agreed=True, why="可以", version=1)
    UnitService(office.work).save(UnitRecord("", "青禾中学", UnitKind.SCHOOL))
    for number, names in ((asked.id, 2), (everybody, 4)):
        path = office.out / f"{number}.xlsx"
        desk.carry_out(number, path)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert sheet.max_row - 3 == names
    with pytest.raises(Refused, match="查不到"):
        desk.ask("unit_contacts", {"units": ["U001", "gone"]}, "县反诈中心", "核对")
    with pytest.raises(Refused, match="没有可导出的单位"):
        desk.ask("unit_contacts", {"units": []}, "县反诈中心", "核对")


def test_names_and_phones_never_reach_the_open_part_of_the_trail(office: Office) -> None:
    office.desk("张三").carry_out(office.approved(), office.out / "a.xlsx")
    with office.work.reading() as session:
        entries = session.scalars(select(AuditEntry)).all()
        told = "".join(e.summary for e in entries)
        payloads = [json.loads(p) for p in session.scalars(select(AuditPayload.after)) if p]
    assert "县反诈中心" not in told
    assert "1380013" not in told + json.dumps(payloads)
    assert any(p.get("recipient") == "县反诈中心" for p in payloads)


def test_nobody_approves_their_own_request(office: Office) -> None:
    number = office.asked("李四")
    with pytest.raises(Refused, match="申请人不能审批自己的申请") as trouble:
        office.desk("李四").decide(number, agreed=True, why="", version=1)
    assert trouble.value.advice == "请由复核审批。"
    assert office.state(number) is ExportState.PENDING


def test_an_office_of_one_is_told_to_get_a_second_person(work: Work, tmp_path: Path) -> None:
    alone = open_office(work, tmp_path, ("李四",))
    number = alone.asked("李四")
    assert alone.desk("李四").reviewers() == ()
    with pytest.raises(Refused) as trouble:
        alone.desk("李四").decide(number, agreed=True, why="", version=1)
    assert "请系统管理员为另一人开通复核员账号" in trouble.value.advice
    with pytest.raises(Refused, match="开通复核员账号"):
        alone.desk("李四").carry_out(number, alone.out / "a.xlsx")
    assert alone.files() == []


def test_each_step_needs_its_role(office: Office) -> None:
    number = office.asked("李四")
    with pytest.raises(NotAllowed):
        office.desk("张三").pending()
    with pytest.raises(NotAllowed):
        office.desk("张三").decide(number, agreed=True, why="", version=1)
    with pytest.raises(NotAllowed):
        office.desk("审计").ask("unit_contacts", {}, "县反诈中心", "核对")


def test_all_problems_of_a_request_are_told_at_once(office: Office) -> None:
    with pytest.raises(Invalid) as trouble:
        office.desk("张三").ask("unit_contacts", {}, " ", "长" * 201)
    assert [p.field for p in trouble.value.problems] == ["recipient", "reason"]
    with pytest.raises(Refused, match="没有这种导出"):
        office.desk("张三").ask("everything", {}, "县反诈中心", "核对")
    assert office.desk("张三").mine() == ()


def test_a_refusal_needs_words_and_ends_the_request(office: Office) -> None:
    number = office.asked()
    with pytest.raises(Invalid, match="不同意的理由"):
        office.desk("李四").decide(number, agreed=False, why="  ", version=1)
    office.desk("李四").decide(number, agreed=False, why="范围过大", version=1)
    (mine,) = office.desk("张三").mine()
    assert (mine.state, mine.decision) == (ExportState.REFUSED, "范围过大")
    with pytest.raises(Refused, match="没有通过"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")
    with pytest.raises(Refused, match="已经办结"):
        office.desk("复核").decide(number, agreed=True, why="", version=mine.version)


def test_the_second_of_two_deciders_is_told_who_was_first(office: Office) -> None:
    number = office.asked()
    office.desk("李四").decide(number, agreed=False, why="范围过大", version=1)
    with pytest.raises(ChangedElsewhere, match="李四"):
        office.desk("复核").decide(number, agreed=True, why="", version=1)
    assert office.state(number) is ExportState.REFUSED


def test_two_deciders_at_the_same_moment(office: Office) -> None:
    number = office.asked()

    def decide(name: str) -> str:
        try:
            office.desk(name).decide(number, agreed=True, why="", version=1)
        except ChangedElsewhere:
            return "late"
        return name

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(decide, ("李四", "复核")))
    assert done.count("late") == 1
    (mine,) = office.desk("张三").mine()
    assert mine.decided_by in done


def test_a_double_click_gives_one_file(office: Office) -> None:
    number = office.approved()

    def carry_out(name: str) -> bool:
        try:
            office.desk("张三").carry_out(number, office.out / name)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(carry_out, ("a.xlsx", "b.xlsx"))) == [False, True]
    (path,) = office.files()
    assert [i.sha256 for i in office.items()] == [sha(path)]


def test_only_the_asker_carries_out_and_takes_back(office: Office) -> None:
    number = office.approved()
    for step in (
        lambda: office.desk("李四").carry_out(number, office.out / "a.xlsx"),
        lambda: office.desk("李四").withdraw(number),
    ):
        with pytest.raises(Refused, match="只有申请人本人"):
            step()
    with pytest.raises(Refused, match="没有这份导出申请"):
        office.desk("张三").withdraw(number + 1)
    assert office.files() == []


def test_an_approval_lasts_a_day(office: Office) -> None:
    number = office.approved()
    office.clock.at += timedelta(hours=24)
    (mine,) = office.desk("张三").mine()
    assert mine.expired(office.clock.utc())
    with pytest.raises(Refused, match="有效期已过"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")
    office.clock.at -= timedelta(hours=25)
    with pytest.raises(Refused, match="电脑时间早于审批时间"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")
    assert office.files() == []
    office.clock.at += timedelta(hours=24, minutes=59)
    office.desk("张三").carry_out(number, office.out / "a.xlsx")


def test_a_disabled_approver_neither_approves_nor_has_approved(office: Office) -> None:
    number, waiting = office.approved(), office.asked()
    office.disable("李四")
    with pytest.raises(Refused, match="账号已停用"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")
    with pytest.raises(Refused, match="账号已停用"):
        office.desk("李四").decide(waiting, agreed=True, why="", version=1)
    assert office.desk("张三").reviewers() == ("复核",)
    assert office.files() == []


def test_an_approver_whose_role_was_taken_no_longer_counts(office: Office) -> None:
    number = office.approved()
    with office.work.writing() as uow:
        for held in uow.session.scalars(
            select(AccountRole).where(AccountRole.role == Role.REVIEWER)
        ):
            uow.session.delete(held)
        uow.record("roles", "account", "李四", "调整角色")
        uow.commit()
    with pytest.raises(Refused, match="不再承担审批"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")


def test_a_disabled_asker_takes_nothing_out(office: Office) -> None:
    number = office.approved()
    office.disable("张三")
    with pytest.raises(Refused, match="您的账号已停用"):
        office.desk("张三").carry_out(number, office.out / "a.xlsx")
    assert office.files() == []


def test_a_request_taken_back_cannot_be_used(office: Office) -> None:
    number, pending = office.approved(), office.asked()
    for each in (number, pending):
        office.desk("张三").withdraw(each)
        with pytest.raises(Refused, match="已撤回"):
            office.desk("张三").carry_out(each, office.out / "a.xlsx")
        with pytest.raises(Refused, match="不能再撤回"):
            office.desk("张三").withdraw(each)
    later, first = office.desk("张三").mine()
    assert (later.withdrawn, first.withdrawn) == (True, True)
    assert first.decision == "申请人撤回（李四已同意）"
    assert office.desk("李四").pending() == ()


def test_a_file_that_cannot_be_written_is_not_entered_and_the_approval_stays(
    office: Office,
) -> None:
    number = office.approved()
    before = office.actions()
    taken = office.out / "taken"
    taken.write_text("a file where a folder should be")
    with pytest.raises(EnvironmentTrouble, match="没有写成"):
        office.desk("张三").carry_out(number, taken / "a.xlsx")
    assert (office.items(), office.actions()) == ([], before)
    assert office.state(number) is ExportState.APPROVED
    office.desk("张三").carry_out(number, office.out / "a.xlsx")
    assert len(office.items()) == 1


def test_the_place_is_outside_the_data_and_the_name_says_what_it_is(office: Office) -> None:
    number = office.approved()
    desk = office.desk("张三")
    for path in (
        office.folder.database.with_suffix(".xlsx"),
        office.folder.exports / ".." / "a.xlsx",
        office.folder.backups / "a.xlsx",
    ):
        with pytest.raises(Refused, match="数据文件夹"):
            desk.carry_out(number, path)
    with pytest.raises(Refused, match="xlsx"):
        desk.carry_out(number, office.out / "a.docx")
    assert desk.kinds()[0].suffix == ".xlsx"
    desk.carry_out(number, office.folder.exports / "a.XLSX")


def test_a_kind_that_was_taken_out_of_the_program_is_refused(office: Office) -> None:
    number = office.approved()
    bare = ExportService(office.at("张三"), office.folder, ())
    with pytest.raises(Refused, match="没有这种导出"):
        bare.carry_out(number, office.out / "a.xlsx")
    assert [k.code for k in shipped_kinds()] == ["unit_contacts"]
