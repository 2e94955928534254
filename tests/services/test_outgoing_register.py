"""The register of what left the office: approved exports and issued documents."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.exports import ExportService
from antifraud_desktop.services.reports import DocumentService
from antifraud_desktop.unit_of_work import AuditMisuseError
from antifraud_desktop.work import NotAllowed, Work
from db.models import Unit
from db.vocabulary import DocumentKind
from tests.helpers.sources import ROOT
from tests.services.conftest import DAY
from tests.services.export_office import Office, open_office, sha


@pytest.fixture
def office(work: Work, tmp_path: Path) -> Office:
    return open_office(work, tmp_path)


@pytest.fixture
def documents(office: Office) -> DocumentService:
    return DocumentService(
        office.at("张三"), TemplateStore(ROOT / "resources" / "documents", office.out / "none")
    )


def test_text_that_looks_like_a_formula_stays_text(office: Office) -> None:
    with office.work.writing() as uow:
        unit = uow.session.scalars(select(Unit).where(Unit.code == "U001")).one()
        unit.contacts[0].name = "=HYPERLINK(1)"
        uow.record("x", "unit", "U001", "改联络员")
        uow.commit()
    desk = office.desk("张三")
    asked, _ = desk.ask("unit_contacts", {}, "&C县&反诈中心", "核对")
    office.desk("李四").decide(asked.id, agreed=True, why="", version=1)
    desk.carry_out(asked.id, office.out / "a.xlsx")
    sheet = openpyxl.load_workbook(office.out / "a.xlsx").worksheets[0]
    cell = sheet["D4"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert "报送&C县&反诈中心" in sheet["A1"].value


def test_the_register_is_paged_counted_and_bounded_by_days(office: Office) -> None:
    for hour in range(5):
        office.desk("张三").carry_out(office.approved(), office.out / f"{hour}.xlsx")
        office.clock.at += timedelta(hours=12)
    desk = office.desk("审计")
    everything = desk.register()
    assert [i.request_id for i in everything] == [5, 4, 3, 2, 1]
    assert desk.register(2, 2) == everything[2:4]
    day = everything[-1].at.astimezone().date()
    assert desk.register_count() == 5
    of_day = [i for i in everything if i.at.astimezone().date() == day]
    assert list(desk.register(first=day, last=day)) == of_day
    assert desk.register_count(last=day) == len(of_day)
    assert desk.register(first=date(2023, 9, 1)) == ()
    with pytest.raises(NotAllowed):
        ExportService(
            Work(office.work.sessions, office.clock, "无权", frozenset()), office.folder, ()
        ).register()


def test_the_register_as_a_workbook_holds_every_entry_and_no_phone(office: Office) -> None:
    path = office.out / "a.xlsx"
    number = office.approved()
    office.desk("张三").carry_out(number, path)
    out = office.out / "登记.xlsx"
    assert office.desk("审计").export_register(out).exports
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    (only,) = rows
    assert only[2:] == [
        "张三",
        "单位联络表（4个单位）",
        "县反诈中心",
        "是",
        number,
        sha(path),
    ]
    assert "1380013" not in str(rows)
    latest = office.desk("审计").register()[0]
    assert (latest.account, latest.title, latest.personal) == ("审计", "外发登记（1条）", False)
    assert latest.sha256 == sha(out)
    assert office.actions()[-1] == "export"
    for wrong in (office.folder.root / "office.xlsx", office.out / "登记"):
        with pytest.raises(Refused):
            office.desk("审计").export_register(wrong)
        assert not wrong.exists()


def test_an_issued_document_that_is_exported_is_entered_once_for_a_place(
    office: Office, documents: DocumentService
) -> None:
    issued, _ = documents.issue(DocumentKind.DAILY_REPORT, DAY)
    here, there = office.out / "日报.docx", office.out / "乡镇" / "日报.docx"
    assert documents.export(issued.id, here).exports
    assert not documents.export(issued.id, here), "opening it again is no second leaving"
    (item,) = office.desk("张三").register()
    assert (item.kind, item.title, item.personal) == ("daily_report", issued.title, False)
    assert (item.sha256, item.account, item.request_id) == (sha(here), "张三", None)
    assert office.actions()[-2:] == ["issue", "export"]
    documents.export(issued.id, there)
    here.write_text("edited by somebody")
    documents.export(issued.id, here)
    assert [i.sha256 for i in office.items()] == [issued.sha256] * 3
    assert sha(here) == sha(there) == issued.sha256


def test_a_document_that_lies_there_unentered_is_entered(
    office: Office, documents: DocumentService
) -> None:
    issued, _ = documents.issue(DocumentKind.DAILY_REPORT, DAY)
    path = office.out / "日报.docx"
    path.write_bytes(documents.content(issued.id))
    documents.export(issued.id, path)
    assert len(office.items()) == 1


def test_a_document_that_cannot_be_written_is_not_entered(
    office: Office, documents: DocumentService
) -> None:
    issued, _ = documents.issue(DocumentKind.DAILY_REPORT, DAY)
    before = office.actions()
    taken = office.out / "taken"
    taken.write_text("a file where a folder should be")
    with pytest.raises(EnvironmentTrouble, match="没有写成"):
        documents.export(issued.id, taken / "日报.docx")
    assert (office.items(), office.actions()) == ([], before)


def test_a_file_whose_entry_cannot_be_committed_does_not_stay(office: Office) -> None:
    path = office.out / "a.xlsx"

    def enter_and_record_nothing() -> None:
        with office.work.writing() as uow:
            outgoing.enter(
                uow.session, b"a", at=office.clock.utc(), account="张三", kind="x", title="x"
            )
            outgoing.write_and_commit(uow, path, b"a")

    with pytest.raises(AuditMisuseError):
        enter_and_record_nothing()
    assert (office.files(), office.items()) == ([], [])
