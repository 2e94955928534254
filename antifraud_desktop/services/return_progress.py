"""How far units' people abroad are helped home (R13): for the office's own eyes.

No ranking, circular, document or export reads this; a test looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.return_progress import ReturnBatch, ReturnCase, progress_of
from antifraud_desktop.work import Work, allowed
from db.queries import assistance as queries


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit's batches of notified persons, by day of notice."""

    unit_code: str
    unit_name: str
    batches: tuple[ReturnBatch, ...]


class ReturnProgressService:
    """Progress per unit, as progress only."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.ALL_FILES)
    def units(self) -> tuple[UnitProgress, ...]:
        """Return every unit with somebody abroad, in the units' order, as of today."""
        with self._work.reading() as session:
            rows = queries.notified(session)
        today = self._work.clock.today()
        cases: dict[tuple[str, str], list[ReturnCase]] = {}
        for code, name, day, own, returned in rows:
            cases.setdefault((code, name), []).append(ReturnCase(day, own, returned))
        return tuple(
            UnitProgress(code, name, progress_of(found, today))
            for (code, name), found in cases.items()
        )
