"""关于: the version, where the data lies, what must not be entered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from antifraud_desktop import __version__


def about() -> QLabel:
    """Return the text of 关于."""
    label = QLabel(
        f"反诈镇办 {__version__}\n\n"
        "乡镇反诈办的每日报送、日报与通报。数据只存在本机的加密文件里，程序不联网。\n\n"
        "国家秘密不得录入本程序。\n\n"
        "界面与文书中的法律提示由本程序撰写，使用前应经本单位法制人员审核。\n\n"
        "本程序以MIT许可发布；使用的Qt（LGPL）可由用户替换。"
    )
    label.setWordWrap(True)
    label.setMargin(12)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
