"""Return assistance, the rights desk and the children's module, as revision 0003 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def return_assistance() -> None:
    """Make the table."""
    op.create_table(
        "return_assistance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("region", sa.String(64), nullable=False, comment="country or region, no more"),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column(
            "reported_by_unit",
            sa.Boolean(),
            nullable=False,
            comment="the unit told, not the police",
        ),
        sa.Column("township_member", sa.String(64), nullable=False),
        sa.Column("police_member", sa.String(64), nullable=False),
        sa.Column("village_member", sa.String(64), nullable=False),
        sa.Column("relative", sa.String(64), nullable=False, comment="only one who volunteered"),
        sa.Column("relative_since", sa.Date(), nullable=True, comment="when the relative said so"),
        sa.Column("signs", sa.Text(), nullable=False, comment="JSON: trafficking checklist"),
        sa.Column("wish", sa.String(2000), nullable=False),
        sa.Column("help_needed", sa.String(2000), nullable=False),
        sa.Column("help_given", sa.String(2000), nullable=False),
        sa.Column("referral", sa.String(2000), nullable=False),
        sa.Column("last_contact", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_return_assistance"),
        sa.UniqueConstraint("file_id", name="uq_return_assistance_file_id"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_return_assistance_file_id_case_file"
        ),
        sa.CheckConstraint(
            "status IN ('unknown', 'suspected_deceived', 'suspected_trafficked', "
            "'suspected_detained', 'in_contact', 'wants_return', 'declines', "
            "'on_the_way', 'returned')",
            name="ck_return_assistance_status",
        ),
        sa.CheckConstraint("length(region) <= 64", name="ck_return_assistance_region_length"),
        sa.CheckConstraint(
            "length(township_member) <= 64", name="ck_return_assistance_township_member_length"
        ),
        sa.CheckConstraint(
            "length(police_member) <= 64", name="ck_return_assistance_police_member_length"
        ),
        sa.CheckConstraint(
            "length(village_member) <= 64", name="ck_return_assistance_village_member_length"
        ),
        sa.CheckConstraint("length(relative) <= 64", name="ck_return_assistance_relative_length"),
        sa.CheckConstraint("length(wish) <= 2000", name="ck_return_assistance_wish_length"),
        sa.CheckConstraint(
            "length(help_needed) <= 2000", name="ck_return_assistance_help_needed_length"
        ),
        sa.CheckConstraint(
            "length(help_given) <= 2000", name="ck_return_assistance_help_given_length"
        ),
        sa.CheckConstraint("length(referral) <= 2000", name="ck_return_assistance_referral_length"),
    )
    op.create_index("ix_return_assistance_status", "return_assistance", ["status"], unique=False)


def contact_entry() -> None:
    """Make the table."""
    op.create_table(
        "contact_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assistance_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact_entry"),
        sa.ForeignKeyConstraint(
            ["assistance_id"],
            ["return_assistance.id"],
            name="fk_contact_entry_assistance_id_return_assistance",
        ),
        sa.CheckConstraint("length(text) <= 2000", name="ck_contact_entry_text_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_contact_entry_entered_by_length"),
    )
    op.create_index(
        "ix_contact_entry_assistance_id", "contact_entry", ["assistance_id"], unique=False
    )


def rights_request() -> None:
    """Make the table."""
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "asked_by",
            sa.String(64),
            nullable=False,
            comment="who asked for the person; empty when it was the person",
        ),
        sa.Column("proof", sa.String(200), nullable=False, comment="how that is shown"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("answer", sa.String(2000), nullable=False, comment="a refusal needs words"),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rights_request"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_rights_request_person_id_person"
        ),
        sa.CheckConstraint(
            "kind IN ('access', 'copy', 'correction', 'objection', 'restriction', "
            "'erasure', 'explanation')",
            name="ck_rights_request_kind",
        ),
        sa.CheckConstraint(
            "state IN ('open', 'granted', 'refused', 'withdrawn')", name="ck_rights_request_state"
        ),
        sa.CheckConstraint("length(asked_by) <= 64", name="ck_rights_request_asked_by_length"),
        sa.CheckConstraint("length(proof) <= 200", name="ck_rights_request_proof_length"),
        sa.CheckConstraint("length(text) <= 2000", name="ck_rights_request_text_length"),
        sa.CheckConstraint("length(answer) <= 2000", name="ck_rights_request_answer_length"),
        sa.CheckConstraint("length(decided_by) <= 64", name="ck_rights_request_decided_by_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_rights_request_entered_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rights_request_due_on", "rights_request", ["due_on"], unique=False)
    op.create_index("ix_rights_request_person_id", "rights_request", ["person_id"], unique=False)
    op.create_index("ix_rights_request_state", "rights_request", ["state"], unique=False)


def youth_key() -> None:
    """Make the table."""
    op.create_table(
        "youth_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "account",
            sa.String(64),
            nullable=False,
            comment="empty: the printed code of the module",
        ),
        sa.Column("public", sa.LargeBinary(), nullable=False, comment="whom it is sealed for"),
        sa.Column(
            "mac", sa.LargeBinary(), nullable=False, comment="only who has the key grants it"
        ),
        sa.Column("ephemeral", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_youth_key"),
        sa.UniqueConstraint("account", name="uq_youth_key_account"),
        sa.CheckConstraint("length(account) <= 64", name="ck_youth_key_account_length"),
    )


def youth_record() -> None:
    """Make the table."""
    op.create_table(
        "youth_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False, comment="AES-GCM over JSON"),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("report_state", sa.String(32), nullable=False, comment="of the mandatory report"),
        sa.Column("returned_on", sa.Date(), nullable=True, comment="to school"),
        sa.Column("note", sa.String(200), nullable=False, comment="never about the child"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_youth_record"),
        sa.CheckConstraint(
            "length(report_state) <= 32", name="ck_youth_record_report_state_length"
        ),
        sa.CheckConstraint("length(note) <= 200", name="ck_youth_record_note_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_youth_record_returned_on", "youth_record", ["returned_on"], unique=False)
