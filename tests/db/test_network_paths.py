"""Shares are recognised by their path on Windows and by their mount on Linux."""

from __future__ import annotations

import pytest

from db.network_paths import mounted_path_is_remote, windows_path_is_remote

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//nas/office /mnt/my\040office cifs rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
clerk@host:/ /home/clerk/remote fuse.sshfs rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
automount /net autofs rw 0 0
nas:/n /net nfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/clerk/反诈/office.db", False),
        ("/mnt/share/office.db", True),
        ("/mnt/shared/office.db", False),
        ("/mnt/share/local/office.db", False),
        ("/mnt/my office/office.db", True),
        ("/home/clerk/remote/office.db", True),
        ("/media/usb/office.db", False),
        ("/net/office.db", True),
        ("/mnt/share", True),
    ],
)
def test_on_linux_the_deepest_mount_decides(path: str, remote: bool) -> None:
    assert mounted_path_is_remote(path, MOUNTS) is remote


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"C:\Users\张三\反诈\office.db", False),
        (r"Z:\反诈\office.db", True),
        (r"\\server\反诈\office.db", True),
        ("//server/反诈/office.db", True),
        (r"\\?\C:\long\office.db", False),
        (r"\\?\Z:\long\office.db", True),
        (r"\\?\UNC\server\share\office.db", True),
        (r"\\.\Z:\office.db", True),
    ],
)
def test_on_windows_unc_paths_and_mapped_drives_are_remote(path: str, remote: bool) -> None:
    def drive_type(root: str) -> int:
        return {"C:\\": 3, "Z:\\": 4}[root]

    assert windows_path_is_remote(path, drive_type) is remote
