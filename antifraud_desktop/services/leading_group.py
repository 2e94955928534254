"""The leading group: its members, and the leaders linked to units (领导小组、挂钩领导)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.supervision import LinkedLeader, LinkedUnit, Links, MemberRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.records_of import township_record, unit_records
from antifraud_desktop.services.supervision_rows import MEMBER, taken
from antifraud_desktop.work import Work, allowed
from db.models import GroupMember
from db.queries import supervision as queries
from db.vocabulary import GroupPost

ONE_OF = (GroupPost.HEAD, GroupPost.FIRST_DEPUTY, GroupPost.OFFICE_HEAD)
"""Posts held by one person at a time."""


class LeadingGroupService:
    """Keeps the members; who is linked to a unit is told by the unit itself (``Unit.leader``)."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def members(self, on: date | None = None) -> tuple[MemberRecord, ...]:
        """Return the members by post and the office's order; of one day when given."""
        with self._work.reading() as session:
            return _members(session, on)

    @allowed(Permission.READ_FIGURES)
    def links(self) -> Links:
        """Return today's linked leaders with their units, and the active units without one."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            members = _members(session, today)
            units = unit_records(session, names_only=True).values()
        return links_of(members, [unit for unit in units if is_active(unit, today)])

    @allowed(Permission.READ_FIGURES)
    def export(self, path: Path) -> Changes:
        """Write members and linked leaders as .xlsx; registered as what left the office."""
        from antifraud_desktop.documents.group_lists import MEMBERS, group_tables

        with self._work.reading() as session:
            township = township_record(session).name
        tables = group_tables(township, self.members(), self.links())
        return export_tables(self._work, self._folder, path, "leading_group", MEMBERS, tables)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: MemberRecord) -> tuple[int, Changes]:
        """Enter (id 0) or change a member.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            session = uow.session
            row = (
                GroupMember()
                if record.id == 0
                else taken(session, GroupMember, record.id, record.version)
            )
            problems = _problems(record, _members(session, None))
            if problems:
                raise Invalid(problems)
            before = _told(row) if record.id else None
            row.name, row.post, row.title = record.name.strip(), record.post, record.title.strip()
            row.member_from, row.member_until = record.member_from, record.member_until
            row.sort_order = record.sort_order
            session.add(row)
            session.flush()
            done = "修改" if record.id else "登记"
            told = f"{done}领导小组{label_of(row.post)}"
            uow.record("save_member", MEMBER, row.id, told, before, _told(row))
            number = row.id
            uow.commit()
        return number, Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, member_id: int, version: int) -> Changes:
        """Remove a member entered by mistake; one who left is given a last day instead."""
        with self._work.writing() as uow:
            row = taken(uow.session, GroupMember, member_id, version)
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_member", MEMBER, member_id, "删除领导小组成员", before, None)
            uow.commit()
        return Changes(supervision=True)


def links_of(members: Sequence[MemberRecord], units: Sequence[UnitRecord]) -> Links:
    """Return who is linked to which units; a unit may name several, parted by 、 or a comma."""
    posts = {member.name: member.post for member in reversed(members)}
    by_leader: dict[str, list[LinkedUnit]] = {member.name: [] for member in members}
    without: list[LinkedUnit] = []
    for unit in units:
        linked = LinkedUnit(unit.code, unit.name, unit.kind, unit.leader.strip())
        names = leaders_named(unit.leader)
        for name in names:
            by_leader.setdefault(name, []).append(linked)
        if not names:
            without.append(linked)
    leaders = (
        LinkedLeader(name, posts.get(name), tuple(found)) for name, found in by_leader.items()
    )
    return Links(tuple(one for one in leaders if one.units), tuple(without))


def leaders_named(text: str) -> tuple[str, ...]:
    """Return the leaders a unit names, each once."""
    for mark in "，,；;/ 　":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))


def _members(session: Session, on: date | None) -> tuple[MemberRecord, ...]:
    order: Mapping[GroupPost, int] = {post: place for place, post in enumerate(GroupPost)}
    records = (
        MemberRecord(
            id=row.id,
            name=row.name,
            post=row.post,
            title=row.title,
            member_from=row.member_from,
            member_until=row.member_until,
            sort_order=row.sort_order,
            version=row.version,
        )
        for row in queries.members(session)
    )
    kept = [r for r in records if on is None or _is_member(r, on)]
    return tuple(sorted(kept, key=lambda r: (order[r.post], r.sort_order, r.id)))


def _is_member(record: MemberRecord, on: date) -> bool:
    begun = record.member_from is None or record.member_from <= on
    return begun and (record.member_until is None or record.member_until >= on)


def _problems(record: MemberRecord, known: Sequence[MemberRecord]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    name = record.name.strip()
    for field, text, label, most in (
        ("name", name, "姓名", 64),
        ("title", record.title, "职务", 200),
    ):
        if len(text) > most:
            found.append(_wrong(field, f"{label}请不超过{most}个字", "long"))
    if not name:
        found.append(_wrong("name", "请填写姓名", "required"))
    first, last = record.member_from, record.member_until
    if first is not None and last is not None and last < first:
        found.append(_wrong("member_until", "截止日期不能早于起始日期", "order"))
    others = [m for m in known if m.id != record.id and _overlap(m, record)]
    if any(m.name == name and m.post is record.post for m in others):
        found.append(_wrong("name", "此人已经登记为这一职务", "double"))
    holder = next((m for m in others if m.post is record.post), None)
    if record.post in ONE_OF and holder is not None:
        told = f"{label_of(record.post)}已登记为{holder.name}，请先填写其截止日期"
        found.append(_wrong("post", told, "double"))
    return tuple(found)


def _overlap(one: MemberRecord, other: MemberRecord) -> bool:
    return (one.member_from or date.min) <= (other.member_until or date.max) and (
        other.member_from or date.min
    ) <= (one.member_until or date.max)


def _told(row: GroupMember) -> dict[str, object]:
    return {
        "name": row.name,
        "post": row.post,
        "title": row.title,
        "member_from": row.member_from,
        "member_until": row.member_until,
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
