"""What a month's circular says in sentences: only what the figures show (R6, R18, R19)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from antifraud_desktop.documents.evaluation_texts import is_of_persons, named
from antifraud_desktop.records.evaluation import CriterionScore, MonthResult, UnitScore
from antifraud_desktop.records.evaluation_papers import CircularInput
from antifraud_desktop.rules.day_words import day_text, month_text
from antifraud_desktop.rules.evaluation_numbers import CENT
from db.vocabulary import EvaluationState

NAMED = 10
"""So many units are named in a sentence; of more, how many there are."""
FIRST = 3
LOW = Decimal("0.6")
RELIEF = (
    "考核只看日常工作做了没有、做得怎样，结果用于发现问题、改进工作，不设一票否决，不要求另报材料。"
)


def opening(data: CircularInput) -> str:
    """Return the first paragraph: what was judged, how it came about."""
    head, result = data.edition, data.result
    first, until = result.month, data.until
    days = f"{first.month}月{first.day}日至{until.month}月{until.day}日"
    ranked = sum(u.rank is not None for u in result.units)
    told = (
        f"按照《{head.scheme}》，现将{month_text(first)}（{days}）反诈工作考核结果通报如下。"
        f"本月考核{len(result.units)}个单位，参加排名{ranked}个。"
    )
    return told + _course(data)


def _course(data: CircularInput) -> str:
    head = data.edition
    if head.state is not EvaluationState.FROZEN:
        return "本稿没有定稿，结果可能变动。"
    if head.shown_on is None or head.objections_until is None:
        return "本月结果没有经过公示。"
    until = head.objections_until
    said = f"结果于{day_text(head.shown_on)}向各单位公示，异议期至{until.month}月{until.day}日，"
    if not data.objections:
        return f"{said}没有收到异议。"
    return f"{said}收到异议{data.objections}件，采纳（含部分采纳）{data.accepted}件。"


def edition_note(data: CircularInput) -> str:
    """Return what changed against the edition before, empty for a first one without a note."""
    head = data.edition
    if head.edition > 1:
        return f"本通报为{named(head)}，与上一版相比：{head.changes or '得分和名次没有变化。'}"
    return head.changes


def overview(result: MonthResult) -> str:
    """Return how many were ranked, mean, highest and lowest total."""
    ranked = [u for u in result.units if u.rank is not None]
    if not ranked:
        return "本月没有参加排名的单位。"
    totals = [u.total for u in ranked]
    return (
        f"参加排名的{len(ranked)}个单位平均{_mean(totals)}分，最高{max(totals)}分，"
        f"最低{min(totals)}分。"
    )


def unranked(result: MonthResult) -> str:
    """Return who is listed unranked and why, empty when nobody is."""
    apart: dict[str, list[str]] = {}
    for unit in result.units:
        if unit.rank is None:
            apart.setdefault(unit.why, []).append(unit.name)
    told = "；".join(f"{why}的{_listed(names)}" for why, names in apart.items())
    return f"以下单位不列名次：{told}。" if told else ""


def commended(data: CircularInput) -> list[str]:
    """Return who leads, and who gained most against the month before."""
    result = data.result
    ranked = [u for u in result.units if u.rank is not None]
    if not ranked:
        return ["本月没有参加排名的单位，不列名表扬。"]
    low = set(result.cut.listed)
    leading = [u for u in ranked if (u.rank or 0) <= FIRST and u.code not in low]
    if not leading:
        return ["参加排名的单位少，本月不列名表扬。"]
    if len({u.total for u in leading}) == 1:
        told = f"{_listed([u.name for u in leading])}得{leading[0].total}分"
    else:
        told = _listed([f"{u.name}（{u.total}分）" for u in leading])
    said = [f"{told}，排在前列，予以表扬。"]
    rises = [u for u in ranked if u.change is not None and u.change > 0]
    if rises:
        most = max(u.change or Decimal(0) for u in rises)
        best = [u.name for u in rises if u.change == most]
        said.append(f"与上月相比，{_listed(best)}进步最大，提高{most}分。")
    return said


def bottom(data: CircularInput) -> list[str]:
    """Return who is at the bottom, as the rule says, and who was picked of the tied (R19)."""
    cut, names = data.result.cut, {u.code: u for u in data.result.units}
    if not cut.listed:
        return ["本月不安排末位约谈。"]
    told: list[str] = []
    if cut.certain:
        who = _listed([f"{names[c].name}（{names[c].total}分）" for c in cut.certain])
        told.append(f"排在末位的是{who}，由镇领导约谈。")
    if cut.tied:
        who = _listed([f"{names[c].name}" for c in cut.tied])
        told.append(
            f"{who}同为{names[cut.tied[0]].total}分，按办法由镇领导从中选定{cut.pick}个约谈。"
        )
        found = data.candidates
        picked = [c.unit for c in (found.candidates if found else ()) if c.tied and c.interview_id]
        if picked:
            told.append(f"经研究，约谈{_listed(picked)}。")
    return told


def falsified(data: CircularInput) -> list[str]:
    """Return which submissions were decided to be falsified, unit by unit (R6)."""
    if not data.falsifications:
        return ["本月没有认定弄虚作假的报送。"]
    rows = sorted(data.falsifications, key=lambda f: (f.unit, f.day))
    return [
        f"{f.unit}{f.day.month}月{f.day.day}日"
        f"{f'“{f.indicator_name}”' if f.indicator_name else ''}报送经核实为弄虚作假，"
        f"已按方案扣分，予以通报。"
        for f in rows
    ]


def asks(data: CircularInput) -> list[str]:
    """Return what is asked next: where most points were lost, and by whom."""
    ranked = [u for u in data.result.units if u.rank is not None]
    said = _weakest(ranked)
    if data.result.cut.listed:
        said.append("被约谈的单位请按约谈时商定的措施和期限整改，有困难的及时告知镇反诈办。")
    said.append("各单位随时可以向镇反诈办查询本单位的计分明细；发现差错请及时提出，核实后更正。")
    return [*said, RELIEF]


def _weakest(ranked: Sequence[UnitScore]) -> list[str]:
    """Return in which criterion most points were lost, and who reached little of it.

    Of what counts contacts with persons no unit is named: it would tell where they live. Where
    most was lost there, the sentence leaves it out by name, so that the table bears it out.
    """
    lost: dict[str, Decimal] = {}
    of_persons: dict[str, Decimal] = {}
    judged: dict[str, list[tuple[str, CriterionScore]]] = {}
    for unit in ranked:
        for c in unit.criteria:
            if c.applicable and is_of_persons(c):
                of_persons[c.name] = of_persons.get(c.name, Decimal(0)) + c.effective - c.score
            elif c.applicable:
                lost[c.code] = lost.get(c.code, Decimal(0)) + c.effective - c.score
                judged.setdefault(c.code, []).append((unit.name, c))
    code = max(lost, key=lambda code: lost[code], default="")
    if not code or lost[code] <= 0:
        return []
    scores = judged[code]
    mean = _mean([min(c.raw, Decimal(1)) * 100 for _name, c in scores])
    apart = "、".join(f"“{name}”" for name, points in of_persons.items() if points > lost[code])
    told = (
        f"{f'除{apart}外，' if apart else ''}本月失分最多的是“{scores[0][1].name}”，"
        f"{len(scores)}个单位平均得分率{mean}%。"
    )
    low = [name for name, c in scores if c.raw < LOW]
    if low:
        told += f"{_listed(low)}不到60%，请对照计分明细找出原因、逐步补上。"
    return [told]


def _listed(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:NAMED])}等{len(names)}个单位"


def _mean(values: Sequence[Decimal]) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(CENT, ROUND_HALF_UP)
