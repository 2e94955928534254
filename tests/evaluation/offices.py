"""The evaluation's services on one database, at a moment of a test's choosing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from antifraud_desktop.bootstrap import shipped_templates
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.evaluations import Evaluations, open_evaluations
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work

NOWHERE = Path("/nonexistent/office")


def office_of(work: Work, root: Path = NOWHERE) -> Evaluations:
    """Return the services; the data folder is where the office's own templates would lie."""
    frames = TemplateStore(shipped_templates(), root / "templates")
    return open_evaluations(work, DataFolder(root), frames)


def at(work: Work, moment: datetime, root: Path = NOWHERE) -> Evaluations:
    """Return the services at another moment."""
    return office_of(replace(work, clock=FixedClock(moment)), root)


def without(work: Work, permission: Permission) -> Evaluations:
    """Return the services of somebody who lacks a permission."""
    return office_of(replace(work, permissions=frozenset(Permission) - {permission}))
