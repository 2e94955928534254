"""Cuts a report's text into words: labels, numbers, measures, qualifiers and the unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules import message_words as words
from antifraud_desktop.rules.fraud_types import FraudType
from antifraud_desktop.rules.message_measures import MEASURE_PATTERN
from antifraud_desktop.rules.numerals import NUMBER, NumberReading, reading_of
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL, Wordings, label_key

LABEL, NUM, MEASURE, COLON, SLASH = "L", "N", "M", "C", "S"
NOTHING, FILLER, SPACE, BREAK, UNKNOWN = "Z", "F", " ", "|", "x"
APP, BARE_NEW, BARE_TOTAL, VISIT, AMOUNT = "A", "W", "T", "V", "B"
PERIOD, PLAN, SUM, SUB, INCREMENT, ALSO = "p", "g", "u", "b", "i", "a"
CORRECTION, ROUGH, DISTRIBUTIVE, NOT_YET, SAME = "k", "r", "d", "q", "e"
DATE, HARMLESS, ORDINAL, FRAUD, UNIT, OPEN, CLOSE = "D", "P", "O", "y", "U", "(", ")"


@dataclass(frozen=True, slots=True)
class Token:
    """One word at a half-open place of the folded text."""

    kind: str
    start: int
    end: int
    word: str
    number: NumberReading | None = None
    indicator: IndicatorRecord | None = None


_CN = "零一二两三四五六七八九十"
_DATE_STRONG = (
    r"20\d{2}\s?[年./\-]\s?\d{1,2}\s?[月./\-]\s?\d{1,2}\s?[日号]?|\d{1,2}月\d{1,2}[日号]?|"
    rf"(?<!\d)\d{{1,2}}[日号](?![楼线院店机]|\d)|[{_CN}]{{1,2}}月[{_CN}]{{1,3}}[日号]|"
    rf"(?<![{_CN}])[二三]?十?[{_CN}][日号]|二零二[{_CN}]年[{_CN}]{{1,2}}月[{_CN}]{{1,3}}[日号]"
)
_HARMLESS = (
    r"(?:[\u4e00-\u9fff]{1,6}率)?\s?[为达到至:约]{0,3}\s?(?:\d+(?:\.\d+)?\s?%|百分之[零一二三四五六七八九十百点\d.]+)"
    r"|(?:电话|手机|联系方式|手机号|QQ|微信号?|身份证号?|尾号)[:\s]*\d{3,18}X?|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)\d{17}[\dX](?!\d)|HTTPS?://\S+"
    r"|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<![\d.])\d{1,2}[点时](?:\d{1,2}分?|半|整)?(?!\d|[间候尚])"
    r"|24小时|96110|(?<!\d)110(?=(?:报警|电话|民警|指挥))|12381"
)
_ORDINAL = (
    rf"第\s?(?:\d+|[{_CN}]+)(?:[组期次批场天季轮队片村个]|小组|网格|季度)?|"
    rf"(?:\d{{1,2}}|[{_CN}]{{1,2}})(?:、(?:\d{{1,2}}|[{_CN}]{{1,2}}))*(?:村民小组|小组|组|队|社(?!区)|号?网格|片区|号楼|栋|单元|年级|班(?!会))"
)
_SPAN = (
    rf"(?:近|前|过去|连续|最近)\s?(?:\d+|[{_CN}两]+)\s?(?:天|周|个?月|日|年)(?:内|来|以来)?|"
    rf"(?:{_DATE_STRONG}|\d{{1,2}}[./]\d{{1,2}})\s?(?:至|到|-+|~|—+)\s?(?:{_DATE_STRONG}|\d{{1,2}}[./]\d{{1,2}})|"
    r"20\d{2}年(?:度|以来|全年)?(?!\s?\d)|\d{1,2}月份"
)
_SET_PHRASES = (
    "零报告|0报告|零汇报|零报(?!警)|一户一档|一人一档|一对一|二维码|一封信|统一|一起(?=[去到入走开宣进])|一致|一定|一般|一律|一些|一下|"
    "一直|两委|两卡|三级|十分|千万不|老百姓|百姓|万一|五进|三无|唯一|一线|一行|一同|一批|一遍|一并|一如|"
    "一会|第一|零散|零星|一村一警|四零|八小时"
)
_BREAKS = ",。;、!?+&\n"
_SAVED = (
    r"(?:挽回|避免|减少|挽损)了?(?:群众|村民|居民|客户|受害人|老人|"
    r"其|经济|财产|资金|直接|被骗)*(?:损失|金额)(?:金额)?"
)
_APP_WORDS = "国家反诈中心|全民反诈|反诈中心|反诈APP|反诈软件|APP|反诈程序"
_DO = "安装注册|下载安装|安装|下载|注册|装机|装(?=了|[:\\s]*\\d)"
_NEW = "新增加|新增|新装|新注册|新下载|净增"
_TOTAL = "累计|总计|总数|总"
_GLUE = r"\s|了|已|数|的|人数|用户|户数|总数|量"
_RUN = (
    rf"(?:(?:{words.TODAY})\s?)?(?:{_APP_WORDS}|{_DO}|{_NEW}|{_TOTAL}(?=\s?(?:已|{_APP_WORDS}|{_DO})))"
    rf"(?:(?:{_GLUE})*(?:{_APP_WORDS}|{_DO}|{_NEW}|{_TOTAL}|{words.TODAY}))*(?:人数|用户数|户数|总数|数量|数|量|了)*"
)
_RUN_PIECE = re.compile(
    rf"(?P<new>{_NEW}|{words.TODAY})|(?P<total>{_TOTAL})|(?P<app>{_APP_WORDS})|(?P<do>{_DO}|装)"
)


class Lexicon:
    """A tokeniser for one set of indicators, fraud types and units."""

    def __init__(
        self,
        wordings: Wordings,
        fraud_types: Iterable[FraudType] = (),
        unit_names: Sequence[str] = (),
    ) -> None:
        """Compile the pattern once for a whole paste."""
        self.wordings = wordings
        labels = [
            key
            for key in wordings.exact
            if key in wordings.taught or not re.fullmatch(f"{_RUN}|{_TOTAL}", key)
        ]
        frauds = [w for t in fraud_types if t.name != "其他" for w in (t.name, *t.aliases)]
        before = [
            ("skip", _HARMLESS),
            ("span", _SPAN),
            ("date", _DATE_STRONG),
            ("ordinal", _ORDINAL),
            ("unit", _any(unit_names)),
            ("phrase", _SET_PHRASES),
            ("saved", _SAVED),
            ("label", _labels(labels)),
            ("fraud", _any(frauds)),
            ("run", _RUN),
            ("same", words.SAME_AS_BEFORE),
            ("notyet", words.UNKNOWN_YET),
            ("correction", f"{words.WRONG_BEFORE}|{words.CORRECTIONS}"),
            ("paren_measure", rf"\((?:单位[:\s]*)?(?:{MEASURE_PATTERN})\)"),
            ("rough", f"(?:{words.UNCERTAIN})(?!\\s?[\\d{_CN}])"),
        ]
        after = [
            ("sub", words.SUBS),
            ("period", words.PERIODS),
            ("today_fill", words.TODAY),
            ("nothing", words.NOTHING),
            ("plan", f"{words.PLANS}|{words.COMPARISONS}"),
            ("sum", words.SUMS),
            ("each", words.DISTRIBUTIVES),
            ("increment", words.INCREMENTS),
            ("also", words.ALSO),
            ("visit", "走访了|走访|见面|访问"),
            ("amount", "涉及金额|劝阻金额|金额|价值|涉案"),
            ("reason", words.REASONS_FOR_NOTHING),
            ("filler", words.FILLERS),
            ("rough2", words.UNCERTAIN),
            ("space", r"[ \t]+"),
            ("brk", f"[{_BREAKS}]|\\.(?!\\d)"),
            ("colon", r"[:=]|——?|-"),
            ("slash", r"/"),
            ("open", r"[(\[【『「<《]"),
            ("close", r"[)\]】』」>》]"),
            ("mark", r"[*#\"'“”_|^…@①-⑳]+"),
        ]
        self._before_numbers = _compile(before)
        self._after_numbers = _compile(after)

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """Return the words of ``text[start:end]``; unknown stretches are one word each."""
        found: list[Token] = []
        position, unknown = start, start
        while position < end:
            token = self._token(text, position, end, found if unknown == position else [])
            if token is None:
                position += 1
                continue
            if unknown < position:
                found.append(Token(UNKNOWN, unknown, position, text[unknown:position]))
            found.append(token)
            position = unknown = token.end
        if unknown < end:
            found.append(Token(UNKNOWN, unknown, end, text[unknown:end]))
        return found

    def _token(self, text: str, position: int, end: int, before: list[Token]) -> Token | None:
        last = next((t for t in reversed(before) if t.kind != SPACE), None)
        if last is not None and last.kind == NUM:
            match = _MEASURE.match(text, position, end)
            if match:
                return Token(MEASURE, position, match.end(), match[0])
        match = self._before_numbers.match(text, position, end)
        if match:
            return self._named(match)
        if text[position] in _NUMBER_STARTS:
            token = _number(text, position, end, last)
            if token:
                return token
        match = self._after_numbers.match(text, position, end)
        return self._named(match) if match else None

    def _named(self, match: re.Match[str]) -> Token:
        name, word = match.lastgroup or "", match[0]
        place = (match.start(), match.end())
        if name == "label":
            indicator = self.wordings.exact[label_key(word)]
            return Token(LABEL, *place, word, indicator=indicator)
        if name == "saved":
            return Token(LABEL, *place, word, indicator=self.wordings.by_code.get("amount_saved"))
        if name == "run":
            return self._app_run(word, *place)
        return Token(_KINDS[name], *place, word)

    def _app_run(self, word: str, start: int, end: int) -> Token:
        """Read a run of APP, 安装, 新增 and 累计 as the label it makes together."""
        kinds = {m.lastgroup for m in _RUN_PIECE.finditer(word)}
        if {"new", "total"} <= kinds:
            return Token(UNKNOWN, start, end, word)
        bare = not kinds & {"app", "do"}
        if "app" in kinds and not re.search(f"{_NEW}|{_DO}|装", word):
            kinds.discard("new")
        if "new" in kinds:
            indicator = self.wordings.by_code.get(APP_NEW)
            return Token(BARE_NEW if bare else LABEL, start, end, word, indicator=indicator)
        if "total" in kinds:
            indicator = self.wordings.by_code.get(APP_TOTAL)
            return Token(BARE_TOTAL if bare else LABEL, start, end, word, indicator=indicator)
        return Token(APP, start, end, word)


_KINDS = {
    "skip": HARMLESS, "date": DATE, "span": PERIOD, "ordinal": ORDINAL, "unit": UNIT,
    "phrase": UNKNOWN,
    "fraud": FRAUD, "same": SAME, "notyet": NOT_YET, "correction": CORRECTION,
    "paren_measure": FILLER, "rough": ROUGH, "rough2": ROUGH, "sub": SUB, "period": PERIOD,
    "today_fill": FILLER, "nothing": NOTHING, "plan": PLAN, "sum": SUM, "each": DISTRIBUTIVE,
    "increment": INCREMENT, "also": ALSO, "visit": VISIT, "amount": AMOUNT, "reason": FILLER,
    "filler": FILLER, "space": SPACE, "brk": BREAK, "colon": COLON, "slash": SLASH,
    "open": OPEN, "close": CLOSE, "mark": SPACE,
}  # fmt: skip
_MEASURE = re.compile(MEASURE_PATTERN)
_NUMBER_STARTS = frozenset(
    f"约大差估将接近不超至上最-负0123456789几数{_CN}两百千万壹贰叁肆伍陆柒捌玖拾"
)
_ENDS = re.compile(rf"\s*(?:$|[{_BREAKS})\]】|/])")


def _compile(groups: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in groups if pattern))


def _number(text: str, position: int, end: int, last: Token | None) -> Token | None:
    """Read a number. A lone Chinese numeral counts only between a label and a measure or end."""
    match = NUMBER.match(text, position, end)
    reading = reading_of(match) if match else None
    if match is None or reading is None:
        return None
    stop = match.end()
    if reading.chinese and not _counts(text, stop, end, reading, last):
        return None
    return Token(NUM, position, stop, match[0], number=reading)


def _counts(text: str, stop: int, end: int, reading: NumberReading, last: Token | None) -> bool:
    tail = text[stop : min(end, stop + 6)]
    if _MEASURE.match(tail.lstrip(" ")):
        return True
    if len(reading.text) > 1 and any(c in "十百千万拾佰仟" for c in reading.text):
        return True
    follows = last is not None and last.kind in {
        LABEL,
        COLON,
        CORRECTION,
        AMOUNT,
        BARE_NEW,
        BARE_TOTAL,
    }
    return follows and _ENDS.match(text, stop, end) is not None


def _any(options: Sequence[str]) -> str:
    ordered = sorted({o for o in options if o}, key=len, reverse=True)
    return "|".join(re.escape(o) for o in ordered)


def _labels(keys: Sequence[str]) -> str:
    """Return the labels longest first; a space may stand between Latin and Chinese letters."""
    ordered = sorted(keys, key=len, reverse=True)
    return "|".join(
        re.sub(
            r"(?<=[A-Z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Z])", r"\\s?", re.escape(k)
        )
        for k in ordered
    )
