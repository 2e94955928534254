"""The head that papers of the supervision bear."""

from __future__ import annotations

from sqlalchemy.orm import Session

from antifraud_desktop.clock import Clock
from antifraud_desktop.records.supervision import SheetHead
from antifraud_desktop.services.records_of import settings_on, township_record


def sheet_head(session: Session, clock: Clock) -> SheetHead:
    """Return what a paper written now bears."""
    township = township_record(session)
    today = clock.today()
    issuer = settings_on(session, today).issuer or f"{township.name}反诈办"
    return SheetHead(township.name, issuer, today, township.demonstration)
