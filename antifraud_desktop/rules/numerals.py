"""Numbers as people write them: digits, Chinese numerals, 万, ranges and rough words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from antifraud_desktop.rules.text_normal import fold_text

_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"两": 2}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
)
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_LATIN_SCALES = _SCALES | _MYRIADS

_CN = "零一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿几数"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_MIXED = rf"(?:{_ARABIC})(?:\s?[亿万千百十]+(?:\d+(?:\.\d+)?(?=[亿万千百\D]|$))?)*"
_BEFORE = (
    "大约有?|约有?|大概有?|差不多有?|估计有?|将近|接近|近(?=[\\d零一二两三四五六七八九十百千万])|"
    "不足|不到|超过|超|至少|不少于|不下于|上(?=[百千万])|最少|最多|不超过|估摸"
)
_AFTER = (
    "左右|上下|以上|以下|以内|多(?!媒体|功能|部门|次|种|方|渠道|少)|余|"
    "来(?=[户人个份张条块起场次名])|\\+"
)
ROUGH_AFTER = "左右|上下|以上|以下|以内|多|余|不到|出头"
"""Rough words that may also follow the measure word, as in 30户左右."""

_ONE = rf"(?:{_MIXED}|[{_CN}]+)"
_RANGE = rf"{_ONE}\s*(?:-{{1,2}}|~|～|—{{1,2}}|至|到|或)\s*{_ONE}"
_COMMA_RANGE = r"(?<!\d)\d{1,2}、\d{1,2}(?!\d|[、.:])"
NUMBER = re.compile(
    rf"(?P<before>{_BEFORE})?\s*(?P<sign>(?<![\dA-Za-z)])[-负]\s*)?"
    rf"(?P<core>{_RANGE}|{_COMMA_RANGE}|{_ONE})(?P<after>\s*(?:{_AFTER}))?"
)
_PARTS = re.compile(rf"({_ONE})\s*(?:-{{1,2}}|~|～|—{{1,2}}|至|到|或|、)\s*({_ONE})")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number as written. ``value`` is exact; of a range or a vague word it is the lower bound.

    ``approximate`` marks every value that is not certain (十几, 约, 10-12); ``vague`` those
    whose lower bound is not even a good guess (几十). ``grouped`` tells of thousands commas.
    """

    value: Decimal
    text: str
    approximate: bool = False
    is_range: bool = False
    vague: bool = False
    grouped: bool = False
    chinese: bool = False

    @property
    def whole(self) -> int | None:
        """Return the value as an integer, None when it has a fraction."""
        return int(self.value) if self.value == self.value.to_integral_value() else None


def read_number(text: str) -> NumberReading | None:
    """Read ``text`` wholly as one number; None when anything else is in it."""
    folded = fold_text(text).strip()
    match = NUMBER.fullmatch(folded)
    return reading_of(match) if match else None


def read_quantity(text: str) -> tuple[NumberReading, str] | None:
    """Read a number with at most one measure word behind it: ``31户`` gives 31 and ``户``."""
    folded = fold_text(text).strip()
    match = NUMBER.match(folded)
    reading = reading_of(match) if match else None
    if match is None or reading is None:
        return None
    rest = folded[match.end() :].strip()
    rough = re.search(rf"(?:{ROUGH_AFTER})$", rest)
    if rough:
        rest = rest[: rough.start()]
        reading = _roughly(reading, folded)
    if not re.fullmatch(r"[^\d\s,。;:、()]{0,4}", rest):
        return None
    return reading, rest


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 一千二 or 两百零三; None when it is none."""
    if not text or any(c not in _DIGITS and c not in _LATIN_SCALES for c in text):
        return None
    if not any(c in _LATIN_SCALES for c in text):
        return _plain_digits(text)
    if text[0] == "亿" or text[0] == "万" or text[0] in "百佰千仟":
        return None
    return _scaled(text)


def _plain_digits(text: str) -> Decimal | None:
    """Read digits said one by one (一三零); two without a zero are a rough pair, not a number."""
    if len(text) == 2 and _DIGITS[text[0]] and _DIGITS[text[1]]:  # noqa: PLR2004
        return None
    return Decimal("".join(str(_DIGITS[c]) for c in text))


def _scaled(text: str) -> Decimal | None:
    total, section, digit = 0, 0, -1
    last_scale, seen_zero = 0, False
    for character in text:
        if character in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[character]
            seen_zero = seen_zero or digit == 0
            continue
        scale = _LATIN_SCALES[character]
        if scale in _MYRIADS.values():
            if total and scale >= last_scale > 1000:  # noqa: PLR2004
                return None
            section += max(digit, 0)
            if not section:
                return None
            total, section = total + section * scale, 0
        else:
            if last_scale and last_scale <= scale and section:
                return None
            if digit <= 0 and scale != 10:  # noqa: PLR2004
                return None
            section += (digit if digit > 0 else 1) * scale
        digit, last_scale, seen_zero = -1, scale, False
    if digit > 0:
        spoken = last_scale > 10 and not seen_zero  # noqa: PLR2004
        section += digit * (last_scale // 10 if spoken else 1)
    return Decimal(total + section)


def _mixed_value(text: str) -> Decimal | None:
    """Read digits with Chinese scales: 2.6万, 1万2千, 2万6 (26000), 1千206."""
    bare = text.replace(",", "").replace(" ", "")
    pieces = re.findall(r"(\d+(?:\.\d+)?)([亿万千百十]*)", bare)
    if "".join(a + b for a, b in pieces) != bare:
        return None
    total, last = Decimal(0), 0
    for digits, scales in pieces:
        factor = 1
        for scale in scales:
            factor *= _LATIN_SCALES[scale]
        if last and factor >= last:
            return None
        if not scales and last > 10 and len(digits) == 1:  # noqa: PLR2004
            factor = last // 10
        total += Decimal(digits) * factor
        last = factor
    return total


def _value(text: str) -> tuple[Decimal, bool, bool] | None:
    """Return value, approximate, vague of one number without rough words."""
    bare = text.strip()
    if bare[0].isdigit():
        value = _mixed_value(bare)
        return None if value is None else (value, False, False)
    if any(c in "几数" for c in bare):
        return _vague_value(bare)
    value = chinese_value(bare)
    if value is None:
        return _rough_pair(bare)
    said_one_by_one = len(bare) > 1 and not any(c in _LATIN_SCALES for c in bare)
    return value, said_one_by_one, False


def _rough_pair(bare: str) -> tuple[Decimal, bool, bool] | None:
    """Read 五六, 三四十, 十五六 and a bare 百: the lower bound of a rough number."""
    low: Decimal | None = None
    pair = re.fullmatch(r"(.*十)?([一二两三四五六七八])([二三四五六七八九])([十百千万]*)", bare)
    if pair and _DIGITS[pair[3]] - _DIGITS[pair[2]] == 1:
        low = chinese_value((pair[1] or "") + pair[2] + pair[4])
    elif re.fullmatch(r"[百千万]", bare):
        low = Decimal(_LATIN_SCALES[bare])
    return None if low is None else (low, True, False)


def _vague_value(bare: str) -> tuple[Decimal, bool, bool] | None:
    if bare in ("几", "数"):
        return (Decimal(1), True, True) if bare == "几" else None
    lower = chinese_value(re.sub("[几数]$", "", re.sub("^[几数](?=.)", "一", bare)))
    return None if lower is None else (lower, True, True)


def reading_of(match: re.Match[str]) -> NumberReading | None:
    """Return the reading of a match of :data:`NUMBER`; None when it only looks like a number."""
    core = match["core"]
    rough = bool(match["before"] or match["after"])
    pair = _PARTS.fullmatch(core)
    first = _value(pair[1] if pair else core)
    if first is None:
        return None
    value, approximate, vague = first
    if pair:
        second = _value(pair[2])
        if second is None:
            return None
    return NumberReading(
        value=-value if match["sign"] else value,
        text=match[0].strip(),
        approximate=approximate or rough or pair is not None,
        is_range=pair is not None,
        vague=vague or (pair is not None),
        grouped="," in core,
        chinese=not core[0].isdigit(),
    )


def _roughly(reading: NumberReading, text: str) -> NumberReading:
    return NumberReading(
        reading.value, text, True, reading.is_range, reading.vague, reading.grouped, reading.chinese
    )
