"""Cuts a WeChat copy or mail export into posts: who, when, and which stretch of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_CLOCK = (
    r"(?P<half>凌晨|早上|上午|中午|下午|晚上|AM|PM)?\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}))?\s?(?P<pm>[AP]M)?"
)
_DAY = (
    r"(?P<year>20\d{2})\s?[/\-.年]\s?(?P<month>\d{1,2})\s?[/\-.月]\s?(?P<day>\d{1,2})\s?日?"
    r"|(?P<month2>\d{1,2})\s?[/\-月]\s?(?P<day2>\d{1,2})\s?日?"
    r"|(?P<word>今天|昨天|前天|星期[一二三四五六日天]|周[一二三四五六日天])"
)
_WEEKDAY = r"(?:\s?(?:星期|周)[一二三四五六日天])?"
_STAMP = rf"(?:{_DAY}){_WEEKDAY}[ \tT]+{_CLOCK}"
_NAME = r"[^\n\t]{1,40}?"
_HEAD = re.compile(rf"^(?P<name>{_NAME})[ \t:(\[]+{_STAMP}[)\]]?[ \t]*:?[ \t]*$")
_STAMP_FIRST = re.compile(rf"^\[?{_STAMP}\]?[ \t]+(?P<name>[^\n\t]{{1,30}}?)[ \t]*:?[ \t]*$")
_STAMP_ALONE = re.compile(rf"^[ \t—-]*{_STAMP}[ \t—-]*:?[ \t]*$")
_DAY_LINE = re.compile(
    rf"^[ \t]*[-—–_=*─]{{2,}}[ \t]*(?:{_DAY}){_WEEKDAY}[ \t]*[-—–_=*─]{{2,}}[ \t]*$"
)
_SHORT_HEAD = re.compile(rf"^(?P<name>{_NAME})[ \t]+{_CLOCK}[ \t]*:?[ \t]*$")
_CLOCK_ALONE = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*$")
_NO_NAME = re.compile(r"时间|截止|截至|报送|日期|[:;,。!?、]|\d$")
_REPORTS = re.compile(r"[,。;!?]|\d\s?[户人份张条块起场元次]|[:\d]$")
_NUMBERED_POST = re.compile(r"(?:联络员|网格员|专干|干部|书记|主任)\d{1,3}$")
_PLAIN_NAME = re.compile(r"[^\s,.;!?:。]{1,12}")
WITHDRAWN = re.compile(
    r"^[ \t]*[\"“”'「]?(?P<name>[^\n\"“”」]{0,30}?)[\"“”'」]?[ \t]*(?:已?撤回了?(?:一|"
    r"1)?[条则个]?(?:消息|信息)"
    r"|RECALLED A MESSAGE|撤回了一条成员消息)[。.]?(?:[ \t]*重新编辑)?[ \t]*$"
)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Post:
    """One message: ``start``/``end`` bound its words in the folded text, head left out."""

    sender: str
    received: datetime | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A line telling that someone withdrew a message."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Head:
    sender: str
    received: datetime | None


def split_posts(
    text: str, pasted_at: datetime, knows: Callable[[str], bool]
) -> tuple[list[Post], list[Withdrawn]]:
    """Return posts and withdrawals in the order of the text.

    ``knows`` says whether a name is a unit's or liaison's: beside a clock alone, without a day
    line above, only such a name makes a head.
    """
    splitter = _Splitter(text, pasted_at, knows)
    splitter.run()
    return splitter.posts, splitter.withdrawn


class _Splitter:
    def __init__(self, text: str, pasted_at: datetime, knows: Callable[[str], bool]) -> None:
        self._text = text
        self._pasted = pasted_at
        self._knows = knows
        self._day: date | None = None
        self._head = _Head("", None)
        self._start = 0
        self.posts: list[Post] = []
        self.withdrawn: list[Withdrawn] = []

    def run(self) -> None:
        lines = list(_lines(self._text))
        skip = False
        for index, (start, end) in enumerate(lines):
            if skip:
                skip = False
                continue
            line = self._text[start:end]
            following = self._text[slice(*lines[index + 1])] if index + 1 < len(lines) else ""
            if ":" not in line.rstrip(" :") and "撤回" not in line and "RECALL" not in line:
                if self._day_line(line):
                    self._cut(start, end, self._head)
                    self._head = _Head("", None)
                elif ":" in following and self._name_line(line, following):
                    head = self._stamped(following)
                    if head is not None:
                        self._cut(start, lines[index + 1][1], _Head(line.strip(" \t:"), head))
                        skip = True
                continue
            if match := WITHDRAWN.match(line):
                self.withdrawn.append(Withdrawn(match["name"].strip(), start, end))
                self._cut(start, end, self._head)
                continue
            head_here = self._head_of(line)
            if head_here is not None:
                self._cut(start, end, head_here)
        self._cut(len(self._text), len(self._text), self._head)

    def _cut(self, start: int, end: int, head: _Head) -> None:
        body = self._text[self._start : start]
        if body.strip():
            first = self._start + len(body) - len(body.lstrip())
            self.posts.append(
                Post(
                    self._head.sender, self._head.received, first, self._start + len(body.rstrip())
                )
            )
        self._start, self._head = end, head

    def _day_line(self, line: str) -> bool:
        match = _DAY_LINE.match(line)
        if match is None:
            return False
        self._day = self._date(match)
        return True

    def _name_line(self, line: str, following: str) -> bool:
        name = line.strip(" \t:")
        if not name or len(name) > 30 or _NO_NAME.search(name):  # noqa: PLR2004
            return False
        if _STAMP_ALONE.match(following):
            return True
        return bool(_CLOCK_ALONE.match(following)) and self._knows(name)

    def _stamped(self, line: str) -> datetime | None:
        match = _STAMP_ALONE.match(line)
        if match:
            return self._stamp(match)
        match = _CLOCK_ALONE.match(line)
        return self._moment(match, self._day) if match else None

    def _head_of(self, line: str) -> _Head | None:
        for pattern in (_HEAD, _STAMP_FIRST):
            match = pattern.match(line)
            if match and self._bears_name(match["name"], _REPORTS):
                received = self._stamp(match)
                return None if received is None else _Head(match["name"].strip(" :"), received)
        if match := _STAMP_ALONE.match(line):
            received = self._stamp(match)
            return None if received is None else _Head("", received)
        match = _SHORT_HEAD.match(line)
        if match and self._bears_name(match["name"].strip(" :"), _NO_NAME):
            name = match["name"].strip(" :")
            if self._day is not None or self._knows(name):
                return _Head(name, self._moment(match, self._day))
        return None

    def _bears_name(self, text: str, no_name: re.Pattern[str]) -> bool:
        return not no_name.search(text) or self._is_numbered_name(text)

    def _is_numbered_name(self, text: str) -> bool:
        """Tell 联络员16 from 入户28: a name that ends in digits is a known one or a post's."""
        name = text.strip(" :")
        if not _PLAIN_NAME.fullmatch(name) or _REPORTS.search(name.rstrip("0123456789")):
            return False
        return bool(_NUMBERED_POST.search(name)) or self._knows(name)

    def _date(self, match: re.Match[str]) -> date | None:
        today = self._pasted.date()
        try:
            if match["year"]:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            if match["month2"]:
                found = date(today.year, int(match["month2"]), int(match["day2"]))
                late = found > today + timedelta(days=1)
                return found.replace(year=today.year - 1) if late else found
        except ValueError:
            return None
        back = {"今天": 0, "昨天": 1, "前天": 2}.get(match["word"])
        if back is None:
            wanted = "一二三四五六日".index(match["word"][-1].replace("天", "日"))
            back = (today.weekday() - wanted) % 7
        return today - timedelta(days=back)

    def _stamp(self, match: re.Match[str]) -> datetime | None:
        """Return the moment of a full stamp; a day that is none (30 February) makes no stamp."""
        day = self._date(match)
        return None if day is None else self._moment(match, day)

    def _moment(self, match: re.Match[str], day: date | None) -> datetime | None:
        hour, minute = int(match["hour"]), int(match["minute"])
        half = match["half"] or match["pm"] or ""
        if (half in {"下午", "晚上", "PM"} and hour < _NOON) or (half == "中午" and hour < 3):  # noqa: PLR2004
            hour += _NOON
        if half in {"凌晨", "AM", "上午"} and hour == _NOON:
            hour = 0
        try:
            clock = time(hour, minute, int(match["second"] or 0))
        except ValueError:
            return None
        return datetime.combine(day or self._pasted.date(), clock)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1
