"""The recovery code on paper: printed once, sealed, locked away, and never kept as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.rules.day_words import day_text

TITLE = "数据恢复码"
GROUP, PER_ROW = 4, 4
CODE_MM, NUMBER_MM = 29.0, 10.0
SIGN_MM = (56.0, 100.0)
ROW_MM, SIGN_ROW_MM = 16.0, 11.0
CODE_FONT = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:b/>'
CODE_SIZE = '<w:sz w:val="52"/><w:szCs w:val="52"/>'
UNDERLINED = '<w:u w:val="single"/>'
CODE_LINE = '<w:spacing w:before="40" w:after="40" w:line="700" w:lineRule="exact"/>'
HOW_TO_READ = (
    "读法：从左到右、从上到下，按小号数字1至8的顺序，每组四位。只有大写字母和数字2至7："
    "带下划线的是数字，不带的是字母；没有数字0、1、8、9，像0的是字母O，像1的是字母I。"
    "输入时大小写、空格和短横线都不要紧。"
)
RULES = (
    "一、能做什么：所有人都忘记密码或者负责的人离开时，凭本码可以打开数据并重设密码。"
    "谁拿到本码和数据文件，谁就能看到全部内容。\n"
    "二、怎样保管：打印一份，当场核对后装入信封密封，封口由两人签名并写明日期，"
    "放进单位保险柜，不与电脑和备份放在一起。不拍照、不复印、不录入电脑、不发微信。\n"
    "三、怎样使用：由两人在场拆封，用完立即在程序里做一份新的恢复码，重新密封。"
    "做出新码，本码当即失效，应当由两人销毁并记录。\n"
    "四、丢失或者信封被拆过：立即在程序里做新的恢复码，并按个人信息安全事件核查。\n"
    "五、打印后：关闭本文档；存有本文档的文件应当删除，并清空回收站。"
)


def build(code: str, township: str, made_on: date, account: str) -> bytes:
    """Return the paper as .docx bytes; the caller writes it where the clerk says, once.

    ``code`` is the recovery code with or without dashes, ``account`` who made it. ``township``
    may be empty: after a recovery the database has not been opened yet.
    """
    unit = f"单位：{township}　　" if township else ""
    made = f"{unit}制作：{day_text(made_on)}　　制作人：{account}"
    content = (
        word.paragraph("FormTitle", TITLE),
        word.paragraph("FormLine", made),
        _code_table(code),
        word.paragraph("TableNote", HOW_TO_READ),
        "".join(word.paragraph("TableNote", rule) for rule in word.lines(RULES)),
        _signatures(),
    )
    return paper_bytes(content, TITLE)


def groups_of(code: str) -> list[str]:
    """Return the code in groups of four, without the dashes it is written with."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return [plain[at : at + GROUP] for at in range(0, len(plain), GROUP)]


def _code_table(code: str) -> str:
    groups = groups_of(code)
    rows = [groups[at : at + PER_ROW] for at in range(0, len(groups), PER_ROW)]
    number_width, width = (round(mm * word.TWIPS_PER_MM) for mm in (NUMBER_MM, CODE_MM))
    grid = f'<w:gridCol w:w="{number_width}"/><w:gridCol w:w="{width}"/>' * PER_ROW
    height = round(ROW_MM * word.TWIPS_PER_MM)
    whole = (number_width + width) * PER_ROW
    content = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        + "".join(_group(row * PER_ROW + n, g) for n, g in enumerate(found, start=1))
        + "</w:tr>"
        for row, found in enumerate(rows)
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>"
    )


def _group(number: int, group: str) -> str:
    number_width, width = (round(mm * word.TWIPS_PER_MM) for mm in (NUMBER_MM, CODE_MM))
    runs = "".join(_runs(group))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{number_width}" w:type="dxa"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{word.paragraph('CellText', str(number))}</w:tc>"
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="CellText"/>{CODE_LINE}</w:pPr>{runs}</w:p></w:tc>'
    )


def _runs(group: str) -> Iterator[str]:
    """Yield letters and digits apart: a digit is underlined, so that 5 is never read as S."""
    for part in re.findall(r"\d+|\D+", group):
        mark = UNDERLINED if part.isdigit() else ""
        yield word.run(part, f"{CODE_FONT}{CODE_SIZE}{mark}", figure=True)


def _signatures() -> str:
    heads = [Cell("保管记录"), Cell("填写")]
    rows = [
        [Cell(label), Cell(text, style="CellLeft")]
        for label, text in (
            ("核对、密封人（两人签名）", ""),
            ("密封日期、存放地点", "____年__月__日　　存放："),
            ("负责人（签名）", ""),
            ("拆封、销毁记录", "____年__月__日　　两人签名："),
        )
    ]
    return word.table(SIGN_MM, heads, rows, row_mm=SIGN_ROW_MM)
