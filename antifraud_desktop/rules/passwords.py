"""What a password must be."""

from __future__ import annotations

from antifraud_desktop.errors import Problem, Severity

PASSWORD_LENGTH = 10
_FEWEST_KINDS = 5
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def check_password(
    password: str, field: str = "password", *, account: str = "", old: str = ""
) -> tuple[Problem, ...]:
    """Return what is wrong with a new password.

    It has 10 characters at least, is neither the old one nor made of the account's name, and is
    no row of the keyboard and no few characters over and over: such are tried first.
    """
    text = _fault(password, account, old)
    return (Problem(field, Severity.ERROR, text, "password"),) if text else ()


def _fault(password: str, account: str, old: str) -> str:
    if len(password) < PASSWORD_LENGTH:
        return f"密码至少{PASSWORD_LENGTH}个字符，现在是{len(password)}个"
    if old and password == old:
        return "新密码不能与原密码相同"
    plain = password.casefold()
    rest = plain.replace(account.casefold(), "") if account else plain
    if len(rest) < PASSWORD_LENGTH // 2:
        return "密码不能主要由账号名组成"
    if len(set(plain)) < _FEWEST_KINDS:
        return "密码里不同的字符太少，容易被猜中"
    if any(plain in row * 3 or plain in row[::-1] * 3 for row in _ROWS):
        return "密码不能是键盘上连着的一串字符"
    return ""
