"""Whether a scheme may be used: weights, targets, and what no criterion counts (R8, R15, R17)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    Deduction,
    Scheme,
    Source,
)
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.evaluation import FALSIFICATION
from antifraud_desktop.rules.evaluation_guard import (
    counts_installs,
    forbidden_words,
    speaks_of_installs,
    why_not_counted,
)
from antifraud_desktop.rules.evaluation_numbers import CENT

WHOLE = Decimal(100)
MOST_CRITERIA = 20
LONGEST_NAME = 64
LARGEST_CAP = Decimal("1.5")
LARGEST_RATE = Decimal(1000)
RATE_STEP = Decimal("0.0001")
MOST_POINTS = Decimal(20)
MOST_BOTTOM = 10
MOST_OBJECTION_DAYS = 30
CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
NEEDS_ORDER = "安装数不进入排名，除非系统管理员已登记要求排名的文件且整月有效"

Indicators = Mapping[str, IndicatorRecord]


def check_scheme(
    scheme: Scheme, indicators: Indicators, *, installs_ordered: bool = False
) -> tuple[Problem, ...]:
    """Return everything wrong with a scheme; ``indicators`` are the township's by code.

    ``installs_ordered`` says that an order to rank installs holds from the scheme's first month
    (``rules.install_guard``). A problem's field is ``criteria.CODE.FIELD``, ``deductions.CODE`` or
    a field of the scheme.
    """
    found = [*_of_scheme(scheme), *_doubles(scheme)]
    for criterion in scheme.criteria:
        found += _of_criterion(criterion, indicators, installs_ordered)
    for deduction in scheme.deductions:
        found += _of_deduction(deduction)
    return tuple(found)


def countable(indicators: Indicators, *, installs_ordered: bool = False) -> tuple[str, ...]:
    """Return the codes of the indicators a criterion may count, in their order (R8, R17)."""
    return tuple(
        code
        for code, indicator in indicators.items()
        if not why_not_counted(indicator) and (installs_ordered or not counts_installs(indicator))
    )


def _of_scheme(scheme: Scheme) -> Iterator[Problem]:
    name = scheme.name.strip()
    if not name:
        yield _wrong("name", "请填写方案名称", "required")
    elif len(name) > LONGEST_NAME:
        yield _wrong("name", f"方案名称超过{LONGEST_NAME}个字", "long")
    if scheme.valid_from.day != 1:
        yield _wrong("valid_from", "方案从某个月的1日起执行", "first_day")
    if not 0 <= scheme.bottom <= MOST_BOTTOM:
        yield _wrong("bottom", f"约谈的单位数请填0到{MOST_BOTTOM}", "range")
    if not 1 <= scheme.objection_days <= MOST_OBJECTION_DAYS:
        text = f"异议期请填1到{MOST_OBJECTION_DAYS}天，不能没有异议期"
        yield _wrong("objection_days", text, "range")
    if not scheme.criteria:
        yield _wrong("criteria", "请至少保留一个考核项目", "required")
    elif len(scheme.criteria) > MOST_CRITERIA:
        yield _wrong("criteria", f"考核项目不超过{MOST_CRITERIA}个", "many")
    total = sum((c.weight for c in scheme.criteria), Decimal(0))
    if scheme.criteria and total != WHOLE:
        yield _wrong("criteria", f"各项权重合计应为100分，现在是{total}分", "sum")


def _doubles(scheme: Scheme) -> Iterator[Problem]:
    codes = Counter(c.code for c in scheme.criteria)
    names = Counter(c.name.strip() for c in scheme.criteria)
    sources = Counter((c.source, c.indicator, c.unit_kinds) for c in scheme.criteria)
    yield from (
        _wrong(f"criteria.{code}", f"考核项目的代码重复：{code}", "double")
        for code, times in codes.items()
        if times > 1
    )
    yield from (
        _wrong("criteria", f"考核项目的名称重复：{name}", "double")
        for name, times in names.items()
        if name and times > 1
    )
    yield from (
        _wrong("criteria", "同一件事考核了两次，请合并", "twice")
        for times in sources.values()
        if times > 1
    )
    if len({d.code for d in scheme.deductions}) < len(scheme.deductions):
        yield _wrong("deductions", "扣分项目重复", "double")


def _of_criterion(
    criterion: Criterion, indicators: Indicators, installs_ordered: bool
) -> Iterator[Problem]:
    at = f"criteria.{criterion.code}"
    if not CODE.fullmatch(criterion.code):
        yield _wrong(at, "考核项目的代码由小写字母、数字和下划线组成", "code")
    name = criterion.name.strip()
    if not name:
        yield _wrong(f"{at}.name", "请填写考核项目的名称", "required")
    reason = forbidden_words(name)
    if reason:
        yield _wrong(f"{at}.name", f"{name}：{reason}", "forbidden")
    if criterion.weight <= 0 or not _fits(criterion.weight, CENT):
        yield _wrong(f"{at}.weight", f"{name}：权重应大于0，最多两位小数", "range")
    if criterion.source is Source.DATA_QUALITY and not (
        0 < criterion.step <= criterion.weight and _fits(criterion.step, CENT)
    ):
        text = f"{name}：每次扣分应大于0，不超过该项权重，最多两位小数"
        yield _wrong(f"{at}.step", text, "range")
    if criterion.source is Source.FLOW:
        yield from _of_flow(criterion, indicators, installs_ordered)


def _of_flow(
    criterion: Criterion, indicators: Indicators, installs_ordered: bool
) -> Iterator[Problem]:
    at, name = f"criteria.{criterion.code}", criterion.name.strip()
    indicator = indicators.get(criterion.indicator)
    if indicator is None:
        yield _wrong(f"{at}.indicator", f"{name}：请选择指标", "required")
    else:
        reason = why_not_counted(indicator)
        if reason:
            yield _wrong(f"{at}.indicator", f"{name}：{reason}", "forbidden")
        if counts_installs(indicator) and not installs_ordered:
            yield _wrong(f"{at}.indicator", f"{name}：{NEEDS_ORDER}", "order")
    if speaks_of_installs(name) and not installs_ordered:
        yield _wrong(f"{at}.name", f"{name}：{NEEDS_ORDER}", "order")
    if criterion.basis not in set(Basis):
        yield _wrong(f"{at}.basis", f"{name}：请选择目标按什么计算", "required")
    rate = criterion.rate
    if rate is None or not 0 < rate <= LARGEST_RATE or not _fits(rate, RATE_STEP):
        yield _wrong(f"{at}.rate", f"{name}：目标应大于0，最多四位小数", "range")
    if not 1 <= criterion.cap <= LARGEST_CAP or not _fits(criterion.cap, CENT):
        yield _wrong(f"{at}.cap", f"{name}：封顶应在100%到150%之间", "range")


def _of_deduction(deduction: Deduction) -> Iterator[Problem]:
    at = f"deductions.{deduction.code}"
    if deduction.code != FALSIFICATION:
        yield _wrong(at, "只能对弄虚作假扣分，不设其他扣分和否决项目", "forbidden")
    if not 0 < deduction.points <= MOST_POINTS or not _fits(deduction.points, CENT):
        yield _wrong(at, f"扣分应大于0，不超过{MOST_POINTS}分，最多两位小数", "range")


def _fits(value: Decimal, step: Decimal) -> bool:
    return value % step == 0


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
