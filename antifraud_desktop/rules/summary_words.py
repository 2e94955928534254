"""How the sentences of a summary are put together: parts, lists, dates, comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from antifraud_desktop.records.summaries import Compared, Line, Period
from antifraud_desktop.records.summary_figures import Figure, Named, Paragraph, Part
from antifraud_desktop.rules.day_words import day_text, days_text, short_day
from db.vocabulary import DocumentKind

NUMERALS = "一二三四五六七八九十"
Parts = Sequence[Part]


def now_word(period: Period) -> str:
    """Return what the days of a summary are called."""
    return {
        DocumentKind.WEEKLY_SUMMARY: "本周",
        DocumentKind.MONTHLY_SUMMARY: "本月",
    }.get(period.kind, "期间")


def before_word(period: Period) -> str:
    """Return what the days it is compared with are called: those of a running period are fewer."""
    weekly = period.kind is DocumentKind.WEEKLY_SUMMARY
    return ("上周" if weekly else "上月") + ("同期" if period.until < period.last else "")


def day(on: date) -> Named:
    """Return 8月12日."""
    return Named(short_day(on))


def full_day(on: date) -> Named:
    """Return 2023年8月12日."""
    return Named(day_text(on))


def days(first: date, last: date) -> Named:
    """Return 2023年8月7日至13日, without repeating what both days share."""
    return Named(days_text(first, last))


def paragraph(*parts: Part, lead: str = "") -> Paragraph:
    """Return a paragraph."""
    return Paragraph(tuple(parts), lead)


def heading(text: str) -> Paragraph:
    """Return the title of a chapter."""
    return Paragraph((text,), heading=True)


def joined(items: Iterable[Parts], between: str = "、") -> list[Part]:
    """Return what is told one after the other."""
    found: list[Part] = []
    for item in items:
        if found:
            found.append(between)
        found.extend(item)
    return found


def names(texts: Iterable[str], whole: Figure | None = None, shown: int = 3) -> list[Part]:
    """Return names from the ledgers, the first few of them; ``whole`` says how many there are."""
    known = list(texts)
    told = joined([Named(text)] for text in known[:shown])
    if whole is None or whole.value <= len(known[:shown]):
        return told
    return [*told, "等", whole]


def counted(lines: Iterable[Line]) -> list[Part]:
    """Return 反诈讲座12次, 敲门行动6次（320户）: each count with what else was counted."""
    return joined(
        [Named(line.name), line.count, *(("（", line.more, "）") if line.more else ())]
        for line in lines
    )


def compared(one: Compared, before: str) -> list[Part]:
    """Return a figure with how it moved against the days before, as far as that is known."""
    if one.now is None:
        return []
    told: list[Part] = [Named(one.name), one.now]
    if one.change is None:
        return told
    if not one.change.value:
        return [*told, f"，与{before}持平"]
    return [*told, f"，较{before}{'增加' if one.rose else '减少'}", one.change]


def numbered(paragraphs: Sequence[tuple[str, Parts]]) -> list[Paragraph]:
    """Return 一是…。二是…。 for several, the plain sentence for a single one."""
    several = len(paragraphs) > 1
    return [
        Paragraph(tuple(parts), f"{NUMERALS[place]}是{lead}。" if several else f"{lead}。")
        for place, (lead, parts) in enumerate(paragraphs)
    ]


def pick(period: Period, options: Sequence[str], about: int = 0) -> str:
    """Return one of several ways to say the same: the same days always get the same one."""
    return options[(period.first.toordinal() // 7 + about) % len(options)]
