"""Persons: the list, the search before a file is opened, one person, and changes to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.case_requests import PersonFacts
from antifraud_desktop.records.person_views import (
    PersonFilter,
    PersonPage,
    PersonRow,
    PersonView,
    SavedFilterView,
    WholePerson,
)
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import PERSON, person_row
from antifraud_desktop.services.filter_rows import (
    PERSONS,
    drop_filter,
    filters_of,
    put_filter,
)
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.person_matches import find_matches
from antifraud_desktop.services.person_rows import (
    fill,
    person_view,
    told,
    unmasked_facts,
    whole_person,
)
from antifraud_desktop.services.person_search import rows_by_id, where_of
from antifraud_desktop.services.saved_filters import as_filter, as_text
from antifraud_desktop.work import Work, allowed
from db.queries import persons as queries
from db.queries.file_page import person as person_found

PAGE = 200
SAME_SEARCH = timedelta(minutes=10)
"""So long the same text searched again is the same search in the audit trail."""


class PersonService:
    """Persons on file. What the account may not see is in no list, search or number."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work
        self._searched: dict[str, datetime] = {}

    @allowed(Permission.READ_FILES)
    def page(self, wanted: PersonFilter, first: int = 0, most: int = PAGE) -> PersonPage:
        """Return some rows of the list and its length. A search by text is audited."""
        with self._work.looking() as reader:
            where = where_of(self._work, wanted)
            numbers = queries.page(reader, where, first, min(most, PAGE))
            rows = rows_by_id(reader, self._work, numbers)
            whole = first == 0 and len(rows) < most
            total = len(rows) if whole else queries.count(reader, where)
        self._note_search(wanted.text)
        return PersonPage(rows, total)

    @allowed(Permission.READ_FILES)
    def ids(self, wanted: PersonFilter) -> tuple[int, ...]:
        """Return the numbers of all persons of a list, in its order. Audited like a page."""
        with self._work.looking() as reader:
            found = tuple(queries.ids(reader, where_of(self._work, wanted)))
        self._note_search(wanted.text)
        return found

    @allowed(Permission.READ_FILES)
    def found(self, wanted: PersonFilter) -> tuple[tuple[int, ...], tuple[PersonRow, ...]]:
        """Return the numbers of a list as :meth:`ids` does, and its first page as of then."""
        with self._work.looking() as reader:
            numbers = tuple(queries.ids(reader, where_of(self._work, wanted)))
            rows = rows_by_id(reader, self._work, numbers[:PAGE])
        self._note_search(wanted.text)
        return numbers, rows

    @allowed(Permission.READ_FILES)
    def rows(self, numbers: Sequence[int]) -> tuple[PersonRow, ...]:
        """Return the rows of persons by number, at most 200; what the account may not see, not."""
        with self._work.looking() as reader:
            found = rows_by_id(reader, self._work, numbers[:PAGE])
        whole = self._work.may(Permission.ALL_FILES)
        return tuple(row for row in found if whole or row.files)

    @allowed(Permission.READ_FILES)
    def matches(
        self, name: str, identity_number: str = "", phone: str = "", unit_code: str = ""
    ) -> tuple[PersonRow, ...]:
        """Return who may be meant before a new person is made, the surest first, with why.

        Found by identity number, phone, and name or its pinyin; those of the unit first.
        """
        self._note_search(" ".join(t for t in (name, identity_number, phone) if t.strip()))
        with self._work.reading() as session:
            why = find_matches(session, self._work, name, identity_number, phone, unit_code)
            return rows_by_id(session, self._work, why, why)

    @allowed(Permission.READ_FILES)
    def person(self, person_id: int) -> PersonView:
        """Return a person with the files the account may see; of a double the one it became."""
        with self._work.reading() as session:
            row = person_row(session, self._work, person_id)
            return person_view(session, self._work, person_found(session, row.id))

    @allowed(Permission.SEE_PERSONAL)
    def whole(self, grant: Unmasked) -> WholePerson:
        """Return the values of the person a grant is for; they open with the grant."""
        self._work.require(Permission.READ_FILES)
        if grant.subject_kind != PERSON:
            raise Refused("没有这个人的档案，或者不由您负责。", "请刷新后再看。")
        with self._work.reading() as session:
            row = person_row(session, self._work, int(grant.subject_id))
            return whole_person(row, int(grant.subject_id))

    @allowed(Permission.WRITE_FILES)
    def change_person(self, person_id: int, given: PersonFacts, version: int) -> Changes:
        """Change a person's facts; a mask that comes back keeps what it stands for.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            row = person_row(uow.session, self._work, person_id)
            if row.version != version:
                raise changed_elsewhere(uow.session, "此人的资料", PERSON, str(row.id))
            before = told(row)
            problems = fill(uow.session, self._work, row, unmasked_facts(row, given))
            if problems:
                raise Invalid(problems)
            after = told(row)
            if before == after:
                return Changes()
            uow.session.flush()
            uow.record("change_person", PERSON, row.id, "修改人员资料", before, after)
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.READ_FILES)
    def filters(self) -> tuple[SavedFilterView, ...]:
        """Return the account's own saved filters by name."""
        with self._work.reading() as session:
            rows = filters_of(session, self._work.account, PERSONS)
            return tuple(SavedFilterView(row.name, as_filter(row.query)) for row in rows)

    @allowed(Permission.READ_FILES)
    def save_filter(self, name: str, wanted: PersonFilter) -> Changes:
        """Keep a filter under a name; one of that name is replaced. Its text is not kept."""
        with self._work.writing() as uow:
            put_filter(uow.session, self._work.account, PERSONS, name, as_text(wanted))
            uow.record("save_filter", "persons", "", "保存人员名单的筛选")
            uow.commit()
        return Changes(persons=True)

    @allowed(Permission.READ_FILES)
    def drop_filter(self, name: str) -> Changes:
        """Forget one of the account's own saved filters."""
        with self._work.writing() as uow:
            drop_filter(uow.session, self._work.account, PERSONS, name)
            uow.record("drop_filter", "persons", "", "删除人员名单的筛选")
            uow.commit()
        return Changes(persons=True)

    def _note_search(self, text: str) -> None:
        """Put a search on record, its text in the payload; the same one once in ten minutes."""
        said, now = " ".join(text.split()), self._work.clock.utc()
        last = self._searched.get(said)
        if not said or (last is not None and last <= now < last + SAME_SEARCH):
            return
        with self._work.writing() as uow:
            uow.record("search", "persons", "", "搜索人员档案", None, {"text": said})
            uow.commit()
        kept = {t: at for t, at in self._searched.items() if now < at + SAME_SEARCH}
        self._searched = kept | {said: now}
