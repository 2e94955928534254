"""What a password must be."""

from __future__ import annotations

from antifraud_desktop.errors import Problem, Severity

PASSWORD_LENGTH = 10


def check_password(password: str, field: str = "password") -> tuple[Problem, ...]:
    """Return what is wrong with a new password: it has 10 characters at least."""
    if len(password) >= PASSWORD_LENGTH:
        return ()
    text = f"密码至少{PASSWORD_LENGTH}个字符，现在是{len(password)}个"
    return (Problem(field, Severity.ERROR, text, "short"),)
