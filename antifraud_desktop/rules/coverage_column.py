"""Of whom a coverage figure is asked, what it is a share of, and what looks wrong in it (R7)."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.records.coverage import Held
from db.vocabulary import CoverageSubject, UnitKind

_RURAL = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
_OFFICES = (
    UnitKind.GOVERNMENT_OFFICE,
    UnitKind.BANK,
    UnitKind.TELECOM,
    UnitKind.POLICE_STATION,
    UnitKind.ENTERPRISE,
    UnitKind.VENUE,
)
_ASKED: Mapping[CoverageSubject, tuple[UnitKind, ...]] = {
    CoverageSubject.RESIDENTS: _RURAL,
    CoverageSubject.HOUSEHOLDS: _RURAL,
    CoverageSubject.STAFF: _OFFICES,
    CoverageSubject.FINANCE_STAFF: (*_OFFICES, UnitKind.SCHOOL),
    CoverageSubject.PUPILS_AND_STAFF: (UnitKind.SCHOOL,),
    CoverageSubject.PUPILS_REACHED: (UnitKind.SCHOOL,),
    CoverageSubject.NOTICE_BOARDS: _RURAL,
    CoverageSubject.COVENANT_BOARDS: _RURAL,
}
_SHARE_OF: Mapping[CoverageSubject, CoverageSubject] = {
    CoverageSubject.PUPILS_REACHED: CoverageSubject.PUPILS_AND_STAFF,
    CoverageSubject.NOTICE_BOARDS: CoverageSubject.HOUSEHOLDS,
    CoverageSubject.APP_INSTALLED: CoverageSubject.RESIDENTS,
}


def asked_kinds(subject: CoverageSubject) -> tuple[UnitKind, ...]:
    """Return the kinds of units a figure is asked of; empty: of all (installations)."""
    return _ASKED.get(subject, ())


def base_of(subject: CoverageSubject) -> CoverageSubject | None:
    """Return what a figure is a share of, as far as one thing is."""
    return _SHARE_OF.get(subject)


def looks_wrong(
    subject: CoverageSubject, value: int, before: Held | None, base: Held | None
) -> str:
    """Return what a clerk should look at again, or an empty text; nothing is refused for it.

    More than the base, and less of what only grows, are the slips that are made.
    """
    if base is not None and value > base.value:
        return f"超过基数{base.value}"
    grows = subject in (CoverageSubject.APP_INSTALLED, CoverageSubject.PUPILS_REACHED)
    if grows and before is not None and value < before.value:
        return f"比原来的{before.value}少"
    return ""
