"""The restore card (恢复卡): what somebody needs who finds a broken machine and a stick of backups.

No secret stands on it: it hangs beside the machine, the recovery code lies in the safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.rules.day_words import day_text

TITLE = "数据恢复卡"
PLACES_MM = (40.0, 116.0)
STEPS_MM = (12.0, 144.0)
ROW_MM = 7.6
NOTE = "本卡没有密码和恢复码，可以贴在机器旁边；所写内容变了，请重新打印。"
COMMAND = (
    "antifraud-desktop --account 账号 --password-file 密码.txt "
    "restore office-编号.db --into 新的数据文件夹"
)
STEPS = (
    "先不要动坏了的电脑和硬盘，也不要重装或清理：数据也许还能取出。",
    "准备一台电脑，安装本卡所写版本或更新版本的程序；数据文件夹须在本机硬盘，不能在共享盘。",
    "接上备份盘，找编号最大的一份，同一编号的三个文件（.db、.keys、.json）要齐全。",
    "把密码写进一个文本文件的第一行。账号须是系统管理员；没有设系统管理员时是经办人。",
    f"打开命令窗口，进入备份所在文件夹，执行：{COMMAND}",
    (
        "备份当天的密码与现在不同，加上 --backup-password-file 旧密码.txt；都忘了密码，"
        "由两人拆封恢复码写进文本文件，用 --recovery-file 恢复码.txt 代替。"
    ),
    "提示备份已损坏或没有清单，换编号小一些的一份再试；不要删除有问题的那份。",
    "登录核对最近几天的数字和发文，执行 verify 核验，没有问题再录入；恢复点以后的内容补录。",
    "删除写有密码、恢复码的文本文件；用过恢复码的，立即做一份新的并密封。记录这次恢复。",
)


@dataclass(frozen=True, slots=True)
class RestoreCard:
    """What the card says of one office. ``second`` is empty when there is no second place.

    ``number`` and ``backed_up`` are the newest backup's, 0 and None before the first one.
    """

    township: str
    version: str
    printed: date
    data_folder: str
    backups: str
    second: str
    number: int = 0
    backed_up: date | None = None


def build(card: RestoreCard) -> bytes:
    """Return the card as .docx bytes; the same card gives the same bytes."""
    content = (
        word.paragraph("FormTitle", TITLE),
        word.paragraph("FormLine", f"单位：{card.township}　　打印：{day_text(card.printed)}"),
        _places(card),
        word.paragraph("TableNote", NOTE),
        _steps(),
    )
    return paper_bytes(content, TITLE)


def _places(card: RestoreCard) -> str:
    newest = f"第{card.number}号，{day_text(card.backed_up)}" if card.backed_up else "还没有备份"
    rows = (
        ("程序版本", f"反诈镇办 {card.version}，更新的版本也可以"),
        ("数据文件夹", card.data_folder),
        ("备份位置一", card.backups),
        ("备份位置二", card.second or "还没有设，请尽快设一个移动盘"),
        ("最近一份备份", newest),
        ("备份盘保管人", "姓名：　　　　　　　电话："),
        ("恢复码保管", "存放：　　　　　　　两名保管人："),
        ("能恢复的账号", "系统管理员：　　　　　　　经办人："),
    )
    return word.table(
        PLACES_MM,
        [Cell("事项"), Cell("内容")],
        [[Cell(label), Cell(text, style="CellLeft")] for label, text in rows],
        row_mm=ROW_MM,
    )


def _steps() -> str:
    rows = [
        [Cell(str(number)), Cell(text, style="CellLeft")]
        for number, text in enumerate(STEPS, start=1)
    ]
    return word.table(STEPS_MM, [Cell("步骤"), Cell("怎样做")], rows, row_mm=ROW_MM)
