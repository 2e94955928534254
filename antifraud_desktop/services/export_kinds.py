"""What can be exported with an approval; each kind knows its scope and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.protection import Watermark
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.records_of import unit_records

Scope = Mapping[str, object]
"""What of a kind is exported, as JSON can hold it."""
NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A kind of export. ``code`` is stored, at most 32 characters.

    ``settle(session, scope, today)`` names everything the scope means, so that what was approved
    is what is exported, and gives the request's title (without personal data, at most 200
    characters); it refuses what cannot be exported. ``build(session, scope, mark)`` makes the
    file's bytes from such a settled scope, marked on every page. ``alone`` says that it can be
    asked for without naming anything first; others are asked for from a file or a request.
    """

    code: str
    title: str
    suffix: str
    personal: bool
    settle: Callable[[Session, Scope, date], tuple[Scope, str]]
    build: Callable[[Session, Scope, Watermark], bytes]
    alone: bool = True


def shipped_kinds() -> tuple[ExportKind, ...]:
    """Return the kinds of export that come with the program."""
    return (
        ExportKind(
            code="unit_contacts",
            title="单位联络表",
            suffix=".xlsx",
            personal=True,
            settle=_settle_contacts,
            build=_build_contacts,
        ),
    )


def _settle_contacts(session: Session, scope: Scope, today: date) -> tuple[Scope, str]:
    """Take the named units (``units``: their codes), or all that exist today."""
    known = unit_records(session, names_only=True).values()
    if "units" in scope:
        chosen = [u for u in known if u.code in _codes(scope)]
        if len(chosen) != len(_codes(scope)):
            raise Refused("要导出的单位里有些已经查不到。", "请刷新单位列表后重新选择。")
    else:
        chosen = [u for u in known if is_active(u, today)]
    if not chosen:
        raise Refused("没有可导出的单位。", "请先在单位列表中选择单位。")
    return {"units": [u.code for u in chosen]}, f"单位联络表（{_named(chosen)}）"


def _codes(scope: Scope) -> frozenset[str]:
    units = scope["units"]
    if not isinstance(units, list | tuple):
        raise TypeError("the scope's units are a list of codes")
    return frozenset(str(code) for code in units)


def _named(units: list[UnitRecord]) -> str:
    if len(units) <= NAMED_AT_MOST:
        return "、".join(u.name for u in units)
    return f"{len(units)}个单位"


def _build_contacts(session: Session, scope: Scope, mark: Watermark) -> bytes:
    from antifraud_desktop.documents.workbook_export import Table, workbook_bytes

    codes = _codes(scope)
    units = [u for u in unit_records(session).values() if u.code in codes]
    table = Table(
        name="单位联络表",
        title="单位联络表",
        heads=("序号", "单位", "类别", "联络员", "联系电话"),
        rows=tuple(
            (number, u.name, label_of(u.kind), u.liaison, u.phone)
            for number, u in enumerate(units, start=1)
        ),
        widths=(6, 26, 12, 14, 18),
        whole=True,
    )
    return workbook_bytes((table,), mark.text)
