"""Papers to be filled and signed: visit and interview records, appeal slips, the rights desk."""

from __future__ import annotations

import person_template_parts as p

FOUR = (28, 50, 28, 50)
DAY = "____年__月__日"
_PERSON = (
    p.pairs("姓　　名", "{{ name }}", "档案编号", "{{ file_number }}"),
    p.pairs("村（社区）", "{{ unit }}", "联系电话", "{{ phone }}"),
)


def visit_record() -> str:
    """Return the record of a visit."""
    return (
        p.title("走访记录")
        + p.note("{{ issuer }}")
        + p.table(
            FOUR,
            (
                *_PERSON,
                p.pairs("走访时间", "{{ day }}", "走访方式", "{{ kind }}"),
                p.pairs("地　　点", "{{ place }}", "是否见到", "{{ met }}"),
                *p.long_text("talk", 4, 45),
                *p.long_text("needs", 4, 18),
                *p.long_text("help_offered", 4, 18),
                *p.long_text("next_step", 4, 18),
                p.wide("下次联系", "{{ next_on }}", 3),
                p.sign("本人签名", "", "走访人签名", ""),
                p.sign("日　　期", DAY, "登 记 人", "{{ entered_by }}"),
            ),
        )
        + p.note("只记录与帮扶、防范有关的情况。本人可以要求更正，可以不签名。")
    )


def interview_record() -> str:
    """Return the record of an interview, read over and signed by the person."""
    return (
        p.title("谈话记录")
        + p.note("{{ issuer }}")
        + p.table(
            FOUR,
            (
                *_PERSON,
                p.pairs("谈话时间", "{{ day }}", "谈话方式", "{{ kind }}"),
                p.pairs("地　　点", "{{ place }}", "谈话人", "{{ officers }}"),
                p.wide(
                    "谈话前告知",
                    "谈话由您自愿参加，可以随时结束；您可以不回答与谈话目的无关的问题，可以阅读、"
                    "更正、补充本记录。谈话内容只用于帮扶和防范工作，依法保密。",
                    3,
                ),
                *p.long_text("talk", 4, 52),
                *p.long_text("needs", 4, 18),
                *p.long_text("help_offered", 4, 18),
                p.wide(
                    "核对意见",
                    "□ 以上记录我看过（已向我宣读），与我说的一致\n□ 有不一致的，写在下面：\n　",
                    3,
                    20,
                ),
                p.sign("本人签名", "", "日　　期", DAY),
                p.sign("谈话人签名", "", "日　　期", DAY),
            ),
        )
        + p.end()
    )


def _applicant() -> tuple[p.Row, ...]:
    return (
        p.pairs("申 诉 人", "{{ name }}", "联系电话", "{{ phone }}"),
        p.wide("身份证号", "{{ identity_number }}", 3),
        p.wide("住　　址", "{{ address }}", 3),
    )


def appeal_listing() -> str:
    """Return the appeal against being listed, to the organ that decided (第三十一条)."""
    return (
        p.title("惩戒认定申诉书")
        + p.to("{{ organ }}：")
        + p.note(
            "依据：反电信网络诈骗法第三十一条——对认定和惩戒措施有异议的，可以提出申诉。"
            "本申诉书交作出认定的公安机关；银行、通信企业自行作出的限制，另用第三十二条申诉书。"
        )
        + p.table(
            FOUR,
            (
                *_applicant(),
                p.wide("决定文书", "{{ organ }}　{{ number }}", 3),
                p.pairs(
                    "起止日期", "{{ starts_on }}至\n{{ ends_on }}", "送达日期", "{{ served_on }}"
                ),
                p.wide("认定理由", "{{ ground }}", 3),
                p.wide(
                    "申诉请求",
                    "□ 撤销认定　□ 缩短期限　□ 更正信息\n□ 提供认定的依据和材料　□ 其他：",
                    3,
                    16,
                ),
                *p.long_text("grounds", 4, 55),
                p.wide(
                    "所附材料",
                    "□ 身份证明　□ 决定书或者告知书　□ 判决书\n□ 付款、账户等记录　□ 其他：",
                    3,
                ),
                p.sign("申诉人签名", "", "日　　期", DAY),
            ),
        )
        + p.note("由本人填写，或者由工作人员按本人说的代为填写，经本人核对后签名。请自留一份。")
    )


def appeal_limit() -> str:
    """Return the appeal against a limit, to the body that set it (第三十二条)."""
    return (
        p.title("限制措施申诉书")
        + p.to("{{ to }}：")
        + p.note(
            "依据：反电信网络诈骗法第三十二条——采取限制、暂停服务等措施的，应当告知原因、救济"
            "渠道和需要提交的资料；可以向作出决定的部门、单位申诉，核查通过的应当即时解除。"
            "本申诉书交作出限制的银行、支付机构或者通信企业；对公安机关的认定，另用第三十一条申诉书。"
        )
        + p.table(
            FOUR,
            (
                *_applicant(),
                p.wide("被限制的", "□ 银行账户　□ 支付账户　□ 电话卡　□ 互联网账号　末四位：", 3),
                p.pairs("限制内容", "{{ limit }}", "开始日期", "{{ since }}"),
                p.wide(
                    "申诉请求",
                    "□ 书面告知原因、救济渠道和所需资料　□ 核查后解除限制\n"
                    "□ 保留工资、养老金、救助金等基本服务　□ 其他：",
                    3,
                    16,
                ),
                *p.long_text("grounds", 4, 55),
                p.wide("所附材料", "□ 身份证明\n□ 收入、用途证明　□ 交易说明　□ 其他：", 3),
                p.sign("申诉人签名", "", "日　　期", DAY),
            ),
        )
        + p.note("由本人填写，或者由工作人员按本人说的代为填写，经本人核对后签名。请自留一份。")
    )


def rights_receipt() -> str:
    """Return the receipt for a request about the own data."""
    return (
        p.title("个人信息权利申请回执")
        + p.to("{{ asker }}：")
        + p.text(
            "您于{{ received_on }}提出的申请已收到，登记如下。本单位将在{{ due_on }}前"
            "（自收到之日起{{ days }}个工作日内）答复。"
        )
        + p.table(
            FOUR,
            (
                p.pairs("登记编号", "{{ request_number }}", "申请事项", "{{ right }}"),
                p.pairs("信息主体", "{{ name }}", "申 请 人", "{{ asker }}"),
                *p.long_text("text", 4, 30),
            ),
        )
        + p.text(
            "需要补充材料的，会及时告知您。逾期没有答复的，可以向履行个人信息保护职责的部门投诉、"
            "举报（个人信息保护法第六十五条）。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
    )


def rights_decision() -> str:
    """Return the answer to a request; a refusal gives its reason in words."""
    return (
        p.title("个人信息权利申请答复书")
        + p.to("{{ asker }}：")
        + p.text("您于{{ received_on }}提出的申请，已办理完毕，现答复如下。")
        + p.table(
            FOUR,
            (
                p.pairs("登记编号", "{{ request_number }}", "申请事项", "{{ right }}"),
                p.pairs("信息主体", "{{ name }}", "办理结果", "{{ outcome }}"),
                *p.long_text("answer", 4, 40),
                p.pairs("办理日期", "{{ decided_on }}", "办 理 人", "{{ decided_by }}"),
            ),
        )
        + p.text(
            "对答复不服的，可以向履行个人信息保护职责的部门投诉、举报（个人信息保护法第六十五条）；"
            "请求被拒绝的，可以依法向人民法院提起诉讼（第五十条）。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
        + p.table(
            FOUR,
            (p.sign("收到人签名", "", "日　　期", DAY),),
        )
        + p.end()
    )
