"""What the office must prove about the data, as revision 0002 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def option() -> None:
    """Make the table."""
    op.create_table(
        "option",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("key", name="pk_option"),
        sa.CheckConstraint("length(key) <= 64", name="ck_option_key_length"),
    )


def backup_record() -> None:
    """Make the table."""
    op.create_table(
        "backup_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="rises by one with every backup, by no clock",
        ),
        sa.Column("second_target", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "audit_sequence", sa.Integer(), nullable=False, comment="last audit entry inside"
        ),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backup_record"),
        sa.UniqueConstraint(
            "number", "second_target", name="uq_backup_record_number_second_target"
        ),
        sa.CheckConstraint("length(file_name) <= 200", name="ck_backup_record_file_name_length"),
        sa.CheckConstraint("length(reason) <= 32", name="ck_backup_record_reason_length"),
    )


def erasure() -> None:
    """Make the table."""
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.CheckConstraint("length(kind) <= 32", name="ck_erasure_kind_length"),
        sa.CheckConstraint("length(subject_id) <= 64", name="ck_erasure_subject_id_length"),
        sa.CheckConstraint("length(action) <= 32", name="ck_erasure_action_length"),
        sa.CheckConstraint("length(account) <= 64", name="ck_erasure_account_length"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_erasure_reason_length"),
    )
    op.create_index("ix_erasure_kind_subject_id", "erasure", ["kind", "subject_id"], unique=False)


def export_request() -> None:
    """Make the table."""
    op.create_table(
        "export_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False, comment="JSON: what is to be exported"),
        sa.Column("title", sa.String(200), nullable=False, comment="without personal data"),
        sa.Column("recipient", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("requested_by", sa.String(64), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.String(200), nullable=False, comment="why, when refused"),
        sa.Column("valid_until", sa.DateTime(), nullable=True, comment="an approval does not last"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_request"),
        sa.CheckConstraint(
            "state IN ('pending', 'approved', 'refused', 'done')", name="ck_export_request_state"
        ),
        sa.CheckConstraint("length(kind) <= 32", name="ck_export_request_kind_length"),
        sa.CheckConstraint("length(title) <= 200", name="ck_export_request_title_length"),
        sa.CheckConstraint("length(recipient) <= 200", name="ck_export_request_recipient_length"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_export_request_reason_length"),
        sa.CheckConstraint(
            "length(requested_by) <= 64", name="ck_export_request_requested_by_length"
        ),
        sa.CheckConstraint("length(decided_by) <= 64", name="ck_export_request_decided_by_length"),
        sa.CheckConstraint("length(decision) <= 200", name="ck_export_request_decision_length"),
    )
    op.create_index("ix_export_request_state", "export_request", ["state"], unique=False)


def outgoing_item() -> None:
    """Make the table."""
    op.create_table(
        "outgoing_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("recipient", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "personal", sa.Boolean(), nullable=False, comment="holds personal data, needed approval"
        ),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_item"),
        sa.CheckConstraint("length(account) <= 64", name="ck_outgoing_item_account_length"),
        sa.CheckConstraint("length(kind) <= 32", name="ck_outgoing_item_kind_length"),
        sa.CheckConstraint("length(title) <= 200", name="ck_outgoing_item_title_length"),
        sa.CheckConstraint("length(recipient) <= 200", name="ck_outgoing_item_recipient_length"),
    )
    op.create_index("ix_outgoing_item_at", "outgoing_item", ["at"], unique=False)
    op.create_index("ix_outgoing_item_request_id", "outgoing_item", ["request_id"], unique=False)


def compliance_form() -> None:
    """Make the table."""
    op.create_table(
        "compliance_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("definition", sa.String(32), nullable=False, comment="edition of the questions"),
        sa.Column("answers", sa.Text(), nullable=False, comment="JSON: question code to answer"),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("started_by", sa.String(64), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(64), nullable=False, comment="who answers for it"),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.String(2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_compliance_form"),
        sa.CheckConstraint(
            "kind IN ('impact_assessment', 'self_audit', 'breach')", name="ck_compliance_form_kind"
        ),
        sa.CheckConstraint("length(definition) <= 32", name="ck_compliance_form_definition_length"),
        sa.CheckConstraint("length(started_by) <= 64", name="ck_compliance_form_started_by_length"),
        sa.CheckConstraint("length(signed_by) <= 64", name="ck_compliance_form_signed_by_length"),
        sa.CheckConstraint("length(note) <= 2000", name="ck_compliance_form_note_length"),
    )
    op.create_index("ix_compliance_form_kind", "compliance_form", ["kind"], unique=False)
