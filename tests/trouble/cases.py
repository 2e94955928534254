"""Every known trouble of opening a township: how it comes about, and what must be said of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from antifraud_desktop.paths import DataFolder
from db import engine as storage
from db import keyfile
from db.key_slots import canonical
from tests.ui.office import PASSWORD

COULD_NOT, REFUSED = 3, 1
Make = Callable[[Path, pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Case:
    """A trouble: ``says`` and ``advises`` are parts of the sentence and of the next step."""

    name: str
    make: Make
    says: str
    advises: str
    code: int = COULD_NOT
    password: str = PASSWORD
    account: str = "office"
    """``before_password`` says that the window can tell without anybody signing in."""
    before_password: bool = False

    def __str__(self) -> str:
        return self.name


def _change(act: Callable[[DataFolder], object]) -> Make:
    """Make a trouble that lies in the files."""

    @contextmanager
    def make(root: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
        act(DataFolder(root))
        yield

    return make


def _on_raw(folder: DataFolder, *statements: str) -> None:
    key = keyfile.unlock(folder.key_file, "office", PASSWORD)
    with closing(driver.connect(folder.database, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for statement in statements:
            raw.execute(statement)


def _forge(folder: DataFolder, change: Callable[[dict[str, Any]], object]) -> None:
    """Write a changed key file with a right checksum, which needs no key."""
    body = json.loads(folder.key_file.read_bytes())
    change(body)
    del body["checksum"]
    body["checksum"] = hashlib.sha256(canonical(body)).hexdigest()
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
    folder.key_file.write_bytes(text.encode() + b"\n")


def _double_the_slot(body: dict[str, Any]) -> None:
    body["slots"].append({**body["slots"][0], "account": "zhang"})


def _flip(folder: DataFolder) -> None:
    content = bytearray(folder.database.read_bytes())
    content[100] ^= 1
    folder.database.write_bytes(content)


@contextmanager
def _held(root: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let another program hold the file for writing."""
    patch.setattr(storage, "_BUSY_MS", 50)
    folder = DataFolder(root)
    key = keyfile.unlock(folder.key_file, "office", PASSWORD)
    with closing(storage.connect(folder.database, key)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def _on_a_share(_root: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    patch.setattr("db.network_paths._is_remote", lambda _path: True)
    yield


@contextmanager
def _read_only(root: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every opening for writing, as a write-protected disk does."""
    opened = os.open

    def refuse(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if str(path).startswith(str(root)) and flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise OSError(30, "Read-only file system", str(path))
        return opened(path, flags, *rest, **named)

    patch.setattr(os, "open", refuse)
    yield


@contextmanager
def _untouched(_root: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    yield


NO_KEY_FILE = "从备份中取回密钥文件"
CASES = (
    Case("wrong password", _untouched, "密码不正确", "检查大小写", password="wrong-wrong-1"),
    Case("unknown account", _untouched, "没有这个账号", "检查账号名称", account="李四"),
    Case(
        "missing key file",
        _change(lambda f: f.key_file.unlink()),
        "没有找到密钥文件",
        NO_KEY_FILE,
        before_password=True,
    ),
    Case(
        "damaged key file",
        _change(lambda f: f.key_file.write_bytes(f.key_file.read_bytes()[:-300])),
        "密钥文件已损坏",
        NO_KEY_FILE,
        before_password=True,
    ),
    Case(
        "foreign key file",
        _change(lambda f: f.key_file.write_text('{"format": "other"}')),
        "这不是本程序的密钥文件",
        "取回正确的密钥文件",
        before_password=True,
    ),
    Case(
        "newer key file",
        _change(lambda f: _forge(f, lambda body: body.update(version=99))),
        "密钥文件由更新版本的程序写成",
        "安装新版本",
        before_password=True,
    ),
    Case(
        "tampered key file",
        _change(lambda f: _forge(f, _double_the_slot)),
        "密钥文件被改动过",
        "报告负责人",
    ),
    Case(
        "missing database",
        _change(lambda f: f.database.unlink()),
        "没有找到数据文件",
        "从备份恢复",
    ),
    Case(
        "empty database",
        _change(lambda f: f.database.write_bytes(b"")),
        "数据文件是空的",
        "最近的备份",
    ),
    Case("damaged database", _change(_flip), "数据文件已损坏", "不要删除任何文件"),
    Case(
        "database of another key file",
        _change(lambda f: f.database.write_bytes(bytes(range(256)) * 64)),
        "不是一套",
        "同一次备份",
    ),
    Case(
        "foreign database",
        _change(lambda f: _on_raw(f, "PRAGMA application_id = 1")),
        "这不是本程序的数据文件",
        "重新选择数据文件夹",
    ),
    Case(
        "newer database",
        _change(lambda f: _on_raw(f, "UPDATE alembic_version SET version_num = '9999'")),
        "数据文件由更新版本的程序写成",
        "安装新版本",
    ),
    Case("database held by another program", _held, "正被另一个程序占用", "稍后重试"),
    Case("network share", _on_a_share, "网络共享盘", "本机硬盘"),
    Case("read-only folder", _read_only, "只读", "写入权限", before_password=True),
)
