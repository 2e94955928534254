"""Writing a unit's figures as its liaison would type them into WeChat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind

FEN_PER_YUAN = 100
MONEY = frozenset(["amount_saved", "loss_amount"])
DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
RURAL = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True, slots=True)
class Writer:
    """The wordings of ``resources/demo/wordings.json``."""

    wordings: Mapping[str, Any]

    def report(
        self, unit: UnitRecord, style: int, day: date, figures: Mapping[str, int], fraud: str = ""
    ) -> str:
        """Return the message that tells a day's figures; ``fraud`` names an incident's type."""
        manner = self._manner(unit, style)
        return self._message(manner, manner["open"], unit, day, figures, fraud)

    def made_up(self, unit: UnitRecord, style: int, day: date, figures: Mapping[str, int]) -> str:
        """Return the message that tells another day's figures later."""
        manner = self._manner(unit, style)
        if unit.kind in RURAL:
            manner = {**self.wordings["styles"][0], "numerals": "plain"}
        return self._message(manner, self.wordings["late_open"], unit, day, figures, "")

    def nil(self, unit: UnitRecord, style: int, day: date) -> str:
        """Return a message that says there is nothing to report."""
        ways = self.wordings["nil"]
        return _filled(ways[style % len(ways)], unit, day)

    def correction(self, unit: UnitRecord, day: date, new: int, total: int) -> str:
        """Return a message that corrects the installs told before."""
        text = self.wordings["correction"].replace("{new}", str(new))
        return _filled(text.replace("{total}", str(total)), unit, day)

    def _manner(self, unit: UnitRecord, style: int) -> Mapping[str, Any]:
        if unit.kind not in RURAL:
            office: Mapping[str, Any] = self.wordings["office"]
            return office
        styles = self.wordings["styles"]
        chosen: Mapping[str, Any] = styles[style % len(styles)]
        return chosen

    def _message(
        self,
        manner: Mapping[str, Any],
        opening: str,
        unit: UnitRecord,
        day: date,
        figures: Mapping[str, int],
        fraud: str,
    ) -> str:
        told = [
            wording.replace("{n}", written(figures[code], code, manner["numerals"]))
            for code, wording in manner["items"].items()
            if code in figures and not (fraud and code == "incidents")
        ]
        if manner.get("numbered"):
            told = [f"{number}.{line}" for number, line in enumerate(told, start=1)]
        text = _filled(opening, unit, day) + str(manner["join"]).join(told)
        if fraud:
            loss = str(figures["loss_amount"] // FEN_PER_YUAN)
            text += self.wordings["incident"].replace("{fraud}", fraud).replace("{loss}", loss)
        return text + str(manner["close"])


def written(value: int, code: str, numerals: str) -> str:
    """Return a number as it is typed: 45, ４５, 四十五 or 1,206; money in yuan."""
    number = value // FEN_PER_YUAN if code in MONEY else value
    if numerals == "chinese":
        return chinese(number)
    if numerals == "wide":
        return str(number).translate(WIDE)
    return f"{number:,}" if numerals == "comma" else str(number)


def chinese(number: int) -> str:
    """Return a number below 10,000 in Chinese numerals, as people write it: 十五, 一百零五."""
    if number == 0:
        return DIGITS[0]
    text, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += (DIGITS[0] if gap and text else "") + DIGITS[digit] + word
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _filled(text: str, unit: UnitRecord, day: date) -> str:
    short = unit.aliases[0] if unit.aliases else unit.name
    values = {"{place}": unit.name, "{short}": short, "{y}": str(day.year)}
    values |= {"{m}": str(day.month), "{d}": str(day.day)}
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
