"""Accounts and the audit trail, as revision 0002 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def account() -> None:
    """Make the table."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("display_name", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "must_change",
            sa.Boolean(),
            nullable=False,
            comment="the password was given by somebody else",
        ),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.CheckConstraint("length(name) <= 64", name="ck_account_name_length"),
        sa.CheckConstraint("length(display_name) <= 64", name="ck_account_display_name_length"),
    )


def account_role() -> None:
    """Make the table."""
    op.create_table(
        "account_role",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", name="pk_account_role"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_role_account_id_account"
        ),
        sa.CheckConstraint(
            "role IN ('operator', 'reviewer', 'leader', 'case_officer', "
            "'child_protection', 'administrator', 'auditor')",
            name="ck_account_role_role",
        ),
    )


def audit_entry() -> None:
    """Make the table."""
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
            "payload_digest",
            sa.LargeBinary(),
            nullable=True,
            comment="binds the payload; says nothing of it once that is erased",
        ),
        sa.Column("previous_mac", sa.LargeBinary(), nullable=True),
        sa.Column(
            "mac",
            sa.LargeBinary(),
            nullable=True,
            comment="empty only until the chain begins at the next sign-in",
        ),
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


def audit_payload() -> None:
    """Make the table."""
    op.create_table(
        "audit_payload",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True, comment="JSON"),
        sa.Column("after", sa.Text(), nullable=True, comment="JSON"),
        sa.Column(
            "salt",
            sa.LargeBinary(),
            nullable=True,
            comment="goes with the payload: its digest cannot be guessed afterwards",
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_audit_payload"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name="fk_audit_payload_entry_id_audit_entry"
        ),
    )


def audit_head() -> None:
    """Make the table."""
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
        sa.CheckConstraint("id = 1", name="ck_audit_head_one_row"),
    )
