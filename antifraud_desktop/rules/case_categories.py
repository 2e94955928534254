"""The words old registers use for people: a category, or a label that gives none (R11)."""

from __future__ import annotations

import re

from antifraud_desktop.records.persons import CategoryReading
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import CaseCategory

# The first that fits; a word of the law stands before the office's own words.
_WORDS = (
    ("受害|被害|被骗人|上当|(?:被|遭)(?:电信)?(?:诈)?骗", CaseCategory.VICTIM),
    ("两卡|2卡|惩戒", CaseCategory.TWO_CARD),
    ("公安.{0,4}(?:提示|通报|通知)|(?:提示|预警)人员|书面提示", CaseCategory.CONCERN),
    ("(?<![未不])(?<!没有)(?:回流|返回|返乡|归国|回国)|遣返|劝返回|已回", CaseCategory.RETURNEE),
    ("滞留|境外|国外|出境|未归|缅北|缅甸|柬埔寨|老挝|迪拜|菲律宾|劝返", CaseCategory.ABROAD),
    ("前科|刑释|刑满|释放|判刑|判决|获刑|犯罪人员|刑事处罚|缓刑|刑罚", CaseCategory.CONVICTED),
)
_SHAPES = tuple((re.compile(words), category) for words, category in _WORDS)
_LABELS = re.compile(
    "高危|重点|可疑|嫌疑|涉诈|涉嫌|疑似|风险|关注|管控|稳控|黑名单|无业|闲散|异常|苗头|劣迹"
)
_RELATIVE = "父亲?|母亲?|爸爸?|妈妈?|父母|双亲|配偶|妻子?|丈夫|老婆|老公|爱人|儿子?|女儿?|子女|孩子"
_RELATIVE += "|哥哥?|弟弟?|姐姐?|妹妹?|兄弟|姐妹|兄妹|爷爷|奶奶|祖父|祖母|外公|外婆|叔叔?|伯伯?"
_RELATIVE += "|舅舅?|姑姑?|姨妈?|侄子?|侄女|外甥|堂[兄弟哥姐妹]|表[兄弟哥姐妹]|岳父|岳母|女婿"
_RELATIVE += "|儿媳|家属|亲属|直系亲属|近亲属|亲戚|家人|家里人|户内成员|同户人员?|同户"
_RELATIVE_AS_REASON = re.compile(
    rf"(?:^|[,;。:、/(]|系|是|为|属于?)[^,;。:、]{{0,16}}(?:的|之|人员|前科|涉诈|两卡|在逃)"
    rf"(?:{_RELATIVE})(?:关系)?(?=$|[,;。:、/)])"
    rf"|(?:与|和|跟)[^,;。]{{1,16}}(?:是|系|为|有|属)(?:{_RELATIVE}|亲缘|血缘)(?:关系)?"
    rf"|^(?:{_RELATIVE})$|(?:{_RELATIVE}|家中|家里|户内)有?人?"
    "(?:涉诈|涉案|犯罪|被判|判刑|坐牢|在逃|前科|滞留|在缅北|在境外)"
)
_CALL_FOR_HELP = re.compile("求助|申请|请求|报案|寻人|联系人|联系电话|监护")


def read_category(word: str) -> CategoryReading:
    """Return what category a register's word means; labels give none, nor do unknown words.

    A word that names two categories (前科、两卡) gives none either: each needs its own row.
    """
    text = re.sub(r"\s", "", fold_text(word))
    if speaks_of_relative(text):
        return CategoryReading(None)
    found = [category for shape, category in _SHAPES if shape.search(text)]
    if found[:1] == [CaseCategory.RETURNEE]:
        # Where somebody came back from is no second category: 缅北回流.
        found = [category for category in found if category is not CaseCategory.ABROAD]
    if found[:1] == [CaseCategory.VICTIM]:
        # A fraud abroad harms its victims there.
        found = [category for category in found if category is not CaseCategory.ABROAD]
    if len(set(found)) == 1:
        return CategoryReading(found[0])
    return CategoryReading(None, labelling=not found and bool(_LABELS.search(text)))


def speaks_of_relative(text: str) -> bool:
    """Say whether a reason for a file is only that somebody is another's relative.

    A family's call for help, a contact or a guardian is no such reason.
    """
    plain = re.sub(r"\s", "", fold_text(text))
    return bool(_RELATIVE_AS_REASON.search(plain)) and not _CALL_FOR_HELP.search(plain)
