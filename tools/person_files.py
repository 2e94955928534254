"""A person's file on paper, and the copy of the own data for the person."""

from __future__ import annotations

import person_template_parts as p

FOUR = (28, 50, 28, 50)
BASIS = (28, 50, 42, 36)
MEASURE = (44, 36, 52, 24)
TIME = (36, 32, 88)


def _base() -> str:
    return p.table(
        FOUR,
        (
            p.pairs("姓　　名", "{{ name }}", "档案编号", "{{ file_number }}"),
            p.pairs("性　　别", "{{ gender }}", "出生日期", "{{ birth_on }}"),
            p.wide("身份证号", "{{ identity_number }}", 3),
            p.pairs("联系电话", "{{ phone }}", "村（社区）", "{{ unit }}"),
            p.wide("住　　址", "{{ address }}", 3),
            p.wide("联系人\n（监护人）", "{{ guardian }}", 3),
            p.pairs("类　　别", "{{ category }}", "档案状态", "{{ status }}"),
            p.pairs("建档日期", "{{ opened_on }}", "包保责任人", "{{ officers }}"),
            p.pairs("关注程度", "{{ attention }}", "保存至", "{{ retain_until }}"),
        ),
    )


def _rest() -> str:
    return (
        p.section("二、依据文书")
        + p.table(
            BASIS,
            (
                p.head("种类", "机关", "文号", "日期"),
                *p.each(
                    "row",
                    "bases",
                    (
                        "{{ row.kind }}",
                        "{{ row.organ }}",
                        "{{ row.number }}",
                        "{{ row.issued_on }}",
                    ),
                    4,
                ),
            ),
        )
        + p.section("三、登记事项")
        + p.table(
            (46, 110),
            (
                p.head("事项", "内容"),
                *p.each("row", "facts", ("{{ row.label }}", "{{ row.text }}"), 2),
            ),
        )
        + p.section("四、惩戒措施（作出机关决定的副本）")
        + p.table(
            MEASURE,
            (
                p.head("机关", "文号", "起止", "申诉"),
                *p.each(
                    "row",
                    "measures",
                    ("{{ row.organ }}", "{{ row.number }}", "{{ row.span }}", "{{ row.appeal }}"),
                    4,
                ),
            ),
        )
        + p.section("五、走访、联系与帮扶")
        + p.table(
            TIME,
            (
                p.head("日期", "方式", "情况"),
                *p.each("row", "visits", ("{{ row.day }}", "{{ row.kind }}", "{{ row.text }}"), 3),
            ),
        )
        + p.section("六、签署的材料")
        + p.table(
            TIME,
            (
                p.head("日期", "材料", "备注"),
                *p.each("row", "papers", ("{{ row.day }}", "{{ row.kind }}", "{{ row.text }}"), 3),
            ),
        )
    )


def person_file() -> str:
    """Return one person's file."""
    return (
        p.title("人员档案（一人一档）")
        + p.note("{{ issuer }}　　{{ date }}")
        + p.section("一、基本情况")
        + _base()
        + _rest()
        + p.note(
            "只记录法律允许的内容；惩戒措施以作出机关的决定为准。用后归还，不得复制、转发，"
            "保存期满依法删除。"
        )
    )


def own_data() -> str:
    """Return the copy a person asked for (个人信息保护法第四十五条)."""
    return (
        p.title("本人信息复制件")
        + p.note("登记编号：{{ request_number }}　　{{ issuer }}　　{{ date }}")
        + p.to("{{ name }}：")
        + p.text(
            "根据您的申请，依据《中华人民共和国个人信息保护法》第四十五条，现提供本单位保存的"
            "您的个人信息。涉及其他人的内容已经遮掩。"
        )
        + p.steer("{%p for file in files %}")
        + p.section("{{ file.title }}")
        + p.table(
            (40, 116),
            (
                p.head("项目", "内容"),
                *p.each("row", "file.rows", ("{{ row.label }}", "{{ row.text }}"), 2),
            ),
        )
        + p.steer("{%p endfor %}")
        + p.text(
            "认为有错误或者不完整的，可以要求更正、补充（第四十六条）；有其他异议的，请向本单位"
            "提出，{{ days }}个工作日内答复。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
    )
