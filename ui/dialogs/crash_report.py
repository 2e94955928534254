"""A fault of ours: sorry, a report without personal data, and the work kept."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop import __version__


def report_of(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> str:
    """Return where it went wrong: our own lines and the kind of fault, no values, no message.

    The message of an exception may carry what a clerk typed, so it stays out.
    """
    frames = traceback.extract_tb(trace)
    lines = [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    head = f"{__version__} / Python {sys.version.split()[0]} / {platform.system()}"
    return "\n".join([f"{at:%Y-%m-%d %H:%M}", head, kind.__name__, *lines])


def save_report(folder: Path, text: str, at: datetime) -> Path | None:
    """Write the report; None where even that is not possible."""
    path = folder / f"report-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


class CrashDialog(QDialog):
    """Says what happened and where the report lies."""

    def __init__(self, text: str, path: Path | None, parent: QWidget | None = None) -> None:
        """Show a report."""
        super().__init__(parent)
        self.setWindowTitle("程序出错了")
        self.resize(560, 360)
        where = f"报告已存到：{path}" if path else "报告没能存下来，请复制下面的内容。"
        told = QLabel(
            "对不起，程序出了错。已保存的数据没有影响，没保存的内容已留作草稿，可以接着用。\n"
            f"{where}\n报告里没有个人信息和报送内容，可以交给维护人员。"
        )
        told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("出错报告")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.text, buttons):
            column.addWidget(widget)
