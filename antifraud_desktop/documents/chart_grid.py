"""Drawing a grid chart: a cell's shade and mark say how it stands, with a legend of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antifraud_desktop.documents.chart_style import TEXT, Look
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.charts import GridChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADES = ("#cfe8f3", "#7fbfdc", "#0072b2", "#f2c14e", "#e07b39", "#a61c1c", "#d9d9d9")
"""From light to heavy, apart for colour-blind eyes and in greyscale with their marks."""
SIGNS = ("○", "·", "△", "▽", "◇", "×", "－")
INK_ON = ("#1a1a1a", "#1a1a1a", "#ffffff", "#1a1a1a", "#1a1a1a", "#ffffff", "#1a1a1a")
FEW = (0, 3, 5)
TEXTS_AT_MOST = 900
NAME_AT_MOST = 9


def draw_grid(axes: Axes, chart: GridChart, look: Look) -> None:
    """Draw rows and columns of cells; ``texts`` stand in the cells, else the legend's sign."""
    from matplotlib.patches import Patch

    keys = list(chart.legend)
    axes.set_facecolor(look.paper)
    axes.set_xlim(-0.5, len(chart.columns) - 0.5)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    _fill(axes, chart, keys, look)
    size = TEXT if len(chart.rows) <= 24 else TEXT - 2  # noqa: PLR2004 - rows of a page
    axes.set_xticks(range(len(chart.columns)), [_short(c) for c in chart.columns])
    if any(len(name) > 3 for name in chart.columns):  # noqa: PLR2004 - a day's number stands upright
        for name in axes.get_xticklabels():
            name.set(rotation=40, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(chart.rows)), [_short(name) for name in chart.rows])
    axes.tick_params(labelsize=size, colors=look.ink, length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    used = [key for key in keys if any(key in row for row in chart.cells)]
    handles = [
        Patch(
            facecolor=_shade(keys, key),
            edgecolor=look.faint,
            label=clean(f"{_sign(keys, key)} {chart.legend[key]}"),
        )
        for key in used
    ]
    axes.legend(
        handles=handles, fontsize=TEXT - 0.5, frameon=False, ncol=len(handles), loc="lower right",
        bbox_to_anchor=(1, 1), borderaxespad=0.1, labelcolor=look.ink, handlelength=1.2,
        columnspacing=1.2,
    )  # fmt: skip


def _fill(axes: Axes, chart: GridChart, keys: list[str], look: Look) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    boxes, colours = [], []
    few = len(chart.rows) * len(chart.columns) <= TEXTS_AT_MOST
    for row, cells in enumerate(chart.cells):
        for column, key in enumerate(cells):
            if not key:
                continue
            boxes.append(Rectangle((column - 0.46, row - 0.44), 0.92, 0.88))
            colours.append(_shade(keys, key))
            text = chart.texts[row][column] if chart.texts else _sign(keys, key)
            if few and text:
                axes.text(
                    column, row, clean(text), ha="center", va="center", fontsize=TEXT - 2,
                    color=INK_ON[_place(keys, key)],
                )  # fmt: skip
    drawn = PatchCollection(boxes, facecolor=colours, edgecolor=look.faint, linewidth=0.3)
    axes.add_collection(drawn)


def _place(keys: list[str], key: str) -> int:
    """Return a key's shade: few of them stand far apart."""
    place = keys.index(key)
    return FEW[place] if len(keys) <= len(FEW) else place % len(SHADES)


def _shade(keys: list[str], key: str) -> str:
    return SHADES[_place(keys, key)]


def _sign(keys: list[str], key: str) -> str:
    return SIGNS[_place(keys, key)]


def _short(name: str) -> str:
    text = clean(name).replace("$", "＄")
    return text if len(text) <= NAME_AT_MOST else f"{text[: NAME_AT_MOST - 1]}…"
