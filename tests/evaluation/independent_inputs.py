"""A month's inputs once more, from docs/evaluation.md alone: every row read, counted in loops."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.evaluation.independent_ledgers import Row, Tables, follow_ups, requirement


def read(connection: Any, *tables: str) -> Tables:
    found: Tables = {}
    for table in tables:
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


TABLES = (
    *("unit", "campaign", "setting", "calendar_day", "exemption", "daily_submission"),
    *("issued_document", "current_figure", "indicator", "audit_entry", "inspection", "finding"),
    *("falsification", "person", "case_file", "follow_up_plan", "plan_day", "visit"),
    *("visit_file", "file_event", "requirement", "activity", "unit_class", "school_term"),
)


def setting(key: str, shipped: Any, when: date, tables: Tables) -> Any:
    found = shipped
    for row in sorted(tables["setting"], key=lambda r: (r["valid_from"], r["id"])):
        if row["key"] == key and row["valid_from"] <= when.isoformat():
            found = json.loads(row["value"])
    return found


def deadline_of(when: date, tables: Tables) -> time:
    return time.fromisoformat(setting("deadline", "18:00:00", when, tables))


def is_reporting(when: date, tables: Tables) -> bool:
    for row in tables["calendar_day"]:
        if row["date"] == when.isoformat():
            return bool(row["reporting"])
    if not in_campaign(when, tables):
        return False
    rhythm = setting("rhythm_after", "weekly", when, tables)
    if when.isoformat() <= tables["campaign"][0]["daily_until"] or rhythm == "daily":
        return True
    return bool(rhythm == "weekly" and when.weekday() == setting("weekly_day", 4, when, tables))


def in_campaign(when: date, tables: Tables) -> bool:
    campaign = tables["campaign"][0]
    ends = campaign["end"]
    return campaign["start"] <= when.isoformat() and (ends is None or when.isoformat() <= ends)


def is_active(unit: Row, when: date) -> bool:
    begins, ends = unit["active_from"], unit["active_until"]
    text = when.isoformat()
    return (begins is None or begins <= text) and (ends is None or text <= ends)


def is_exempt(unit: Row, when: date, tables: Tables) -> bool:
    return any(
        e["unit_id"] == unit["id"] and e["first_day"] <= when.isoformat() <= e["last_day"]
        for e in tables["exemption"]
    )


def state_of(when: date, received: datetime, tables: Tables) -> str:
    late_from = datetime.combine(when, deadline_of(when, tables)) + timedelta(seconds=1)
    if received < late_from:
        return "on_time"
    issued = [
        datetime.fromisoformat(d["issued_at"])
        for d in tables["issued_document"]
        if d["kind"] == "evening_bulletin" and d["date"] == when.isoformat()
    ]
    midnight = datetime.combine(when + timedelta(days=1), time())
    if received <= midnight and not (issued and received >= min(issued)):
        return "late"
    return "made_up"


def inputs(tables: Tables, first: date, last: date) -> list[Row]:
    """Section 2 for a month that is over."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    sent_back = {r["subject_id"] for r in tables["audit_entry"] if r["action"] == "send_back"}
    codes = {i["id"]: i["code"] for i in tables["indicator"]}
    inspected = {i["id"]: i["unit_id"] for i in tables["inspection"]}
    found = []
    for unit in tables["unit"]:
        if not any(is_active(unit, d) for d in days):
            continue
        own = {s["date"]: s for s in tables["daily_submission"] if s["unit_id"] == unit["id"]}
        due = [
            d
            for d in days
            if unit["reports_daily"] and is_reporting(d, tables) and is_active(unit, d)
        ]
        expected = [d for d in due if not is_exempt(unit, d, tables)]
        sent = {d: own[d.isoformat()] for d in expected if d.isoformat() in own}
        states = [
            state_of(d, datetime.fromisoformat(s["received"]), tables) for d, s in sent.items()
        ]
        flows: dict[str, int] = {}
        for figure in tables["current_figure"]:
            inside = first.isoformat() <= figure["date"] <= last.isoformat()
            if figure["unit_id"] == unit["id"] and inside:
                code = codes[figure["indicator_id"]]
                flows[code] = flows.get(code, 0) + figure["value"]
        findings = [
            f
            for f in tables["finding"]
            if inspected[f["inspection_id"]] == unit["id"]
            and first.isoformat() <= f["due_on"] <= last.isoformat()
        ]
        asked, done = follow_ups(unit, tables, first, last)
        found.append(
            {
                **{k: unit[k] for k in ("code", "kind", "households", "residents")},
                "ranked": bool(unit["ranked"]),
                "due_days": len(due),
                "expected": len(expected),
                "target_days": sum(
                    in_campaign(d, tables) and is_active(unit, d) and not is_exempt(unit, d, tables)
                    for d in days
                ),
                **{word: states.count(word) for word in ("on_time", "late", "made_up")},
                "slips": sum(
                    s["returned_reason"] is not None
                    or bool(s["corrected_after_deadline"])
                    or f"{unit['code']} {d.isoformat()}" in sent_back
                    for d, s in sent.items()
                ),
                "flows": flows,
                "requirement": requirement(unit, tables, first, last),
                "follow_ups_due": asked,
                "follow_ups_done": done,
                "findings_due": len(findings),
                "findings_closed": sum(
                    f["verified_on"] is not None and f["rectified_on"] <= f["due_on"]
                    for f in findings
                ),
                "falsifications": sum(
                    f["unit_id"] == unit["id"]
                    and f["lifted_on"] is None
                    and first.isoformat() <= f["day"] <= last.isoformat()
                    for f in tables["falsification"]
                ),
            }
        )
    return found
