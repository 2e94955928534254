"""The Chinese word of every audited action and of what it was done to."""

from __future__ import annotations

from collections.abc import Mapping

ACTION_WORDS: Mapping[str, str] = {
    "init": "建立资料",
    "sign_in": "登录",
    "add_account": "新增账号",
    "change_account": "修改账号",
    "remove_account": "注销账号",
    "change_password": "修改密码",
    "reset_password": "重设密码",
    "recover_password": "凭恢复码重设密码",
    "recovery_code": "生成恢复码",
    "save_township": "修改乡镇与行动",
    "change_settings": "修改设置",
    "set_day": "规定报送日",
    "save_exemption": "豁免报送",
    "save_unit": "修改单位",
    "import_units": "导入单位",
    "save_indicator": "修改指标",
    "save_target": "修改目标",
    "intake": "导入报送",
    "type_figures": "录入报送",
    "mark_nil": "登记零报告",
    "send_back": "退回报送",
    "accept_warning": "接受提示",
    "settle_doubt": "核定疑问",
    "chase": "催报",
    "issue": "生成文书",
    "export": "导出",
    "ask_export": "申请导出",
    "decide_export": "审批导出",
    "withdraw_export": "撤回申请",
    "unmask": "查看完整信息",
    "search": "搜索",
    "print": "打印",
    "form.start": "开始填表",
    "form.save": "填写表单",
    "form.sign": "签署表单",
    "form.print": "打印表单",
    "erase": "到期清理",
    "keep": "延长保存",
    "set_term": "修改保存期限",
    "backup": "备份",
    "restore": "恢复备份",
    "set_second_backup": "设置第二备份位置",
    "verify": "检查数据",
    "chain_alarm": "操作记录报警",
    "clear_alarm": "处理报警",
}
LOOKING = ("unmask", "search", "print", "form.print", "export")
"""Actions by which somebody saw or took out what is kept."""


def action_word(action: str) -> str:
    """Return the word of an action; one of another edition of the program stays as it is."""
    return ACTION_WORDS.get(action, action)
