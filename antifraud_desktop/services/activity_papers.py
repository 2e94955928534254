"""The activity brief (简报): chosen activities frozen, numbered and written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.activities import BriefActivity, BriefInput, BriefPicture
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.activity_rows import activity_row, audience_of
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.work import Work, allowed
from db.models import (
    Activity,
    ActivityPicture,
    ActivityType,
    Material,
    StockMovement,
    Unit,
)
from db.vocabulary import DocumentKind

MOST_ACTIVITIES = 20
MOST_PICTURES = 4
LONGEST_TITLE = 60
NAME = "反诈工作简报"


class ActivityPaperService:
    """Writes briefs; each is a document of its own with the year's next number."""

    def __init__(self, work: Work, frames: TemplateStore) -> None:
        """Keep the way to the database and the office's frames."""
        self._work = work
        self._frames = frames

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_brief(self, numbers: Sequence[int], title: str) -> tuple[IssuedRecord, Changes]:
        """Freeze the chosen activities, number the brief and write it.

        The same activities once more make a new edition. Raises Invalid for a title that is
        missing, too long or speaks of what no document may; Refused for none or too many.
        """
        chosen, title = self._checked(numbers, title)
        today = self._work.clock.today()
        with self._work.writing() as uow:
            session = uow.session

            def write(head: IssueHead) -> tuple[BriefInput, bytes]:
                return self._written(session, head, chosen, title, today)

            subject = Subject(DocumentKind.ACTIVITY_BRIEF, today, NAME, _code(chosen))
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_brief(self, numbers: Sequence[int], title: str) -> bytes:
        """Return the brief as it would be now, marked 草稿: not numbered, not frozen."""
        chosen, title = self._checked(numbers, title)
        today = self._work.clock.today()
        with self._work.reading() as session:
            head = head_of(session, today, 0, self._work.clock)
            return self._written(session, head, chosen, title, today)[1]

    def _checked(self, numbers: Sequence[int], title: str) -> tuple[list[int], str]:
        chosen, title = list(dict.fromkeys(numbers)), title.strip()
        if not chosen:
            raise Refused("还没有选择活动。", "请在列表里选择一条或几条，再生成简报。")
        if len(chosen) > MOST_ACTIVITIES:
            raise Refused(f"一期简报最多{MOST_ACTIVITIES}条活动。", "请少选几条，或分几期生成。")
        problems = [
            Problem("title", Severity.ERROR, f"{hit.sentence}{hit.instead}", "forbidden")
            for hit in find_forbidden(title)
        ]
        if not title:
            problems.append(Problem("title", Severity.ERROR, "请填写简报的标题", "required"))
        if len(title) > LONGEST_TITLE:
            said = f"标题请不超过{LONGEST_TITLE}个字"
            problems.append(Problem("title", Severity.ERROR, said, "long"))
        if problems:
            raise Invalid(tuple(problems))
        return chosen, title

    def _written(
        self, session: Session, head: IssueHead, chosen: Sequence[int], title: str, day: date
    ) -> tuple[BriefInput, bytes]:
        from antifraud_desktop.documents.activity_brief import build_activity_brief

        rows = sorted((activity_row(session, n) for n in chosen), key=lambda a: (a.day, a.id))
        pictures = _pictures(session, [row.id for row in rows])
        shown = [p.id for found in pictures.values() for p in found]
        bytes_of = select(ActivityPicture.id, ActivityPicture.content).where(
            ActivityPicture.id.in_(shown)
        )
        contents = {row.id: row.content for row in session.execute(bytes_of)}
        data = BriefInput(
            head=head,
            title=title,
            day=day,
            activities=tuple(_told(session, row, pictures.get(row.id, ())) for row in rows),
            demonstration=township_record(session).demonstration,
        )
        frame = self._frames.frame(DocumentKind.ACTIVITY_BRIEF)
        return data, build_activity_brief(data, contents, frame)


def _code(chosen: Sequence[int]) -> str:
    """Return what tells one choice of activities from every other, whatever their order."""
    told = ",".join(map(str, sorted(chosen)))
    return hashlib.blake2s(told.encode(), digest_size=8).hexdigest()


def _pictures(session: Session, ids: Sequence[int]) -> dict[int, tuple[BriefPicture, ...]]:
    """Return four pictures at most, the first of each activity before any second one."""
    p = ActivityPicture
    statement = select(p.activity_id, p.id, p.sha256).where(p.activity_id.in_(ids)).order_by(p.id)
    by_activity: dict[int, list[BriefPicture]] = {number: [] for number in ids}
    for activity_id, number, sha256 in session.execute(statement):
        by_activity[activity_id].append(BriefPicture(number, sha256))
    ranked = [
        (place, ids.index(activity_id), activity_id, picture)
        for activity_id, found in by_activity.items()
        for place, picture in enumerate(found)
    ]
    ranked.sort(key=lambda entry: entry[:2])
    kept: dict[int, tuple[BriefPicture, ...]] = {}
    for _place, _order, activity_id, picture in ranked[:MOST_PICTURES]:
        kept[activity_id] = (*kept.get(activity_id, ()), picture)
    return kept


def _told(session: Session, row: Activity, pictures: tuple[BriefPicture, ...]) -> BriefActivity:
    kind = session.get_one(ActivityType, row.type_id)
    audience = audience_of((g.group, g.number) for g in row.groups)
    used = session.execute(
        select(Material.name, StockMovement.quantity, Material.measure_word)
        .join(Material, Material.id == StockMovement.material_id)
        .where(StockMovement.activity_id == row.id)
        .order_by(Material.sort_order, Material.id)
    )
    return BriefActivity(
        title=row.title,
        type_name=kind.name,
        unit_name=session.get_one(Unit, row.unit_id).name,
        day=row.day,
        at=row.at,
        place=row.place,
        hosts=row.hosts,
        audience=tuple((label_of(group), number) for group, number in audience.items()),
        quantity=row.quantity,
        quantity_word=kind.quantity_word,
        materials=tuple(f"{name}{number}{measure}" for name, number, measure in used),
        media_link=row.media_link,
        summary=row.summary,
        pictures=pictures,
    )
