"""The table of a summary's daily figures, and the figures a summary tells in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from antifraud_desktop.records.summaries import Compared, SummaryInput
from antifraud_desktop.records.summary_figures import Figure
from antifraud_desktop.rules.summary_measures import is_small
from antifraud_desktop.rules.summary_sentences import sentences

NOT_REPORTED, NOTHING = "未报", "—"
UNDER = "<5"


def compared_lines(data: SummaryInput) -> list[Compared]:
    """Return the daily figures the table shows, those about persons last."""
    return [*data.daily, *data.care]


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
