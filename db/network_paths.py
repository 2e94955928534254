"""Tell network shares from local disks: SQLite's locks do not hold on shares."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from db.errors import NetworkShare

_DRIVE_REMOTE = 4  # GetDriveTypeW's answer for a mapped network drive
_REMOTE_KINDS = frozenset(
    f"{prefix}{kind}"
    for prefix in ("", "fuse.")
    for kind in ("nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "davfs", "rclone", "9p", "ceph")
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def windows_path_is_remote(path: str, drive_type: Callable[[str], int]) -> bool:
    r"""Say whether a full Windows path lies on a share: ``\\server\…`` or a mapped drive.

    ``\\?\C:\…`` is a local path written long; ``\\?\UNC\server\…`` is a share.
    """
    plain = path.replace("/", "\\")
    if plain.startswith(("\\\\?\\", "\\\\.\\")):
        plain = plain[4:]
        if plain.upper().startswith("UNC\\"):
            return True
    if plain.startswith("\\\\"):
        return True
    return plain[1:2] == ":" and drive_type(plain[:2] + "\\") == _DRIVE_REMOTE


def mounted_path_is_remote(path: str, mounts: str) -> bool:
    """Say whether ``path`` (full, resolved) lies on a remote file system.

    ``mounts`` is the text of /proc/mounts; the deepest mount point that holds the path counts,
    of two on one point the later.
    """
    best, remote = -1, False
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 - device, point, kind
            continue
        point = _OCTAL.sub(lambda m: chr(int(m[1], 8)), fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, remote = len(point), fields[2] in _REMOTE_KINDS
    return remote


def refuse_network_share(path: Path) -> None:
    """Raise NetworkShare when ``path`` is not on a disk of this machine."""
    full = path.absolute()
    if _is_remote(full):
        raise NetworkShare(str(full.parent))


def _is_remote(full: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return windows_path_is_remote(str(full), ctypes.windll.kernel32.GetDriveTypeW)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # no list of mounts here (macOS): nothing to judge by
    return mounted_path_is_remote(str(full.resolve()), mounts)
