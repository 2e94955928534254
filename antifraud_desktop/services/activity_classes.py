"""One form for many entries: every unit, every day, and where it is asked every class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.activities import NewActivity, UnitClassRecord
from antifraud_desktop.services.unit_classes import class_records, was_there
from db.vocabulary import AudienceGroup

MOST_AT_ONCE = 200
"""So many entries one form makes: units, or classes, times days."""
Wanted = tuple[date, str, NewActivity]


def spread(
    session: Session,
    entry: NewActivity,
    days: Sequence[date],
    codes: Sequence[str],
    *,
    each_class: bool,
) -> tuple[Wanted, ...]:
    """Return day, unit and content of every entry that a form makes.

    With ``each_class`` there is one for each class the school had on the day: what stands in
    the form holds for each of them, and where no number of people does, the class's pupils are
    taken; what each adds to the day follows from its type. Raises Invalid without a class, for
    several units, and for more than 200 entries.
    """
    if not each_class:
        return tuple((day, code, entry) for day in days for code in codes)
    if len(codes) != 1:
        raise _wrong("class_id", "按班级登记时请只选一个学校", "several")
    known = class_records(session, codes[0])
    wanted = tuple(
        (day, codes[0], _of_class(entry, one))
        for day in days
        for one in known
        if was_there(one, day)
    )
    if not wanted:
        raise _wrong("class_id", "这个学校还没有登记班级，请先到“类型与班级”添加", "none")
    if len(wanted) > MOST_AT_ONCE:
        raise _wrong("class_id", f"一次最多登记{MOST_AT_ONCE}条，请少填几天", "many")
    return wanted


def _of_class(entry: NewActivity, one: UnitClassRecord) -> NewActivity:
    audience = entry.audience
    if not any(audience.values()) and one.pupils:
        audience = {AudienceGroup.PUPILS: one.pupils}
    return replace(entry, class_id=one.id, audience=audience, figures=None)


def _wrong(field: str, text: str, code: str) -> Invalid:
    return Invalid((Problem(field, Severity.ERROR, text, code),))
