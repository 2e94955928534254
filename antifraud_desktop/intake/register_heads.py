"""What the heads of an old register mean, and which columns must not be read at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence

from antifraud_desktop.records.register import ColumnRole
from antifraud_desktop.rules.text_normal import fold_text

_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]\s*")
R = ColumnRole

# Boundaries.md: what no file may hold. It stands first, so that nothing else claims it.
_FORBIDDEN = re.compile(
    "民族|宗教|信仰|教派|婚姻|婚否|银行卡|卡号|[账帐][号户]|政治面貌|党员|健康|病史|残疾|精神|血型|行程|轨迹"
    "|定位|坐标|通话|话单|微信|QQ|行政处罚|治安处罚|拘留|车牌|家庭|家属|亲属|亲戚|父亲?$|母亲?$|父母"
    "|配偶|妻|丈夫|子女|儿女|户主|同户|照片|相片|指纹|人脸|收入|财产|低保|积分|评分|得分|(?:风险|危险)等级"
)
_OFFICERS = re.compile(
    "包保|包片|包村|责任(?:人|干部|领导)|帮教人|管控人|管控责任|挂钩|联系干部|联络员|走访人|民警"
)
# The first that is found; a part of a document stands before the document.
_SHAPES: Sequence[tuple[re.Pattern[str], ColumnRole]] = tuple(
    (re.compile(shape), role)
    for shape, role in (
        ("^(?:序号|编号|顺序号|号|NO|NO\\.|№|年龄|档案号)$|原表行号|未导入的原因", R.IGNORED),
        ("^(?:(?:人员|对象|本人|当事人|重点人员|被惩戒人|受害人)?姓名|名字|当事人)$", R.NAME),
        ("住址|地址|住所|居住地|户籍|户口|家庭住址|现住", R.ADDRESS),
        ("身份证|公民身份|证件号|^身份号", R.IDENTITY),
        ("^性别$", R.GENDER),
        ("出生|生日", R.BIRTH),
        ("电话|手机|联系方式|联系号码", R.PHONE),
        (
            "^(?:(?:所属|所在|行政|管辖)?(?:村|社区|村社区|村居|村/社区|村组|村\\(社区\\)|单位)|辖区)$",
            R.UNIT,
        ),
        ("类别|类型|分类|种类|人员性质|管理性质", R.CATEGORY),
        ("(?:犯罪|作案|案发|行为|违法)(?:时间|日期|年月)", R.OFFENCE_ON),
        ("送达", R.SERVED_ON),
        ("起始|开始|(?:惩戒|措施|期限)(?:起|自)|^起$", R.STARTS_ON),
        ("截止|终止|届满|到期|结束|期限至|^止$", R.ENDS_ON),
        ("罪名|案由|罪行", R.OFFENCE),
        ("刑期|判刑|刑罚|判处|量刑", R.SENTENCE),
        ("案号|文号|(?:判决|决定|裁判|通知|文)书?(?:编?号)|文书编?号", R.CASE_NUMBER),
        ("(?:判决|决定|裁判|文书|发文|落款|作出|认定|通知|生效)书?(?:时间|日期)", R.ISSUED_ON),
        ("机关|法院|(?:判决|决定|作出|发文|认定|审理)单位", R.ORGAN),
        ("判决|文书|依据|裁判|决定|惩戒(?:情况|期限)?$|处理情况|起止", R.BASIS),
        ("理由|事由|事实|原因|提示事项|关注事项|求助|帮扶需求", R.GROUND),
        ("备注|说明|附注|其他|情况", R.REMARK),
    )
)
PREFIX = {
    R.OFFENCE_ON: "犯罪时间",
    R.SERVED_ON: "送达日期",
    R.GROUND: "理由：",
    R.SENTENCE: "判处",
    R.STARTS_ON: "自",
    R.ENDS_ON: "至",
}
"""What stands before a part in one line, as a document itself would word it."""
NEEDED = (R.NAME,)
TELLING = frozenset({R.IDENTITY, R.CATEGORY, R.BASIS, R.ADDRESS, R.PHONE, R.CASE_NUMBER, R.BIRTH})
LEAST_TELLING = 2
"""A head row names persons and at least two more things a register of persons tells."""


def plain_head(text: str) -> str:
    """Return a head folded, without blanks, numbering and what stands in parentheses."""
    folded = re.sub(r"\s+", "", fold_text(text)).strip(":*")
    bare = _NUMBERING.sub("", _PARENTHESES.sub("", folded))
    return bare or folded


def role_of(text: str) -> ColumnRole:
    """Return what a column under this head tells; what is not known is not read."""
    head = plain_head(text)
    if not head:
        return R.IGNORED
    if _OFFICERS.search(head):
        # The number of somebody who looks after a file is no number of the person's.
        other = re.search("电话|手机|联系方式|职务|单位", head)
        return R.IGNORED if other else R.OFFICER
    if head not in ("家庭住址", "家庭地址") and _FORBIDDEN.search(head):
        return R.FORBIDDEN
    return next((role for shape, role in _SHAPES if shape.search(head)), R.IGNORED)


def is_head(roles: Sequence[ColumnRole]) -> bool:
    """Say whether a row of these roles is the head of a register of persons."""
    return all(role in roles for role in NEEDED) and (
        len(TELLING.intersection(roles)) >= LEAST_TELLING
    )


def signature(heads: Sequence[str]) -> str:
    """Return a short mark of a row of heads, the same for registers laid out alike."""
    plain = json.dumps([plain_head(head) for head in heads], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
