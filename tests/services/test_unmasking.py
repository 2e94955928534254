"""Units are handed up masked; opening one takes a reason, is on record, and ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.personal import StillMaskedError
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.days import DayService
from antifraud_desktop.services.units import UnitService
from antifraud_desktop.services.unmasking import OPEN_FOR, UnmaskService
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry, AuditPayload, Contact, Unit

NAME, PHONE = "李四甲", "13899990000"


@pytest.fixture
def units(work: Work) -> UnitService:
    service = UnitService(work)
    service.save(replace(service.get("U001"), liaison=NAME, phone=PHONE))
    return service


def _stored(work: Work, code: str = "U001") -> tuple[str, str]:
    with work.reading() as session:
        statement = select(Contact.name, Contact.phone).join(Unit).where(Unit.code == code)
        return tuple(session.execute(statement).one())


def test_lists_and_the_day_hold_masks_only(units: UnitService, work: Work) -> None:
    seen = (units.list(), units.get("U001"), DayService(work).book(date(2023, 8, 12)))
    assert "李*" in repr(seen)
    assert "138****0000" in repr(seen)
    assert NAME not in repr(seen)
    assert PHONE not in repr(seen)


def test_a_form_saved_with_its_masks_stores_no_mask(units: UnitService, work: Work) -> None:
    assert units.save(replace(units.get("U001"), leader="王五"))
    assert _stored(work) == (NAME, PHONE)
    units.retire("U001", date(2023, 8, 12))
    units.teach_alias("U001", "石头村")
    assert _stored(work) == (NAME, PHONE)


def test_one_value_is_replaced_without_seeing_the_other(units: UnitService, work: Work) -> None:
    units.save(replace(units.get("U001"), phone="13700000001"))
    assert _stored(work) == (NAME, "13700000001")
    units.save(replace(units.get("U001"), liaison=""))
    assert _stored(work) == ("", "13700000001")


@pytest.mark.parametrize("typed", ["138****0001", "138****00001", "李*乙", "1380000＊＊＊＊"])
def test_part_of_a_mask_is_never_stored(units: UnitService, work: Work, typed: str) -> None:
    for field in ("liaison", "phone"):
        with pytest.raises(Invalid) as trouble:
            units.save(replace(units.get("U001"), **{field: typed}))
        assert [p.field for p in trouble.value.problems] == [field]
    assert _stored(work) == (NAME, PHONE)


def test_a_new_unit_with_a_mask_is_refused(units: UnitService) -> None:
    with pytest.raises(Invalid):
        units.save(UnitRecord("", "新塘社区", units.get("U001").kind, phone="138****0000"))


def test_history_tells_that_a_phone_changed_not_which(units: UnitService) -> None:
    units.save(replace(units.get("U001"), phone="13811110000"))
    newest, first = units.history("U001")
    assert newest.details == ("联系电话：138****0000 → 138****0000（已改，内容隐去）",)
    assert "联络员：联* → 李*" in first.details


def test_opening_takes_a_reason_and_is_on_record(units: UnitService, work: Work) -> None:
    grant = UnmaskService(work).unmask("unit", "U001", "催报联络")
    contact = units.contact(grant)
    now = work.clock.now()
    assert contact.liaison.whole_for(grant, now) == NAME
    assert contact.phone.whole_for(grant, now) == PHONE
    assert (NAME in repr(contact), PHONE in repr(contact)) == (False, False)
    with work.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert entry is not None
        payload = session.get(AuditPayload, entry.id)
        assert payload is not None
        assert (entry.action, entry.subject_id, entry.account) == ("unmask", "U001", "张三")
        assert "催报联络" in (payload.after or "")
    assert units.history("U001")[0].summary == "查看完整的个人信息"


@pytest.mark.parametrize(
    "reason", ["", "  ", "看", "啊啊啊啊", "。。。", "11111", "长" * 150 + "短" * 80]
)
def test_a_reason_that_says_nothing_opens_nothing(
    units: UnitService, work: Work, reason: str
) -> None:
    before = units.history("U001")
    with pytest.raises(Invalid):
        UnmaskService(work).unmask("unit", "U001", reason)
    assert units.history("U001") == before


def test_it_ends_after_five_minutes(units: UnitService, work: Work) -> None:
    service = UnmaskService(work)
    grant = service.unmask("unit", "U001", "催报联络")
    assert grant.until - grant.since == OPEN_FOR == timedelta(minutes=5)
    assert service.is_open(grant)
    for at, is_open in ((grant.until - timedelta(seconds=1), True), (grant.until, False)):
        assert UnmaskService(replace(work, clock=FixedClock(at))).is_open(grant) is is_open
    contact = units.contact(grant)
    with pytest.raises(StillMaskedError):
        contact.phone.whole_for(grant, grant.until)


def test_a_grant_opens_one_unit_for_one_account(units: UnitService, work: Work) -> None:
    grant = UnmaskService(work).unmask("unit", "U001", "催报联络")
    other = units.contact(replace(grant, subject_id="U002"))
    with pytest.raises(StillMaskedError):
        other.phone.whole_for(grant, work.clock.now())
    assert not UnmaskService(replace(work, account="李四")).is_open(grant)
    with pytest.raises(Refused):
        units.contact(replace(grant, subject_kind="person"))


def test_who_may_not_see_personal_data_opens_nothing(units: UnitService, work: Work) -> None:
    grant = UnmaskService(work).unmask("unit", "U001", "催报联络")
    less = replace(work, permissions=work.permissions - {Permission.SEE_PERSONAL})
    with pytest.raises(NotAllowed):
        UnmaskService(less).unmask("unit", "U001", "催报联络")
    with pytest.raises(NotAllowed):
        UnitService(less).contact(grant)


def _unit_list(path: Path, phone: str) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称", "类别", "户数", "联系电话"])
    sheet.append(["大石村", "村", 410, phone])
    book.save(path)
    return path


def test_an_import_keeps_contacts_its_file_does_not_name(
    units: UnitService, work: Work, tmp_path: Path
) -> None:
    rows = units.preview_import(_unit_list(tmp_path / "单位.xlsx", ""))
    assert NAME not in repr(rows)
    assert PHONE not in repr(rows)
    units.accept_import(rows)
    assert units.get("U001").households == 410
    assert _stored(work) == (NAME, PHONE)
    assert {r.verdict for r in units.preview_import(tmp_path / "单位.xlsx")} == {"unchanged"}


def test_an_import_refuses_a_masked_phone(units: UnitService, work: Work, tmp_path: Path) -> None:
    (row,) = units.preview_import(_unit_list(tmp_path / "单位.xlsx", "139****1111"))
    assert (row.verdict, row.record) == ("refused", None)
    assert "星号" in row.reason
    assert _stored(work) == (NAME, PHONE)


def test_the_moment_is_the_clocks(units: UnitService, work: Work) -> None:
    at = datetime(2023, 8, 12, 23, 59)
    grant = UnmaskService(replace(work, clock=FixedClock(at))).unmask("unit", "U001", "核对电话")
    assert grant.since == at
    assert units.list()
