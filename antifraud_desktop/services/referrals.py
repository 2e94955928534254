"""Referrals (线索转介): what has no basis is only passed on, and is gone after fifteen days."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.person_views import ReferralView
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.referral_texts import offence_problems
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.erasing_now import erase_now
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.forms import FormService
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import Draft, Referral, Unit

SUBJECT = "referral"
KEPT_FOR = timedelta(days=15)
LONGEST_NAME, LONGEST_TEXT, LONGEST_LINE = 64, 2000, 200
DRAFT = "referral:new"
"""Where lies what was typed as a referral and not entered yet."""
EXPIRED = "满15天自动删除"


class ReferralService:
    """The lane beside the files: it names no offence and opens nothing."""

    def __init__(self, work: Work, forms: FormService, folder: DataFolder) -> None:
        """Keep the way to the database, the gate of the assessment and the data folder."""
        self._work, self._forms, self._folder = work, forms, folder

    @allowed(Permission.WRITE_FILES)
    def add(self, name: str, unit_code: str, text: str) -> tuple[int, Changes]:
        """Write down what is to be passed on; return its number. Its draft goes with it.

        Raises Invalid when it names an offence or says what stays out of files.
        """
        self._forms.impact_gate()
        called, said = " ".join(name.split()), text.strip()
        problems = [
            *_name_problems(called),
            *reason_problems("text", said, "看到的情况和需要的帮助", LONGEST_TEXT),
            *offence_problems("text", said),
            *offence_problems("name", called),
        ]
        today = self._work.clock.today()
        with self._work.writing() as uow:
            unit = uow.session.scalar(select(Unit.id).where(Unit.code == unit_code))
            if unit is None:
                text_ = "请选择所在的村、社区或单位"
                problems.append(Problem("unit_code", Severity.ERROR, text_, "required"))
            if problems or unit is None:
                raise Invalid(tuple(problems))
            row = Referral(
                name=called,
                unit_id=unit,
                text=said,
                created_at=self._work.clock.utc(),
                created_by=self._work.account,
                expires_on=today + KEPT_FOR,
            )
            uow.session.add(row)
            uow.session.flush()
            forget_draft(uow.session, self._work.account, DRAFT)
            uow.record("add_referral", SUBJECT, row.id, "登记线索转介")
            number = row.id
            uow.commit()
        return number, Changes(persons=True, retention=True)

    @allowed(Permission.READ_FILES)
    def list(self) -> tuple[ReferralView, ...]:
        """Return what is not gone yet, the next to go first; others' only to who sees all."""
        statement = (
            select(Referral, Unit)
            .join(Unit, Unit.id == Referral.unit_id)
            .where(Referral.expires_on > self._work.clock.today())
            .order_by(Referral.expires_on, Referral.id)
        )
        if not self._work.may(Permission.ALL_FILES):
            statement = statement.where(Referral.created_by == self._work.account)
        with self._work.reading() as session:
            return tuple(_view(row, unit) for row, unit in session.execute(statement))

    @allowed(Permission.WRITE_FILES)
    def pass_on(self, referral_id: int, passed_to: str, version: int) -> Changes:
        """Note to which organ it was passed on, today."""
        to = " ".join(passed_to.split())
        problems = reason_problems("passed_to", to, "转交给哪个单位", LONGEST_LINE)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = self._row(uow.session, referral_id, version)
            row.passed_to, row.passed_on = to, self._work.clock.today()
            uow.session.flush()
            uow.record("pass_on", SUBJECT, referral_id, "转交线索", None, {"to": to})
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.READ_OFFICE)
    def expire(self) -> Changes:
        """Erase what is fifteen days old; whoever signs in, it goes by itself.

        What was begun and never entered goes after the same fifteen days.
        """
        self._expire_begun()
        with self._work.reading() as session:
            over = Referral.expires_on <= self._work.clock.today()
            gone = [str(number) for number in session.scalars(select(Referral.id).where(over))]
        if not gone:
            return Changes()
        erase_now(self._work, self._folder, SUBJECT, gone, EXPIRED, "线索转介")
        return Changes(persons=True, retention=True)

    def _expire_begun(self) -> None:
        cutoff = self._work.clock.utc() - KEPT_FOR
        old = (Draft.key == DRAFT, Draft.saved_at <= cutoff)
        with self._work.reading() as session:
            if session.scalar(select(Draft.id).where(*old).limit(1)) is None:
                return
        with self._work.writing(audited=False) as uow:
            uow.session.execute(delete(Draft).where(*old))
            uow.commit()

    def _row(self, session: Session, referral_id: int, version: int) -> Referral:
        row = session.get(Referral, referral_id)
        mine = row is not None and row.created_by == self._work.account
        if (
            row is None
            or row.expires_on <= self._work.clock.today()
            or not (mine or self._work.may(Permission.ALL_FILES))
        ):
            raise Refused("没有这条转介，可能已满15天删除。", "请刷新后再看。")
        if row.version != version:
            raise changed_elsewhere(session, "这条转介", SUBJECT, str(referral_id))
        return row


def _name_problems(name: str) -> tuple[Problem, ...]:
    if not name or len(name) > LONGEST_NAME:
        text = f"请填写姓名，不超过{LONGEST_NAME}个字"
        return (Problem("name", Severity.ERROR, text, "required"),)
    return ()


def _view(row: Referral, unit: Unit) -> ReferralView:
    number = str(row.id)
    return ReferralView(
        referral_id=row.id,
        version=row.version,
        name=personal(PersonalKind.NAME, row.name, SUBJECT, number),
        unit_code=unit.code,
        unit_name=unit.name,
        text=personal(PersonalKind.TEXT, row.text, SUBJECT, number),
        created_at=row.created_at,
        created_by=row.created_by,
        expires_on=row.expires_on,
        passed_to=row.passed_to,
        passed_on=row.passed_on,
    )
