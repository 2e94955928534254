"""Indicators: list, edit, and the wordings a clerk teaches once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.wordings import label_key
from antifraud_desktop.services.history import changed_elsewhere, history_of
from antifraud_desktop.services.records_of import indicator_records
from antifraud_desktop.work import Work, allowed
from db.models import Indicator, IndicatorWording
from db.queries.indicators import has_figures
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
LONGEST = 60
MEANING = {"nature": "性质", "measure": "计量"}
"""What may not change under stored figures: 分 would be read as counts, sums as totals."""


class IndicatorService:
    """The figures the township asks for (指标); one is set inactive, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, active_only: bool = False) -> tuple[IndicatorRecord, ...]:
        """Return the indicators in the office's order."""
        with self._work.reading() as session:
            found = tuple(indicator_records(session).values())
        return tuple(i for i in found if i.active or not active_only)

    @allowed(Permission.KEEP_BASICS)
    def save(self, record: IndicatorRecord) -> Changes:
        """Create (version 0) or change an indicator with all its wordings.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version.
        """
        record = tidied(record)
        with self._work.writing() as uow:
            known = tuple(indicator_records(uow.session).values())
            before = next((i for i in known if i.code == record.code), None)
            if (before.version if before else 0) != record.version:
                raise changed_elsewhere(uow.session, "这个指标", "indicator", record.code)
            problems = check_indicator(record, known) + _check_meaning(uow.session, before, record)
            if problems:
                raise Invalid(problems)
            record = record if before else _numbered(record, known)
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

    @allowed(Permission.TAKE_FIGURES)
    def teach(self, code: str, wording: str) -> Changes:
        """Remember a wording for an indicator; from then on it is read without asking.

        Raises Invalid where the wording already means another indicator.
        """
        record, text = self._get(code), wording.strip()
        if text in (*record.aliases, *record.learnt):
            return Changes()
        return self.save(replace(record, learnt=(*record.learnt, text)))

    @allowed(Permission.KEEP_BASICS)
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

    @allowed(Permission.READ_FIGURES)
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


def tidied(record: IndicatorRecord) -> IndicatorRecord:
    """Return a form without stray spaces and doubled wordings; a preset stays a preset."""
    aliases = tuple(dict.fromkeys(text.strip() for text in record.aliases))
    learnt = dict.fromkeys(text.strip() for text in record.learnt)
    return replace(
        record,
        name=record.name.strip(),
        short_name=record.short_name.strip(),
        measure_word=record.measure_word.strip(),
        aliases=aliases,
        learnt=tuple(text for text in learnt if text not in aliases),
    )


def check_indicator(
    record: IndicatorRecord, known: Sequence[IndicatorRecord]
) -> tuple[Problem, ...]:
    """Return everything wrong with an indicator's form."""
    found: list[Problem] = []
    others = [i for i in known if i.code != record.code]
    for field, label, text in (
        ("name", "指标名称", record.name),
        ("measure_word", "计量单位，如户、人次", record.measure_word),
    ):
        if not text:
            found.append(Problem(field, Severity.ERROR, f"请填写{label}", "required"))
    for field, text in (
        ("name", record.name),
        ("short_name", record.short_name),
        ("measure_word", record.measure_word),
    ):
        if len(text) > LONGEST:
            found.append(Problem(field, Severity.ERROR, f"“{text[:8]}…”太长", "long"))
    return (*found, *_check_wordings(record, others), *_check_flow(record, others))


def _check_wordings(
    record: IndicatorRecord, others: Sequence[IndicatorRecord]
) -> tuple[Problem, ...]:
    """Refuse a wording that already means another indicator, however it is typed."""
    owners = {
        label_key(text): i.name
        for i in others
        for text in (i.name, i.short_name, *i.aliases, *i.learnt)
    }
    found: list[Problem] = []
    for field, texts in (
        ("name", (record.name,)),
        ("short_name", (record.short_name,)),
        ("aliases", record.aliases),
        ("learnt", record.learnt),
    ):
        for text in texts:
            key = label_key(text)
            if field in ("aliases", "learnt") and not _is_wording(text, key):
                said = f"说法应为1到{LONGEST}个字，不能只是数字或符号：“{text[:12]}”"
                found.append(Problem(field, Severity.ERROR, said, "length"))
            elif key and key in owners:
                said = f"“{text}”已是{owners[key]}的说法"
                found.append(Problem(field, Severity.ERROR, said, "taken"))
    return tuple(found)


def _is_wording(text: str, key: str) -> bool:
    return bool(key) and not key.isdigit() and len(text) <= LONGEST


def _check_flow(record: IndicatorRecord, others: Sequence[IndicatorRecord]) -> tuple[Problem, ...]:
    if record.flow_code is None:
        return ()
    if record.nature is not Nature.STOCK:
        said = "只有累计指标才有对应的当日指标"
        return (Problem("flow_code", Severity.ERROR, said, "nature"),)
    flow = next((i for i in others if i.code == record.flow_code), None)
    if flow is None or flow.nature is not Nature.FLOW:
        return (Problem("flow_code", Severity.ERROR, "对应的当日指标不存在", "missing"),)
    return ()


def _check_meaning(
    session: Session, before: IndicatorRecord | None, record: IndicatorRecord
) -> tuple[Problem, ...]:
    changed = [f for f in MEANING if before and getattr(before, f) != getattr(record, f)]
    if not changed or not has_figures(session, record.code):
        return ()
    said = "已有报送数字，{}不能再改；请停用后另建一个指标"
    return tuple(
        Problem(field, Severity.ERROR, said.format(MEANING[field]), "in_use") for field in changed
    )


def _fill(row: Indicator, record: IndicatorRecord) -> None:
    for field in PLAIN_FIELDS:
        if getattr(row, field) != getattr(record, field):
            setattr(row, field, getattr(record, field))
    kinds = ",".join(record.shown_for)
    if row.shown_for != kinds:
        row.shown_for = kinds


def _wordings(record: IndicatorRecord) -> list[tuple[str, WordingOrigin]]:
    found = [(text, WordingOrigin.PRESET) for text in dict.fromkeys(record.aliases)]
    found += [(text, WordingOrigin.LEARNT) for text in dict.fromkeys(record.learnt)]
    return found


def _numbered(record: IndicatorRecord, known: Sequence[IndicatorRecord]) -> IndicatorRecord:
    """Give a new indicator its code, and a place at the end of the office's order."""
    used = [int(i.code[6:]) for i in known if i.code[:6] == "custom" and i.code[6:].isdigit()]
    last = max((i.sort_order for i in known), default=0)
    return replace(
        record,
        code=record.code or f"custom{max(used, default=0) + 1}",
        sort_order=record.sort_order or last + 1,
    )


def _told(record: IndicatorRecord) -> dict[str, Any]:
    told = asdict(record)
    del told["version"], told["code"]
    for field in ("aliases", "learnt", "shown_for"):
        told[field] = [str(v) for v in told[field]]
    return told
