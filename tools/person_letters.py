"""Papers in running text: the notice, the undertaking, the referral letter, the help sheet.

The wording is ours and names the articles; the office's legal staff must sign it off.
"""

from __future__ import annotations

import person_template_parts as p

HAND = "________"


def notice() -> str:
    """Return the notice to the person (个人信息保护法第十七条)."""
    return (
        p.title("个人信息处理告知书")
        + p.note("档案编号：{{ file_number }}")
        + p.to("{{ name }}：")
        + p.text(
            "根据《中华人民共和国个人信息保护法》第十七条、第三十五条，{{ issuer }}（经办人："
            f"{{{{ officers }}}}，电话：{HAND}，地址：{HAND}）"
            "现将处理您个人信息的有关事项告知如下，只涉及您本人。"
        )
        + p.section("一、为什么处理，依据什么")
        + p.text("{{ purpose }}")
        + p.steer("{%p for basis in bases %}")
        + p.text("{{ basis.line }}")
        + p.steer("{%p endfor %}")
        + p.section("二、处理哪些信息，怎样处理")
        + p.text(
            "{{ data }}",
            "信息加密保存，不公开，不评分，只有承担此项工作的人员可以查看，查看留有记录。"
            "依法提供给其他单位的，另行告知。",
        )
        + p.section("三、保存多久")
        + p.text("{{ term }}")
        + p.section("四、您的权利")
        + p.text(
            "您有权查阅、复制本人信息，要求更正、补充、删除，限制或者拒绝处理，要求解释说明"
            "（第四十四条至第四十八条）。可以书面或者口头向经办人提出，本单位自收到之日起"
            "{{ days }}个工作日内答复；不予办理的，说明理由。"
        )
        + p.section("五、有异议怎么办")
        + p.text(
            "可以先向本单位提出；也可以向履行个人信息保护职责的部门投诉、举报（第六十五条）；"
            "请求被拒绝的，可以依法向人民法院提起诉讼（第五十条）。",
            "对惩戒认定的申诉适用反电信网络诈骗法第三十一条，对银行、通信企业限制措施的申诉"
            "适用第三十二条。",
            signed=True,
        )
        + p.signature("{{ issuer }}", "{{ date }}")
        + p.table(
            (34, 44, 34, 44),
            (
                p.sign("本人签名", "", "签收日期", "____年__月__日", least_mm=10),
                p.sign("送达人", "", "送达方式", "□ 当面 □ 邮寄 □ 其他", least_mm=10),
                p.Row(
                    (
                        p.Box(
                            "送达回执。本人可以不签收；不签收的，由送达人写明情况和日期，不影响本人"
                            "依法享有的权利。一式两份，本人和本单位各存一份。",
                            4,
                        ),
                    )
                ),
            ),
        )
        + p.end()
    )


def undertaking() -> str:
    """Return the undertaking: the signer's own acts, and nobody else's."""
    return (
        p.title("反电信网络诈骗承诺书")
        + p.to("{{ issuer }}：")
        + p.text(
            "本人{{ name }}，身份证号码{{ identity_number }}，住{{ address }}。经讲解，本人了解"
            "《中华人民共和国反电信网络诈骗法》的有关规定，自愿承诺："
        )
        + p.text(
            "一、遵守法律，不参与、不帮助电信网络诈骗及其关联违法犯罪。",
            "二、不买卖、出租、出借本人的电话卡、物联网卡、银行账户、支付账户、互联网账号"
            "（第三十一条）。",
            "三、不替他人转账、取现，不为诈骗活动提供推广、技术或者场所。",
            "四、接到可疑来电和信息不轻信、不转账，有疑问拨打96110，情况紧急拨打110。",
            "五、生活、就业、求学遇到困难时，可以向{{ issuer }}提出帮扶需要。",
        )
        + p.text(
            "本承诺书由本人自愿签署，只对本人有效。不签署或者以后撤回，不影响本人依法享有的"
            "权利和各项服务。一式两份，本人和{{ issuer }}各存一份。"
        )
        + p.table(
            (34, 44, 34, 44),
            (
                p.sign("承诺人签名", "", "日　　期", "____年__月__日"),
                p.sign("讲解人签名", "", "日　　期", "____年__月__日"),
            ),
        )
        + p.end()
    )


def referral_letter() -> str:
    """Return the letter that asks another body to help the person."""
    return (
        p.title("转介函")
        + p.to("{{ to }}：")
        + p.text(
            "{{ issuer }}在工作中了解到，以下人员需要贵单位依职责给予帮助，现予转介，请予办理。"
        )
        + p.table(
            (30, 48, 30, 48),
            (
                p.pairs("姓　　名", "{{ name }}", "性　　别", "{{ gender }}"),
                p.pairs("出生日期", "{{ birth_on }}", "联系电话", "{{ phone }}"),
                p.wide("身份证号", "{{ identity_number }}", 3),
                p.wide("住　　址", "{{ address }}", 3),
                *p.long_text("matter", 4, 40),
                p.wide(
                    "本人意愿",
                    "□ 本人已知道并同意转介　□ 本人申请转介\n"
                    "□ 紧急情况，为保护本人生命健康（个人信息保护法第十三条第一款第四项）",
                    3,
                ),
            ),
        )
        + p.text(
            "所附个人信息只用于办理本事项，请指定专人接收，办结后依规定保管或者销毁，"
            "不作其他用途。办理结果请回复本单位。"
        )
        + p.text(f"联系人：{{{{ officers }}}}，电话：{HAND}。", signed=True)
        + p.signature("{{ issuer }}", "{{ date }}")
    )


def help_sheet() -> str:
    """Return what to do when a bank or operator refuses a basic service; about nobody."""
    return (
        p.title("基本服务被拒时怎么办")
        + p.text(
            "银行、支付机构、通信企业限制您的账户、电话卡，或者不给您办理工资、养老金、救助金、"
            "医保等基本业务时，可以按下面的步骤做。"
        )
        + p.section("一、先问清楚")
        + p.text(
            "请网点告知限制的是什么、为什么、谁作出的、怎样解除、要交哪些材料。这是反电信网络"
            "诈骗法第三十二条规定的告知义务。最好请对方出具书面说明，记下日期、网点和经办人。"
        )
        + p.section("二、申请保留基本服务")
        + p.text(
            "惩戒应当依法认定、过惩相当、动态管理，保障基本的金融、通信服务需求（《电信网络诈骗"
            "及其关联违法犯罪联合惩戒办法》）。可以说明工资、养老金、救助金、还贷、就医、求学"
            "等需要，请网点保留基本的账户和电话卡功能，或者在柜面办理。"
        )
        + p.section("三、找对申诉的地方")
        + p.text(
            "限制是银行、支付机构、通信企业自己作出的：向该单位申诉（第三十二条）。核查通过的，"
            "应当即时解除。",
            "限制是因为被公安机关认定惩戒：向作出认定的公安机关申诉（第三十一条）。",
            "两种申诉书在{{ issuer }}都可以领取，也可以请工作人员帮助填写。",
        )
        + p.section("四、没有解决时")
        + p.text(
            "银行、支付机构的问题：银行保险消费者投诉热线12378，金融消费权益保护热线12363。",
            "电话卡、宽带的问题：电信用户申诉热线12300。",
            "政务服务：12345。法律援助：12348。认定惩戒的情况：作出认定的公安机关。",
        )
        + p.section("五、我们可以帮您")
        + p.text(
            f"{{{{ issuer }}}}可以帮您填写申诉书、联系网点、转介法律援助，不收取任何费用。"
            f"电话：{HAND}。"
        )
        + p.note("{{ township }}印制。内容供办事参考，以法律法规和有权机关的解释为准。")
    )
