"""Find anything (Ctrl+K): a person, a receipt number, a démarche."""

from mairie_quartier.ui.screens.find.view import FindPalette

__all__ = ["FindPalette"]
