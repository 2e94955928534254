"""The table of a summary's daily figures, and the figures a summary tells in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from antifraud_desktop.records.summaries import Compared, SummaryInput
from antifraud_desktop.records.summary_figures import Figure
from antifraud_desktop.rules.summary_measures import is_small
from antifraud_desktop.rules.summary_sentences import sentences
from antifraud_desktop.rules.summary_words import before_word, now_word
from db.vocabulary import DocumentKind

NOT_REPORTED, NOTHING = "未报", "—"
TOTAL = "合计"
UNDER = "<5"
SCALES: Mapping[str, int] = {"元": 100, "%": 100, "分": 100}
"""How money, shares and points are stored, by the end of how they are told."""


def compared_lines(data: SummaryInput) -> list[Compared]:
    """Return the daily figures the table shows, those about persons last."""
    return [*data.daily, *data.care]


def table_rows(data: SummaryInput) -> tuple[tuple[str, ...], ...]:
    """Return heads and rows of the table of daily figures; what nobody reported has no row.

    Without days to compare with it has two columns.
    """
    wide = data.period.before_first is not None
    columns = 4 if wide else 2
    whole = data.period.kind is DocumentKind.WORK_SUMMARY
    heads = ("项目", TOTAL if whole else now_word(data.period), before_word(data.period), "增减")
    lines = [one for one in compared_lines(data) if one.now is not None]
    return (heads[:columns], *(cells(one)[:columns] for one in lines)) if lines else ()


def cells(one: Compared) -> tuple[str, str, str, str]:
    """Return name, figure, the figure before and the change as the table shows them."""
    return one.name, _cell(one.now, NOT_REPORTED), _cell(one.before, NOTHING), _change(one)


def _cell(figure: Figure | None, missing: str) -> str:
    if figure is None:
        return missing
    return UNDER if is_small(figure) else figure.told


def _change(one: Compared) -> str:
    if one.change is None:
        return NOTHING
    if not one.change.value:
        return "持平"
    told = UNDER if is_small(one.change) else one.change.told
    return f"{'增加' if one.rose else '减少'}{told}"


def amount_text(figure: Figure, amount: int) -> str:
    """Return what a row adds as a reader understands it: money in 元, shares in percent."""
    scale = next((s for ending, s in SCALES.items() if figure.told.endswith(ending)), 1)
    if scale == 1:
        return str(amount)
    whole, rest = divmod(amount, scale)
    places = len(str(scale)) - 1
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")


def told_figures(data: SummaryInput, known: Mapping[str, Figure]) -> list[Figure]:
    """Return every figure that text and table tell, then those that are computed from.

    What is told of few persons is not given away by what it could be worked out from.
    """
    found: dict[str, Figure] = {}
    for figure in _told(data):
        found.setdefault(figure.key, figure)
    waiting = list(found.values())
    while waiting:
        for key in waiting.pop(0).of:
            if key not in found:
                found[key] = known[key]
                waiting.append(known[key])
    return list(found.values())


def _told(data: SummaryInput) -> Iterator[Figure]:
    for paragraph in sentences(data):
        yield from paragraph.figures
    for line in compared_lines(data):
        yield from (f for f in (line.now, line.before, line.change) if f is not None)
