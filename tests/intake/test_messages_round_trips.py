"""Round trips and safety: what is generated reads back, and nothing harmless changes a figure."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from antifraud_desktop.records.intake import Span
from tests.intake.corpus_reading import DAY, indicators, merged, read

LABELS = {
    "households_visited": ("入户走访", "户"),
    "people_reached": ("宣传群众", "人次"),
    "leaflets": ("发放宣传单", "份"),
    "posters": ("张贴海报", "张"),
    "banners": ("悬挂横幅", "条"),
    "app_installed_new": ("新增安装", "人"),
    "app_installed_total": ("累计安装", "人"),
    "case_visits": ("重点人员走访", "人次"),
    "incidents": ("发案", "起"),
}
HEAD = "大石村联络员 2023/8/12 17:30:00\n"
FIGURES = st.dictionaries(
    st.sampled_from(sorted(LABELS)), st.integers(0, 9999), min_size=1, max_size=9
).filter(lambda f: f.get("app_installed_new", 0) <= f.get("app_installed_total", 10**6))


def chinese(number: int) -> str:
    digits, scales = "零一二三四五六七八九", ("", "十", "百", "千")
    if number == 0:
        return "零"
    said, gap = "", False
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            gap = bool(said) and not said.startswith("零")
            continue
        said = digits[int(digit)] + scales[place] + ("零" if gap else "") + said
        gap = False
    return said


def full_width(number: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in str(number))


def grouped(number: int) -> str:
    return f"{number:,}"


NUMBERS = st.sampled_from([str, chinese, full_width, grouped])


def values_of(paste: str) -> dict[str, int]:
    (got,) = merged(read(paste)).values()
    assert got.date == DAY
    assert not got.doubts, got.doubts
    return got.values()


@settings(max_examples=150, deadline=None)
@given(FIGURES, NUMBERS, st.sampled_from("，,、；。\n "))
def test_a_sentence_reads_back(figures: dict[str, int], number: object, joint: str) -> None:
    write = number if callable(number) else str
    said = joint.join(f"{LABELS[c][0]}{write(v)}{LABELS[c][1]}" for c, v in figures.items())
    assert values_of(f"{HEAD}大石村8月12日：{said}") == figures


@settings(max_examples=80, deadline=None)
@given(FIGURES, NUMBERS, st.sampled_from(["{}. ", "{}、", "（{}）", "{}）"]))
def test_a_numbered_list_reads_back(figures: dict[str, int], number: object, mark: str) -> None:
    write = number if callable(number) else str
    lines = [
        f"{mark.format(n)}{LABELS[c][0]}：{write(v)}{LABELS[c][1]}"
        for n, (c, v) in enumerate(figures.items(), start=1)
    ]
    assert values_of(f"{HEAD}【大石村】\n日期：2023.8.12\n" + "\n".join(lines)) == figures


@settings(max_examples=80, deadline=None)
@given(FIGURES.filter(lambda f: len(f) > 1), st.sampled_from("/、|"))
@example({"app_installed_new": 1000, "banners": 0, "case_visits": 0}, "/")  # no day of year 1000
def test_a_chain_entry_reads_back(figures: dict[str, int], joint: str) -> None:
    legend = "/".join(LABELS[c][0] for c in figures)
    row = joint.join(str(v) for v in figures.values())
    paste = f"镇反诈办 2023/8/12 15:00:00\n#接龙\n8月12日反诈日报（{legend}）\n1. 大石村 {row}"
    assert values_of(paste) == figures


@settings(max_examples=80, deadline=None)
@given(FIGURES.filter(lambda f: len(f) > 1), st.sampled_from([" ", "\t", "|", "   "]))
def test_a_table_reads_back(figures: dict[str, int], joint: str) -> None:
    head = joint.join(["村名", *(LABELS[c][0] for c in figures)])
    row = joint.join(["大石村", *(str(v) for v in figures.values())])
    assert values_of(f"{HEAD}{head}\n{row}") == figures


@settings(max_examples=80, deadline=None)
@given(FIGURES, NUMBERS)
def test_numbers_before_labels_read_back(figures: dict[str, int], number: object) -> None:
    write = number if callable(number) else str
    said = "，".join(f"{write(v)}{LABELS[c][1]}{LABELS[c][0]}" for c, v in figures.items())
    assert values_of(f"{HEAD}{said}") == figures


HARMLESS = ["收到", "谢谢领导", "覆盖率85%", "完成率达到92%", "联系电话13800138000", "[玫瑰]",
            "截止17:30", "明天计划入户50户", "其中老人3人", "请查收", "👍"]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(FIGURES, st.sampled_from(HARMLESS), st.integers(1, 9))
def test_law_of_intake_harmless_words_change_no_figure(
    figures: dict[str, int], harmless: str, place: int
) -> None:
    parts = [f"{LABELS[c][0]}{v}{LABELS[c][1]}" for c, v in figures.items()]
    parts.insert(1 + place % len(parts), harmless)
    (got,) = merged(read(f"{HEAD}{'。'.join(parts)}")).values()
    assert all(got.values().get(c, v) == v for c, v in figures.items())
    assert set(got.values()) <= set(figures)


@settings(max_examples=80, deadline=None)
@given(FIGURES, st.integers(1, 5000), st.sampled_from(["本周累计", "本月", "今年以来", "截至目前"]))
def test_law_of_intake_other_periods_are_never_todays(
    figures: dict[str, int], other: int, period: str
) -> None:
    said = "，".join(f"{LABELS[c][0]}{v}{LABELS[c][1]}" for c, v in figures.items())
    (got,) = merged(read(f"{HEAD}{said}。{period}入户{other}户")).values()
    assert got.values().get("households_visited") in {None, figures.get("households_visited")}


WORDS = [i.name for i in indicators()] + [
    "28", "96户", "3人", "十几", "，", "。", "\n", " ", "：", "/", "（", "）", "本周", "其中",
    "没", "无",
    "更正", "补充", "大石村", "河东村", "累计", "新增", "8月11日", "APP", "约", "同昨天", "1.",
    "2、", "合计",
    "\u200b", "？", "@", "「", "」\n- - - - -\n", "撤回了一条消息", "张三 2023/8/12 17:00\n",
    "|", "\t", "-",
    "1,206", "4.5万", "85%", "①", "均", "再", "备注：", "两百",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=25).map("".join))
def test_law_of_intake_nothing_raises_and_every_figure_has_its_place(text: str) -> None:
    paste = HEAD + text
    reading = read(paste)
    for version in reading.versions:
        for figure in version.figures:
            assert isinstance(figure.place, Span)
            said = paste[figure.place.start : figure.place.end]
            assert figure.text == said.strip()
            assert figure.value == 0 or re.search(r"[\d零一二三四五六七八九十百千万两]", said)
        for doubt in version.doubts:
            assert isinstance(doubt.place, Span)
            assert doubt.text in paste
            assert doubt.why


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_law_of_intake_no_number_of_a_unit_vanishes(text: str) -> None:
    paste = f"{HEAD}大石村：入户7户。{text}"
    reading = read(paste)
    told = "".join(
        [f.text + " " for v in reading.versions for f in v.figures]
        + [d.text + " " for v in reading.versions for d in v.doubts]
        + [i.text + " " for i in (*reading.ignored, *reading.unrecognised)]
        + [n + " " for n in reading.notices]
    )
    for number in ("96", "206", "4.5"):
        if number in text:
            assert number in told, (paste, reading)
