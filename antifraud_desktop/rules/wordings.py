"""Which indicator a column head or label means, and which unit a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import Measure, Nature

APP_NEW = "app_installed_new"
APP_TOTAL = "app_installed_total"

_PARENTHESES = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NOISE = re.compile(r"[\s:,，、。.\-_—/*#\"'“”「」《》]+")
_LEADING = (
    "今日|今天|当日|当天|本日|本村|本社区|我村|全村|开展|进行|组织|发放|发送|散发|派发|张贴|"
    "粘贴|悬挂|举办|召开|其中|共|反诈|防诈|成功"
)
_TRAILING = (
    "情况|数量|总数|个数|数字|数目|数|人次|人数|户数|份数|张数|条数|块数|场次|次数|起数|金额"
)
_MEASURES_OF_TAIL = {
    "人次": "人",
    "人数": "人",
    "户数": "户",
    "份数": "份",
    "张数": "张",
    "条数": "条",
    "块数": "块",
    "场次": "场",
    "起数": "起",
    "金额": "元",
}
APP_WORDS = "国家反诈中心|反诈中心|国家反诈|全民反诈|金钟罩|反诈骗|反诈|APP|软件|手机|应用|程序"
INSTALL_WORDS = "安装|下载|注册|装机|装"
NEW_WORDS = "新增|新装|新注册|新下载|新安装|今日|当日|今天|当天|本日"
TOTAL_WORDS = "累计|总计|总共|总|合计|截至目前|截止目前|目前"
_APP_LABEL = re.compile(
    rf"(?:(?P<new>{NEW_WORDS})|(?P<total>{TOTAL_WORDS})|(?P<app>{APP_WORDS})|(?P<do>{INSTALL_WORDS})"
    r"|人数|户数|总数|数量|数|量|人次|了|已|的|率(?P<rate>))+"
)


def label_key(label: str) -> str:
    """Return what two writings of one label have in common: no spaces, marks, parentheses."""
    return _NOISE.sub("", _PARENTHESES.sub("", fold_text(label)))


class Wordings:
    """The wordings of a set of indicators: names, presets and what clerks taught."""

    def __init__(self, indicators: Iterable[IndicatorRecord]) -> None:
        """Gather every wording; one that two indicators share means neither."""
        self.by_code = {i.code: i for i in indicators}
        taught: dict[str, IndicatorRecord] = {}
        known: dict[str, set[str]] = {}
        for indicator in self.by_code.values():
            for wording in (indicator.name, indicator.short_name, *indicator.aliases):
                if key := label_key(wording):
                    known.setdefault(key, set()).add(indicator.code)
            for wording in indicator.learnt:
                if key := label_key(wording):
                    taught[key] = indicator
        self.exact: dict[str, IndicatorRecord] = {
            key: self.by_code[next(iter(codes))] for key, codes in known.items() if len(codes) == 1
        }
        self.exact |= taught
        self.taught = frozenset(taught)

    def match(self, label: str) -> IndicatorRecord | None:
        """Return the indicator a label or column head certainly means, else None.

        Units of measure in parentheses, spaces and leading verbs are tolerated.
        """
        key = label_key(label)
        if not key:
            return None
        if key in self.exact:
            return self.exact[key]
        found = self._composed_app(key)
        if found is not None:
            return found
        return self._without_trimmings(key)

    def match_in_group(self, group: str, label: str) -> IndicatorRecord | None:
        """Return the indicator of a column under a merged head: 国家反诈中心APP over 累计安装."""
        return self.match(f"{group} {label}") or self.match(label)

    def _composed_app(self, key: str) -> IndicatorRecord | None:
        """Put together 国家反诈中心APP + 当日新增; neither or both of the two mean nothing."""
        if not _APP_LABEL.fullmatch(key):
            return None
        words = list(_APP_LABEL_PIECES.finditer(key))
        kinds = {m.lastgroup for m in words}
        if "rate" in kinds or not kinds & {"app", "do"}:
            return None
        if "new" in kinds and "total" not in kinds:
            return self.by_code.get(APP_NEW)
        if "total" in kinds and "new" not in kinds:
            return self.by_code.get(APP_TOTAL)
        return None

    def _without_trimmings(self, key: str) -> IndicatorRecord | None:
        bare = re.sub(f"^(?:{_LEADING})+", "", key)
        tail = re.search(f"(?:{_TRAILING})$", bare)
        candidates = [bare]
        if tail:
            candidates += [bare[: tail.start()], key[: -len(tail[0])]]
        for candidate in candidates:
            found = self.exact.get(candidate)
            if found is not None and not _tail_disagrees(found, tail[0] if tail else ""):
                return found
        return None


_APP_LABEL_PIECES = re.compile(
    rf"(?P<new>{NEW_WORDS})|(?P<total>{TOTAL_WORDS})|(?P<app>{APP_WORDS})|(?P<do>{INSTALL_WORDS})"
    r"|(?P<rate>率)"
)


def _tail_disagrees(indicator: IndicatorRecord, tail: str) -> bool:
    """Say whether 户数 stands behind the label of something that is not counted in 户."""
    measure = _MEASURES_OF_TAIL.get(tail)
    if measure is None:
        return False
    if indicator.measure is Measure.MONEY:
        return measure != "元"
    return not indicator.measure_word.startswith(measure)


def is_stock(indicator: IndicatorRecord) -> bool:
    """Say whether a figure stands as of the day (累计) and so may follow cumulative words."""
    return indicator.nature is Nature.STOCK


_UNIT_TAIL = re.compile(
    r"(?:村民委员会|居民委员会|社区居委会|村委会|居委会|村支部|党支部|支部|两委|村部|联络员|网格员|网格)$"
)
_UNIT_HEAD = re.compile(r"^[\u4e00-\u9fff]{1,4}(?:镇|乡|街道)(?=.{2})")


class UnitNames:
    """Names and aliases of units. A name that fits two units means neither."""

    def __init__(self, units: Sequence[UnitRecord]) -> None:
        """Gather names and aliases, each with and without its village ending."""
        owners: dict[str, set[str]] = {}
        self.by_name = {u.name: u for u in units}
        for unit in units:
            for name in (unit.name, *unit.aliases):
                if key := label_key(name):
                    owners.setdefault(key, set()).add(unit.name)
        self.exact = {
            key: self.by_name[next(iter(names))] for key, names in owners.items() if len(names) == 1
        }

    def match(self, text: str) -> UnitRecord | None:
        """Return the unit a name certainly means, None when unknown or ambiguous."""
        key = label_key(text)
        for candidate in self._candidates(key):
            if candidate in self.exact:
                return self.exact[candidate]
        return None

    def _candidates(self, key: str) -> list[str]:
        """Return the name as given, then without township and office endings."""
        bare = _UNIT_HEAD.sub("", key)
        found = [key, bare]
        for name in (key, bare):
            short = _UNIT_TAIL.sub("", name)
            found += [short, f"{short}村"] if short != name else []
        return found
