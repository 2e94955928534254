"""What stands in a paper about a person, read from the rows; whole or masked, as it may be."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import LongText, PaperOrder, PersonPaper, Sheet
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.records.visits import file_number
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.masking import mask, mask_name
from antifraud_desktop.services.file_facts import fact_names
from antifraud_desktop.services.file_terms import retained_until
from antifraud_desktop.services.own_data import SHORTEST_NAME, Others
from antifraud_desktop.services.paper_blanks import BOXES, GROUNDS, TALK, UNSAID
from antifraud_desktop.services.paper_texts import PURPOSES, data_text, term_text
from antifraud_desktop.services.person_search import level_today
from antifraud_desktop.services.records_of import settings_on, township_record
from antifraud_desktop.services.rights_rows import days_to_answer
from db.models import (
    BasisDocument,
    CaseFile,
    Person,
    PunitiveMeasure,
    SignedPaper,
    Unit,
    Visit,
    VisitFile,
)

NOTHING = "（没有记录）"


@dataclass(frozen=True, slots=True)
class Office:
    """The office as its papers name it."""

    township: str
    issuer: str
    demonstration: bool
    today: date

    @property
    def fields(self) -> dict[str, str]:
        """Return what every template may name."""
        return {
            "township": self.township,
            "issuer": self.issuer,
            "date": day_text(self.today),
        }


def office(session: Session, today: date) -> Office:
    """Return the office as it is today."""
    township = township_record(session)
    issuer = settings_on(session, today).issuer or f"{township.name}反诈工作办公室"
    return Office(township.name, issuer, township.demonstration, today)


def person_fields(session: Session, row: CaseFile, *, whole: bool) -> dict[str, str | None]:
    """Return the person's own values; a contact or guardian is somebody else and masked always."""
    person = session.get_one(Person, row.person_id)
    shown: Callable[[PersonalKind, str], str] = (lambda _kind, text: text) if whole else mask
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    held = [o.account for o in row.officers if o.until is None]
    return {
        "name": shown(PersonalKind.NAME, person.name),
        "identity_number": shown(PersonalKind.IDENTITY, person.identity_number) or None,
        "gender": person.gender or None,
        "birth_on": _birth(person, whole=whole),
        "phone": shown(PersonalKind.PHONE, person.phone) or None,
        "address": shown(PersonalKind.ADDRESS, person.address) or None,
        "guardian": mask_name(person.guardian) or None,
        "unit": unit.name if unit else None,
        "file_number": file_number(row.id),
        "category": label_of(row.category),
        "officers": "、".join(held) or None,
    }


def _birth(person: Person, *, whole: bool) -> str | None:
    if person.birth_on is None:
        return None
    return day_text(person.birth_on) if whole else f"{person.birth_on.year}年"


def file_sheet(session: Session, row: CaseFile, today: date, *, whole: bool) -> Sheet:
    """Return a person's file as it stands."""
    level = level_today(row.attention, row.attention_until, today)
    papers = session.scalars(
        select(SignedPaper).where(SignedPaper.file_id == row.id).order_by(SignedPaper.signed_on)
    )
    names, facts = fact_names(row.category), json.loads(row.facts)
    sheet = {
        **office(session, today).fields,
        **person_fields(session, row, whole=whole),
        "status": label_of(row.status),
        "opened_on": day_text(row.opened_on),
        "attention": label_of(level),
        "retain_until": day_text(retained_until(session, row)),
        "bases": _rows([_basis(b) for b in row.bases], ("kind", "organ", "number", "issued_on")),
        "facts": _rows(
            [{"label": names.get(code, code), "text": facts[code]} for code in facts],
            ("label", "text"),
        ),
        "measures": _rows(
            [_measure(m) for m in _measures(session, row)], ("organ", "number", "span", "appeal")
        ),
        "visits": _rows([_visit(v) for v in _visits(session, row)], ("day", "kind", "text")),
        "papers": _rows(
            [
                {"day": day_text(p.signed_on), "kind": label_of(p.kind), "text": p.note}
                for p in papers
            ],
            ("day", "kind", "text"),
        ),
    }
    return sheet if whole else without_name(sheet, session.get_one(Person, row.person_id).name)


def without_name(sheet: Sheet, name: str) -> Sheet:
    """Return a sheet in whose free words, too, a person's name is masked."""
    if len(name) < SHORTEST_NAME:
        return sheet
    return {key: _without(value, name) for key, value in sheet.items()}


def _without(value: object, name: str) -> object:
    if isinstance(value, str):
        return value.replace(name, mask_name(name))
    if isinstance(value, tuple):
        return tuple(without_name(row, name) for row in value)
    return value


def order_sheet(session: Session, row: CaseFile, order: PaperOrder, today: date) -> Sheet:
    """Return what stands in a paper that is handed to the person or signed by the person."""
    make = _MADE.get(order.paper)
    return {
        **office(session, today).fields,
        **person_fields(session, row, whole=True),
        **(make(session, row, order) if make else {}),
    }


def _visit_fields(session: Session, row: CaseFile, order: PaperOrder) -> Sheet:
    visit = _visit_row(session, row, order.visit_id)
    if visit is None:
        return {
            **{code: LongText(label, "") for code, label in TALK},
            **dict.fromkeys(("place", "kind", "entered_by"), ""),
            "day": UNSAID,
            "met": BOXES,
            "next_on": UNSAID,
        }
    at = f"{visit.at:%H:%M}" if visit.at else ""
    hide = Others(session, session.get_one(Person, row.person_id), [row])
    return {
        **{code: LongText(label, hide(getattr(visit, code)) or "（空）") for code, label in TALK},
        "day": f"{day_text(visit.day)}{at}",
        "kind": label_of(visit.kind),
        "place": hide(visit.place) or None,
        "met": "☑ 未遇" if visit.failed else "☑ 见到",
        "next_on": day_text(visit.next_on) if visit.next_on else None,
        "entered_by": visit.entered_by,
    }


def _visit_row(session: Session, row: CaseFile, visit_id: int | None) -> Visit | None:
    if visit_id is None:
        return None
    if session.get(VisitFile, (visit_id, row.id)) is None:
        raise Refused("没有这次走访的记录，或者不属于这份档案。", "请刷新后重新选择。")
    return session.get_one(Visit, visit_id)


def _notice_fields(session: Session, row: CaseFile, _order: PaperOrder) -> Sheet:
    lines = [{"line": _basis_line(basis)} for basis in row.bases]
    return {
        "purpose": PURPOSES[row.category],
        "bases": tuple(lines),
        "data": data_text(row.category),
        "term": term_text(row.category, retained_until(session, row)),
        "days": str(days_to_answer(session)),
    }


def _listing_fields(session: Session, row: CaseFile, order: PaperOrder) -> Sheet:
    measure = session.get(PunitiveMeasure, order.measure_id) if order.measure_id else None
    if measure is None or measure.file_id != row.id:
        raise Refused(
            "第三十一条的申诉要写明是哪一份惩戒决定。", "请先在档案的惩戒措施里选择一条。"
        )
    return {
        "organ": measure.organ,
        "number": measure.number or None,
        "starts_on": day_text(measure.starts_on),
        "ends_on": day_text(measure.ends_on),
        "served_on": day_text(measure.served_on) if measure.served_on else UNSAID,
        "ground": measure.ground or None,
        "grounds": LongText(GROUNDS, order.text),
    }


def _limit_fields(_session: Session, _row: CaseFile, order: PaperOrder) -> Sheet:
    return {
        "to": order.to.strip() or "________",
        "limit": order.limit,
        "since": day_text(order.since) if order.since else UNSAID,
        "grounds": LongText(GROUNDS, order.text),
    }


_MADE: Mapping[PersonPaper, Callable[[Session, CaseFile, PaperOrder], Sheet]] = {
    PersonPaper.VISIT_RECORD: _visit_fields,
    PersonPaper.INTERVIEW_RECORD: _visit_fields,
    PersonPaper.NOTICE: _notice_fields,
    PersonPaper.APPEAL_LISTING: _listing_fields,
    PersonPaper.APPEAL_LIMIT: _limit_fields,
}


def _rows(
    rows: list[dict[str, str | None]], columns: tuple[str, ...]
) -> tuple[dict[str, str | None], ...]:
    """Return rows, or one that says there are none: a list is never silently empty."""
    return tuple(rows) or ({column: NOTHING if column == columns[0] else "" for column in columns},)


def _basis(basis: BasisDocument) -> dict[str, str | None]:
    return {
        "kind": label_of(basis.kind),
        "organ": basis.organ or None,
        "number": basis.number or None,
        "issued_on": day_text(basis.issued_on) if basis.issued_on else None,
    }


def _basis_line(basis: BasisDocument) -> str:
    parts = (basis.organ, basis.number, day_text(basis.issued_on) if basis.issued_on else "")
    told = "，".join(part for part in parts if part)
    return f"{label_of(basis.kind)}（{told}）。" if told else f"{label_of(basis.kind)}。"


def _measures(session: Session, row: CaseFile) -> list[PunitiveMeasure]:
    m = PunitiveMeasure
    return list(session.scalars(select(m).where(m.file_id == row.id).order_by(m.starts_on)))


def _measure(measure: PunitiveMeasure) -> dict[str, str | None]:
    return {
        "organ": measure.organ,
        "number": measure.number or None,
        "span": f"{day_text(measure.starts_on)}至{day_text(measure.ends_on)}",
        "appeal": label_of(measure.appeal),
    }


def _visits(session: Session, row: CaseFile) -> list[Visit]:
    statement = (
        select(Visit)
        .join(VisitFile, VisitFile.visit_id == Visit.id)
        .where(VisitFile.file_id == row.id)
        .order_by(Visit.day, Visit.id)
    )
    return list(session.scalars(statement))


def _visit(visit: Visit) -> dict[str, str | None]:
    parts = (("", visit.talk), ("需要：", visit.needs), ("帮助：", visit.help_offered))
    told = [f"{head}{text}" for head, text in (*parts, ("下一步：", visit.next_step)) if text]
    failed = "（未遇）" if visit.failed else ""
    return {
        "day": day_text(visit.day),
        "kind": f"{label_of(visit.kind)}{failed}",
        "text": "\n".join(told) or None,
    }
