"""Referrals that are not closed, and what the partner answered."""

from mairie_quartier.ui.screens.referrals.view import ReferralsScreen

__all__ = ["ReferralsScreen"]
