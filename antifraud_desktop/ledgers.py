"""The use cases of the campaign's ledgers, put together on one database."""

from __future__ import annotations

from dataclasses import dataclass

from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services.ledger_filters import LedgerFilterService
from antifraud_desktop.work import Work


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Activities, materials, coverage, requirements, incidents, supervision, summaries."""

    filters: LedgerFilterService


def open_ledgers(work: Work, folder: DataFolder, frames: TemplateStore) -> Ledgers:
    """Put the ledgers' services on one open database."""
    del folder, frames
    return Ledgers(
        filters=LedgerFilterService(work),
    )
