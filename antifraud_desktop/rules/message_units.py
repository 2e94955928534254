"""Which unit a message, or a part of it, speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.message_words import TODAY
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import UnitNames

_OFFICE = re.compile(r"反诈办|反诈专班|专班|反诈中心|综治办|平安办|管理员|通知")
_TAIL = (
    r"(?:村民委员会|社区居民委员会|居民委员会|村委会|社区居委会|居委会|"
    r"村支部|党支部|村两委|村部|村(?!民|干部|内|里|组)|社区(?!内|里|"
    r"居民|群众|民警))?"
)
_FOLLOWS = (
    rf"\s*(?:$|[\s:,。;、)\]】」\-—/|.!]|\d|[①-⑳]|[一二三四五六七八九十]+[月日号]|{TODAY}|昨|补|更|改|纠|订|零报|无|没|"
    r"未|入户|宣|发|新|走访|上门|APP|国家反诈|反诈|报|开展|组织|日报|累计|张贴|悬挂|拉|挂|柜|劝|LED|重点|共|\()"
)
_IN_A_LONGER_NAME = re.compile(r"[\u4e00-\u9fff](?<![镇乡道])$")
_OTHER_PLACE = r"(?!(?!全|本|各|我|走|进|驻)[\u4e00-\u9fff]{1,2}(?:村|社区|小学|中学|支行|镇|学校))"
_LEAD = (
    r"(?:^|(?<=[\n。;,、:!?)\]】」]))[ \t*#@>|【\[「《<(—-]*(?:[(]?(?:\d{1,2}[.、):]?|"
    r"[①-⑳])[ \t|]*)?"
    r"(?:(?:@?所有人|各位领导|领导|大家|您?好|您好|下午好|晚上好)[ \t,:!]*)?"
    r"(?:(?:更正|更改|纠正|订正|修正|补报|补充|补|报送单位|填报单位|"
    r"单位|村名|报|我是|这是|重报|重发|代报)[一下]*[ \t,:】\]]*)?"
    r"(?:[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)[ \t]*)?[【\[「《<(]?[ \t]*"
)
_LEAD_SPACE = r"(?<=[ \t])"


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A place where a part of a message begins to speak for a unit; ``begin`` takes in 1. or 【."""

    unit: UnitRecord
    begin: int
    start: int
    end: int
    full: bool


class UnitFinder:
    """Finds units in text and behind senders' names."""

    def __init__(self, units: Sequence[UnitRecord]) -> None:
        """Compile the names once for a whole paste."""
        self.names = UnitNames(units)
        self._liaisons: dict[str, set[str]] = {}
        for unit in units:
            if unit.liaison:
                self._liaisons.setdefault(fold_text(unit.liaison).strip(), set()).add(unit.name)
        self.words = sorted(self.names.exact, key=len, reverse=True)
        any_name = "|".join(re.escape(w) for w in self.words) or r"(?!)"
        self._head = re.compile(
            rf"(?:{_LEAD}|{_LEAD_SPACE})(?P<name>{any_name})(?P<tail>{_TAIL}){_OTHER_PLACE}(?={_FOLLOWS})"
        )
        self._full_head = re.compile(
            rf"(?:{_LEAD})(?P<name>{any_name})(?P<tail>{_TAIL}){_OTHER_PLACE}(?!的|村民|居民|群众|和|与)"
        )
        self._sign = re.compile(
            rf"(?:[—\-]+[ \t]*|\n[ \t]*|[ \t]{{2,}}|[(【][ \t]*)"
            rf"(?P<name>{any_name})(?P<tail>{_TAIL})"
            r"(?:[ \t]*(?:报|上报|宣|联络员|网格员)?[)】]?[ \t。]*)$"
        )
        self._anywhere = re.compile(rf"(?P<name>{any_name})(?P<tail>{_TAIL}){_OTHER_PLACE}")

    def of_sender(self, sender: str) -> UnitRecord | None:
        """Return the unit whose name, alias or liaison the sender's name certainly shows."""
        name = fold_text(sender).strip()
        if not name:
            return None
        owners = self._liaisons.get(name, set())
        if len(owners) == 1:
            return self.names.by_name[next(iter(owners))]
        found = self.names.match(name)
        if found is not None:
            return found
        hits = {
            self.names.exact[m["name"]].name
            for m in self._anywhere.finditer(name)
            if not _IN_A_LONGER_NAME.search(name[: m.start()])
        }
        return self.names.by_name[hits.pop()] if len(hits) == 1 else None

    def is_office(self, sender: str) -> bool:
        """Say whether the sender is the office that collects, not one that reports."""
        return bool(_OFFICE.search(sender)) and self.of_sender(sender) is None

    def heads(self, text: str, start: int, end: int, sender: UnitRecord | None) -> list[UnitHit]:
        """Return where parts of ``text[start:end]`` begin that speak for a unit."""
        hits: dict[int, UnitHit] = {}
        for pattern in (self._head, self._full_head):
            for match in pattern.finditer(text, start, end):
                unit = self.names.exact[match["name"]]
                full = match["name"] + match["tail"] in unit.name or match["name"] == unit.name
                full = full and len(match["name"] + match["tail"]) >= len(unit.name)
                strange = sender is not None and sender != unit
                if pattern is self._full_head and (not full or strange):
                    continue
                hit = UnitHit(unit, match.start(), match.start("name"), match.end(), full)
                if self._believable(text, hit, sender):
                    hits.setdefault(hit.start, hit)
        return [hits[place] for place in sorted(hits)]

    def _believable(self, text: str, hit: UnitHit, sender: UnitRecord | None) -> bool:
        """Refuse 移动宣传车 in a village's message: a bare alias needs a mark behind it."""
        if hit.full or sender is None or sender == hit.unit:
            return True
        behind = text[hit.end : hit.end + 1]
        return not behind or not ("\u4e00" <= behind <= "\u9fff")

    def signature(self, text: str, start: int, end: int) -> UnitHit | None:
        """Return the unit that signs the end of a message: ——白云村."""
        match = self._sign.search(text, start, end)
        if match is None:
            return None
        unit = self.names.exact[match["name"]]
        return UnitHit(unit, match.start(), match.start(), match.end(), full=True)
