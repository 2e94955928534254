"""Reading the basis of a file out of an old register's free text (R11).

What the text does not tell stays empty; nothing is guessed. What is told twice, in part, or in
words that leave something open becomes a doubt for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from antifraud_desktop.records.persons import LIFE_SENTENCE, Basis, BasisReading, PartialDate
from antifraud_desktop.rules.basis_parts import PART_NAMES, missing_parts
from antifraud_desktop.rules.organ_levels import level_of
from antifraud_desktop.rules.partial_dates import DATE, LENGTH, dates_in, months_of
from antifraud_desktop.rules.text_normal import fold
from db.vocabulary import BasisKind

_ORGAN = re.compile(
    r"[^,;。:()\d]{0,24}?(?:人民法院|人民检察院|公安(?:厅|局|部)(?:[^,;。:()\d]{0,8}?"
    r"(?:分局|支队|大队|派出所))?|公安分局|派出所)"
)
_BEFORE_ORGAN = re.compile(r"^[年月日]?(?:经|由|根据|据|被|向|收到|接到?)?")
_NUMBER = re.compile(
    r"[^,;。:]{0,15}?[(\[【]\s*(?:19|20)\d{2}[)\]】][^,;。:]{0,16}?\d+(?:-\d+)?号(?:之[一二三])?"
)
_OFFENCE = re.compile(
    rf"(?:犯罪|作案|案发|行为|涉案)(?:时间|日期|时)?[:为是于在]{{0,2}}{DATE}"
    rf"(?:日?(?:至|到|-|~|—){DATE})?|{DATE}(?:作案|犯罪|实施)"
)
_ANY_DATE = re.compile(DATE)
_SPAN = re.compile(rf"(?:自|从)?{DATE}起?(?:至|到|-|~|—+){DATE}止?")
_SERVED = re.compile(rf"送达(?:日期|时间)?[:为于]?{DATE}|{DATE}送达")
_START = re.compile(rf"(?:自|从){DATE}起?|{DATE}起")
_GROUND = re.compile(r"(?:理由|事由|原因|关注事项|事项|内容)[:为是]?([^,;。]+)")
_CRIMES = re.compile(r"(?:^|[,;。:()]|犯|构成)((?:(?!构成|判决)[^,;。:()\d犯]|侵犯|犯罪)+罪)(?!时)")
_EXECUTED = re.compile(rf"(?:决定|合并)执行(?:有期徒刑)?{LENGTH}")
_PRISON = re.compile(rf"(?:有期徒刑|判处?(?=.{{1,8}}(?:$|[,;。])))(?:[:为])?{LENGTH}")
_SHORT = re.compile(r"判([一二两三四五六七八九十\d]{1,2})缓")
_LIFE = re.compile("无期徒刑|死刑")
_LESSER = re.compile("拘役|管制|罚金|免[予于]刑事处罚|单处")
_TERM = re.compile(rf"(?:期限|惩戒期|为期|限制|,|;|。|定|^){LENGTH}(?=$|[,;。])")

_KINDS = (
    (re.compile("不起诉|不诉"), BasisKind.NON_PROSECUTION),
    (re.compile("法院|刑初|刑终|刑再|判决"), BasisKind.JUDGMENT),
    (re.compile("惩戒|(?:公安|派出所).*决定"), BasisKind.DECISION),
    (
        re.compile(
            "(?:公安|派出所|反诈中心).*(?:通知|提示|告知|函|通报|反馈)|(?:提示|协助)(?:函|通知书)"
        ),
        BasisKind.POLICE_NOTICE,
    ),
    (
        re.compile(
            "(?:家属|亲属|家人|父|母|妻|夫|配偶|兄|弟|姐|妹|子|女).{0,16}(?:求助|申请|请求)"
        ),
        BasisKind.FAMILY_REQUEST,
    ),
    (re.compile("本人.{0,16}(?:求助|申请|请求|要求)|(?:求助|帮扶)申请"), BasisKind.OWN_REQUEST),
)
_PENALTY = re.compile("行政处罚|行罚决|治安处罚|行政拘留")
_REQUEST_WORDS = re.compile(r"(?:求助|申请|请求|要求)[:,]?([^,;。:\d]{2,})")
_REQUESTS = (BasisKind.OWN_REQUEST, BasisKind.FAMILY_REQUEST)


@dataclass(slots=True)
class _Text:
    """Folded text without blanks, out of which one part after the other is taken."""

    given: str
    folded: str
    doubts: list[str] = field(default_factory=list)

    def take(self, shape: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match and cut it out; a comma stays in its place."""
        match = shape.search(self.folded)
        if match is not None:
            self._cut(match)
        return match

    def taken(self, shape: re.Pattern[str]) -> str:
        """Return the first match as it was written, and cut it out; empty for none."""
        match = shape.search(self.folded)
        if match is None:
            return ""
        written = self.given[match.start() : match.end()]
        self._cut(match)
        return written.strip(",，:：、。;；")

    def _cut(self, match: re.Match[str]) -> None:
        start, end = match.span()
        self.given = f"{self.given[:start]},{self.given[end:]}"
        self.folded = f"{self.folded[:start]},{self.folded[end:]}"


def read_basis(text: str) -> BasisReading:
    """Return the basis an old register's text tells, its doubts, and what it does not tell."""
    bare = re.sub(r"\s+", "", text)
    folded = fold(bare)
    # Where invisible marks were dropped the places differ: the folded text then stands for both.
    rest = _Text(bare if folded.origin is None else folded.text, folded.text)
    if not folded.text.strip(",;。/-无"):
        return BasisReading(None)
    if _PENALTY.search(folded.text):
        return BasisReading(None, ("行政处罚不是建档依据，其记录也不能录入",))
    kind = next((kind for shape, kind in _KINDS if shape.search(folded.text)), None)
    if kind is None:
        return BasisReading(None, ("没有认出依据文书，请写明机关、文号和日期",))
    basis = _with_parts(kind, rest)
    missing = tuple(PART_NAMES[part] for part in missing_parts(basis))
    return BasisReading(basis, tuple(rest.doubts), missing)


def _with_parts(kind: BasisKind, rest: _Text) -> Basis:
    """Take the parts in an order in which none eats another's dates."""
    organ = _BEFORE_ORGAN.sub("", rest.taken(_ORGAN))
    number = rest.taken(_NUMBER)
    offence_on = _offence(rest)
    served_on = _day(rest, _SERVED, "送达日期")
    starts_on, ends_on = _span(rest)
    level = level_of(organ) if organ else None
    if level is not None and level.doubt and kind is BasisKind.DECISION:
        rest.doubts.append(level.doubt)
    return Basis(
        kind=kind,
        organ=organ,
        level=level.level if level else None,
        number=number,
        issued_on=_day(rest, _ANY_DATE, "日期"),
        ground=_ground(kind, rest),
        offence_on=offence_on,
        sentence_months=_sentence(rest) if kind is BasisKind.JUDGMENT else None,
        starts_on=starts_on,
        ends_on=ends_on,
        term_months=_length(rest) if kind is BasisKind.DECISION and ends_on is None else None,
        served_on=served_on,
    )


def _offence(rest: _Text) -> PartialDate | None:
    """Return when the offence began: of a stretch of time the first date."""
    days = _days(rest, _OFFENCE, "犯罪时间")
    return min(days, key=lambda day: day.earliest) if days else None


def _span(rest: _Text) -> tuple[date | None, date | None]:
    days = _days(rest, _SPAN, "起止日期")
    if len(days) == 2:  # noqa: PLR2004 - from, to
        return _whole(days[0], rest, "起始日期"), _whole(days[1], rest, "截止日期")
    return _day(rest, _START, "起始日期"), None


def _day(rest: _Text, shape: re.Pattern[str], name: str) -> date | None:
    days = _days(rest, shape, name)
    return _whole(days[0], rest, name) if days else None


def _days(rest: _Text, shape: re.Pattern[str], name: str) -> tuple[PartialDate, ...]:
    match = rest.take(shape)
    if match is None:
        return ()
    days = dates_in(match[0])
    if len(days) < len(re.findall(DATE, match[0])):
        rest.doubts.append(f"{name}不是真实的日期，请核对")
    return days


def _whole(day: PartialDate, rest: _Text, name: str) -> date | None:
    if day.whole is None:
        rest.doubts.append(f"{name}只写到{'年' if day.month is None else '月'}，请写明到日")
    return day.whole


def _sentence(rest: _Text) -> int | None:
    """Return the prison term in months; two terms without the one to be served are a doubt."""
    if _LIFE.search(rest.folded):
        return LIFE_SENTENCE
    for shape in (_EXECUTED, _PRISON):
        terms = {months_of(match) for match in shape.finditer(rest.folded)} - {None}
        if len(terms) > 1:
            rest.doubts.append("写了几个刑期，请写明决定执行的刑期")
            return None
        if terms:
            return terms.pop()
    if short := _SHORT.search(rest.folded):
        years = re.fullmatch(LENGTH, f"{short[1]}年")
        return None if years is None else months_of(years)
    return 0 if _LESSER.search(rest.folded) else None


def _length(rest: _Text) -> int | None:
    return next((term for m in _TERM.finditer(rest.folded) if (term := months_of(m))), None)


def _ground(kind: BasisKind, rest: _Text) -> str:
    if told := _GROUND.search(rest.folded):
        return rest.given[told.start(1) : told.end(1)]
    crimes = [rest.given[m.start(1) : m.end(1)] for m in _CRIMES.finditer(rest.folded)]
    if crimes:
        return "、".join(dict.fromkeys(crimes))
    asked = _REQUEST_WORDS.search(rest.folded) if kind in _REQUESTS else None
    return rest.given[asked.start(1) : asked.end(1)] if asked else ""
