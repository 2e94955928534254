"""What the phrase guard answers: the rule in a sentence, and what can be written instead.

The office's legal staff must sign these sentences off; the program says so where it shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A rule's name and sentence, and what can be written instead; whole Chinese sentences."""

    name: str
    sentence: str
    instead: str


_REPORT = "罪责自负，全国人大常委会法工委2023年备案审查报告已明确这类规定应予废止"
_ACTIONS = "走访、电话或视频联系、宣传、提供帮助、转介、签收文书、协助申诉、复核、结案"
_WRITE_HELP = f"请只写实际做的工作（{_ACTIONS}），以及家里有什么困难、提供了什么帮助。"

WORDS: Mapping[str, Words] = {
    "relatives": Words(
        "对亲属或家庭采取措施",
        f"不能对当事人的亲属或家庭采取限制、处罚等措施：{_REPORT}。",
        _WRITE_HELP,
    ),
    "houses": Words(
        "在房屋上喷涂或拆除房屋",
        f"不能在当事人或家属的房屋上喷涂、挂牌，更不能拆除、查封：{_REPORT}，房屋受宪法和民法典保护。",
        _WRITE_HELP,
    ),
    "water": Words(
        "停水停电",
        f"不能用停水、停电、断网的办法逼人返回或配合：{_REPORT}。",
        "请写已做的联系和劝导；家里确实停水停电的，写明原因和怎样帮助恢复。",
    ),
    "schooling": Words(
        "限制亲属上学",
        f"不能限制当事人的子女、亲属上学：{_REPORT}，受教育权受宪法和义务教育法保护。",
        "孩子上学有困难的，请写困难和提供的帮助，例如联系学校、申请资助。",
    ),
    "exams": Words(
        "限制亲属考试录用",
        f"不能限制当事人的子女、亲属参加考试或录用：{_REPORT}。",
        _WRITE_HELP,
    ),
    "army": Words(
        "限制亲属参军",
        f"不能因为当事人的事限制亲属参军：{_REPORT}，审查由征兵机关依法进行。",
        "请删去这句话；亲属来询问的，请告知向征兵机关咨询。",
    ),
    "party": Words(
        "限制亲属入党、政审",
        f"不能因为当事人的事限制亲属入党、政审或任职：{_REPORT}。",
        "请删去这句话；亲属来询问的，请告知向有关组织咨询。",
    ),
    "work": Words(
        "限制亲属工作",
        f"不能限制当事人的亲属就业、任职或经营：{_REPORT}，平等就业受劳动法保护。",
        "请写就业方面的困难和提供的帮助，例如推荐岗位、技能培训。",
    ),
    "benefits": Words(
        "停发社会保障待遇",
        f"不能停发、取消当事人家庭的低保、社保、补贴等待遇：{_REPORT}，待遇只能由主管部门依法核定。",
        "待遇有问题的，请写明情况并转主管部门办理，例如协助申请、协助复核。",
    ),
    "register": Words(
        "以户口相威胁",
        "不能以注销、冻结户口相威胁：户口登记条例没有这样的规定，户口只由公安机关依法办理。",
        "请写已做的联系和告知；户口方面的申请，请写转派出所办理。",
    ),
    "publishing": Words(
        "公布名单、照片",
        "不能公布、曝光当事人或家属的名单、照片等个人信息：个人信息保护法第二十五条、民法典第一千零三十二条。",
        "宣传请用不含姓名、照片的案例；内部移送请写“已书面转某某部门”。",
    ),
    "passports": Words(
        "收缴护照等证件",
        "村镇不能收缴、代管护照、身份证等证件：护照法第十五条、居民身份证法第十五条，扣押只能由有权机关依法决定。",
        "本人问证件的事，请写“已告知向公安机关出入境管理部门咨询”。",
    ),
    "cards": Words(
        "对一群人不予办卡",
        "不能对一个村、一个籍贯或一类人一律不予办卡：反电信网络诈骗法第三十一条、第三十二条只允许对被依法认定的个人采取措施。",
        "本人办卡受阻的，请写协助申诉的情况；宣传请写“不出租、出借、出售电话卡、银行卡”。",
    ),
    "collective": Words(
        "联保连坐",
        f"不能搞联保、连坐，也不能让亲属、邻里担保：{_REPORT}。",
        "家属自愿参与联系的，请写“某一位家属自愿协助联系”，不附责任。",
    ),
    "courts": Words(
        "要求法院、检察院怎样办案",
        "不能要求法院、检察院怎样办案：宪法第一百三十一条、第一百三十六条规定依法独立行使审判权、检察权。",
        "请写依法移送线索，或者协助本人申请法律援助。",
    ),
}
"""What is refused, by code; the codes are stable."""
