"""Where ledger and daily figures differ, and filling one in by hand (台账与日报差异, R4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.activities import FigureDifference
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.activity_filling import submit_by_log
from antifraud_desktop.services.day_frame import load_frame
from antifraud_desktop.services.submission_views import held_figures
from antifraud_desktop.services.submission_writer import (
    NewFigure,
    NewVersion,
    Stamp,
    add_versions,
    submission_for,
)
from antifraud_desktop.work import Work, allowed
from db.queries import activity_figures as queries
from db.vocabulary import SourceKind, VersionKind

REASON = "按活动台账填入"
GONE = "台账与日报已经一致，或活动刚被改动。"


class ActivityDifferenceService:
    """A difference is shown and settled by a person, never added up."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(
        self,
        first: date,
        last: date,
        unit_codes: Collection[str] = (),
        offset: int = 0,
        most: int = 200,
    ) -> tuple[FigureDifference, ...]:
        """Return differences of a closed range of days, the latest day first."""
        with self._work.reading() as session:
            frame = load_frame(session, last)
            rows = queries.difference_rows(session, first, last, unit_codes, offset, most)
            labels = {i.code: i.label for i in frame.indicator_list}
            return tuple(
                FigureDifference(
                    day=row[0],
                    unit_code=row[1],
                    unit_name=row[2],
                    indicator=row[3],
                    indicator_name=labels[row[3]],
                    logged=int(row[4]),
                    reported=row[5],
                    submitted=row[6] is not None,
                    nil=bool(row[7]),
                )
                for row in rows
            )

    @allowed(Permission.READ_FIGURES)
    def count(self, first: date, last: date, unit_codes: Collection[str] = ()) -> int:
        """Return how many differences there are in a closed range of days."""
        with self._work.reading() as session:
            return queries.difference_count(session, first, last, unit_codes)

    @allowed(Permission.TAKE_FIGURES)
    def fill_in(self, unit_code: str, day: date, indicator: str) -> Changes:
        """Take the ledger's figure for the day's, on a clerk's word.

        Where the unit reported, it becomes a correction of its figure (R4). Where it did not, the
        ledger stands for its submission, received now (R2, R3). Raises Refused when the two agree.
        """
        clock = self._work.clock
        with self._work.writing() as uow:
            session = uow.session
            frame = load_frame(session, day)
            unit_id, wanted = frame.unit_ids.get(unit_code), frame.indicator_ids.get(indicator)
            sums = dict(queries.logged_on(session, unit_id, day)) if unit_id is not None else {}
            if unit_id is None or wanted not in sums:
                raise Refused(GONE, "请刷新后再看。")
            submission = submission_for(session, unit_id, day)
            stands = held_figures(session, frame, unit_id, day).get(indicator)
            if submission is not None and stands == sums[wanted]:
                raise Refused(GONE, "请刷新后再看。")
            if submission is None:
                submit_by_log(session, self._work, unit_id, day)
            else:
                version = NewVersion(
                    kind=VersionKind.CORRECTION,
                    source=SourceKind.TYPED,
                    received=clock.now(),
                    figures={indicator: NewFigure(sums[wanted])},
                    reason=REASON,
                )
                stamp = Stamp(clock.utc(), self._work.account)
                add_versions(session, frame, unit_id, day, [version], stamp)
            said = f"按活动台账填入：{frame.units[unit_id].name}{frame.indicators[wanted].label}"
            after = {"figures": {indicator: sums[wanted]}, "submitted": submission is not None}
            uow.record("fill_from_log", "submission", f"{unit_code} {day}", said, None, after)
            uow.commit()
        return Changes(activities=True, days=frozenset({day}))
