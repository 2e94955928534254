"""Made-up months for Hypothesis, and the same in the plain words of docs/evaluation.md."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    Deduction,
    Scheme,
    Snapshot,
    Source,
    UnitInputs,
    UnitScore,
)
from antifraud_desktop.rules.evaluation import score_unit
from antifraud_desktop.services.evaluation_rows import preset_scheme
from antifraud_desktop.vocabulary import UnitKind

MONTH = date(2023, 8, 1)
SHIPPED = preset_scheme(MONTH)
INDICATORS = {"households_visited": "入户走访", "people_reached": "宣传群众", "leaflets": "宣传单"}


def snapshot(*units: UnitInputs, scheme: Scheme = SHIPPED, month: date = MONTH) -> Snapshot:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return Snapshot(month, last, scheme, INDICATORS, units)


@st.composite
def unit_inputs(draw: st.DrawFn, code: str = "U001", order: int = 1) -> UnitInputs:
    def upto(most: int) -> int:
        return draw(st.integers(0, most))

    due = upto(31)
    expected = due - upto(due)
    on_time = upto(expected)
    late = upto(expected - on_time)
    made_up = upto(expected - on_time - late)
    of = upto(12)
    asked, found = upto(6), upto(6)
    return UnitInputs(
        code=code,
        name=f"第{order}村",
        kind=draw(st.sampled_from([UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL])),
        order=order,
        ranked=draw(st.sampled_from([True, True, True, False])),
        households=draw(st.sampled_from([None, 0, 7, 100, 412, 1000])),
        residents=draw(st.sampled_from([None, 0, 30, 1305, 4000])),
        due_days=due,
        exempt_days=due - expected,
        expected=expected,
        on_time=on_time,
        late=late,
        made_up=made_up,
        slips=upto(min(7, on_time + late + made_up)),
        target_days=upto(31),
        flows=draw(
            st.dictionaries(st.sampled_from(sorted(INDICATORS)), st.integers(0, 2500), max_size=3)
        ),
        requirement_done=upto(of),
        requirement_of=of,
        follow_ups_due=asked,
        follow_ups_done=upto(asked),
        findings_due=found,
        findings_closed=upto(found),
        falsifications=tuple(range(upto(2))),
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """The shipped scheme, or one with other weights, rates and caps, adding up to 100."""
    if draw(st.booleans()):
        return SHIPPED
    count = draw(st.integers(1, 5))
    cuts = draw(
        st.lists(st.integers(1, 9999), min_size=count, max_size=count, unique=True).map(sorted)
    )
    edges = [0, *cuts, 10000]
    weights = [Decimal(b - a).scaleb(-2) for a, b in pairwise(edges)]
    places = ["0.01", "0.3", "0.3333", "1", "2.5"]
    criteria = []
    for number, weight in enumerate(weights, start=1):
        source = draw(st.sampled_from(list(Source)))
        flow = source is Source.FLOW
        criteria.append(
            Criterion(
                code=f"c{number}",
                name=f"项目{number}",
                weight=weight,
                source=source,
                indicator=draw(st.sampled_from(sorted(INDICATORS))) if flow else "",
                basis=draw(st.sampled_from(list(Basis))) if flow else None,
                rate=Decimal(draw(st.sampled_from(places))) if flow else None,
                cap=Decimal(draw(st.sampled_from(["1", "1.25", "1.5"]))),
                step=min(weight, Decimal(draw(st.sampled_from(["0.01", "0.33", "2"])))),
                unit_kinds=draw(st.sampled_from([(), (UnitKind.VILLAGE, UnitKind.COMMUNITY)])),
            )
        )
    points = Decimal(draw(st.sampled_from(["5", "0.01", "19.99"])))
    bottom = draw(st.integers(0, 4))
    deductions = (Deduction("falsification", "弄虚作假", points),)
    return Scheme("方案", MONTH, tuple(criteria), deductions, bottom=bottom)


@st.composite
def months(draw: st.DrawFn, least: int = 0, most: int = 8) -> Snapshot:
    count = draw(st.integers(least, most))
    units = [draw(unit_inputs(f"U{n:03}", n)) for n in range(1, count + 1)]
    month = draw(st.sampled_from([MONTH, date(2023, 9, 1), date(2024, 2, 1)]))
    return snapshot(*units, scheme=draw(schemes()), month=month)


def plain_scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "criteria": [
            {
                "weight": str(c.weight),
                "source": c.source.value,
                "indicator": c.indicator,
                "basis": c.basis.value if c.basis else None,
                "rate": str(c.rate) if c.rate is not None else None,
                "cap": str(c.cap),
                "step": str(c.step),
                "unit_kinds": [kind.value for kind in c.unit_kinds],
            }
            for c in scheme.criteria
        ],
        "deductions": [{"points": str(d.points)} for d in scheme.deductions],
    }


def plain_unit(unit: UnitInputs) -> dict[str, Any]:
    names = (
        *("code", "ranked", "households", "residents", "due_days", "expected", "on_time", "late"),
        *("made_up", "slips", "target_days", "follow_ups_due", "follow_ups_done"),
        *("findings_due", "findings_closed"),
    )
    completion = (
        Fraction(unit.requirement_done, unit.requirement_of) if unit.requirement_of else None
    )
    return {
        **{name: getattr(unit, name) for name in names},
        "kind": unit.kind.value,
        "flows": dict(unit.flows),
        "requirement": completion,
        "falsifications": len(unit.falsifications),
    }


DASHI = UnitInputs(
    code="U001",
    name="大石村",
    kind=UnitKind.VILLAGE,
    order=1,
    ranked=True,
    households=412,
    residents=1305,
    due_days=31,
    exempt_days=3,
    expected=28,
    on_time=26,
    late=1,
    slips=1,
    target_days=28,
    flows={"households_visited": 97, "people_reached": 700},
    requirement_done=5,
    requirement_of=6,
    findings_due=3,
    findings_closed=2,
    falsifications=(7,),
)
PERFECT = UnitInputs(
    code="U009",
    name="样样村",
    kind=UnitKind.VILLAGE,
    order=9,
    ranked=True,
    households=100,
    residents=100,
    due_days=31,
    expected=31,
    on_time=31,
    target_days=31,
    flows={"households_visited": 30, "people_reached": 50},
    requirement_done=1,
    requirement_of=1,
    follow_ups_due=1,
    follow_ups_done=1,
    findings_due=1,
    findings_closed=1,
)


def sheet_of(unit: UnitInputs) -> UnitScore:
    return score_unit(unit, snapshot(unit))


def scores(sheet: UnitScore) -> dict[str, str]:
    return {c.code: str(c.score) for c in sheet.criteria}
