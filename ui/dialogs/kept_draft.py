"""What is typed into a form and not saved yet, kept under one key of the account.

A crash or a lock loses nothing. What saves the form deletes the draft in its own transaction, so
that it never comes back in the next record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import QObject, QTimer

from antifraud_desktop.errors import KnownTrouble
from ui.workspace import Workspace

KEEP_AFTER_MS = 600
TAKEN_UP = "接着上次没有保存的内容。"
Typed = Mapping[str, str]


class KeptDraft(QObject):
    """The draft of one form; ``typed`` reads the form, ``put`` fills it, ``told`` says it did."""

    def __init__(
        self,
        workspace: Workspace,
        key: str,
        parent: QObject,
        *,
        typed: Callable[[], dict[str, str]],
        put: Callable[[Typed], None],
        told: Callable[[], None],
        fail: Callable[[KnownTrouble], None],
    ) -> None:
        """Keep the form's ways; nothing is read before :meth:`take_up`."""
        super().__init__(parent)
        self._drafts, self._run, self._key = workspace.program.drafts, workspace.run, key
        self._typed, self._put, self._told, self._fail = typed, put, told, fail
        self._first: Typed = {}
        self._saving = False
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self._keep)

    def take_up(self) -> None:
        """Put back what was typed before, unless somebody types already."""
        drafts, key, self._first = self._drafts, self._key, self._typed()

        def found(kept: str | None) -> None:
            if not kept or not shiboken6.isValid(self) or self._typed() != self._first:
                return
            typed = read_typed(kept)
            if typed:
                self._put(typed)
                self._told()

        self._run(lambda: drafts.load(key), found, self._fail)

    def touch(self, *_given: object) -> None:
        """Note that somebody typed."""
        self._later.start()

    def begin_again(self) -> None:
        """Drop the draft and show the form as it was first."""
        drafts, key = self._drafts, self._key
        self._put(self._first)
        self._later.stop()
        self._run(lambda: drafts.discard(key), lambda _none: None, self._fail)

    def hold(self) -> None:
        """Keep nothing while the form is being saved: it would come back behind the record."""
        self._later.stop()
        self._saving = True

    def go_on(self) -> None:
        """Keep again what stands in the form, for it was not saved."""
        self._saving = False
        self._later.start()

    def rest(self) -> None:
        """Begin with an empty form after the old one was saved."""
        self._later.stop()
        self._saving, self._first = False, self._typed()

    def flush(self) -> None:
        """Keep what was typed just now, before the form goes."""
        if self._later.isActive():
            self._later.stop()
            self._keep()

    def _keep(self) -> None:
        if self._saving:
            return
        key, typed, drafts = self._key, self._typed(), self._drafts
        payload = "" if typed == self._first else json.dumps(typed, ensure_ascii=False)
        work = (lambda: drafts.save(key, payload)) if payload else (lambda: drafts.discard(key))
        self._run(work, lambda _none: None)


def read_typed(kept: str) -> dict[str, str]:
    """Return the fields of a draft; a damaged one is nothing."""
    try:
        return {str(name): str(text) for name, text in json.loads(kept).items()}
    except (ValueError, AttributeError):
        return {}
