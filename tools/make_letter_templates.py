"""Make the Word templates of the evaluation's letters: resources/documents/letters/*.docx.

Run: python tools/make_letter_templates.py
Equal input gives equal bytes; an office rewords its own copies, never these.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import person_template_parts as p
from make_base_document import FOLDER, write

FOUR = (28, 50, 28, 50)
DAY = "____年__月__日"


def interview_notice() -> str:
    """Return the notice of an interview to come."""
    return (
        p.title("反诈工作约谈通知")
        + p.to("{{ unit }}：")
        + p.text(
            "在{{ month }}反诈工作考核中，你单位得{{ total }}分，在参加排名的{{ ranked }}个单位中"
            "列第{{ rank }}名。按照考核办法，定于{{ when }}在{{ place }}与你单位主要负责人谈话，由"
            "{{ interviewer }}主持，请准时参加。",
            "失分较多的项目如下，请对照看一看原因，谈话时一并说明打算怎样改进：",
        )
        + p.table(
            (36, 22, 22, 76),
            (
                p.head("项　　目", "得　分", "满　分", "怎么算的"),
                *p.each(
                    "item",
                    "items",
                    ("{{ item.name }}", "{{ item.score }}", "{{ item.weight }}", "{{ item.text }}"),
                    4,
                ),
            ),
        )
        + p.text(
            "约谈是为了找出问题、帮助改进，不用另外准备书面汇报和台账。不能参加，或者对考核结果、"
            "约谈安排有不同意见的，请提前告知，我们核实后答复。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
    )


def interview_record() -> str:
    """Return the record of an interview, signed by both sides."""
    return (
        p.title("反诈工作约谈记录")
        + p.note("{{ issuer }}　　{{ number }}")
        + p.table(
            FOUR,
            (
                p.pairs("被约谈单位", "{{ unit }}", "考核月份", "{{ month }}"),
                p.pairs("得　　分", "{{ total }}", "名　　次", "第{{ rank }}名，共{{ ranked }}个"),
                p.pairs("约谈时间", "{{ held_on }}", "地　　点", "{{ place }}"),
                p.pairs("约 谈 人", "{{ interviewer }}", "参加人员", "{{ attendees }}"),
                *p.long_text("problems", 4, 36),
                *p.long_text("measures", 4, 36),
                p.wide("整改期限", "{{ measures_due }}", 3),
                *p.long_text("follow_up", 4, 24),
                p.wide("办结日期", "{{ closed_on }}", 3),
                p.sign("约谈人签名", "", "日　　期", DAY),
                p.sign("单位负责人\n签名", "", "日　　期", DAY),
            ),
        )
        + p.note("只谈本单位的工作。单位可以要求更正，有不同意见的可以写在本页背面。")
    )


def yellow_card_notice() -> str:
    """Return the notice of a yellow card."""
    return (
        p.title("反诈工作黄牌警示通知")
        + p.to("{{ unit }}：")
        + p.text(
            "你单位{{ first_month }}、{{ second_month }}两个月的反诈工作考核排在末位，并先后两次被"
            "约谈。按照考核办法，经研究，自{{ given_on }}起给予你单位黄牌警示。",
            "请在{{ measures_due }}前做到：",
            "{{ measures }}",
            "整改完成后请告知镇反诈办，我们核实后及时解除黄牌。黄牌只针对单位的工作，不作为一票否决"
            "的依据。整改中有困难，或者对本通知有不同意见的，可以随时提出，我们核实后答复。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
    )


LETTERS = {
    "interview_notice": interview_notice,
    "interview_record": interview_record,
    "yellow_card_notice": yellow_card_notice,
}


def main(folder: Path = FOLDER / "letters") -> None:
    """Write every template."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, letter in LETTERS.items():
        write(folder / f"{name}.docx", letter())


if __name__ == "__main__":
    main()
