"""Half-filled forms of a page, kept as one draft until they are saved or put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ui.page import Page

Typed = Mapping[str, Mapping[str, str]]
"""The fields of each form that holds unsaved work, by the title of its tab."""
FORMS = "forms:"
"""How the keys of such drafts begin; the page's name follows."""
COMPLIANCE = "compliance:"
"""How the draft's key of a form of 合规 begins; the form's number follows."""


class FormDrafts:
    """The draft ``forms:PAGE``. Nothing is written before what was kept has been taken up."""

    def __init__(self, page: Page, name: str) -> None:
        """Keep the page and the draft's key."""
        self._page, self._key = page, f"{FORMS}{name}"
        self._kept: str | None = None
        self._asked = False

    def take_up(self, take: Callable[[Typed], None]) -> None:
        """Read the draft once, behind what the page is just reading, and hand it over."""
        if self._asked:
            return
        self._asked = True
        drafts = self._page.program.drafts

        def found(text: str | None) -> None:
            self._kept = text or ""
            if text:
                take(read_draft(text))

        self._page.run(lambda: drafts.load(self._key), found)

    def keep(self, typed: Typed) -> int:
        """Write what is typed when it changed; return how many forms it is."""
        text = json.dumps(typed, ensure_ascii=False, sort_keys=True) if typed else ""
        if self._kept is not None and text != self._kept:
            self._kept = text
            drafts, key = self._page.program.drafts, self._key
            work = (lambda: drafts.save(key, text)) if text else (lambda: drafts.discard(key))
            self._page.run(work, lambda _none: None)
        return len(typed)


def read_draft(text: str) -> Typed:
    """Return the forms of a draft; a damaged one is nothing."""
    try:
        forms = json.loads(text)
        return {
            str(form): {str(key): str(value) for key, value in fields.items()}
            for form, fields in forms.items()
        }
    except (ValueError, AttributeError):
        return {}
