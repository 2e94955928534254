"""A fault of ours on the command line: told without the values it happened on."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from antifraud_desktop.commands.face import say

SORRY = (
    "程序出错，这一步没有完成；已经保存的数据没有影响。\n"
    "请把下面几行交给维护人员，里面没有录入的内容："
)
_MOST_CAUSES = 5


def tell_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write where it went wrong to stderr, for ``sys.excepthook``.

    The message of an exception may carry what somebody typed, and what a schedule prints is kept
    or sent: only kinds and places are told.
    """
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    lines = [SORRY]
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            break
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    say("\n".join(lines))
