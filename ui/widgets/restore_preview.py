"""What a restore would bring back and what it would undo, in plain words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QWidget

from antifraud_desktop.records.backups import RestorePreview
from ui.backup_text import holdings_word, moment_word, reason_word, size_word

FOR_GOOD = (
    "恢复以后，程序里不能撤回。动手以前会先自动备份现有数据，要找回上面撤销的，只能再恢复那一份。"
)
NOTHING_NOW = "现有数据没有或者打不开，没有什么可撤销；坏的文件改名留着，登录成功以后才清掉。"


class PreviewPanel(QScrollArea):
    """One row for each matter; what is lost stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._said: tuple[str, ...] = ()

    def show_preview(self, preview: RestorePreview) -> None:
        """Show another preview."""
        inside = QWidget()
        form = QFormLayout(inside)
        form.setVerticalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        rows = rows_of(preview)
        self._said = tuple(f"{title}：{text}" for title, text, _tone in rows)
        for title, text, tone in rows:
            name, label = QLabel(title), QLabel(text)
            name.setProperty("role", "heading")
            label.setWordWrap(True)
            label.setProperty("tone", tone)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(name, label)
        self.setWidget(inside)

    def text(self) -> str:
        """Return everything it says."""
        return "\n".join(self._said)


def rows_of(preview: RestorePreview) -> tuple[tuple[str, str, str], ...]:
    """Return (title, text, tone) of each row, in the order somebody should read them."""
    backup = preview.backup
    which = (f"第{backup.number}号", moment_word(backup), reason_word(backup))
    rows = [
        ("用哪一份", "，".join((*which, size_word(backup.size))), ""),
        ("会回来", holdings_word(preview.then), ""),
    ]
    if preview.now is None:
        rows.append(("会丢掉", NOTHING_NOW, ""))
    else:
        rows.append(("现在有", holdings_word(preview.now), ""))
        rows.append(("会丢掉", _lost(preview), "bad" if preview.lost else ""))
    if preview.erasures_since:
        told = f"备份以后清理过的{preview.erasures_since}项，恢复时自动再清理一次，不会回来。"
        rows.append(("清理", told, ""))
    rows.append(
        (
            "密码",
            "不变，还用现在的密码登录。"
            if preview.key_file_kept
            else "回到备份当天的密码，请用那时的密码登录。",
            "" if preview.key_file_kept else "wait",
        )
    )
    if preview.needs_upgrade:
        rows.append(("版本", "备份是旧版本写的，恢复时自动升级。", ""))
    if preview.now is not None:
        rows.append(("请注意", FOR_GOOD, "bad"))
    return tuple(rows)


def _lost(preview: RestorePreview) -> str:
    if not preview.lost:
        return "备份以后没有再做什么，不丢内容。没有保存的录入除外。"
    told = f"备份以后的{preview.lost}次操作，包括其间的录入和发文，以及没有保存的录入。"
    if preview.newest_lost is not None:
        at, account, summary = preview.newest_lost
        told += f"最后一次：{at.astimezone():%m-%d %H:%M} {account} {summary}。"
    return told
