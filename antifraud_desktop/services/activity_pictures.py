"""Pictures of activities: optional, read without trust, kept encrypted without place or camera."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import func, select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.scans import PDF, SUFFIXES, Scan, read_scan
from antifraud_desktop.records.activities import ActivityPictureRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.activity_rows import activity_row
from antifraud_desktop.work import Work, allowed
from db.models import ActivityPicture

PICTURE = "activity_picture"
MOST_PICTURES = 9
"""Pictures of one activity; each at most 10 MB (``intake.scans``)."""


class ActivityPictureService:
    """Adds, shows and removes pictures; nobody has to take any."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def of(self, activity_id: int) -> tuple[ActivityPictureRecord, ...]:
        """Return an activity's pictures without their bytes, in the order they were added."""
        p = ActivityPicture
        statement = (
            select(p.id, p.name, p.media_type, p.size, p.sha256, p.thumbnail)
            .where(p.activity_id == activity_id)
            .order_by(p.id)
        )
        with self._work.reading() as session:
            return tuple(ActivityPictureRecord(*row) for row in session.execute(statement))

    @allowed(Permission.READ_FIGURES)
    def content(self, picture_id: int) -> bytes:
        """Return a picture's bytes. Raises Refused when it is gone."""
        statement = select(ActivityPicture.content).where(ActivityPicture.id == picture_id)
        with self._work.reading() as session:
            found = session.scalars(statement).one_or_none()
        if found is None:
            raise Refused("这张照片已经删除或到期清理。", "请刷新后再看。")
        return found

    @allowed(Permission.KEEP_LEDGERS)
    def add(self, activity_id: int, path: Path) -> tuple[int, Changes]:
        """Add a JPG or PNG; EXIF, place and comment are left behind.

        Raises Refused for another kind, more than 10 MB, a tenth picture, one already there.
        """
        taken = _picture(path)
        with self._work.writing() as uow:
            session = uow.session
            activity = activity_row(session, activity_id)
            of = select(func.count(ActivityPicture.id)).where(
                ActivityPicture.activity_id == activity_id
            )
            have = session.scalars(of).one()
            if have >= MOST_PICTURES:
                raise Refused(
                    f"一条活动最多{MOST_PICTURES}张照片。", "请先删除不用的照片，再添加。"
                )
            digest = hashlib.sha256(taken.content).hexdigest()
            if session.scalars(of.where(ActivityPicture.sha256 == digest)).one():
                raise Refused("这张照片已经添加过。", "请选择另一张。")
            day = activity.day
            row = ActivityPicture(
                activity_id=activity_id,
                name=f"活动照片{day:%Y%m%d}-{have + 1}{SUFFIXES[taken.media_type]}",
                media_type=taken.media_type,
                size=len(taken.content),
                sha256=digest,
                content=taken.content,
                thumbnail=taken.thumbnail,
                added_at=self._work.clock.utc(),
                added_by=self._work.account,
            )
            session.add(row)
            session.flush()
            number = row.id
            told = {"activity": activity_id, "size": row.size}
            said = f"添加{day.month}月{day.day}日活动的照片"
            uow.record("add_picture", PICTURE, number, said, None, told)
            uow.commit()
        return number, Changes(activities=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, picture_id: int) -> Changes:
        """Delete a picture for good. Raises Refused when it is gone already."""
        with self._work.writing() as uow:
            row = uow.session.get(ActivityPicture, picture_id)
            if row is None:
                raise Refused("这张照片已经删除。", "请刷新后再看。")
            told = {"activity": row.activity_id, "size": row.size}
            uow.session.delete(row)
            uow.record("remove_picture", PICTURE, picture_id, "删除活动照片", told, None)
            uow.commit()
        return Changes(activities=True)


def _picture(path: Path) -> Scan:
    taken = read_scan(path)
    if taken.media_type == PDF:
        raise Refused("活动照片只能是JPG或PNG。", "请把PDF另存为图片后再添加。")
    return taken
