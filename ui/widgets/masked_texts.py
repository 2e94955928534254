"""The free texts of one record, masked together and opened together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.widgets.form_values import put_text, text_of


class MaskedTexts:
    """Editors whose texts come masked; what is only looked at counts as not touched.

    A text that was opened and then changed is the user's own and stays when the others close.
    """

    def __init__(self, editors: Mapping[str, QWidget]) -> None:
        """Keep the editors by the names of their fields."""
        self._editors = editors
        self._masks: dict[str, str] = {}
        self._wholes: dict[str, str] = {}

    def show_masked(self, masks: Mapping[str, str]) -> None:
        """Put the masked texts in."""
        self._masks = {name: text.strip() for name, text in masks.items()}
        self._wholes = {}
        for name, mask in self._masks.items():
            put_text(self._editors[name], mask)

    def open_with(self, wholes: Mapping[str, str]) -> None:
        """Show the texts themselves where nothing else was typed meanwhile."""
        for name, whole in wholes.items():
            if self._text(name) == self._masks[name]:
                self._wholes[name] = whole.strip()
                put_text(self._editors[name], whole.strip())

    def close_again(self) -> None:
        """Show the masks again where nothing was changed meanwhile."""
        for name, whole in self._wholes.items():
            if self._text(name) == whole:
                put_text(self._editors[name], self._masks[name])
        self._wholes = {}

    def unseen(self) -> dict[str, str]:
        """Return what was typed, the mask in place of a text that was only looked at."""
        texts = {name: self._text(name) for name in self._masks}
        seen = {name for name, text in texts.items() if text == self._wholes.get(name)}
        return {name: self._masks[name] if name in seen else text for name, text in texts.items()}

    def untouched(self) -> tuple[str, ...]:
        """Return the fields that hold something and were left as they are stored."""
        return tuple(n for n, text in self.unseen().items() if text and text == self._masks[n])

    def _text(self, name: str) -> str:
        return (text_of(self._editors[name]) or "").strip()
