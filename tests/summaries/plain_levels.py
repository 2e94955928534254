"""Targets and requirements once more, from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from antifraud_desktop.records.summary_figures import Figure
from tests.evaluation.independent_inputs import Row, Tables, is_active

SUBJECTS = {
    "app_installed_total": "app_installed",
    "school_coverage": "pupils_reached",
    "notice_boards": "notice_boards",
    "covenant_boards": "covenant_boards",
}
SCHOOLS, RURAL = ("school",), ("village", "community")


def days_of(figure: Figure) -> Iterator[date]:
    for number in range((figure.last - figure.first).days + 1):
        yield figure.first + timedelta(days=number)


def inside(figure: Figure, text: str | None) -> bool:
    return text is not None and figure.first.isoformat() <= text <= figure.last.isoformat()


def named(tables: Tables, table: str, key: str = "code") -> dict[int, str]:
    return {row["id"]: row[key] for row in tables[table]}


def target_of(figure: Figure, tables: Tables) -> Row:
    return next(t for t in tables["target"] if t["code"] == figure.chosen["target"])


def target(figure: Figure, tables: Tables) -> int:
    return int(Fraction(target_of(figure, tables)["share_ppm"], 100) + Fraction(1, 2))


def units_of(row: Row, tables: Tables, on: date) -> list[Row]:
    kinds = [k for k in (row["unit_kinds"] or "").split(",") if k]
    return [u for u in tables["unit"] if is_active(u, on) and (not kinds or u["kind"] in kinds)]


def latest(tables: Tables, unit: Row, subject: str, on: date) -> int | None:
    """The latest dated figure; the office's own entry before a reported one of that day."""
    last = on.isoformat()
    dated = [
        (f["day"], 2, f["value"])
        for f in tables["coverage_figure"]
        if f["unit_id"] == unit["id"] and f["subject"] == subject and f["day"] <= last
    ]
    if subject == "app_installed":
        codes = named(tables, "indicator")
        dated += [
            (f["date"], 1, f["value"])
            for f in tables["current_figure"]
            if f["unit_id"] == unit["id"]
            and codes[f["indicator_id"]] == "app_installed_total"
            and f["date"] <= last
        ]
    if dated:
        return int(max(dated)[2])
    own = {
        "residents": unit["residents"],
        "households": unit["households"],
        "pupils_and_staff": unit["residents"] if unit["kind"] in SCHOOLS else None,
        "staff": unit["residents"] if unit["kind"] not in (*RURAL, *SCHOOLS) else None,
    }.get(subject)
    return None if own is None else int(own)


def sampled(tables: Tables, unit: Row, group: str, on: date, column: str) -> int | None:
    rows = [
        s
        for s in tables["awareness_sample"]
        if s["unit_id"] == unit["id"] and s["asked_group"] == group and s["day"] <= on.isoformat()
    ]
    last = max((s["day"] for s in rows), default=None)
    return None if last is None else sum(s[column] for s in rows if s["day"] == last)


def coverage(figure: Figure, tables: Tables) -> int:
    row, on, side = target_of(figure, tables), figure.last, figure.chosen["side"]
    by_unit = row["basis"] == "units"
    total = without = 0
    for unit in units_of(row, tables, on):
        base = 1 if by_unit else latest(tables, unit, row["basis"], on)
        if row["subject"] == "awareness":
            reached = sampled(tables, unit, "finance_staff", on, "aware")
        else:
            reached = latest(tables, unit, SUBJECTS[row["subject"]], on)
        without += reached is None
        if base is not None and side == "base":
            total += base
        if base is not None and reached is not None and side == "reached":
            total += min(1, reached) if by_unit else reached
    return without if side == "without" else total


def samples(figure: Figure, tables: Tables) -> int:
    row, column = target_of(figure, tables), {"base": "asked", "reached": "aware"}
    units = units_of(row, tables, figure.last)
    side = column[figure.chosen["side"]]
    return sum(sampled(tables, u, "residents", figure.last, side) or 0 for u in units)


def spans_of(row: Row, tables: Tables, figure: Figure) -> Iterator[tuple[date, date]]:
    """The periods of a requirement that end in the days and lie in the campaign."""
    campaign = tables["campaign"][0]
    begins = row["active_from"] or campaign["start"]
    ends = row["active_until"] or campaign["end"] or "9999"
    terms = [(t["first_day"], t["last_day"]) for t in tables["school_term"]]
    free = {d["date"] for d in tables["calendar_day"] if not d["reporting"]}
    for last in days_of(figure):
        first = {
            "day": last if last.weekday() < 5 and last.isoformat() not in free else None,
            "week": last - timedelta(days=6) if last.weekday() == 6 else None,
            "month": last.replace(day=1) if (last + timedelta(days=1)).day == 1 else None,
            "term": next((date.fromisoformat(a) for a, b in terms if b == last.isoformat()), None),
            "by_date": date.fromisoformat(begins) if row["by"] == last.isoformat() else None,
        }[row["period"]]
        if first is not None and begins <= first.isoformat() and last.isoformat() <= ends:
            yield first, last


def requirements(figure: Figure, tables: Tables) -> int:
    kind, side = figure.chosen["kind"], figure.chosen["side"]
    short: set[str] = set()
    total = 0
    for row in tables["requirement"]:
        for first, last in spans_of(row, tables, figure):
            for unit, amount in done(row, kind, first, last, tables):
                if amount < row["at_least"]:
                    short.add(unit)
                total += row["at_least"] if side == "required" else min(amount, row["at_least"])
    return len(short) if side == "short" else total


def done(row: Row, kind: str, first: date, last: date, tables: Tables) -> Iterator[tuple[str, int]]:
    a, b = first.isoformat(), last.isoformat()
    if row["meeting_level"]:
        if kind == "group":
            held = [m for m in tables["meeting"] if m["level"] == row["meeting_level"]]
            yield "group", sum(a <= m["day"] <= b for m in held)
        return
    for unit in tables["unit"]:
        asked = unit["kind"] == kind and kind in row["unit_kinds"].split(",")
        if not asked or not (is_active(unit, first) and is_active(unit, last)):
            continue
        held = [
            x
            for x in tables["activity"]
            if x["unit_id"] == unit["id"] and x["type_id"] == row["type_id"] and a <= x["day"] <= b
        ]
        weight = (lambda x: x["quantity"] or 0) if row["counting"] == "quantity" else (lambda _x: 1)
        if not row["per_class"]:
            yield unit["code"], sum(map(weight, held))
            continue
        for one in tables["unit_class"]:
            if one["unit_id"] == unit["id"] and is_active(one, first) and is_active(one, last):
                yield unit["code"], sum(weight(x) for x in held if x["class_id"] == one["id"])
