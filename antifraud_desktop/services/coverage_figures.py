"""Which coverage figures hold as of a day, by unit, with their source named (R7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.records.coverage import FigureSource, Held
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.coverage import holding, own_number
from db.queries import coverage as queries
from db.vocabulary import CoverageSubject

INSTALLED = "app_installed_total"
"""The daily stock that tells a unit's installations too."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The figures that hold as of a day, by unit id and subject."""

    day: date
    found: Mapping[tuple[int, CoverageSubject], Held] = field(default_factory=dict)

    def of(self, unit_id: int, subject: CoverageSubject) -> Held | None:
        """Return the figure that holds, None when there is none."""
        return self.found.get((unit_id, subject))


def holdings(
    session: Session,
    units: Mapping[int, UnitRecord],
    subjects: Collection[CoverageSubject],
    day: date,
) -> Holdings:
    """Return what holds of every unit and subject as of ``day`` (R7), in two queries.

    Installations are told by the coverage ledger and by the daily stock; the later day holds.
    """
    known: dict[tuple[int, CoverageSubject], list[Held]] = {}
    for unit_id, subject, on, value, note in queries.latest_entered(session, subjects, day):
        known.setdefault((unit_id, subject), []).append(Held(value, on, FigureSource.ENTERED, note))
    if CoverageSubject.APP_INSTALLED in subjects:
        for unit_id, on, value in queries.latest_reported(session, INSTALLED, day):
            key = (unit_id, CoverageSubject.APP_INSTALLED)
            known.setdefault(key, []).append(Held(value, on, FigureSource.DAILY))
    for unit_id, unit in units.items():
        for subject in subjects:
            own = own_number(subject, unit.kind, unit.residents, unit.households)
            if own is not None:
                known.setdefault((unit_id, subject), []).append(own)
    found = {key: held for key, those in known.items() if (held := holding(those, day))}
    return Holdings(day, found)
