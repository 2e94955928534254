"""Persons, visits, return assistance, rights desk, the children's module."""

from __future__ import annotations

from db.migrations.third import assistance, bases, persons, visits

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing that stands is changed."""
    persons.person()
    persons.case_file()
    bases.basis_document()
    bases.punitive_measure()
    persons.file_officer()
    persons.file_event()
    persons.referral()
    persons.saved_filter()
    visits.follow_up_plan()
    visits.plan_day()
    visits.visit()
    visits.visit_file()
    visits.attachment()
    visits.signed_paper()
    assistance.return_assistance()
    assistance.contact_entry()
    assistance.rights_request()
    assistance.youth_key()
    assistance.youth_record()
