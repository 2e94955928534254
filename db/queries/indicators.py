"""What is stored under indicators."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models import Indicator, VersionFigure


def has_figures(session: Session, code: str) -> bool:
    """Say whether any version ever held a figure of an indicator."""
    indicator_id = select(Indicator.id).where(Indicator.code == code).scalar_subquery()
    return bool(session.scalar(select(exists().where(VersionFigure.indicator_id == indicator_id))))
