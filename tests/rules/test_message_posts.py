"""Heads of WeChat copies and mail exports: who and when (R3)."""

from __future__ import annotations

from datetime import datetime

import pytest

from antifraud_desktop.rules.message_posts import split_posts
from antifraud_desktop.rules.text_normal import fold_text

PASTED = datetime(2023, 8, 12, 21)  # a Saturday
HEADS = {
    "大石村 2023/8/12 17:32:10": datetime(2023, 8, 12, 17, 32, 10),
    "大石村 2023-08-12 17:32": datetime(2023, 8, 12, 17, 32),
    "大石村 2023年8月12日 17:32": datetime(2023, 8, 12, 17, 32),
    "大石村：2023/8/12 17:32:10": datetime(2023, 8, 12, 17, 32, 10),
    "大石村 8月11日 17:32": datetime(2023, 8, 11, 17, 32),
    "大石村 12月31日 17:32": datetime(2022, 12, 31, 17, 32),
    "大石村 昨天 17:05": datetime(2023, 8, 11, 17, 5),
    "大石村 今天 下午5:05": datetime(2023, 8, 12, 17, 5),
    "大石村 前天 上午 12:05": datetime(2023, 8, 10, 0, 5),
    "大石村 星期五 17:05": datetime(2023, 8, 11, 17, 5),
    "大石村 周日 晚上8:05": datetime(2023, 8, 6, 20, 5),
    "2023-08-12 17:32:10 大石村": datetime(2023, 8, 12, 17, 32, 10),
    "大石村\n2023/8/12 17:32:10": datetime(2023, 8, 12, 17, 32, 10),
    "大石村\n17:05": datetime(2023, 8, 12, 17, 5),
    "大石村  17:05": datetime(2023, 8, 12, 17, 5),
}


def posts(paste: str) -> list[tuple[str, datetime | None, str]]:
    text = fold_text(paste)
    found, _ = split_posts(text, PASTED, lambda name: "大石" in name)
    return [(p.sender, p.received, text[p.start : p.end]) for p in found]


@pytest.mark.parametrize(("head", "moment"), HEADS.items())
def test_r3_the_head_gives_the_time_of_receipt(head: str, moment: datetime) -> None:
    assert posts(f"{head}\n入户28户\n") == [("大石村", moment, "入户28户")]


def test_r3_a_mail_export_takes_its_day_from_the_day_line() -> None:
    paste = "—————  2023-08-11  —————\n\n张三  17:05\n\n入户28户\n\n李四  17:06\n\n收到"
    assert posts(paste) == [
        ("张三", datetime(2023, 8, 11, 17, 5), "入户28户"),
        ("李四", datetime(2023, 8, 11, 17, 6), "收到"),
    ]


@pytest.mark.parametrize(
    "line",
    ["入户28户，宣传96人 2023/8/12 17:30", "张三  17:05", "截止时间 18:00",
    "大石村 2023/2/30 17:30",
     "大石村 2023/8/12 25:30", "入户28户 2023/8/12 17:30", "大石村 13月1日 17:30"],
)  # fmt: skip
def test_law_of_intake_a_line_that_is_no_head_stays_text(line: str) -> None:
    ((sender, received, text),) = posts(f"{line}\n入户28户")
    assert (sender, received) == ("", None)
    assert text.startswith(line.replace("，", ",")[:4])


def test_a_time_alone_begins_a_message_of_nobody() -> None:
    assert posts("2023/8/12 17:30\n入户28户")[0][:2] == ("", datetime(2023, 8, 12, 17, 30))


def test_withdrawn_lines_are_told() -> None:
    _, withdrawn = split_posts("“张三”撤回了一条消息\n李四 RECALLED A MESSAGE", PASTED, bool)
    assert [w.name for w in withdrawn] == ["张三", "李四"]


def test_empty_input_gives_nothing() -> None:
    assert posts("") == []
    assert posts(" \n\n") == []


def test_a_liaison_with_a_number_is_a_sender() -> None:
    text = "联络员16 2023/8/12 17:10:00\n入户12户，宣传30人\n\n入户28 2023/8/12 17:20:00"
    posts, _withdrawn = split_posts(text, datetime(2023, 8, 12, 18, 5), lambda _name: False)
    assert [p.sender for p in posts] == ["联络员16"]
