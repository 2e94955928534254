"""When objections are received, and what a circular says of any month there can be (R17-R19)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.documents import evaluation_sentences as said
from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_tables import criteria_tables, rank_table
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.evaluation import Snapshot
from antifraud_desktop.records.evaluation_course import Corrected, ObjectionAnswer
from antifraud_desktop.records.evaluation_editions import EditionHead
from antifraud_desktop.records.evaluation_papers import CircularInput
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_course import (
    days_left,
    problems_of_answer,
    problems_of_receiving,
)
from antifraud_desktop.vocabulary import EvaluationState, ObjectionState
from tests.evaluation.townships import months

STAMP = datetime(2023, 9, 5, tzinfo=UTC)
SHOWN = date(2023, 9, 5)


def head(days: int, state: EvaluationState = EvaluationState.SHOWN) -> EditionHead:
    return EditionHead(
        id=1,
        month=date(2023, 8, 1),
        edition=1,
        scheme="月度考核方案",
        state=state,
        drafted_at=STAMP,
        drafted_by="张三",
        shown_on=SHOWN,
        objections_until=SHOWN + timedelta(days=days),
        frozen_at=None,
        frozen_by="",
        changes="",
        sha256="",
        open_objections=0,
        version=1,
    )


@given(days=st.integers(1, 30), after=st.integers(-5, 40), later=st.integers(0, 60))
def test_r18_an_objection_is_received_on_every_day_shown_and_on_no_other(
    days: int, after: int, later: int
) -> None:
    received = SHOWN + timedelta(days=after)
    problems = problems_of_receiving(head(days), received, received + timedelta(days=later))
    assert (not problems) is (0 <= after <= days)


@given(days=st.integers(1, 30), after=st.integers(0, 40))
def test_r18_the_days_left_are_those_on_which_one_may_still_come_in(days: int, after: int) -> None:
    today = SHOWN + timedelta(days=after)
    ahead = [today + timedelta(days=n) for n in range(40)]
    open_days = sum(not problems_of_receiving(head(days), day, day) for day in ahead)
    assert days_left(head(days), today) == open_days
    assert days_left(head(days, EvaluationState.DRAFT), today) is None


@given(
    state=st.sampled_from(list(ObjectionState)),
    corrected=st.lists(st.sampled_from(list(Corrected)), max_size=2, unique=True),
    effect=st.sampled_from(["", " ", "补录8月1日报送"]),
)
def test_an_answer_stands_when_what_it_says_and_what_it_puts_right_agree(
    state: ObjectionState, corrected: list[Corrected], effect: str
) -> None:
    answer = ObjectionAnswer(state, "答复", SHOWN, tuple(corrected), effect)
    stands = not problems_of_answer(answer, SHOWN, SHOWN)
    if state is ObjectionState.REJECTED:
        assert stands is not (bool(corrected) or bool(effect.strip()))
    elif state in (ObjectionState.ACCEPTED, ObjectionState.PARTLY):
        assert stands is (bool(corrected) and bool(effect.strip()))
    else:
        assert not stands


@given(months(most=14))
def test_a_circular_names_the_bottom_as_the_rule_says_and_praises_nobody_in_it(
    month: Snapshot,
) -> None:
    result = evaluate(month)
    issue = IssueHead(1, 2023, "镇反诈办", datetime(2023, 9, 9, 9))
    data = CircularInput(issue, "青禾镇", False, head(3), month.until, result, (), None)
    names = {u.code: u.name for u in result.units}
    low = "".join(said.bottom(data))
    praised = said.commended(data)[0]
    for code in result.cut.listed:
        assert f"{names[code]}（" in low or f"{names[code]}、" in low or f"{names[code]}同" in low
        assert f"{names[code]}（" not in praised
    assert all(text.strip() for text in (*said.asks(data), said.overview(result), low))
    assert "None" not in "".join([low, *said.asks(data), *said.commended(data)])


@given(months(least=1, most=6))
def test_every_criterion_of_a_scheme_has_its_column(month: Snapshot) -> None:
    ranked = [u for u in evaluate(month).units if u.rank is not None]
    heads = [head for table in criteria_tables(ranked, totals=True) for head in heads_of(table)]
    for unit in ranked:
        assert unit.name in rank_table(ranked)
        for criterion in unit.criteria:
            assert heads.count(criterion.name) == 1


def heads_of(table: str) -> list[str]:
    """Read a table's headings, those in several lines as one word."""
    first = parse_xml(f"<w:body {word.NAMESPACES}>{table}</w:body>").xpath(".//w:tr")[0]
    return ["".join(t.text for t in cell.xpath(".//w:t")) for cell in first.xpath("./w:tc")]
