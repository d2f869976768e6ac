"""Papers for partners, providers and the desk: seen whole, printed, saved."""

from mairie_quartier.ui.screens.office_papers.view import OfficePaperPreview

__all__ = ["OfficePaperPreview"]
