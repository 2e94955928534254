"""Indicators: list, edit, and the wordings a clerk teaches once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Problem, Refused, Severity
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.services.history import history_of
from antifraud_desktop.services.records_of import indicator_records
from antifraud_desktop.work import Work
from db.models import Indicator, IndicatorWording
from db.vocabulary import Nature, WordingOrigin

PLAIN_FIELDS = (
    "name",
    "short_name",
    "measure_word",
    "nature",
    "measure",
    "group",
    "ceiling",
    "flow_code",
    "in_report",
    "active",
    "sort_order",
)
LONGEST_WORDING = 60


class IndicatorService:
    """The figures the township asks for (指标); one is set inactive, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    def list(self, active_only: bool = False) -> tuple[IndicatorRecord, ...]:
        """Return the indicators in the office's order."""
        with self._work.reading() as session:
            found = tuple(indicator_records(session).values())
        return tuple(i for i in found if i.active or not active_only)

    def save(self, record: IndicatorRecord) -> Changes:
        """Create (version 0) or change an indicator with all its wordings.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            known = tuple(indicator_records(uow.session).values())
            record = record if record.code else replace(record, code=_next_code(known))
            problems = check_indicator(record, known)
            if problems:
                raise Invalid(problems)
            before = next((i for i in known if i.code == record.code), None)
            if (before.version if before else 0) != record.version:
                raise ChangedElsewhere(
                    "这个指标刚被别人改动，本次没有保存。", "请看最新内容后再改。"
                )
            if before is not None and _told(before) == _told(record):
                return Changes()
            self._write(uow.session, record)
            uow.record(
                "save_indicator",
                "indicator",
                record.code,
                f"{'修改' if before else '新增'}指标：{record.name}",
                _told(before) if before else None,
                _told(record),
            )
            uow.commit()
        return Changes(indicators=True)

    def teach(self, code: str, wording: str) -> Changes:
        """Remember a wording for an indicator; from then on it is read without asking.

        Raises Invalid where the wording already means another indicator.
        """
        record = self._get(code)
        text = wording.strip()
        if text in (*record.aliases, *record.learnt):
            return Changes()
        return self.save(replace(record, learnt=(*record.learnt, text)))

    def forget(self, code: str, wording: str) -> Changes:
        """Remove a wording, preset or learnt."""
        record = self._get(code)
        return self.save(
            replace(
                record,
                aliases=tuple(a for a in record.aliases if a != wording),
                learnt=tuple(a for a in record.learnt if a != wording),
            )
        )

    def history(self, code: str) -> tuple[HistoryEntry, ...]:
        """Return what was done to an indicator, newest first."""
        with self._work.reading() as session:
            return history_of(session, "indicator", code)

    def _get(self, code: str) -> IndicatorRecord:
        found = next((i for i in self.list() if i.code == code), None)
        if found is None:
            raise Refused("没有这个指标，可能刚被改动。", "请刷新后再看。")
        return found

    def _write(self, session: Session, record: IndicatorRecord) -> None:
        statement = select(Indicator).where(Indicator.code == record.code)
        row = session.scalars(statement).one_or_none()
        if row is None:
            row = Indicator(code=record.code)
            session.add(row)
        _fill(row, record)
        kept = {w.text: w for w in row.wordings}
        row.wordings = [
            kept.get(text)
            or IndicatorWording(
                text=text,
                origin=origin,
                taught_at=self._work.clock.utc() if origin is WordingOrigin.LEARNT else None,
                taught_by=self._work.account if origin is WordingOrigin.LEARNT else "",
            )
            for text, origin in _wordings(record)
        ]
        if row.id is not None:
            flag_modified(row, "name")  # wordings alone must also raise the version
        session.flush()


def add_indicators(session: Session, records: Iterable[IndicatorRecord]) -> None:
    """Write the preset indicators of a new township."""
    for record in records:
        row = Indicator(code=record.code)
        _fill(row, record)
        row.wordings = [
            IndicatorWording(text=text, origin=origin, taught_by="")
            for text, origin in _wordings(record)
        ]
        session.add(row)


def check_indicator(
    record: IndicatorRecord, known: Sequence[IndicatorRecord]
) -> tuple[Problem, ...]:
    """Return everything wrong with an indicator's form."""
    found: list[Problem] = []
    others = [i for i in known if i.code != record.code]
    owners = {text: i.name for i in others for text in (*i.aliases, *i.learnt)}
    if not record.name.strip():
        found.append(Problem("name", Severity.ERROR, "请填写指标名称", "required"))
    if any(i.name == record.name for i in others):
        found.append(Problem("name", Severity.ERROR, f"已有指标“{record.name}”", "taken"))
    if not record.measure_word.strip():
        found.append(
            Problem("measure_word", Severity.ERROR, "请填写计量单位，如户、人次", "required")
        )
    for field, texts in (("aliases", record.aliases), ("learnt", record.learnt)):
        for text in texts:
            if text in owners:
                said = f"“{text}”已是{owners[text]}的说法"
                found.append(Problem(field, Severity.ERROR, said, "taken"))
            if not text.strip() or len(text) > LONGEST_WORDING:
                said = f"说法应为1到{LONGEST_WORDING}个字"
                found.append(Problem(field, Severity.ERROR, said, "length"))
    if record.flow_code is not None:
        flow = next((i for i in others if i.code == record.flow_code), None)
        if record.nature is not Nature.STOCK:
            said = "只有累计指标才有对应的当日指标"
            found.append(Problem("flow_code", Severity.ERROR, said, "nature"))
        elif flow is None or flow.nature is not Nature.FLOW:
            found.append(Problem("flow_code", Severity.ERROR, "对应的当日指标不存在", "missing"))
    return tuple(found)


def _fill(row: Indicator, record: IndicatorRecord) -> None:
    for field in PLAIN_FIELDS:
        if getattr(row, field) != getattr(record, field):
            setattr(row, field, getattr(record, field))
    kinds = ",".join(record.shown_for)
    if row.shown_for != kinds:
        row.shown_for = kinds


def _wordings(record: IndicatorRecord) -> list[tuple[str, WordingOrigin]]:
    found = [(text, WordingOrigin.PRESET) for text in dict.fromkeys(record.aliases)]
    found += [
        (text, WordingOrigin.LEARNT)
        for text in dict.fromkeys(record.learnt)
        if text not in record.aliases
    ]
    return found


def _next_code(known: Sequence[IndicatorRecord]) -> str:
    used = [int(i.code[6:]) for i in known if i.code[:6] == "custom" and i.code[6:].isdigit()]
    return f"custom{max(used, default=0) + 1}"


def _told(record: IndicatorRecord) -> dict[str, Any]:
    told = asdict(record)
    del told["version"], told["code"]
    for field in ("aliases", "learnt", "shown_for"):
        told[field] = [str(v) for v in told[field]]
    return told
