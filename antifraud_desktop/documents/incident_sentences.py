"""The sentences of the analysis of incidents, drawn from the ledger's sums alone (R20)."""

from __future__ import annotations

from antifraud_desktop.documents.numbers import yuan
from antifraud_desktop.records.incidents import GroupTally, IncidentAnalysis, Tally
from antifraud_desktop.rules.day_words import days_text
from antifraud_desktop.rules.incident_figures import SMALL, change_words

NOTHING = "本期没有登记发案和劝阻。"
SOURCE = "数字取自发案劝阻台账。各单位每日报送的同类数字只用来核对，不与台账相加"
SMALL_NOTE = "不足5起的写“<5”，金额不单列；为免倒推，另有一行写“不单列”。"
TOLD_TYPES = 3


def cases(number: int) -> str:
    """Return a count of cases."""
    return f"{number}起"


def span(analysis: IncidentAnalysis) -> str:
    """Return 2023年8月1日至12日, without repeating what both days share."""
    return days_text(analysis.first, analysis.last)


def overview(analysis: IncidentAnalysis) -> list[str]:
    """Return what happened, what was stopped, and how it moved against last year (R20)."""
    if not analysis.total:
        return [f"{span(analysis)}，台账中没有登记发案和劝阻。", source(analysis)]
    return [
        f"{span(analysis)}，{analysis.township}登记{told(analysis.total)}。",
        last_year(analysis),
        source(analysis),
    ]


def told(tally: Tally) -> str:
    """Return both counts with their money: 发案2起，损失8600元；劝阻1起，挽回3万元."""
    happened = f"发案{cases(tally.incidents)}"
    happened += f"，损失{yuan(tally.loss)}" if tally.incidents else ""
    stopped = f"劝阻{cases(tally.dissuasions)}"
    stopped += f"，挽回损失{yuan(tally.saved)}" if tally.saved else ""
    return f"{happened}；{stopped}"


def last_year(analysis: IncidentAnalysis) -> str:
    """Return the comparison with the same days of last year, or why there is none."""
    then = analysis.last_year
    if then is None:
        kept = [row for row in analysis.months if row.then is not None]
        some = "，只有下表所列月份可比" if kept else ""
        return f"去年同期台账登记不全{some}，本期不作总的同比。"
    now = analysis.total
    count = change_words(now.incidents, then.incidents, cases)
    loss = change_words(now.loss, then.loss, yuan, cases=then.incidents)
    return f"发案{count}；损失{loss}。"


def source(analysis: IncidentAnalysis) -> str:
    """Return where the figures come from and whether the daily figures agree."""
    found = [
        f"{label}{count}处"
        for label, count in (
            ("数字不同的", analysis.differences),
            ("台账已登记、日报未报的", analysis.unreported),
        )
        if count
    ]
    if found:
        return f"{SOURCE}；本期两者{'，'.join(found)}，正在核对。"
    return f"{SOURCE}；本期两者一致。"


def by_type(analysis: IncidentAnalysis) -> str:
    """Return which types came most."""
    met = [group for group in analysis.by_type if group.tally.incidents]
    if not met:
        return "本期没有登记发案。"
    leading = "、".join(f"{g.name}{cases(g.tally.incidents)}" for g in met[:TOLD_TYPES])
    rest = f"，其他{len(met) - TOLD_TYPES}类" if len(met) > TOLD_TYPES else ""
    dearest = max(met, key=lambda group: group.tally.loss)
    said = f"发案涉及{len(met)}类：{leading}{rest}。"
    if dearest.tally.loss:
        said += f"损失最多的是{dearest.name}，{yuan(dearest.tally.loss)}。"
    return said


def small_units(groups: tuple[GroupTally, ...]) -> list[str]:
    """Return the units with less than five cases of a kind by name, never with their count."""
    found = []
    for word, counts in (
        ("发案", {g.name: g.tally.incidents for g in groups}),
        ("劝阻", {g.name: g.tally.dissuasions for g in groups}),
    ):
        names = [name for name, count in counts.items() if 0 < count < SMALL]
        if names:
            found.append(f"登记有{word}、不足{SMALL}起的单位：{'、'.join(names)}。")
    return found


def by_channel(groups: tuple[GroupTally, ...]) -> str:
    """Return by what ways the frauds came."""
    met = sorted(
        (group for group in groups if group.tally.incidents),
        key=lambda group: -group.tally.incidents,
    )
    if not met:
        return "本期没有登记发案的渠道。"
    return f"发案渠道：{'、'.join(f'{g.name}{cases(g.tally.incidents)}' for g in met)}。"
