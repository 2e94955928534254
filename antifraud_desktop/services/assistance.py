"""Helping people abroad to come home: status, signs, referrals, contacts, return (R13)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.assistance import (
    AssistanceFacts,
    AssistanceRow,
    AssistanceView,
    HelpTexts,
    ReferralText,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.assistance_rows import (
    MEMBERS,
    NOTES,
    fact_problems,
    row_of,
    told,
    view_of,
    with_kept,
    words_problems,
    wrong,
)
from antifraud_desktop.services.file_access import (
    FILE,
    file_row,
    file_to_change,
    note_view,
    visible_files,
)
from antifraud_desktop.services.file_events import ABROAD, REFERRED, RETURNED, SIGNS, add_event
from antifraud_desktop.services.file_terms import settle_terms
from antifraud_desktop.services.help_texts import load_help_texts
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import CaseFile, ContactEntry, ReturnAssistance
from db.queries import assistance as queries
from db.vocabulary import AbroadStatus, CaseCategory

PAGE = 200
_DONE = Changes(persons=True)
_MOST_REFERRAL, LONGEST_REASON = 2000, 200


class AssistanceService:
    """What is known of people abroad and what is done for them; nothing is done to them."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def help_texts(self) -> HelpTexts:
        """Return the checklist of signs and the places of help."""
        return load_help_texts()

    @allowed(Permission.READ_FILES)
    def list(
        self, first: int = 0, most: int = PAGE, *, closed: bool = False
    ) -> tuple[AssistanceRow, ...]:
        """Return the persons abroad the account may see, those who may be in danger first."""
        with self._work.reading() as session:
            found = queries.page(
                session, visible_files(self._work), first, min(most, PAGE), closed=closed
            )
            return tuple(row_of(*row) for row in found)

    @allowed(Permission.READ_FILES)
    def view(self, file_id: int) -> AssistanceView:
        """Return one person's assistance, masked; it begins as 情况不明."""
        with self._work.reading() as session:
            file = _abroad(file_row(session, self._work, file_id))
            view = view_of(file, _kept(session, file_id), load_help_texts())
        note_view(self._work, file_id)
        return view

    @allowed(Permission.WRITE_FILES)
    def save(self, file_id: int, given: AssistanceFacts, version: int = 0) -> Changes:
        """Begin a person's assistance (version 0), or change its team, wish and help.

        A mask that comes back keeps what it stands for. Raises Invalid with every problem, among
        them a relative who did not volunteer.
        """
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._row(session, file_id, version)
            given = with_kept(given, row, file.person_id)
            problems = fact_problems(session, file, given, self._work.clock.today())
            if problems:
                raise Invalid(problems)
            before = told(row) if row else None
            if row is None:
                row = ReturnAssistance(file_id=file_id, status=AbroadStatus.UNKNOWN)
                session.add(row)
            row.notified_on, row.reported_by_unit = given.notified_on, given.reported_by_unit
            for field in (*MEMBERS, *NOTES):
                setattr(row, field, getattr(given, field).strip())
            row.relative_since = given.relative_since if row.relative else None
            session.flush()
            after = told(row)
            uow.record("assist.save", FILE, file_id, "登记协助返回", before, after)
            uow.commit()
        return _DONE

    @allowed(Permission.WRITE_FILES)
    def set_status(self, file_id: int, status: AbroadStatus, reason: str, version: int) -> Changes:
        """Say what is known of the person now, and from where."""
        if status is AbroadStatus.RETURNED:
            raise Refused("已返回的，请登记返回日期。", "点“登记返回”。")
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._begun(session, file_id, version)
            self._check(session, file, "reason", reason)
            before, row.status, row.returned_on = row.status, status, None
            words = label_of(before), label_of(status)
            add_event(session, self._work, file_id, ABROAD, *words, reason=reason)
            settle_terms(session, file)
            said = f"境外情况：{words[0]}改为{words[1]}"
            uow.record("assist.status", FILE, file_id, said, None, {"reason": reason.strip()})
            uow.commit()
        return _DONE

    @allowed(Permission.WRITE_FILES)
    def check_signs(
        self, file_id: int, codes: Collection[str], version: int
    ) -> tuple[tuple[ReferralText, ...], Changes]:
        """Keep which signs of deceit, sale or detention were found.

        With any sign at all the places of help come back, to be called today; that they were
        recommended is in the file's history.
        """
        texts = load_help_texts()
        known = {sign.code for sign in texts.signs}
        if set(codes) - known:
            raise Refused("清单里没有这一项。", "请刷新后重新勾选。")
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._begun(session, file_id, version)
            checked = sorted(set(codes))
            today = self._work.clock.today()
            row.signs = json.dumps({"checked": checked, "on": today.isoformat()})
            advice = "已提示报警、领事保护、法律援助、医疗和安置" if checked else ""
            add_event(session, self._work, file.id, SIGNS, after=f"{len(checked)}项", reason=advice)
            session.flush()
            said = f"核对疑似被骗、被拐、被拘禁迹象：{len(checked)}项"
            uow.record("assist.signs", FILE, file_id, said, None, {"checked": checked})
            uow.commit()
        return (texts.referrals if checked else ()), _DONE

    @allowed(Permission.WRITE_FILES)
    def refer(self, file_id: int, code: str, on: date, note: str, version: int) -> Changes:
        """Note that help was called in: where, when and what came of it."""
        place = next((r for r in load_help_texts().referrals if r.code == code), None)
        if place is None:
            raise Refused("没有这个求助渠道。", "请刷新后重新选择。")
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._begun(session, file_id, version)
            self._check(session, file, "note", note, on)
            line = f"{on.isoformat()} {place.title}：{note.strip()}"
            row.referral = "\n".join(part for part in (row.referral, line) if part)
            if len(row.referral) > _MOST_REFERRAL:
                raise Invalid(
                    (wrong("note", "求助记录已满，请写短一些，详情记入联系记录", "long"),)
                )
            add_event(session, self._work, file_id, REFERRED, after=place.title, reason=note)
            session.flush()
            after = {"place": code, "note": note.strip()}
            uow.record("assist.refer", FILE, file_id, f"转介求助：{place.title}", None, after)
            uow.commit()
        return _DONE

    @allowed(Permission.WRITE_FILES)
    def add_contact(self, file_id: int, day: date, text: str, version: int) -> Changes:
        """Add a line to the log of contacts."""
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._begun(session, file_id, version)
            self._check(session, file, "text", text, day)
            entry = ContactEntry(
                day=day,
                text=text.strip(),
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            row.contacts.append(entry)
            row.last_contact = max(filter(None, (row.last_contact, day)))
            settle_terms(session, file)
            uow.record("assist.contact", FILE, file_id, "登记联系", None, {"text": text.strip()})
            uow.commit()
        return _DONE | Changes(retention=True)

    @allowed(Permission.WRITE_FILES)
    def returned(self, file_id: int, on: date, note: str, version: int) -> Changes:
        """Note that the person came back.

        No other file follows from it: one of returnees opens on its own basis alone (R11). This
        one is closed once nothing more is to be done.
        """
        with self._work.writing() as uow:
            session = uow.session
            file, row = self._begun(session, file_id, version)
            self._check(session, file, "note", note, on)
            before, row.status, row.returned_on = row.status, AbroadStatus.RETURNED, on
            add_event(
                session, self._work, file_id, RETURNED, label_of(before), on.isoformat(), note
            )
            settle_terms(session, file)
            after = {"returned_on": on.isoformat(), "note": note.strip()}
            uow.record("assist.returned", FILE, file_id, "登记返回", None, after)
            uow.commit()
        return _DONE | Changes(retention=True)

    def _row(
        self, session: Session, file_id: int, version: int
    ) -> tuple[CaseFile, ReturnAssistance | None]:
        file = _abroad(file_to_change(session, self._work, file_id))
        row = _kept(session, file_id)
        if (row.version if row else 0) != version:
            raise changed_elsewhere(session, "这份协助返回", FILE, str(file_id))
        return file, row

    def _begun(
        self, session: Session, file_id: int, version: int
    ) -> tuple[CaseFile, ReturnAssistance]:
        file, row = self._row(session, file_id, version)
        if row is None:
            raise Refused("这份档案还没有登记协助返回。", "请先填写通知日期和工作小组。")
        return file, row

    def _check(
        self, session: Session, file: CaseFile, field: str, text: str, day: date | None = None
    ) -> None:
        """Raise Invalid for words that are missing or stay out, and for a day to come."""
        problems = [*words_problems(session, file, {field: text})]
        if not text.strip():
            problems.append(wrong(field, "请写明情况", "required"))
        elif field != "text" and len(text.strip()) > LONGEST_REASON:
            problems.append(wrong(field, f"请不超过{LONGEST_REASON}个字", "long"))
        if day is not None and day > self._work.clock.today():
            problems.append(wrong("on", "日期在今天之后", "future"))
        if problems:
            raise Invalid(tuple(problems))


def _abroad(file: CaseFile) -> CaseFile:
    if file.category is not CaseCategory.ABROAD:
        raise Refused("只有“滞留境外”档案有协助返回。", "请打开此人的该类档案。")
    return file


def _kept(session: Session, file_id: int) -> ReturnAssistance | None:
    statement = select(ReturnAssistance).where(ReturnAssistance.file_id == file_id)
    return session.scalars(statement).one_or_none()
