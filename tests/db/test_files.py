"""Files are replaced whole or not at all, and system errors become calm sentences."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from db import errors
from db.errors import (
    DatabaseDamaged,
    DiskFull,
    ReadOnlyStorage,
    StorageTrouble,
    StorageUnavailable,
    trouble_of,
)
from db.files import write_atomically


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.keys"
    write_atomically(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as trouble:
        write_atomically(path, b"new")
    assert "office.keys" in trouble.value.sentence
    assert path.read_bytes() == b"old"
    monkeypatch.undo()
    write_atomically(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert [f.name for f in tmp_path.iterdir()] == ["office.keys"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.EROFS, ""), ReadOnlyStorage),
        (PermissionError(errno.EACCES, ""), ReadOnlyStorage),
        (OSError(errno.EIO, ""), StorageUnavailable),
        (OSError(), StorageUnavailable),
        (DatabaseDamaged(), DatabaseDamaged),
        (RuntimeError("disk I/O error"), StorageUnavailable),
    ],
)
def test_each_error_of_the_system_has_its_sentence(
    error: BaseException, kind: type[StorageTrouble]
) -> None:
    trouble = trouble_of(error)
    assert type(trouble) is kind
    assert trouble.advice


def test_faults_of_the_program_are_no_trouble() -> None:
    assert trouble_of(RuntimeError("no such table: unit")) is None


def test_every_trouble_speaks_chinese_and_says_what_to_do() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    for kind in (k for k in kinds if issubclass(k, StorageTrouble)):
        trouble = kind("详情", advice="先备份。")
        assert trouble.sentence.endswith("（详情）")
        assert trouble.advice == "先备份。"
        assert kind().advice.endswith("。")
        assert not kind().sentence.isascii()
