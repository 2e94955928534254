"""What can be wrong with a backup, or with a restore, each with its next step."""

from __future__ import annotations

from db.errors import StorageTrouble

_ANOTHER = "请换一份备份再试；不要删除这一份，先请维护人员看过。"


class BackupMissing(StorageTrouble):
    """There is no such file."""

    sentence = "没有找到这份备份。"
    advice = "请检查路径；备份在移动盘上时，请先插好移动盘。"


class BackupUnfinished(StorageTrouble):
    """A file the program was still writing when it stopped."""

    sentence = "这是没有写完的备份，不能用来恢复。"
    advice = "请选择同一文件夹里编号最大的完整备份（office-编号.db）。"


class BackupWithoutManifest(StorageTrouble):
    """The list that is written last is missing: the backup was never finished."""

    sentence = "这份备份没有清单（.json），不能确认它是完整的。"
    advice = "请把同一编号的 .db、.keys、.json 三个文件放在一起再试，或换一份备份。"


class BackupForeign(StorageTrouble):
    """Not a backup of this program."""

    sentence = "这不是本程序的备份。"
    advice = "请选择名为“office-编号.db”的备份文件。"


class BackupNewer(StorageTrouble):
    """A newer edition of the program wrote it."""

    sentence = "这份备份由更新版本的程序写成，本版本不能恢复。"
    advice = "请先安装新版本的程序；备份没有被改动。"


class BackupDamaged(StorageTrouble):
    """Bytes differ from what the manifest says, or a check fails."""

    sentence = "这份备份已损坏，没有用它恢复。"
    advice = _ANOTHER


class BackupTampered(StorageTrouble):
    """The manifest was not written by a holder of the data key."""

    sentence = "这份备份的清单被改动过，为安全起见不予使用。"
    advice = _ANOTHER


class BackupLocationMissing(StorageTrouble):
    """The folder that backups go to is not there: a stick pulled out, a disk not connected."""

    sentence = "备份位置没有连接。"
    advice = "请插好移动盘或检查文件夹是否存在，然后再备份一次。"


class RestoreNotAllowed(StorageTrouble):
    """The account may not restore, by the backup's own list of accounts or by today's."""

    sentence = "这个账号没有恢复备份的权限。"
    advice = "请由系统管理员（没有设系统管理员时由经办人）恢复。"


class BackupOfOtherOffice(StorageTrouble):
    """Its key file was made for another office than the one it is to be restored into."""

    sentence = "这份备份属于另一套资料，不能恢复到这个数据文件夹里。"
    advice = "请另选一个空文件夹恢复，再从那里打开。"
