"""A month's scores and ranks from its frozen inputs (R6, R15-R18); pure.

docs/evaluation.md publishes every formula and rounding; another program must get the same
hundredths from it, so a change here is a change there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from antifraud_desktop.records.evaluation import (
    Criterion,
    CriterionScore,
    DeductionScore,
    MonthResult,
    Scheme,
    Snapshot,
    Source,
    UnitInputs,
    UnitScore,
)
from antifraud_desktop.rules.consequences import bottom
from antifraud_desktop.rules.evaluation_numbers import (
    WHOLE,
    cents,
    points,
    rounded,
    six_places,
    spread,
)
from antifraud_desktop.rules.evaluation_shares import Share, plain, share_of

FALSIFICATION = "falsification"
NOTHING = Decimal("0.00")
NO_SHARE = Decimal("0.000000")


def evaluate(snapshot: Snapshot) -> MonthResult:
    """Return a month's sheets, ranked units first (R17), and its bottom (R19)."""
    scale = _Scale(snapshot)
    sheets = [_sheet(unit, scale) for unit in snapshot.units]
    ranked = ranks(sheets)
    places = {code: place for place, code in enumerate(ranked)}
    found = [replace(s, rank=ranked.get(s.code)) for s in sheets]
    found.sort(key=lambda s: (s.rank is None, places.get(s.code, 0), s.order, s.code))
    return MonthResult(
        month=snapshot.month,
        units=tuple(found),
        cut=bottom(found, snapshot.scheme.bottom),
    )


class _Scale:
    """What is the same for all units of a month; weights by what applies are spread once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.criteria = snapshot.scheme.criteria
        self.records = tuple(_where_from(c) for c in self.criteria)
        self.span = f"{snapshot.month.isoformat()}..{snapshot.until.isoformat()}"
        self._weights = [cents(c.weight) for c in self.criteria]
        self._spread: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def effective(self, applies: tuple[bool, ...]) -> tuple[int, ...]:
        """Return the weights after spreading, in hundredths (R16)."""
        if applies not in self._spread:
            self._spread[applies] = spread(self._weights, applies)
        return self._spread[applies]


def score_unit(unit: UnitInputs, snapshot: Snapshot) -> UnitScore:
    """Return a unit's sheet; its rank is not known yet."""
    return _sheet(unit, _Scale(snapshot))


def _sheet(unit: UnitInputs, scale: _Scale) -> UnitScore:
    shares = [share_of(criterion, unit, scale.snapshot) for criterion in scale.criteria]
    effective = scale.effective(tuple([share.bottom > 0 for share in shares]))
    criteria = tuple(
        _criterion_score(criterion, share, weight, f"{what}:{unit.code}:{scale.span}")
        for criterion, share, weight, what in zip(
            scale.criteria, shares, effective, scale.records, strict=True
        )
    )
    deductions = _deductions(unit, scale.snapshot.scheme)
    won = sum((c.score for c in criteria), NOTHING)
    lost = sum((d.points for d in deductions), NOTHING)
    return UnitScore(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        order=unit.order,
        criteria=criteria,
        deductions=deductions,
        total=max(NOTHING, won - lost),
        rank=None,
        why=why_unranked(unit, shares),
        last_total=unit.last_total,
        last_rank=unit.last_rank,
    )


def total_of(unit: UnitInputs, snapshot: Snapshot) -> Decimal:
    """Return a unit's total alone."""
    return score_unit(unit, snapshot).total


def ranks(sheets: Sequence[UnitScore]) -> dict[str, int]:
    """Return the rank by unit code, best first: equal totals share a rank, 1, 2, 2, 4 (R17).

    Units that are not ranked are left out and move nobody. Those of one rank come in the
    office's order.
    """
    judged = sorted((s for s in sheets if not s.why), key=lambda s: (-s.total, s.order, s.code))
    found: dict[str, int] = {}
    rank, before = 0, None
    for place, sheet in enumerate(judged, start=1):
        if sheet.total != before:
            rank, before = place, sheet.total
        found[sheet.code] = rank
    return found


def why_unranked(unit: UnitInputs, shares: Sequence[Share]) -> str:
    """Return why a unit is listed unranked (R17), or an empty text."""
    if not unit.ranked:
        return "不参加排名"
    if unit.due_days > 0 and unit.expected == 0:
        return "全月豁免报送"
    if not any(share.applies for share in shares):
        return "本月没有可以考核的内容"
    return ""


def _criterion_score(
    criterion: Criterion, share: Share, weight: int, records: str
) -> CriterionScore:
    effective = points(weight)
    if share.applies:
        score = points(rounded(share.top * weight, share.bottom))
        raw = six_places(share.top, share.bottom)
        told = f"{share.told}＝{_percent(share)}，×{effective}分＝{score}分"
    else:
        score, raw = NOTHING, NO_SHARE
        told = f"{share.told}，不适用：{plain(criterion.weight)}分按比例摊到其他各项"
    return CriterionScore(
        code=criterion.code,
        name=criterion.name,
        weight=criterion.weight,
        effective=effective,
        applicable=share.applies,
        raw=raw,
        score=score,
        inputs=share.inputs,
        records=records,
        formula=told,
    )


def _percent(share: Share) -> str:
    """Return a share as a percentage of two places, for reading."""
    whole, part = divmod(rounded(share.top * WHOLE, share.bottom), 100)
    return f"{whole}.{part:02}%"


def _deductions(unit: UnitInputs, scheme: Scheme) -> tuple[DeductionScore, ...]:
    """Return what is taken off: so many points each time (R6)."""
    times = len(unit.falsifications)
    numbers = ",".join(map(str, unit.falsifications))
    return tuple(
        DeductionScore(
            code=d.code,
            name=d.name,
            count=times,
            each=d.points,
            points=points(cents(d.points) * times),
            records=f"{FALSIFICATION}:{numbers}",
        )
        for d in scheme.deductions
        if times
    )


def _where_from(criterion: Criterion) -> str:
    """Return what a criterion's figures come from; the unit and the days follow it."""
    if criterion.source is Source.FLOW:
        return f"{criterion.source}/{criterion.indicator}"
    return f"{criterion.source}"
