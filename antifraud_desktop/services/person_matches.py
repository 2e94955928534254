"""Who may be one and the same person: before a file is opened, and among those on file."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.pinyin import person_pinyin
from antifraud_desktop.rules.identity_numbers import as_eighteen, read_identity, read_phone
from antifraud_desktop.rules.person_search import tail_of
from antifraud_desktop.services.file_access import visible_persons
from antifraud_desktop.work import Work
from db.models import Person, Unit
from db.queries.person_where import listed

MOST = 20
SAME_NUMBER, SAME_PHONE, SAME_NAME = "身份证号相同", "电话相同", "姓名相同"
SAME_SOUND, SAME_TAIL, SAME_PHONE_TAIL = "姓名同音", "身份证号后四位相同", "电话后四位相同"


def find_matches(
    session: Session, work: Work, name: str, identity_number: str, phone: str, unit_code: str
) -> dict[int, str]:
    """Return numbers of persons with why each may be meant, the surest first, at most 20.

    A number of four characters is taken as the end of one.
    """
    p = Person
    called = " ".join(name.split())
    number = read_identity(identity_number, work.clock.today())
    whole = as_eighteen(number.number) if number.sound else number.number
    call = read_phone(phone).number
    ways = [
        (SAME_NUMBER, p.identity_number == whole, bool(whole)),
        (SAME_PHONE, p.phone == call, bool(call)),
        (SAME_NAME, p.name == called, bool(called)),
        (SAME_SOUND, p.pinyin == person_pinyin(called).full[:200], bool(called)),
        (SAME_TAIL, p.identity_tail == tail_of(whole), bool(tail_of(whole))),
        (SAME_PHONE_TAIL, p.phone_tail == tail_of(call), bool(tail_of(call))),
    ]
    home = session.scalar(select(Unit.id).where(Unit.code == unit_code)) if unit_code else None
    found: dict[int, str] = {}
    for why, way, asked in ways:
        if not asked:
            continue
        statement = (
            select(p.id)
            .where(way, listed(p), visible_persons(work))
            .order_by(p.unit_id.is_distinct_from(home), p.id)
            .limit(MOST)
        )
        for person in session.scalars(statement):
            found[person] = (
                f"{found[person]}、{why}"
                if _says_more(found, person, why)
                else (found.get(person, why))
            )
    return dict(list(found.items())[:MOST])


def _says_more(found: dict[int, str], person: int, why: str) -> bool:
    """Say whether a reason adds to those found: equal numbers have equal ends anyway."""
    said = found.get(person, "")
    if why in (SAME_SOUND, SAME_TAIL, SAME_PHONE_TAIL):
        stronger = {SAME_SOUND: SAME_NAME, SAME_TAIL: SAME_NUMBER, SAME_PHONE_TAIL: SAME_PHONE}
        return bool(said) and stronger[why] not in said
    return bool(said)
