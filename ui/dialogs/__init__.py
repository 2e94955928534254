"""Dialogs: one question each, opened by pages."""
