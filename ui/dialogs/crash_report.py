"""A fault of ours: sorry, a report without personal data, and the work kept."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import PySide6
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop import __version__

MOST_REPORTS = 20
_MOST_CAUSES = 5
_ROOT = Path(__file__).resolve().parents[2]
_OF_OTHERS = frozenset({"site-packages", "dist-packages", ".venv"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where reports lie and which window is open; the schema's revision, names of last actions."""

    reports: Path
    window: QWidget | None = None
    schema: str = ""
    actions: tuple[str, ...] = ()


def report_of(error: BaseException, at: datetime, about: Circumstances) -> str:
    """Return where it went wrong: the kind of fault and our own lines; no values, no message.

    The message of an exception may carry what a clerk typed, so it stays out; of the libraries'
    frames, which tell nothing to mend, only how many there were.
    """
    lines = [
        f"{at:%Y-%m-%d %H:%M}",
        f"{__version__} / Python {sys.version.split()[0]} / PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"schema {about.schema or '-'}",
    ]
    for number, one in enumerate(_chain(error)):
        lines += ["", ("caused by " if number else "") + type(one).__name__, *_frames(one)]
    lines += ["", "last actions:", *(f"  {name}" for name in about.actions)]
    return "\n".join(lines)


def place_of(error: BaseException) -> str:
    """Return kind and innermost line of ours, to know the same fault again."""
    ours = [line for line in _frames(error) if not line.startswith("  (")]
    return f"{type(error).__name__}{ours[-1] if ours else ''}"


def save_report(folder: Path, text: str, at: datetime) -> Path | None:
    """Write the report and keep the newest; None where even that is not possible."""
    stem = f"report-{at:%Y%m%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, stem)
        path.write_text(text, encoding="utf-8")
        _forget_old(folder)
    except OSError:
        return None
    return path


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    seen: set[int] = set()
    while one is not None and id(one) not in seen and len(seen) < _MOST_CAUSES:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _frames(error: BaseException) -> list[str]:
    lines: list[str] = []
    others = 0
    for frame in [*traceback.extract_tb(error.__traceback__), None]:
        path = Path(frame.filename) if frame else _ROOT
        if frame and not (path.is_relative_to(_ROOT) and not _OF_OTHERS & set(path.parts)):
            others += 1
            continue
        if others:
            lines.append(f"  ({others} lines of libraries)")
            others = 0
        if frame:
            lines.append(f"  {path.relative_to(_ROOT).as_posix()}:{frame.lineno} {frame.name}")
    return lines


def _free(folder: Path, stem: str) -> Path:
    names: Sequence[str] = (stem, *(f"{stem}-{n}" for n in range(2, MOST_REPORTS + 2)))
    paths = [folder / f"{name}.txt" for name in names]
    return next((path for path in paths if not path.exists()), paths[-1])


def _forget_old(folder: Path) -> None:
    reports = sorted(
        folder.glob("report-*.txt"), key=lambda path: (path.stat().st_mtime, path.name)
    )
    for path in reports[:-MOST_REPORTS]:
        path.unlink(missing_ok=True)


class CrashDialog(QDialog):
    """Says what happened and where the report lies."""

    def __init__(self, text: str, path: Path | None, parent: QWidget | None = None) -> None:
        """Show a report."""
        super().__init__(parent)
        self.setWindowTitle("程序出错了")
        self.resize(600, 420)
        where = f"报告已存到：{path}" if path else "报告没能存下来，请复制下面的内容。"
        self.told = QLabel(
            "对不起，程序出了错。已保存的数据没有影响，没保存的内容已留作草稿，可以接着用。\n"
            f"{where}\n报告里没有个人信息和报送内容，可以交给维护人员。"
        )
        self.told.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("出错报告")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.told, self.text, buttons):
            column.addWidget(widget)
