"""What files rest on, as revision 0003 made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def basis_document() -> None:
    """Make the table."""
    op.create_table(
        "basis_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("organ", sa.String(200), nullable=False),
        sa.Column("organ_level", sa.String(32), nullable=True),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("offence", sa.String(200), nullable=False, comment="name of the offence"),
        sa.Column(
            "offence_on", sa.String(32), nullable=False, comment="2023, 2023-08 or 2023-08-12"
        ),
        sa.Column("sentence_months", sa.Integer(), nullable=True),
        sa.Column(
            "text", sa.String(2000), nullable=False, comment="as it was written in a register"
        ),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_basis_document"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_basis_document_file_id_case_file"
        ),
        sa.CheckConstraint(
            "kind IN ('judgment', 'decision', 'police_notice', 'own_request', "
            "'family_request', 'non_prosecution')",
            name="ck_basis_document_kind",
        ),
        sa.CheckConstraint(
            "organ_level IN ('county', 'prefecture', 'province', 'national')",
            name="ck_basis_document_organ_level",
        ),
        sa.CheckConstraint("length(organ) <= 200", name="ck_basis_document_organ_length"),
        sa.CheckConstraint("length(number) <= 200", name="ck_basis_document_number_length"),
        sa.CheckConstraint("length(offence) <= 200", name="ck_basis_document_offence_length"),
        sa.CheckConstraint("length(offence_on) <= 32", name="ck_basis_document_offence_on_length"),
        sa.CheckConstraint("length(text) <= 2000", name="ck_basis_document_text_length"),
        sa.CheckConstraint(
            "length(recorded_by) <= 64", name="ck_basis_document_recorded_by_length"
        ),
    )
    op.create_index("ix_basis_document_file_id", "basis_document", ["file_id"], unique=False)


def punitive_measure() -> None:
    """Make the table."""
    op.create_table(
        "punitive_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("organ", sa.String(200), nullable=False),
        sa.Column("organ_level", sa.String(32), nullable=True),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("ground", sa.String(2000), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("appeal", sa.String(32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_punitive_measure"),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_punitive_measure_in_order"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name="fk_punitive_measure_file_id_case_file"
        ),
        sa.CheckConstraint(
            "organ_level IN ('county', 'prefecture', 'province', 'national')",
            name="ck_punitive_measure_organ_level",
        ),
        sa.CheckConstraint(
            "appeal IN ('none', 'pending', 'upheld', 'changed', 'revoked')",
            name="ck_punitive_measure_appeal",
        ),
        sa.CheckConstraint("length(organ) <= 200", name="ck_punitive_measure_organ_length"),
        sa.CheckConstraint("length(number) <= 200", name="ck_punitive_measure_number_length"),
        sa.CheckConstraint("length(ground) <= 2000", name="ck_punitive_measure_ground_length"),
        sa.CheckConstraint(
            "length(recorded_by) <= 64", name="ck_punitive_measure_recorded_by_length"
        ),
    )
    op.create_index("ix_punitive_measure_ends_on", "punitive_measure", ["ends_on"], unique=False)
    op.create_index("ix_punitive_measure_file_id", "punitive_measure", ["file_id"], unique=False)
