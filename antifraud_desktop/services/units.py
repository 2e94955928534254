"""Units: list, edit, import, retire, teach another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Problem, Refused, Severity
from antifraud_desktop.pinyin import pinyin_of
from antifraud_desktop.records.personal import PersonalKind, Unmasked
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.records.units import UnitContact, UnitRecord
from antifraud_desktop.rules.contacts import hidden, hidden_again, kept, mask_problems
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.units import check_unit, is_active, numbered, tidied
from antifraud_desktop.services.history import changed_elsewhere, history_in_lists
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.work import Work, allowed
from db.models import Contact, Unit, UnitAlias
from db.vocabulary import WordingOrigin

if TYPE_CHECKING:
    from antifraud_desktop.intake.units_workbook import UnitsImportRow

SAME_FIELDS = (
    "name",
    "kind",
    "households",
    "residents",
    "reports_daily",
    "ranked",
    "leader",
    "active_from",
    "active_until",
    "sort_order",
)


class UnitService:
    """The township's units (单位); a unit is retired, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, on: date | None = None, text: str = "") -> tuple[UnitRecord, ...]:
        """Return units in the office's order; ``on`` keeps those active then, ``text`` finds.

        ``text`` matches name, alias, full pinyin or initials. Liaison and phone come masked.
        """
        units = tuple(map(hidden, self._whole()))
        if on is not None:
            units = tuple(u for u in units if is_active(u, on))
        wanted = text.strip().lower()
        return tuple(u for u in units if not wanted or _matches(u, wanted))

    def _whole(self) -> tuple[UnitRecord, ...]:
        with self._work.reading() as session:
            return tuple(unit_records(session).values())

    @allowed(Permission.READ_FIGURES)
    def get(self, code: str) -> UnitRecord:
        """Return one unit; Refused when there is none of that code."""
        found = next((u for u in self.list() if u.code == code), None)
        if found is None:
            raise Refused("没有这个单位，可能刚被改动。", "请刷新后再看。")
        return found

    @allowed(Permission.SEE_PERSONAL)
    def contact(self, grant: Unmasked) -> UnitContact:
        """Return the contact of the unit a grant is for; it opens with the grant."""
        code = grant.subject_id
        unit = next((u for u in self._whole() if u.code == code), None)
        if unit is None or grant.subject_kind != "unit":
            raise Refused("没有这个单位，可能刚被改动。", "请刷新后再看。")
        return UnitContact(
            personal(PersonalKind.NAME, unit.liaison, "unit", code),
            personal(PersonalKind.PHONE, unit.phone, "unit", code),
        )

    @allowed(Permission.KEEP_BASICS)
    def save(self, record: UnitRecord) -> Changes:
        """Create (version 0) or change a unit; a mask that comes back keeps what it stands for.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version.
        """
        return self._save(record, WordingOrigin.PRESET)

    def _save(self, given: UnitRecord, origin: WordingOrigin) -> Changes:
        record = tidied(given)
        with self._work.writing() as uow:
            known = tuple(unit_records(uow.session).values())
            before = next((u for u in known if u.code == record.code), None)
            if (before.version if before else 0) != record.version:
                raise changed_elsewhere(uow.session, "这个单位", "unit", record.code)
            record = kept(record, before)
            problems = check_unit(record, known) + mask_problems(record, before)
            if problems:
                raise Invalid(problems)
            record = numbered(record, known)
            if before is not None and _told(before) == _told(record):
                return Changes()
            write_unit(uow.session, record, origin)
            done = "修改" if before else "新增"
            uow.record(
                "save_unit",
                "unit",
                record.code,
                f"{done}单位：{record.name}",
                _told(before) if before else None,
                _told(record),
            )
            uow.commit()
        return Changes(units=True)

    @allowed(Permission.KEEP_BASICS)
    def retire(self, code: str, last_day: date) -> Changes:
        """End a unit's reporting after ``last_day``; its past stays."""
        return self.save(replace(self.get(code), active_until=last_day))

    @allowed(Permission.KEEP_BASICS)
    def preview_import(self, path: Path) -> tuple[UnitsImportRow, ...]:
        """Read a unit list and say for each row: create, update, unchanged or refused."""
        from antifraud_desktop.intake.units_workbook import plan_units_import, read_units_workbook

        whole = self._whole()
        known = {u.code: u for u in whole}
        rows = plan_units_import(whole, read_units_workbook(path))
        return tuple(_without_contact(row, known) for row in rows)

    @allowed(Permission.KEEP_BASICS)
    def accept_import(self, rows: Sequence[UnitsImportRow]) -> Changes:
        """Save the rows to create or update: one action. Importing again changes nothing."""
        wanted = [r.record for r in rows if r.record and r.verdict in ("create", "update")]
        if not wanted:
            return Changes()
        with self._work.writing() as uow:
            known = {u.code: u for u in unit_records(uow.session).values()}
            after: dict[str, UnitRecord] = {}
            for given in wanted:
                before = known.get(given.code)
                if (before.version if before else 0) != given.version:
                    raise ChangedElsewhere("单位资料在预览之后被改动。", "请重新导入并预览。")
                everybody = known | after
                record = kept(given, before)
                problems = check_unit(record, tuple(everybody.values()))
                problems += mask_problems(record, before)
                if problems:
                    raise Invalid(problems)
                record = numbered(record, tuple(everybody.values()))
                write_unit(uow.session, record)
                after[record.code] = record
            uow.record(
                "import_units",
                "units",
                "import",
                f"导入单位{len(wanted)}个",
                {code: _told(known[code]) for code in after if code in known},
                {code: _told(record) for code, record in after.items()},
            )
            uow.commit()
        return Changes(units=True)

    @allowed(Permission.TAKE_FIGURES)
    def teach_alias(self, code: str, text: str) -> Changes:
        """Remember another name of a unit; refused where another unit bears it."""
        unit, alias = self.get(code), text.strip()
        if not alias:
            raise Invalid((Problem("aliases", Severity.ERROR, "别名不能为空", "required"),))
        if alias in (unit.name, *unit.aliases):
            return Changes()
        learnt = replace(unit, aliases=(*unit.aliases, alias))
        return self._save(learnt, WordingOrigin.LEARNT)

    @allowed(Permission.READ_FIGURES)
    def history(self, code: str) -> tuple[HistoryEntry, ...]:
        """Return what was done to a unit, newest first, imports of the list included."""
        with self._work.reading() as session:
            return history_in_lists(session, "unit", code, "units")


def _without_contact(row: UnitsImportRow, known: Mapping[str, UnitRecord]) -> UnitsImportRow:
    """Return a planned row that holds no contact but what the file itself gives."""
    if row.record is None:
        return row
    before = known.get(row.record.code)
    record = kept(row.record, before)
    problems = mask_problems(record, before)
    if problems:
        told = "；".join(p.text for p in problems)
        return replace(row, verdict="refused", reason=told, changed=(), record=None)
    return replace(row, record=hidden_again(record, before))


def write_unit(
    session: Session, record: UnitRecord, origin: WordingOrigin = WordingOrigin.PRESET
) -> None:
    """Bring one unit's rows to a record; what is equal stays untouched.

    ``origin`` says where aliases come from that are not there yet.
    """
    unit = session.scalars(select(Unit).where(Unit.code == record.code)).one_or_none()
    if unit is None:
        unit = Unit(code=record.code)
        session.add(unit)
    for field in SAME_FIELDS:
        if getattr(unit, field) != getattr(record, field):
            setattr(unit, field, getattr(record, field))
    spelt = pinyin_of(record.name)
    if unit.pinyin != spelt.full[:200]:
        unit.pinyin, unit.initials = spelt.full[:200], spelt.initials[:64]
    if [a.text for a in unit.aliases] != list(record.aliases):
        kept = {a.text: a for a in unit.aliases}
        unit.aliases = [
            kept.get(text) or UnitAlias(text=text, origin=origin)
            for text in dict.fromkeys(record.aliases)
        ]
        _touch(unit)
    contact = next((c for c in unit.contacts if c.liaison), None)
    if (record.liaison, record.phone) != ((contact.name, contact.phone) if contact else ("", "")):
        if contact is None:
            contact = Contact(liaison=True)
            unit.contacts.append(contact)
        contact.name, contact.phone = record.liaison, record.phone
        _touch(unit)
    session.flush()


def _touch(unit: Unit) -> None:
    """Raise the unit's version when only its aliases or contacts changed."""
    if unit.id is not None:
        flag_modified(unit, "name")


def _matches(unit: UnitRecord, wanted: str) -> bool:
    names = (unit.name, *unit.aliases)
    if any(wanted in name.lower() for name in names):
        return True
    if not wanted.isascii():
        return False
    spelt = pinyin_of(unit.name)
    return spelt.full.startswith(wanted) or wanted in spelt.initials


def _told(record: UnitRecord) -> dict[str, Any]:
    told = asdict(record)
    del told["version"], told["code"]
    told["kind"] = record.kind.value
    told["aliases"] = list(record.aliases)
    for field in ("active_from", "active_until"):
        told[field] = told[field].isoformat() if told[field] else None
    return told
