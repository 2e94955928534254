"""The monthly evaluation, as revision 0004 made it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def evaluation_scheme() -> None:
    """Make the table."""
    op.create_table(
        "evaluation_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="rises by one with every version"
        ),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False, comment="first day of a month"),
        sa.Column("content", sa.Text(), nullable=False, comment="JSON: criteria and deductions"),
        sa.Column("reason", sa.String(200), nullable=False, comment="why it was changed"),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_scheme"),
        sa.UniqueConstraint("number", name="uq_evaluation_scheme_number"),
        sa.CheckConstraint("length(name) <= 200", name="ck_evaluation_scheme_name_length"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_evaluation_scheme_reason_length"),
        sa.CheckConstraint("length(set_by) <= 64", name="ck_evaluation_scheme_set_by_length"),
    )
    op.create_index(
        "ix_evaluation_scheme_valid_from", "evaluation_scheme", ["valid_from"], unique=False
    )


def evaluation_result() -> None:
    """Make the table."""
    op.create_table(
        "evaluation_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column(
            "inputs",
            sa.Text(),
            nullable=False,
            comment="JSON snapshot all scores are computed from",
        ),
        sa.Column("results", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("sha256", sa.String(), nullable=False, comment="of inputs and results"),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("drafted_by", sa.String(64), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("objections_until", sa.Date(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("frozen_by", sa.String(64), nullable=False),
        sa.Column("changes", sa.String(2000), nullable=False, comment="against the edition before"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_result"),
        sa.UniqueConstraint("month", "edition", name="uq_evaluation_result_month_edition"),
        sa.ForeignKeyConstraint(
            ["scheme_id"],
            ["evaluation_scheme.id"],
            name="fk_evaluation_result_scheme_id_evaluation_scheme",
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'shown', 'frozen')", name="ck_evaluation_result_state"
        ),
        sa.CheckConstraint(
            "length(drafted_by) <= 64", name="ck_evaluation_result_drafted_by_length"
        ),
        sa.CheckConstraint("length(frozen_by) <= 64", name="ck_evaluation_result_frozen_by_length"),
        sa.CheckConstraint("length(changes) <= 2000", name="ck_evaluation_result_changes_length"),
    )
    op.create_index(
        "ix_evaluation_result_scheme_id", "evaluation_result", ["scheme_id"], unique=False
    )
    op.create_index("ix_evaluation_result_state", "evaluation_result", ["state"], unique=False)


def result_receipt() -> None:
    """Make the table."""
    op.create_table(
        "result_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(200), nullable=False, comment="by WeChat, by telephone, signed"),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_result_receipt"),
        sa.UniqueConstraint("result_id", "unit_id", name="uq_result_receipt_result_id_unit_id"),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["evaluation_result.id"],
            name="fk_result_receipt_result_id_evaluation_result",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_result_receipt_unit_id_unit"),
        sa.CheckConstraint("length(how) <= 200", name="ck_result_receipt_how_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_result_receipt_entered_by_length"),
    )
    op.create_index("ix_result_receipt_result_id", "result_receipt", ["result_id"], unique=False)
    op.create_index("ix_result_receipt_unit_id", "result_receipt", ["unit_id"], unique=False)


def objection() -> None:
    """Make the table."""
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(32), nullable=False, comment="empty: the whole result"),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(2000), nullable=False),
        sa.Column("effect", sa.String(2000), nullable=False, comment="what was corrected"),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sa.ForeignKeyConstraint(
            ["result_id"], ["evaluation_result.id"], name="fk_objection_result_id_evaluation_result"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_objection_unit_id_unit"),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'partly', 'rejected', 'withdrawn')",
            name="ck_objection_state",
        ),
        sa.CheckConstraint("length(criterion) <= 32", name="ck_objection_criterion_length"),
        sa.CheckConstraint("length(text) <= 2000", name="ck_objection_text_length"),
        sa.CheckConstraint("length(answer) <= 2000", name="ck_objection_answer_length"),
        sa.CheckConstraint("length(effect) <= 2000", name="ck_objection_effect_length"),
        sa.CheckConstraint("length(decided_by) <= 64", name="ck_objection_decided_by_length"),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_objection_entered_by_length"),
    )
    op.create_index("ix_objection_result_id", "objection", ["result_id"], unique=False)
    op.create_index("ix_objection_state", "objection", ["state"], unique=False)
    op.create_index("ix_objection_unit_id", "objection", ["unit_id"], unique=False)


def falsification() -> None:
    """Make the table."""
    op.create_table(
        "falsification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="of the submission"),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(2000), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_reason", sa.String(2000), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_falsification"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_falsification_unit_id_unit"),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_falsification_indicator_id_indicator"
        ),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objection.id"], name="fk_falsification_objection_id_objection"
        ),
        sa.CheckConstraint("length(evidence) <= 2000", name="ck_falsification_evidence_length"),
        sa.CheckConstraint("length(decided_by) <= 64", name="ck_falsification_decided_by_length"),
        sa.CheckConstraint(
            "length(lifted_reason) <= 2000", name="ck_falsification_lifted_reason_length"
        ),
        sa.CheckConstraint("length(entered_by) <= 64", name="ck_falsification_entered_by_length"),
    )
    op.create_index("ix_falsification_day", "falsification", ["day"], unique=False)
    op.create_index(
        "ix_falsification_indicator_id", "falsification", ["indicator_id"], unique=False
    )
    op.create_index(
        "ix_falsification_objection_id", "falsification", ["objection_id"], unique=False
    )
    op.create_index("ix_falsification_unit_id", "falsification", ["unit_id"], unique=False)
