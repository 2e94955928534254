"""What a column head or a form's label means, and how certain that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.message_measures import ALL_MEASURES, accepts
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import APP_WORDS, INSTALL_WORDS, Wordings, is_stock, label_key
from db.vocabulary import IndicatorGroup

WAN = 10_000
_NUMBERING = re.compile(
    r"^(?:\(?\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,3}[、.)]|[①-⑳])\s*"
)
_PARENTHESES = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_HARMLESS = re.compile(
    r"(?:单位)?:?(?:填数字?|必填|数字|个数|数量|请填数字|整数|选填|村|社区|村社区|含社区)?"
)
_GROUP_WORDS = re.compile(
    r"(?:宣传|工作|情况|当日|今日|本日|当天|今天|反诈|防诈|开展|日常|数据|指标|完成|填报|内容|项目|发案|案件|"
    r"劝阻|重点人员|国家反诈中心|全民反诈|金钟罩|APP|安装|推广|注册|入户|走访|物料|资料|材料|阵地|氛围|"
    r"营造|预警|止付|挽损|发动|群众|发放|张贴|悬挂|线下|排查|管控|讲座|学校|校园|柜面|提示|金融|通信|"
    r"网点|及|和|与|、|/|的|类|每日|日报|统计|上报|报送|有关|主要|基础|打击|防范|人员|电诈|电信网络诈骗|诈骗|警情)+"
)
_BARE_APP = re.compile(
    r"(?:新增|新装|累计|累积|总数|总计|合计|当日|今日|今天|当天|本日|数量|数|人数|户数|目前|人|已|的|总)+"
)


class Role(StrEnum):
    """What a column is for."""

    UNIT = "unit"
    FIGURE = "figure"
    NOTE = "note"
    SENDER = "sender"
    DATE = "date"
    FRAUD = "fraud"
    NIL = "nil"
    NEUTRAL = "neutral"
    PERIOD = "period"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A head's meaning. ``doubt`` is a code: every number under the head is then doubted.

    ``factor`` multiplies the numbers (万元), ``measure`` is the measure word of the head.
    """

    role: Role
    head: str
    indicator: IndicatorRecord | None = None
    factor: int = 1
    measure: str = ""
    doubt: str = ""


_UNDER_ANY_HEAD = frozenset({Role.NOTE, Role.NEUTRAL, Role.SENDER})
_ROLES = (
    (words.UNIT_HEADS, Role.UNIT),
    (words.NOTE_HEADS, Role.NOTE),
    (words.SENDER_HEADS, Role.SENDER),
    (words.DATE_HEADS, Role.DATE),
    (words.FRAUD_HEADS, Role.FRAUD),
    (words.NIL_HEADS, Role.NIL),
    (words.NEUTRAL_HEADS, Role.NEUTRAL),
)


def plain(text: str) -> str:
    """Return a label folded, without numbering, spaces and a closing colon."""
    folded = re.sub(r"\s+", "", fold_text(text)).rstrip(":")
    return _NUMBERING.sub("", folded)


def role_of(text: str) -> Role | None:
    """Return the role a head has by its word alone, None for figures and the unknown."""
    label = plain(text)
    bare = _PARENTHESES.sub("", label)
    for known, role in _ROLES:
        if label in known or bare in known:
            return role
    return None


def meaning_of(labels: Sequence[str], wordings: Wordings) -> Meaning:
    """Return what a column with these head texts, from the top down, stands for."""
    texts = [plain(t) for t in labels if plain(t)]
    head, label = "/".join(texts), texts[-1] if texts else ""
    role = role_of(label)
    if role is not None and (len(texts) == 1 or role in _UNDER_ANY_HEAD):
        return Meaning(role, head)
    whole = " ".join(texts)
    if words.RATES.search(whole):
        return Meaning(Role.NEUTRAL, head)
    return _of_figures(texts, wordings)


def _of_figures(texts: Sequence[str], wordings: Wordings) -> Meaning:
    """Return the meaning of a head that is no known word for something else."""
    label, groups = (texts[-1], texts[:-1]) if texts else ("", [])
    head, whole = "/".join(texts), " ".join(texts)
    indicator, doubt = _indicator(groups, label, wordings)
    if indicator is None:
        sums = bool(words.CUMULATIVE.fullmatch(label)) and not groups
        return Meaning(Role.NEUTRAL if sums else Role.UNKNOWN, head)
    meaning = Meaning(Role.FIGURE, head, indicator, doubt=doubt)
    if _other_span(whole, indicator):
        return replace(meaning, role=Role.PERIOD, doubt="period")
    if words.PARTIAL.search(whole):
        return replace(meaning, doubt="sub_figure")
    return _measured(meaning, texts)


def _indicator(
    groups: Sequence[str], label: str, wordings: Wordings
) -> tuple[IndicatorRecord | None, str]:
    """Return the indicator and the code of a doubt about it."""
    group = " ".join(groups)
    if not group:
        found = wordings.match(label) or _without_span(label, wordings)
        taught = label_key(label) in wordings.taught
        bare = found is not None and not taught and _BARE_APP.fullmatch(label_key(label))
        return found, "app_new_or_total" if bare else ""
    together = wordings.match(f"{group} {label}") or wordings.match(f"{groups[-1]} {label}")
    if together is not None:
        return together, ""
    alone = wordings.match(label)
    if alone is None:
        return None, ""
    key = label_key(label)
    if _BARE_APP.fullmatch(key):
        return alone, "app_new_or_total"
    return alone, "" if all(_goes_over(g, alone, wordings) for g in groups) else "head"


def _without_span(label: str, wordings: Wordings) -> IndicatorRecord | None:
    """Return what 宣传累计 or 计划横幅 speaks of, so that its own span can be told."""
    bare = label
    for spans in (words.PERIOD, words.CUMULATIVE, words.PLANNED):
        bare = spans.sub("", bare)
    return wordings.match(bare) if bare != label else None


def _goes_over(group: str, indicator: IndicatorRecord, wordings: Wordings) -> bool:
    """Say whether a merged head may stand over this indicator without changing its sense."""
    above = wordings.match(group)
    if above is not None and above.group is not indicator.group:
        return False
    key = label_key(group)
    app = re.search(rf"(?:{APP_WORDS})", key) and re.search(rf"APP|(?:{INSTALL_WORDS})", key)
    if app and not indicator.code.startswith("app_"):
        return False
    if re.search("重点人员", key) and indicator.group is not IndicatorGroup.CARE:
        return False
    spans = words.PERIOD.search(key) or words.CUMULATIVE.search(key)
    return bool(above or spans or not key or _GROUP_WORDS.fullmatch(key))


def _other_span(whole: str, indicator: IndicatorRecord) -> bool:
    """Say whether a head speaks of a week, a plan or a sum instead of the day."""
    if words.PLANNED.search(whole) or words.PERIOD.search(whole):
        return True
    return bool(words.CUMULATIVE.search(whole)) and not is_stock(indicator)


def _measured(meaning: Meaning, texts: Sequence[str]) -> Meaning:
    """Weigh what stands in parentheses: a measure word, 万元, or something that is not known."""
    for text in texts:
        for inside in _PARENTHESES.findall(text):
            meaning = _with_measure(meaning, re.sub(r"^单位:?", "", inside))
    return meaning


def _with_measure(meaning: Meaning, inside: str) -> Meaning:
    indicator = meaning.indicator
    if indicator is None or _HARMLESS.fullmatch(inside) or words.TODAY.fullmatch(inside):
        return meaning
    if inside == "万元" and indicator.is_money:
        return replace(meaning, factor=WAN, measure="元")
    if inside in ALL_MEASURES or inside == indicator.measure_word:
        fits = accepts(indicator, inside)
        return replace(meaning, measure=inside if fits else "", doubt="" if fits else "measure")
    if is_stock(indicator) and words.CUMULATIVE.search(inside):
        return meaning
    return replace(meaning, doubt=meaning.doubt or "head")
