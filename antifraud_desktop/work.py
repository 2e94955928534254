"""The way to the database that services are handed: who works, by which clock, on which file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.unit_of_work import UnitOfWork, looking, reading
from db.reader import Reader

PERMISSION = "needs_permission"
"""The attribute a use case carries its permission in; a test finds those without one."""


class NotAllowed(Refused):
    """The account's roles do not allow the use case."""


@dataclass(frozen=True, slots=True)
class Work:
    """One signed-in account's access. ``anchor`` is the side file of the audit chain."""

    sessions: sessionmaker[Session]
    clock: Clock
    account: str
    permissions: frozenset[Permission]
    anchor: Path | None = None

    def reading(self) -> AbstractContextManager[Session]:
        """Return a session for queries; it cannot write."""
        return reading(self.sessions)

    def looking(self) -> AbstractContextManager[Reader]:
        """Return a view for kept statements alone, for what is asked at every key."""
        return looking(self.sessions)

    def writing(self, *, audited: bool = True) -> UnitOfWork:
        """Return a unit of work: one transaction, one audit entry, rolled back by default."""
        return UnitOfWork(
            self.sessions, self.clock, self.account, audited=audited, side_file=self.anchor
        )

    def may(self, permission: Permission) -> bool:
        """Say whether the account holds a permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the account holds ``permission``."""
        if permission not in self.permissions:
            raise NotAllowed("您的角色不能做这一步。", "需要时请系统管理员调整角色。")


class _AtWork(Protocol):
    _work: Work


S = TypeVar("S", bound=_AtWork)
A = ParamSpec("A")
R = TypeVar("R")


def allowed(
    permission: Permission,
) -> Callable[[Callable[Concatenate[S, A], R]], Callable[Concatenate[S, A], R]]:
    """Declare what a service's use case needs; checked here, once, before anything is read.

    Example::

        @allowed(Permission.KEEP_BASICS)
        def save(self, record: UnitRecord) -> Changes: ...
    """

    def declare(use_case: Callable[Concatenate[S, A], R]) -> Callable[Concatenate[S, A], R]:
        @wraps(use_case)
        def checked(self: S, /, *args: A.args, **kwargs: A.kwargs) -> R:
            self._work.require(permission)
            return use_case(self, *args, **kwargs)

        setattr(checked, PERMISSION, permission)
        return checked

    return declare


def permission_of(use_case: Any) -> Permission | None:
    """Return what a use case declared, None when it declared nothing."""
    found = getattr(use_case, PERMISSION, None)
    return found if isinstance(found, Permission) else None
