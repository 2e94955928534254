"""Opening a unit's contact from a page: with a reason, for the unit it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.units import UnitContact
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpenContact:
    """Liaison and phone as text for the window, and for how many seconds."""

    code: str
    liaison: str
    phone: str
    seconds: float


def open_contact(
    workspace: Workspace,
    code: str,
    reason: str,
    done: Callable[[OpenContact], None],
    failed: Callable[[KnownTrouble], None] | None = None,
) -> None:
    """Ask the program for one unit's contact; ``done`` may show it until its time is over."""
    program = workspace.program

    def work() -> tuple[Unmasked, UnitContact]:
        grant = program.unmasking.unmask("unit", code, reason)
        return grant, program.units.contact(grant)

    def show(opened: tuple[Unmasked, UnitContact]) -> None:
        grant, contact = opened
        now = program.clock.now()
        left = (grant.until - now).total_seconds()
        if left > 0:
            liaison, phone = (v.whole_for(grant, now) for v in (contact.liaison, contact.phone))
            done(OpenContact(code, liaison, phone, left))

    workspace.run(work, show, failed)
