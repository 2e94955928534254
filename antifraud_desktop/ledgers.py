"""The use cases of the campaign's ledgers, put together on one database."""

from __future__ import annotations

from dataclasses import dataclass

from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.work import Work


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Activities, materials, coverage, requirements, incidents, supervision, summaries."""


def open_ledgers(work: Work, folder: DataFolder, frames: TemplateStore) -> Ledgers:
    """Put the ledgers' services on one open database."""
    del work, folder, frames
    return Ledgers()
