"""Shipped lists come once: what an office removed stays removed, what an old file lacks comes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete

from antifraud_desktop.services.presets import BROUGHT
from db.models import Option, SchoolTerm
from tests.ui.office import build, open_copy


def test_a_list_the_office_emptied_is_not_filled_again(tmp_path: Path) -> None:
    build(tmp_path / "data")
    first = open_copy(tmp_path / "data")
    for requirement in first.ledgers.requirements.list():
        first.ledgers.requirements.remove(requirement.code, requirement.version)
    assert first.ledgers.requirements.list() == ()
    first.close()
    again = open_copy(tmp_path / "data")
    assert again.ledgers.requirements.list() == ()
    assert again.ledgers.activity_types.list() != ()
    again.close()


def test_a_file_of_an_older_edition_gets_what_it_lacks_and_keeps_what_it_has(
    tmp_path: Path,
) -> None:
    build(tmp_path / "data")
    old = open_copy(tmp_path / "data")
    types = old.ledgers.activity_types.list()
    with old.work.writing(audited=False) as uow:
        uow.session.execute(delete(Option).where(Option.key == BROUGHT))
        uow.session.execute(delete(SchoolTerm))
        uow.commit()
    old.close()
    now = open_copy(tmp_path / "data")
    assert now.ledgers.school_terms.list() != ()
    assert now.ledgers.activity_types.list() == types
    now.close()
