"""Values to be settled: what two desks wrote differently, for a person to choose."""

from mairie_quartier.ui.screens.conflicts.bar import DisputeBar
from mairie_quartier.ui.screens.conflicts.view import ConflictsScreen

__all__ = ["ConflictsScreen", "DisputeBar"]
