"""Tables of revision 0001 whose lists of words grew in revision 0004."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def raw_source() -> None:
    """Make the table."""
    op.create_table(
        "raw_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False, comment="file name of a workbook"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_raw_source"),
        sa.CheckConstraint(
            "kind IN ('message', 'workbook', 'typed', 'activity')", name="ck_raw_source_kind"
        ),
        sa.CheckConstraint("length(name) <= 200", name="ck_raw_source_name_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_raw_source_entered_by_length"),
    )
    op.create_index("ix_raw_source_sha256", "raw_source", ["sha256"], unique=False)


def submission_version() -> None:
    """Make the table."""
    op.create_table(
        "submission_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("raw_source_id", sa.Integer(), nullable=True),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False, comment="why a clerk changed it"),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="the message or row itself"),
        sa.Column("digest", sa.String(), nullable=False, comment="tells doubles apart"),
        sa.PrimaryKeyConstraint("id", name="pk_submission_version"),
        sa.UniqueConstraint(
            "submission_id", "number", name="uq_submission_version_submission_id_number"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["daily_submission.id"],
            name="fk_submission_version_submission_id_daily_submission",
        ),
        sa.CheckConstraint(
            "kind IN ('original', 'correction', 'addition', 'repeat')",
            name="ck_submission_version_kind",
        ),
        sa.CheckConstraint(
            "source IN ('message', 'workbook', 'typed', 'activity')",
            name="ck_submission_version_source",
        ),
        sa.ForeignKeyConstraint(
            ["raw_source_id"],
            ["raw_source.id"],
            name="fk_submission_version_raw_source_id_raw_source",
        ),
        sa.CheckConstraint(
            "length(entered_by) <= 64", name="ck_submission_version_entered_by_length"
        ),
        sa.CheckConstraint("length(reason) <= 200", name="ck_submission_version_reason_length"),
        sa.CheckConstraint("length(note) <= 2000", name="ck_submission_version_note_length"),
    )
    op.create_index("ix_submission_version_digest", "submission_version", ["digest"], unique=False)
    op.create_index(
        "ix_submission_version_raw_source_id", "submission_version", ["raw_source_id"], unique=False
    )
    op.create_index(
        "ix_submission_version_submission_id", "submission_version", ["submission_id"], unique=False
    )


def issued_document() -> None:
    """Make the table."""
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column(
            "subject", sa.String(32), nullable=False, comment="whom or what it is about: a code"
        ),
        sa.Column(
            "first_day", sa.Date(), nullable=True, comment="where it tells of more than a day"
        ),
        sa.Column(
            "date", sa.Date(), nullable=False, comment="the day, or the last day, it tells of"
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(64), nullable=False),
        sa.Column(
            "snapshot", sa.Text(), nullable=False, comment="JSON the document was written from"
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issued_document"),
        sa.UniqueConstraint(
            "kind",
            "subject",
            "date",
            "edition",
            name="uq_issued_document_kind_subject_date_edition",
        ),
        sa.UniqueConstraint(
            "kind", "year", "number", "edition", name="uq_issued_document_kind_year_number_edition"
        ),
        sa.CheckConstraint(
            "kind IN ('daily_report', 'evening_bulletin', 'activity_brief', "
            "'weekly_summary', 'monthly_summary', 'work_summary', "
            "'incident_analysis', 'warning_poster', 'requirement_matrix', "
            "'material_ledger', 'rectification_sheet', 'evaluation_circular', "
            "'village_sheet', 'interview_notice', 'interview_record', "
            "'yellow_card_notice')",
            name="ck_issued_document_kind",
        ),
        sa.CheckConstraint("length(subject) <= 32", name="ck_issued_document_subject_length"),
        sa.CheckConstraint("length(title) <= 200", name="ck_issued_document_title_length"),
        sa.CheckConstraint("length(issued_by) <= 64", name="ck_issued_document_issued_by_length"),
    )


def saved_filter() -> None:
    """Make the table."""
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column(
            "place", sa.String(32), nullable=False, comment="which list: persons, activities, ..."
        ),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("query", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
        sa.UniqueConstraint("account", "place", "name", name="uq_saved_filter_account_place_name"),
        sa.CheckConstraint("length(account) <= 64", name="ck_saved_filter_account_length"),
        sa.CheckConstraint("length(place) <= 32", name="ck_saved_filter_place_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_saved_filter_name_length"),
    )
