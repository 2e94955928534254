"""Every refusal of a person file in words: the rule in a sentence, and what can be done instead.

The office's legal staff must sign these sentences off; the program says so where it shows them.
"""

from __future__ import annotations

from antifraud_desktop.records.persons import Refusal

_DATA_LAW = "个人信息保护法第十三条、第三十四条"
_OWN_FAULT = "罪责自负；个人信息保护法第六条"
_MEASURES = "反电信网络诈骗法第三十一条、电信网络诈骗及其关联违法犯罪联合惩戒办法"
_ASK_POLICE = (
    "请向公安机关索取写明本人和提示事项的书面通知，按“公安机关书面提示”建档；在此之前只能转介"
)
_REFER = "没有依据的线索只能转介，不写罪名，15天后自动删除"


def no_category(word: str) -> Refusal:
    """Return the refusal of a label that is no category: 高危, 重点, 可疑."""
    told = f"“{word}”" if word else "没有写明类别的行"
    return Refusal(
        "no_category",
        _DATA_LAW,
        f"{told}不是建档的法定类别，没有依据文书不能建档",
        _ASK_POLICE,
        "category",
    )


def several_categories(word: str) -> Refusal:
    """Return the refusal of a word that names more than one category, or an unknown one."""
    return Refusal(
        "unknown_category",
        _DATA_LAW,
        f"“{word}”看不出是哪一类档案，一份档案只能有一个类别",
        "请按依据文书改写类别，有两类依据的分两行填写",
        "category",
    )


def no_basis(opens: str) -> Refusal:
    """Return the refusal of a file without a document; ``opens`` says what would open it."""
    return Refusal(
        "no_basis",
        _DATA_LAW,
        "没有依据文书，不能建立个人档案",
        f"请补充{opens}；{_REFER}",
    )


def wrong_kind(kind: str, category: str, opens: str) -> Refusal:
    """Return the refusal of a document that does not open the category."""
    return Refusal(
        "wrong_kind",
        _DATA_LAW,
        f"{kind}不能作为“{category}”档案的依据",
        f"请补充{opens}；{_REFER}",
        "kind",
    )


def relative() -> Refusal:
    """Return the refusal of a file whose reason is that somebody is another's relative."""
    return Refusal(
        "relative",
        _OWN_FAULT,
        "亲属关系不是建档的理由，家属不能作为管理对象",
        "只可在本人档案里登记一位自愿联系的家属，或者未成年人的监护人",
        "category",
    )


def sealed() -> Refusal:
    """Return the refusal of a juvenile's sealed record. It tells no more than that."""
    return Refusal(
        "sealed",
        "刑法第一百条第二款、刑事诉讼法第二百八十六条、未成年人犯罪记录封存的实施办法",
        "未满18周岁时的犯罪记录，判处五年以下刑罚或者不起诉的应当封存，任何单位不得建档、查询或提供",
        "请不要登记，也不要保留材料；本人需要帮助的，可由本人申请后另行帮扶，不写此事",
    )


def no_conviction() -> Refusal:
    """Return the refusal of a decision not to prosecute as a conviction."""
    return Refusal(
        "no_conviction",
        "刑事诉讼法第十二条",
        "不起诉决定不是有罪判决，不能按受过刑事处罚建档",
        "请删除这份材料；本人申请帮助的，可按“受害人帮扶”等本人申请办理",
        "kind",
    )


def other_offence(ground: str) -> Refusal:
    """Return the refusal of a conviction for something else."""
    return Refusal(
        "other_offence",
        "反电信网络诈骗法第三十一条、个人信息保护法第六条",
        f"“{ground}”不是电信网络诈骗及其关联犯罪，不属于本系统的建档范围",
        "请不要登记；罪名写得不全的，请按判决书补全",
        "ground",
    )


def organ_too_low(organ: str) -> Refusal:
    """Return the refusal of a listing by an organ below the prefecture."""
    return Refusal(
        "organ_level",
        _MEASURES,
        f"惩戒须由设区的市级以上公安机关认定，“{organ}”层级不够",
        "请向该机关索取设区的市级以上公安机关的决定书，或者有关判决书；本人可按第三十一条申诉",
        "organ",
    )


def not_police(organ: str) -> Refusal:
    """Return the refusal of a notice or decision that no police organ made."""
    return Refusal(
        "not_police",
        _DATA_LAW,
        f"“{organ}”不是公安机关，它的文书不能作为依据",
        "请补充公安机关的书面文书；没有的只能转介",
        "organ",
    )


def too_long(years: int, *, convicted: bool) -> Refusal:
    """Return the refusal of a measure beyond the longest term in years."""
    who = "因有关犯罪受过刑事处罚的" if convicted else "由公安机关认定的"
    return Refusal(
        "too_long",
        _MEASURES,
        f"{who}，惩戒期限最长{years}年，这份决定超过了",
        "请把决定书退回作出机关核对期限；本人可按第三十一条向作出机关申诉",
        "ends_on",
    )


def chain_too_long(years: int) -> Refusal:
    """Return the refusal of measures in a row beyond the longest stretch."""
    return Refusal(
        "chain",
        _MEASURES,
        f"惩戒连续执行最长{years}年，连同以前的决定已经超过",
        "请把决定书退回作出机关核对；本人可按第三十一条向作出机关申诉",
        "ends_on",
    )


def long_ended(until: str) -> Refusal:
    """Return the refusal of a measure whose data would have to be deleted already."""
    return Refusal(
        "long_ended",
        "个人信息保护法第四十七条",
        f"惩戒已经结束，档案最迟应在{until}删除，不能再建",
        "请不要登记，并删除手头的旧材料",
        "ends_on",
    )


def stranger_in_notice() -> Refusal:
    """Return the refusal of a concern whose notice does not name the person."""
    return Refusal(
        "not_named",
        _DATA_LAW,
        "没有确认公安机关的书面提示写明了本人和提示事项，不能建档",
        "请核对通知；只有写明本人和提示事项的通知才能建档",
        "names_person",
    )


def forbidden_field(name: str, why: str) -> Refusal:
    """Return the refusal of a column or entry that no file may hold."""
    return Refusal(
        "forbidden_field",
        "个人信息保护法第六条、第二十八条",
        f"“{name}”{why}，不在可以登记的项目之内",
        "请删去这一项；帮扶确有需要的，写成需要什么帮助",
        "fields",
    )
