"""What a referral must not say: it names no offence, for there is no document for one."""

from __future__ import annotations

import re

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.text_normal import fold_text

_HARMLESS = re.compile(
    "(?:反|防范?|预防|远离|谨防|识别|抵制)(?:电信)?(?:网络)?诈骗?"
    "|(?:被|遭|遇|受)(?:到|了|人)?(?:电信)?(?:网络)?诈?骗|诈骗受害|被害|国家反诈中心|反诈"
)
_OFFENCE = re.compile(
    "诈骗|涉诈|电诈|帮信|掩隐|掩饰隐瞒|洗钱|跑分|偷越|偷渡|犯罪|犯法|违法|涉嫌|嫌疑|涉案|前科|刑释"
    "|判刑|判决|坐牢|服刑|拘留|逮捕|取保|在逃|逃犯|吸毒|贩毒|赌博|卖淫|盗窃|敲诈|非法|两卡|2卡|卖卡"
    "|出租银行卡|出售银行卡|出借银行卡|惩戒|缅北|回流|高危|重点人员|(?:重点|管控|稳控|关注)对象|重点管控|可疑人员|黑名单|劣迹|危险分子|骗子"
)


def offence_problems(field: str, text: str) -> tuple[Problem, ...]:
    """Return a problem when a text names an offence or calls somebody an offender.

    That somebody was cheated, or needs to be told how to keep from it, may be said.
    """
    plain = re.sub(r"\s", "", fold_text(text))
    found = _OFFENCE.search(_HARMLESS.sub("", plain))
    if found is None:
        return ()
    told = (
        f"线索转介不写罪名，也不给人贴标签（“{found[0]}”）；"
        "请只写看到的情况和需要的帮助，例如“本人求助”“家属联系不上”"
    )
    return (Problem(field, Severity.ERROR, told, "offence"),)
