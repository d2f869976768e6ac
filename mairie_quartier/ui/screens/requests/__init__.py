"""Requests: one request's page, and the preview of papers."""

from mairie_quartier.ui.screens.requests.paper_view import PaperPreview
from mairie_quartier.ui.screens.requests.view import RequestScreen

__all__ = ["PaperPreview", "RequestScreen"]
