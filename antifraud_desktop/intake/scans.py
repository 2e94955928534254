"""Taking in scans and photos without trusting them: JPEG, PNG or PDF by their content alone.

Photos are opened in a child process with limits of time and memory and written anew from their
pixels. A PDF is not opened: it is kept as it is, save for the EXIF and XMP blocks of photos inside
it, which are blanked; one that can run something or carries files is refused.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from antifraud_desktop.errors import EnvironmentTrouble, Refused

LARGEST = 10 * 1024 * 1024
"""Bytes of one scan."""
TIME_LIMIT_S = 30
CHILD = "antifraud_desktop.intake.picture_child"
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
SUFFIXES = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}
TOO_LARGE = 4
_LENGTHS = 16
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm)\b")
_TOLD = re.compile(rb"\xff\xe1(..)(?:Exif\x00\x00|http://ns\.adobe\.com/xap/)", re.DOTALL)
_HEAD, _TAIL = 1024, 2048


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as it is stored: its kind, its bytes, a JPEG of at most 160 pixels or nothing."""

    media_type: str
    content: bytes
    thumbnail: bytes | None


def read_scan(path: Path) -> Scan:
    """Return a file as it may be stored.

    Raises Refused for what is too large, of another kind or dangerous; EnvironmentTrouble when it
    cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(
                f"文件超过10MB：{path.name}。", "请用较低的分辨率重新扫描，或分页保存后再添加。"
            )
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(
            f"文件打不开：{path.name}。", "请看文件是否还在，或是否正在别处打开。"
        ) from error
    return taken_in(content, path.name)


def taken_in(content: bytes, name: str) -> Scan:
    """Return bytes as they may be stored; ``name`` is for the sentence. Errors as above."""
    if not content:
        raise Refused(f"文件是空的：{name}。", "请重新扫描或拍照。")
    if len(content) > LARGEST:
        raise Refused(f"文件超过10MB：{name}。", "请用较低的分辨率重新扫描，或分页保存后再添加。")
    kind = kind_of(content)
    if kind == PDF:
        return Scan(PDF, _checked_pdf(content, name), None)
    if kind is None:
        raise Refused(
            f"只能添加JPG、PNG照片或PDF扫描件：{name}。", "请另存为这几种格式之一后再添加。"
        )
    photo, small = _in_child(content, name)
    if len(photo) > LARGEST:
        raise Refused(f"照片太大：{name}。", "请缩小后再添加。")
    return Scan(kind, photo, small)


def kind_of(content: bytes) -> str | None:
    """Return what a file is by its first bytes, whatever it is called; None for the rest."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return PDF if b"%PDF-" in content[:_HEAD] else None


def _checked_pdf(content: bytes, name: str) -> bytes:
    if b"%%EOF" not in content[-_TAIL:]:
        raise Refused(f"PDF不完整：{name}。", "请重新扫描或重新保存。")
    if _ACTIVE.search(content):
        raise Refused(
            f"PDF里带有脚本或附件，不能保存：{name}。", "请打印后重新扫描，或另存为图片。"
        )
    return blanked(content)


def blanked(content: bytes) -> bytes:
    """Return a file with the EXIF and XMP blocks inside blanked; all else stays in its place."""
    changed = bytearray(content)
    for found in _TOLD.finditer(content):
        length = int.from_bytes(found[1], "big")
        start, end = found.end(), min(found.start() + 2 + length, len(content))
        changed[start:end] = bytes(max(0, end - start))
    return bytes(changed)


def _in_child(content: bytes, name: str) -> tuple[bytes, bytes]:
    command = (
        [sys.executable, "--read-picture"]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", CHILD]
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=content,
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"照片读得太久，已停止：{name}。", "请缩小后另存为JPG再添加。") from error
    except OSError as error:
        raise EnvironmentTrouble("读取照片的程序没有启动。", "请重新打开程序后再试。") from error
    if done.returncode == TOO_LARGE:
        raise Refused(f"照片的像素太多：{name}。", "请缩小后另存为JPG再添加。")
    if done.returncode != 0:
        raise Refused(f"照片读不出来：{name}。", "文件可能已损坏，请重新拍照或另存为JPG。")
    size = int.from_bytes(done.stdout[:8], "big")
    return done.stdout[_LENGTHS : _LENGTHS + size], done.stdout[_LENGTHS + size :]
