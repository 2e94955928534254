"""What can go wrong with the stored files, each with a calm sentence and the next step.

Expected failures only. A mistake of the program (a missing table, a broken constraint) is not
turned into one of these: it stays what it is and is reported as a fault.
"""

from __future__ import annotations

import errno
from pathlib import Path


class StorageTrouble(Exception):  # noqa: N818 - it is not an error of the program
    """Base of all storage failures. ``sentence`` and ``advice`` are Chinese, for the user."""

    sentence = "数据暂时无法使用。"
    advice = "请稍后再试；仍不行时请联系系统管理员。"

    def __init__(self, detail: str = "", *, advice: str | None = None) -> None:
        """Add ``detail`` (a path, a version) to the sentence; ``advice`` replaces the usual one."""
        self.sentence = type(self).sentence + (f"（{detail}）" if detail else "")
        if advice is not None:
            self.advice = advice
        super().__init__(f"{self.sentence} {self.advice}")


class DatabaseMissing(StorageTrouble):
    """There is no database file; none is created by accident."""

    sentence = "没有找到数据文件。"
    advice = "请检查数据文件夹的位置；若文件被移走，请移回原处或从备份恢复。"


class DatabaseExists(StorageTrouble):
    """A new database was asked for where a file already stands."""

    sentence = "这个位置已有数据文件，不会覆盖。"
    advice = "请登录使用原有数据，或另选一个空文件夹。"


class EmptyDatabase(StorageTrouble):
    """The file has no bytes: SQLite would take it for a valid empty database."""

    sentence = "数据文件是空的（0 字节），内容已经丢失。"
    advice = "请不要继续录入，从最近的备份恢复。"


class KeyDoesNotFit(StorageTrouble):
    """The file was written under another data key: it belongs to another key file."""

    sentence = "数据文件与密钥文件不是一套，无法打开。"
    advice = "请把同一次备份里的数据文件和密钥文件放在一起再打开。"


class ForeignDatabase(StorageTrouble):
    """The key fits, but another program wrote the file."""

    sentence = "这不是本程序的数据文件。"
    advice = "请重新选择数据文件夹。"


class DatabaseDamaged(StorageTrouble):
    """A page fails its check, or the file is cut."""

    sentence = "数据文件已损坏。"
    advice = "请停止录入，不要删除任何文件，从最近的备份恢复。"


class NewerSchema(StorageTrouble):
    """A newer edition of the program wrote the file; it is not touched."""

    sentence = "数据文件由更新版本的程序写成，本版本不能打开。"
    advice = "请安装新版本的程序；原数据没有被改动。"


class MigrationFailed(StorageTrouble):
    """The upgrade was rolled back; the file stands as before, a copy beside it."""

    sentence = "数据升级没有完成，已退回升级前的状态。"
    advice = "数据没有丢失，升级前的副本在同一文件夹。请保留原版本程序并联系维护人员。"


class NetworkShare(StorageTrouble):
    """SQLite on a network share loses data; several desks need PostgreSQL."""

    sentence = "数据文件在网络共享盘上，多台电脑同时打开会损坏数据，因此不能使用。"
    advice = "请把数据文件夹放在本机硬盘；多台电脑共用时，请改用 PostgreSQL 数据库。"


class DriverMissing(StorageTrouble):
    """PostgreSQL was asked for and its driver is not installed."""

    sentence = "没有安装 PostgreSQL 驱动（psycopg）。"
    advice = "请由管理员安装驱动后再启动，或改用本机数据文件。"


class DiskFull(StorageTrouble):
    """No room left; the action was rolled back."""

    sentence = "磁盘已满，这一步没有保存。"
    advice = "请清理磁盘空间后重试，之前保存的内容没有影响。"


class ReadOnlyStorage(StorageTrouble):
    """File or folder may not be written to."""

    sentence = "数据文件或所在文件夹是只读的，不能保存。"
    advice = "请检查文件夹的写入权限，或换到可以写入的位置。"


class StorageBusy(StorageTrouble):
    """Another process holds the file longer than the program waits."""

    sentence = "数据文件正被另一个程序占用。"
    advice = "请关闭另一个本程序窗口或正在扫描该文件的软件，稍后重试。"


class AlreadyOpen(StorageTrouble):
    """Another window shows this data folder; one at a time."""

    sentence = "这个数据文件夹已在另一个窗口打开。"
    advice = "请切换到已打开的窗口，或先关闭它。"


class SwapUnreadable(StorageTrouble):
    """Files were being replaced, and the note of which ones is damaged."""

    sentence = "上次更换数据文件没有完成，更换记录已损坏。"
    advice = "请不要删除文件夹里的任何文件，联系系统管理员处理。"


class Cancelled(StorageTrouble):
    """The user stopped a long piece of work; everything is as it was before it."""

    sentence = "已按要求停止，数据没有改动。"
    advice = "需要时可以重新开始。"


class LastAccount(StorageTrouble):
    """Without it nobody could open the data any more."""

    sentence = "这是最后一个账号，不能移除。"
    advice = "请先添加另一个账号，再移除它。"


class StorageUnavailable(StorageTrouble):
    """The disk does not answer, the folder went away."""

    sentence = "读写数据文件时磁盘出错。"
    advice = "请检查磁盘或移动盘是否连接正常，然后重试。"


class KeyFileMissing(StorageTrouble):
    """There is no key file beside the database."""

    sentence = "没有找到密钥文件，数据无法解开。"
    advice = "请从备份中取回密钥文件，放回数据文件旁边。"


class KeyFileExists(StorageTrouble):
    """A key file stands there already; overwriting it would lose the data for good."""

    sentence = "这个位置已有密钥文件，不会覆盖。"
    advice = "请登录使用原有数据，或另选一个空文件夹。"


class KeyFileDamaged(StorageTrouble):
    """The key file's own checksum or form is wrong."""

    sentence = "密钥文件已损坏。"
    advice = "请从备份中取回密钥文件，替换损坏的一份。"


class KeyFileForeign(StorageTrouble):
    """A readable file, but not a key file of this program."""

    sentence = "这不是本程序的密钥文件。"
    advice = "请从备份中取回正确的密钥文件。"


class KeyFileNewer(StorageTrouble):
    """A newer edition of the program wrote the key file."""

    sentence = "密钥文件由更新版本的程序写成，本版本不能打开。"
    advice = "请安装新版本的程序。"


class KeyFileTampered(StorageTrouble):
    """A slot was added, swapped or weakened by someone who did not hold the data key."""

    sentence = "密钥文件被改动过，为安全起见不予打开。"
    advice = "请立即报告负责人，并从备份中取回密钥文件。"


class WrongPassword(StorageTrouble):
    """The password (or recovery code) does not open the slot."""

    sentence = "密码不正确。"
    advice = "请检查大小写和输入法后重新输入。"


class UnknownAccount(StorageTrouble):
    """The key file has no slot of that name."""

    sentence = "没有这个账号。"
    advice = "请检查账号名称，或请管理员添加。"


class AccountExists(StorageTrouble):
    """The key file has a slot of that name already."""

    sentence = "已有同名账号。"
    advice = "请换一个账号名称。"


# SQLite's own messages; the driver gives no error numbers. The first match counts.
_MESSAGES: tuple[tuple[str, type[StorageTrouble]], ...] = (
    ("disk is full", DiskFull),
    ("readonly database", ReadOnlyStorage),
    ("is locked", StorageBusy),
    ("file is not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    ("unable to open database file", StorageUnavailable),
    ("disk i/o error", StorageUnavailable),
)

_ERRNOS: dict[int, type[StorageTrouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: DiskFull,
    errno.EROFS: ReadOnlyStorage,
    errno.EACCES: ReadOnlyStorage,
    errno.EPERM: ReadOnlyStorage,
}


def trouble_of(error: BaseException) -> StorageTrouble | None:
    """Return the trouble behind a driver's, SQLAlchemy's or the system's error.

    None means: not a known trouble, so a fault of the program.
    """
    if isinstance(error, StorageTrouble):
        return error
    if isinstance(error, OSError):
        return _ERRNOS.get(error.errno or 0, StorageUnavailable)()
    text = str(getattr(error, "orig", None) or error).lower()
    return next((kind() for message, kind in _MESSAGES if message in text), None)


def trouble_of_file(error: OSError, path: Path) -> StorageTrouble:
    """Return the trouble behind a failed read or write of ``path``, naming the file."""
    return _ERRNOS.get(error.errno or 0, StorageUnavailable)(path.name)
