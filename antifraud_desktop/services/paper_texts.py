"""What the notice tells a person of each category: why, which data, how long (个人信息保护法 17).

Worded by us; the office's legal staff must sign it off, and may reword it in the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.services.file_facts import fact_names
from db.vocabulary import CaseCategory

_DUTY = "为履行反电信网络诈骗法规定的职责（个人信息保护法第十三条第一款第三项、第三十四条），"
_ASKED = "应您本人的申请（个人信息保护法第十三条第一款第一项），"
C = CaseCategory
PURPOSES: Mapping[CaseCategory, str] = {
    C.CONVICTED: f"{_DUTY}对您开展帮扶和法治教育，帮助您解决生活、就业困难，预防再受诈骗团伙利用。",
    C.TWO_CARD: f"{_DUTY}按有权机关作出的惩戒决定开展教育、提醒，并帮助您办理申诉和基本服务事项。",
    C.RETURNEE: f"{_DUTY}为您提供返回后的帮扶、救助和防范提醒。",
    C.ABROAD: "为保护您的人身安全、协助您返回（个人信息保护法第十三条第一款第三项、第四项），"
    "与您保持联系，并转介领事保护、救助等帮助。",
    C.CONCERN: f"{_DUTY}按公安机关的书面提示，向您作防范提醒，了解是否需要帮助。",
    C.VICTIM: f"{_ASKED}为您提供受害后的帮扶、转介和防范提醒。",
}
TERMS: Mapping[CaseCategory, str] = {
    C.CONVICTED: "保存到帮扶计划结束，最长5年，其间每年复核一次",
    C.TWO_CARD: "保存到惩戒期满后90日",
    C.RETURNEE: "保存到最后一次必要的联系、帮扶后12个月",
    C.ABROAD: "保存到最后一次必要的联系、帮扶后12个月",
    C.CONCERN: "保存30日；确有新的理由的，可以续期两次，每次30日",
    C.VICTIM: "保存12个月",
}


def data_text(category: CaseCategory) -> str:
    """Return which data a file of a category holds."""
    own = "、".join(fact_names(category).values())
    return (
        "姓名、性别、出生日期、身份证号码、电话、住址，您自愿登记的一位联系人，依据文书载明的事项"
        f"{'，' if own else ''}{own}，以及走访联系、帮扶的情况和您签署的材料。"
        "不收集家人的证件号码，不收集行踪、通话记录、宗教信仰等信息。"
    )


def term_text(category: CaseCategory, until: date) -> str:
    """Return how long a file is kept; ``until`` is the first day it may not be kept any longer."""
    return f"{TERMS[category]}。按目前情况，最迟在{day_text(until)}删除；不再需要的，提前删除。"
