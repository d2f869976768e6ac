"""Administration: the city and its papers, agents, catalogue, registers, backups, the trail."""

from mairie_quartier.ui.screens.administration.view import AdministrationScreen

__all__ = ["AdministrationScreen"]
