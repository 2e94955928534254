"""Persons, their files and what these rest on, as revision 0003 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def person() -> None:
    """Make the table."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("pinyin", sa.String(200), nullable=False),
        sa.Column("initials", sa.String(64), nullable=False),
        sa.Column("identity_number", sa.String(32), nullable=False),
        sa.Column("identity_tail", sa.String(32), nullable=False, comment="last four"),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(32), nullable=False, comment="男, 女 or empty"),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("phone_tail", sa.String(32), nullable=False, comment="last four"),
        sa.Column("unit_id", sa.Integer(), nullable=True, comment="empty: not known yet"),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column(
            "guardian",
            sa.String(200),
            nullable=False,
            comment="a minor's guardian or one contact who volunteered; no number of theirs",
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(64), nullable=False),
        sa.Column(
            "merged_into", sa.Integer(), nullable=True, comment="a double; its files moved there"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_person_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["person.id"], name="fk_person_merged_into_person"
        ),
        sa.CheckConstraint("length(name) <= 64", name="ck_person_name_length"),
        sa.CheckConstraint("length(pinyin) <= 200", name="ck_person_pinyin_length"),
        sa.CheckConstraint("length(initials) <= 64", name="ck_person_initials_length"),
        sa.CheckConstraint(
            "length(identity_number) <= 32", name="ck_person_identity_number_length"
        ),
        sa.CheckConstraint("length(identity_tail) <= 32", name="ck_person_identity_tail_length"),
        sa.CheckConstraint("length(gender) <= 32", name="ck_person_gender_length"),
        sa.CheckConstraint("length(phone) <= 64", name="ck_person_phone_length"),
        sa.CheckConstraint("length(phone_tail) <= 32", name="ck_person_phone_tail_length"),
        sa.CheckConstraint("length(address) <= 200", name="ck_person_address_length"),
        sa.CheckConstraint("length(guardian) <= 200", name="ck_person_guardian_length"),
        sa.CheckConstraint("length(created_by) <= 64", name="ck_person_created_by_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_identity_number", "person", ["identity_number"], unique=False)
    op.create_index("ix_person_identity_tail", "person", ["identity_tail"], unique=False)
    op.create_index("ix_person_initials", "person", ["initials"], unique=False)
    op.create_index(
        "ix_person_merged_into_pinyin", "person", ["merged_into", "pinyin"], unique=False
    )
    op.create_index("ix_person_name", "person", ["name"], unique=False)
    op.create_index("ix_person_phone", "person", ["phone"], unique=False)
    op.create_index("ix_person_phone_tail", "person", ["phone_tail"], unique=False)
    op.create_index("ix_person_pinyin", "person", ["pinyin"], unique=False)
    op.create_index("ix_person_unit_id", "person", ["unit_id"], unique=False)
    op.create_index("ix_person_unit_id_pinyin", "person", ["unit_id", "pinyin"], unique=False)


def case_file() -> None:
    """Make the table."""
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(64), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "closing", sa.String(200), nullable=False, comment="why it was closed or stopped"
        ),
        sa.Column("attention", sa.String(32), nullable=False),
        sa.Column("attention_reason", sa.String(200), nullable=False),
        sa.Column("attention_until", sa.Date(), nullable=True),
        sa.Column("attention_reviewer", sa.String(64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False, comment="JSON: allow-listed fields"),
        sa.Column("last_contact", sa.Date(), nullable=True, comment="derived from visits"),
        sa.Column(
            "next_due", sa.Date(), nullable=True, comment="derived from plan and visits (R12)"
        ),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("renewals", sa.Integer(), nullable=False, comment="of a concern, two at most"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_file"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_file_person_id_person"),
        sa.CheckConstraint(
            "category IN ('convicted', 'two_card', 'returnee', 'abroad', 'concern', 'victim')",
            name="ck_case_file_category",
        ),
        sa.CheckConstraint("status IN ('open', 'stopped', 'closed')", name="ck_case_file_status"),
        sa.CheckConstraint(
            "attention IN ('normal', 'attention', 'close')", name="ck_case_file_attention"
        ),
        sa.CheckConstraint("length(opened_by) <= 64", name="ck_case_file_opened_by_length"),
        sa.CheckConstraint("length(closing) <= 200", name="ck_case_file_closing_length"),
        sa.CheckConstraint(
            "length(attention_reason) <= 200", name="ck_case_file_attention_reason_length"
        ),
        sa.CheckConstraint(
            "length(attention_reviewer) <= 64", name="ck_case_file_attention_reviewer_length"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_file_person_id", "case_file", ["person_id"], unique=False)
    op.create_index("ix_case_file_retain_until", "case_file", ["retain_until"], unique=False)
    op.create_index("ix_case_file_review_on", "case_file", ["review_on"], unique=False)
    op.create_index(
        "ix_case_file_status_attention_until",
        "case_file",
        ["status", "attention_until"],
        unique=False,
    )
    op.create_index(
        "ix_case_file_status_category_person_id",
        "case_file",
        ["status", "category", "person_id"],
        unique=False,
    )
    op.create_index(
        "ix_case_file_status_next_due", "case_file", ["status", "next_due"], unique=False
    )


def file_officer() -> None:
    """Make the table."""
    op.create_table(
        "file_officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_file_officer"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_file_officer_file_id_case_file"
        ),
        sa.CheckConstraint("length(account) <= 64", name="ck_file_officer_account_length"),
    )
    op.create_index(
        "ix_file_officer_account_until_file_id",
        "file_officer",
        ["account", "until", "file_id"],
        unique=False,
    )
    op.create_index("ix_file_officer_file_id", "file_officer", ["file_id"], unique=False)


def file_event() -> None:
    """Make the table."""
    op.create_table(
        "file_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("before", sa.String(200), nullable=False),
        sa.Column("after", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_file_event"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_file_event_file_id_case_file"
        ),
        sa.CheckConstraint("length(account) <= 64", name="ck_file_event_account_length"),
        sa.CheckConstraint("length(kind) <= 32", name="ck_file_event_kind_length"),
        sa.CheckConstraint("length(before) <= 200", name="ck_file_event_before_length"),
        sa.CheckConstraint("length(after) <= 200", name="ck_file_event_after_length"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_file_event_reason_length"),
    )
    op.create_index("ix_file_event_file_id", "file_event", ["file_id"], unique=False)


def referral() -> None:
    """Make the table."""
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("passed_to", sa.String(200), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_referral_unit_id_unit"),
        sa.CheckConstraint("length(name) <= 64", name="ck_referral_name_length"),
        sa.CheckConstraint("length(text) <= 2000", name="ck_referral_text_length"),
        sa.CheckConstraint("length(created_by) <= 64", name="ck_referral_created_by_length"),
        sa.CheckConstraint("length(passed_to) <= 200", name="ck_referral_passed_to_length"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_referral_expires_on", "referral", ["expires_on"], unique=False)
    op.create_index("ix_referral_unit_id", "referral", ["unit_id"], unique=False)


def saved_filter() -> None:
    """Make the table."""
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("query", sa.Text(), nullable=False, comment="JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
        sa.UniqueConstraint("account", "name", name="uq_saved_filter_account_name"),
        sa.CheckConstraint("length(account) <= 64", name="ck_saved_filter_account_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_saved_filter_name_length"),
    )
