"""Chatter, questions and quotes: words in a post that report nothing."""

from __future__ import annotations

import re

from antifraud_desktop.rules.message_results import SectionReading

_QUOTE = re.compile(r"[「『\"“][^「」『』]*[」』\"”][ \t]*\n[ \t]*(?:[-—–_][ \t]*){3,}\n?")
_MEDIA = re.compile(
    r"\[(?:语音|文件|链接|视频|位置|聊天记录|小程序|动画表情|图片|卡券|"
    r"红包)\](?:[ \t]*\d+[ \t]*[\"”'秒]+|(?<=[件接置序频录]\])[^\n]*)?"
)
_ASKS = re.compile(r"[?]|怎么|如何|请问|能不能|可不可以|是不是|吗|咋|谁|哪")


def quoted_until(text: str, start: int, end: int) -> int:
    """Return where a reply begins behind the older message it quotes; ``start`` without one."""
    match = _QUOTE.match(text, start, end)
    if match is None:
        return start
    place = match.end()
    while place < end and text[place].isspace():
        place += 1
    return place


def media(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of media marks with their file name or length: [语音] 12"."""
    return [m.span() for m in _MEDIA.finditer(text, start, end)]


def asks(text: str) -> bool:
    """Say whether text asks rather than reports."""
    return bool(_ASKS.search(text))


def worth_asking(result: SectionReading) -> bool:
    """Say whether a part without a known unit holds anything a clerk must see."""
    return (
        bool(result.figures)
        or result.nil
        or any(
            d.indicator is not None or d.code not in {"no_label", "unclear"} for d in result.doubts
        )
    )
