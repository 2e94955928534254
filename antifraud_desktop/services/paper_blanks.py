"""Papers about nobody, to be filled by hand, and what is left free in the others."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.records.person_papers import LongText, PersonPaper, Sheet

UNSAID = "____年__月__日"
_CELLS = (
    "gender", "birth_on", "phone", "unit", "category", "officers", "guardian", "ground",
    "number", "limit", "place", "kind", "entered_by", "file_number",
)  # fmt: skip
BOXES = "□ 见到　□ 未遇"
GROUNDS = "事实和理由"
TALK = (
    ("talk", "谈话情况"), ("needs", "需要的帮助"), ("help_offered", "提供的帮助"),
    ("next_step", "下一步"),
)  # fmt: skip


def blank_sheet(fields: Mapping[str, str], paper: PersonPaper) -> Sheet:
    """Return a paper without a person, to be filled by hand; ``fields`` name the office."""
    hand = "________"
    in_line = hand if paper is PersonPaper.UNDERTAKING else ""
    return {
        **fields,
        **dict.fromkeys(_CELLS, ""),
        **dict.fromkeys(("name", "identity_number", "address"), in_line),
        **dict.fromkeys(("to", "organ"), hand),
        "day": UNSAID,
        "met": BOXES,
        **dict.fromkeys(("next_on", "starts_on", "ends_on", "served_on", "since"), UNSAID),
        **{code: LongText(label, "") for code, label in (*TALK, ("grounds", GROUNDS))},
    }
