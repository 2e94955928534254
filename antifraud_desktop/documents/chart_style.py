"""How charts look, on paper and in the light or dark window, and how they become pictures."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = [
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
]
DPI = 200
MM_PER_INCH = 25.4
TEXT = 8.0
"""Size of the charts' text in points as printed."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of paper or window."""

    paper: str = "white"
    ink: str = "#1a1a1a"
    grid: str = "#d9d9d9"
    series: tuple[str, ...] = ("#0072b2", "#d55e00", "#009e73")
    faint: str = "#9a9a9a"


LIGHT = Look()
DARK = Look("#1f2328", "#e6e6e6", "#444c56", ("#56b4e9", "#e69f00", "#2fc7a0"), "#8b949e")


def new_figure(width_mm: float, height_mm: float, look: Look) -> Figure:
    """Return an empty figure in the fonts this machine has; the same for window and Word."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["font.family"] = _present_fonts()
    mpl.rcParams["axes.unicode_minus"] = False
    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH), layout="constrained")
    figure.set_facecolor(look.paper)
    return figure


def _present_fonts() -> list[str]:
    """Return the wanted fonts this machine has: matplotlib complains of every other one."""
    from matplotlib import font_manager

    present = {font.name for font in font_manager.fontManager.ttflist}
    return [*(name for name in FONTS if name in present), "sans-serif"]


def dress(axes: Axes, look: Look) -> None:
    """Give axes the quiet look of a printed chart."""
    axes.set_facecolor(look.paper)
    axes.tick_params(labelsize=TEXT, colors=look.ink, length=2)
    axes.grid(axis="y", color=look.grid, linewidth=0.5)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.faint)


def label(
    axes: Axes, place: float, height: float, text: str, look: Look, rotation: int = 0
) -> None:
    """Write a short text upon a bar or at the foot of the axes, clear of what is drawn there."""
    from matplotlib.patheffects import withStroke

    axes.annotate(
        text, (place, height), ha="center", va="bottom", fontsize=TEXT - 0.5, color=look.ink,
        rotation=rotation, xytext=(0, 2), textcoords="offset points",
        path_effects=[withStroke(linewidth=1.6, foreground=look.paper)],
    )  # fmt: skip


def beside(axes: Axes, length: float, place: float, text: str, look: Look) -> None:
    """Write a short text behind the end of a lying bar, clear of a line that runs there."""
    from matplotlib.patheffects import withStroke

    axes.annotate(
        text, (length, place), va="center", fontsize=TEXT - 0.5, color=look.ink,
        xytext=(3, 0), textcoords="offset points", zorder=5,
        path_effects=[withStroke(linewidth=2.4, foreground=look.paper)],
    )  # fmt: skip


def save_png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return the figure as PNG; the same figure gives the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    target = io.BytesIO()
    with warnings.catch_warnings():
        # A rare character no font has is drawn as a box; the report is still written.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure.savefig(
            target,
            format="png",
            dpi=dpi,
            metadata={"Software": None},
            facecolor=figure.get_facecolor(),
        )
    return target.getvalue()
