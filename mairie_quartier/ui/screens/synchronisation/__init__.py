"""Synchronisation: how the desk stands with the city, its last syncs, what was put aside."""

from mairie_quartier.ui.screens.synchronisation.view import SynchronisationScreen

__all__ = ["SynchronisationScreen"]
