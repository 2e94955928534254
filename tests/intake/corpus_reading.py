"""Reads the corpus files and judges what the program made of each message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from pathlib import Path

from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.records.intake import IntakeContext, IntakeReading
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.fraud_types import FraudType
from antifraud_desktop.rules.message_versions import MergedSubmission, merge_versions
from db.vocabulary import UnitKind

DAY = date(2023, 8, 12)
SHORT = {
    "入": "households_visited", "宣": "people_reached", "单": "leaflets", "海": "posters",
    "横": "banners", "屏": "led_screens", "新": "app_installed_new", "累": "app_installed_total",
    "重": "case_visits", "讲": "lectures", "众": "audience", "书": "parent_notices",
    "柜": "counter_reminders", "劝": "dissuasions", "挽": "amount_saved", "案": "incidents",
    "损": "loss_amount",
}  # fmt: skip
MONEY = {"amount_saved", "loss_amount"}
VILLAGES = (
    "大石 河东 柳树 白云 东岗 西岗 南湾 北坡 上桥 下桥 松林 竹园 石塘 古井 龙泉 梅岭 高坪 长坡"
)
COMMUNITIES = "红星 新塘 前进"
OTHERS = {
    "镇政府机关": (UnitKind.GOVERNMENT_OFFICE, ("机关", "镇机关")),
    "青禾中心小学": (UnitKind.SCHOOL, ("中心小学", "小学")),
    "青禾中学": (UnitKind.SCHOOL, ("中学",)),
    "青禾信用社": (UnitKind.BANK, ("信用社",)),
    "农行青禾支行": (UnitKind.BANK, ("农行",)),
    "移动青禾营业厅": (UnitKind.TELECOM, ("移动",)),
    "青禾派出所": (UnitKind.POLICE_STATION, ("派出所",)),
}


class Verdict(Enum):
    RIGHT = "right"
    DOUBTED = "doubted"
    WRONG = "wrong and silent"


@dataclass(frozen=True)
class Expected:
    unit: str
    day: date
    figures: dict[str, int]
    doubted: tuple[str, ...]
    texts: tuple[str, ...]
    nil: bool
    versions: int | None


@dataclass(frozen=True)
class Case:
    name: str
    message: str
    expected: tuple[Expected, ...]
    unclaimed: bool

    @property
    def certain(self) -> bool:
        return not any(e.doubted or e.texts for e in self.expected)


@cache
def units() -> tuple[UnitRecord, ...]:
    found: list[UnitRecord] = []
    for names, ending, kind in (
        (VILLAGES, "村", UnitKind.VILLAGE),
        (COMMUNITIES, "社区", UnitKind.COMMUNITY),
    ):
        for short in names.split():
            number = len(found) + 1
            name = short + ending
            aliases = (short, f"{name}{'委会' if kind is UnitKind.VILLAGE else '居委会'}")
            found.append(
                UnitRecord(f"U{number:02}", name, kind, aliases, liaison=f"联络员{number:02}")
            )
    for name, (kind, aliases) in OTHERS.items():
        found.append(UnitRecord(f"U{len(found) + 1:02}", name, kind, aliases))
    return tuple(found)


@cache
def indicators() -> tuple[IndicatorRecord, ...]:
    return load_indicators()


@cache
def fraud_types() -> tuple[FraudType, ...]:
    return load_fraud_types()


def read(paste: str, day: date = DAY) -> IntakeReading:
    context = IntakeContext(day, datetime.combine(day, time(21)))
    return read_messages(paste, units(), indicators(), context, fraud_types())


def merged(reading: IntakeReading) -> dict[tuple[str, date], MergedSubmission]:
    return {(m.unit, m.date): m for m in merge_versions(reading.versions, time(18))}


def load_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    message, wanted = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "="]:
        if line.startswith("="):
            if message:
                cases.append(_case(f"{path.stem}-{len(cases) + 1}", message, wanted))
            message, wanted = line[1:].strip(" "), []
        elif line.startswith(">"):
            wanted.append(line[1:].strip())
    return cases


def _case(name: str, message: str, wanted: list[str]) -> Case:
    text = message.replace("⏎", "\n")
    paste = text[1:] if text.startswith("!") else f"大石村联络员 2023/8/12 17:30:00\n{text}"
    expected = tuple(_expected(w) for w in wanted if w not in {"忽略", "无主"})
    return Case(name, paste, expected, "无主" in wanted)


def _expected(line: str) -> Expected:
    unit, *words = line.split()
    figures: dict[str, int] = {}
    doubted, texts = [], []
    day, nil, versions = DAY, False, None
    for word in words:
        if word == "零":
            nil = True
        elif word.startswith("@"):
            month, _, number = word[1:].rpartition(".")
            day = date(2023, int(month or 8), int(number))
        elif word.startswith("v"):
            versions = int(word[1:])
        elif word.startswith("?文:"):
            texts.append(word[3:].replace("_", " "))
        elif word.startswith("?"):
            doubted.append(SHORT[word[1]])
        else:
            code = SHORT[word[0]]
            figures[code] = int(word[1:]) * (100 if code in MONEY else 1)
    return Expected(unit, day, figures, tuple(doubted), tuple(texts), nil, versions)


def judge(case: Case) -> tuple[Verdict, str]:
    reading = read(case.message)
    found = merged(reading)
    told = "\n".join(
        [f"{m.unit} {m.date} nil={m.nil} v{m.versions} {m.values()} "
         f"{[(d.indicator, d.text, d.code) for d in m.doubts]}" for m in found.values()]
        + [f"ignored {i.text!r}" for i in reading.ignored]
        + [f"unrecognised {i.text!r}" for i in reading.unrecognised]
        + list(reading.notices)
    )  # fmt: skip
    wanted = {(e.unit, e.day): e for e in case.expected}
    if found.keys() - wanted.keys() or (case.unclaimed and not reading.unrecognised):
        return Verdict.WRONG, told
    verdict = Verdict.RIGHT
    for key, expected in wanted.items():
        one = _judge_one(expected, found.get(key), reading)
        if one is Verdict.WRONG:
            return one, told
        verdict = one if one is Verdict.DOUBTED else verdict
    return verdict, told


def _judge_one(expected: Expected, got: MergedSubmission | None, reading: IntakeReading) -> Verdict:
    if got is None:
        told = bool(reading.unrecognised) and not expected.nil
        asked = not expected.figures and not expected.texts
        only_doubted = asked and bool(expected.doubted) and bool(reading.notices)
        return Verdict.DOUBTED if told or only_doubted else Verdict.WRONG
    values = got.values()
    if any(expected.figures.get(code) != value for code, value in values.items()):
        return Verdict.WRONG
    if got.nil != expected.nil or expected.versions not in {None, got.versions}:
        return Verdict.WRONG
    doubts = [(d.indicator, d.text) for d in got.doubts]
    if any(not any(text in said for _, said in doubts) for text in expected.texts):
        return Verdict.WRONG
    if expected.doubted and not doubts:
        return Verdict.WRONG
    return _judge_missing(expected, values, doubts)


def _judge_missing(
    expected: Expected, values: dict[str, int], doubts: list[tuple[str | None, str]]
) -> Verdict:
    """An expected figure that was not taken must at least be asked about."""
    missing = expected.figures.keys() - values.keys()
    for code in missing:
        digits = str(expected.figures[code] // (100 if code in MONEY else 1))
        if not any(i == code or digits in re.sub(r"\D", " ", t).split() for i, t in doubts):
            return Verdict.WRONG
    certain = not expected.doubted and not expected.texts
    return Verdict.DOUBTED if missing or (certain and doubts) else Verdict.RIGHT
