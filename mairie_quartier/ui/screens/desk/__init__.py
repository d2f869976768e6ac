"""The first screen: today's visits, drafts, what is due, counters."""

from mairie_quartier.ui.screens.desk.view import DeskScreen

__all__ = ["DeskScreen"]
