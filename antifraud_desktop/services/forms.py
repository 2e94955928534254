"""The law's forms: impact assessment, self-audit, breach (PIPL 54-57), and the gate they keep."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.files import write_whole
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import FormDue, FormRecord
from antifraud_desktop.rules.compliance_forms import (
    FormDefinition,
    cleaned,
    incomplete,
    malformed,
    opens_files,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.account_rows import permissions_in
from antifraud_desktop.services.form_definitions import NEWEST, load_definition
from antifraud_desktop.services.form_rows import (
    BEGUN,
    SAVED,
    SUBJECT,
    dues,
    form_records,
    has_role,
    writers_of,
)
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.work import Work, allowed
from db.models import Account, ComplianceForm
from db.vocabulary import FormKind, Role

Forms = tuple[FormRecord, ...]
SIGNED, PRINTED = "form.sign", "form.print"
LONGEST_NAME = 60
ENTERED_FOR = "单位尚无复核员、领导账号，由经办员{account}按纸质签名登记。"
_GATE = (
    "还不能建立人员档案：个人信息保护影响评估没有完成并签署。",
    "请先在“系统—合规”填写影响评估，由负责人签署。（个人信息保护法第五十五条、第五十六条）",
)
_SHUT = (
    "还不能建立人员档案：最近一次影响评估的结论是“不得开始”。",
    "请落实保护措施后，在“系统—合规”重新评估。（个人信息保护法第五十五条、第五十六条）",
)


class FormService:
    """Fills and signs forms. A signed one never changes and is never deleted (PIPL 56)."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FORMS)
    def definition(self, kind: FormKind, edition: str = "") -> FormDefinition:
        """Return what a form asks, in its newest edition unless one is named."""
        return load_definition(kind, edition)

    @allowed(Permission.READ_FORMS)
    def get(self, form_id: int) -> FormRecord:
        """Return one form. Raises Refused when there is none."""
        with self._work.reading() as session:
            found = form_records(session, ComplianceForm.id == form_id)
        if not found:
            raise Refused("没有这份表。", "请刷新后再看。")
        return found[0]

    @allowed(Permission.READ_FORMS)
    def list(self, kind: FormKind | None = None) -> Forms:
        """Return the forms, of one kind when given, the latest begun first."""
        with self._work.reading() as session:
            return form_records(session, *_of(kind))

    @allowed(Permission.READ_FORMS)
    def current(self, kind: FormKind) -> FormRecord | None:
        """Return the open form of a kind, else the one signed last, None when there is neither."""
        with self._work.reading() as session:
            found = form_records(session, *_of(kind))
        return next((f for f in found if not f.is_signed), next(iter(found), None))

    @allowed(Permission.READ_FORMS)
    def due(self, today: date) -> tuple[FormDue, ...]:
        """Return what is missing or has run out, and the breaches still open, as sentences."""
        with self._work.reading() as session:
            return dues(form_records(session), today)

    @allowed(Permission.READ_OFFICE)
    def impact_gate(self) -> None:
        """Let person files be opened, or raise Refused with the way to get there (PIPL 55).

        The assessment signed last counts; its age does not shut the gate, it is due again.
        """
        with self._work.reading() as session:
            found = form_records(
                session,
                ComplianceForm.kind == FormKind.IMPACT_ASSESSMENT,
                ComplianceForm.signed_at.is_not(None),
            )
        if not found:
            raise Refused(*_GATE)
        last = max(found, key=lambda f: (f.signed_at, f.id))
        if not opens_files(last.answers):
            raise Refused(*_SHUT)

    @allowed(Permission.FILL_FORMS)
    def start(self, kind: FormKind) -> tuple[FormRecord, Changes]:
        """Begin a form; an assessment or audit that is still open is gone on with instead."""
        with self._work.writing() as uow:
            kept = form_records(uow.session, *_of(kind), ComplianceForm.signed_on.is_(None))
            if kept and kind is not FormKind.BREACH:
                return kept[0], Changes()
            row = ComplianceForm(
                kind=kind,
                definition=NEWEST[kind],
                answers="{}",
                started_at=self._work.clock.utc(),
                started_by=self._work.account,
            )
            uow.session.add(row)
            uow.session.flush()
            uow.record(BEGUN, SUBJECT, row.id, f"开始填写{label_of(kind)}")
            made = form_records(uow.session, ComplianceForm.id == row.id)[0]
            uow.commit()
        return made, Changes(forms=True)

    @allowed(Permission.FILL_FORMS)
    def save(
        self, form_id: int, answers: dict[str, str], version: int
    ) -> tuple[FormRecord, Changes]:
        """Keep the answers so far; what is missing is asked for when it is signed.

        Raises Invalid with every answer that cannot be kept, Refused when it is signed,
        ChangedElsewhere when somebody saved it first.
        """
        with self._work.writing() as uow:
            row = _open_row(uow.session, form_id, version)
            given = cleaned(answers)
            problems = malformed(load_definition(row.kind, row.definition), given)
            if problems:
                raise Invalid(problems)
            before = json.loads(row.answers)
            if before == given:
                return form_records(uow.session, ComplianceForm.id == form_id)[0], Changes()
            row.answers = json.dumps(given, ensure_ascii=False, sort_keys=True)
            uow.session.flush()
            uow.record(SAVED, SUBJECT, form_id, f"填写{label_of(row.kind)}", before, given)
            kept = form_records(uow.session, ComplianceForm.id == form_id)[0]
            uow.commit()
        return kept, Changes(forms=True)

    @allowed(Permission.SIGN_FORMS)
    def sign(
        self, form_id: int, signed_by: str, signed_on: date, version: int
    ) -> tuple[FormRecord, Changes]:
        """Sign a complete form; ``signed_by`` is who answers for it on paper.

        Raises Invalid with everything still missing, Refused when it is signed already or an
        assessment's writer would sign it while somebody else could.
        """
        name = signed_by.strip()
        with self._work.writing() as uow:
            row = _open_row(uow.session, form_id, version)
            definition = load_definition(row.kind, row.definition)
            answers, today = json.loads(row.answers), self._work.clock.today()
            problems = (
                *malformed(definition, answers),
                *incomplete(definition, answers, today),
                *_check_signature(name, signed_on, today),
            )
            if problems:
                raise Invalid(problems)
            if row.kind is FormKind.IMPACT_ASSESSMENT:
                self._check_second_person(uow.session, form_id)
            row.signed_by, row.signed_on = name, signed_on
            row.signed_at = self._work.clock.utc()
            if not has_role(uow.session, self._work.account, Role.REVIEWER, Role.LEADER):
                row.note = ENTERED_FOR.format(account=self._work.account)
            uow.session.flush()
            after = {"signed_by": name, "signed_on": signed_on.isoformat(), "note": row.note}
            uow.record(SIGNED, SUBJECT, form_id, f"签署{label_of(row.kind)}", None, after)
            kept = form_records(uow.session, ComplianceForm.id == form_id)[0]
            uow.commit()
        return kept, Changes(forms=True)

    @allowed(Permission.READ_FORMS)
    def write_paper(self, form_id: int, path: Path) -> None:
        """Write a form as a Word document and note that it was printed."""
        record = self.get(form_id)
        definition = load_definition(record.kind, record.edition)
        self._write(path, definition, record)

    @allowed(Permission.READ_FORMS)
    def write_blank(self, kind: FormKind, path: Path) -> None:
        """Write an empty form as a Word document, to be filled by hand."""
        self._write(path, load_definition(kind), None)

    def _write(self, path: Path, definition: FormDefinition, record: FormRecord | None) -> None:
        from antifraud_desktop.documents.form_paper import build_form

        with self._work.reading() as session:
            township = township_record(session)
        content = build_form(record, definition, township)
        with self._work.writing() as uow:
            what = "" if record else "空白"
            said = f"另存{what}{label_of(definition.kind)}"
            uow.record(PRINTED, SUBJECT, record.id if record else definition.kind.value, said)
            write_whole(path, content)
            uow.commit()

    def _check_second_person(self, session: Session, form_id: int) -> None:
        """Refuse the assessment's writer as its signer where somebody else could sign it."""
        if self._work.account not in writers_of(session, form_id):
            return
        rows = session.scalars(
            select(Account).where(Account.active, Account.removed_at.is_(None))
        ).all()
        if any(
            row.name != self._work.account and Permission.SIGN_FORMS in permissions_in(session, row)
            for row in rows
        ):
            raise Refused(
                "影响评估不能由填写的人自己签署。", "请另一位有签署权限的同事登录后核对并签署。"
            )


def _of(kind: FormKind | None) -> tuple[ColumnElement[bool], ...]:
    return () if kind is None else (ComplianceForm.kind == kind,)


def _open_row(session: Session, form_id: int, version: int) -> ComplianceForm:
    row = session.get(ComplianceForm, form_id)
    if row is None:
        raise Refused("没有这份表。", "请刷新后再看。")
    if row.signed_on is not None:
        raise Refused("这份表已经签署，不能再改。", "情况有变化时，请开始新的一份。")
    if row.version != version:
        raise changed_elsewhere(session, "这份表", SUBJECT, str(form_id))
    return row


def _check_signature(name: str, signed_on: date, today: date) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if not name:
        found.append(Problem("signed_by", Severity.ERROR, "请填写负责人姓名", "required"))
    elif len(name) > LONGEST_NAME:
        found.append(Problem("signed_by", Severity.ERROR, f"请不超过{LONGEST_NAME}个字", "long"))
    if signed_on > today:
        found.append(Problem("signed_on", Severity.ERROR, "签署日期晚于今天", "future"))
    return tuple(found)
