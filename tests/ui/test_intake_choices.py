from __future__ import annotations

import json

from antifraud_desktop.records.submissions import Decision
from tests.ui.days import DAY
from tests.ui.reviews import ROUGH, SPIKE, UNKNOWN, review
from ui.widgets.intake_choices import ReviewChoices


def fresh() -> ReviewChoices:
    choices = ReviewChoices()
    choices.review = review()
    return choices


def test_the_head_counts_what_is_clear_unrecognised_and_doubtful() -> None:
    choices = fresh()
    counts = choices.counts()
    assert (counts.clear, counts.total, counts.unrecognised, counts.doubtful) == (0, 3, 1, 2)
    dashi, hedong = review().submissions
    choices.take(dashi, ROUGH, 12)
    choices.dismiss(hedong, UNKNOWN)
    choices.set_aside(review().reading.unrecognised[0])
    counts = choices.counts()
    assert (counts.clear, counts.total, counts.unrecognised, counts.doubtful) == (2, 2, 0, 0)


def test_decisions_carry_every_word() -> None:
    choices = fresh()
    dashi, hedong = review().submissions
    choices.take(dashi, ROUGH, 12)
    choices.set_figure(dashi, "households_visited", None)
    choices.take(hedong, UNKNOWN, 2, "lectures")
    assert choices.decisions() == (
        Decision("U001", DAY, {"people_reached": 12, "households_visited": None}),
        Decision("U002", DAY, {"lectures": 2}, dismissed=("反诈夜校2场",)),
    )


def test_a_word_can_be_taken_back() -> None:
    choices = fresh()
    dashi = review().submissions[0]
    choices.take(dashi, ROUGH, 12)
    choices.reopen(dashi, ROUGH)
    choices.set_figure(dashi, "households_visited", 40)
    choices.set_figure(dashi, "households_visited", 32)
    assert choices.decisions() == ()
    assert choices.open_doubts(dashi) == (ROUGH,)


def test_what_is_left_out_is_not_saved_and_accepts_no_warning() -> None:
    choices = fresh()
    hedong = review().submissions[1]
    choices.set_reason(hedong, SPIKE, "已电话核实")
    assert list(choices.accepted_warnings().values()) == ["已电话核实"]
    choices.choice(hedong).skip = True
    assert choices.accepted_warnings() == {}
    assert choices.to_save() == 1


def test_choices_survive_a_crash() -> None:
    choices = fresh()
    dashi, hedong = review().submissions
    choices.take(dashi, ROUGH, 12)
    choices.choice(hedong).skip = True
    again = ReviewChoices()
    again.restore(json.loads(json.dumps(choices.payload())))
    again.review = review()
    assert again.decisions() == choices.decisions()
