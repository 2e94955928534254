"""The figures of a summary as they are collected: each is made once, with its trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from antifraud_desktop.documents.numbers import SMALL, yuan
from antifraud_desktop.records.summaries import Period
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.rules.coverage_texts import share_text

NOTHING: Mapping[str, str] = {}
PER_MILLE, PER_MYRIAD = 1000, 10_000
HUNDREDTHS = 100


class FigureBook:
    """Makes figures of one period and keeps them by key."""

    def __init__(self, period: Period) -> None:
        """Begin without a figure."""
        self.period = period
        self.figures: dict[str, Figure] = {}

    def count(
        self,
        key: str,
        value: int,
        measure: str,
        what: str,
        ledger: Ledger,
        chosen: Mapping[str, str] = NOTHING,
        span: tuple[date, date] | None = None,
        *,
        small: bool = False,
        inside: bool = False,
    ) -> Figure:
        """Return a count with its measure word; a small one about persons is not told exactly."""
        first, last = span or (self.period.first, self.period.until)
        hidden = small and 0 < value < SMALL
        told = f"少于{SMALL}{measure}" if hidden else f"{value}{measure}"
        return self._keep(
            Figure(
                key,
                value,
                told,
                what,
                ledger,
                first,
                last,
                chosen,
                small=small,
                inside=small or inside,
            )
        )

    def money(
        self,
        key: str,
        fen: int,
        what: str,
        ledger: Ledger,
        chosen: Mapping[str, str] = NOTHING,
        span: tuple[date, date] | None = None,
        *,
        inside: bool = False,
    ) -> Figure:
        """Return an amount in 分, told in 元 or 万元."""
        first, last = span or (self.period.first, self.period.until)
        return self._keep(
            Figure(key, fen, yuan(fen), what, ledger, first, last, chosen, inside=inside)
        )

    def points(self, key: str, hundredths: int, what: str, chosen: Mapping[str, str]) -> Figure:
        """Return points of the evaluation, in hundredths."""
        whole, rest = divmod(hundredths, HUNDREDTHS)
        p = self.period
        told = f"{whole}.{rest:02}分"
        return self._keep(
            Figure(key, hundredths, told, what, Ledger.EVALUATION, p.first, p.until, chosen)
        )

    def asked(self, key: str, share: Fraction, what: str, target: str) -> Figure:
        """Return the share a target asks for, as the office set it."""
        percent = f"{float(share * 100):.2f}".rstrip("0").rstrip(".") + "%"
        value = int(share * PER_MYRIAD + Fraction(1, 2))
        p = self.period
        chosen = {"target": target}
        return self._keep(
            Figure(key, value, percent, what, Ledger.TARGETS, p.until, p.until, chosen)
        )

    def share(self, key: str, what: str, part: Figure, whole: Figure) -> Figure | None:
        """Return part / whole in percent, None where there is no whole."""
        if not whole.value:
            return None
        exact = Fraction(part.value, whole.value)
        tenths = int(exact * PER_MILLE + Fraction(1, 2))
        if exact < 1:
            tenths = min(tenths, PER_MILLE - 1)
        said = f"{part.what} ÷ {whole.what}"
        return self._computed(key, tenths * 10, share_text(exact), what, (part, whole), said)

    def limit(
        self, key: str, share: Fraction, what: str, of: tuple[Figure, ...], formula: str
    ) -> Figure:
        """Return a limit of a share's interval in percent."""
        tenths = int(share * PER_MILLE + Fraction(1, 2))
        return self._computed(key, tenths * 10, share_text(share), what, of, formula)

    def change(self, key: str, what: str, now: Figure, before: Figure, measure: str) -> Figure:
        """Return how far two figures of one kind lie apart; money keeps its measure."""
        value = abs(now.value - before.value)
        told = f"{value}{measure}" if measure else yuan(value)
        if (now.small or before.small) and 0 < value < SMALL:
            told = f"少于{SMALL}{measure}"
        said = f"{now.what}与{before.what}之差"
        return self._computed(key, value, told, what, (now, before), said)

    def computed(
        self, key: str, value: int, measure: str, what: str, of: tuple[Figure, ...], formula: str
    ) -> Figure:
        """Return a count worked out from other figures."""
        return self._computed(key, value, f"{value}{measure}", what, of, formula)

    def _computed(
        self, key: str, value: int, told: str, what: str, of: tuple[Figure, ...], formula: str
    ) -> Figure:
        return self._keep(
            Figure(
                key,
                value,
                told,
                what,
                Ledger.COMPUTED,
                of[0].first,
                of[0].last,
                of=tuple(figure.key for figure in of),
                formula=formula,
                small=any(figure.small for figure in of),
                inside=any(figure.inside for figure in of),
            )
        )

    def _keep(self, figure: Figure) -> Figure:
        self.figures[figure.key] = figure
        return figure
