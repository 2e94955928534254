"""How many visits are on record, for the check against what units report (R5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from db.queries.visits import logged_by_unit, units_with_files


class LoggedVisits:
    """Persons met by day and unit, read once for a range of days.

    A unit without a file that was open then has nothing to be compared with: what it reports are
    visits the office keeps no record of.
    """

    def __init__(self, session: Session, first: date, last: date) -> None:
        """Read a closed range of days."""
        self._kept = units_with_files(session, first, last)
        self._logged = logged_by_unit(session, first, last) if self._kept else {}

    def of(self, unit_id: int, day: date) -> int | None:
        """Return how many persons of a unit were met on a day, None where no files are kept."""
        if unit_id not in self._kept:
            return None
        return self._logged.get(day, {}).get(unit_id, 0)
