from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.reviews import TEXT, review, span
from ui.widgets.intake_marks import MarkKind, Utf16, mark_at, marks_of


@given(st.text(alphabet="a村😀𠮷\n", max_size=30))
def test_positions_count_emoji_twice_as_the_editor_does(text: str) -> None:
    utf16 = Utf16(text)
    for offset in range(len(text) + 1):
        position = utf16.position(offset)
        assert position == len(text[:offset].encode("utf-16-le")) // 2
        assert utf16.offset(position) == offset


def test_every_part_is_marked_as_what_it_is() -> None:
    marks = marks_of(review())
    said = {(TEXT[m.span.start : m.span.end], m.kind) for m in marks}
    assert ("入户32户", MarkKind.FIGURE) in said
    assert ("宣传十几人", MarkKind.DOUBT) in said
    assert ("收到", MarkKind.IGNORED) in said
    assert ("入户9户", MarkKind.UNRECOGNISED) in said
    assert ("大石村", MarkKind.UNIT) in said


def test_the_mark_below_a_character() -> None:
    marks = marks_of(review())
    found = mark_at(marks, span("入户18户").start + 2)
    assert found is not None
    assert (found.submission, found.code) == (1, "households_visited")
    assert mark_at(marks, len(TEXT) - 1) is None
