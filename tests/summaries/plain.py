"""Every figure once more, from the tables alone: whole tables read, counted in loops."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from antifraud_desktop.records.summary_figures import Figure, Ledger
from tests.evaluation.independent_inputs import (
    TABLES,
    Row,
    Tables,
    follow_ups,
    is_active,
    is_exempt,
    is_reporting,
    read,
    state_of,
)
from tests.summaries.plain_levels import (
    coverage,
    days_of,
    inside,
    named,
    requirements,
    samples,
    target,
)

MORE = (
    *("task", "meeting", "activity_type", "material", "stock_movement", "incident", "fraud_type"),
    *("coverage_figure", "awareness_sample", "target", "school_term", "unit_class"),
    "evaluation_result",
)


def tables_of(session: Any) -> Tables:
    """Read the encrypted file as it lies there."""
    return read(session.connection().connection.dbapi_connection, *TABLES, *MORE)


def counted(figure: Figure, tables: Tables) -> int:
    """Return a counted figure's value once more."""
    return COUNTERS[figure.ledger](figure, tables)


def submissions(figure: Figure, tables: Tables) -> int:
    """State by state, unit by unit, day by day."""
    wanted, code = figure.chosen["state"], figure.chosen.get("unit", "")
    found: list[tuple[str, str]] = []
    for when in days_of(figure):
        for unit in tables["unit"]:
            due = unit["reports_daily"] and is_active(unit, when) and reports(when, tables)
            if not due or code not in ("", unit["code"]):
                continue
            sent = [
                s
                for s in tables["daily_submission"]
                if s["unit_id"] == unit["id"] and s["date"] == when.isoformat()
            ]
            if not sent:
                if not is_exempt(unit, when, tables):
                    found.append((unit["code"], "missing"))
            elif sent[0]["returned_reason"]:
                found.append((unit["code"], "returned"))
            else:
                received = datetime.fromisoformat(sent[0]["received"])
                found.append((unit["code"], state_of(when, received, tables)))
    if wanted == "expected":
        return len(found)
    if wanted == "silent_units":
        return len({unit for unit, state in found if state == "missing"})
    return sum(state == wanted for _unit, state in found)


def reports(when: date, tables: Tables) -> bool:
    """The demonstration goes on daily after its three months."""
    daily = any(s["key"] == "rhythm_after" and "daily" in s["value"] for s in tables["setting"])
    return is_reporting(when, tables) or daily


def daily(figure: Figure, tables: Tables) -> int:
    codes = named(tables, "indicator")
    return sum(
        f["value"]
        for f in tables["current_figure"]
        if codes[f["indicator_id"]] == figure.chosen["indicator"] and inside(figure, f["date"])
    )


def activities(figure: Figure, tables: Tables) -> int:
    chosen, codes = figure.chosen, named(tables, "activity_type")
    return sum(
        (a[chosen["sum"]] or 0) if "sum" in chosen else 1
        for a in tables["activity"]
        if inside(figure, a["day"])
        and chosen.get("type", codes[a["type_id"]]) == codes[a["type_id"]]
        and chosen.get("number", str(a["id"])) == str(a["id"])
    )


def materials(figure: Figure, tables: Tables) -> int:
    codes = named(tables, "material")
    return sum(
        m["quantity"]
        for m in tables["stock_movement"]
        if inside(figure, m["day"])
        and m["kind"] == figure.chosen["kind"]
        and codes[m["material_id"]] == figure.chosen["material"]
    )


def incidents(figure: Figure, tables: Tables) -> int:
    chosen, names = figure.chosen, named(tables, "fraud_type", "name")
    return sum(
        i[chosen["sum"]] if "sum" in chosen else 1
        for i in tables["incident"]
        if inside(figure, i["day"])
        and i["kind"] == chosen["kind"]
        and chosen.get("type", names[i["type_id"]]) == names[i["type_id"]]
    )


def meetings(figure: Figure, tables: Tables) -> int:
    level = figure.chosen["level"]
    return sum(inside(figure, m["day"]) and level in ("", m["level"]) for m in tables["meeting"])


def tasks(figure: Figure, tables: Tables) -> int:
    last = figure.last.isoformat()
    tests: Mapping[str, Callable[[Row], bool]] = {
        "set": lambda t: inside(figure, t["set_on"]),
        "done": lambda t: inside(figure, t["done_on"]) and t["dropped_on"] is None,
        "overdue": lambda t: (
            t["set_on"] <= last
            and t["due_on"] < last
            and not (t["done_on"] and t["done_on"] <= last)
            and not (t["dropped_on"] and t["dropped_on"] <= last)
        ),
    }
    return sum(map(tests[figure.chosen["state"]], tables["task"]))


def inspections(figure: Figure, tables: Tables) -> int:
    units = [i["unit_id"] for i in tables["inspection"] if inside(figure, i["day"])]
    return len(set(units)) if figure.chosen["by"] == "units" else len(units)


def findings(figure: Figure, tables: Tables) -> int:
    last, looked = figure.last.isoformat(), named(tables, "inspection", "day")
    state = figure.chosen["state"]
    found = 0
    for row in tables["finding"]:
        right = bool(row["rectified_on"] and row["rectified_on"] <= last)
        accepted = bool(row["verified_on"] and row["verified_on"] <= last)
        on = looked[row["inspection_id"]]
        if state == "overdue":
            found += on <= last and row["due_on"] < last and not right and not accepted
        else:
            kept = {"found": True, "rectified": right or accepted, "verified": accepted}[state]
            found += inside(figure, on) and kept
    return found


def visits(figure: Figure, tables: Tables) -> int:
    by_id = {v["id"]: v for v in tables["visit"]}
    held = [by_id[v["visit_id"]] for v in tables["visit_file"]]
    failed = figure.chosen["failed"] == "1"
    return sum(inside(figure, v["day"]) and bool(v["failed"]) is failed for v in held)


def follow_up(figure: Figure, tables: Tables) -> int:
    due = done = 0
    for unit in tables["unit"]:
        asked, made = follow_ups(unit, tables, figure.first, figure.last)
        due, done = due + asked, done + made
    return {"due": due, "done": done, "not_done": due - done}[figure.chosen["side"]]


def evaluation(figure: Figure, tables: Tables) -> int:
    rows = [
        r
        for r in tables["evaluation_result"]
        if r["month"] == figure.chosen["month"] and r["state"] == "frozen"
    ]
    units = json.loads(max(rows, key=lambda r: r["edition"])["results"])["units"]
    ranked = [u for u in units if u["rank"] is not None]
    if "unit" not in figure.chosen:
        return len(ranked)
    one = next(u for u in ranked if u["code"] == figure.chosen["unit"])
    return int(Decimal(one["total"]) * 100)


COUNTERS: Mapping[Ledger, Callable[[Figure, Tables], int]] = {
    Ledger.SUBMISSIONS: submissions,
    Ledger.DAILY: daily,
    Ledger.ACTIVITIES: activities,
    Ledger.MATERIALS: materials,
    Ledger.COVERAGE: coverage,
    Ledger.SAMPLES: samples,
    Ledger.TARGETS: target,
    Ledger.REQUIREMENTS: requirements,
    Ledger.VISITS: visits,
    Ledger.FOLLOW_UPS: follow_up,
    Ledger.INCIDENTS: incidents,
    Ledger.MEETINGS: meetings,
    Ledger.TASKS: tasks,
    Ledger.INSPECTIONS: inspections,
    Ledger.FINDINGS: findings,
    Ledger.EVALUATION: evaluation,
}
