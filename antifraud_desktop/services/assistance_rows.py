"""Return assistance between its rows and its records, and what is wrong with an entry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.assistance import (
    AssistanceFacts,
    AssistanceRow,
    AssistanceView,
    ContactView,
    HelpTexts,
)
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.rules.accusations import DOCUMENTS, find_accusation
from antifraud_desktop.rules.masking import holds_mask, mask_text
from antifraud_desktop.services.person_search import of_person
from antifraud_desktop.services.written_text import NOTE, problems_of_texts
from db.models import BasisDocument, CaseFile, ReturnAssistance
from db.vocabulary import AbroadStatus

SHORT = 64
MEMBERS = ("region", "township_member", "police_member", "village_member", "relative")
NOTES = ("wish", "help_needed", "help_given")
_VOLUNTEER = (
    "亲属只有自己愿意才能加入（罪责自负，不得要求亲属承担责任）。"
    "请由这位亲属本人表示愿意后，勾选“本人自愿”并填写表示的日期；否则留空。"
)
_ACCUSED = (
    "“{word}”要有公安机关书面通知、判决书或惩戒决定才能写。"
    "没有文书时请只写看到、听到的情况，例如“自称在某地，联系时旁边有人”。"
)


def fact_problems(session: Session, row: CaseFile, given: AssistanceFacts, today: date) -> Problems:
    """Return everything that keeps an entry from being saved."""
    found: list[Problem] = []
    if given.notified_on > today:
        found.append(wrong("notified_on", "通知日期在今天之后", "future"))
    found += [
        wrong(field, f"请不超过{SHORT}个字", "long")
        for field in MEMBERS
        if len(getattr(given, field).strip()) > SHORT
    ]
    found += _relative_problems(given, today)
    texts = {field: getattr(given, field) for field in (*MEMBERS, *NOTES)}
    return (*found, *words_problems(session, row, texts))


def words_problems(session: Session, row: CaseFile, texts: dict[str, str]) -> Problems:
    """Return what free words must not say: what no file may, and accusing without a document."""
    found = list(problems_of_texts(texts, NOTE))
    documented = any(basis.kind in DOCUMENTS for basis in _bases(session, row))
    for field, text in texts.items():
        word = "" if documented else find_accusation(text)
        if word:
            found.append(wrong(field, _ACCUSED.format(word=word), "accusation"))
    return tuple(found)


def with_kept(
    given: AssistanceFacts, kept: ReturnAssistance | None, person: int
) -> AssistanceFacts:
    """Return an entry in which a mask that came back unchanged is what it stands for."""
    if kept is None:
        return given
    same: dict[str, Any] = {}
    for field in ("relative", *NOTES):
        whole = str(getattr(kept, field))
        kind = PersonalKind.NAME if field == "relative" else PersonalKind.TEXT
        if whole and getattr(given, field).strip() == str(of_person(kind, whole, person)):
            same[field] = whole
    return replace(given, **same)


def row_of(
    file: CaseFile, person_id: int, name: str, unit: str | None, kept: ReturnAssistance | None
) -> AssistanceRow:
    """Return a line of the list; without an entry nothing is known yet."""
    signs = len(signs_of(kept))
    return AssistanceRow(
        file_id=file.id,
        person_id=person_id,
        name=of_person(PersonalKind.NAME, name, person_id),
        unit_name=unit or "",
        file_status=file.status,
        status=kept.status if kept else AbroadStatus.UNKNOWN,
        signs=signs,
        unreferred=bool(signs and kept and not kept.referral),
        last_contact=kept.last_contact if kept else None,
        notified_on=kept.notified_on if kept else None,
        returned_on=kept.returned_on if kept else None,
    )


def view_of(file: CaseFile, kept: ReturnAssistance | None, texts: HelpTexts) -> AssistanceView:
    """Return everything of one person's assistance, masked."""
    checked = set(signs_of(kept))
    person = file.person_id

    def text(field: str) -> Personal:
        return of_person(PersonalKind.TEXT, getattr(kept, field) if kept else "", person)

    return AssistanceView(
        file_id=file.id,
        version=kept.version if kept else 0,
        status=kept.status if kept else AbroadStatus.UNKNOWN,
        region=kept.region if kept else "",
        notified_on=kept.notified_on if kept else None,
        reported_by_unit=bool(kept and kept.reported_by_unit),
        township_member=kept.township_member if kept else "",
        police_member=kept.police_member if kept else "",
        village_member=kept.village_member if kept else "",
        relative=of_person(PersonalKind.NAME, kept.relative if kept else "", person),
        relative_since=kept.relative_since if kept else None,
        wish=text("wish"),
        help_needed=text("help_needed"),
        help_given=text("help_given"),
        signs=tuple(sign for sign in texts.signs if sign.code in checked),
        recommended=texts.referrals if checked else (),
        referral=text("referral"),
        last_contact=kept.last_contact if kept else None,
        returned_on=kept.returned_on if kept else None,
        contacts=tuple(
            ContactView(
                contact_id=one.id,
                day=one.day,
                text=of_person(PersonalKind.TEXT, one.text, person),
                entered_at=one.entered_at,
                entered_by=one.entered_by,
            )
            for one in sorted(kept.contacts if kept else (), key=_newest, reverse=True)
        ),
    )


def told(row: ReturnAssistance) -> dict[str, Any]:
    """Return what the audit trail keeps of it, in its erasable part."""
    fields = (*MEMBERS, *NOTES, "referral")
    days = ("notified_on", "relative_since", "last_contact", "returned_on")
    return {
        **{field: getattr(row, field) for field in fields},
        **{field: str(getattr(row, field) or "") for field in days},
        "status": row.status.value,
        "signs": sorted(signs_of(row)),
    }


def signs_of(kept: ReturnAssistance | None) -> tuple[str, ...]:
    """Return the codes of the checked signs."""
    return tuple(json.loads(kept.signs).get("checked", ())) if kept else ()


def wrong(field: str, text: str, code: str) -> Problem:
    """Return an error of one field."""
    return Problem(field, Severity.ERROR, text, code)


Problems = tuple[Problem, ...]


def _relative_problems(given: AssistanceFacts, today: date) -> Problems:
    name = given.relative.strip()
    if not name:
        return ()
    since = given.relative_since
    if not given.relative_volunteered or since is None or since > today:
        return (wrong("relative", _VOLUNTEER, "volunteer"),)
    if mask_text(name) != name:
        return (wrong("relative", "亲属只登记称呼，不登记证件号码", "number"),)
    if holds_mask(name):
        return (wrong("relative", "请填写称呼，不要带遮挡符号", "masked"),)
    return ()


def _bases(session: Session, row: CaseFile) -> list[BasisDocument]:
    return list(session.scalars(select(BasisDocument).where(BasisDocument.file_id == row.id)))


def _newest(entry: Any) -> tuple[date, int]:
    return entry.day, entry.id
