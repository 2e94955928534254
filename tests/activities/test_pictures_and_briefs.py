"""Pictures without place or camera, their term, and the brief they go into."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from antifraud_desktop.bootstrap import Program, sign_in
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.activities import ActivityFilter, NewActivity
from antifraud_desktop.vocabulary import AudienceGroup
from tests.accounts.conftest import TestClock
from tests.activities.conftest import DAY, PASSWORD, drive

GPS, MAKE = 0x8825, 0x010F


def photo(path: Path, colour: int = 0, size: tuple[int, int] = (640, 480)) -> Path:
    """Write a photo as a telephone makes it: with a place and a maker."""
    image = Image.new("RGB", size, (colour, 90, 160))
    exif = Image.Exif()
    exif[MAKE] = "某某手机"
    exif.get_ifd(GPS)[1] = "N"
    image.save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def number(office: Program) -> int:
    entry = NewActivity(
        "lecture",
        DAY,
        "老年大学防骗课",
        place="村委会",
        hosts="镇反诈办",
        audience={AudienceGroup.ELDERLY: 38, AudienceGroup.RESIDENTS: 22},
        summary="讲了冒充客服。\n电话13800138000可咨询",
    )
    return office.ledgers.activities.log(entry, ["V01"])[0][0]


def test_a_picture_is_kept_without_place_and_camera(
    office: Program, number: int, tmp_path: Path
) -> None:
    pictures = office.ledgers.activity_pictures
    path = photo(tmp_path / "张三家门口.jpg")
    with Image.open(path) as taken:
        assert taken.getexif().get(MAKE)
    added, changes = pictures.add(number, path)
    assert changes.activities
    (shown,) = pictures.of(number)
    assert shown.id == added
    assert shown.name == "活动照片20230812-1.jpg"
    kept = Image.open(io.BytesIO(pictures.content(added)))
    assert kept.size == (640, 480)
    assert not dict(kept.getexif())
    assert shown.thumbnail is not None
    assert max(Image.open(io.BytesIO(shown.thumbnail)).size) == 160
    assert office.ledgers.activity_list.page(ActivityFilter())[0].pictures == 1
    pictures.remove(added)
    assert pictures.of(number) == ()
    with pytest.raises(Refused):
        pictures.content(added)


def test_other_files_a_second_time_and_a_tenth_are_refused(
    office: Program, number: int, tmp_path: Path
) -> None:
    pictures = office.ledgers.activity_pictures
    scan = tmp_path / "文件.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n")
    with pytest.raises(Refused, match="JPG"):
        pictures.add(number, scan)
    first = photo(tmp_path / "0.jpg")
    pictures.add(number, first)
    with pytest.raises(Refused, match="已经添加过"):
        pictures.add(number, first)
    for colour in range(1, 9):
        pictures.add(number, photo(tmp_path / f"{colour}.jpg", colour * 20, (64, 48)))
    with pytest.raises(Refused, match="最多9张"):
        pictures.add(number, photo(tmp_path / "9.jpg", 200, (64, 48)))


@pytest.fixture
def ended(office: Program, number: int, tmp_path: Path, root: Path) -> Iterator[Program]:
    """The same office a year after the campaign's end."""
    office.ledgers.activity_pictures.add(number, photo(tmp_path / "照片.jpg"))
    township = office.townships.overview()
    over = replace(township.campaign, end=date(2024, 1, 31))
    office.townships.save(replace(township, campaign=over))
    office.close()
    later = sign_in(root, "经办", PASSWORD, TestClock(datetime(2025, 1, 31, 9, 0)))
    yield later
    later.close()


def test_pictures_go_a_year_after_the_campaigns_end(ended: Program) -> None:
    def due(day: date) -> list[str]:
        return [item.subject_id for item in ended.retention.due(day, "activity_picture")]

    last = date(2025, 1, 31)
    assert due(last - timedelta(days=1)) == []
    (item,) = ended.retention.due(last, "activity_picture")
    report, changes = ended.retention.carry_out([item], "期满")
    assert (report.finished, changes.activities) == (True, True)
    assert due(last) == []
    row = ended.ledgers.activity_list.page(ActivityFilter())[0]
    assert (row.title, row.pictures) == ("老年大学防骗课", 0)


def test_a_brief_tells_numbers_and_shows_four_pictures(
    office: Program, number: int, tmp_path: Path
) -> None:
    drive = NewActivity("household_drive", DAY - timedelta(days=1), "敲门行动", quantity=31)
    (other,), _changes = office.ledgers.activities.log(drive, ["V02"])
    pictures = office.ledgers.activity_pictures
    for colour in range(4):
        pictures.add(number, photo(tmp_path / f"{colour}.jpg", colour * 20))
    pictures.add(other, photo(tmp_path / "9.jpg", 200, (300, 600)))
    record, changes = office.ledgers.activity_papers.issue_brief(
        [number, other], "反诈宣传进村入户"
    )
    assert changes.documents
    assert record.title == "反诈工作简报第1期"
    document = Document(io.BytesIO(office.documents.content(record.id)))
    text = "\n".join(p.text for p in document.paragraphs)
    for said in (
        "反诈宣传进村入户",
        "本期反映2场活动，参加和受宣传群众60人次。",
        "一、敲门行动",
        "2023年8月11日，柳树村开展敲门行动，共31户。",
        "大石村在村委会开展反诈讲座“老年大学防骗课”，由镇反诈办承办，受众为群众22人、老年人38人，共60人。",
    ):
        assert said in text, said
    assert "13800138000" not in text
    assert len(document.inline_shapes) == 4
    again, _changes = office.ledgers.activity_papers.issue_brief([number, other], "再发")
    assert (again.number, again.edition) == (1, 2)
    single, _changes = office.ledgers.activity_papers.issue_brief([other], "敲门行动见成效")
    assert single.number == 2


def test_other_activities_are_another_brief_though_as_many_of_them(office: Program) -> None:
    numbers, _changes = office.ledgers.activities.log(drive(), ["V01", "V02"])
    (third,), _changes = office.ledgers.activities.log(drive(), ["V01"])
    papers = office.ledgers.activity_papers
    first, _changes = papers.issue_brief(numbers, "敲门行动见成效")
    other, _changes = papers.issue_brief([numbers[0], third], "敲门行动再见成效")
    again, _changes = papers.issue_brief([*reversed(numbers)], "敲门行动见成效")
    told = [(r.number, r.edition) for r in (first, other, again)]
    assert told == [(1, 1), (2, 1), (1, 2)]


def test_a_brief_needs_activities_and_a_title_that_may_stand(office: Program, number: int) -> None:
    papers = office.ledgers.activity_papers
    with pytest.raises(Refused):
        papers.issue_brief([], "标题")
    for title in ("", "长" * 61, "对家属停水停电"):
        with pytest.raises(Invalid):
            papers.issue_brief([number], title)
    assert b"PK" in papers.preview_brief([number], "草稿一份")[:4]
