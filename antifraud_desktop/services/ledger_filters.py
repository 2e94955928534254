"""The filters an account keeps of the campaign's ledgers."""

from __future__ import annotations

import json
from collections.abc import Mapping

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.ledger_filters import LedgerFilter
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.filter_rows import drop_filter, filters_of, put_filter
from antifraud_desktop.work import Work, allowed


class LedgerFilterService:
    """``place`` names the list: activities, movements, incidents, tasks, ..."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def saved(self, place: str) -> tuple[LedgerFilter, ...]:
        """Return the account's own filters of a list, by name."""
        with self._work.reading() as session:
            rows = filters_of(session, self._work.account, place)
            return tuple(LedgerFilter(row.name, json.loads(row.query)) for row in rows)

    @allowed(Permission.READ_FIGURES)
    def keep(self, place: str, name: str, choices: Mapping[str, str]) -> Changes:
        """Keep a filter under a name; one of that name is replaced. Raises Invalid without one."""
        query = json.dumps(dict(choices), ensure_ascii=False, sort_keys=True)
        with self._work.writing() as uow:
            put_filter(uow.session, self._work.account, place, name, query)
            uow.record("save_filter", "ledger", place, "保存台账的筛选")
            uow.commit()
        return Changes()

    @allowed(Permission.READ_FIGURES)
    def drop(self, place: str, name: str) -> Changes:
        """Forget a filter."""
        with self._work.writing() as uow:
            drop_filter(uow.session, self._work.account, place, name)
            uow.record("drop_filter", "ledger", place, "删除台账的筛选")
            uow.commit()
        return Changes()
