"""Several roles an account, the chain of the audit trail, and what the office must prove."""

from __future__ import annotations

from alembic import op

from db.migrations.rebuilding import rebuild
from db.migrations.second import accounts, protection

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rebuild what gains columns; an account keeps its one role, and the chain begins later."""
    accounts.account_role()
    op.execute("INSERT INTO account_role (account_id, role) SELECT id, role FROM account")
    rebuild(
        "account", accounts.account, "id, name, display_name, created_at, active", must_change="0"
    )
    rebuild(
        "audit_entry",
        accounts.audit_entry,
        "id, sequence, at, account, action, subject_kind, subject_id, summary",
    )
    rebuild("audit_payload", accounts.audit_payload, 'entry_id, "before", "after"')
    accounts.audit_head()
    protection.option()
    protection.backup_record()
    protection.erasure()
    protection.export_request()
    protection.outgoing_item()
    protection.compliance_form()
