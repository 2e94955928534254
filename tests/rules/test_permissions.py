"""Roles and what follows from them (boundaries.md, care for the data)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.permissions import (
    EVERYBODY,
    ROLE_PERMISSIONS,
    Permission,
    conflict_of,
    permissions_of,
)
from antifraud_desktop.vocabulary import Role

ROLES = st.frozensets(st.sampled_from(list(Role)))
CONTENT = {
    Permission.READ_FIGURES,
    Permission.TAKE_FIGURES,
    Permission.SEE_PERSONAL,
    Permission.ERASE,
}


def test_administrator_and_auditor_see_no_content_whoever_is_there() -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert not CONTENT & permissions_of({role}, set())


@given(ROLES, ROLES)
def test_only_an_operator_ever_stands_in(roles: frozenset[Role], staffed: frozenset[Role]) -> None:
    plain = frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))
    found = permissions_of(roles, staffed)
    assert plain <= found
    if Role.OPERATOR not in roles or {Role.ADMINISTRATOR, Role.AUDITOR} <= staffed:
        assert found - plain <= {Permission.SIGN_FORMS, Permission.DECIDE_RANKING}
    if Role.OPERATOR not in roles:
        assert found == plain
    # The second person of an export is never made up.
    assert (Permission.DECIDE_EXPORT in found) == (Role.REVIEWER in roles)


@given(ROLES)
def test_the_two_stand_alone(roles: frozenset[Role]) -> None:
    apart = {Role.ADMINISTRATOR, Role.AUDITOR} & roles
    assert bool(conflict_of(roles)) == (not roles or (bool(apart) and len(roles) > 1))


def test_everybody_may_change_the_own_password_and_read_whose_office_it_is() -> None:
    for role in Role:
        assert permissions_of({role}, set(Role)) >= EVERYBODY
