"""The township, its campaigns, units and indicators, as revision 0001 made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables, parents first."""
    _township()
    _campaign()
    _setting()
    _target()
    _unit()
    _unit_alias()
    _contact()
    _indicator()
    _indicator_wording()
    _calendar_day()
    _exemption()


def _township() -> None:
    op.create_table(
        "township",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_township"),
        sa.CheckConstraint("length(name) <= 64", name="ck_township_name_length"),
    )


def _campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("daily_until", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.CheckConstraint("length(name) <= 200", name="ck_campaign_name_length"),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="JSON"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_setting_campaign_id_campaign"
        ),
        sa.CheckConstraint("length(key) <= 32", name="ck_setting_key_length"),
        sa.CheckConstraint("length(set_by) <= 64", name="ck_setting_set_by_length"),
    )
    op.create_index(
        "ix_setting_campaign_id_key_valid_from",
        "setting",
        ["campaign_id", "key", "valid_from"],
        unique=False,
    )


def _target() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column(
            "subject", sa.String(32), nullable=False, comment="indicator code or counted thing"
        ),
        sa.Column("basis", sa.String(32), nullable=False, comment="what the share is taken of"),
        sa.Column("unit_kinds", sa.String(200), nullable=False, comment="comma separated"),
        sa.Column("share_ppm", sa.Integer(), nullable=False, comment="millionths: 600000 is 60 %"),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
        sa.UniqueConstraint("campaign_id", "code", name="uq_target_campaign_id_code"),
        sa.CheckConstraint("share_ppm > 0", name="ck_target_share_above_zero"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_target_campaign_id_campaign"
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_target_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_target_name_length"),
        sa.CheckConstraint("length(subject) <= 32", name="ck_target_subject_length"),
        sa.CheckConstraint("length(basis) <= 32", name="ck_target_basis_length"),
        sa.CheckConstraint("length(unit_kinds) <= 200", name="ck_target_unit_kinds_length"),
        sa.CheckConstraint("length(note) <= 200", name="ck_target_note_length"),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.Column("reports_daily", sa.Boolean(), nullable=False),
        sa.Column("ranked", sa.Boolean(), nullable=False),
        sa.Column("leader", sa.String(64), nullable=False, comment="linked leader (包片领导)"),
        sa.Column("pinyin", sa.String(200), nullable=False),
        sa.Column("initials", sa.String(64), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.CheckConstraint("households >= 0", name="ck_unit_households_not_negative"),
        sa.CheckConstraint("residents >= 0", name="ck_unit_residents_not_negative"),
        sa.UniqueConstraint("code", name="uq_unit_code"),
        sa.UniqueConstraint("name", name="uq_unit_name"),
        sa.CheckConstraint(
            "kind IN ('village', 'community', 'government_office', 'school', "
            "'bank', 'telecom', 'police_station', 'enterprise', 'venue')",
            name="ck_unit_kind",
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_unit_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_unit_name_length"),
        sa.CheckConstraint("length(leader) <= 64", name="ck_unit_leader_length"),
        sa.CheckConstraint("length(pinyin) <= 200", name="ck_unit_pinyin_length"),
        sa.CheckConstraint("length(initials) <= 64", name="ck_unit_initials_length"),
    )
    op.create_index("ix_unit_initials", "unit", ["initials"], unique=False)
    op.create_index("ix_unit_pinyin", "unit", ["pinyin"], unique=False)


def _unit_alias() -> None:
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit_alias"),
        sa.UniqueConstraint("unit_id", "text", name="uq_unit_alias_unit_id_text"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_alias_unit_id_unit"),
        sa.CheckConstraint("origin IN ('preset', 'learnt')", name="ck_unit_alias_origin"),
        sa.CheckConstraint("length(text) <= 64", name="ck_unit_alias_text_length"),
    )
    op.create_index("ix_unit_alias_unit_id", "unit_alias", ["unit_id"], unique=False)


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(64), nullable=False),
        sa.Column("liaison", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_contact_unit_id_unit"),
        sa.CheckConstraint("length(name) <= 64", name="ck_contact_name_length"),
        sa.CheckConstraint("length(phone) <= 64", name="ck_contact_phone_length"),
    )
    op.create_index("ix_contact_unit_id", "contact", ["unit_id"], unique=False)


def _indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("short_name", sa.String(64), nullable=False),
        sa.Column("measure_word", sa.String(64), nullable=False),
        sa.Column("nature", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("grouping", sa.String(32), nullable=False),
        sa.Column("ceiling", sa.String(32), nullable=False),
        sa.Column(
            "flow_code", sa.String(), nullable=True, comment="the flow that adds to this stock"
        ),
        sa.Column(
            "shown_for", sa.String(200), nullable=False, comment="unit kinds, comma separated"
        ),
        sa.Column("in_report", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.CheckConstraint(
            "flow_code IS NULL OR nature = 'stock'", name="ck_indicator_flow_code_on_stock"
        ),
        sa.UniqueConstraint("code", name="uq_indicator_code"),
        sa.UniqueConstraint("name", name="uq_indicator_name"),
        sa.CheckConstraint("nature IN ('flow', 'stock')", name="ck_indicator_nature"),
        sa.CheckConstraint("measure IN ('count', 'money')", name="ck_indicator_measure"),
        sa.CheckConstraint(
            "grouping IN ('work', 'care', 'incident')", name="ck_indicator_grouping"
        ),
        sa.CheckConstraint(
            "ceiling IN ('none', 'households', 'residents')", name="ck_indicator_ceiling"
        ),
        sa.CheckConstraint("length(code) <= 32", name="ck_indicator_code_length"),
        sa.CheckConstraint("length(name) <= 64", name="ck_indicator_name_length"),
        sa.CheckConstraint("length(short_name) <= 64", name="ck_indicator_short_name_length"),
        sa.CheckConstraint("length(measure_word) <= 64", name="ck_indicator_measure_word_length"),
        sa.CheckConstraint("length(shown_for) <= 200", name="ck_indicator_shown_for_length"),
    )


def _indicator_wording() -> None:
    op.create_table(
        "indicator_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("taught_at", sa.DateTime(), nullable=True),
        sa.Column("taught_by", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_wording"),
        sa.UniqueConstraint("text", name="uq_indicator_wording_text"),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_indicator_wording_indicator_id_indicator"
        ),
        sa.CheckConstraint("origin IN ('preset', 'learnt')", name="ck_indicator_wording_origin"),
        sa.CheckConstraint("length(text) <= 64", name="ck_indicator_wording_text_length"),
        sa.CheckConstraint("length(taught_by) <= 64", name="ck_indicator_wording_taught_by_length"),
    )
    op.create_index(
        "ix_indicator_wording_indicator_id", "indicator_wording", ["indicator_id"], unique=False
    )


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("reporting", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("date", name="pk_calendar_day"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_calendar_day_reason_length"),
    )


def _exemption() -> None:
    op.create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("allowed_by", sa.String(64), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exemption"),
        sa.CheckConstraint("last_day >= first_day", name="ck_exemption_days_in_order"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_exemption_unit_id_unit"),
        sa.CheckConstraint("length(reason) <= 200", name="ck_exemption_reason_length"),
        sa.CheckConstraint("length(allowed_by) <= 64", name="ck_exemption_allowed_by_length"),
    )
    op.create_index("ix_exemption_unit_id", "exemption", ["unit_id"], unique=False)
