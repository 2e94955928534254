"""A month's inputs once more, from docs/evaluation.md alone: every row read, counted in loops."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
WEEKLY = 4
"""Friday: the weekly reporting day as shipped."""


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


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
    *("visit_file", "requirement", "activity"),
)


def deadline_of(when: date, tables: Tables) -> time:
    deadline = time(18)
    for row in sorted(tables["setting"], key=lambda r: (r["valid_from"], r["id"])):
        if row["key"] == "deadline" and row["valid_from"] <= when.isoformat():
            deadline = time.fromisoformat(row["value"].strip('"'))
    return deadline


def is_reporting(when: date, tables: Tables) -> bool:
    for row in tables["calendar_day"]:
        if row["date"] == when.isoformat():
            return bool(row["reporting"])
    campaign = tables["campaign"][0]
    if not in_campaign(when, tables):
        return False
    return when.isoformat() <= campaign["daily_until"] or when.weekday() == WEEKLY


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


def follow_ups(unit: Row, tables: Tables, first: date, until: date) -> tuple[int, int]:
    persons = {p["id"] for p in tables["person"] if p["unit_id"] == unit["id"]}
    files = {f["id"]: f for f in tables["case_file"] if f["person_id"] in persons}
    asked = done = 0
    for plan in tables["follow_up_plan"]:
        if plan["file_id"] not in files:
            continue
        visits = {v["visit_id"] for v in tables["visit_file"] if v["file_id"] == plan["file_id"]}
        made = sorted(
            {
                date.fromisoformat(v["day"])
                for v in tables["visit"]
                if v["id"] in visits
                and not v["failed"]
                and v["day"] >= plan["starts_on"]
                and v["day"] <= until.isoformat()
            }
        )
        ends = [
            date.fromisoformat(text)
            for text in (plan["ended_on"], files[plan["file_id"]]["closed_on"])
            if text is not None
        ]
        end = min(ends, default=date.max)
        days = sorted(
            date.fromisoformat(d["day"]) for d in tables["plan_day"] if d["plan_id"] == plan["id"]
        )
        for due, contact, _missed in asked_days(plan, days, made):
            if due < end and first <= due <= until:
                asked += 1
                done += contact is not None and contact <= due
        before = asked_days(plan, days, [m for m in made if m < first])
        waiting = [
            due for due, contact, missed in before if contact is None and not missed and due < end
        ]
        asked += end > first and bool(waiting) and min(waiting) < first
    return asked, done


def asked_days(
    plan: Row, days: list[date], made: list[date]
) -> list[tuple[date, date | None, bool]]:
    """R12: the day, the contact that settled it, and whether it was passed over."""
    if plan["every_days"] is not None:
        found: list[tuple[date, date | None, bool]] = []
        due = date.fromisoformat(plan["starts_on"])
        for contact in made:
            found.append((due, contact, False))
            due = contact + timedelta(days=plan["every_days"])
        return [*found, (due, None, False)]
    settled: dict[date, date] = {}
    passed: set[date] = set()
    for contact in made:
        left = [d for d in days if d not in settled and d not in passed]
        come = [d for d in left if d <= contact]
        if come:
            settled[come[-1]] = contact
            passed.update(come[:-1])
        elif left:
            settled[left[0]] = contact
    return [(d, settled.get(d), d in passed) for d in days]


def requirement(unit: Row, tables: Tables, first: date, last: date) -> Fraction | None:
    """A monthly requirement of villages: section 2, for the one the test fills in."""
    (asked,) = tables["requirement"]
    whole = all(is_active(unit, d) and in_campaign(d, tables) for d in (first, last))
    if unit["kind"] != asked["unit_kinds"] or not whole:
        return None
    held = sum(
        a["unit_id"] == unit["id"]
        and a["type_id"] == asked["type_id"]
        and first.isoformat() <= a["day"] <= last.isoformat()
        for a in tables["activity"]
    )
    return Fraction(min(held, asked["at_least"]), asked["at_least"])


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
