"""Requirements and follow-ups of a month once more, from docs/evaluation.md alone (R10, R12)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Asked = list[tuple[date, date | None, bool]]
"""The days a plan asks for, the contact that settled each, and whether it was passed over."""
DAY = timedelta(days=1)
WEEK = 7
FAR = date(2050, 1, 1)


def covers(row: Row, first: str, last: str) -> bool:
    """Whether something is active through all of a period."""
    begins, ends = row["active_from"], row["active_until"]
    return (begins is None or begins <= first) and (ends is None or last <= ends)


def requirement(unit: Row, tables: Tables, first: date, last: date) -> Fraction | None:
    cells = []
    for asked in tables["requirement"]:
        if asked["type_id"] is None or unit["kind"] not in asked["unit_kinds"].split(","):
            continue
        slots = slots_of(unit, asked, tables, first, last)
        if slots:
            cells.append(sum(slots, Fraction(0)) / len(slots))
    return sum(cells, Fraction(0)) / len(cells) if cells else None


def slots_of(unit: Row, asked: Row, tables: Tables, first: date, last: date) -> list[Fraction]:
    campaign = tables["campaign"][0]
    active = {
        "active_from": asked["active_from"] or campaign["start"],
        "active_until": asked["active_until"] or campaign["end"],
    }
    classes = [c for c in tables["unit_class"] if c["unit_id"] == unit["id"]]
    found = []
    for begins, ends in periods(asked, active["active_from"], tables, first, last):
        if not covers(active, begins, ends) or not covers(unit, begins, ends):
            continue
        done = [
            a
            for a in tables["activity"]
            if (a["unit_id"], a["type_id"]) == (unit["id"], asked["type_id"])
            and begins <= a["day"] <= ends
        ]
        if asked["per_class"]:
            groups = [
                [a for a in done if a["class_id"] == c["id"]]
                for c in classes
                if covers(c, begins, ends)
            ]
        else:
            groups = [done]
        for group in groups:
            amount = sum(
                1 if asked["counting"] == "activities" else a["quantity"] or 0 for a in group
            )
            found.append(min(Fraction(amount, asked["at_least"]), Fraction(1)))
    return found


def periods(
    asked: Row, active_from: str, tables: Tables, first: date, last: date
) -> list[tuple[str, str]]:
    """Those whose last day lies in the month."""
    days = [first + DAY * n for n in range((last - first).days + 1)]
    free = {c["date"] for c in tables["calendar_day"] if not c["reporting"]}

    def works(day: date) -> bool:
        return day.isoweekday() <= 5 and day.isoformat() not in free

    if asked["period"] == "day":
        found = [(d, d) for d in days if works(d)]
    elif asked["period"] == "week":
        found = [
            (d - DAY * (WEEK - 1), d)
            for d in days
            if d.isoweekday() == WEEK and any(works(d - DAY * n) for n in range(WEEK))
        ]
    elif asked["period"] == "month":
        found = [(first, last)]
    else:
        ends = [(t["first_day"], t["last_day"]) for t in tables["school_term"]]
        if asked["period"] == "by_date":
            ends = [(active_from, asked["by"])]
        return [(a, b) for a, b in ends if first.isoformat() <= b <= last.isoformat()]
    return [(a.isoformat(), b.isoformat()) for a, b in found]


def follow_ups(unit: Row, tables: Tables, first: date, until: date) -> tuple[int, int]:
    persons = {p["id"] for p in tables["person"] if p["unit_id"] == unit["id"]}
    files = {f["id"]: f for f in tables["case_file"] if f["person_id"] in persons}
    due = done = 0
    for plan in tables["follow_up_plan"]:
        if plan["file_id"] not in files:
            continue
        stopped = stopped_days(tables, plan["file_id"])
        visits = {v["visit_id"] for v in tables["visit_file"] if v["file_id"] == plan["file_id"]}
        made = {
            v["day"]
            for v in tables["visit"]
            if v["id"] in visits
            and not v["failed"]
            and plan["starts_on"] <= v["day"] <= until.isoformat()
        }
        contacts = sorted(date.fromisoformat(text) for text in made)
        ends = [
            date.fromisoformat(text)
            for text in (plan["ended_on"], files[plan["file_id"]]["closed_on"])
            if text is not None
        ]
        end = min(ends, default=FAR)
        for day, contact, _passed in asked_days(plan, tables, contacts, stopped):
            if first <= day <= until and day < end and day not in stopped:
                due += 1
                done += contact is not None and contact <= day
        before = asked_days(plan, tables, [c for c in contacts if c < first], stopped)
        waiting = [d for d, contact, passed in before if contact is None and not passed]
        due += first < end and first not in stopped and any(d < first for d in waiting)
    return due, done


def stopped_days(tables: Tables, file_id: int) -> set[date]:
    found: set[date] = set()
    since: date | None = None
    for event in sorted(tables["file_event"], key=lambda e: e["id"]):
        if event["file_id"] != file_id:
            continue
        day = date.fromisoformat(event["day"])
        if event["kind"] == "stopped" and since is None:
            since = day
        elif event["kind"] == "resumed" and since is not None:
            found |= {since, *(since + DAY * n for n in range((day - since).days))}
            since = None
    if since is not None:
        found |= {since + DAY * n for n in range((FAR - since).days)}
    return found


def asked_days(plan: Row, tables: Tables, contacts: list[date], stopped: set[date]) -> Asked:
    if plan["every_days"] is None:
        days = [
            date.fromisoformat(d["day"]) for d in tables["plan_day"] if d["plan_id"] == plan["id"]
        ]
        return set_days(sorted(d for d in days if d not in stopped), contacts)
    found: Asked = []
    day = date.fromisoformat(plan["starts_on"])
    while day in stopped:
        day += DAY
    for contact in contacts:
        found.append((day, contact, False))
        day = contact
        for _ in range(plan["every_days"]):
            day += DAY
            while day in stopped:
                day += DAY
    return [*found, (day, None, False)]


def set_days(days: list[date], contacts: list[date]) -> Asked:
    settled: dict[date, date] = {}
    passed: set[date] = set()
    for contact in contacts:
        left = [d for d in days if d not in settled and d not in passed]
        come = [d for d in left if d <= contact]
        if come:
            settled[come[-1]] = contact
            passed.update(come[:-1])
        elif left:
            settled[left[0]] = contact
    return [(d, settled.get(d), d in passed) for d in days]
