"""One person's file in one category: opened on its basis, read, timed, kept right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.case_requests import MeasureFacts, NewFile
from antifraud_desktop.records.person_views import FileView, TimelineEntry
from antifraud_desktop.records.persons import Basis
from antifraud_desktop.rules.case_basis import Answer
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.case_opening import (
    add_basis_row,
    answers_to,
    basis_answers,
    put_file,
    spans_of,
)
from antifraud_desktop.services.file_access import (
    FILE,
    file_to_change,
    person_of_file,
    viewing,
)
from antifraud_desktop.services.file_events import APPEAL, BASIS, FACTS, MEASURE, add_event
from antifraud_desktop.services.file_facts import fact_answers, settled_facts, unmasked
from antifraud_desktop.services.file_measures import measure_answers, measure_row
from antifraud_desktop.services.file_refusals import raise_if_any
from antifraud_desktop.services.file_terms import settle_terms
from antifraud_desktop.services.file_timeline import entries
from antifraud_desktop.services.file_views import file_view
from antifraud_desktop.services.forms import FormService
from antifraud_desktop.services.officers import assign, candidates, officer_problems
from antifraud_desktop.work import Work, allowed
from db.models import CaseFile, Person, PunitiveMeasure
from db.vocabulary import AppealState, CaseCategory, FileStatus

PAGE = 200
DONE = Changes(persons=True, retention=True)


class CaseFileService:
    """Files of persons (一人一档). What the law refuses is not stored, not even in part."""

    def __init__(self, work: Work, forms: FormService) -> None:
        """Keep the way to the database, and the gate of the impact assessment."""
        self._work, self._forms = work, forms

    @allowed(Permission.WRITE_FILES)
    def check(self, request: NewFile) -> tuple[Answer, ...]:
        """Return everything that stands against opening a file, the refusals first.

        A dry run: nothing is written. Problems that are warnings do not stop opening it.
        """
        self._work.require(Permission.ALL_FILES)
        with self._work.reading() as session:
            return answers_to(session, self._work, request)

    @allowed(Permission.WRITE_FILES)
    def open_file(self, request: NewFile) -> tuple[int, Changes]:
        """Open a file, with its person when that is new; return the file's number (R11).

        Only who may search all persons opens files: nobody else could see that one stands already.
        Raises Refused while the impact assessment is missing, FileRefused with every refusal of
        the law and what can be done instead, Invalid with every problem.
        """
        self._work.require(Permission.ALL_FILES)
        self._forms.impact_gate()
        with self._work.writing() as uow:
            row = put_file(uow.session, self._work, request)
            uow.record(
                "open_file",
                FILE,
                row.id,
                f"建立档案：{label_of(row.category)}",
                None,
                {"person": row.person_id, "officers": list(request.officers)},
            )
            number = row.id
            uow.commit()
        return number, DONE

    @allowed(Permission.READ_FILES)
    def file(self, file_id: int) -> FileView:
        """Return a file, masked. That the account looked is put on record."""
        with viewing(self._work, file_id) as reader:
            return file_view(reader, self._work, file_id)

    @allowed(Permission.READ_FILES)
    def opened(self, file_id: int, most: int = PAGE) -> tuple[FileView, tuple[TimelineEntry, ...]]:
        """Return a file with the newest page of its timeline, both of one moment."""
        with viewing(self._work, file_id) as reader:
            view = file_view(reader, self._work, file_id)
            return view, entries(reader, file_id, view.person.person_id, 0, min(most, PAGE))

    @allowed(Permission.READ_FILES)
    def timeline(self, file_id: int, first: int = 0, most: int = PAGE) -> tuple[TimelineEntry, ...]:
        """Return steps, visits, papers, measures and contacts of a file, newest first."""
        with viewing(self._work, file_id) as reader:
            person = person_of_file(reader, self._work, file_id)
            return entries(reader, file_id, person, first, min(most, PAGE))

    @allowed(Permission.WRITE_FILES)
    def add_basis(self, file_id: int, basis: Basis, version: int, text: str = "") -> Changes:
        """Add a document to a file's basis, judged like one that opens it."""
        with self._work.writing() as uow:
            session = uow.session
            row = file_to_change(session, self._work, file_id, version)
            birth = session.scalar(select(Person.birth_on).where(Person.id == row.person_id))
            today, earlier = self._work.clock.today(), spans_of(session, row.person_id)
            raise_if_any(basis_answers(row.category, basis, today, birth, earlier))
            add_basis_row(session, self._work, row, basis, text)
            add_event(session, self._work, file_id, BASIS, after=basis.kind.value)
            settle_terms(session, row)
            _touch(row)
            uow.record("add_basis", FILE, file_id, f"补充依据：{label_of(basis.kind)}")
            uow.commit()
        return DONE

    @allowed(Permission.WRITE_FILES)
    def change_facts(self, file_id: int, facts: Mapping[str, str], version: int) -> Changes:
        """Change a file's allow-listed fields; blank ones are taken out, masks stay what they hide.

        Raises Invalid for a field the category has not, or for words that stay out of files.
        """
        with self._work.writing() as uow:
            row = file_to_change(uow.session, self._work, file_id, version)
            before = json.loads(row.facts)
            given = unmasked(before, facts)
            raise_if_any(fact_answers(row.category, given))
            after = settled_facts(row.category, given)
            if before == after:
                return Changes()
            row.facts = json.dumps(after, ensure_ascii=False)
            add_event(uow.session, self._work, file_id, FACTS)
            uow.session.flush()
            uow.record("change_facts", FILE, file_id, "修改档案内容", before, after)
            uow.commit()
        return DONE

    @allowed(Permission.READ_FILES)
    def officers(self) -> tuple[str, ...]:
        """Return the accounts that can be made responsible for a file, by name."""
        with self._work.reading() as session:
            return candidates(session)

    @allowed(Permission.WRITE_FILES)
    def set_officers(self, file_id: int, accounts: Sequence[str], version: int) -> Changes:
        """Make accounts, and no others, responsible from today; former ones keep their days.

        Only who sees all files hands them out.
        """
        self._work.require(Permission.ALL_FILES)
        with self._work.writing() as uow:
            row = file_to_change(
                uow.session,
                self._work,
                file_id,
                version,
                (FileStatus.OPEN, FileStatus.STOPPED),
            )
            problems = officer_problems(uow.session, accounts)
            if problems:
                raise Invalid(problems)
            if not assign(uow.session, self._work, row, accounts):
                return Changes()
            _touch(row)
            uow.session.flush()
            after = {"officers": list(accounts)}
            uow.record("set_officers", FILE, file_id, "调整包保责任人", None, after)
            uow.commit()
        return DONE

    @allowed(Permission.WRITE_FILES)
    def add_measure(self, file_id: int, given: MeasureFacts, version: int) -> tuple[int, Changes]:
        """Copy another authority's measure into a file of two_card; return its number (R14).

        Level of the organ and terms are judged like those of a basis.
        """
        with self._work.writing() as uow:
            session = uow.session
            row = file_to_change(session, self._work, file_id, version)
            if row.category is not CaseCategory.TWO_CARD:
                raise Refused(
                    "只有“两卡惩戒”档案登记惩戒措施。", "请先按惩戒决定为此人建立该类档案。"
                )
            today, earlier = self._work.clock.today(), spans_of(session, row.person_id)
            raise_if_any(measure_answers(given, today, earlier))
            measure = measure_row(self._work, file_id, given)
            session.add(measure)
            add_event(session, self._work, file_id, MEASURE)
            settle_terms(session, row)
            _touch(row)
            session.flush()
            number = measure.id
            uow.record("add_measure", FILE, file_id, "登记惩戒措施")
            uow.commit()
        return number, DONE

    @allowed(Permission.WRITE_FILES)
    def change_appeal(self, measure_id: int, appeal: AppealState, version: int) -> Changes:
        """Say where the appeal against a measure stands; ``version`` is the file's.

        A measure that was revoked ends today.
        """
        with self._work.writing() as uow:
            session = uow.session
            measure = session.get(PunitiveMeasure, measure_id)
            if measure is None:
                raise Refused("没有这项惩戒措施。", "请刷新后再看。")
            row = file_to_change(session, self._work, measure.file_id, version)
            before, today = measure.appeal, self._work.clock.today()
            if before is appeal:
                return Changes()
            measure.appeal = appeal
            if appeal is AppealState.REVOKED and measure.ends_on > today:
                measure.ends_on = max(today, measure.starts_on)
            add_event(session, self._work, row.id, APPEAL, before.value, appeal.value)
            settle_terms(session, row)
            _touch(row)
            session.flush()
            said = f"申诉情况：{label_of(before)}改为{label_of(appeal)}"
            uow.record("change_appeal", FILE, row.id, said)
            uow.commit()
        return DONE


def _touch(row: CaseFile) -> None:
    """Raise the file's version when only what hangs on it changed."""
    flag_modified(row, "category")
