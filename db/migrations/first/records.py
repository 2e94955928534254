"""Issued documents, accounts, drafts and the audit trail, as revision 0001 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables, parents first."""
    _issued_document()
    _account()
    _draft()
    _audit_entry()
    _audit_payload()


def _issued_document() -> None:
    op.create_table(
        "issued_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
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
        sa.UniqueConstraint("kind", "date", "edition", name="uq_issued_document_kind_date_edition"),
        sa.UniqueConstraint(
            "kind", "year", "number", "edition", name="uq_issued_document_kind_year_number_edition"
        ),
        sa.CheckConstraint(
            "kind IN ('daily_report', 'evening_bulletin')", name="ck_issued_document_kind"
        ),
        sa.CheckConstraint("length(title) <= 200", name="ck_issued_document_title_length"),
        sa.CheckConstraint("length(issued_by) <= 64", name="ck_issued_document_issued_by_length"),
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("display_name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.CheckConstraint(
            "role IN ('operator', 'reviewer', 'leader', 'case_officer', "
            "'child_protection', 'administrator', 'auditor')",
            name="ck_account_role",
        ),
        sa.CheckConstraint("length(name) <= 64", name="ck_account_name_length"),
        sa.CheckConstraint("length(display_name) <= 64", name="ck_account_display_name_length"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column(
            "key", sa.String(200), nullable=False, comment="page and subject, e.g. grid:2023-08-12"
        ),
        sa.Column("payload", sa.Text(), nullable=False, comment="JSON of the page's own making"),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("account", "key", name="uq_draft_account_key"),
        sa.CheckConstraint("length(account) <= 64", name="ck_draft_account_length"),
        sa.CheckConstraint("length(key) <= 200", name="ck_draft_key_length"),
    )


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject_kind", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(200), nullable=False),
        sa.Column(
            "summary",
            sa.String(200),
            nullable=False,
            comment="Chinese sentence without personal data",
        ),
        sa.Column(
            "previous_mac", sa.LargeBinary(), nullable=True, comment="place of the HMAC chain"
        ),
        sa.Column("mac", sa.LargeBinary(), nullable=True, comment="place of the HMAC chain"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sa.UniqueConstraint("sequence", name="uq_audit_entry_sequence"),
        sa.CheckConstraint("length(account) <= 64", name="ck_audit_entry_account_length"),
        sa.CheckConstraint("length(action) <= 32", name="ck_audit_entry_action_length"),
        sa.CheckConstraint("length(subject_kind) <= 32", name="ck_audit_entry_subject_kind_length"),
        sa.CheckConstraint("length(subject_id) <= 200", name="ck_audit_entry_subject_id_length"),
        sa.CheckConstraint("length(summary) <= 200", name="ck_audit_entry_summary_length"),
    )
    op.create_index("ix_audit_entry_action", "audit_entry", ["action"], unique=False)
    op.create_index(
        "ix_audit_entry_subject_kind_subject_id",
        "audit_entry",
        ["subject_kind", "subject_id"],
        unique=False,
    )


def _audit_payload() -> None:
    op.create_table(
        "audit_payload",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("after", sa.Text(), nullable=True, comment="JSON"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_audit_payload"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name="fk_audit_payload_entry_id_audit_entry"
        ),
    )
