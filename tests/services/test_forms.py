"""The law's forms on a real encrypted database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

from antifraud_desktop.errors import ChangedElsewhere, EnvironmentTrouble, Invalid, Refused
from antifraud_desktop.records.protection import FormRecord
from antifraud_desktop.rules.compliance_forms import reason_code
from antifraud_desktop.rules.permissions import Permission, permissions_of
from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.services.forms import FormService
from antifraud_desktop.vocabulary import FormKind, Role
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry, AuditPayload
from tests.helpers.forms import filled, staff
from tests.services.conftest import DAY

ASSESSMENT, AUDIT, BREACH = FormKind.IMPACT_ASSESSMENT, FormKind.SELF_AUDIT, FormKind.BREACH


def of(work: Work, name: str, role: Role, *staffed: Role) -> FormService:
    """Return the service as an account of a role sees it."""
    return FormService(
        replace(work, account=name, permissions=permissions_of([role], [role, *staffed]))
    )


def begun(service: FormService, kind: FormKind, **special: str) -> FormRecord:
    record, _changes = service.start(kind)
    answers = filled(load_definition(kind), **special)
    return service.save(record.id, answers, record.version)[0]


def sign(service: FormService, record: FormRecord, on: date = DAY) -> FormRecord:
    return service.sign(record.id, "李四", on, record.version)[0]


def test_no_person_file_before_a_signed_assessment(work: Work) -> None:
    service = FormService(work)
    with pytest.raises(Refused) as refused:
        service.impact_gate()
    assert "影响评估没有完成并签署" in refused.value.sentence
    assert "系统—合规" in refused.value.advice
    record = begun(service, ASSESSMENT)
    with pytest.raises(Refused):
        service.impact_gate()
    sign(service, record)
    service.impact_gate()


def test_an_assessment_that_says_no_keeps_the_gate_shut_until_a_new_one(work: Work) -> None:
    service = FormService(work)
    no = {"conclusion": "must_not", reason_code("conclusion"): "口令尚未落实"}
    sign(service, begun(service, ASSESSMENT, **no))
    with pytest.raises(Refused, match="不得开始"):
        service.impact_gate()
    sign(service, begun(service, ASSESSMENT))
    service.impact_gate()


def test_a_later_no_shuts_the_gate_again(work: Work) -> None:
    service = FormService(work)
    sign(service, begun(service, ASSESSMENT))
    no = {"conclusion": "must_not", reason_code("conclusion"): "发生过泄露"}
    sign(service, begun(service, ASSESSMENT, **no))
    with pytest.raises(Refused, match="不得开始"):
        service.impact_gate()


def test_partial_answers_are_kept_and_signing_names_all_that_is_missing(work: Work) -> None:
    service = FormService(work)
    record, changes = service.start(AUDIT)
    assert changes.forms
    kept, changes = service.save(record.id, {"summary": " 抽查5份。 "}, record.version)
    assert changes.forms
    assert service.get(record.id).answers == {"summary": "抽查5份。"}
    with pytest.raises(Invalid) as invalid:
        service.sign(record.id, " ", date(2023, 8, 13), kept.version)
    fields = {p.field for p in invalid.value.problems}
    assert {"notice_given", "rectify", "signed_by", "signed_on"} <= fields
    assert "summary" not in fields
    assert not service.get(record.id).is_signed


def test_an_answer_that_cannot_be_kept_is_refused_and_nothing_changes(work: Work) -> None:
    service = FormService(work)
    record, _changes = service.start(BREACH)
    with pytest.raises(Invalid):
        service.save(record.id, {"what": "误发", "found_on": "昨天"}, record.version)
    assert service.get(record.id).answers == {}


def test_saving_what_is_saved_changes_nothing(work: Work) -> None:
    service = FormService(work)
    record = begun(service, AUDIT)
    again, changes = service.save(record.id, dict(record.answers), record.version)
    assert not changes
    assert again.version == record.version


def test_a_signed_form_never_changes(work: Work) -> None:
    service = FormService(work)
    record = sign(service, begun(service, AUDIT))
    with pytest.raises(Refused, match="已经签署"):
        service.save(record.id, {"summary": "改一改"}, record.version)
    with pytest.raises(Refused, match="已经签署"):
        sign(service, record)
    assert service.get(record.id) == record
    assert (record.signed_by, record.signed_on) == ("李四", DAY)


def test_the_second_of_two_who_fill_is_told(work: Work) -> None:
    service = FormService(work)
    record, _changes = service.start(BREACH)
    service.save(record.id, {"what": "先"}, record.version)
    with pytest.raises(ChangedElsewhere, match="这份表刚由张三"):
        service.save(record.id, {"what": "后"}, record.version)
    with pytest.raises(ChangedElsewhere):
        sign(service, record)


def test_an_open_assessment_is_gone_on_with_but_every_breach_is_its_own(work: Work) -> None:
    service = FormService(work)
    first, _changes = service.start(ASSESSMENT)
    second, changes = service.start(ASSESSMENT)
    assert (second.id, bool(changes)) == (first.id, False)
    assert service.start(BREACH)[0].id != service.start(BREACH)[0].id


def test_the_open_form_is_current_then_the_one_signed_last(work: Work) -> None:
    service = FormService(work)
    assert service.current(AUDIT) is None
    signed = sign(service, begun(service, AUDIT))
    assert service.current(AUDIT) == signed
    opened, _changes = service.start(AUDIT)
    assert service.current(AUDIT) == opened
    assert [f.id for f in service.list(AUDIT)] == [opened.id, signed.id]


def test_who_fills_the_assessment_does_not_sign_it_where_another_could(work: Work) -> None:
    staff(work, 张三=Role.REVIEWER, 李四=Role.LEADER)
    reviewer, leader = of(work, "张三", Role.REVIEWER), of(work, "李四", Role.LEADER)
    record = begun(reviewer, ASSESSMENT)
    with pytest.raises(Refused, match="不能由填写的人自己签署"):
        sign(reviewer, record)
    signed = sign(leader, record)
    assert signed.note == ""
    assert signed.filled_by == ("张三",)


def test_who_only_corrected_the_assessment_filled_it_too(work: Work) -> None:
    staff(work, 王五=Role.OPERATOR, 张三=Role.REVIEWER, 李四=Role.LEADER)
    record = begun(of(work, "王五", Role.OPERATOR, Role.REVIEWER), ASSESSMENT)
    reviewer = of(work, "张三", Role.REVIEWER)
    answers = {**record.answers, "purpose": "改过"}
    record = reviewer.save(record.id, answers, record.version)[0]
    assert record.filled_by == ("王五", "张三")
    with pytest.raises(Refused, match="不能由填写的人自己签署"):
        sign(reviewer, record)


def test_the_only_signer_may_sign_what_he_filled(work: Work) -> None:
    staff(work, 张三=Role.REVIEWER, 王五=Role.OPERATOR)
    reviewer = of(work, "张三", Role.REVIEWER)
    assert sign(reviewer, begun(reviewer, ASSESSMENT)).is_signed


def test_an_office_of_one_enters_the_signature_given_on_paper(work: Work) -> None:
    staff(work, 王五=Role.OPERATOR)
    alone = of(work, "王五", Role.OPERATOR)
    signed = sign(alone, begun(alone, ASSESSMENT))
    assert signed.signed_by == "李四"
    assert "王五按纸质签名登记" in signed.note


def test_an_operator_cannot_sign_once_there_is_a_leader(work: Work) -> None:
    staff(work, 王五=Role.OPERATOR, 李四=Role.LEADER)
    operator = of(work, "王五", Role.OPERATOR, Role.LEADER)
    record = begun(operator, BREACH)
    with pytest.raises(NotAllowed):
        sign(operator, record)
    assert sign(of(work, "李四", Role.LEADER), record).is_signed


def test_the_gate_answers_whoever_asks(work: Work) -> None:
    sign(FormService(work), begun(FormService(work), ASSESSMENT))
    of(work, "王五", Role.CASE_OFFICER).impact_gate()
    with pytest.raises(NotAllowed):
        of(work, "王五", Role.CASE_OFFICER).list()


def test_today_asks_for_what_was_never_done_or_has_run_out(work: Work) -> None:
    service = FormService(work)
    assert [d.kind for d in service.due(DAY)] == [ASSESSMENT, AUDIT]
    sign(service, begun(service, ASSESSMENT))
    sign(service, begun(service, AUDIT))
    assert service.due(DAY) == ()
    assert service.due(date(2024, 8, 12)) == ()
    [audit] = service.due(date(2024, 8, 13))
    assert audit.kind is AUDIT
    assert "2023年8月12日" in audit.sentence
    assert [d.kind for d in service.due(date(2026, 8, 13))] == [ASSESSMENT, AUDIT]


def test_a_begun_form_is_asked_to_be_finished(work: Work) -> None:
    service = FormService(work)
    record, _changes = service.start(AUDIT)
    due = next(d for d in service.due(DAY) if d.kind is AUDIT)
    assert due.form == record.id
    assert "填完并签署" in due.sentence


def test_an_open_breach_stands_first_until_it_is_signed(work: Work) -> None:
    service = FormService(work)
    record = begun(service, BREACH)
    first = service.due(DAY)[0]
    assert (first.kind, first.form) == (BREACH, record.id)
    sign(service, record)
    assert BREACH not in {d.kind for d in service.due(DAY)}


def test_the_trail_tells_each_step_once_and_keeps_what_was_written_apart(work: Work) -> None:
    service = FormService(work)
    record = begun(service, BREACH, what="张三的表格误发")
    sign(service, record)
    with work.reading() as session:
        entries = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.subject_kind == "compliance_form")
            .order_by(AuditEntry.sequence)
        ).all()
        payloads = session.scalars(select(AuditPayload.after)).all()
    assert [e.action for e in entries] == ["form.start", "form.save", "form.sign"]
    assert all("张三的表格" not in e.summary for e in entries)
    assert any("张三的表格误发" in (p or "") for p in payloads)


def test_a_form_is_written_as_a_document_and_that_is_told(work: Work, tmp_path: Path) -> None:
    service = FormService(work)
    record = begun(service, BREACH, what="表格误发")
    path = tmp_path / "事件.docx"
    service.write_paper(record.id, path)
    text = "\n".join(c.text for t in Document(str(path)).tables for r in t.rows for c in r.cells)
    assert "表格误发" in text
    service.write_blank(AUDIT, tmp_path / "空白.docx")
    with work.reading() as session:
        printed = session.scalars(
            select(AuditEntry.summary).where(AuditEntry.action == "form.print")
        ).all()
    assert len(printed) == 2


def test_a_paper_that_cannot_be_written_leaves_no_trace(work: Work, tmp_path: Path) -> None:
    service = FormService(work)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentTrouble):
        service.write_blank(AUDIT, tmp_path / "file" / "空白.docx")
    with work.reading() as session:
        printed = select(AuditEntry).where(AuditEntry.action == "form.print")
        assert session.scalars(printed).all() == []


def test_a_form_keeps_to_the_edition_it_began_with(work: Work) -> None:
    with pytest.raises(EnvironmentTrouble, match="没有这一版"):
        FormService(work).definition(AUDIT, "0")
    record, _changes = FormService(work).start(AUDIT)
    assert FormService(work).definition(AUDIT, record.edition).edition == record.edition


def test_nothing_is_filled_by_those_who_only_read(work: Work) -> None:
    auditor = of(work, "王五", Role.AUDITOR)
    assert auditor.list() == ()
    with pytest.raises(NotAllowed):
        auditor.start(AUDIT)
    assert Permission.SIGN_FORMS not in permissions_of([Role.AUDITOR], [Role.AUDITOR])
