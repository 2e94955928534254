"""One shape for text as people type it: widths, traditional characters, invisible marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TRADITIONAL = (
    "戶户訪访傳传單单張张條条損损萬万億亿兩两騙骗無无報报計计裝装會会員员點点號号場场聽听眾众"
    "長长書书勸劝攔拦發发資资冊册紅红區区東东門门貼贴懸悬掛挂塊块電电屏屏擴扩對对廣广國国詐诈"
    "應应為为錯错補补數数還还沒没進进開开組组織织動动務务將将約约餘余來来過过導导講讲標标語语"
    "圖图實实據据與与個个學学體体顯显財财產产業业雲云柳柳樹树灣湾橋桥龍龙嶺岭長长雙双鎮镇鄉乡"
    "機机關关農农時时間间後后內内從从親亲達达際际統统總总課课調调談谈請请謝谢讓让變变邊边"
    "轉转賬账帳账錢钱額额陸陆貳贰參叁壹壹柒柒捌捌玖玖處处給给經经結结絡络繼继續续覆覆蓋盖"
    "類类頭头題题現现環环愛爱築筑積积極极團团圍围幾几歲岁歸归憑凭擊击檢检協协單单啟启"
    "週周隻只裡里麼么嗎吗這这誤误撥拨撤撤銷销觀观視视頻频網网絲丝線线級级紀纪納纳"
)

_SPACES = "\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\x0b\x0c"
_DROPPED = re.compile(
    "[\r\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U000e0020-\U000e007f]"
)
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\u231a-\u23ff]")


def _single_characters() -> dict[int, int]:
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= {ord(space): 0x20 for space in _SPACES}
    pairs = iter(_TRADITIONAL)
    table |= {ord(old): ord(new) for old, new in zip(pairs, pairs, strict=True)}
    table |= {ord(a): ord(a.upper()) for a in "abcdefghijklmnopqrstuvwxyz"}
    table |= {code: code - 0xFEE0 - 0x20 for code in range(0xFF41, 0xFF5B)}
    odd = {"〇": "零", "–": "-", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "﹐": ",", "﹕": ":"}
    odd |= {"∶": ":", "﹔": ";", "﹙": "(", "﹚": ")", "〔": "(", "〕": ")", "●": " ", "•": " "}
    odd |= {"·": " ", "★": " ", "☆": " ", "◆": " ", "■": " ", "▲": " ", "∼": "~", "〜": "~"}
    odd |= {"\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
    odd |= {dingbat: "①②③④⑤⑥⑦⑧⑨⑩"[i] for i, dingbat in enumerate("❶❷❸❹❺❻❼❽❾❿")}
    table |= {ord(old): ord(new) for old, new in odd.items()}
    return table


_TABLE = _single_characters()


@dataclass(frozen=True, slots=True)
class Folded:
    """Text in one shape. ``origin`` maps its positions to the given text; None is identity."""

    text: str
    origin: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the given text that a range of the folded text came from."""
        if self.origin is None or not self.origin:
            return start, end
        first = self.origin[start] if start < len(self.origin) else self.origin[-1] + 1
        return first, (self.origin[end - 1] + 1 if end > start else first)


def fold(text: str) -> Folded:
    """Return ``text`` half-width, simplified, upper case, without invisible marks.

    Emoji become spaces; keycap digits become circled ones, for they number lists.
    """
    if "\u20e3" in text:
        text = _KEYCAP.sub(_circled, text)
    if "\r" in text:
        text = re.sub("\r(?!\n)", "\n", text)
    plain = _EMOJI.sub(" ", text).translate(_TABLE)
    if not _DROPPED.search(plain):
        return Folded(plain)
    kept = [i for i, character in enumerate(plain) if not _DROPPED.match(character)]
    return Folded("".join(plain[i] for i in kept), tuple(kept))


def fold_text(text: str) -> str:
    """Return only the folded characters of :func:`fold`."""
    return fold(text).text


def _circled(match: re.Match[str]) -> str:
    digit = int(match[1])
    mark = "①②③④⑤⑥⑦⑧⑨"[digit - 1] if digit else "⓪"
    return mark + "\u200b" * (len(match[0]) - 1)
