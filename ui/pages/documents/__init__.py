"""文书: issued documents and the templates they are written in."""

from ui.pages.documents.page import DocumentsPage

__all__ = ["DocumentsPage"]
