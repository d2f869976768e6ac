"""The directory of partners."""

from mairie_quartier.ui.screens.directory.view import DirectoryScreen

__all__ = ["DirectoryScreen"]
