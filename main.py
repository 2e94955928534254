"""Start one of two faces: the window, or one command of the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

READ_SHEETS = "--read-sheets"
"""How a packaged program starts its own child that opens workbooks."""
READ_PICTURE = "--read-picture"
"""The same for the child that opens photos."""


def main() -> int:
    """Open the window when no command is given, else run the command; return the exit code.

    ``--data`` and ``--account`` alone choose the township the window opens. Only the face that
    is asked for is imported: the window starts without the command line's libraries.
    """
    if sys.argv[1:2] == [READ_SHEETS]:
        from antifraud_desktop.intake.spreadsheet_child import main as read_sheets

        return read_sheets()
    if sys.argv[1:2] == [READ_PICTURE]:
        from antifraud_desktop.intake.picture_child import main as read_picture

        return read_picture()
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--account", default="")
    wanted, command = parser.parse_known_args()
    if command:
        from antifraud_desktop.cli import run as run_command

        return run_command()
    from ui.application import main as open_window

    return open_window(wanted.data, wanted.account)


if __name__ == "__main__":
    sys.exit(main())
