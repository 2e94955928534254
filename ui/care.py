"""What 今日 says beside its figures: how safe the data is, and what the office owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from antifraud_desktop.records.backups import BackupState
from antifraud_desktop.rules.permissions import Permission

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is due, and the page and tab where it is done."""

    text: str
    page: str
    tab: str


@dataclass(frozen=True, slots=True)
class Care:
    """``made_at`` is the time of today's backup, empty without one."""

    backups: BackupState | None
    made_at: str
    points: tuple[Point, ...]


def care_of(program: Program) -> Care:
    """Read what the account may know, in one piece of work."""
    today = program.clock.today()
    state = program.backups.state() if program.may(Permission.VERIFY) else None
    last = state.last if state is not None else None
    made_at = f"{last.made_at.astimezone():%H:%M}" if last and last.day == today else ""
    points: list[Point] = []
    if program.may(Permission.READ_FORMS):
        points += [Point(due.sentence, SETTINGS, "合规") for due in program.forms.due(today)]
    if program.may(Permission.READ_RETENTION):
        counts = program.retention.counts(today)
        if counts:
            said = "、".join(f"{count.name}{count.subjects}{count.counted}" for count in counts)
            points.append(Point(f"保存到期：{said}，请核对后清理。", SETTINGS, "到期清理"))
    return Care(state, made_at, tuple(points))
