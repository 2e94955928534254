"""A unit's contact as the window gets it: masked, and a mask that comes back is no new value."""

from __future__ import annotations

from dataclasses import replace

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.masking import holds_mask, mask_name, mask_phone


def hidden(unit: UnitRecord) -> UnitRecord:
    """Return a unit with its liaison's name and phone masked."""
    return replace(unit, liaison=mask_name(unit.liaison), phone=mask_phone(unit.phone))


def kept(given: UnitRecord, before: UnitRecord | None) -> UnitRecord:
    """Return a form with what its masks stand for: who saw a mask and left it changed nothing.

    ``before`` is the unit as stored, of the version the form was filled from.
    """
    if before is None:
        return given
    masked = hidden(before)
    return replace(
        given,
        liaison=before.liaison if given.liaison == masked.liaison else given.liaison,
        phone=before.phone if given.phone == masked.phone else given.phone,
    )


def hidden_again(given: UnitRecord, before: UnitRecord | None) -> UnitRecord:
    """Return a record with masks wherever it holds what is stored already."""
    if before is None:
        return given
    masked = hidden(before)
    return replace(
        given,
        liaison=masked.liaison if given.liaison == before.liaison else given.liaison,
        phone=masked.phone if given.phone == before.phone else given.phone,
    )


def mask_problems(record: UnitRecord, before: UnitRecord | None) -> tuple[Problem, ...]:
    """Return a problem for each new value that holds a star: a mask is never stored."""
    fields = (
        ("liaison", "联络员", record.liaison, before.liaison if before else ""),
        ("phone", "联系电话", record.phone, before.phone if before else ""),
    )
    return tuple(
        Problem(field, Severity.ERROR, f"{label}里有隐去用的星号，请整个重写或恢复原样", "mask")
        for field, label, value, old in fields
        if value != old and holds_mask(value)
    )
