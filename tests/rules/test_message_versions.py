"""R4: what later messages do to earlier ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from antifraud_desktop.records.intake import Doubt, FigureReading, VersionReading
from antifraud_desktop.rules.message_versions import kind_of, merge_versions
from db.vocabulary import VersionKind

DAY = date(2023, 8, 12)


def version(clock: str, kind: VersionKind, note: str = "", **figures: int) -> VersionReading:
    return VersionReading(
        "大石村",
        DAY,
        datetime.fromisoformat(f"2023-08-12T{clock}"),
        kind,
        figures=tuple(FigureReading(c, v, str(v)) for c, v in figures.items()),
        note=note,
    )


FIRST = version("17:00:00", VersionKind.ORIGINAL, "停电", visited=28, told=96)


def test_r4_a_correction_replaces_what_it_names_and_blanks_erase_nothing() -> None:
    later = version("18:20:00", VersionKind.CORRECTION, "晚报", visited=26)
    (held,) = merge_versions([FIRST, later], time(18))
    assert held.values() == {"visited": 26, "told": 96}
    assert (held.versions, held.corrected_after_deadline) == (2, True)
    assert held.received == FIRST.received
    assert held.note == "停电；晚报"


def test_r4_a_correction_in_the_last_second_is_in_time() -> None:
    later = version("18:00:00", VersionKind.CORRECTION, visited=26)
    (held,) = merge_versions([FIRST, later], time(18))
    assert not held.corrected_after_deadline


def test_r4_a_double_is_no_version() -> None:
    (held,) = merge_versions([FIRST, replace(FIRST, kind=VersionKind.REPEAT)], time(18))
    assert held.versions == 1


def test_r4_nil_never_erases_figures() -> None:
    nil = replace(version("17:30:00", VersionKind.CORRECTION), nil=True)
    (held,) = merge_versions([FIRST, nil], time(18))
    assert held.values() == {"visited": 28, "told": 96}
    assert not held.nil


def test_r4_a_later_figure_answers_a_doubt() -> None:
    doubt = Doubt("visited", "入户约30户", "不是确数")
    other = Doubt(None, "夜校2期", "不认识")
    asked = replace(version("17:00:00", VersionKind.ORIGINAL, told=96), doubts=(doubt, other))
    (held,) = merge_versions(
        [asked, version("17:10:00", VersionKind.ADDITION, visited=30)], time(18)
    )
    assert held.doubts == (other,)


def test_r4_kinds() -> None:
    (held,) = merge_versions([FIRST], time(18))
    said = {"corrects": False, "adds": False}
    assert kind_of(FIRST, None, **said) is VersionKind.ORIGINAL
    assert kind_of(FIRST, None, corrects=True, adds=False) is VersionKind.CORRECTION
    assert kind_of(FIRST, None, corrects=False, adds=True) is VersionKind.ADDITION
    assert kind_of(FIRST, held, **said) is VersionKind.REPEAT
    new = version("17:10:00", VersionKind.ORIGINAL, banners=2)
    assert kind_of(new, held, **said) is VersionKind.ADDITION
    other = version("17:10:00", VersionKind.ORIGINAL, visited=2)
    assert kind_of(other, held, **said) is VersionKind.CORRECTION
    assert kind_of(other, held, corrects=True, adds=False) is VersionKind.CORRECTION
