"""The township of the requirements' tests: two villages, a school and a bank."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.coverage import NewFigure
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import CoverageSubject
from tests.requirements.conftest import clock, founded, office

__all__ = ["clock", "founded", "office"]


def enter(office: Program, subject: CoverageSubject, day: date, **values: int | None) -> None:
    """Enter a column's figures by unit code."""
    versions = {e.unit_code: e.version for e in office.ledgers.coverage.column(subject, day)}
    figures = [NewFigure(code, value, versions[code]) for code, value in values.items()]
    office.ledgers.coverage.save_column(subject, day, figures, "台账")


def report(office: Program, unit: str, day: date, installed: int) -> None:
    """Let a unit report its installations as of a day."""
    edits = [FigureEdit(unit, "app_installed_total", installed)]
    office.submissions.type_figures(day, edits, reason="核对")
