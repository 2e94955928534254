"""A person's row: filled from a form, told to the audit trail, shown masked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.pinyin import person_pinyin
from antifraud_desktop.records.case_requests import PersonFacts
from antifraud_desktop.records.person_views import MergedView, PersonView, WholePerson
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.rules.identity_numbers import (
    age_on,
    as_eighteen,
    read_identity,
    read_phone,
)
from antifraud_desktop.rules.masking import holds_mask, mask
from antifraud_desktop.rules.person_search import tail_of
from antifraud_desktop.services.file_texts import text_problems
from antifraud_desktop.services.person_search import briefs_of, of_person
from antifraud_desktop.work import Work
from db.models import Person, Unit
from db.queries.file_page import PersonFound, doubles
from db.reader import Source

_LENGTHS = (
    ("name", "姓名", 64),
    ("address", "住址", 200),
    ("guardian", "监护人或联系人", 200),
)
_MASKED = (
    ("name", PersonalKind.NAME),
    ("identity_number", PersonalKind.IDENTITY),
    ("phone", PersonalKind.PHONE),
    ("address", PersonalKind.ADDRESS),
    ("guardian", PersonalKind.NAME),
)
GENDERS = ("", "男", "女")


def fill(session: Session, work: Work, row: Person, given: PersonFacts) -> tuple[Problem, ...]:
    """Bring a row to what a form says, or return every problem and leave it as it was.

    Numbers take one shape; a sound identity number tells birth and gender.
    """
    facts, problems = checked(session, given, work.clock.today())
    taken = _taken(session, row, facts.identity_number)
    if taken is not None:
        problems = (*problems, taken)
    if any(p.severity is Severity.ERROR for p in problems):
        return problems
    spelt = person_pinyin(facts.name)
    row.name = facts.name
    row.pinyin, row.initials = spelt.full[:200], spelt.initials[:64]
    row.identity_number = facts.identity_number
    row.identity_tail = tail_of(facts.identity_number)
    row.birth_on, row.gender = facts.birth_on, facts.gender
    row.phone, row.phone_tail = facts.phone, tail_of(facts.phone)
    row.unit_id = session.scalar(select(Unit.id).where(Unit.code == facts.unit_code))
    row.address, row.guardian = facts.address, facts.guardian
    return ()


def checked(
    session: Session, given: PersonFacts, today: date
) -> tuple[PersonFacts, tuple[Problem, ...]]:
    """Return facts in one shape, and every problem of theirs."""
    identity, phone = read_identity(given.identity_number, today), read_phone(given.phone)
    problems = [replace(p, field="identity_number") for p in identity.problems]
    problems += phone.problems
    facts = replace(
        given,
        name=" ".join(given.name.split()),
        identity_number=as_eighteen(identity.number) if identity.sound else identity.number,
        birth_on=identity.birth or given.birth_on,
        gender=_gender(identity.female) or given.gender,
        phone=phone.number,
        address=" ".join(given.address.split()),
        guardian=" ".join(given.guardian.split()),
    )
    if identity.birth and given.birth_on and identity.birth != given.birth_on:
        problems.append(_wrong("birth_on", "出生日期与身份证号里的不一致，请核对", "differs"))
    if facts.birth_on and facts.birth_on > today:
        problems.append(_wrong("birth_on", "出生日期还没有到，请核对", "future"))
    if facts.gender not in GENDERS:
        problems.append(_wrong("gender", "性别请选男或女，不清楚时留空", "choice"))
    problems += _texts(facts)
    if facts.unit_code and not session.scalar(select(Unit.id).where(Unit.code == facts.unit_code)):
        problems.append(_wrong("unit_code", "没有这个单位，请重新选择", "unknown"))
    return facts, tuple(p for p in problems if p.severity is Severity.ERROR)


def unmasked_facts(row: Person, given: PersonFacts) -> PersonFacts:
    """Return a form with what its masks stand for: who left a mask as it was changed nothing."""
    stored = facts_of(row, given.unit_code)
    kept: dict[str, Any] = {
        name: getattr(stored, name)
        for name, kind in _MASKED
        if getattr(stored, name) and getattr(given, name) == mask(kind, getattr(stored, name))
    }
    if given.birth_on is None and (given.identity_number == "" or "identity_number" in kept):
        kept["birth_on"] = row.birth_on
    return replace(given, **kept)


def facts_of(row: Person, unit_code: str) -> PersonFacts:
    """Return a row's values as a form."""
    return PersonFacts(
        name=row.name,
        identity_number=row.identity_number,
        birth_on=row.birth_on,
        gender=row.gender,
        phone=row.phone,
        unit_code=unit_code,
        address=row.address,
        guardian=row.guardian,
    )


def told(row: Person) -> dict[str, object]:
    """Return what the audit trail's erasable part keeps of a person."""
    return {
        "name": row.name,
        "identity_number": row.identity_number,
        "birth_on": row.birth_on,
        "gender": row.gender,
        "phone": row.phone,
        "unit": row.unit_id,
        "address": row.address,
        "guardian": row.guardian,
    }


def person_view(source: Source, work: Work, row: PersonFound) -> PersonView:
    """Return a person masked, with the files the account may see and the doubles merged in."""
    return PersonView(
        person_id=row.id,
        version=row.version,
        name=of_person(PersonalKind.NAME, row.name, row.id),
        identity_number=of_person(PersonalKind.IDENTITY, row.identity_number, row.id),
        phone=of_person(PersonalKind.PHONE, row.phone, row.id),
        address=of_person(PersonalKind.ADDRESS, row.address, row.id),
        guardian=of_person(PersonalKind.NAME, row.guardian, row.id),
        gender=row.gender,
        age=age_on(row.birth_on, work.clock.today()) if row.birth_on else None,
        unit_code=row.unit_code or "",
        unit_name=row.unit_name or "",
        files=briefs_of(source, work, row.id),
        merged=tuple(
            MergedView(
                person_id=double,
                name=of_person(PersonalKind.NAME, name, row.id),
                identity_number=of_person(PersonalKind.IDENTITY, identity, row.id),
            )
            for double, name, identity in doubles(source, row.id)
        ),
    )


def whole_person(row: Person, subject: int) -> WholePerson:
    """Return a person's values; they open with a grant for ``subject``."""
    return WholePerson(
        person_id=row.id,
        name=of_person(PersonalKind.NAME, row.name, subject),
        identity_number=of_person(PersonalKind.IDENTITY, row.identity_number, subject),
        phone=of_person(PersonalKind.PHONE, row.phone, subject),
        address=of_person(PersonalKind.ADDRESS, row.address, subject),
        guardian=of_person(PersonalKind.NAME, row.guardian, subject),
        birth_on=row.birth_on,
    )


def _taken(session: Session, row: Person, number: str) -> Problem | None:
    """Return a problem when another person on file bears the number: one person, one row."""
    if not number:
        return None
    p = Person
    others = select(p.id).where(p.identity_number == number, p.merged_into.is_(None))
    if all(other == row.id for other in session.scalars(others)):
        return None
    told_ = "此身份证号已在另一份人员资料里，请在原有人员下建档；同一人有两份时先合并"
    return _wrong("identity_number", told_, "exists")


def _texts(facts: PersonFacts) -> list[Problem]:
    found: list[Problem] = []
    if not facts.name:
        found.append(_wrong("name", "请填写姓名", "required"))
    for name, label, most in _LENGTHS:
        value: str = getattr(facts, name)
        if len(value) > most:
            found.append(_wrong(name, f"{label}请不超过{most}个字", "long"))
        if holds_mask(value):
            found.append(_wrong(name, f"{label}里有隐去用的星号，请整个重写或恢复原样", "mask"))
    found += text_problems("address", facts.address)
    found += text_problems("guardian", facts.guardian)
    if any(c.isdigit() for c in facts.guardian):
        text = "监护人或联系人只写称呼和姓名，不记号码"
        found.append(_wrong("guardian", text, "number"))
    return found


def _gender(female: bool | None) -> str:
    return "" if female is None else "女" if female else "男"


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
