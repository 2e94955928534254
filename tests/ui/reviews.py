"""A review for tests of the intake widgets, without a database."""

from __future__ import annotations

from datetime import datetime

from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.intake import (
    Doubt,
    FigureReading,
    IgnoredText,
    IntakeReading,
    Span,
    VersionReading,
)
from antifraud_desktop.records.submissions import IntakeReview, SubmissionReview, Verdict
from antifraud_desktop.vocabulary import SourceKind, SubmissionState, VersionKind
from tests.ui.days import DAY

TEXT = (
    "😀大石村 2023/8/12 17:02:10\n大石村8月12日入户32户，宣传十几人\n"
    "河东村 2023/8/12 18:07:00\n河东村入户18户，反诈夜校2场\n"
    "柳庄 2023/8/12 17:10:00\n入户9户\n镇反诈办 2023/8/12 17:20:00\n收到\n"
)


def span(text: str, after: int = 0) -> Span:
    """Return where a piece of the pasted text stands."""
    start = TEXT.index(text, after)
    return Span(start, start + len(text))


VISITS_DASHI = FigureReading("households_visited", 32, "入户32户", span("入户32户"))
VISITS_HEDONG = FigureReading("households_visited", 18, "入户18户", span("入户18户"))
ROUGH = Doubt("people_reached", "宣传十几人", "不是确切的数", "approximate", 10, span("宣传十几人"))
UNKNOWN = Doubt(None, "反诈夜校2场", "没有这个指标", "unknown", 2, span("反诈夜校2场"))
SPIKE = FigureWarning("河东村", "households_visited", "spike", "比平日多五倍", unit_code="U002")


def _submission(
    code: str,
    unit: str,
    received: datetime,
    figure: FigureReading,
    doubt: Doubt,
    warnings: tuple[FigureWarning, ...] = (),
) -> SubmissionReview:
    late = received.hour >= 18
    place = Span(TEXT.index(f"{unit} 2023"), doubt.place.end) if doubt.place else None  # type: ignore[union-attr]
    version = VersionReading(
        unit,
        DAY,
        received,
        VersionKind.ORIGINAL,
        figures=(figure,),
        doubts=(doubt,),
        text="原文",
        place=place,
    )
    return SubmissionReview(
        unit_code=code,
        unit=unit,
        date=DAY,
        received=received,
        state=SubmissionState.LATE if late else SubmissionState.ON_TIME,
        nil=False,
        versions=1,
        corrected_after_deadline=False,
        figures=(figure,),
        doubts=(doubt,),
        fraud_types=(),
        note="",
        verdict=Verdict.ACCEPTED,
        warnings=warnings,
        readings=(version,),
    )


def review() -> IntakeReview:
    """Return two submissions with a doubt each, one unrecognised text, one ignored."""
    return IntakeReview(
        reading=IntakeReading(
            SourceKind.MESSAGE,
            ignored=(IgnoredText("收到", "闲聊", span("收到")),),
            unrecognised=(IgnoredText("柳庄\n入户9户", "不认识“柳庄”", span("入户9户")),),
            text=TEXT,
        ),
        working_date=DAY,
        submissions=(
            _submission("U001", "大石村", datetime(2023, 8, 12, 17, 2, 10), VISITS_DASHI, ROUGH),
            _submission(
                "U002", "河东村", datetime(2023, 8, 12, 18, 7), VISITS_HEDONG, UNKNOWN, (SPIKE,)
            ),
        ),
        missing=("竹园村",),
    )
