"""The rows of an old register that were not taken in, handed back with one column of reasons."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents.workbook_export import Table, workbook_bytes

ROW_HEAD, REASON_HEAD = "原表行号", "未导入的原因"
_NARROW, _WIDE, _REASON = 8, 30, 60
_PADDING = 2


def build_failed_rows(
    heads: Sequence[str], rows: Sequence[tuple[int, Sequence[str], str]], mark: str
) -> bytes:
    """Return the refused rows as .xlsx: the original columns, then the reason.

    ``rows`` are the row's number in the register, its texts in the order of ``heads``, and why.
    The values are whole: it is the office's own sheet, to be put right. ``mark`` stands on every
    page.
    """
    widths = [
        _width([head, *(texts[n] for _row, texts, _why in rows)]) for n, head in enumerate(heads)
    ]
    table = Table(
        name="未导入的行",
        title="旧台账未导入的行（更正后可再次导入）",
        heads=(ROW_HEAD, *heads, REASON_HEAD),
        rows=tuple((row, *texts, why) for row, texts, why in rows),
        widths=(_NARROW, *widths, _REASON),
        whole=True,
    )
    return workbook_bytes((table,), mark)


def _width(texts: Sequence[str]) -> int:
    """Return a width in characters that suits the longest text, Chinese ones counting double."""
    longest = max((len(text) + sum(ord(c) > 0xFF for c in text) for text in texts), default=0)  # noqa: PLR2004
    return min(max(longest + _PADDING, _NARROW), _WIDE)
