"""Files an office may reword over those shipped with the program, one beside the other."""

from __future__ import annotations

from pathlib import Path

from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.files import write_whole

LARGEST_BYTES = 5 * 1024 * 1024


class OwnFiles:
    """Two folders of .docx files by name; the office's may not exist yet."""

    def __init__(self, shipped: Path, office: Path) -> None:
        """Keep both folders."""
        self._shipped, self._office = shipped, office

    def has(self, name: str) -> bool:
        """Say whether the office has a file of its own."""
        return self._own(name).exists()

    def read(self, name: str, shipped: str) -> bytes:
        """Return the office's own file, else the shipped one; EnvironmentTrouble for neither."""
        path = self._own(name) if self.has(name) else self._shipped / shipped
        try:
            return path.read_bytes()
        except OSError as error:
            raise EnvironmentTrouble(
                f"模板文件读不出来：{path.name}。", "请恢复默认模板后重试。"
            ) from error

    def put(self, name: str, content: bytes) -> None:
        """Take a file into use; the caller has checked it."""
        write_whole(self._own(name), content)

    def reset(self, name: str) -> None:
        """Go back to the shipped file; the office's own is kept beside as .old."""
        own = self._own(name)
        if own.exists():
            own.replace(own.with_suffix(".old"))

    def _own(self, name: str) -> Path:
        return self._office / name


def read_new(path: Path) -> bytes:
    """Return a file somebody reworded, to be checked; Refused when it is too large."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Refused("模板文件太大。", "模板不应超过5MB，请删去大图片后再导入。")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(
            f"读不到模板文件：{path.name}。", "请看文件是否还在，或是否正被打开。"
        ) from error
